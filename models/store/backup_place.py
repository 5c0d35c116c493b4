"""A place for backups: its mark, who works there now, the documents that all its backups share."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from models.store.files import sync_folder
from models.store.problems import StoreProblem

MANIFEST, LIST, POOL = "manifes.json", "dokumen.txt", "dokumen"
MARK = "CADANGAN PAPAN SOP.txt"
#: The folder made for backups where something else lies already.
NAME = "Cadangan Papan SOP"
HALF = ".sebagian-"
_LOCK = ".sedang-dicadangkan"
#: Who works in a place touches its mark at least this often; an older one was left by a stop.
_STALE_S = 600
_DIGEST = re.compile(r"[0-9a-f]{64}")
#: Linux tells here, by a number drawn at each start, which start of which machine this is.
_BOOT = Path("/proc/sys/kernel/random/boot_id")
#: Where in the pool a document lies that is no longer what its name says.
_ROTTEN = "tidak-utuh"

#: The marks of this process: one that names it and is not here was left on a disk that was pulled out.
_ours: set[Path] = set()

_MARK_TEXT = """\
Folder ini berisi cadangan Papan SOP.

Setiap folder bertanggal adalah satu cadangan: basis data (papan-sop.db), daftar dokumen, dan manifes.
Folder "dokumen" menyimpan berkas dokumen; satu berkas dipakai bersama oleh semua cadangan di sini.
Jangan mengubah, memindahkan, atau menghapus isinya satu per satu.

Memulihkan: buka Papan SOP > Pengaturan > Cadangan, atau jalankan
    main.py pulihkan --data FOLDER-DATA --dari FOLDER-INI
"""

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
#: What file systems say that cannot bring a folder to the disk.
_CANNOT = (errno.EINVAL, errno.ENOTSUP, errno.ENOSYS)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_GONE = (errno.ENOENT, errno.ENODEV, errno.EIO, errno.ENXIO, errno.ENOTCONN, errno.ESTALE, errno.ENOTDIR)
_CAUSES = {
    errno.EBUSY: "sibuk", errno.ETIMEDOUT: "terlalu_lama", errno.ENAMETOOLONG: "nama_terlalu_panjang",
    errno.EEXIST: "sudah_ada", errno.EISDIR: "bukan_berkas", errno.EMFILE: "terlalu_banyak_terbuka",
}  # fmt: skip


def fitting_place(folder: Path) -> Path:
    """The place in a folder that somebody chose: the folder itself, or one in it where other things lie.

    Raises `StoreProblem` when the folder cannot be read.
    """
    try:
        empty = not folder.exists() or not any(folder.iterdir())
        return folder if empty or (folder / MARK).is_file() else folder / NAME
    except OSError as error:
        raise of_place(error, folder) from error


def prepare_place(place: Path) -> None:
    """Make a folder a place for backups. Raises `StoreProblem`."""
    try:
        place.mkdir(parents=True, exist_ok=True)
        (place / POOL).mkdir(exist_ok=True)
        if not (place / MARK).is_file():
            (place / MARK).write_text(_MARK_TEXT, "utf-8")
        # all backups of the place go with it when the power fails before its own name is durable
        sync_place(place)
        with contextlib.suppress(PermissionError):  # who may write below may not be let read above
            sync_place(place.parent)
    except OSError as error:
        raise of_place(error, place) from error


def check_place_there(place: Path) -> None:
    """Refuse a place that is not there, or that is only the empty spot where its disk is put in.

    Raises:
        StoreProblem: cadangan_tempat_tidak_ada or cadangan_tempat_lain.
    """
    try:
        there, marked = place.is_dir(), (place / MARK).is_file()
    except OSError as error:
        raise of_place(error, place) from error
    if not there:
        raise StoreProblem("cadangan_tempat_tidak_ada", tempat=str(place))
    if not marked:
        raise StoreProblem("cadangan_tempat_lain", tempat=str(place))


def of_place(error: OSError, place: Path) -> StoreProblem:
    """The problem with a place that an error of the operating system stands for."""
    if error.errno in _FULL:
        return StoreProblem("cadangan_penuh", tempat=str(place))
    if error.errno in _FORBIDDEN:
        return StoreProblem("cadangan_baca_saja", tempat=str(place))
    if error.errno in _GONE or not place.exists():
        return StoreProblem("cadangan_terputus", tempat=str(place))
    return StoreProblem("cadangan_gagal", tempat=str(place), sebab=_cause(error))


def _cause(error: OSError) -> str:
    """The code of a cause, worded in `resources.wording_backup`."""
    return _CAUSES.get(error.errno or 0, f"galat_{error.errno or 0}")


class Claim:
    """The right to write in a place, held by one program at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def still_here(self) -> None:
        """Touch the mark, so that nobody takes it for one left by a stop."""
        with contextlib.suppress(OSError):  # a place that is gone is met by the next write
            os.utime(self._path)


@contextmanager
def claimed(place: Path) -> Iterator[Claim]:
    """Work in a place alone.

    Raises:
        StoreProblem: cadangan_sedang_berjalan, or what keeps the place from being written.
    """
    lock = place / f"{_LOCK}.{os.getpid()}.{uuid4().hex[:8]}.{_host()}.{_boot()}"
    try:
        _take(lock)
    except OSError as error:
        raise of_place(error, place) from error
    try:
        _sweep(place)
        yield Claim(lock)
    finally:
        _ours.discard(lock)
        with contextlib.suppress(OSError):
            lock.unlink(missing_ok=True)


def _host() -> str:
    """The name of this machine as it may stand in a file name."""
    return re.sub(r"[^A-Za-z0-9-]", "_", socket.gethostname())[:40] or "pc"


def _boot() -> str:
    """What tells this start of this machine from every other, "" where that is not told."""
    try:
        return _BOOT.read_text("ascii").strip().replace("-", "")
    except (OSError, ValueError):
        return ""


def _take(lock: Path) -> None:
    """Leave our mark, then look for others: the name says all, so that a mark is never half written."""
    lock.touch(exist_ok=False)
    _ours.add(lock)
    try:
        for other in lock.parent.glob(f"{_LOCK}.*"):
            if other.name == lock.name:
                continue
            _clear_away(other, lock)
    except BaseException:
        _ours.discard(lock)
        lock.unlink(missing_ok=True)
        raise


def _clear_away(other: Path, lock: Path) -> None:
    """Remove a mark that was left behind; refuse one of somebody who works."""
    if not _left_behind(other, lock):
        raise StoreProblem("cadangan_sedang_berjalan", tempat=str(lock.parent))
    other.unlink(missing_ok=True)


def _left_behind(other: Path, lock: Path) -> bool:
    """Whether a mark belongs to a program that ended without taking it away.

    A number of a process tells that only for this start of this machine: two machines may have one name,
    and numbers come back. So a mark that was not touched for long counts as left whatever lives.
    """
    if other in _ours:
        return False
    process, _, machine = other.name.removeprefix(f"{_LOCK}.").split(".", 2)[:3]
    same = bool(_boot()) and machine == f"{_host()}.{_boot()}"
    if same and process.isdigit() and (int(process) == os.getpid() or not _lives(int(process))):
        return True
    try:
        # both times by the clock of the place, which may be another machine's
        return lock.stat().st_mtime - other.stat().st_mtime > _STALE_S
    except FileNotFoundError:
        return True


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's
        return True
    return True


def _sweep(place: Path) -> None:
    """Remove what an interrupted backup or removal left; the place is ours alone now."""
    for path in place.glob(f"{HALF}*"):
        shutil.rmtree(path, ignore_errors=True)
    for path in (place / POOL).glob("*.tmp"):
        with contextlib.suppress(OSError):
            path.unlink()


class Pool:
    """The documents of all backups of a place, named by their hash; nothing is stored twice."""

    def __init__(self, place: Path) -> None:
        self.folder = place / POOL

    def path_of(self, digest: str) -> Path:
        """Where the document of that hash lies."""
        return self.folder / digest[:2] / digest

    def lay_aside(self, digest: str) -> None:
        """Take a document that is not whole out of the pool, so that it is copied anew. Raises OSError."""
        path = self.path_of(digest)
        if path.exists():
            aside = self.folder / _ROTTEN
            aside.mkdir(exist_ok=True)
            path.replace(aside / digest)
            sync_place(path.parent)

    def sizes(self) -> dict[str, int]:
        """Every document that is there, with its size."""
        return dict(stored_files(self.folder))


def stored_files(folder: Path) -> Iterator[tuple[str, int]]:
    """Hash and size of every file in a folder of documents (two-letter folders, files named by hash)."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as inside:
        letters = sorted(entry.path for entry in inside if len(entry.name) == 2 and entry.is_dir())
    for path in letters:
        with os.scandir(path) as inside:
            for entry in sorted(inside, key=lambda e: e.name):
                if _DIGEST.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                    yield entry.name, entry.stat().st_size


def free_room(place: Path) -> int:
    """Free bytes on the disk of a place."""
    return shutil.disk_usage(place).free


def sync_place(folder: Path) -> None:
    """Make renames in a folder of a place durable; a share that cannot does so by itself."""
    try:
        sync_folder(folder)
    except OSError as error:
        if error.errno not in _CANNOT:
            raise
