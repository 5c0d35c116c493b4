"""Marks who has the office open, and so tells an orderly end from a stop in the middle of work."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from uuid import uuid4

_PREFIX = "sedang-dibuka-"


class Presence:
    """A mark file held open while the office is open; the system lets go of it when the process dies."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / f"{_PREFIX}{uuid4().hex[:12]}"
        self._handle: int | None = os.open(self._path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o644)
        _lock(self._handle)

    def leave(self) -> None:
        """Take the mark away: the office was closed in order."""
        if self._handle is None:
            return
        os.close(self._handle)
        self._handle = None
        with contextlib.suppress(OSError):
            # a folder that became unwritable must not turn an orderly end into an error
            self._path.unlink(missing_ok=True)


def sweep(folder: Path) -> bool:
    """Remove the marks of processes that are gone; whether there were any (an unclean stop)."""
    return any([_remove_dead(path) for path in sorted(folder.glob(f"{_PREFIX}*"))])  # noqa: C419 - all of them


def present(folder: Path) -> bool:
    """Whether somebody has the office open, after the marks of those who are gone were swept."""
    return any(True for _ in folder.glob(f"{_PREFIX}*"))


def _remove_dead(path: Path) -> bool:
    try:
        if sys.platform == "win32":
            path.unlink()  # refused by Windows while its owner holds it open
            return True
        handle = os.open(path, os.O_RDWR)
        try:
            if not _lock(handle):
                return False
            path.unlink()
        finally:
            os.close(handle)
    except OSError:  # held by its owner, or taken away by somebody else meanwhile
        return False
    return True


def _lock(handle: int) -> bool:
    """Take the lock of a mark; False when its owner lives."""
    if sys.platform == "win32":
        return True
    import fcntl  # noqa: PLC0415 - does not exist on Windows

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
