"""Documents on disk: copied in under their hash, durable before the database knows them."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

#: The largest file that is copied in; larger ones are kept elsewhere and noted as a link or paper.
LIMIT = 500 * 1024 * 1024
_CHUNK = 1024 * 1024

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

    def path_of(self, digest: str) -> Path:
        """Where the file of that hash lies."""
        return self.folder / digest[:2] / digest

    def exists(self, digest: str) -> bool:
        """Whether the file of that hash is there."""
        return self.path_of(digest).is_file()

    def ingest(self, path: Path, progress: Progress | None = None) -> StoredFile:
        """Copy a file in: temporary file, hash, fsync, rename, fsync of the folder.

        `progress(done, total)` in bytes answers False to cancel. Raises `FileProblem` with the
        code terlalu_besar, kosong, tidak_ada, berubah, dibatalkan or gagal_salin; nothing is
        left behind then.
        """
        temporary = self.folder / f"{uuid4().hex}.tmp"
        try:
            before = path.stat()
            self._check_size(path, before.st_size)
            self.folder.mkdir(parents=True, exist_ok=True)
            digest, size = _copy(path, temporary, before.st_size, progress)
            after = path.stat()
            if (before.st_size, before.st_mtime_ns) != (
                after.st_size,
                after.st_mtime_ns,
            ) or size != before.st_size:
                raise FileProblem("berubah", berkas=path.name)
            self._settle(temporary, digest)
        except FileNotFoundError as lost:
            raise FileProblem("tidak_ada", berkas=path.name) from lost
        except OSError as failed:
            raise FileProblem("gagal_salin", berkas=path.name, sebab=failed.strerror or "") from failed
        finally:
            with contextlib.suppress(OSError):
                temporary.unlink(missing_ok=True)
        return StoredFile(digest, size, path.name)

    def _check_size(self, path: Path, size: int) -> None:
        if path.is_dir():
            raise FileProblem("folder", berkas=path.name)
        if size == 0:
            raise FileProblem("kosong", berkas=path.name)
        if size > LIMIT:
            raise FileProblem("terlalu_besar", berkas=path.name, ukuran=size, batas=LIMIT)

    def _settle(self, temporary: Path, digest: str) -> None:
        target = self.path_of(digest)
        if target.is_file():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.replace(target)
        for folder in (target.parent, self.folder):
            _sync_folder(folder)


def _copy(path: Path, temporary: Path, total: int, progress: Progress | None) -> tuple[str, int]:
    sha, done = hashlib.sha256(), 0
    with path.open("rb") as source, temporary.open("xb") as copy:
        while chunk := source.read(_CHUNK):
            sha.update(chunk)
            copy.write(chunk)
            done += len(chunk)
            if progress is not None and not progress(done, total):
                raise FileProblem("dibatalkan", berkas=path.name)
        copy.flush()
        os.fsync(copy.fileno())
    return sha.hexdigest(), done


def _sync_folder(folder: Path) -> None:
    """Make a rename durable; Windows has no handle for folders and needs none."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
