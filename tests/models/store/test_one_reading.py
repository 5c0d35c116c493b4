"""What a worker reads while people act: one state of the database, and nobody's stale answers."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from models.actions import calendar_settings
from models.records.office import AddHoliday, NewHoliday
from models.store.secrecy import hidden
from models.store.tables import Case
from tests.office import SmallOffice, done
from tests.paper_office import with_officials

WAIT = 20


@pytest.fixture
def worker() -> Iterator[ThreadPoolExecutor]:
    """One thread that lives on, as those of the pool do."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        yield pool


def beside(
    small: SmallOffice,
    worker: ThreadPoolExecutor,
    look: Callable[[], object],
    act: Callable[[], object],
    *,
    fresh: bool = False,
) -> tuple[object, object]:
    """What one reading finds before and after somebody acts."""
    looked, acted = threading.Event(), threading.Event()

    def read() -> tuple[object, object]:
        with small.office.reading(fresh=fresh):
            before = Case.select().count()
            looked.set()
            assert acted.wait(WAIT)
            return before, look()

    answer = worker.submit(read)
    assert looked.wait(WAIT)
    act()
    acted.set()
    return answer.result(WAIT)


def count() -> int:
    found: int = Case.select().count()
    return found


def test_one_reading_is_one_state_and_the_next_one_is_newer(
    small: SmallOffice, worker: ThreadPoolExecutor
) -> None:
    small.register("PP")
    assert beside(small, worker, count, lambda: small.register("PP")) == (1, 1)
    assert beside(small, worker, count, lambda: small.register("PP")) == (2, 2)
    assert count() == 3


def test_a_check_reads_what_is_there_now(small: SmallOffice, worker: ThreadPoolExecutor) -> None:
    small.register("PP")
    assert beside(small, worker, count, lambda: small.register("PP"), fresh=True) == (1, 2)


def test_a_calendar_of_before_is_left_to_nobody(small: SmallOffice, worker: ThreadPoolExecutor) -> None:
    with_officials(small)
    day = date(2026, 11, 17)

    def change() -> None:
        added = AddHoliday(NewHoliday(day, "libur daerah", "Hari jadi (CONTOH)"))
        done(calendar_settings.change_calendar(small.office, small.people["admin"], added))

    seen = beside(small, worker, lambda: small.office.calendar().is_working_day(day), change)
    assert seen[1] is True, "one state: the calendar, too"
    assert not small.office.calendar().is_working_day(day)


@pytest.mark.parametrize("fresh", [False, True])
def test_a_worker_asks_anew_what_is_confidential(
    small: SmallOffice, worker: ThreadPoolExecutor, *, fresh: bool
) -> None:
    office = small.office.seen_by(small.people["outsider"])

    def look() -> tuple[int, ...]:
        with office.reading(fresh=fresh):
            return hidden(office)

    first = small.register("PP", secret=True)
    assert worker.submit(look).result(WAIT) == (first,)
    second = small.register("PP", secret=True)
    assert worker.submit(look).result(WAIT) == (first, second)
    assert hidden(office) == (first, second)
