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
from models.store.opening import DATABASE_NAME, open_office
from models.store.passwords import hash_password
from models.store.sqlite import library
from models.store.tables import Case, History, Person
from tests.office import SmallOffice, folder_digest

ADMIN, PASSWORD = "atur", "sandi-atur-1"


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    small.register("PP")
    with small.office.transaction():
        for name, admin in ((ADMIN, True), ("biasa", False)):
            Person.insert(
                username=name, name=f"{name} (CONTOH)", password_hash=hash_password(PASSWORD), is_admin=admin
            ).execute()
    small.office.close()
    return small.office.store.folder


@pytest.fixture(autouse=True)
def _password(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is asked for a password knows that of the administrator."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))


def command(folder: Path, *words: str, person: str = "") -> int:
    return run(Arguments(folder, words, person=person))


def restoring(folder: Path, *words: str) -> int:
    return command(folder, "pulihkan", "--ya", *words, person=ADMIN)


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
    assert restoring(folder) == 0
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
    assert command(folder, "pulihkan", "--dari", str(elsewhere), "--ya", person=ADMIN) == 0


def test_restoring_asks_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command(folder, "cadangkan") == 0
    office = open_office(folder)
    Case.update(subject="Sesudahnya").execute()
    office.close()
    for answer, code in (("tidak\n", 1), ("\n", 1), ("PULIHKAN\n", 0)):
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{answer}{PASSWORD}\n"))
        assert command(folder, "pulihkan", person=ADMIN) == code
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
    assert restoring(folder) == 1
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
        assert restoring(folder) == 1
    finally:
        office.close()
    assert "masih dibuka" in capsys.readouterr().err
    assert datetime.now(UTC) - read_state(folder).made_at < timedelta(minutes=5)


def changed_since(folder: Path) -> None:
    """Back the office up, then change it."""
    assert command(folder, "cadangkan") == 0
    change(folder, "Sesudahnya")


def change(folder: Path, subject: str) -> None:
    office = open_office(folder)
    with office.transaction():
        Case.update(subject=subject).execute()
    office.close()


def subject_and_requests(folder: Path) -> tuple[str, list[int]]:
    """What stands in an office, and who asked in it for a restore."""
    office = open_office(folder)
    try:
        subject: str = Case.get().subject
        asked = History.select(History.person).where(History.kind == "pemulihan_diminta")
        return subject, [row.person_id for row in asked]
    finally:
        office.close()


@pytest.mark.parametrize(
    ("person", "said"), [("", "--pengguna"), ("biasa", "administrator"), ("siapa", "kata sandi salah")]
)
def test_a_sound_office_is_replaced_only_for_who_may(
    folder: Path, capsys: pytest.CaptureFixture[str], person: str, said: str
) -> None:
    changed_since(folder)
    assert command(folder, "pulihkan", "--ya", person=person) == 1
    assert said in capsys.readouterr().err.casefold()
    assert subject_and_requests(folder) == ("Sesudahnya", [])


def test_who_asked_stands_in_the_state_that_is_kept(folder: Path, tmp_path: Path) -> None:
    changed_since(folder)
    assert restoring(folder) == 0
    assert subject_and_requests(folder) == ("Permohonan uji", [])
    (kept,) = [entry for entry in catalogue(folder / "cadangan") if entry.kind == "sebelum_pulih"]
    assert kept.manifest is not None
    assert "atur (CONTOH)" in kept.manifest.by
    fresh = tmp_path / "lihat"
    assert (
        command(fresh, "pulihkan", "--dari", str(folder / "cadangan"), "--cadangan", kept.name, "--ya") == 0
    )
    subject, asked = subject_and_requests(fresh)
    assert (subject, len(asked)) == ("Sesudahnya", 1)


def test_a_damaged_office_is_restored_without_anybody(folder: Path) -> None:
    changed_since(folder)
    (folder / DATABASE_NAME).write_bytes(b"rusak" * 4000)
    assert command(folder, "pulihkan", "--ya") == 0
    assert subject_and_requests(folder) == ("Permohonan uji", [])


def test_what_a_restore_replaced_comes_back_only_by_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    changed_since(folder)
    assert restoring(folder) == 0
    change(folder, "Sesudah pulih")
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    assert restoring(folder) == 0
    assert subject_and_requests(folder)[0] == "Permohonan uji"


def test_accounts_that_cannot_be_read_keep_nobody_from_restoring(folder: Path) -> None:
    changed_since(folder)
    connection = library.connect(str(folder / DATABASE_NAME), isolation_level=None)
    connection.execute("UPDATE person SET name = CAST(X'FF41' AS TEXT) WHERE username = ?", (ADMIN,))
    connection.close()
    assert restoring(folder) == 0
    assert subject_and_requests(folder) == ("Permohonan uji", [])
