"""Coming in: failures counted and waited for, kept in the database, told in the history; first passwords."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from models.actions import people
from models.actions import sign_in as acts
from models.queries.sign_in import Door, door_named
from models.records.office import NewPerson
from models.store import history
from models.store.opening import open_office
from models.store.passwords import checked as checked_password
from models.store.passwords import chosen, fingerprint, hash_password
from models.store.tables import History, Person
from tests.office import SmallOffice, done, refused, sign_in

WORD = "kata sandi contoh 8"


@pytest.fixture
def tu(small: SmallOffice) -> int:
    """The person of the secretariat, with a password, who administers too."""
    person_id = small.people["tu"]
    Person.update(password_hash=hash_password(WORD), is_admin=True).where(Person.id == person_id).execute()
    return person_id


def door(small: SmallOffice, username: str = "tu") -> Door:
    found = door_named(small.office, username)
    assert found is not None
    return found


def fail(small: SmallOffice, times: int) -> None:
    """So many wrong passwords, each as soon as it may be given."""
    for _ in range(times):
        small.clock.forward(seconds=door(small).wait)
        found = checked_password(door(small).kept, "salah")
        done(acts.count_failure(small.office, door(small).person_id, found))


def told(kind: str) -> list[dict[str, object]]:
    query = History.select(History.data).where(History.kind == kind).order_by(History.id).tuples()
    return [json.loads(row[0]) for row in query]


def test_the_right_password_lets_in_without_a_trace(small: SmallOffice, tu: int) -> None:
    before = history.head()
    assert sign_in(small.office, " TU ", WORD) == tu
    assert sign_in(small.office, "tu", "salah") is None
    assert sign_in(small.office, "siapa", WORD) is None
    assert history.head() == before


def test_after_wrong_passwords_even_the_right_one_waits(small: SmallOffice, tu: int) -> None:
    fail(small, 3)
    right = checked_password(door(small).kept, WORD)
    assert refused(acts.enter(small.office, tu, right), "masuk_ditunda").data == {"detik": 5}
    small.clock.forward(seconds=4)
    assert refused(acts.enter(small.office, tu, right), "masuk_ditunda").data == {"detik": 1}
    small.clock.forward(seconds=1)
    done(acts.enter(small.office, tu, right))
    assert door(small).failures == 0
    assert told("masuk_setelah_gagal") == [{"failures": 3, "person": tu}]


def test_the_wait_survives_a_restart(small: SmallOffice, tu: int) -> None:
    fail(small, 6)
    small.office.close()
    small.office = open_office(small.office.store.folder, small.clock)
    assert (door(small).failures, door(small).wait) == (6, 40)


def test_a_series_is_told_and_not_every_slip(small: SmallOffice, tu: int) -> None:
    fail(small, 2)
    small.clock.forward(seconds=1)
    assert sign_in(small.office, "tu", WORD) == tu
    assert told("masuk_gagal") == told("masuk_setelah_gagal") == []
    fail(small, 13)
    assert [row["failures"] for row in told("masuk_gagal")] == [3, 6, 12]
    row = History.select().where(History.kind == "masuk_gagal").first()
    assert row.person_id is None, "nobody has proved to be anybody"
    assert list(history.verify()) == []


def test_a_clock_set_back_neither_ends_the_wait_nor_makes_it_last(small: SmallOffice, tu: int) -> None:
    fail(small, 11)
    small.clock.forward(hours=-7)
    assert door(small).clock_back
    assert door(small).wait == 900
    done(acts.restart_wait(small.office, tu))
    assert (door(small).clock_back, door(small).wait) == (False, 900)
    small.clock.forward(seconds=899)
    refused(acts.enter(small.office, tu, checked_password(door(small).kept, WORD)), "masuk_ditunda")
    small.clock.forward(seconds=1)
    assert sign_in(small.office, "tu", WORD) == tu
    # without a clock set back a wait is not begun anew
    refused(acts.restart_wait(small.office, tu), "tidak_ada_perubahan")


def test_what_was_checked_against_a_former_password_opens_nothing(small: SmallOffice, tu: int) -> None:
    right = checked_password(door(small).kept, WORD)
    Person.update(password_hash=hash_password("lain sekali 9")).where(Person.id == tu).execute()
    refused(acts.enter(small.office, tu, right), "sandi_salah")
    refused(acts.enter(small.office, tu, right._replace(kept=door(small).kept, right=False)), "sandi_salah")


def test_a_closed_account_lets_nobody_in_and_counts_nothing(small: SmallOffice, tu: int) -> None:
    kept = door(small).kept
    Person.update(active=False).where(Person.id == tu).execute()
    assert door_named(small.office, "tu") is None
    found = checked_password(kept, WORD)
    assert acts.enter(small.office, tu, found).obstacles
    assert acts.count_failure(small.office, tu, found._replace(right=False)).obstacles
    assert Person.get_by_id(tu).failures == 0


def test_a_new_account_and_a_reset_ask_for_a_password_of_ones_own(small: SmallOffice, tu: int) -> None:
    person_id = done(
        people.create_person(small.office, tu, NewPerson("rina", "Rina (CONTOH)", "sementara-1"))
    ).record_id
    assert person_id is not None
    assert door(small, "rina").must_change
    own = chosen(door(small, "rina").kept, "punya rina 1")
    refused(acts.choose_password(small.office, person_id, "pendek", own), "sandi_terlalu_pendek")
    again = chosen(door(small, "rina").kept, "sementara-1")
    refused(acts.choose_password(small.office, person_id, "sementara-1", again), "sandi_sama")
    done(acts.choose_password(small.office, person_id, "punya rina 1", own))
    assert not door(small, "rina").must_change
    assert sign_in(small.office, "rina", "punya rina 1") == person_id
    # somebody else makes one: it holds for one sign-in, and the wrong guesses before count no longer
    Person.update(failures=9, failed_at=small.office.now()).where(Person.id == person_id).execute()
    done(people.change_password(small.office, tu, person_id, "sementara-2"))
    assert (door(small, "rina").must_change, door(small, "rina").wait) == (True, 0)
    refused(acts.choose_password(small.office, person_id, "punya rina 2", own), "sandi_sekarang_salah")
    # and one's own, with the present one, does not
    done(people.change_password(small.office, person_id, person_id, "punya rina 3", "sementara-2"))
    assert not door(small, "rina").must_change


def test_the_history_keeps_a_fingerprint_of_every_password_given(small: SmallOffice, tu: int) -> None:
    made = people.create_person(small.office, tu, NewPerson("rina", "Rina (CONTOH)", "sementara-1"))
    person_id = done(made).record_id
    assert told("orang_dibuat")[-1]["fingerprint"] == fingerprint(door(small, "rina").kept)
    done(people.change_password(small.office, tu, person_id or 0, "sementara-2"))
    reset = told("sandi_diatur_ulang")[-1]
    assert reset == {"person": person_id, "fingerprint": fingerprint(door(small, "rina").kept)}
    assert History.select().order_by(History.id.desc()).first().person_id == tu
    assert "sementara" not in json.dumps([reset])


def test_waits_grow_with_each_further_failure(small: SmallOffice, tu: int) -> None:
    waits = []
    for _ in range(6):
        fail(small, 1)
        waits.append(door(small).wait)
    assert waits == [0, 0, 5, 10, 20, 40]
    small.clock.now += timedelta(days=1)
    assert door(small).wait == 0
