"""`main.py pulihkan-admin` as whoever looks after the computer runs it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from desktop.cli_recovery import one_time_password
from main import main
from models.rules.account import password_fault
from models.store.opening import open_office
from models.store.tables import History, Person
from tests.office import SmallOffice, sign_in


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    Person.update(is_admin=True).where(Person.id == small.people["tu"]).execute()
    small.office.close()
    return small.office.store.folder


def answered(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_the_password_is_shown_once_and_opens_the_door_once(
    folder: Path, small: SmallOffice, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(monkeypatch, "PULIHKAN\n")
    assert main(["pulihkan-admin", "--pengguna", "tu", "--data", str(folder)]) == 0
    told = capsys.readouterr().out
    assert "tercatat di riwayat" in told
    found = re.search(r"“tu”: (\S+)", told)
    assert found is not None
    office = open_office(folder)
    assert sign_in(office, "tu", found.group(1)) == small.people["tu"]
    assert Person.get_by_id(small.people["tu"]).must_change
    assert History.get(History.kind == "sandi_admin_dipulihkan").person_id is None
    office.close()


@pytest.mark.parametrize("answer", ["", "ya\n", "pulihkan\n", "\n"])
def test_nothing_happens_unless_it_is_wanted(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], answer: str
) -> None:
    before = (folder / "papan-sop.db").read_bytes()
    answered(monkeypatch, answer)
    assert main(["pulihkan-admin", "--pengguna", "tu", "--data", str(folder)]) == 1
    assert "Tidak ada yang diubah." in capsys.readouterr().out
    assert (folder / "papan-sop.db").read_bytes() == before


@pytest.mark.parametrize(("name", "words"), [("kadis", "bukan administrator"), ("siapa", "Tidak ada akun")])
def test_other_accounts_are_refused_with_the_names_that_can_be(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str, words: str
) -> None:
    answered(monkeypatch, "PULIHKAN\n")
    assert main(["pulihkan-admin", "--pengguna", name, "--data", str(folder)]) == 1
    assert words in capsys.readouterr().err


def test_one_time_passwords_differ_and_can_be_typed() -> None:
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    for password in made:
        assert re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}", password)
        assert password_fault(password) is None
