"""Writing a file whole or not at all, and the words for why it could not be."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

_REASONS = {
    errno.ENOSPC: "cakram penuh",
    errno.EDQUOT: "jatah tempat di cakram itu habis",
    errno.EROFS: "tempat itu hanya dapat dibaca",
    errno.ENOENT: "foldernya tidak ada",
    errno.ENOTDIR: "foldernya tidak ada",
    errno.EISDIR: "itu folder, bukan berkas",
    errno.ENAMETOOLONG: "namanya terlalu panjang",
    errno.EFBIG: "berkas terlalu besar untuk cakram itu",
    errno.EIO: "cakram tidak dapat ditulisi",
}
_CLOSED = "berkas itu sedang dibuka program lain, terkunci, atau Anda tidak berhak menulis di sana"


def write_whole(target: Path, content: bytes) -> None:
    """Write a file whole or not at all, see `writing_whole`. Raises OSError."""
    with writing_whole(target) as file:
        file.write(content)


@contextmanager
def writing_whole(target: Path) -> Iterator[IO[bytes]]:
    """An open file under another name that is put in place only when it is complete.

    A file that is marked read-only stays, although some systems would let it be replaced. Whatever
    ends the writing early leaves nothing behind. Raises OSError.
    """
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "directory", str(target))
    if target.exists() and not target.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, "read-only", str(target))
    # several may write at once, and a name near the limit must not become too long by what is added
    half = target.with_name(f".{target.name[:100]}.{os.getpid()}.sebagian")
    try:
        with half.open("w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def why_not_written(error: OSError) -> str:
    """The reason in Indonesian."""
    return _REASONS.get(error.errno or 0, _CLOSED)
