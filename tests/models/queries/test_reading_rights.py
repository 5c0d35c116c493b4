"""Every role asks for every reading that is not for everybody; queries answer as the table says."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from models.actions.delegations import delegate
from models.actions.handing_over import close_account, reassign
from models.actions.people import change_person
from models.actions.positions import assign_position
from models.actions.work import assign
from models.queries import full_export, leaving, office_settings, safety
from models.records.roles import ROLES
from models.rules.rights import READINGS
from models.store.office import Office
from models.store.problems import condition_of
from models.store.reading_rights import NotForViewerError, may_read
from models.store.tables import Holding, Person
from resources.problems import problem_text
from tests.office import SmallOffice, done

#: Who may: Administrator, Pengelola SOP, TU, Petugas, Pimpinan, Pembaca.
MATRIX = """
accounts     x - - - - -
leaving      x - - - x -
full_export  x - - - x -
"""
LINES = {words[0]: words[1:] for words in map(str.split, MATRIX.strip().splitlines())}

#: Every query that asks for a reading, with something to ask it for.
ASKED: dict[str, tuple[Callable[[Office], Any], ...]] = {
    "accounts": (
        office_settings.people,
        safety.safety_notes,
        lambda office: safety.unknown_recoveries(office, 1),
    ),
    "leaving": (leaving.busy_people, lambda office: leaving.left_behind(office, 1)),
    "full_export": (
        lambda office: next(full_export.export_tables(office)),
        lambda office: list(full_export.export_files(office)),
        full_export.something_left_out,
    ),
}


@pytest.fixture
def people(small: SmallOffice) -> dict[str, int]:
    """One account for every role, and one that was closed."""

    def account(name: str, **flags: bool) -> int:
        made: int = Person.insert(username=name, name=f"{name} (CONTOH)", password_hash="", **flags).execute()
        return made

    with small.office.transaction():
        made = {
            "administrator": account("a-admin", is_admin=True),
            "pengelola_sop": account("a-sop", manages_sops=True),
            "tata_usaha": small.people["tu"],
            "petugas": small.people["outsider"],
            "pimpinan": small.people["leader"],
            "pembaca": account("a-baca", is_admin=True, reads_only=True),
            "nonaktif": account("a-pergi", is_admin=True, active=False),
        }
        boss = Holding.get(Holding.person == small.people["leader"]).position_id
        for who in ("pembaca", "nonaktif"):
            Holding.insert(person=made[who], position=boss, since="2020-01-01").execute()
    return made


@pytest.mark.parametrize("reading", LINES)
@pytest.mark.parametrize("role", [*ROLES, "nonaktif"])
def test_every_role_at_every_reading(
    small: SmallOffice, people: dict[str, int], reading: str, role: str
) -> None:
    office = small.office.seen_by(people[role])
    allowed = role in ROLES and LINES[reading][list(ROLES).index(role)] == "x"
    assert may_read(office, reading) is allowed
    for query in ASKED[reading]:
        if allowed:
            query(office)
        else:
            with pytest.raises(NotForViewerError):
                query(office)


@pytest.mark.parametrize("reading", LINES)
def test_nobody_reads_what_is_not_for_everybody(small: SmallOffice, reading: str) -> None:
    for query in ASKED[reading]:
        with pytest.raises(NotForViewerError):
            query(small.office)


def test_every_reading_of_the_table_is_asked_for() -> None:
    assert set(LINES) == set(READINGS) == set(ASKED)
    for reading, marks in LINES.items():
        assert READINGS[reading].roles == {
            role for role, mark in zip(ROLES, marks, strict=True) if mark == "x"
        }


def test_what_is_done_to_accounts_is_told_in_words(small: SmallOffice, people: dict[str, int]) -> None:
    office, admin = small.office, people["administrator"]
    other, leader = small.people["PAW:web"], people["pimpinan"]
    boss = Holding.get(Holding.person == leader).position_id
    today = office.local(office.now()).date()
    done(change_person(office, admin, other, name="Nama Baru (CONTOH)", is_admin=True, active=True))
    done(change_person(office, admin, other, name="Nama Baru (CONTOH)", is_admin=False, active=True))
    done(assign_position(office, admin, other, boss, today, kind="plh"))
    done(delegate(office, leader, boss, people["petugas"], today, today))
    small.walk(small.register("MLS"))
    kasi = small.people["MLS:kasi_aplikasi"]
    done(assign(office, kasi, small.open_runs(1)[0].id, "a", kasi))
    done(reassign(office, leader, kasi, None))
    done(close_account(office, admin, kasi))
    told = [note.words for note in safety.safety_notes(office.seen_by(admin))]
    assert told == [
        "Menutup akun “mls:kasi_aplikasi”; 0 tugas terbuka diserahkan, 0 dilepas",
        "Mengubah akun “mls:kasi_aplikasi”: ditutup",
        "Mengakhiri jabatan MLS Kasi Aplikasi “mls:kasi_aplikasi” per 16 November 2026",
        "Mengalihkan 1 tugas “mls:kasi_aplikasi” kepada semua pemegang jabatannya",
        "Mendelegasikan jabatan Kepala Dinas kepada “luar”, 16 November 2026 sampai 16 November 2026",
        "Menetapkan “paw:web” pada jabatan Kepala Dinas (Plh.) mulai 16 November 2026",
        "Mengubah akun “paw:web”: bukan lagi Administrator",
        "Mengubah akun “paw:web”: nama menjadi Nama Baru (CONTOH); menjadi Administrator",
    ]


def test_a_screen_that_asks_all_the_same_tells_it_in_words() -> None:
    found = condition_of(NotForViewerError("accounts"), "/data")
    assert found is not None
    assert problem_text(found.code, found.data).title
