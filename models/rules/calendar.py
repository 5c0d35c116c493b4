"""The working calendar: hours per weekday with breaks, seasons by date and holidays.

Everything here is office-local and naive. Working time is made of half-open intervals: the minute
of closing belongs to the next interval when something starts, and to this one when something ends.
Days and yearly sums are kept once computed, so that a board may ask for every card it paints.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import accumulate
from typing import NamedTuple

Span = tuple[time, time]
Interval = tuple[datetime, datetime]

#: Weekday names as the data files write them, Monday first.
WEEKDAYS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")

_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)", re.ASCII)

# Longer than any chain of holidays: a calendar without working time in it has none to offer.
_SEARCH_DAYS = 800


class NoWorkingTimeError(ValueError):
    """The calendar has no working time after the moment asked for."""


class CalendarDataError(ValueError):
    """A line of a calendar file that cannot be read; says which line and why, in Indonesian."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours of a week: for each weekday, Monday first, its intervals in order."""

    days: tuple[tuple[Span, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != len(WEEKDAYS):
            raise ValueError("jam kerja harus menyebut tujuh hari")
        for name, spans in zip(WEEKDAYS, self.days, strict=True):
            moments = [moment for span in spans for moment in span]
            for k in range(len(moments) - 1):
                # Inside an interval time must pass; two intervals may touch.
                if moments[k] > moments[k + 1] or (k % 2 == 0 and moments[k] == moments[k + 1]):
                    raise ValueError(f"jam kerja hari {name} tidak berurutan")

    @property
    def minutes_per_week(self) -> int:
        """Working minutes of one week without holidays."""
        return sum(_minute(end) - _minute(begin) for spans in self.days for begin, end in spans)


class Season(NamedTuple):
    """A stretch of dates (both ends included) with hours of its own, such as Ramadan."""

    name: str
    since: date
    until: date
    hours: Hours
    estimate: bool = False


class Holiday(NamedTuple):
    """A day without work: libur nasional, cuti bersama or libur daerah, with its decree."""

    day: date
    kind: str
    name: str
    basis: str = ""


def _minute(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _seconds_by_weekday(hours: Hours) -> list[int]:
    """Working seconds of each day of a week without holidays, Monday first."""
    return [sum(_second(end) - _second(begin) for begin, end in spans) for spans in hours.days]


def _second(moment: time) -> int:
    return _minute(moment) * 60 + moment.second


def _week(monday_to_thursday: str, friday: str) -> Hours:
    plain, short = read_spans(monday_to_thursday), read_spans(friday)
    return Hours((plain, plain, plain, plain, short, (), ()))


def read_spans(text: str) -> tuple[Span, ...]:
    """Intervals written as `07.30-12.00 13.00-16.00`; empty text is a day off.

    Raises:
        ValueError: when the text is not a list of such intervals.
    """
    spans: list[Span] = []
    for word in text.split():
        begin, dash, end = word.partition("-")
        if not dash:
            raise ValueError(f"“{word}” bukan rentang jam")
        spans.append((_read_clock(begin), _read_clock(end)))
    return tuple(spans)


def write_spans(spans: Iterable[Span]) -> str:
    """The intervals of a day as `read_spans` reads them."""
    return " ".join(f"{begin:%H.%M}-{end:%H.%M}" for begin, end in spans)


def _read_clock(text: str) -> time:
    found = _CLOCK.fullmatch(text)
    if found is None:
        raise ValueError(f"“{text}” bukan jam")
    return time(int(found[1]), int(found[2]))


#: Perpres 21/2023: 37 hours 30 minutes a week.
DEFAULT_HOURS = _week("07.30-12.00 13.00-16.00", "07.30-11.30 13.00-16.30")
#: Perpres 21/2023, Ramadan: 32 hours 30 minutes a week.
RAMADAN_HOURS = _week("08.00-12.00 12.30-15.00", "08.00-11.30 12.30-15.30")


class _Year(NamedTuple):
    """Sums of one year up to the beginning of each of its days."""

    first: int
    seconds: list[int]
    working_days: list[int]


@dataclass(frozen=True)
class WorkingCalendar:
    """Which minutes of which days count as working time."""

    hours: Hours
    seasons: tuple[Season, ...] = ()
    holidays: tuple[Holiday, ...] = ()
    _by_day: dict[date, Holiday] = field(init=False, repr=False, compare=False)
    _days: dict[date, tuple[Interval, ...]] = field(init=False, repr=False, compare=False)
    _years: dict[int, _Year] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_day", {h.day: h for h in reversed(self.holidays)})
        object.__setattr__(self, "_days", {})
        object.__setattr__(self, "_years", {})

    def holiday(self, day: date) -> Holiday | None:
        """The holiday of that day, the first one listed where there are two."""
        return self._by_day.get(day)

    def season(self, day: date) -> Season | None:
        """The season that rules that day, the first one listed where two overlap."""
        return next((s for s in self.seasons if s.since <= day <= s.until), None)

    def intervals(self, day: date) -> tuple[Interval, ...]:
        """The working intervals of a day, none on a day off."""
        found = self._days.get(day)
        if found is None:
            found = self._days[day] = tuple(self._compute_intervals(day))
        return found

    def _compute_intervals(self, day: date) -> Iterator[Interval]:
        if day in self._by_day:
            return
        season = self.season(day)
        hours = self.hours if season is None else season.hours
        for begin, end in hours.days[day.weekday()]:
            yield datetime.combine(day, begin), datetime.combine(day, end)

    def is_working_day(self, day: date) -> bool:
        """Whether any working time lies in that day."""
        return bool(self.intervals(day))

    def is_working_minute(self, moment: datetime) -> bool:
        """Whether the office works at that moment (closing itself does not count)."""
        return any(begin <= moment < end for begin, end in self.intervals(moment.date()))

    def closing(self, day: date) -> datetime | None:
        """When work ends on that day; None on a day off."""
        spans = self.intervals(day)
        return spans[-1][1] if spans else None

    def working_days_from(self, day: date) -> Iterator[date]:
        """The working days from that day on, itself included if it is one.

        Raises:
            NoWorkingTimeError: when none comes for more than two years.
        """
        idle = 0
        while idle < _SEARCH_DAYS:
            if self.intervals(day):
                idle = 0
                yield day
            else:
                idle += 1
            if day == date.max:
                break
            day += timedelta(days=1)
        raise NoWorkingTimeError(f"kalender tidak mempunyai jam kerja sesudah {day}")

    def next_working_minute(self, moment: datetime) -> datetime:
        """The moment itself inside working time, else the beginning of the next interval.

        Raises:
            NoWorkingTimeError: when no working time follows.
        """
        for begin, end in self._intervals_from(moment.date()):
            if moment < end:
                return max(moment, begin)
        raise AssertionError  # working_days_from ends by raising

    def _intervals_from(self, day: date) -> Iterator[Interval]:
        for working_day in self.working_days_from(day):
            yield from self.intervals(working_day)

    def add_seconds(self, start: datetime, seconds: int) -> datetime:
        """The earliest moment by which that many working seconds have passed since the start.

        Raises:
            NoWorkingTimeError: when there is not that much working time.
        """
        if seconds <= 0:
            return start
        for begin, end in self._intervals_from(start.date()):
            if end <= start:
                continue
            begin = max(begin, start)  # noqa: PLW2901 - the first interval is entered midway
            room = int((end - begin).total_seconds())
            if seconds <= room:
                return begin + timedelta(seconds=seconds)
            seconds -= room
        raise AssertionError  # working_days_from ends by raising

    def add_minutes(self, start: datetime, minutes: int) -> datetime:
        """The earliest moment by which that many working minutes have passed since the start."""
        return self.add_seconds(start, minutes * 60)

    def seconds_between(self, start: datetime, end: datetime) -> int:
        """Working seconds between two moments; 0 when the end does not come after the start."""
        if end <= start:
            return 0
        total = self._seconds_into_year(end) - self._seconds_into_year(start)
        return total + sum(self._year(year).seconds[-1] for year in range(start.year, end.year))

    def minutes_between(self, start: datetime, end: datetime) -> int:
        """Whole working minutes between two moments; 0 when the end does not come after the start."""
        return self.seconds_between(start, end) // 60

    def working_days_between(self, start: date, end: date) -> int:
        """How many working days come after the first day, up to and including the last."""
        if end <= start:
            return 0
        total = self._days_into_year(end) - self._days_into_year(start)
        return total + sum(self._year(year).working_days[-1] for year in range(start.year, end.year))

    def nth_working_day(self, day: date, count: int) -> date:
        """The n-th working day after that day.

        Raises:
            NoWorkingTimeError: when there are not that many.
        """
        for working_day in self.working_days_from(day):
            if working_day > day:
                count -= 1
                if count == 0:
                    return working_day
        raise AssertionError  # working_days_from ends by raising

    def _year(self, number: int) -> _Year:
        found = self._years.get(number)
        if found is None:
            found = self._years[number] = self._compute_year(number)
        return found

    def _compute_year(self, number: int) -> _Year:
        first, last = date(number, 1, 1).toordinal(), date(number, 12, 31).toordinal()
        week = _seconds_by_weekday(self.hours)
        # day 1 of the ordinals is a Monday
        worked = [week[(ordinal - 1) % 7] for ordinal in range(first, last + 1)]
        for season in reversed(self.seasons):  # the first one listed rules where two overlap
            week = _seconds_by_weekday(season.hours)
            begin, end = max(season.since.toordinal(), first), min(season.until.toordinal(), last)
            for ordinal in range(begin, end + 1):
                worked[ordinal - first] = week[(ordinal - 1) % 7]
        for day in self._by_day:
            if day.year == number:
                worked[day.toordinal() - first] = 0
        days = accumulate((seconds > 0 for seconds in worked), initial=0)
        return _Year(first, list(accumulate(worked, initial=0)), list(days))

    def _seconds_into_year(self, moment: datetime) -> int:
        year, day = self._year(moment.year), moment.date()
        total = year.seconds[day.toordinal() - year.first]
        for begin, end in self.intervals(day):
            if moment > begin:
                total += int((min(moment, end) - begin).total_seconds())
        return total

    def _days_into_year(self, day: date) -> int:
        year = self._year(day.year)
        return year.working_days[day.toordinal() - year.first + 1]

    def years_without_holidays(self, since: int, until: int) -> tuple[int, ...]:
        """The years of that range (both ends included) for which no holiday is entered."""
        known = {day.year for day in self._by_day}
        return tuple(year for year in range(since, until + 1) if year not in known)


def default_calendar(holidays: Iterable[Holiday] = (), seasons: Iterable[Season] = ()) -> WorkingCalendar:
    """The calendar of Perpres 21/2023 with these holidays and seasons."""
    return WorkingCalendar(DEFAULT_HOURS, tuple(seasons), tuple(holidays))


def read_holidays(text: str) -> tuple[Holiday, ...]:
    """Holidays from CSV text with the columns tanggal, jenis, nama, dasar.

    Raises:
        CalendarDataError: when a line cannot be read; the message names it.
    """
    return tuple(
        Holiday(_read_day(row, "tanggal", line), row["jenis"], row["nama"], row["dasar"])
        for line, row in _rows(text, ("tanggal", "jenis", "nama", "dasar"))
    )


def read_seasons(text: str) -> tuple[Season, ...]:
    """Seasons from CSV text: nama, mulai, selesai, keterangan and a column of hours per weekday.

    The word `perkiraan` in keterangan marks dates that still wait for their decree.

    Raises:
        CalendarDataError: when a line cannot be read; the message names it.
    """
    columns = ("nama", "mulai", "selesai", "keterangan", *WEEKDAYS)
    return tuple(_read_season(row, line) for line, row in _rows(text, columns))


def _read_season(row: dict[str, str], line: int) -> Season:
    since, until = _read_day(row, "mulai", line), _read_day(row, "selesai", line)
    if until < since:
        raise CalendarDataError(f"Baris {line}: musim “{row['nama']}” selesai sebelum mulai.")
    try:
        hours = Hours(tuple(read_spans(row[name]) for name in WEEKDAYS))
    except ValueError as error:
        raise CalendarDataError(f"Baris {line}: {error}.") from error
    return Season(row["nama"], since, until, hours, row["keterangan"] == "perkiraan")


def _rows(text: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    import csv  # noqa: PLC0415 - only lists that are read in need it, and boards start faster

    reader = csv.DictReader(text.removeprefix("\ufeff").splitlines(), restkey="", restval="")
    try:
        named = reader.fieldnames or ()
    except csv.Error as error:
        raise CalendarDataError("Baris pertama tidak dapat dibaca sebagai nama kolom.") from error
    missing = [name for name in columns if name not in named]
    if missing:
        raise CalendarDataError(f"Kolom yang tidak ada: {', '.join(missing)}.")
    try:
        for row in reader:
            yield reader.line_num, {name: row[name].strip() for name in columns}
    except csv.Error as error:
        raise CalendarDataError(f"Baris {reader.line_num + 1} tidak dapat dibaca sebagai daftar.") from error


def _read_day(row: dict[str, str], column: str, line: int) -> date:
    try:
        return date.fromisoformat(row[column])
    except ValueError as error:
        raise CalendarDataError(
            f"Baris {line}: “{row[column]}” bukan tanggal (contoh: 2026-11-21)."
        ) from error
