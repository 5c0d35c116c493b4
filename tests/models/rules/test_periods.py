"""Periods of recaps: read, written, named, before one another."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules import periods
from models.rules.periods import PeriodError, parse_period

PERIODS = st.one_of(
    st.builds(periods.month, st.integers(2001, 2199), st.integers(1, 12)),
    st.builds(periods.quarter, st.integers(2001, 2199), st.integers(1, 4)),
    st.builds(periods.semester, st.integers(2001, 2199), st.integers(1, 2)),
    st.builds(periods.whole_year, st.integers(2001, 2199)),
    st.builds(
        lambda day, days: periods.any_days(day, day + timedelta(days=days)),
        st.dates(date(2010, 1, 1), date(2190, 12, 31)),
        st.integers(0, 900),
    ),
)


@pytest.mark.parametrize(
    ("text", "since", "until", "kind", "name"),
    [
        ("2026-10", "2026-10-01", "2026-10-31", "bulan", "Oktober 2026"),
        ("2028-2", "2028-02-01", "2028-02-29", "bulan", "Februari 2028"),
        ("2026-T3", "2026-07-01", "2026-09-30", "triwulan", "Triwulan III 2026"),
        ("2026-s2", "2026-07-01", "2026-12-31", "semester", "Semester II 2026"),
        (" 2026 ", "2026-01-01", "2026-12-31", "tahun", "Tahun 2026"),
        (
            "2026-10-03..2026-11-07", "2026-10-03", "2026-11-07", "bebas",
            "3 Oktober 2026 – 7 November 2026",
        ),
        ("2026-10-03..2026-10-03", "2026-10-03", "2026-10-03", "bebas", "3 Oktober 2026"),
    ],
)  # fmt: skip
def test_what_people_write(text: str, since: str, until: str, kind: str, name: str) -> None:
    period = parse_period(text)
    assert (period.since.isoformat(), period.until.isoformat()) == (since, until)
    assert (period.kind, period.name) == (kind, name)


@pytest.mark.parametrize(
    "text",
    ["", "oktober", "2026-13", "2026-0", "2026-T5", "2026-S3", "26-10", "2026-10-01", "1999", "9999",
     "2026-T", "1999-01-01..2026-01-01", "2026-10-09..2026-10-08", "2026-10-32..2026-11-01",
     "..", "=1+1", "٢٠٢٦"],
)  # fmt: skip
def test_what_is_no_period_is_told(text: str) -> None:
    with pytest.raises(PeriodError, match=r"\w{4}"):
        parse_period(text)


@given(PERIODS)
def test_a_period_is_read_as_it_is_written(period: periods.Period) -> None:
    assert parse_period(periods.written(period)) == period


@given(PERIODS)
def test_the_period_before_ends_where_this_one_begins(period: periods.Period) -> None:
    earlier = periods.before(period)
    assert earlier.kind == period.kind
    assert periods.borders(earlier)[1] == periods.borders(period)[0]


@settings(max_examples=40)
@given(PERIODS)
def test_the_months_of_a_period_fill_it(period: periods.Period) -> None:
    months = periods.months_in(period)
    assert (months[0].since, months[-1].until) == (period.since, period.until)
    for one, following in pairwise(months):
        assert following.since == one.until + timedelta(days=1)
        assert following.since.day == 1
    assert all((m.since.year, m.since.month) == (m.until.year, m.until.month) for m in months)


def test_twelve_months_until_a_day() -> None:
    months = periods.months_until(date(2026, 2, 17), 12)
    assert [periods.written(m) for m in (months[0], months[-1])] == ["2025-03", "2026-02"]
    assert len(months) == 12


def test_borders_are_midnights() -> None:
    assert periods.borders(periods.month(2026, 12)) == (datetime(2026, 12, 1), datetime(2027, 1, 1))
