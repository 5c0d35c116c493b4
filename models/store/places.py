"""Where a live database may lie: on a local disk, not on a network drive or in a synchronised folder."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from models.store.problems import StoreProblem

#: File systems whose locks or shared memory SQLite cannot trust.
NETWORK_SYSTEMS = frozenset({
    "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs",
    "lustre", "davfs", "webdav", "fuse.sshfs", "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse",
    "fuse.glusterfs", "fuse.s3fs", "fuse.smbnetfs",
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
)
#: What may follow such a name: nothing, or what sets off the name of an account.
_AFTER_NAME = ("", " ", "-", "_", "(")
#: What such programs leave in the top of a synchronised folder.
_SYNC_MARKS = ((".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".owncloudsync.log", "ownCloud"))

_DRIVE_REMOTE = 4  # GetDriveTypeW


def check_place(folder: Path) -> None:
    """Refuse a folder where the live database would not be safe.

    Raises:
        StoreProblem: folder_jaringan or folder_sinkron.
    """
    place = folder.absolute().resolve()
    system = network_system(place)
    if system:
        raise StoreProblem("folder_jaringan", folder=str(folder), jenis=system)
    service = sync_service(place)
    if service:
        raise StoreProblem("folder_sinkron", folder=str(folder), layanan=service)


def network_system(place: Path) -> str:
    """The kind of network drive that a resolved path lies on, "" for a local disk."""
    if str(place).startswith(("\\\\", "//")):
        return "UNC"
    if sys.platform == "win32":
        return _windows_drive(place)
    mounts = Path("/proc/mounts")
    if not mounts.exists():
        return ""
    system = mounted_system(place, mounts.read_text("utf-8", "surrogateescape").splitlines())
    return system if system in NETWORK_SYSTEMS else ""


def mounted_system(place: Path, mounts: Iterable[str]) -> str:
    """The file system a path lies on, by lines as in /proc/mounts; the deepest, newest mount counts."""
    best, found, text = -1, "", str(place)
    for line in mounts:
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        # blanks in mount points are written in octal
        name = fields[1].replace("\\040", " ").replace("\\011", "\t")
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
    return ""


def _windows_drive(place: Path) -> str:
    if sys.platform != "win32":  # tells the type checker what follows is Windows
        return ""
    import ctypes  # noqa: PLC0415 - its windll exists on Windows only

    kind: int = ctypes.windll.kernel32.GetDriveTypeW(f"{place.drive}\\")
    return f"drive {place.drive}" if kind == _DRIVE_REMOTE else ""
