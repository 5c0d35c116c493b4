"""Documents on disk: copied in under their hash, durable before the database knows them."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from io import BufferedReader
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from models.rules.unseen_signs import one_line

#: The largest file that is copied in; larger ones are kept elsewhere and noted as a link or paper.
LIMIT = 500 * 1024 * 1024
_CHUNK = 1024 * 1024
_NAME_LIMIT = 300
#: A half copy younger than this may still be growing in another process.
_HALF_COPY_AGE = timedelta(hours=24)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

#: A name that no document has.
_NOWHERE = "bukan-dokumen"
_DIGEST = re.compile("[0-9a-f]{64}")

Progress = Callable[[int, int], bool]


class StoredFile(NamedTuple):
    """A file that is safely in the store."""

    digest: str
    size: int
    name: str


class FileProblem(Exception):  # noqa: N818 - a condition of the outside world, worded for the user
    """A file that could not be copied in: its code and the data its words need."""

    def __init__(self, code: str, **data: str | int) -> None:
        super().__init__(code, data)
        self.code = code
        self.data = data


class DocumentFiles:
    """The folder of documents: two-letter folders, files named by their SHA-256."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._named = False

    def path_of(self, digest: str) -> Path:
        """Where the file of that hash lies; for what is no hash a place inside where nothing lies.

        A database that somebody else prepared could name any file of this computer.
        """
        return self.folder / digest[:2] / digest if is_digest(digest) else self.folder / _NOWHERE

    def exists(self, digest: str) -> bool:
        """Whether the file of that hash is there; a link to a file elsewhere is none."""
        try:
            return stat.S_ISREG(self.path_of(digest).lstat().st_mode)
        except OSError:
            return False

    def ingest(self, path: Path, progress: Progress | None = None) -> StoredFile:
        """Copy a file in: temporary file, hash, fsync, rename, fsync of the folder.

        `progress(done, total)` in bytes answers False to cancel. Raises `FileProblem` with the
        code folder, bukan_berkas, terlalu_besar, kosong, tidak_ada, tidak_dapat_dibaca, berubah,
        dibatalkan, tempat_penuh or gagal_salin; nothing is left behind then.
        """
        name = clean_name(path.name)
        temporary = self.folder / f"{uuid4().hex}.tmp"
        try:
            before = _look_at(path, name)
            self._make_folder(name)
            with _opened(path, name) as source:
                digest, size = _copy(source, temporary, before.st_size, name, progress)
            after = _look_at(path, name)
            if size != before.st_size or after.st_mtime_ns != before.st_mtime_ns:
                raise FileProblem("berubah", berkas=name)
            self._settle(temporary, digest, size)
        except OSError as failed:
            code = "tempat_penuh" if failed.errno in _FULL else "gagal_salin"
            raise FileProblem(code, berkas=name, sebab=failed.strerror or str(failed)) from failed
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        return StoredFile(digest, size, name)

    def fault_of(self, digest: str, size: int, *, contents: bool) -> str:
        """What is wrong with a kept file: hilang, berubah or "" for nothing; `contents` reads all of it."""
        path = self.path_of(digest)
        try:
            found = path.stat()
        except OSError:
            return "hilang"
        if not stat.S_ISREG(found.st_mode):
            return "hilang"
        if found.st_size != size:
            return "berubah"
        try:
            return "berubah" if contents and digest_of_file(path) != digest else ""
        except OSError:  # a part of the disk that cannot be read any more
            return "berubah"

    def sweep(self, now: datetime) -> int:
        """Remove half copies that a crash left behind more than a day ago; how many."""
        limit = (now - _HALF_COPY_AGE).timestamp()
        swept = 0
        for path in self.folder.glob("*.tmp"):
            with contextlib.suppress(OSError):  # taken away meanwhile, or looked at again next time
                if path.stat().st_mtime < limit:
                    path.unlink()
                    swept += 1
        return swept

    def digests(self) -> Iterator[str]:
        """The hashes of all files that are there."""
        for path in sorted(self.folder.glob("[0-9a-f][0-9a-f]/*")):
            if is_digest(path.name) and path.is_file():
                yield path.name

    def _make_folder(self, name: str) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except PermissionError as forbidden:
            raise FileProblem("gagal_salin", berkas=name, sebab=str(forbidden)) from forbidden

    def _settle(self, temporary: Path, digest: str, size: int) -> None:
        target = self.path_of(digest)
        if not (self.exists(digest) and target.stat().st_size == size and digest_of_file(target) == digest):
            target.parent.mkdir(parents=True, exist_ok=True)
            temporary.replace(target)
        # one that was there already may come from a process that was killed before it got to this
        for folder in (target.parent, self.folder):
            sync_folder(folder)
        if not self._named:
            # the folder itself may be new, and takes all of it along when its name is lost
            sync_folder(self.folder.parent)
            self._named = True


def is_digest(text: str) -> bool:
    """Whether a text is a SHA-256 as it is written here."""
    return _DIGEST.fullmatch(text) is not None


def clean_name(name: str) -> str:
    """A file name that can be kept and shown as it is: no unseen signs, 300 at most, its ending kept."""
    name = one_line(name.encode("utf-8", "replace").decode("utf-8")) or "dokumen"
    if len(name) <= _NAME_LIMIT:
        return name
    ending = Path(name).suffix[:20]
    return name[: _NAME_LIMIT - len(ending)] + ending


def digest_of_file(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _look_at(path: Path, name: str) -> os.stat_result:
    """What the file is now; refuses what cannot be copied in."""
    try:
        found = path.stat()
    except FileNotFoundError as lost:
        raise FileProblem("tidak_ada", berkas=name) from lost
    if stat.S_ISDIR(found.st_mode):
        raise FileProblem("folder", berkas=name)
    if not stat.S_ISREG(found.st_mode):
        raise FileProblem("bukan_berkas", berkas=name)
    if found.st_size == 0:
        raise FileProblem("kosong", berkas=name)
    if found.st_size > LIMIT:
        raise FileProblem("terlalu_besar", berkas=name, ukuran=found.st_size, batas=LIMIT)
    return found


def _opened(path: Path, name: str) -> BufferedReader:
    try:
        return path.open("rb")
    except FileNotFoundError as lost:
        raise FileProblem("tidak_ada", berkas=name) from lost
    except PermissionError as forbidden:
        raise FileProblem("tidak_dapat_dibaca", berkas=name) from forbidden


def _copy(
    source: BufferedReader, temporary: Path, total: int, name: str, progress: Progress | None
) -> tuple[str, int]:
    sha, done = hashlib.sha256(), 0
    with temporary.open("xb") as copy:
        while chunk := source.read(_CHUNK):
            sha.update(chunk)
            copy.write(chunk)
            done += len(chunk)
            if done > total:  # it grows while it is copied, perhaps without end
                raise FileProblem("berubah", berkas=name)
            if progress is not None and not progress(done, total):
                raise FileProblem("dibatalkan", berkas=name)
        copy.flush()
        os.fsync(copy.fileno())
    return sha.hexdigest(), done


def sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no handle for folders and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
