"""Sealing an office that has a history from before there were seals: its rows as they are now."""

from __future__ import annotations

from typing import Any

from models.store import history
from models.store.office import Office
from models.store.seals import Entries, row_digest, seal, sealed_tables

_BATCH = 20_000


def seal_as_found(office: Office) -> int:
    """Seal every row as it is, all or none, and record that; answers how many rows there are.

    What was changed past the program before this moment cannot be told from what was not.
    """
    counted = 0
    with office.transaction():
        now = office.now()
        database: Any = office.store.db  # peewee brings no types for it
        connection = database.connection()
        seal({"history": history.head().id}, now)
        for table in sealed_tables(connection):
            cursor = connection.execute(table.select())
            while batch := cursor.fetchmany(_BATCH):
                entries: Entries = {table.label: [(key, "", row_digest(row)) for key, *row in batch]}
                seal(entries, now)
                counted += len(batch)
        history.append(None, None, "meterai_dasar", now, now, None, "Papan SOP", {"rows": counted})
    return counted
