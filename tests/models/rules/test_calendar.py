from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from models.rules.calendar import (
    DEFAULT_HOURS,
    RAMADAN_HOURS,
    CalendarDataError,
    Holiday,
    Hours,
    NoWorkingTimeError,
    Season,
    WorkingCalendar,
    default_calendar,
    read_holidays,
    read_seasons,
    read_spans,
    write_spans,
)

FOLDER = Path("resources/kalender")


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return default_calendar(
        read_holidays((FOLDER / "hari-libur.csv").read_text("utf-8")),
        read_seasons((FOLDER / "musim.csv").read_text("utf-8")),
    )


def working_days(calendar: WorkingCalendar, year: int) -> list[int]:
    firsts = [date(year, month, 1) for month in range(1, 13)] + [date(year + 1, 1, 1)]
    one = timedelta(days=1)
    return [calendar.working_days_between(a - one, b - one) for a, b in pairwise(firsts)]


@pytest.mark.parametrize(
    ("year", "total", "by_month"),
    [
        (2025, 237, [19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21]),
        (2026, 240, [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]),
        (2027, 242, [19, 19, 15, 22, 16, 21, 22, 21, 22, 21, 22, 22]),
    ],
)
def test_working_days_of_the_shipped_years(calendar, year, total, by_month):
    assert working_days(calendar, year) == by_month
    assert sum(by_month) == total
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(365)]
    assert sum(calendar.is_working_day(day) for day in days) == total


def test_hours_of_the_week_are_those_of_the_decree():
    assert DEFAULT_HOURS.minutes_per_week == 37 * 60 + 30
    assert RAMADAN_HOURS.minutes_per_week == 32 * 60 + 30


def test_shipped_seasons_are_ramadan_and_marked_as_estimates(calendar):
    assert [(s.since, s.until) for s in calendar.seasons] == [
        (date(2026, 2, 19), date(2026, 3, 20)),
        (date(2027, 2, 8), date(2027, 3, 9)),
    ]
    assert all(season.estimate and season.hours == RAMADAN_HOURS for season in calendar.seasons)


def test_intervals_of_a_friday_in_ramadan(calendar):
    friday = date(2026, 2, 20)
    assert [(b.time(), e.time()) for b, e in calendar.intervals(friday)] == [
        (time(8), time(11, 30)),
        (time(12, 30), time(15, 30)),
    ]
    assert calendar.closing(friday) == datetime(2026, 2, 20, 15, 30)
    assert calendar.closing(date(2026, 2, 21)) is None


def test_closing_is_no_working_minute(calendar):
    assert calendar.is_working_minute(datetime(2026, 11, 16, 15, 59))
    assert not calendar.is_working_minute(datetime(2026, 11, 16, 16, 0))
    assert not calendar.is_working_minute(datetime(2026, 11, 16, 12, 30))


def test_adding_nothing_moves_nothing(calendar):
    saturday = datetime(2026, 11, 21, 9)
    assert calendar.add_minutes(saturday, 0) == saturday


def test_nothing_lies_between_a_moment_and_an_earlier_one(calendar):
    assert calendar.minutes_between(datetime(2026, 11, 17), datetime(2026, 11, 16)) == 0
    assert calendar.working_days_between(date(2026, 11, 17), date(2026, 11, 16)) == 0


def test_years_without_holidays_are_named(calendar):
    assert calendar.years_without_holidays(2024, 2029) == (2024, 2028, 2029)


def test_a_calendar_without_working_time_says_so():
    empty = WorkingCalendar(Hours(((),) * 7))
    with pytest.raises(NoWorkingTimeError):
        empty.next_working_minute(datetime(2026, 11, 16))
    with pytest.raises(NoWorkingTimeError):
        empty.nth_working_day(date(2026, 11, 16), 1)


def test_the_last_day_of_the_calendar_ends_the_search(calendar):
    with pytest.raises(NoWorkingTimeError):
        calendar.add_minutes(datetime(9999, 12, 31, 15), 6000)


def test_the_first_of_two_holidays_on_a_day_is_named():
    day = date(2026, 6, 1)
    calendar = default_calendar([Holiday(day, "libur nasional", "A"), Holiday(day, "libur daerah", "B")])
    assert calendar.holiday(day).name == "A"
    assert not calendar.is_working_day(day)


def test_the_first_of_two_overlapping_seasons_rules():
    off = Hours(((),) * 7)
    day = date(2026, 11, 16)
    seasons = [Season("A", day, day, RAMADAN_HOURS), Season("B", day, day, off)]
    assert default_calendar((), seasons).closing(day).time() == time(15)


@pytest.mark.parametrize("text", ["16.00-07.30", "08.00-12.00 11.00-15.00", "08.00-08.00"])
def test_hours_out_of_order_are_refused(text):
    with pytest.raises(ValueError, match="senin"):
        Hours((read_spans(text), *[()] * 6))


def test_six_weekdays_are_refused():
    with pytest.raises(ValueError, match="tujuh"):
        Hours(((),) * 6)


def test_spans_are_written_as_they_are_read():
    assert write_spans(read_spans("07:30-12.00   13.00-16.00")) == "07.30-12.00 13.00-16.00"
    assert read_spans("") == ()


@pytest.mark.parametrize("text", ["08.00", "8-12", "08.00-25.00", "a.b-c.d", "-"])
def test_what_is_no_span_is_refused(text):
    with pytest.raises(ValueError, match="bukan"):
        read_spans(text)


def test_a_wrong_date_is_named_with_its_line():
    text = "tanggal,jenis,nama,dasar\n2026-01-01,libur nasional,A,B\n2026-02-30,libur nasional,A,B\n"
    with pytest.raises(CalendarDataError, match="Baris 3: “2026-02-30”"):
        read_holidays(text)


def test_a_missing_column_is_named():
    with pytest.raises(CalendarDataError, match="dasar"):
        read_holidays("tanggal,jenis,nama\n2026-01-01,libur nasional,A\n")


def test_a_byte_order_mark_is_no_part_of_the_first_column():
    found = read_holidays("\ufefftanggal,jenis,nama,dasar\n2026-01-01,libur nasional,A,\n")
    assert found == (Holiday(date(2026, 1, 1), "libur nasional", "A", ""),)


HEAD = "nama,mulai,selesai,keterangan,senin,selasa,rabu,kamis,jumat,sabtu,minggu\n"


def test_a_season_that_ends_before_it_begins_is_refused():
    with pytest.raises(CalendarDataError, match="Baris 2"):
        read_seasons(HEAD + "CONTOH,2026-03-02,2026-03-01,,08.00-12.00,,,,,,\n")


def test_a_season_with_unreadable_hours_is_refused():
    with pytest.raises(CalendarDataError, match="Baris 2: “pagi” bukan rentang jam"):
        read_seasons(HEAD + "CONTOH,2026-03-01,2026-03-02,,pagi,,,,,,\n")
