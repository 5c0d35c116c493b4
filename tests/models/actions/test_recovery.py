"""A forgotten password of an administrator: a way back that everybody with that role hears of."""

from __future__ import annotations

import json

import pytest

from models.actions import recovery, safety
from models.queries.safety import clock_state, lock_minutes, safety_notes, unknown_recoveries
from models.queries.sign_in import door_named
from models.store.passwords import fingerprint
from models.store.reading_rights import NotForViewerError
from models.store.tables import History, Person
from tests.office import SmallOffice, add_person, done, refused, sign_in

ONCE = "abcd-efgh-jkmn-pqrs"


@pytest.fixture
def admins(small: SmallOffice) -> tuple[int, int]:
    both = add_person("atur", "Pengatur", "Pengelola"), add_person("atur2", "Pengatur Dua", "Pengelola Dua")
    Person.update(is_admin=True).where(Person.id.in_(both)).execute()
    return both


def untold(small: SmallOffice, person: int) -> list[int]:
    return [r.event_id for r in unknown_recoveries(small.office.seen_by(person), person)]


def recover(small: SmallOffice, username: str = "atur") -> int:
    return done(recovery.recover_administrator(small.office, username, ONCE, "budi")).record_id or 0


def test_it_holds_for_one_sign_in_and_ends_every_wait(small: SmallOffice, admins: tuple[int, int]) -> None:
    Person.update(failures=9, failed_at=small.office.now()).where(Person.id == admins[0]).execute()
    recover(small, " ATUR ")
    door = door_named(small.office, "atur")
    assert door is not None
    assert (door.must_change, door.wait) == (True, 0)
    assert sign_in(small.office, "atur", ONCE) == admins[0]


def test_only_administrators_are_recovered(small: SmallOffice, admins: tuple[int, int]) -> None:
    refused(recovery.recover_administrator(small.office, "tidak.ada", ONCE, "budi"), "akun_tidak_ada")
    answer = recovery.recover_administrator(small.office, "tu", ONCE, "budi")
    assert refused(answer, "bukan_akun_admin").data["admin"] == ("atur", "atur2")
    Person.update(active=False).where(Person.id == admins[0]).execute()
    refused(recovery.recover_administrator(small.office, "atur", ONCE, "budi"), "bukan_akun_admin")


def test_it_leaves_a_trace_that_names_the_account_of_the_computer(
    small: SmallOffice, admins: tuple[int, int]
) -> None:
    event = History.get_by_id(recover(small))
    door = door_named(small.office, "atur")
    assert door is not None
    assert event.person_id is None
    assert json.loads(event.data) == {
        "person": admins[0], "username": "atur", "account": "budi", "fingerprint": fingerprint(door.kept),
    }  # fmt: skip
    assert ONCE not in event.data


def test_every_administrator_is_told_until_they_have_seen_it(
    small: SmallOffice, admins: tuple[int, int]
) -> None:
    first, second = recover(small), recover(small, "atur2")
    for person in admins:
        assert untold(small, person) == [
            first,
            second,
        ]
    told = unknown_recoveries(small.office.seen_by(admins[0]), admins[0])[0]
    assert (told.username, told.account) == ("atur", "budi")
    assert told.at == small.office.local(small.office.now())
    done(safety.know_recovery(small.office, admins[0], first))
    assert untold(small, admins[0]) == [second]
    assert untold(small, admins[1]) == [
        first,
        second,
    ]
    refused(safety.know_recovery(small.office, admins[0], first + 5), "pemulihan_tidak_ada")


def test_it_works_with_a_clock_that_was_set_back(small: SmallOffice, admins: tuple[int, int]) -> None:
    small.register("PP")
    small.clock.forward(days=-1)
    event = recover(small)
    done(safety.know_recovery(small.office, admins[0], event))


def test_the_idle_lock_is_set_within_limits(small: SmallOffice, admins: tuple[int, int]) -> None:
    assert lock_minutes(small.office) == 15
    for minutes in (0, -1, 241):
        refused(safety.set_idle_lock(small.office, admins[0], minutes), "menit_kunci_tidak_sah")
    done(safety.set_idle_lock(small.office, admins[0], 5))
    assert lock_minutes(small.office) == 5
    refused(safety.set_idle_lock(small.office, admins[0], 5), "tidak_ada_perubahan")


def test_the_notes_tell_all_of_it_newest_first(small: SmallOffice, admins: tuple[int, int]) -> None:
    done(safety.set_idle_lock(small.office, admins[0], 5))
    small.clock.forward(minutes=1)
    recover(small)
    notes = safety_notes(small.office.seen_by(admins[0]))
    assert "(akun komputer “budi”)" in notes[0].words
    assert "“atur”" in notes[0].words
    assert (notes[1].words, notes[1].actor) == (
        "Mengubah kunci layar: 15 → 5 menit", "Pengatur (CONTOH) (Pengelola)",
    )  # fmt: skip


def test_the_state_of_the_clock_is_told(small: SmallOffice, admins: tuple[int, int]) -> None:
    small.register("PP")
    assert clock_state(small.office) is None
    small.clock.forward(hours=-3)
    state = clock_state(small.office)
    assert state is not None
    assert (state.shown, state.minutes) == (small.office.local(small.clock.now), 180)


def test_nobody_else_reads_what_happened_to_accounts(small: SmallOffice, admins: tuple[int, int]) -> None:
    for who in ("tu", "leader", "outsider"):
        office = small.office.seen_by(small.people[who])
        with pytest.raises(NotForViewerError):
            safety_notes(office)
        with pytest.raises(NotForViewerError):
            unknown_recoveries(office, small.people[who])
