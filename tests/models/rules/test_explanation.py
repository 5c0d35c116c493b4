from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.rules.badge import badge
from models.rules.calendar import Hours, WorkingCalendar, default_calendar, read_holidays, read_seasons
from models.rules.deadline import Pause, compute_deadline, elapsed_minutes
from models.rules.explanation import ExplanationLine, explain
from models.rules.time_standard import parse_time_standard
from tests.models.rules.naive_time import calendars, moments, pauses

FOLDER = Path("resources/kalender")
quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.fixture(scope="module")
def calendar() -> WorkingCalendar:
    return default_calendar(
        read_holidays((FOLDER / "hari-libur.csv").read_text("utf-8")),
        read_seasons((FOLDER / "musim.csv").read_text("utf-8")),
    )


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M")


def minutes(lines: tuple[ExplanationLine, ...], word: str = "") -> int:
    return sum(line.minutes for line in lines if line.minutes is not None and word in line.detail)


def days(lines: tuple[ExplanationLine, ...], word: str = "") -> int:
    return sum(line.days for line in lines if line.days is not None and word in line.detail)


def test_a_deadline_over_christmas_line_by_line(calendar):
    start, now = moment("2026-12-23 15:30"), moment("2026-12-28 08:00")
    found = explain(parse_time_standard("2 jam"), start, calendar, (), "akhir_hari", now)
    assert found == (
        ExplanationLine("Waktu baku", "“2 jam”: 2 jam, di dalam jam kerja"),
        ExplanationLine("Mulai", "Rabu 23 Des 2026 15.30"),
        ExplanationLine("Rabu 23 Des 2026", "15.30–16.00 (terpakai)", 30),
        ExplanationLine("Kamis 24 Des 2026", "cuti bersama: Cuti Bersama Natal", 0),
        ExplanationLine("Jumat 25 Des 2026", "libur nasional: Hari Raya Natal", 0),
        ExplanationLine("Sabtu 26 Des 2026 – Minggu 27 Des 2026", "bukan hari kerja", 0),
        ExplanationLine("Senin 28 Des 2026", "07.30–08.00 (terpakai)", 30),
        ExplanationLine("Senin 28 Des 2026", "08.00–09.00 (tersisa)", 60),
        ExplanationLine("Tenggat", "Senin 28 Des 2026 09.00"),
        ExplanationLine("Keadaan", "hari ini 09.00 (dilihat Senin 28 Des 2026 08.00)"),
    )


def test_days_with_a_pause_line_by_line(calendar):
    gaps = (Pause(moment("2026-11-17 09:00"), moment("2026-11-18 09:00")),)
    start, now = moment("2026-11-14 10:00"), moment("2026-11-18 10:00")
    found = explain(parse_time_standard("1-3 Hari"), start, calendar, gaps, "akhir_hari", now)
    assert found == (
        ExplanationLine(
            "Waktu baku",
            "“1-3 Hari”: 1–3 hari, dihitung sampai 3 hari, hari kerja, tenggat saat kantor tutup",
        ),
        ExplanationLine("Mulai", "Sabtu 14 Nov 2026 10.00"),
        ExplanationLine("Dihitung sejak", "Senin 16 Nov 2026 07.30, karena mulai di luar jam kerja"),
        ExplanationLine("Ditunda", "Selasa 17 Nov 2026 09.00 sampai Rabu 18 Nov 2026 09.00"),
        ExplanationLine("Sabtu 14 Nov 2026 – Minggu 15 Nov 2026", "bukan hari kerja", None, 0),
        ExplanationLine("Senin 16 Nov 2026", "hari mulai, belum dihitung", None, 0),
        ExplanationLine("Selasa 17 Nov 2026", "ditunda saat tutup 16.00", None, 0),
        ExplanationLine("Rabu 18 Nov 2026", "tutup 16.00 (terpakai)", None, 1),
        ExplanationLine("Kamis 19 Nov 2026", "tutup 16.00 (tersisa)", None, 1),
        ExplanationLine("Jumat 20 Nov 2026", "tutup 16.30 (tersisa)", None, 1),
        ExplanationLine("Hijau sampai", "Rabu 18 Nov 2026 16.00 (minimum)"),
        ExplanationLine("Tenggat", "Jumat 20 Nov 2026 16.30"),
        ExplanationLine("Keadaan", "sisa 2 hr (dilihat Rabu 18 Nov 2026 10.00)"),
    )


def test_a_month_names_the_date_and_what_moved_it(calendar):
    start = moment("2026-09-10 09:00")
    found = explain(parse_time_standard("1 bulan"), start, calendar, (), "akhir_hari", start)
    assert ExplanationLine("Sabtu 10 Okt 2026", "tanggal yang sama, 1 bulan kemudian") in found
    assert (
        ExplanationLine("Sabtu 10 Okt 2026 – Minggu 11 Okt 2026", "bukan hari kerja, tenggat digeser")
        in found
    )
    assert found[-2] == ExplanationLine("Tenggat", "Senin 12 Okt 2026 16.00")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "kosong: diukur, tidak dinilai"),
        ("-", "“-”: diukur, tidak dinilai"),
        ("Tentatif", "“Tentatif”: tanggal target disepakati"),
        ("tiap tanggal 29", "“tiap tanggal 29”: tidak terbaca, maka tanpa batas"),
    ],
)
def test_without_a_limit_only_the_time_used_is_told(calendar, text, words):
    start, now = moment("2026-11-16 11:00"), moment("2026-11-16 14:00")
    found = explain(parse_time_standard(text), start, calendar, (), "akhir_hari", now)
    assert found == (
        ExplanationLine("Waktu baku", words),
        ExplanationLine("Mulai", "Senin 16 Nov 2026 11.00"),
        ExplanationLine("Waktu kerja terpakai", "sampai Senin 16 Nov 2026 14.00", 120),
    )


@pytest.mark.parametrize("text", ["4 jam", "1 hari", "1 bulan", "24 jam"])
@pytest.mark.parametrize("rule", ["akhir_hari", "jam_sama", "kalender"])
def test_an_open_pause_is_the_reason_why_there_is_no_deadline(calendar, text, rule):
    gaps = (Pause(moment("2026-11-16 11:00"), None),)
    start, now = moment("2026-11-16 10:00"), moment("2026-11-19 10:00")
    found = explain(parse_time_standard(text), start, calendar, gaps, rule, now)
    assert ExplanationLine("Ditunda", "sejak Senin 16 Nov 2026 11.00, belum dilanjutkan") in found
    assert found[-1] == ExplanationLine("Tenggat", "belum ada: dihitung lagi setelah dilanjutkan")
    assert minutes(found) == (60 if "jam" in text else 0)
    assert days(found) == 0


def test_an_office_that_never_works_is_the_reason_too():
    start = moment("2026-11-16 10:00")
    never = WorkingCalendar(Hours(((),) * 7))
    for text in ("1 jam", "1 hari", "1 bulan"):
        found = explain(parse_time_standard(text), start, never, (), "akhir_hari", start)
        assert found[-1] == ExplanationLine("Tenggat", "belum ada: kalender tidak mempunyai jam kerja")


def test_very_many_days_are_told_by_month(calendar):
    start = moment("2026-01-05 10:00")
    found = explain(parse_time_standard("200 hari"), start, calendar, (), "akhir_hari", start)
    assert days(found) == 200
    assert len(found) < 20


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 900), moments(30), st.integers(0, 59))
def test_the_minutes_add_up_to_the_standard(calendar, start, gaps, amount, now, seconds):
    begin = start + timedelta(seconds=seconds)
    standard = parse_time_standard(f"{amount} menit")
    due = compute_deadline(standard, begin, calendar, gaps).due
    lines = explain(standard, begin, calendar, gaps, "akhir_hari", now)
    if due is not None:
        assert minutes(lines) == amount
        assert minutes(lines, "terpakai") + minutes(lines, "tersisa") == amount


@quick
@given(calendars(), moments(), st.integers(1, 900), moments(30))
def test_the_minutes_left_are_those_of_the_badge(calendar, start, amount, now):
    standard = parse_time_standard(f"{amount} menit")
    due = compute_deadline(standard, start, calendar).due
    lines = explain(standard, start, calendar, (), "akhir_hari", now)
    left = minutes(lines, "tersisa")
    assert left == calendar.minutes_between(max(now, start), due)
    words = badge("batas", None, due, None, now, calendar).words
    assert lines[-1].detail.startswith(words)
    if now >= start and words.endswith("mnt") and words.startswith("sisa"):
        assert words == f"sisa {left} mnt"
    if now >= start and words.endswith("jam") and words.startswith("sisa"):
        assert words == f"sisa {left // 60} jam"


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 8), st.sampled_from(["akhir_hari", "kalender"]))
def test_the_days_add_up_to_the_standard(calendar, start, gaps, amount, rule):
    standard = parse_time_standard(f"{amount} hari")
    if compute_deadline(standard, start, calendar, gaps, rule).due is not None:
        assert days(explain(standard, start, calendar, gaps, rule, start)) == amount


@quick
@given(calendars(), moments(), st.integers(1, 8), moments(30))
def test_the_days_left_are_those_of_the_badge(calendar, start, amount, now):
    standard = parse_time_standard(f"{amount} hari")
    due = compute_deadline(standard, start, calendar).due
    words = badge("batas", None, due, None, now, calendar).words
    if now >= calendar.next_working_minute(start) and words.startswith("sisa") and words.endswith("hr"):
        left = days(explain(standard, start, calendar, (), "akhir_hari", now), "tersisa")
        assert words == f"sisa {left} hr"


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 4))
def test_same_clock_adds_days_and_the_minutes_paused(calendar, start, gaps, amount):
    standard = parse_time_standard(f"{amount} hari")
    due = compute_deadline(standard, start, calendar, gaps, "jam_sama").due
    if due is not None:
        lines = explain(standard, start, calendar, gaps, "jam_sama", start)
        begin = calendar.next_working_minute(start)
        assert days(lines) == amount
        assert minutes(lines) == calendar.minutes_between(begin, due) - elapsed_minutes(
            begin, due, calendar, gaps
        )


@quick
@given(calendars(), moments(), pauses(), st.integers(1, 3), moments(30))
def test_hours_on_the_clock_add_up_too(calendar, start, gaps, amount, now):
    standard = parse_time_standard(f"{amount} x 24 jam")
    if compute_deadline(standard, start, calendar, gaps).due is not None:
        lines = explain(standard, start, calendar, gaps, "akhir_hari", now)
        assert minutes(lines) == amount * 24 * 60
