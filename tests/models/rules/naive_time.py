"""An oracle for working time that walks minute by minute, and strategies for random calendars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import combinations
from struct import unpack

from hypothesis import strategies as st

from models.rules.calendar import Holiday, Hours, Season, WorkingCalendar
from models.rules.deadline import Pause

FIRST_DAY = date(2026, 2, 2)
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Naive:
    """Reads the raw data of a calendar and asks every minute anew."""

    def __init__(self, calendar: WorkingCalendar, pauses: Sequence[Pause] = ()) -> None:
        self._calendar = calendar
        self._pauses = pauses
        self._off = {holiday.day for holiday in calendar.holidays}
        self._known: dict[date, list[datetime]] = {}

    def minutes_of(self, day: date) -> list[datetime]:
        if day not in self._known:
            self._known[day] = list(self._find_minutes(day))
        return self._known[day]

    def _find_minutes(self, day: date) -> Iterator[datetime]:
        if day in self._off:
            return
        hours = self._calendar.hours
        for season in reversed(self._calendar.seasons):
            if season.since <= day <= season.until:
                hours = season.hours
        worked: set[int] = set()
        for begin, end in hours.days[day.weekday()]:
            worked.update(range(begin.hour * 60 + begin.minute, end.hour * 60 + end.minute))
        midnight = datetime.combine(day, time())
        for minute in sorted(worked):
            yield midnight + minute * MINUTE

    def paused(self, minute: datetime) -> bool:
        return any(p.since <= minute and (p.until is None or minute < p.until) for p in self._pauses)

    def working_from(self, start: datetime) -> Iterator[datetime]:
        day = start.date()
        while day < FIRST_DAY + 3000 * DAY:
            for minute in self.minutes_of(day):
                if minute >= start:
                    yield minute
            day += DAY

    def add(self, start: datetime, minutes: int) -> datetime | None:
        for minute in self.working_from(start):
            if not self.paused(minute):
                minutes -= 1
                if not minutes:
                    return minute + MINUTE
            elif self.for_good(minute):
                return None
        return None

    def for_good(self, minute: datetime) -> bool:
        return any(p.until is None and p.since <= minute for p in self._pauses)

    def add_on_clock(self, start: datetime, minutes: int) -> datetime | None:
        while minutes:
            if self.for_good(start):
                return None
            minutes -= not self.paused(start)
            start += MINUTE
        return start

    def between(self, start: datetime, end: datetime) -> int:
        day, total = start.date(), 0
        while day <= end.date():
            total += sum(start <= m < end and not self.paused(m) for m in self.minutes_of(day))
            day += DAY
        return total

    def begin(self, start: datetime) -> datetime:
        return next(self.working_from(start))

    def nth_closing(self, start: datetime, days: int) -> datetime | None:
        """The closing times after the start day whose last minute of work is not paused."""
        day = self.begin(start).date()
        while True:
            day += DAY
            minutes = self.minutes_of(day)
            if not minutes:
                continue
            if self.for_good(minutes[-1]):
                return None
            if not self.paused(minutes[-1]):
                days -= 1
                if not days:
                    return minutes[-1] + MINUTE

    def same_clock(self, start: datetime, days: int) -> datetime | None:
        begin = self.begin(start)
        day = begin.date()
        while days:
            day += DAY
            days -= bool(self.minutes_of(day))
        base = datetime.combine(day, begin.time())
        worked = list(self._until(begin, base))
        if not any(self.paused(m) for m in worked):
            return base
        return self.add(begin, len(worked))

    def _until(self, begin: datetime, end: datetime) -> Iterator[datetime]:
        for minute in self.working_from(begin):
            if minute >= end:
                return
            yield minute

    def calendar_days(self, start: datetime, days: int) -> datetime | None:
        day = self.begin(start).date()
        while True:
            day += DAY
            minutes = self.minutes_of(day)
            last = minutes[-1] if minutes else datetime.combine(day, time(23, 59))
            if self.for_good(last):
                return None
            if self.paused(last):
                continue
            days -= 1
            if days <= 0 and minutes:
                return last + MINUTE


#: All spans of a day that begin and end at a quarter of an hour.
SPANS = list(combinations(range(96), 2))
_OFFSETS, _SEASONS = st.integers(0, 30), st.integers(0, 2)
_HOLIDAYS = st.lists(_OFFSETS, max_size=8)
#: Two numbers of two bytes for each weekday, in one draw: many small draws are what takes time.
_WEEK = st.binary(min_size=28, max_size=28)
#: One day in five is off where days may be.
_OFF = len(SPANS) // 4


def day_hours(first: int, second: int, *, may_be_off: bool) -> tuple[tuple[time, time], ...]:
    """One span or two that do not touch, from two numbers of any size."""
    chosen = first % (len(SPANS) + _OFF) if may_be_off else first % len(SPANS)
    if chosen >= len(SPANS):
        return ()
    (begin, end), other = SPANS[chosen], SPANS[second % len(SPANS)]
    spans = [(begin, end), other] if other[1] < begin or end < other[0] else [(begin, end)]
    return tuple((_quarter(b), _quarter(e)) for b, e in sorted(spans))


def _quarter(number: int) -> time:
    return time(number // 4, number % 4 * 15)


def weekly_hours(numbers: bytes) -> Hours:
    pairs = list(unpack(">14H", numbers))
    # Monday always works, so that no calendar is without working time.
    return Hours(tuple(day_hours(*pairs[2 * n : 2 * n + 2], may_be_off=n > 0) for n in range(7)))


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    seasons = []
    for _ in range(draw(_SEASONS)):
        since = FIRST_DAY + draw(_OFFSETS) * DAY
        seasons.append(Season("Musim CONTOH", since, since + draw(_OFFSETS) * DAY, weekly_hours(draw(_WEEK))))
    off = draw(_HOLIDAYS)
    holidays = tuple(Holiday(FIRST_DAY + n * DAY, "libur daerah", "Libur CONTOH") for n in off)
    return WorkingCalendar(weekly_hours(draw(_WEEK)), tuple(seasons), holidays)


def moments(last_day: int = 20) -> st.SearchStrategy[datetime]:
    return st.integers(0, last_day * 24 * 12).map(
        lambda n: datetime.combine(FIRST_DAY, time()) + 5 * n * MINUTE
    )


@st.composite
def pauses(draw: st.DrawFn) -> tuple[Pause, ...]:
    found = []
    for _ in range(draw(st.integers(0, 3))):
        since = draw(moments())
        length = draw(st.one_of(st.none(), st.integers(0, 3 * 24 * 60))) if draw(st.booleans()) else 95
        found.append(Pause(since, None if length is None else since + length * MINUTE))
    return tuple(found)
