from __future__ import annotations

from datetime import date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from resources import indonesian
from resources.indonesian import (
    clock_text,
    date_text,
    day_text,
    duration_text,
    long_date,
    moment_text,
    month_text,
    number_text,
    parse_clock,
    parse_date,
    parse_moment,
    short_date,
    size_text,
    typed_date,
)

DAY = date(2026, 11, 21)
MOMENT = datetime(2026, 11, 21, 9, 12)


def test_dates_and_moments_as_people_write_them():
    assert date_text(DAY) == "21 November 2026"
    assert long_date(DAY) == "Sabtu, 21 November 2026"
    assert short_date(DAY) == "21 Nov 2026"
    assert day_text(DAY) == "21 Nov"
    assert typed_date(DAY) == "21/11/2026"
    assert moment_text(MOMENT) == "21 Nov 2026 09.12"
    assert clock_text(MOMENT) == clock_text(time(9, 12)) == "09.12"
    assert month_text(8) == "Agustus"


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(0, "0 menit"), (45, "45 menit"), (60, "1 jam"), (130, "2 jam 10 menit"), (75_001, "1.250 jam 1 menit")],
)
def test_durations(minutes, words):
    assert duration_text(minutes) == words


def test_a_negative_duration_keeps_its_sign():
    assert duration_text(-130) == "-2 jam 10 menit"


@pytest.mark.parametrize(
    ("value", "decimals", "words"),
    [
        (1234567, 0, "1.234.567"),
        (1234.5, 2, "1.234,50"),
        (0, 0, "0"),
        (-1000, 0, "-1.000"),
        (99.95, 1, "100,0"),
    ],
)
def test_numbers(value, decimals, words):
    assert number_text(value, decimals) == words


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (812, "812 B"),
        (1024, "1,0 KB"),
        (1_258_291, "1,2 MB"),
        (500 * 1024**2, "500 MB"),
        (3 * 1024**3, "3,0 GB"),
        (5000 * 1024**4, "5.000 TB"),
    ],
)
def test_sizes(size, words):
    assert size_text(size) == words


@pytest.mark.parametrize(
    "text",
    [
        "21/11/2026", "21-11-2026", "21.11.2026", " 21 / 11 / 2026 ", "21 November 2026", "21 Nov 2026",
        "21 november 2026", "21 Nov. 2026", "21  NOPEMBER  2026", "21-Nov-2026", "21Nov2026", "2026-11-21",
    ],
)  # fmt: skip
def test_typed_dates(text):
    assert parse_date(text) == DAY


@pytest.mark.parametrize(
    "text",
    [
        "", "21", "21/11", "21/11/26", "31/02/2026", "00/11/2026", "21/13/2026", "21/11-2026", "21 Foo 2026",
        "11/21/2026", "21/11/0000", "21/11/20266", "besok", "٢١/١١/٢٠٢٦", "21 November", "2026-11",
        "2026-1-1",
    ],
)  # fmt: skip
def test_what_is_no_date_is_none(text):
    assert parse_date(text) is None


def test_other_spellings_of_months():
    assert parse_date("1 Pebruari 2026") == parse_date("1 Feb 2026") == date(2026, 2, 1)
    assert {parse_date(f"1 {word} 2026") for word in ("Agu", "Agt", "Ags", "Agust", "agustus")} == {
        date(2026, 8, 1)
    }


@settings(max_examples=100, deadline=None)
@given(st.dates())
def test_every_way_of_writing_a_date_reads_back(day):
    if day.year >= 1000:
        for write in (date_text, short_date, typed_date):
            assert parse_date(write(day)) == day
    assert parse_date(day.isoformat()) == day


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_any_text_is_answered(text):
    for parse in (parse_date, parse_clock, parse_moment):
        parse(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("09.12", time(9, 12)),
        ("9:12", time(9, 12)),
        ("23.59", time(23, 59)),
        ("24.00", None),
        ("9.60", None),
        ("9", None),
    ],
)
def test_typed_clock_times(text, found):
    assert parse_clock(text) == found


def test_typed_moments():
    assert parse_moment("21/11/2026 09.12") == parse_moment("21 November 2026 9:12") == MOMENT
    assert parse_moment("21/11/2026") is None
    assert parse_moment("21/13/2026 09.12") is None
    assert parse_moment("21/11/2026 25.00") is None


def test_names_are_complete():
    assert len(indonesian.MONTHS) == len(indonesian.SHORT_MONTHS) == 12
    assert [name[:3] for name in indonesian.MONTHS] == list(indonesian.SHORT_MONTHS)
    assert indonesian.weekday_text(date(2026, 11, 22)) == "Minggu"
