"""Copies of stored documents for other programs: named safely, proven whole, marked as from elsewhere."""

from __future__ import annotations

import atexit
import contextlib
import hashlib
import shutil
import sys
import tempfile
from functools import cache
from pathlib import Path

from desktop.whole_file import writing_whole
from models.rules.archive_names import safe_name as archive_name

_LONGEST_NAME = 120
_CHUNK = 1024 * 1024
#: What Windows notes beside a file from the internet: office programs open it protected, macros stay off.
_ZONE = "[ZoneTransfer]\r\nZoneId=3\r\n"


class ChangedFileError(Exception):
    """The stored file is no longer the one that was attached."""


@cache
def copies_folder() -> Path:
    """One folder for the whole program; a file still open in a viewer may stay behind in it."""
    folder = Path(tempfile.mkdtemp(prefix="papan-sop-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def safe_name(name: str) -> str:
    """A file name that every system takes: no folders, devices or unseen signs; the suffix stays."""
    return archive_name(name, _LONGEST_NAME)


def read_proven(path: Path, digest: str) -> bytes:
    """The stored file, compared with its hash. Raises ChangedFileError, OSError."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise ChangedFileError(path.name)
    return content


def copy_proven(path: Path, target: Path, digest: str) -> None:
    """Copy a stored file whole and compare it with its hash on the way; a changed one leaves no copy.

    Raises:
        ChangedFileError: the file is not the one that was attached.
        OSError: it cannot be read, or the copy not written.
    """
    sha = hashlib.sha256()
    with path.open("rb") as source, writing_whole(target) as copy:
        while chunk := source.read(_CHUNK):
            sha.update(chunk)
            copy.write(chunk)
        if sha.hexdigest() != digest:
            raise ChangedFileError(path.name)
    mark_as_foreign(target)


def mark_as_foreign(path: Path, system: str = sys.platform) -> None:
    """Say to the programs of Windows that somebody else made the file; other systems have no such mark."""
    if system == "win32":
        with contextlib.suppress(OSError):  # a memory stick keeps no such notes
            Path(f"{path}:Zone.Identifier").write_bytes(_ZONE.encode())
