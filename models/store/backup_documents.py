"""The documents of a backup: listed by hash, copied once for all backups of a place, proven by their hash."""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

from models.store.backup_database import Cancelled, Progress
from models.store.backup_place import Pool, stored_files, sync_place

_CHUNK = 1024 * 1024
_LINE = re.compile(r"([0-9a-f]{64}) (\d{1,15})")
#: A list of a million documents; what is larger is none.
_LIMIT = 100 * 1024 * 1024
#: How long (s) a backup reads documents that the place has already, so that what rots there is found.
_REREAD_S = 5.0


class Documents:
    """The list of the documents of a backup: a line each, hash and size."""

    def __init__(self, found: dict[str, int]) -> None:
        self.size = sum(found.values())
        self._text = "".join(f"{digest} {size}\n" for digest, size in sorted(found.items())).encode()
        self.digest = hashlib.sha256(self._text).hexdigest()

    def write(self, path: Path) -> None:
        """Write the list and bring it to the disk."""
        with path.open("xb") as file:
            file.write(self._text)
            file.flush()
            os.fsync(file.fileno())


def read_list(path: Path, digest: str) -> dict[str, int] | None:
    """Hash and size of every document of a backup; None when the list is not the one that was written."""
    try:
        with path.open("rb") as file:
            content = file.read(_LIMIT + 1)
    except OSError:
        return None
    if len(content) > _LIMIT or hashlib.sha256(content).hexdigest() != digest:
        return None
    found: dict[str, int] = {}
    for line in content.decode("ascii", "replace").splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            return None
        found[match[1]] = int(match[2])
    return found


def documents_of(folder: Path) -> dict[str, int]:
    """Hash and size of every document in a folder of documents."""
    return dict(stored_files(folder))


class Held(NamedTuple):
    """What a pool has of the documents of a backup, and whether each of them was read for it."""

    sizes: dict[str, int]
    all_read: bool


class _Reread(NamedTuple):
    """Which documents of the pool were found rotten, and whether there was time to read all."""

    rotten: set[str]
    all_read: bool


def copy_documents(
    folder: Path, found: dict[str, int], pool: Pool, there: dict[str, int], progress: Progress
) -> Held:
    """Copy what the pool lacks or has only rotten; answers what the pool now has of it.

    A document that is not what its name says is left out: the backup says that it lacks one, and never
    holds a damaged one under the name of a whole one. `progress` counts bytes. Raises `Cancelled`, OSError.
    """
    total = sum(size for digest, size in found.items() if there.get(digest) != size)
    reused = [digest for digest, size in found.items() if there.get(digest) == size]
    reread = _reread(pool, reused, lambda: progress(0, total))
    good = set(reused) - reread.rotten
    done, held, folders = 0, dict[str, int](), set[Path]()
    for digest, size in found.items():
        target = pool.path_of(digest)
        if digest in good or (digest in there and there[digest] != size and is_whole(target, digest)):
            held[digest] = there[digest]
            continue
        copied = copy_document(folder / digest[:2] / digest, target, digest)
        if copied is not None:
            held[digest] = copied
            folders.add(target.parent)
        elif digest in reread.rotten:
            pool.lay_aside(digest)
        done += size
        if not progress(done, total):
            raise Cancelled
    for changed in folders:
        sync_place(changed)
    if folders:
        sync_place(pool.folder)
    return Held(held, reread.all_read)


def _reread(pool: Pool, reused: list[str], alive: Callable[[], bool]) -> _Reread:
    """Read documents that the pool has, from a place drawn anew each time, for as long as there is time."""
    until = time.monotonic() + _REREAD_S
    # nothing secret: over many backups each document is to have its turn
    first = random.randrange(len(reused)) if reused else 0  # noqa: S311
    rotten = set[str]()
    for digest in reused[first:] + reused[:first]:
        if not alive():
            raise Cancelled
        whole = _is_whole_in_time(pool.path_of(digest), digest, until)
        if whole is None:
            return _Reread(rotten, all_read=False)
        if not whole:
            rotten.add(digest)
    return _Reread(rotten, all_read=True)


def _is_whole_in_time(path: Path, digest: str, until: float) -> bool | None:
    """Whether a file is the document of that hash; None when the time was over before it was read."""
    sha = hashlib.sha256()
    try:
        with path.open("rb") as file:
            while time.monotonic() < until:
                chunk = file.read(_CHUNK)
                if not chunk:
                    return sha.hexdigest() == digest
                sha.update(chunk)
    except OSError:
        return False
    return None


def copy_document(source: Path, target: Path, digest: str) -> int | None:
    """Copy a document under its hash, durable before it has its name; its size, None when it is damaged.

    A source that cannot be read counts as damaged. Raises OSError when the copy cannot be written.
    """
    temporary = target.parent.parent / f"{uuid4().hex}.tmp"
    try:
        size = _copy(source, temporary, digest)
        if size is not None:
            target.parent.mkdir(exist_ok=True)
            temporary.replace(target)
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return size


def _copy(source: Path, temporary: Path, digest: str) -> int | None:
    sha, size = hashlib.sha256(), 0
    try:
        file = source.open("rb")
    except OSError:
        return None
    with file, temporary.open("xb") as copy:
        while True:
            try:
                chunk = file.read(_CHUNK)
            except OSError:
                return None
            if not chunk:
                break
            sha.update(chunk)
            size += len(chunk)
            copy.write(chunk)
        if sha.hexdigest() != digest:
            return None
        copy.flush()
        os.fsync(copy.fileno())
    return size


def is_whole(path: Path, digest: str) -> bool:
    """Whether a file is the document of that hash."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest
    except OSError:
        return False
