"""A change of the calendar tells how far it is, can be stopped whole, and lets no act in between."""

from __future__ import annotations

from datetime import date

import pytest

from models.actions import work
from models.actions.calendar_settings import change_calendar, preview_calendar
from models.records.office import AddHoliday, NewHoliday
from models.records.results import Result
from models.store.tables import Card, History, HolidayRow, Person
from tests.office import SmallOffice, done, refused

CHANGE = AddHoliday(NewHoliday(date(2026, 11, 17), "libur daerah", "Hari Jadi", ""))


@pytest.fixture
def admin(small: SmallOffice) -> int:
    small.clock.at("2026-11-16 09:00")
    for _ in range(3):
        small.register("PP")
    Person.update(is_admin=True).where(Person.id == small.people["tu"]).execute()
    return small.people["tu"]


def kept(small: SmallOffice) -> tuple[object, ...]:
    dues = [run.due_at for case in (1, 2, 3) for run in small.open_runs(case)]
    cards = list(Card.select(Card.run, Card.due_at).order_by(Card.id).tuples())
    return dues, cards, HolidayRow.select().count(), History.select().count()


def test_it_tells_how_far_it_is(small: SmallOffice, admin: int) -> None:
    told: list[tuple[int, int]] = []

    def watch(ready: int, total: int) -> bool:
        told.append((ready, total))
        return True

    assert len(preview_calendar(small.office, admin, CHANGE, progress=watch)) == 3
    assert told == [(0, 3), (1, 3), (2, 3)]
    done(change_calendar(small.office, admin, CHANGE, progress=watch))
    assert told[3:] == told[:3]


@pytest.mark.parametrize("act", [preview_calendar, change_calendar])
def test_stopped_in_the_middle_it_leaves_everything_as_it_was(small: SmallOffice, admin: int, act) -> None:
    before = kept(small)
    refused(act(small.office, admin, CHANGE, progress=lambda ready, _total: ready < 2), "dihentikan")
    assert kept(small) == before
    assert small.office.calendar().is_working_day(CHANGE.holiday.day)


def test_an_act_in_between_is_refused_and_not_lost_with_it(small: SmallOffice, admin: int) -> None:
    answers: list[Result] = []

    def interrupted(ready: int, _total: int) -> bool:
        answers.append(work.add_note(small.office, admin, 1, "Sempat dicatat"))
        return ready < 2

    refused(change_calendar(small.office, admin, CHANGE, progress=interrupted), "dihentikan")
    for answer in answers:
        refused(answer, "sedang_dihitung")
    done(work.add_note(small.office, admin, 1, "Dicatat sesudahnya"))
