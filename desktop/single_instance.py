"""One window per data folder: a second start is told about the first instead of opening the data twice."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLockFile

LOCK_NAME = "papan-sop.lock"


class SingleInstance:
    """The lock on a data folder; the system's word about the process decides when it is stale."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = QLockFile(str(folder / LOCK_NAME))
        # never stale by age: a program may stand open for weeks; a dead process is noticed by its id
        self._lock.setStaleLockTime(0)

    def take(self) -> bool:
        """Whether this process is the one; a folder that cannot be written is judged by who opens it."""
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def owner(self) -> str:
        """Who holds the lock, in words for the message."""
        found = self._lock.getLockInfo()
        if isinstance(found, tuple) and len(found) == 3:
            process, host, program = found
            return f"proses {process} di {host} ({program})"
        return "program lain"

    def release(self) -> None:
        """Let the next start have the folder."""
        self._lock.unlock()
