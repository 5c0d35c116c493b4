from __future__ import annotations

import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from models.rules import badge as rule
from models.rules.badge import Badge, badge
from models.rules.calendar import Hours, WorkingCalendar, default_calendar, read_holidays
from resources import indonesian

HOLIDAYS = Path("resources/kalender/hari-libur.csv")


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return default_calendar(read_holidays(HOLIDAYS.read_text("utf-8")))


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("now", "due", "expected"),
    [
        # Monday 16 November 2026 is a plain working day.
        ("2026-11-16 10:00", "2026-11-18 16:00", Badge("hijau", "sisa 2 hr")),
        ("2026-11-16 10:00", "2026-11-17 16:00", Badge("hijau", "sisa 1 hr")),
        ("2026-11-16 20:00", "2026-11-17 16:00", Badge("hijau", "sisa 1 hr")),
        ("2026-11-20 10:00", "2026-11-23 16:00", Badge("hijau", "sisa 1 hr")),
        ("2026-11-21 10:00", "2026-11-24 16:00", Badge("hijau", "sisa 2 hr")),
        ("2026-12-23 10:00", "2026-12-28 16:00", Badge("hijau", "sisa 1 hr")),
        ("2026-11-16 10:00", "2026-11-16 15:00", Badge("kuning", "hari ini 15.00")),
        ("2026-11-16 16:00", "2026-11-16 16:00", Badge("kuning", "hari ini 16.00")),
        ("2026-11-16 14:00", "2026-11-17 08:30", Badge("kuning", "sisa 3 jam")),
        ("2026-11-16 15:40", "2026-11-17 08:00", Badge("kuning", "sisa 50 mnt")),
        ("2026-11-16 15:00", "2026-11-16 12:00", Badge("merah", "lewat 2 jam")),
        ("2026-11-16 12:20", "2026-11-16 11:30", Badge("merah", "lewat 30 mnt")),
        ("2026-11-17 10:00", "2026-11-16 16:00", Badge("merah", "lewat 2 jam")),
        ("2026-11-17 16:00", "2026-11-16 16:00", Badge("merah", "lewat 1 hr")),
        ("2026-11-20 10:00", "2026-11-16 09:00", Badge("merah", "lewat 4 hr")),
        ("2026-11-16 19:00", "2026-11-16 16:00", Badge("merah", "baru lewat")),
        ("2026-11-21 10:00", "2026-11-20 16:30", Badge("merah", "baru lewat")),
        # On the clock: due on a Sunday.
        ("2026-11-20 15:00", "2026-11-22 10:00", Badge("hijau", "s.d. 22 Nov 10.00")),
        ("2026-11-21 15:00", "2026-11-22 10:00", Badge("kuning", "s.d. 22 Nov 10.00")),
        ("2026-11-22 09:00", "2026-11-22 10:00", Badge("kuning", "hari ini 10.00")),
    ],
)
def test_a_plain_limit(calendar, now, due, expected):
    assert badge("batas", None, moment(due), None, moment(now), calendar) == expected


@pytest.mark.parametrize(
    ("now", "tone"),
    [
        ("2026-11-16 10:59", "hijau"),
        ("2026-11-16 11:00", "hijau"),
        ("2026-11-16 11:01", "kuning"),
        ("2026-11-16 12:00", "kuning"),
        ("2026-11-16 12:01", "merah"),
    ],
)
def test_a_range_is_green_then_amber_then_red(calendar, now, tone):
    green, due = moment("2026-11-16 11:00"), moment("2026-11-16 12:00")
    assert badge("rentang", green, due, None, moment(now), calendar).tone == tone


def test_a_range_of_days_turns_amber_days_before_its_end(calendar):
    green, due = moment("2026-11-17 16:00"), moment("2026-11-19 16:00")
    found = badge("rentang", green, due, None, moment("2026-11-18 09:00"), calendar)
    assert found == Badge("kuning", "sisa 1 hr")


@pytest.mark.parametrize(
    ("pace", "words"),
    [
        ("tentatif", "tentatif"),
        ("tanpa_batas", "tanpa batas"),
        ("tidak_terbaca", "tak terbaca"),
        ("batas", "tanpa tenggat"),
    ],
)
def test_without_a_limit_the_badge_is_grey(calendar, pace, words):
    assert badge(pace, None, None, None, moment("2026-11-16 10:00"), calendar) == Badge("abu", words)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (None, Badge("abu", "ditunda")),
        (moment("2026-11-16 16:00"), Badge("abu", "ditunda")),
        (moment("2026-11-10 10:00"), Badge("merah", "lewat, ditunda")),
    ],
)
def test_a_paused_run_says_so_and_that_its_limit_had_passed(calendar, due, expected):
    assert badge("ditunda", None, due, None, moment("2026-11-16 10:00"), calendar) == expected


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("2026-12-03 16:00", Badge("hijau", "target 3 Des")),
        ("2027-01-03 16:00", Badge("hijau", "target 3 Jan 2027")),
        ("2026-11-16 16:00", Badge("kuning", "target hari ini")),
        ("2026-11-16 09:00", Badge("kuning", "lewat target")),
    ],
)
@pytest.mark.parametrize("pace", ["tentatif", "tanpa_batas", "tidak_terbaca"])
def test_an_agreed_target_is_shown_but_never_red(calendar, pace, target, expected):
    assert badge(pace, None, None, moment(target), moment("2026-11-16 10:00"), calendar) == expected


def test_an_office_that_never_works_still_paints():
    never = WorkingCalendar(Hours(((),) * 7))
    found = badge("batas", None, moment("2026-11-18 10:00"), None, moment("2026-11-16 10:00"), never)
    assert found.words == "s.d. 18 Nov 10.00"


def test_month_names_are_those_of_the_whole_program():
    assert rule.SHORT_MONTHS == indonesian.SHORT_MONTHS


def test_a_badge_is_cheap(calendar):
    now = moment("2026-11-16 10:00")
    dues = [now + timedelta(hours=n - 500) for n in range(1000)]
    best = 1.0
    for _ in range(3):
        begin = time.perf_counter()
        for due in dues:
            badge("batas", None, due, None, now, calendar)
        best = min(best, time.perf_counter() - begin)
    # About 5 ms here; the limit only catches a badge that walks days.
    assert best < 0.1
