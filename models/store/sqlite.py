"""The one SQLite library of the process: the one that peewee chose, refused when it can lose commits."""

from __future__ import annotations

from typing import Any

import peewee

from models.store.problems import StoreProblem

#: peewee takes pysqlite3 when that is newer than the interpreter's own. No other module may
#: import a SQLite library: two of them on one file break its locks and know different errors.
library: Any = peewee.sqlite3  # type: ignore[attr-defined]  # the stubs leave it out

#: Older ones have the WAL-reset bug: two connections checkpointing at once can lose commits.
_SOUND = (3, 51, 3)


def check_library() -> None:
    """Refuse a SQLite library that is too old. Raises `StoreProblem` sqlite_lama."""
    if library.sqlite_version_info < _SOUND:
        raise StoreProblem(
            "sqlite_lama", versi=library.sqlite_version, perlu=".".join(str(part) for part in _SOUND)
        )
