"""One window per data folder: a second start is told about the first instead of opening the data twice."""

from __future__ import annotations

import contextlib
from pathlib import Path

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

LOCK_NAME = "papan-sop.lock"
#: Laid down by a second start: the first shall come to the front.
CALL_NAME = "papan-sop.panggil"
_LOOK_MS = 1_500


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

    def call(self) -> None:
        """Ask the window that has the folder to come to the front."""
        with contextlib.suppress(OSError):
            # whoever cannot write here is told in words all the same
            (self.folder / CALL_NAME).touch()

    def release(self) -> None:
        """Let the next start have the folder."""
        self._lock.unlock()


class Calls(QObject):
    """Looks now and then whether a second start has asked for the window that is open; tells by `called`."""

    called = Signal()

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._path = folder / CALL_NAME
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(_LOOK_MS)

    def _look(self) -> None:
        if self._path.exists():
            with contextlib.suppress(OSError):
                self._path.unlink()
            self.called.emit()
