"""Where the time of a request went, forks of spans, medians: pure rules against the naive way."""

from __future__ import annotations

import statistics
from datetime import datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from models.rules.calendar import default_calendar
from models.rules.recap_counting import Stay, Turn, mean, median, split_time, stays_of_run
from models.rules.spans import MOMENTARY, fork_of, forks_over

CALENDAR = default_calendar()
MONDAY = datetime(2026, 11, 16)

MOMENTS = st.integers(0, 5 * 24 * 60).map(lambda minutes: MONDAY + timedelta(minutes=minutes))
STRETCHES = st.tuples(MOMENTS, MOMENTS).map(sorted)
STAYS = st.lists(
    st.builds(
        lambda s, agency, pause: Stay(s[0], s[1], agency, pause), STRETCHES, st.booleans(), st.booleans()
    ),
    max_size=6,
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-11-{text}")


@given(st.integers(0, 2**33), st.integers(0, 2**33), st.integers(1, 2**33))
@example(5, 5, 5)
@example(8, 16, 16)
@example(7, 8, 8)
def test_a_span_is_found_over_a_moment_exactly_when_it_lies_over_it(one: int, two: int, moment: int) -> None:
    opened, closed = sorted((one, two))
    fork = fork_of(opened, closed)
    until, after = forks_over(moment)
    found = (fork in until and closed >= moment) or (fork in after and opened < moment)
    assert found == (opened < moment <= closed)
    assert len(until) + len(after) == 38


def test_a_momentary_span_lies_over_nothing() -> None:
    assert fork_of(7, 7) == MOMENTARY
    assert MOMENTARY not in {fork for forks in forks_over(7) for fork in forks}


@settings(max_examples=40)
@given(STRETCHES, STAYS)
def test_the_parts_add_up_to_the_whole_and_every_minute_counts_once(
    span: list[datetime], stays: list[Stay]
) -> None:
    begin, end = span
    split = split_time([(begin, end)], stays, CALENDAR)
    assert split.whole == sum(split[1:]) == int((end - begin).total_seconds()) // 60
    naive = dict.fromkeys(("office", "agency", "paused", "outside"), 0)
    minute = begin
    while minute < end:
        naive[hands(minute, stays)] += 1
        minute += timedelta(minutes=1)
    assert split._asdict() == naive | {"whole": split.whole}


def hands(minute: datetime, stays: list[Stay]) -> str:
    """Who had the request in a minute, said without any intervals."""
    if not CALENDAR.is_working_minute(minute):
        return "outside"
    here = [s for s in stays if s.since <= minute < s.until]
    if any(s.pause for s in here):
        return "agency" if all(s.agency for s in here if s.pause) else "paused"
    return "agency" if here and all(s.agency for s in here) else "office"


def test_seconds_are_rounded_so_that_the_minutes_add_up() -> None:
    begin = at("16 08:00:00")
    stays = [
        Stay(begin, at("16 08:00:40"), agency=False),
        Stay(at("16 08:00:40"), at("16 08:01:20"), agency=True),
        Stay(at("16 08:01:20"), at("16 08:02:00"), agency=False, pause=True),
    ]
    split = split_time([(begin, at("16 08:02:00"))], stays, CALENDAR)
    assert split.whole == sum(split[1:]) == 2


def test_a_request_that_is_closed_takes_no_time_until_it_is_reopened() -> None:
    spans = [(at("16 08:00"), at("16 09:00")), (at("18 08:00"), at("18 08:30"))]
    split = split_time(spans, [], CALENDAR)
    assert (split.whole, split.office, split.outside) == (90, 90, 0)


def test_nights_and_breaks_are_nobodys_also_in_a_pause() -> None:
    split = split_time(
        [(at("16 11:00"), at("17 08:30"))],
        [Stay(at("16 11:00"), at("17 08:30"), agency=False, pause=True)],
        CALENDAR,
    )
    assert (split.paused, split.office, split.agency) == (60 + 180 + 60, 0, 0)
    assert split.outside == 60 + 15 * 60 + 30


def test_parts_in_order_pass_the_run_on() -> None:
    turns = [Turn(False, at("16 10:00")), Turn(True, at("16 14:00")), Turn(False, None)]
    stays = list(stays_of_run(at("16 08:00"), at("17 08:00"), turns, in_order=True))
    assert [(s.since.hour, s.agency) for s in stays] == [(8, False), (10, True), (14, False)]


def test_side_by_side_it_is_the_office_s_turn_as_long_as_it_has_anything_to_do() -> None:
    turns = [Turn(True, at("16 14:00")), Turn(False, at("16 10:00"))]
    stays = list(stays_of_run(at("16 08:00"), at("16 14:00"), turns, in_order=False))
    assert [(s.since.hour, s.until.hour, s.agency) for s in stays] == [(8, 10, False), (10, 14, True)]


@given(st.lists(st.tuples(st.integers(0, 9_000), st.integers(1, 4)), min_size=1, max_size=30))
def test_median_and_mean_of_counted_values(counts: list[tuple[int, int]]) -> None:
    plain = [value for value, count in counts for _ in range(count)]
    assert median(counts) == statistics.median(plain)
    assert mean(counts) == sum(plain) / len(plain)


def test_nothing_has_no_median() -> None:
    assert (median([]), mean([])) == (None, None)
