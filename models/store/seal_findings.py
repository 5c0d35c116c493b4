"""What the check of the seals finds, with the names of rows and of the acts that wrote them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

from models.store.office import Finding, Office
from models.store.row_names import case_of, name_of
from models.store.seal_check import Breach, Progress, SealCheck
from models.store.secrecy import hidden

_EVENT = (
    "SELECT h.kind, h.recorded_at, h.actor, COALESCE(p.number, ''), h.case_id "
    "FROM history h LEFT JOIN permohonan p ON p.id = h.case_id WHERE h.id = ?"
)
#: Stands for what the reader of a finding may not see.
SECRET = "permohonan rahasia"  # noqa: S105 - no password


def check_seals(office: Office, progress: Progress | None = None) -> list[Finding]:
    """Every row that was changed past the program, and every seal that does not hold.

    All of it is read in one state of the database, however long it takes.
    """
    database: Any = office.store.db  # peewee brings no types for it
    connection = database.connection()
    with _one_state(connection):
        teller = EventTeller(office, connection)
        return [teller.of_breach(breach) for breach in SealCheck(connection, progress).breaches()]


class EventTeller:
    """Words events and rows as data of findings; what the viewer may not see is not named."""

    def __init__(self, office: Office, connection: Any) -> None:
        self._office = office
        self._connection = connection
        self._hidden = frozenset(hidden(office))

    def of_breach(self, breach: Breach) -> Finding:
        """The finding of a breach of the seals."""
        if not breach.table:
            return Finding(breach.what, {"dari": breach.first, "sampai": breach.last})
        name = name_of(self._connection, breach.table, breach.key)
        if case_of(self._connection, breach.table, breach.key) in self._hidden:
            name = SECRET
        row = {"tabel": breach.table, "baris": breach.key, "nama": name}
        return Finding(breach.what, {**row, **self.event(breach.event)})

    def event(self, event_id: int) -> dict[str, str | int]:
        """What an act was: its kind, when it was written, by whom and of which request."""
        found = self._connection.execute(_EVENT, (event_id,)).fetchone()
        if found is None:
            return {"kejadian": event_id, "jenis": "", "kapan": "", "oleh": "", "permohonan": ""}
        kind, at, actor, number, case_id = found
        when = self._office.local(at).strftime("%d-%m-%Y %H.%M") if isinstance(at, int) else str(at)
        number = SECRET if case_id in self._hidden else number
        return {
            "kejadian": event_id,
            "jenis": str(kind),
            "kapan": when,
            "oleh": str(actor),
            "permohonan": number,
        }


@contextmanager
def _one_state(connection: Any) -> Iterator[None]:
    """Read one state of the database, and texts that are none too: whoever changed them is to be named."""
    factory = connection.text_factory
    inside = connection.in_transaction
    connection.text_factory = partial(str, encoding="utf-8", errors="surrogateescape")
    if not inside:
        connection.execute("BEGIN")
    try:
        yield
    finally:
        connection.text_factory = factory
        if not inside:
            connection.execute("ROLLBACK")
