"""A data folder that cannot be used: the start says why in words, and leaves everything as it was."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox

from desktop.application import Program
from models.store import places
from tests.office import SmallOffice, folder_digest


@pytest.fixture
def closed(small: SmallOffice) -> Path:
    small.office.close()
    return small.office.store.folder


def start(qapp: QApplication, folder: Path) -> tuple[str, str]:
    """Begin the program on a folder; the title and the words of its refusal."""
    program = Program(qapp, folder)
    try:
        program.begin()
        boxes = [w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
        assert len(boxes) == 1
        assert program.sign_in is None
        told = boxes[0].text(), boxes[0].informativeText()
        boxes[0].close()
        return told
    finally:
        program.end()


def test_a_sync_folder_is_refused_with_what_to_do_instead(
    qapp: QApplication, closed: Path, tmp_path: Path
) -> None:
    synced = tmp_path / "OneDrive - Dinas" / "kantor"
    shutil.copytree(closed, synced)
    title, words = start(qapp, synced)
    assert title == "Folder sinkronisasi tidak aman untuk data"
    assert "OneDrive" in words
    assert "Data yang sudah tersimpan tidak berubah." in words
    assert "PostgreSQL" in words
    assert (synced / "papan-sop.db").read_bytes() == (closed / "papan-sop.db").read_bytes()


def test_a_network_drive_is_refused(
    qapp: QApplication, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "mounted_system", lambda _place, _mounts: "cifs")
    title, words = start(qapp, closed)
    assert title == "Folder jaringan tidak aman untuk data"
    assert "cifs" in words


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small disk, with options."""
    place = tmp_path / "cakram"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a disk")

    def mount(options: str) -> Path:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)]
        if subprocess.run(command, capture_output=True, check=False).returncode:  # noqa: S603 - fixed words
            pytest.skip("no disk can be mounted here")
        return place

    yield mount
    subprocess.run(["umount", str(place)], capture_output=True, check=False)  # noqa: S603, S607 - fixed words


def test_a_read_only_disk_is_told(
    qapp: QApplication, closed: Path, small_disk: Callable[[str], Path]
) -> None:
    place = small_disk("size=8m")
    shutil.copytree(closed, place / "kantor")
    small_disk("remount,ro")
    before = folder_digest(place)
    title, words = start(qapp, place / "kantor")
    assert title == "Folder data tidak dapat ditulis"
    assert str(place) in words
    assert folder_digest(place) == before


def test_a_full_disk_is_told_at_the_start(
    qapp: QApplication, closed: Path, small_disk: Callable[[str], Path]
) -> None:
    place = small_disk("size=3m")
    shutil.copytree(closed, place / "kantor")
    with suppress(OSError), (place / "lain").open("wb", buffering=0) as ballast:
        while ballast.write(bytes(4096)):
            pass
    assert shutil.disk_usage(place).free == 0
    database = (place / "kantor" / "papan-sop.db").read_bytes()
    title, _words = start(qapp, place / "kantor")
    assert title in ("Cakram penuh", "Cakram tidak dapat dibaca atau ditulis")
    assert (place / "kantor" / "papan-sop.db").read_bytes() == database


def damage(folder: Path, table: str) -> None:
    """Overwrite the first page of one table of a closed office."""
    path = folder / "papan-sop.db"
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        page = database.execute(query, (table,)).fetchone()[0] - 1
    content = bytearray(path.read_bytes())
    content[page * 4096 : page * 4096 + 300] = b"\xa5" * 300
    path.write_bytes(content)


@pytest.mark.parametrize("table", ["history", "person"])
def test_damage_deep_inside_is_told_at_the_start(qapp: QApplication, closed: Path, table: str) -> None:
    damage(closed, table)
    before = (closed / "papan-sop.db").read_bytes()
    program = Program(qapp, closed)
    try:
        program.begin()
        assert program.repair is not None
        assert program.sign_in is None
        assert program.repair.screen.heading.text() == "Basis data rusak"
        program.repair.screen.close()
    finally:
        program.end()
    assert (closed / "papan-sop.db").read_bytes() == before
