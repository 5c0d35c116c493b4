"""Deadlines and sums against a walk that asks every single minute."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.rules.calendar import Hours, WorkingCalendar, read_spans
from models.rules.deadline import Pause, compute_deadline, elapsed_minutes
from models.rules.time_standard import parse_time_standard
from tests.models.rules.naive_time import Naive, calendars, moments, pauses

quick = settings(max_examples=28, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Pauses = tuple[Pause, ...]


def due(text: str, start: datetime, calendar: WorkingCalendar, gaps: Pauses, rule="akhir_hari"):
    return compute_deadline(parse_time_standard(text), start, calendar, gaps, rule).due


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 1500))
def test_minutes_walk_the_working_intervals(calendar, start, gaps, minutes):
    assert due(f"{minutes} menit", start, calendar, gaps) == Naive(calendar, gaps).add(start, minutes)


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 23))
def test_hours_are_sixty_minutes(calendar, start, gaps, hours):
    assert due(f"{hours} jam", start, calendar, gaps) == Naive(calendar, gaps).add(start, hours * 60)


@settings(quick, max_examples=20)
@given(calendars(), moments(), pauses(), st.integers(1, 3))
def test_multiples_of_24_hours_run_on_the_clock(calendar, start, gaps, days):
    assert due(f"{days}x24 jam", start, calendar, gaps) == Naive(calendar, gaps).add_on_clock(
        start, days * 24 * 60
    )


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 8))
def test_a_day_ends_at_the_nth_closing_that_lies_in_no_pause(calendar, start, gaps, days):
    assert due(f"{days} hari", start, calendar, gaps) == Naive(calendar, gaps).nth_closing(start, days)


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 4))
def test_same_clock_shifts_by_the_minutes_paused(calendar, start, gaps, days):
    found = due(f"{days} hari", start, calendar, gaps, "jam_sama")
    assert found == Naive(calendar, gaps).same_clock(start, days)


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 10))
def test_calendar_days_count_every_day_and_end_on_a_working_day(calendar, start, gaps, days):
    found = due(f"{days} hari", start, calendar, gaps, "kalender")
    assert found == Naive(calendar, gaps).calendar_days(start, days)
    assert due(f"{days} hari kalender", start, calendar, gaps) == found


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 8))
def test_hari_kerja_counts_working_days_under_any_rule(calendar, start, gaps, days):
    assert due(f"{days} hari kerja", start, calendar, gaps, "kalender") == Naive(calendar, gaps).nth_closing(
        start, days
    )


@quick
@given(calendars(), moments(), moments(), pauses())
def test_elapsed_minutes_are_those_worked_and_not_paused(calendar, start, end, gaps):
    assert elapsed_minutes(start, end, calendar, gaps) == Naive(calendar, gaps).between(start, end)


@quick
@given(calendars(), moments())
def test_a_start_moves_to_the_next_working_minute(calendar, start):
    assert calendar.next_working_minute(start) == Naive(calendar).begin(start)


@quick
@given(calendars(), moments(), st.integers(0, 59), st.integers(1, 1500))
def test_adding_and_counting_agree_to_the_second(calendar, start, seconds, minutes):
    begin = start + timedelta(seconds=seconds)
    assert calendar.seconds_between(begin, calendar.add_minutes(begin, minutes)) == minutes * 60


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 600), st.sampled_from(["menit", "jam"]))
def test_what_has_elapsed_at_the_deadline_is_the_standard(calendar, start, gaps, amount, unit):
    standard = parse_time_standard(f"{amount} {unit} kerja")
    found = compute_deadline(standard, start, calendar, gaps).due
    if found is None:
        assert any(pause.until is None for pause in gaps)
    else:
        assert elapsed_minutes(start, found, calendar, gaps) == amount * (60 if unit == "jam" else 1)


def test_sums_reach_over_years():
    day = read_spans("07.30-12.00 13.00-16.00")
    calendar = WorkingCalendar(Hours((day,) * 5 + ((), ())))
    start, end = datetime(2024, 12, 30, 10), datetime(2027, 1, 4, 10)
    by_year = sum(
        calendar.minutes_between(max(start, datetime(y, 1, 1)), min(end, datetime(y + 1, 1, 1)))
        for y in range(2024, 2028)
    )
    assert calendar.minutes_between(start, end) == by_year
    # 105 weeks to the hour, five days of 450 minutes each.
    assert by_year == 105 * 5 * 450
