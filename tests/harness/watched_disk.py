"""The watched disk: built from `disk.c` where there is a C compiler, and its log read back."""

from __future__ import annotations

import ctypes
import os
import shutil
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_SOURCE = Path(__file__).with_name("disk.c")
_HEAD = struct.Struct("<cIQI")
ROOT = Path(__file__).resolve().parents[2]


class Operation(NamedTuple):
    """One thing that was done to the disk, see `disk.c`."""

    what: str
    file: int
    at: int
    content: bytes

    @property
    def path(self) -> str:
        """The path that it is about."""
        return self.content.decode()

    @property
    def paths(self) -> tuple[str, str]:
        """The old path and the new one."""
        old, new = self.content.decode().split("\0")
        return old, new


def why_not() -> str:
    """Why a disk cannot be watched on this computer, "" when it can."""
    if sys.platform != "linux":
        return "disks are watched through LD_PRELOAD, on Linux only"
    return "" if shutil.which("cc") else "no C compiler (cc) to build the watched disk with"


def build(folder: Path) -> Path:
    """Build the library into a folder."""
    target = folder / "disk.so"
    subprocess.run(
        ["cc", "-O2", "-Wall", "-shared", "-fPIC", "-o", str(target), str(_SOURCE), "-ldl", "-lpthread"],
        check=True,
    )
    return target


def under(
    library: Path, watched: Path, *, log: Path | None = None, said: Path | None = None
) -> dict[str, str]:
    """The environment of a process whose changes to a folder are watched."""
    given = {"LD_PRELOAD": library, "DISK_FOLDER": watched, "DISK_LOG": log, "DISK_SAID": said}
    return os.environ | {name: str(value) for name, value in given.items() if value is not None}


def read_log(path: Path) -> Iterator[Operation]:
    """Everything that was done, in its order."""
    content, at = path.read_bytes(), 0
    while at < len(content):
        what, file, place, length = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        yield Operation(what.decode(), file, place, content[at : at + length])
        at += length


class FailingDisk:
    """Lets the watched disk under this very process fail."""

    def __init__(self) -> None:
        library = ctypes.CDLL(None)
        self._fails_after = library.disk_fails_after
        self._fails_after.argtypes = (ctypes.c_long, ctypes.c_int, ctypes.c_int)
        self._count = library.disk_operations
        self._count.restype = ctypes.c_long
        self._fails_in = library.disk_fails_in
        self._fails_in.argtypes = (ctypes.c_char_p,)

    def keep_to(self, folder: Path) -> None:
        """From now on only what is written below that folder fails, or counts."""
        self._fails_in(str(folder).encode())

    def fail_after(self, count: int, error: int, *, lasting: bool) -> None:
        """Let the operation after the next `count` fail, and all after it where the fault lasts."""
        self._fails_after(count, error, int(lasting))

    def heal(self) -> int:
        """Let it work again; how many operations took space since it was told to fail."""
        count: int = self._count()
        self._fails_after(-1, 0, 0)
        return count
