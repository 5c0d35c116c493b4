"""Where a live database is refused: other computers, folders copied elsewhere, ways leading there."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import pytest

from models.store import places
from models.store.places import (
    check_place,
    is_unc,
    mounted_system,
    reaches_far,
    registered_service,
    sync_service,
)
from models.store.problems import StoreProblem
from models.store.sync_roots import SyncRoot, known_roots, registered_roots

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts and free links are of Linux")


def refused(folder: Path) -> tuple[str, str]:
    with pytest.raises(StoreProblem) as caught:
        check_place(folder)
    problem = caught.value
    return problem.code, str(problem.data.get("jenis") or problem.data.get("layanan"))


@pytest.mark.parametrize(
    ("path", "far"),
    [
        ("\\\\server\\bagi\\kantor", True),
        ("//server/bagi", True),
        ("\\\\?\\UNC\\server\\bagi", True),
        ("\\\\.\\pipe\\x", True),
        ("\\\\wsl$\\Debian\\home", True),
        ("\\\\?\\C:\\ProgramData\\papan-sop", False),
        ("\\\\?\\Volume{1b3c}\\papan-sop", False),
        ("C:\\ProgramData\\papan-sop", False),
        ("/srv/papan-sop", False),
    ],
)
def test_names_in_the_network_are_seen_in_every_form(path: str, far: bool) -> None:
    assert is_unc(path) is far


@pytest.mark.parametrize(
    ("system", "far"),
    [
        ("ext4", False), ("btrfs", False), ("tmpfs", False), ("fuseblk", False), ("fuse.mergerfs", False),
        ("overlay", False), ("nfs4", True), ("cifs", True), ("vboxsf", True), ("fuse.sshfs", True),
        ("fuse.rclone", True), ("fuse.onedriver", True), ("fuse.baru-dikenal", True), ("fuse", True),
    ],
)  # fmt: skip
def test_file_systems_made_by_programs_are_trusted_only_when_they_are_known(system: str, far: bool) -> None:
    assert reaches_far(system) is far


def test_signs_in_the_name_of_a_mount_are_read() -> None:
    mounts = ["/dev/a / ext4 rw 0 0", "s:/x /mnt/a\\134b\\040c nfs rw 0 0"]
    assert mounted_system(Path("/mnt/a\\b c/kantor"), mounts) == "nfs"


@linux
def test_a_link_into_a_network_drive_or_a_copied_folder_is_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    far = tmp_path / "jauh"
    far.mkdir()
    way = tmp_path / "data"
    way.symlink_to(far)
    line = f"srv:/x {far} nfs4 rw 0 0"
    real = Path.read_text

    def mounts(path: Path, *args: Any, **more: Any) -> str:
        return (
            f"{real(path, *args, **more)}{line}\n"
            if path == Path("/proc/mounts")
            else real(path, *args, **more)
        )

    monkeypatch.setattr(Path, "read_text", mounts)
    assert refused(way / "kantor") == ("folder_jaringan", "nfs4")
    assert refused(tmp_path / "x" / ".." / "jauh") == ("folder_jaringan", "nfs4")
    monkeypatch.undo()
    copied = tmp_path / "Nextcloud"
    copied.mkdir()
    second = tmp_path / "kantor"
    second.symlink_to(copied / "isi")
    assert refused(second) == ("folder_sinkron", "Nextcloud")
    check_place(way)


def test_a_drive_letter_of_the_network_is_asked_of_windows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def drive(place: Path) -> str:
        asked.append(place)
        return "drive Z:"

    monkeypatch.setattr(places.sys, "platform", "win32")
    monkeypatch.setattr(places, "_windows_drive", drive)
    assert refused(tmp_path) == ("folder_jaringan", "drive Z:")
    assert asked == [tmp_path.resolve()]


@pytest.mark.parametrize(
    ("mark", "service"),
    [
        (".stfolder", "Syncthing"), (".dropbox", "Dropbox"), (".owncloudsync.log", "ownCloud"),
        ("._sync_1f00ab.db", "Nextcloud"), (".sync_9ac.db", "Nextcloud"), (".megaignore", "MEGA"),
    ],
)  # fmt: skip
def test_what_such_a_program_leaves_at_the_top_is_seen_from_deep_inside(
    tmp_path: Path, mark: str, service: str
) -> None:
    inside = tmp_path / "a" / "b"
    inside.mkdir(parents=True)
    assert sync_service(inside) == ""
    (tmp_path / mark).touch()
    assert sync_service(inside) == service


def test_a_full_folder_above_does_not_hold_up_the_start(tmp_path: Path) -> None:
    for number in range(2100):
        (tmp_path / f"{number}").touch()
    assert sync_service(tmp_path / "kantor") == ""


def roots(environ: Mapping[str, str]) -> dict[str, str]:
    return {str(folder): service for folder, service in known_roots(environ)}


def test_folders_are_known_by_variables_and_settings_whatever_they_are_called(tmp_path: Path) -> None:
    settings = tmp_path / "setelan"
    (settings / "Dropbox").mkdir(parents=True)
    (settings / "Nextcloud").mkdir()
    (settings / "Dropbox" / "info.json").write_text(
        json.dumps({"personal": {"path": str(tmp_path / "pribadi")}, "business": {"path": 3}, "x": None})
    )
    (settings / "Nextcloud" / "nextcloud.cfg").write_text(
        f"[Accounts]\n0\\Folders\\1\\localPath={tmp_path / 'dinas'}/\n0\\Folders\\1\\paused=false\n"
    )
    found = roots({"OneDriveCommercial": str(tmp_path / "kerja"), "APPDATA": str(settings), "OneDrive": ""})
    assert found == {
        str(tmp_path / "kerja"): "OneDrive",
        str(tmp_path / "pribadi"): "Dropbox",
        str(tmp_path / "dinas"): "Nextcloud",
    }


@pytest.mark.parametrize(
    "content", ["", "[", "[" * 100_000, '"x"', "null", '{"a": {"path": ["x"]}}', "\x00" * 50]
)
def test_settings_that_make_no_sense_tell_nothing(tmp_path: Path, content: str) -> None:
    (tmp_path / ".dropbox").mkdir()
    (tmp_path / ".dropbox" / "info.json").write_text(content)
    assert roots({"HOME": str(tmp_path)}) == {}


def test_a_folder_that_is_copied_by_another_name_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "Berkas Dinas"
    monkeypatch.setenv("OneDriveCommercial", str(work))
    assert refused(work / "kantor") == ("folder_sinkron", "OneDrive")
    assert refused(work) == ("folder_sinkron", "OneDrive")
    check_place(tmp_path / "Berkas Dinas Lain")
    assert registered_service(tmp_path, [SyncRoot(Path("/"), "x")]) == "x"


class Registry:
    """A registry with the three doors of winreg that are used; the keys are those of a real Windows 11."""

    HKEY_LOCAL_MACHINE, HKEY_CURRENT_USER = "HKLM", "HKCU"

    def __init__(self, keys: Mapping[str, Mapping[str, Any]]) -> None:
        self.keys = keys

    def OpenKey(self, root: str, place: str) -> Any:  # noqa: N802 - the name in winreg
        full = f"{root}\\{place}"
        if not any(key == full or key.startswith(f"{full}\\") for key in self.keys):
            raise FileNotFoundError(place)
        return Key(full)

    def EnumKey(self, key: Key, number: int) -> str:  # noqa: N802
        below = {k[len(key.name) + 1 :].split("\\")[0] for k in self.keys if k.startswith(f"{key.name}\\")}
        return self._nth(sorted(below), number)

    def EnumValue(self, key: Key, number: int) -> Any:  # noqa: N802
        return self._nth([(*pair, 1) for pair in self.keys.get(key.name, {}).items()], number)

    def _nth(self, found: list[Any], number: int) -> Any:
        if number >= len(found):
            raise OSError(259, "no more")
        return found[number]


class Key(SimpleNamespace):
    def __init__(self, name: str) -> None:
        super().__init__(name=name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None


MANAGER = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"


def test_what_windows_has_registered_is_read() -> None:
    registry = Registry(
        {
            f"{MANAGER}\\OneDrive!S-1-5-21!Business1\\UserSyncRoots": {"S-1-5-21": "C:\\Users\\ani\\Kerja"},
            f"{MANAGER}\\iCloud!S-1-5-21!x\\UserSyncRoots": {"S-1-5-21": "C:\\Users\\ani\\Awan", "x": 3},
            f"{MANAGER}\\Kosong!x": {},
            r"HKCU\Software\Microsoft\OneDrive\Accounts\Personal": {"UserFolder": "D:\\Saya", "Name": "x"},
        }
    )
    assert [(str(folder), service) for folder, service in registered_roots(registry)] == [
        ("C:\\Users\\ani\\Kerja", "OneDrive"),
        ("C:\\Users\\ani\\Awan", "iCloud"),
        ("D:\\Saya", "OneDrive"),
    ]
    assert list(registered_roots(Registry({}))) == []


@pytest.mark.skipif(sys.platform != "win32", reason="asks the real registry and the real drive")
def test_the_real_windows_answers(tmp_path: Path) -> None:
    assert isinstance(list(known_roots()), list)
    assert places.network_system(Path(os.environ["SYSTEMROOT"])) == ""


def test_a_folder_that_windows_fills_from_the_cloud_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.lstat

    def marked(path: Path) -> Any:
        return SimpleNamespace(st_reparse_tag=0x9000601A) if path == tmp_path else real(path)

    monkeypatch.setattr(Path, "lstat", marked)
    assert sync_service(tmp_path / "kantor") == "penyimpanan awan"
