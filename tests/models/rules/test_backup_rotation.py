from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.rules.backup_rotation import BEFORE, DAYS, MONTHS, WEEKS, Made, kept

START = datetime(2026, 11, 21, 16, 0)


def daily(days: int, start: datetime = START) -> list[Made]:
    return [Made(f"h{n}", start - timedelta(days=n), "harian") for n in range(days)]


def test_two_years_of_days_leave_days_weeks_and_months() -> None:
    stay = sorted(kept(daily(730)), key=lambda name: int(name[1:]))
    assert stay[:DAYS] == [f"h{n}" for n in range(DAYS)]
    days = [START - timedelta(days=int(name[1:])) for name in stay]
    assert len({d.isocalendar()[:2] for d in days if START - d < timedelta(weeks=9)}) == 10
    assert {(d.year, d.month) for d in days} == {(2026, m) for m in range(3, 12)}
    assert len(stay) <= DAYS + WEEKS + MONTHS


def test_a_clock_moved_day_by_day_keeps_what_a_look_back_needs() -> None:
    """A backup a day for a year, rotated each day: what is left is what the whole year would leave."""
    standing: list[Made] = []
    for n in range(365):
        at = datetime(2026, 1, 1, 16, 0) + timedelta(days=n)
        standing.append(Made(f"{n}", at, "harian"))
        stay = kept(standing)
        standing = [made for made in standing if made.name in stay]
    everything = [Made(f"{n}", datetime(2026, 1, 1, 16, 0) + timedelta(days=n), "harian") for n in range(365)]
    assert {made.name for made in standing} == kept(everything)


def test_all_of_today_and_yesterday_stay_then_the_newest_of_a_day_stands_for_it() -> None:
    made = [
        Made(f"{back}{part}", START - timedelta(days=back, hours=hours), "harian")
        for back in range(4)
        for part, hours in (("siang", 0), ("pagi", 8))
    ]
    assert kept(made) == {"0siang", "0pagi", "1siang", "1pagi", "2siang", "3siang"}


def test_those_before_great_changes_are_counted_apart() -> None:
    before = [Made(f"s{n}", START - timedelta(days=400 + n), "sebelum_skema") for n in range(5)]
    restored = [Made(f"p{n}", START - timedelta(days=500 + n), "sebelum_pulih") for n in range(5)]
    stay = kept([*daily(3), *before, *restored])
    assert {n for n in stay if n[0] == "s"} == {f"s{n}" for n in range(BEFORE)}
    assert {n for n in stay if n[0] == "p"} == {f"p{n}" for n in range(BEFORE)}


def test_months_without_backups_cost_no_place() -> None:
    old = [Made("lama", datetime(2024, 3, 3), "harian"), Made("lebih_lama", datetime(2023, 3, 3), "harian")]
    assert kept([*daily(1), *old]) == {"h0", "lama", "lebih_lama"}


@given(st.lists(st.integers(0, 900_000), max_size=60))
def test_the_newest_always_stays_and_rotating_again_removes_nothing(minutes: list[int]) -> None:
    made = [Made(f"b{n}", START - timedelta(minutes=m), "harian") for n, m in enumerate(minutes)]
    stay = kept(made)
    assert stay <= {m.name for m in made}
    if made:
        newest = max(made, key=lambda m: (m.at, m.name))
        assert newest.name in stay
    assert kept([m for m in made if m.name in stay]) == stay
