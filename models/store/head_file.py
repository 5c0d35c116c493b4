"""The head of the history kept outside the database, so that rows lost at its end are noticed.

Written after every commit without waiting for the disk: after a power cut it may tell of an
older row than the database has, never of one that the database lost in order.
"""

from __future__ import annotations

import os
from pathlib import Path

from models.store.history import GENESIS, Head, digest_at

_NAME = "riwayat.kepala"
_LENGTH = 20 + 1 + 64 + 1


class HeadFile:
    """A small file that is kept open and written in place."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME
        self._handle: int | None = None

    def read(self) -> Head | None:
        """What was noted last, None when the file is not there or unreadable."""
        try:
            number, digest = self._path.read_text("ascii").split()
            return Head(int(number), digest)
        except (OSError, ValueError):
            return None

    def write(self, head: Head) -> None:
        """Note the newest row."""
        if self._handle is None:
            flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_BINARY", 0)
            self._handle = os.open(self._path, flags, 0o644)
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, f"{head.id:020d} {head.digest}\n".encode().ljust(_LENGTH))

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None


def missing_since(noted: Head | None, newest: Head) -> str:
    """What a noted head says about the database: "" (fits), hilang, berkurang or berbeda.

    hilang: the note is not there although there is a history. berkurang: rows at the end are
    gone. berbeda: the noted row is another one now.
    """
    if noted is None:
        return "hilang" if newest != Head(0, GENESIS) else ""
    if noted.id > newest.id:
        return "berkurang"
    return "" if digest_at(noted.id) == noted.digest else "berbeda"
