"""Whether the write-ahead log beside a database is its own: SQLite plays any log into any file.

A backup that was copied over the database while the log of the newer one stayed behind would be mixed
with it without a word. The log was begun upon a state that the head file names; the database file, read
without the log, must have come at least that far. Only a stop while the log was being moved into the
file leaves the file by itself in between: then both together must be whole and hold what was noted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from models.store.head_file import HeadFile, Noted, heads_of
from models.store.history import Head
from models.store.problems import StoreProblem
from models.store.sqlite import library


def check_log(path: Path, head_file: HeadFile) -> None:
    """Refuse a log that does not belong to the database at `path`, which nobody has open.

    Raises:
        StoreProblem: log_asing, with nothing read or written through the log.
    """
    noted = head_file.read()
    log = path.with_name(f"{path.name}-wal")
    if noted is None or noted.seal is None or not (log.exists() and log.stat().st_size):
        return
    base = _base(noted, head_file.log_in_use())
    if not (_has_come_to(path, base) or _is_whole_with_its_log(path, noted.seal)):
        raise StoreProblem("log_asing", berkas=str(log))


def _base(noted: Noted, log: str) -> Head | None:
    """The seal that the database file had when the log was begun."""
    return noted.base if log == noted.log else noted.seal


def _has_come_to(path: Path, base: Head | None) -> bool:
    """Whether the database file alone has that seal; one that cannot be read is for the check of pages."""
    if base is None or not base.id:
        return True
    connection = library.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True, isolation_level=None)
    try:
        if heads_of(connection)[1].id < base.id:
            return False
        return _seal(connection, base.id) == base.digest
    except library.Error:
        return True
    finally:
        connection.close()


def _is_whole_with_its_log(path: Path, noted: Head) -> bool:
    """Whether file and log together hold the noted seal, and every seal and row before it fits."""
    # only after a stop in the middle of a checkpoint
    from models.store.seal_check import SealCheck  # noqa: PLC0415

    connection = library.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)
    try:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            return False
        fits = _seal(connection, noted.id) == noted.digest
        return fits and next(iter(SealCheck(connection).breaches()), None) is None
    except library.Error:
        return False
    finally:
        connection.close()


def _seal(connection: Any, number: int) -> str:
    found = connection.execute("SELECT digest FROM seal WHERE id = ?", (number,)).fetchone()
    return str(found[0]) if found else ""
