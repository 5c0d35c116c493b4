"""The commands `cadangkan` and `pulihkan`, as a person or the task scheduler gives them."""

from __future__ import annotations

import io
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desktop.arguments import Arguments
from desktop.cli import run
from models.store.backup import catalogue
from models.store.backup_place import prepare_place
from models.store.backup_state import choose_place, read_state
from models.store.opening import open_office
from models.store.tables import Case
from tests.office import SmallOffice, folder_digest


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    small.register("PP")
    small.office.close()
    return small.office.store.folder


def command(folder: Path, *words: str) -> int:
    return run(Arguments(folder, words))


def cases(folder: Path) -> int:
    office = open_office(folder)
    try:
        return Case.select().count()
    finally:
        office.close()


def test_backing_up_and_restoring(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "usb"
    prepare_place(place)
    choose_place(folder, place)
    assert command(folder, "cadangkan") == 0
    told = capsys.readouterr().out
    (entry,) = catalogue(place)
    assert str(entry.path) in told
    assert "1 permohonan" in told
    assert "baris perintah" in (entry.manifest.by if entry.manifest else "").casefold()
    state = read_state(folder)
    assert state.made_at == entry.made_at
    assert state.failure == ""

    office = open_office(folder)
    Case.update(subject="Diubah setelah dicadangkan").execute()
    office.close()
    assert command(folder, "pulihkan", "--daftar") == 0
    assert entry.name in capsys.readouterr().out
    assert command(folder, "pulihkan", "--ya") == 0
    told = capsys.readouterr().out
    assert "permohonan                      1 / 1" in told
    assert "Keadaan sebelumnya disimpan di" in told
    office = open_office(folder)
    assert Case.get().subject == "Permohonan uji"
    office.close()


def test_a_place_for_once_is_made_and_stays_apart(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "cakram luar"
    elsewhere.mkdir()
    (elsewhere / "foto.jpg").touch()
    assert command(folder, "cadangkan", "--ke", str(elsewhere)) == 0
    assert len(catalogue(elsewhere / "Cadangan Papan SOP")) == 1
    assert read_state(folder).made_at is None
    assert command(folder, "pulihkan", "--dari", str(elsewhere), "--ya") == 0


def test_restoring_asks_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(folder, "cadangkan") == 0
    office = open_office(folder)
    Case.update(subject="Sesudahnya").execute()
    office.close()
    for answer, code in (("tidak\n", 1), ("", 1), ("PULIHKAN\n", 0)):
        monkeypatch.setattr("sys.stdin", io.StringIO(answer))
        assert command(folder, "pulihkan") == code
    assert "Tidak jadi dipulihkan; tidak ada yang berubah." in capsys.readouterr().out
    assert cases(folder) == 1


def test_a_folder_without_office_can_be_restored_into(folder: Path, tmp_path: Path) -> None:
    place = tmp_path / "usb"
    assert command(folder, "cadangkan", "--ke", str(place)) == 0
    shutil.rmtree(folder)
    fresh = tmp_path / "baru"
    assert command(fresh, "pulihkan", "--dari", str(place), "--ya") == 0
    assert cases(fresh) == 1


def test_what_cannot_be_done_is_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(tmp_path / "tiada", "cadangkan") == 2
    assert command(folder, "pulihkan", "--daftar") == 2
    assert command(folder, "cadangkan") == 0
    before = folder_digest(folder)
    assert command(folder, "pulihkan", "--cadangan", "tidak-ada", "--ya") == 2
    (entry,) = catalogue(folder / "cadangan")
    database = entry.path / "papan-sop.db"
    database.write_bytes(b"x" * database.stat().st_size)
    assert command(folder, "pulihkan", "--ya") == 1
    assert "tidak sama lagi dengan ketika dibuat" in capsys.readouterr().err
    assert len(folder_digest(folder)) == len(before)
    place = tmp_path / "usb"
    prepare_place(place)
    choose_place(folder, place)
    shutil.rmtree(place)
    assert command(folder, "cadangkan") == 1
    assert f"Folder {place} tidak ada." in capsys.readouterr().err
    assert read_state(folder).failure == "cadangan_tempat_tidak_ada"


def test_an_open_window_is_not_restored_over(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command(folder, "cadangkan") == 0
    office = open_office(folder)
    try:
        assert command(folder, "pulihkan", "--ya") == 1
    finally:
        office.close()
    assert "masih dibuka" in capsys.readouterr().err
    assert datetime.now(UTC) - read_state(folder).made_at < timedelta(minutes=5)
