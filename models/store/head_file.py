"""The newest act kept outside the database, so that rows lost at its end are noticed.

Written after every commit without waiting for the disk: after a power cut it may tell of an older
act than the database has, never of one that the database lost in order. Beside it stands what the
write-ahead log was begun upon: a log that is left beside another database file is told from its own.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, NamedTuple

from models.store.files import sync_folder
from models.store.history import GENESIS, Head, digest_at
from models.store.seals import seal_at

NAME = "riwayat.kepala"
_NUMBER, _DIGEST, _SALT = 20, 64, 16
_LENGTH = 3 * (_NUMBER + 1 + _DIGEST + 1) + _SALT + 1
#: Where the header of a write-ahead log says which one it is: it changes whenever the log begins anew.
_SALT_AT, _SALT_BYTES = 16, 8


class Noted(NamedTuple):
    """What was noted last: the newest row of the history and the newest seal.

    `log` names the write-ahead log in use then ("" for none), `base` the newest seal of the database
    file upon which it was begun.
    """

    event: Head
    seal: Head | None = None
    log: str = ""
    base: Head | None = None


class HeadFile:
    """A small file that is kept open and written in place."""

    def __init__(self, folder: Path, database: str) -> None:
        self._path = folder / NAME
        self._log = folder / f"{database}-wal"
        self._handle: int | None = None
        self._is_new = False

    def read(self) -> Noted | None:
        """What was noted last, None when the file is not there or unreadable."""
        try:
            if self._handle is None:
                return _parsed(self._path.read_text("ascii"))
            os.lseek(self._handle, 0, os.SEEK_SET)
            return _parsed(os.read(self._handle, _LENGTH).decode("ascii"))
        except (OSError, ValueError):
            return None

    def write(self, event: Head, seal: Head) -> None:
        """Note the newest act, after its commit."""
        self._open()
        before = self.read()
        log = self.log_in_use()
        base = None
        if before is not None:
            # another log than before: it was begun with this transaction
            base = before.base if before.log == log else before.seal
        self._put(Noted(event, seal, log, base))

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def renew(self, connection: Any) -> None:
        """Note the newest act of a database that took the place of another one, read through `connection`."""
        event, seal = heads_of(connection)
        self._put(Noted(event, seal))
        os.fsync(self._open())

    def log_in_use(self) -> str:
        """What names the write-ahead log that is there, "" for none."""
        try:
            with self._log.open("rb", buffering=0) as file:
                return file.read(_SALT_AT + _SALT_BYTES)[_SALT_AT:].hex()
        except OSError:
            return ""

    def _put(self, noted: Noted) -> None:
        handle = self._open()
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, _line(noted).encode().ljust(_LENGTH))

        if self._is_new:
            # a file that a power cut takes away again would tell of a history that was taken away
            os.fsync(handle)
            sync_folder(self._path.parent)
            self._is_new = False

    def _open(self) -> int:
        if self._handle is None:
            self._is_new = not self._path.exists()
            flags = os.O_CREAT | os.O_RDWR | getattr(os, "O_BINARY", 0)
            self._handle = os.open(self._path, flags, 0o644)
        return self._handle


def heads_of(connection: Any) -> tuple[Head, Head]:
    """The newest row of the history and the newest seal of any database of an office, also an older one."""
    found = []
    for table in ("history", "seal"):
        there = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        query = f"SELECT id, digest FROM {table} ORDER BY id DESC LIMIT 1"  # noqa: S608 - our own names
        newest = connection.execute(query).fetchone() if there else None
        found.append(Head(*newest) if newest else Head(0, GENESIS))
    return found[0], found[1]


def missing_since(noted: Noted | None, event: Head, seal: Head) -> str:
    """What a note says about the database: "" (fits), hilang, berkurang or berbeda.

    hilang: the note is not there although there is a history. berkurang: acts at the end are
    gone. berbeda: the noted act is another one now.
    """
    if noted is None:
        return "hilang" if event != Head(0, GENESIS) else ""
    if noted.event.id > event.id or (noted.seal is not None and noted.seal.id > seal.id):
        return "berkurang"
    if digest_at(noted.event.id) != noted.event.digest:
        return "berbeda"
    return "berbeda" if noted.seal is not None and seal_at(noted.seal.id) != noted.seal.digest else ""


def _line(noted: Noted) -> str:
    seal, base = noted.seal or Head(0, GENESIS), noted.base
    return " ".join((
        f"{noted.event.id:0{_NUMBER}d} {noted.event.digest} {seal.id:0{_NUMBER}d} {seal.digest}",
        noted.log or "-",
        "- -" if base is None else f"{base.id:0{_NUMBER}d} {base.digest}",
    )) + "\n"  # fmt: skip


def _parsed(text: str) -> Noted:
    """The words of the file; the first versions noted the history only. Raises ValueError."""
    match text.split():
        case [event, digest]:
            return Noted(Head(int(event), digest))
        case [event, digest, seal, sealed, log, base, based]:
            return Noted(
                Head(int(event), digest), Head(int(seal), sealed),
                "" if log == "-" else log, None if base == "-" else Head(int(base), based),
            )  # fmt: skip
    raise ValueError(text)
