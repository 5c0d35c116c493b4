"""Schema versions: frozen SQL texts that bring a database from any older version to the newest.

A migration never uses today's table classes, so that it does in ten years what it did when it
was written. Each is a file `schema/NNNN.<engine>.sql`; another engine adds files of its own.
A test proves that all of them together give the tables of `tables.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from models.store.clock import Clock
from models.store.problems import StoreProblem
from models.store.sqlite import library

_FOLDER = Path(__file__).parent / "schema"


def read_migrations(engine: str = "sqlite") -> tuple[str, ...]:
    """The SQL texts of an engine; the first brings an empty database to version 1."""
    return tuple(path.read_text("utf-8") for path in sorted(_FOLDER.glob(f"*.{engine}.sql")))


def version_of(connection: Any) -> int:
    """The schema version of a database, 0 when it has none."""
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_version'"
    if connection.execute(query).fetchone() is None:
        return 0
    version = connection.execute("SELECT MAX(version) FROM schema_version").fetchone()[0]
    return version if isinstance(version, int) and version > 0 else 0


def check_version(version: int, known: int) -> None:
    """Refuse a database written by a newer program. Raises `StoreProblem` skema_lebih_baru."""
    if version > known:
        raise StoreProblem("skema_lebih_baru", skema=version, dikenal=known)


def migrate(connection: Any, migrations: Sequence[str], clock: Clock) -> None:
    """Apply what is missing, each migration in a transaction of its own."""
    for number in range(version_of(connection) + 1, len(migrations) + 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # another process may have done it while this one waited for the lock
            if version_of(connection) < number:
                for statement in statements(migrations[number - 1]):
                    connection.execute(statement)
                connection.execute(
                    "INSERT INTO schema_version (version, applied_at) VALUES (?, ?)",
                    (number, int(clock().timestamp())),
                )
            connection.execute("COMMIT")
        except BaseException:
            # after a full disk SQLite did so itself, and would hide the cause behind a refusal
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def statements(text: str) -> Iterator[str]:
    """The statements of an SQL text, one after the other."""
    pending = ""
    for line in text.splitlines():
        if not pending and (not line.strip() or line.startswith("--")):
            continue
        pending += line + "\n"
        if library.complete_statement(pending):
            yield pending
            pending = ""
    if pending.strip():
        raise ValueError(f"unfinished statement: {pending}")
