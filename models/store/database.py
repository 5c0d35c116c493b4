"""The SQLite database of an office, opened the one safe way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from peewee import SqliteDatabase

from models.store.seals import Watch, as_peewee

#: WAL with FULL survives a power cut without losing a commit; a writer waits its turn for 5 s. What a
#: schema says (the database may have been prepared by somebody else) calls harmless functions only.
_PRAGMAS = {
    "journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": 5000,
    "trusted_schema": "off", "cell_size_check": "on",
}  # fmt: skip


class OfficeDatabase(SqliteDatabase):
    """A database whose transactions take the write lock at once, and that notices other writers."""

    def __init__(self, path: Path) -> None:
        # a deferred transaction that reads before it writes is refused when another one wrote between
        super().__init__(str(path), pragmas=_PRAGMAS, lock_type="IMMEDIATE")
        self._seen: int | None = None
        self._watch: Watch | None = None

    @contextmanager
    def watched(self) -> Iterator[Watch]:
        """Notes which rows this thread's connection writes meanwhile, for the seal of the transaction."""
        database: Any = super()  # peewee brings no types for it
        with as_peewee:
            connection = database.connection()
            if self._watch is None or self._watch.connection is not connection:
                self._watch = Watch(connection)
        # written outside of every transaction: sealed with this one, or with the next if it fails
        before = dict(self._watch.written)
        try:
            yield self._watch
        except BaseException:
            self._watch.written = before
            raise
        self._watch.written = {}

    def unsealed(self) -> bool:
        """Whether something was written outside of every transaction, and is sealed by none yet."""
        return self._watch is not None and bool(self._watch.written)

    def changed_elsewhere(self) -> bool:
        """Whether another process committed since this was last asked."""
        version = self.ask("data_version")[0][0]
        before, self._seen = self._seen, version
        return before is not None and before != version

    def only_read(self) -> None:
        """Let this thread's connection read only."""
        self.ask("query_only = ON")

    @contextmanager
    def one_state(self) -> Iterator[None]:
        """This thread's connection reads one state of the database, whatever is written meanwhile."""
        database: Any = super()
        database.begin("DEFERRED")
        try:
            yield
        finally:
            self.rollback()

    def reads_only(self) -> bool:
        """Whether this thread's connection is one that can only read."""
        return bool(self.ask("query_only")[0][0])

    def ask(self, pragma: str) -> list[tuple[Any, ...]]:
        """The rows that a PRAGMA answers."""
        database: Any = super()  # peewee brings no types for it
        return list(database.execute_sql(f"PRAGMA {pragma}").fetchall())

    def rollback(self) -> None:
        """Undo what is not committed; after a full disk SQLite did so itself and would refuse."""
        database: Any = super()
        if database.connection().in_transaction:
            database.rollback()
