from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from models.rules.calendar import Hours, WorkingCalendar, default_calendar, read_holidays, read_seasons
from models.rules.deadline import Pause, compute_deadline, elapsed_minutes, merge_pauses, month_later
from models.rules.time_standard import parse_time_standard

CASES = Path(__file__).parent / "data" / "tenggat.csv"
FOLDER = Path("resources/kalender")


def case_lines() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text("utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return default_calendar(
        read_holidays((FOLDER / "hari-libur.csv").read_text("utf-8")),
        read_seasons((FOLDER / "musim.csv").read_text("utf-8")),
    )


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


def due(calendar, start, text, pauses=(), rule="akhir_hari"):
    gaps = [Pause(moment(a), moment(b) if b else None) for a, b in pauses]
    found = compute_deadline(parse_time_standard(text), moment(start), calendar, gaps, rule).due
    return None if found is None else f"{found:%Y-%m-%d %H:%M}"


def test_the_list_of_cases_is_there():
    assert len(case_lines()) == 20


@pytest.mark.parametrize("case", case_lines(), ids=lambda case: f"{case['mulai']} {case['waktu']}")
def test_every_listed_case(calendar, case):
    assert due(calendar, case["mulai"], case["waktu"]) == case["tenggat"]


@pytest.mark.parametrize("text", ["", "-", "tentatif", "tiap tanggal 29"])
def test_without_a_limit_there_is_no_deadline(calendar, text):
    found = compute_deadline(parse_time_standard(text), datetime(2026, 11, 16, 10), calendar)
    assert (found.green_until, found.due) == (None, None)


def test_a_range_is_green_until_its_minimum(calendar):
    found = compute_deadline(parse_time_standard("1- 2 Jam"), datetime(2026, 11, 19, 15, 30), calendar)
    assert found.green_until == datetime(2026, 11, 20, 8, 0)
    assert found.due == datetime(2026, 11, 20, 9, 0)


def test_seconds_are_kept(calendar):
    found = compute_deadline(parse_time_standard("1 jam"), datetime(2026, 11, 16, 10, 0, 30), calendar)
    assert found.due == datetime(2026, 11, 16, 11, 0, 30)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("akhir_hari", "1 hari", "2026-11-20 16:30"),
        ("jam_sama", "1 hari", "2026-11-20 11:45"),  # inside the Friday break, as written
        ("jam_sama", "2 hari", "2026-11-23 11:45"),
        ("jam_sama", "1 minggu", "2026-11-26 11:45"),
        ("kalender", "1 hari", "2026-11-20 16:30"),
        ("kalender", "2 hari", "2026-11-23 16:00"),  # Saturday moves to Monday
        ("kalender", "2 hari kerja", "2026-11-23 16:00"),
        ("kalender", "5 hari", "2026-11-24 16:00"),
        ("kalender", "1 minggu", "2026-11-26 16:00"),
        ("akhir_hari", "5 hari kalender", "2026-11-24 16:00"),
        ("jam_sama", "5 hari kalender", "2026-11-24 16:00"),
        ("kalender", "5 hari kerja", "2026-11-26 16:00"),
        ("jam_sama", "1 bulan", "2026-12-21 16:00"),
    ],
)
def test_the_three_meanings_of_a_day(calendar, rule, text, expected):
    assert due(calendar, "2026-11-19 11:45", text, rule=rule) == expected


@pytest.mark.parametrize(
    ("text", "pauses", "expected"),
    [
        ("2 jam", [("2026-11-16 10:30", "2026-11-16 14:00")], "2026-11-16 15:30"),
        ("2 jam", [("2026-11-16 12:00", "2026-11-16 13:00")], "2026-11-16 12:00"),  # the break
        ("1 hari", [("2026-11-17 09:00", "2026-11-17 15:59")], "2026-11-17 16:00"),
        ("1 hari", [("2026-11-17 09:00", "2026-11-17 16:00")], "2026-11-18 16:00"),  # until closing
        ("1 hari", [("2026-11-17 15:59", "2026-11-18 08:00")], "2026-11-18 16:00"),
        ("1 hari", [("2026-11-17 16:00", "2026-11-18 12:00")], "2026-11-17 16:00"),  # from closing on
        ("3 hari", [("2026-11-16 11:00", "2026-11-18 10:00")], "2026-11-20 16:30"),
        ("1 minggu", [("2026-11-16 11:00", "2026-11-18 10:00")], "2026-11-24 16:00"),
        ("1 bulan", [("2026-11-16 11:00", "2026-11-18 10:00")], "2026-12-17 16:00"),
        ("24 jam", [("2026-11-16 20:00", "2026-11-17 02:00")], "2026-11-17 16:00"),
    ],
)
def test_pauses_do_not_count(calendar, text, pauses, expected):
    assert due(calendar, "2026-11-16 10:00", text, pauses) == expected


def test_same_clock_shifts_by_the_working_minutes_paused(calendar):
    gaps = [("2026-11-16 11:00", "2026-11-16 14:00")]
    assert due(calendar, "2026-11-16 10:00", "1 hari", gaps, "jam_sama") == "2026-11-17 12:00"
    overnight = [("2026-11-16 16:00", "2026-11-17 07:30")]
    assert due(calendar, "2026-11-16 10:00", "1 hari", overnight, "jam_sama") == "2026-11-17 10:00"


@pytest.mark.parametrize("text", ["4 jam", "1 hari", "24 jam", "1 minggu", "1 bulan", "2 hari kalender"])
@pytest.mark.parametrize("rule", ["akhir_hari", "jam_sama", "kalender"])
def test_an_open_pause_leaves_no_deadline_to_name(calendar, text, rule):
    assert due(calendar, "2026-11-16 10:00", text, [("2026-11-16 11:00", "")], rule) is None


def test_a_deadline_reached_before_an_open_pause_stands(calendar):
    later = [("2026-11-17 16:00", "")]
    assert due(calendar, "2026-11-16 10:00", "1 jam", later) == "2026-11-16 11:00"
    assert due(calendar, "2026-11-16 10:00", "1 hari", later) == "2026-11-17 16:00"
    assert due(calendar, "2026-11-16 10:00", "24 jam", later) == "2026-11-17 10:00"


@pytest.mark.parametrize(
    ("text", "expected"), [("24 jam", "2026-11-17 10:00"), ("1 jam", "2026-11-16 11:00")]
)
def test_a_deadline_stands_that_falls_on_the_beginning_of_an_open_pause(calendar, text, expected):
    assert due(calendar, "2026-11-16 10:00", text, [(expected, "")]) == expected


def test_an_office_that_never_works_has_no_deadlines():
    never = WorkingCalendar(Hours(((),) * 7))
    for text in ("1 jam", "1 hari", "1 bulan"):
        assert due(never, "2026-11-16 10:00", text) is None


def test_the_end_of_the_calendar_is_no_crash(calendar):
    for text in ("1 bulan", "3 hari kalender", "48 jam", "9 hari"):
        assert due(calendar, "9999-12-31 10:00", text) is None


def test_overlapping_pauses_count_once(calendar):
    nine, ten, eleven, noon = (datetime(2026, 11, 16, hour) for hour in (9, 10, 11, 12))
    gaps = [Pause(ten, noon), Pause(nine, eleven), Pause(noon, nine), Pause(ten, ten)]
    assert merge_pauses(gaps) == ((nine, noon),)
    assert elapsed_minutes(nine, datetime(2026, 11, 16, 14), calendar, gaps) == 60


def test_elapsed_time_stops_at_an_open_pause(calendar):
    start, since = datetime(2026, 11, 16, 9), datetime(2026, 11, 16, 10)
    assert elapsed_minutes(start, datetime(2026, 11, 18, 9), calendar, [Pause(since, None)]) == 60


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 15), 1, date(2026, 12, 15)),
        (date(2026, 1, 15), 24, date(2028, 1, 15)),
    ],
)
def test_the_same_date_of_a_later_month(day, months, expected):
    assert month_later(day, months) == expected
