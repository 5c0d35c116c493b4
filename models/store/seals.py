"""Seals: every transaction leaves a chained row with the hashes of all rows it wrote, before and after.

The history tells what was done; the seals hold the stored rows to it. Triggers that only the writing
connection of the program has note every row that is written, so no act has to remember, and a row
that was changed past the program stands out: its hash is not the one that was sealed last, even when
the program has written over it since. Drafts are left out: nothing rests on them.
"""

from __future__ import annotations

import json
from binascii import b2a_base64
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

import peewee

from models.store.history import GENESIS, Head, head
from models.store.seal_tables import Seal
from models.store.statements import Insertion, Statement

#: What has a chain of its own, or is no part of the office's records.
LEFT_OUT = frozenset({"draft", "history", "schema_version", "seal"})
#: Of the 256 bits of a row's hash; the chain over all of them keeps the whole.
_BYTES = 12
#: So many rows stand in one seal.
_MOST = 10_000
_NOTE = "papan_row_written"
_NEWEST = "SELECT COALESCE(MAX(id), 0) FROM history"
_TEXT = json.JSONEncoder(separators=(",", ":"), default=repr).encode

#: Errors of the bare connection as those of peewee, which the rest of the program knows.
as_peewee: Any = peewee.__exception_wrapper__  # type: ignore[attr-defined]  # the stubs leave it out

Key = int | str
#: What a seal says: by table [key, before, after], and how many rows of the history are its own.
Entries = dict[str, list[tuple[Key, str, str]] | int]

_HEAD = Statement(lambda: Seal.select(Seal.id, Seal.digest).order_by(Seal.id.desc()).limit(1))
_APPEND = Insertion(Seal, Seal.id, Seal.event, Seal.at, Seal.content, Seal.digest)
_AT = Statement(lambda number: Seal.select(Seal.digest).where(Seal.id == number))


class SealedTable(NamedTuple):
    """A table whose rows are sealed: its key, its columns in their order, and how one row is read."""

    name: str
    key: str
    columns: tuple[str, ...]

    @property
    def label(self) -> str:
        """How a seal names it: columns that come later do not change what was sealed before."""
        return f"{self.name}/{len(self.columns)}"

    def select(self, columns: int | None = None) -> str:
        """The SQL that reads its key and so many of its columns."""
        listed = ", ".join(f'"{name}"' for name in self.columns[:columns])
        return f'SELECT "{self.key}", {listed} FROM main."{self.name}"'  # noqa: S608 - names of the schema


class Watch:
    """Notes on one connection which rows are written, and what stood there before."""

    def __init__(self, connection: Any) -> None:
        self.connection = connection
        self.written: dict[tuple[str, Key], tuple[Any, ...]] = {}
        tables = sealed_tables(connection)
        self._labels = {table.name: table.label for table in tables}
        self._reads = {table.name: f'{table.select()} WHERE "{table.key}" = ?' for table in tables}
        connection.create_function(_NOTE, -1, self._note)
        # a REPLACE then tells of the row that it takes away
        connection.execute("PRAGMA recursive_triggers = ON")
        for table in tables:
            _set_triggers(connection, table)
        # a row of the history that the program did not write belongs to no seal
        _set_trigger(connection, "AFTER INSERT", "history", 'NEW."id"')

    def entries(self) -> Entries:
        """What was written, row by row; rows that are as they were before are left out."""
        changed: dict[str, list[tuple[Key, str, str]]] = {}
        own: list[Any] = []
        with as_peewee:
            for (name, key), before in self.written.items():
                if name == "history":
                    own.append(key)
                    continue
                row = self.connection.execute(self._reads[name], (key,)).fetchone()
                old, new = row_digest(before), row_digest(row[1:] if row else ())
                if old != new:
                    changed.setdefault(self._labels[name], []).append((key, old, new))
            newest = self.connection.execute(_NEWEST).fetchone()[0] if own else 0
        # what a part of the act took back is not there
        count = sum(key <= newest for key in own)
        return {"history": count, **changed} if count else {**changed}

    def _note(self, table: str, key: Key, *before: Any) -> None:
        self.written.setdefault((table, key), before)


def sealed_tables(connection: Any) -> list[SealedTable]:
    """The tables of a database whose rows are sealed, as its schema has them."""
    names = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name"
    ).fetchall()
    found = []
    for (name,) in names:
        if name in LEFT_OUT:
            continue
        columns = connection.execute(f'PRAGMA main.table_info("{name}")').fetchall()
        key = next((column[1] for column in columns if column[5]), "rowid")
        found.append(SealedTable(name, key, tuple(column[1] for column in columns)))
    return found


def row_digest(values: Sequence[Any]) -> str:
    """The short hash of the values of a row as they are stored; "" for no row."""
    if not values:
        return ""
    return b2a_base64(sha256(_TEXT(values).encode()).digest()[:_BYTES], newline=False).decode()


def seal_head() -> Head:
    """The newest seal; (0, GENESIS) when there is none."""
    found = _HEAD.first()
    return Head(*found) if found else Head(0, GENESIS)


def seal_at(number: int) -> str:
    """The hash of a seal, GENESIS for 0, "" when it is not there."""
    return GENESIS if number == 0 else _AT.value(number) or ""


def seal(entries: Entries, at: datetime) -> tuple[Head, Head] | None:
    """Seal what a transaction wrote, inside it; answers the heads of history and seals, None for nothing."""
    if not entries:
        return None
    event, last = head(), seal_head()
    seconds = int(at.timestamp())
    for part in _parts(entries):
        content = _TEXT(part)
        digest = seal_digest(last.digest, event.digest, (last.id + 1, event.id, seconds, content))
        _APPEND.run(last.id + 1, event.id, seconds, content, digest)
        last = Head(last.id + 1, digest)
    return event, last


def seal_digest(previous: str, event_digest: str, values: Iterable[object]) -> str:
    """SHA-256 over the seal before, the newest row of the history by then, and the seal itself."""
    text = previous + event_digest + json.dumps(tuple(values), ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def _parts(entries: Entries) -> Iterator[Entries]:
    """What one seal after the other holds: a calendar that was changed writes thousands of rows at once."""
    if sum(len(rows) for rows in entries.values() if isinstance(rows, list)) <= _MOST:
        yield entries
        return
    if "history" in entries:
        yield {"history": entries["history"]}
    for label, rows in entries.items():
        if isinstance(rows, list):
            for place in range(0, len(rows), _MOST):
                yield {label: rows[place : place + _MOST]}


def _set_triggers(connection: Any, table: SealedTable) -> None:
    """Triggers of this connection alone: what another program writes is not noted, and so stands out."""
    before = ", ".join(f'OLD."{name}"' for name in table.columns)
    _set_trigger(connection, "AFTER INSERT", table.name, f'NEW."{table.key}"')
    for moment in ("BEFORE UPDATE", "BEFORE DELETE"):
        _set_trigger(connection, moment, table.name, f'OLD."{table.key}", {before}')


def _set_trigger(connection: Any, moment: str, table: str, values: str) -> None:
    name = f"seal_{moment.split()[1].lower()}_{table}"
    connection.execute(
        f'CREATE TEMP TRIGGER "{name}" {moment} ON main."{table}" '
        f"BEGIN SELECT {_NOTE}('{table}', {values}); END"
    )
