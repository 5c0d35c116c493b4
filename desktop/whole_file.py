"""Writing a file whole or not at all, and the words for why it could not be."""

from __future__ import annotations

import errno
import os
from pathlib import Path

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
    """Write a file under another name and put it in place only when it is complete.

    A file that is marked read-only stays, although some systems would let it be replaced. Raises OSError.
    """
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "directory", str(target))
    if target.exists() and not target.stat().st_mode & 0o222:
        raise PermissionError(errno.EACCES, "read-only", str(target))
    # several may write at once, and a name near the limit must not become too long by what is added
    half = target.with_name(f".{target.name[:100]}.{os.getpid()}.sebagian")
    try:
        with half.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        half.replace(target)
    except OSError:
        half.unlink(missing_ok=True)
        raise


def why_not_written(error: OSError) -> str:
    """The reason in Indonesian."""
    return _REASONS.get(error.errno or 0, _CLOSED)
