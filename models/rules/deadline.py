"""Deadlines and elapsed working time of a run, pauses left out.

What a standard means (everything office-local and naive):

* menit and jam walk the working intervals; hours `on_clock` (multiples of 24) run on the clock,
  nights and holidays included.
* hari, by the day rule of the SOP version: `akhir_hari` is the closing time of the n-th working day
  after the start day; `jam_sama` the same clock time on that day, even where that day has its break
  then; `kalender` counts every day of the calendar and ends at closing time, a last day without
  work moving to the next working day. "hari kerja" never counts calendar days and "hari kalender"
  always does, whatever the rule.
* minggu is five working days. bulan is the same date of a later month (the last day of a shorter
  one), moved to the next working day, at closing time.
* Except on the clock, a start outside working time first moves to the next working minute.

Pauses: menit and jam walk only what is not paused. A closing time lies in a pause when the last
working minute before it does (since < closing <= until): pausing at closing belongs to the next
day, as starting then would. `jam_sama` shifts by the working minutes paused. A pause without an
end hides everything after its beginning: a deadline not reached by then is None, because nobody
can name it before work continues; one that was reached stands.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from models.records.sop import DayRule
from models.rules.calendar import NoWorkingTimeError, WorkingCalendar
from models.rules.time_standard import TimeStandard

WORKING_DAYS_PER_WEEK = 5


@dataclass(frozen=True, slots=True)
class Pause:
    """A stretch of time that does not count; `until` None while it lasts."""

    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Deadline:
    """The limits of a run: green until the minimum of a range, due at the maximum; None for no limit."""

    standard: TimeStandard
    green_until: datetime | None
    due: datetime | None


# Closed intervals of pauses in order, apart from one another; datetime.max stands for "still lasting".
Gaps = tuple[tuple[datetime, datetime], ...]


def merge_pauses(pauses: Iterable[Pause]) -> Gaps:
    """Pauses in order, overlapping ones joined, empty ones dropped."""
    merged: list[tuple[datetime, datetime]] = []
    for since, until in sorted((p.since, p.until or datetime.max) for p in pauses):
        if until <= since:
            continue
        if merged and since <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(until, merged[-1][1]))
        else:
            merged.append((since, until))
    return tuple(merged)


def compute_deadline(
    standard: TimeStandard,
    start: datetime,
    calendar: WorkingCalendar,
    pauses: Iterable[Pause] = (),
    day_rule: DayRule = "akhir_hari",
) -> Deadline:
    """The limits of a run that started then; both None where the standard sets no limit.

    None too where the calendar holds no working time to reach the limit in.
    """
    if standard.maximum is None:
        return Deadline(standard, None, None)
    gaps = merge_pauses(pauses)
    green = None
    if standard.minimum is not None:
        green = _reach(standard, standard.minimum, start, calendar, gaps, day_rule)
    return Deadline(standard, green, _reach(standard, standard.maximum, start, calendar, gaps, day_rule))


def elapsed_minutes(
    start: datetime, end: datetime, calendar: WorkingCalendar, pauses: Iterable[Pause] = ()
) -> int:
    """Whole working minutes from start to end, summed interval by interval, pauses left out."""
    seconds = calendar.seconds_between(start, end)
    for since, until in merge_pauses(pauses):
        seconds -= calendar.seconds_between(max(since, start), min(until, end))
    return seconds // 60


def counts_calendar_days(standard: TimeStandard, day_rule: DayRule) -> bool:
    """Whether the days of this standard are days of the calendar rather than working days."""
    if standard.unit != "hari" or standard.working_days:
        return False
    return standard.calendar_days or day_rule == "kalender"


def counts_same_clock(standard: TimeStandard, day_rule: DayRule) -> bool:
    """Whether this standard ends at the clock time at which it began."""
    return standard.unit in ("hari", "minggu") and not standard.calendar_days and day_rule == "jam_sama"


def _reach(
    standard: TimeStandard,
    amount: int,
    start: datetime,
    calendar: WorkingCalendar,
    gaps: Gaps,
    day_rule: DayRule,
) -> datetime | None:
    try:
        if standard.unit in ("menit", "jam"):
            seconds = amount * (3600 if standard.unit == "jam" else 60)
            if standard.on_clock:
                return walk_clock(start, seconds, gaps)
            return walk_working(start, seconds, calendar, gaps)
        return _reach_day(standard, amount, calendar.next_working_minute(start), calendar, gaps, day_rule)
    except (NoWorkingTimeError, OverflowError):
        # An office without working days, or a year beyond the calendar: there is no such moment.
        return None


def _reach_day(
    standard: TimeStandard,
    amount: int,
    begin: datetime,
    calendar: WorkingCalendar,
    gaps: Gaps,
    day_rule: DayRule,
) -> datetime | None:
    if counts_calendar_days(standard, day_rule):
        return _calendar_days(begin, amount, calendar, gaps)
    if standard.unit == "bulan":
        return _months(begin, amount, calendar, gaps)
    days = amount * WORKING_DAYS_PER_WEEK if standard.unit == "minggu" else amount
    if counts_same_clock(standard, day_rule):
        return _same_clock(begin, days, calendar, gaps)
    return _nth_closing(begin.date(), days, calendar, gaps)


def walk_working(start: datetime, seconds: int, calendar: WorkingCalendar, gaps: Gaps) -> datetime | None:
    """The moment by which that many unpaused working seconds have passed; None if paused for good."""
    for since, until in gaps:
        if until <= start:
            continue
        room = calendar.seconds_between(start, since)
        if seconds <= room:
            break
        if until == datetime.max:
            return None
        seconds -= room
        start = until
    return calendar.add_seconds(start, seconds)


def walk_clock(start: datetime, seconds: int, gaps: Gaps) -> datetime | None:
    """The moment by which that many unpaused seconds of the clock have passed; None if paused for good."""
    left = timedelta(seconds=seconds)
    for since, until in gaps:
        if until <= start:
            continue
        room = max(since - start, timedelta())
        if left <= room:
            break
        if until == datetime.max:
            return None
        left -= room
        start = until
    return start + left


def closing_is_paused(closing: datetime, gaps: Gaps) -> bool:
    """Whether work was paused when that day closed."""
    return any(since < closing <= until for since, until in gaps)


def _nth_closing(start_day: date, count: int, calendar: WorkingCalendar, gaps: Gaps) -> datetime | None:
    for day in calendar.working_days_from(start_day + timedelta(days=1)):
        closing = calendar.intervals(day)[-1][1]
        if gaps and closing > gaps[-1][0] and gaps[-1][1] == datetime.max:
            return None
        if not closing_is_paused(closing, gaps):
            count -= 1
            if count == 0:
                return closing
    raise AssertionError  # working_days_from ends by raising


def _same_clock(begin: datetime, count: int, calendar: WorkingCalendar, gaps: Gaps) -> datetime | None:
    base = datetime.combine(calendar.nth_working_day(begin.date(), count), begin.time())
    paused = sum(calendar.seconds_between(max(since, begin), min(until, base)) for since, until in gaps)
    if not paused:
        return base
    return walk_working(begin, calendar.seconds_between(begin, base), calendar, gaps)


def calendar_day_end(day: date, calendar: WorkingCalendar) -> datetime:
    """When a day of the calendar is over: closing time, or midnight where nobody works."""
    return calendar.closing(day) or datetime.combine(day + timedelta(days=1), datetime.min.time())


def calendar_days_from(day: date) -> Iterator[date]:
    """Every day from that one on."""
    while True:
        yield day
        day += timedelta(days=1)


def _calendar_days(begin: datetime, count: int, calendar: WorkingCalendar, gaps: Gaps) -> datetime | None:
    for day in calendar_days_from(begin.date() + timedelta(days=1)):
        end = calendar_day_end(day, calendar)
        if gaps and end > gaps[-1][0] and gaps[-1][1] == datetime.max:
            return None
        if not closing_is_paused(end, gaps):
            count -= 1
        if count <= 0 and calendar.is_working_day(day) and not closing_is_paused(end, gaps):
            return end
    raise AssertionError  # the calendar ends by raising OverflowError


def month_later(day: date, months: int) -> date:
    """The same date so many months later, the last day of the month where it is shorter.

    Raises:
        OverflowError: beyond the last year that dates reach.
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year > date.max.year:
        raise OverflowError(f"tahun {year} di luar kalender")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _months(begin: datetime, count: int, calendar: WorkingCalendar, gaps: Gaps) -> datetime | None:
    target = next(calendar.working_days_from(month_later(begin.date(), count)))
    # Counted as working days, so that days on which work was paused are added at the end.
    days = calendar.working_days_between(begin.date(), target)
    return _nth_closing(begin.date(), days, calendar, gaps)
