"""`main.py perbaiki` on folders that cannot be opened."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest

from main import main
from models.store.backup import make_backup
from models.store.backup_place import prepare_place
from models.store.opening import DATABASE_NAME, open_office
from models.store.sqlite import library
from models.store.tables import Case
from tests.office import SmallOffice, folder_digest


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    """An office with two requests and a backup in its own folder, closed in order."""
    small.clock.at("2026-01-05 09:00")
    for _ in range(2):
        small.register("PP")
    folder = small.office.store.folder
    prepare_place(folder / "cadangan")
    make_backup(folder, folder / "cadangan", small.clock, kind="harian")
    small.office.close()
    return folder


def perbaiki(folder: Path, *words: str) -> int:
    return main(["--data", str(folder), "perbaiki", *words])


def spoil(folder: Path) -> None:
    with (folder / DATABASE_NAME).open("r+b") as file:
        file.write(random.Random(1).randbytes(100))


def test_a_sound_office_needs_no_repair(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in ((), ("--selamatkan",), ("--sisihkan-wal",)):
        assert perbaiki(folder, *words) == 0
        assert "tidak ada yang perlu diperbaiki" in capsys.readouterr().out
    assert not list(folder.glob("rusak-*"))


def test_damage_is_told_with_the_backups_at_hand(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder)
    before = (folder / DATABASE_NAME).read_bytes()
    assert perbaiki(folder) == 1
    told = capsys.readouterr()
    assert "bukan basis data Papan SOP" in told.err
    assert "2 permohonan" in told.out
    assert perbaiki(folder, "--sisihkan-wal") == 2
    assert (folder / DATABASE_NAME).read_bytes() == before


def test_what_is_readable_is_taken(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(folder)
    assert perbaiki(folder, "--selamatkan") == 0
    assert "(2 permohonan)" in capsys.readouterr().out
    assert len(list(folder.glob("rusak-*"))) == 1
    office = open_office(folder)
    assert Case.select().count() == 2
    office.close()


def test_nothing_readable_is_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / DATABASE_NAME).write_bytes(b"\0" * 8192)
    assert perbaiki(folder, "--selamatkan") == 1
    assert "tidak ada satu pun" in capsys.readouterr().err
    assert not list(folder.glob("penyelamatan-*"))


def test_a_foreign_log_is_laid_aside(
    folder: Path, small: SmallOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    older = tmp_path / "lama.db"
    shutil.copyfile(folder / DATABASE_NAME, older)
    log = folder / f"{DATABASE_NAME}-wal"
    for _ in range(2):
        small.office = open_office(folder, small.clock)
        small.register("PP")
        kept = log.read_bytes()
        small.office.close()
    log.write_bytes(kept)
    shutil.copyfile(older, folder / DATABASE_NAME)
    assert perbaiki(folder) == 1
    assert "tulisan terakhir milik basis data lain" in capsys.readouterr().err
    assert perbaiki(folder, "--sisihkan-wal") == 0
    assert perbaiki(folder) == 0


def test_a_database_of_a_newer_program_is_not_salvaged(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    connection = library.connect(str(folder / DATABASE_NAME), isolation_level=None)
    connection.execute("ALTER TABLE permohonan ADD COLUMN later TEXT")
    connection.execute("INSERT INTO schema_version (version, applied_at) VALUES (99, 1)")
    connection.close()
    before = folder_digest(folder)
    for way in ("--selamatkan", "--sisihkan-wal"):
        assert perbaiki(folder, way) == 2
        assert "Perbarui Papan SOP" in capsys.readouterr().err
    assert perbaiki(folder) == 1
    told = capsys.readouterr()
    assert "Perbarui Papan SOP" in told.err
    assert "--selamatkan" not in told.out
    assert folder_digest(folder) == before
