"""`--pengguna` on the command line: who reads, known by the password; without one nothing confidential."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from desktop.arguments import read_arguments, wants_window
from desktop.cli_person import seen_by_person
from main import main
from models.actions import secrecy
from models.store.opening import DATABASE_NAME, open_office
from models.store.passwords import hash_password
from models.store.sqlite import library
from models.store.tables import Person, proxy
from tests.office import SmallOffice, done

PASSWORD = "sandi-benar-1"  # noqa: S105 - of a made-up office


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    """One request for all, one that is confidential; closed, as the commands open it themselves."""
    small.register("PAW", subject="Terbuka")
    hidden = small.register("PAW", subject="Tersembunyi")
    leader = small.people["leader"]
    done(secrecy.mark_secret(small.office, leader, hidden, small.version(hidden), "pribadi"))
    with small.office.transaction():
        Person.update(password_hash=hash_password(PASSWORD)).execute()
        Person.update(must_change=True).where(Person.username == "luar").execute()
    small.office.close()
    return small.office.store.folder


def type_in(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def new_cases(folder: Path, capsys: pytest.CaptureFixture[str], *words: str) -> int:
    capsys.readouterr()
    assert main(["rekap", "--bulan", "2026-11", "--json", "--data", str(folder), *words]) == 0
    count: int = json.loads(capsys.readouterr().out)["total"]["baru"]
    return count


def test_only_whom_it_concerns_reads_what_is_confidential(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert new_cases(folder, capsys) == 1
    type_in(monkeypatch, PASSWORD)
    assert new_cases(folder, capsys, "--pengguna", "kadis") == 2
    type_in(monkeypatch, PASSWORD)
    assert new_cases(folder, capsys, "--pengguna=paw:web") == 1


def test_a_sheet_is_printed_for_whom_it_concerns(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "kendali.pdf"
    words = ["cetak", "kendali", "002/PAW/XI/2026", "--keluar", str(target), "--data", str(folder)]
    assert main(words) == 2
    assert "tidak ada" in capsys.readouterr().err
    type_in(monkeypatch, PASSWORD)
    assert main([*words, "--pengguna", "kadis"]) == 0
    assert target.exists()


@pytest.mark.parametrize("name", ["kadis", "siapa"])
def test_a_wrong_password_is_nobody(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    type_in(monkeypatch, "sandi-salah-1")
    assert main(["rekap", "--bulan", "2026-11", "--json", "--data", str(folder), "--pengguna", name]) == 2
    said = capsys.readouterr()
    assert (said.out, "kata sandi salah" in said.err) == ("", True)
    office = open_office(folder)
    failures = dict(Person.select(Person.username, Person.failures).where(Person.failures > 0).tuples())
    office.close()
    assert failures == ({"kadis": 1} if name == "kadis" else {}), "guessing here counts as at the window"


def test_a_guess_that_cannot_be_counted_is_told_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    office = open_office(folder)
    proxy.obj.execute_sql("PRAGMA busy_timeout = 50")
    other = library.connect(str(folder / DATABASE_NAME), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    type_in(monkeypatch, "sandi-salah-1")
    try:
        assert seen_by_person(office, "kadis") is None
    finally:
        other.close()
        office.close()
    said = capsys.readouterr().err
    assert said
    assert "kata sandi salah" not in said, "who guesses would learn something and pay nothing for it"


def test_guessing_makes_one_wait(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(8):
        type_in(monkeypatch, "sandi-salah-1")
        main(["rekap", "--bulan", "2026-11", "--json", "--data", str(folder), "--pengguna", "kadis"])
    type_in(monkeypatch, PASSWORD)
    assert main(["rekap", "--bulan", "2026-11", "--json", "--data", str(folder), "--pengguna", "kadis"]) == 2
    assert "detik" in capsys.readouterr().err.splitlines()[-1]


def test_a_password_that_somebody_else_made_is_changed_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    type_in(monkeypatch, PASSWORD)
    assert main(["rekap", "--bulan", "2026-11", "--json", "--data", str(folder), "--pengguna", "luar"]) == 2
    assert "lewat jendela" in capsys.readouterr().err


def test_the_name_is_taken_out_wherever_it_stands() -> None:
    taken = read_arguments(["--pengguna", "kadis", "rekap", "--bulan", "2026-11"])
    assert (taken.person, taken.words) == ("kadis", ("rekap", "--bulan", "2026-11"))
    assert read_arguments(["rekap", "--pengguna"]).problem == "--pengguna memerlukan nama pengguna."
    own = read_arguments(["pulihkan-admin", "--pengguna", "atur"])
    assert (own.person, own.words) == ("", ("pulihkan-admin", "--pengguna", "atur"))
    assert not wants_window(read_arguments(["--pengguna", "kadis"]))
    assert wants_window(read_arguments([]))
