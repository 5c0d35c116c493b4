"""Where a live database may lie: on a local disk, not on a network drive or in a synchronised folder."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from models.store.problems import StoreProblem
from models.store.sync_roots import SyncRoot, known_roots

#: File systems whose locks or shared memory SQLite cannot trust.
NETWORK_SYSTEMS = frozenset({
    "nfs", "nfs3", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "coda", "ncpfs", "9p", "ceph",
    "glusterfs", "lustre", "beegfs", "pvfs2", "davfs", "webdav", "vboxsf", "vmhgfs", "prl_fs", "fuse",
})  # fmt: skip
#: File systems made by programs (`fuse.NAME`) that lie on a disk of this computer; all others reach far.
_LOCAL_PROGRAMS = frozenset({
    "bindfs", "cryfs", "encfs", "exfat", "fuse-overlayfs", "gocryptfs", "mergerfs", "ntfs", "ntfs-3g",
    "securefs", "unionfs", "veracrypt",
})  # fmt: skip

#: Folder names that programs for synchronising give to what they copy, and the names people know.
_SYNC_FOLDERS = (
    ("onedrive", "OneDrive"),
    ("dropbox", "Dropbox"),
    ("google drive", "Google Drive"),
    ("googledrive", "Google Drive"),
    ("my drive", "Google Drive"),
    ("drive saya", "Google Drive"),
    ("icloud drive", "iCloud Drive"),
    ("iclouddrive", "iCloud Drive"),
    ("nextcloud", "Nextcloud"),
    ("owncloud", "ownCloud"),
    ("syncthing", "Syncthing"),
    ("pcloud", "pCloud"),
    ("megasync", "MEGA"),
    ("box sync", "Box"),
    ("proton drive", "Proton Drive"),
)
#: What may follow such a name: nothing, or what sets off the name of an account.
_AFTER_NAME = ("", " ", "-", "_", "(")
#: What such programs leave in the top of a synchronised folder.
_SYNC_MARKS = (
    (".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".owncloudsync.log", "ownCloud"),
    (".nextcloudsync.log", "Nextcloud"), (".megaignore", "MEGA"),
)  # fmt: skip
#: The list that Nextcloud and ownCloud keep at the top of what they copy, with a number in its name.
_SYNC_LIST = re.compile(r"\._?sync_[0-9a-f]+\.db")
#: In a folder with more names than this the first ones must do: the start does not wait for a full /tmp.
_MOST_NAMES = 2000

_DRIVE_REMOTE = 4  # GetDriveTypeW
#: The kinds of reparse points that programs for the cloud give to folders they fill when needed.
_CLOUD_TAG, _CLOUD_MASK = 0x9000001A, 0xFFFF0FFF
_OCTAL = re.compile(r"\\([0-7]{3})")


def check_place(folder: Path) -> None:
    """Refuse a folder where the live database would not be safe.

    Raises:
        StoreProblem: folder_jaringan or folder_sinkron.
    """
    place = folder.absolute().resolve()
    system = network_system(place)
    if system:
        raise StoreProblem("folder_jaringan", folder=str(folder), jenis=system)
    service = sync_service(place) or registered_service(place, known_roots())
    if service:
        raise StoreProblem("folder_sinkron", folder=str(folder), layanan=service)


def network_system(place: Path) -> str:
    """The kind of network drive that a resolved path lies on, "" for a local disk."""
    if is_unc(str(place)):
        return "UNC"
    if sys.platform == "win32":
        return _windows_drive(place)
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    system = mounted_system(place, mounts.read_text("utf-8", "surrogateescape").splitlines())
    return system if reaches_far(system) else ""


def is_unc(path: str) -> bool:
    """Whether a path leads to another computer, or past the file system; also in its long form."""
    plain = path.replace("/", "\\")
    if plain.startswith("\\\\?\\"):  # the long form of a path: of a letter, or of a name in the network
        return re.match(r"[A-Za-z]:|Volume\{", plain[4:]) is None
    return plain.startswith("\\\\")


def reaches_far(system: str) -> bool:
    """Whether a file system lies on another computer, or is made by a program that may reach there."""
    program = system.removeprefix("fuse.")
    return system in NETWORK_SYSTEMS or (program != system and program not in _LOCAL_PROGRAMS)


def mounted_system(place: Path, mounts: Iterable[str]) -> str:
    """The file system a path lies on, by lines as in /proc/mounts; the deepest, newest mount counts."""
    best, found, text = -1, "", str(place)
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # blanks and the like in mount points are written in octal
        name = _OCTAL.sub(lambda code: chr(int(code[1], 8)), fields[1])
        if not text.startswith(name):  # most lines: a look at the text spares making a path of them
            continue
        point = Path(name)
        if place.is_relative_to(point) and len(point.parts) >= best:
            best, found = len(point.parts), fields[2]
    return found


def sync_service(place: Path) -> str:
    """The service that synchronises a resolved path, "" when none is seen."""
    for part in place.parts:
        name = part.casefold()
        for begin, service in _SYNC_FOLDERS:
            if name.startswith(begin) and name[len(begin) : len(begin) + 1] in _AFTER_NAME:
                return service
    for parent in (place, *place.parents):
        for mark, service in _SYNC_MARKS:
            # ~/.dropbox is where the program keeps itself; the mark in a synchronised folder is a file
            if (parent / mark).is_file() or (mark == ".stfolder" and (parent / mark).is_dir()):
                return service
        if _has_sync_list(parent):
            return "Nextcloud"
        if _is_cloud_folder(parent):
            return "penyimpanan awan"
    return ""


def registered_service(place: Path, roots: Iterable[SyncRoot]) -> str:
    """The service that says it copies a folder around a resolved path, "" when none does."""
    inner = os.path.normcase(place)
    for folder, service in roots:
        root = os.path.normcase(folder.absolute().resolve())
        if inner == root or inner.startswith(root.rstrip(os.sep) + os.sep):
            return service
    return ""


def _has_sync_list(folder: Path) -> bool:
    try:
        with os.scandir(folder) as entries:
            return any(_SYNC_LIST.fullmatch(entry.name) for entry in islice(entries, _MOST_NAMES))
    except OSError:
        return False


def _is_cloud_folder(folder: Path) -> bool:
    """Whether Windows marks a folder as one that a program for the cloud fills."""
    try:
        tag = getattr(folder.lstat(), "st_reparse_tag", 0)
    except OSError:
        return False
    return bool(tag & _CLOUD_MASK == _CLOUD_TAG)


def _windows_drive(place: Path) -> str:
    if sys.platform != "win32":  # tells the type checker what follows is Windows
        return ""
    import ctypes  # noqa: PLC0415 - its windll exists on Windows only

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")
    return f"drive {place.drive}" if kind == _DRIVE_REMOTE else ""
