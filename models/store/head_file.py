"""The newest act kept outside the database, so that rows lost at its end are noticed.

Written after every commit without waiting for the disk: after a power cut it may tell of an older
act than the database has, never of one that the database lost in order. Beside it stands what the
write-ahead log was begun upon: a log that is left beside another database file is told from its own.
The notes are written in turn into two sectors, each with its checksum: one that the disk took by half
leaves the one before.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any, NamedTuple

from models.store.files import sync_folder
from models.store.history import GENESIS, Head, digest_at
from models.store.seals import seal_at

NAME = "riwayat.kepala"
_NUMBER = 20
#: A note lies within one sector, which disks write whole or not at all.
_SECTOR = 512
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


class _Slot(NamedTuple):
    """A note as it lies in the file: written at which turn, in which of the two places."""

    turn: int
    place: int
    noted: Noted


class HeadFile:
    """A small file that is kept open and written in place."""

    def __init__(self, folder: Path, database: str) -> None:
        self._path = folder / NAME
        self._log = folder / f"{database}-wal"
        self._handle: int | None = None
        self._is_new = False

    def read(self) -> Noted | None:
        """What was noted last, None when the file is not there or unreadable."""
        newest = self._newest()
        return newest.noted if newest else None

    def write(self, event: Head, seal: Head) -> None:
        """Note the newest act, after its commit."""
        self._open()
        before = self._newest()
        log = self.log_in_use()
        base = None
        if before is not None:
            # another log than before: it was begun with this transaction
            base = before.noted.base if before.noted.log == log else before.noted.seal
        self._put(Noted(event, seal, log, base), before)

    def close(self) -> None:
        """Let go of the file."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def renew(self, connection: Any) -> None:
        """Note the newest act of a database that took the place of another one, read through `connection`."""
        event, seal = heads_of(connection)
        self._put(Noted(event, seal), self._newest())
        os.fsync(self._open())

    def log_in_use(self) -> str:
        """What names the write-ahead log that is there, "" for none."""
        try:
            with self._log.open("rb", buffering=0) as file:
                return file.read(_SALT_AT + _SALT_BYTES)[_SALT_AT:].hex()
        except OSError:
            return ""

    def _newest(self) -> _Slot | None:
        try:
            if self._handle is None:
                content = self._path.read_bytes()
            else:
                os.lseek(self._handle, 0, os.SEEK_SET)
                content = os.read(self._handle, 2 * _SECTOR)
        except OSError:
            return None
        parts = enumerate((content[:_SECTOR], content[_SECTOR : 2 * _SECTOR]))
        found = [slot for place, part in parts if (slot := _parsed(place, part))]
        return max(found, key=lambda slot: slot.turn, default=None)

    def _put(self, noted: Noted, before: _Slot | None) -> None:
        handle = self._open()
        last = before or _Slot(-1, 1, noted)
        place = 1 - last.place
        os.lseek(handle, place * _SECTOR, os.SEEK_SET)
        os.write(handle, _line(last.turn + 1, noted).encode().ljust(_SECTOR))
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


def _line(turn: int, noted: Noted) -> str:
    seal, base = noted.seal or Head(0, GENESIS), noted.base
    words = " ".join((
        f"{turn:0{_NUMBER}d}",
        f"{noted.event.id:0{_NUMBER}d} {noted.event.digest} {seal.id:0{_NUMBER}d} {seal.digest}",
        noted.log or "-",
        "- -" if base is None else f"{base.id:0{_NUMBER}d} {base.digest}",
    ))  # fmt: skip
    return f"{words} {_checksum(words)}\n"


def _checksum(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _parsed(place: int, content: bytes) -> _Slot | None:
    """What a sector says, None when it is not whole; the first versions noted the history only."""
    text = content.decode("ascii", "replace").replace("\0", "")
    try:
        match text.split():
            case [event, digest]:
                return _Slot(0, place, Noted(Head(int(event), digest)))
            case [turn, event, digest, seal, sealed, log, base, based, checksum]:
                if checksum != _checksum(text.rpartition(checksum)[0].rstrip()):
                    return None
                noted = Noted(
                    Head(int(event), digest), Head(int(seal), sealed) if int(seal) else None,
                    "" if log == "-" else log, None if base == "-" else Head(int(base), based),
                )  # fmt: skip
                return _Slot(int(turn), place, noted)
    except ValueError:
        return None
    return None
