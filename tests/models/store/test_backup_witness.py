"""Backups are witnesses: what was written anew as a whole after they were made no longer fits them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.store.backup import make_backup
from models.store.backup_place import prepare_place
from models.store.backup_state import own_place
from models.store.head_file import HeadFile
from models.store.history import digest_at
from models.store.integrity import check_office
from models.store.opening import DATABASE_NAME, open_office
from models.store.seals import row_digest, seal_digest, sealed_tables
from models.store.sqlite import library
from resources.wording_store import finding_text
from tests.models.store.test_backup import folder_of
from tests.office import SmallOffice


def own(small: SmallOffice) -> Path:
    place = own_place(folder_of(small))
    if not place.exists():
        prepare_place(place)
    return place


def past_the_program(small: SmallOffice, write: Callable[[Any], None]) -> None:
    """Write into the database as somebody who knows it could: its guards and the note beside it fit after."""
    folder = folder_of(small)
    with contextlib.closing(library.connect(str(folder / DATABASE_NAME), isolation_level=None)) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        guards = connection.execute(query).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        write(connection)
        for _, statement in guards:
            connection.execute(statement)
    small.office.close()
    with contextlib.closing(library.connect(str(folder / DATABASE_NAME))) as connection:
        note = HeadFile(folder, DATABASE_NAME)
        note.renew(connection)
        note.close()
    small.office = open_office(folder, small.clock)


def found(small: SmallOffice) -> dict[str, bool]:
    """The codes of what a check finds, and whether each is grave; each can be worded."""
    told = [*small.office.findings, *check_office(small.office)]
    assert all(finding_text(finding.code, finding.data) for finding in told)
    return {finding.code: finding.grave for finding in told}


def another_subject(connection: Any) -> None:
    """Change a row of a request and seal every row as if it had always been so."""
    (table,) = [table for table in sealed_tables(connection) if table.name == "permohonan"]
    _, *before = connection.execute(table.select()).fetchone()
    connection.execute("UPDATE permohonan SET subject = 'Perihal lain' WHERE id = 1")
    _, *after = connection.execute(table.select()).fetchone()
    previous = "0" * 64
    for row in connection.execute("SELECT id, event, at, content FROM seal ORDER BY id").fetchall():
        content = row[3].replace(row_digest(before), row_digest(after))
        digest = seal_digest(previous, digest_at(row[1]), (*row[:3], content))
        connection.execute("UPDATE seal SET content = ?, digest = ? WHERE id = ?", (content, digest, row[0]))
        previous = digest


def test_a_row_changed_and_all_seals_written_anew_no_longer_fits_the_backup(small: SmallOffice) -> None:
    small.register("PP")
    entry = make_backup(folder_of(small), own(small), small.clock)
    assert entry.manifest is not None
    assert entry.manifest.seal is not None
    assert found(small) == {}
    past_the_program(small, another_subject)
    assert found(small) == {"cadangan_meterai_berbeda": True}
