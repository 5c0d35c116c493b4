from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.rules.time_standard import parse_time_standard

LIMITS = [
    ("1 jam", 1, "jam"), ("1 Hari", 1, "hari"), ("7 Hari", 7, "hari"), ("satu hari", 1, "hari"),
    ("90 menit", 90, "menit"), ("2 minggu", 2, "minggu"), ("1 bulan", 1, "bulan"), ("3hari", 3, "hari"),
    ("½ jam", 30, "menit"), ("1½ jam", 90, "menit"), ("1 ½ jam", 90, "menit"), ("1,5 jam", 90, "menit"),
    ("1.5 jam", 90, "menit"), ("0,25 jam", 15, "menit"), ("setengah jam", 30, "menit"),
    ("1 jam 30 menit", 90, "menit"), ("2 (dua) jam", 2, "jam"), ("dua (2) jam", 2, "jam"),
    ("< 1 hari", 1, "hari"), ("≤ 3 hari", 3, "hari"), ("kurang dari 2 jam", 2, "jam"),
    ("s.d. 3 hari", 3, "hari"),
    ("paling lama 3 hari", 3, "hari"), ("Maksimal: 3 hari", 3, "hari"), ("maks. 3 hari", 3, "hari"),
    ("selambat-lambatnya 5 hari", 5, "hari"), ("sehari", 1, "hari"), ("seminggu", 1, "minggu"),
    ("dua belas hari", 12, "hari"), ("dua puluh satu hari", 21, "hari"),
    ("seratus dua puluh menit", 120, "menit"),
    ("1 (satu) hari.", 1, "hari"), ("  2\n jam ", 2, "jam"), ("2 - 2 jam", 2, "jam"),
    ("1 pekan", 1, "minggu"),
]  # fmt: skip

RANGES = [
    ("1- 2 Jam", 1, 2, "jam"), ("1-3 Hari", 1, 3, "hari"), ("1 s.d. 3 hari", 1, 3, "hari"),
    ("1 s/d 3 hari", 1, 3, "hari"), ("1 sd 3 hari", 1, 3, "hari"), ("1 sampai dengan 3 hari", 1, 3, "hari"),
    ("1 hingga 3 hari", 1, 3, "hari"), ("1–3 Hari", 1, 3, "hari"), ("1 hari - 3 hari", 1, 3, "hari"),
    ("satu - tiga hari", 1, 3, "hari"), ("1 (satu) - 3 (tiga) hari", 1, 3, "hari"),
    ("½ - 1 jam", 30, 60, "menit"), ("1-1,5 jam", 60, 90, "menit"), ("30 menit - 1 jam", 30, 60, "menit"),
    ("1 jam - 2 jam 30 menit", 60, 150, "menit"), ("maksimal 1-3 hari", 1, 3, "hari"),
]  # fmt: skip

UNREADABLE = [
    "30", "tiap tanggal 29", "1 Hari Kerja/ 150 Siswa", "7 (delapan) hari", "7 (tujuh hari",
    "3-1 hari", "0 hari",
    "0-1 hari", "-1 hari", "- 3 jam", "999999999 hari", "99999999999999999999 jam", "1/2 hari", "½ hari",
    "setengah hari", "1,5 hari", "0,5 menit", "1.30 jam", "1,30 jam", "08.00 jam", "1.500 menit", "1,500 jam",
    "12-24 jam", "1-24 jam", "1 jam - 1 hari", "1 hari - 2", "1 - 2 jam 30 menit", "1 hari 2 jam",
    "24 jam 30 menit",
    "1 jam 60 menit", "1 jam 90 menit", "jam 10", "pukul 08.00", "1 - 2 - 3 hari", "1 -- 2 hari",
    "2026-11-21",
    "minimal 3 hari", "> 3 hari", "± 3 hari", "1 atau 2 hari", "1 hari per berkas", "3 x 1 jam",
    "2 x 24 hari",
    "2 x 24", "2 x 24 jam kerja", "1 minggu kerja", "1 tahun", "30 detik", "belas hari", "satu dua hari",
    "dua ratus ratus hari", "hari", "kerja", "tentatif 3 hari", "١ jam", "² jam", "１ jam",
    "1 jam\x00", "nan jam",
    "inf hari", "1e3 jam", "+1 jam", "1 hari kerja - 3 hari", "< 1-3 hari", "½½ jam", "1 2 jam",
    "satu belas hari",
]  # fmt: skip


@pytest.mark.parametrize(("text", "maximum", "unit"), LIMITS)
def test_a_limit(text, maximum, unit):
    found = parse_time_standard(text)
    assert (found.kind, found.minimum, found.maximum, found.unit) == ("batas", None, maximum, unit)
    assert not found.on_clock
    assert found.text == text


@pytest.mark.parametrize(("text", "minimum", "maximum", "unit"), RANGES)
def test_a_range(text, minimum, maximum, unit):
    found = parse_time_standard(text)
    assert (found.kind, found.minimum, found.maximum, found.unit) == ("rentang", minimum, maximum, unit)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_is_not_understood_sets_no_limit(text):
    found = parse_time_standard(text)
    assert (found.kind, found.minimum, found.maximum, found.unit) == ("tidak_terbaca", None, None, None)


@pytest.mark.parametrize("text", ["", "  ", "-", "–", "—", "--", "N/A", "n.a.", "Tanpa batas"])
def test_no_limit(text):
    assert parse_time_standard(text).kind == "tanpa_batas"


@pytest.mark.parametrize("text", ["tentatif", "Tentatif", " (tentatif) ", "Bersifat tentatif"])
def test_tentative(text):
    assert parse_time_standard(text).kind == "tentatif"


@pytest.mark.parametrize(
    ("text", "minimum", "maximum"),
    [
        ("168 Jam", None, 168),
        ("24 jam", None, 24),
        ("Maksimal 2×24 jam", None, 48),
        ("2 x 24 jam", None, 48),
        ("2x24jam", None, 48),
        ("2 kali 24 jam", None, 48),
        ("2 (dua) x 24 (dua puluh empat) jam", None, 48),
        ("24-48 jam", 24, 48),
        ("1-2 x 24 jam", 24, 48),
        ("1 x 24 jam - 3 x 24 jam", 24, 72),
    ],
)
def test_hours_in_multiples_of_24_run_on_the_clock(text, minimum, maximum):
    found = parse_time_standard(text)
    assert (found.minimum, found.maximum, found.unit, found.on_clock) == (minimum, maximum, "jam", True)


def test_hours_said_to_be_working_hours_do_not_run_on_the_clock():
    found = parse_time_standard("24 jam kerja")
    assert (found.kind, found.maximum, found.unit, found.on_clock) == ("batas", 24, "jam", False)


def test_the_kind_of_day_is_kept():
    assert parse_time_standard("7 (tujuh) hari kerja").working_days
    assert parse_time_standard("1-3 Hari Kerja").working_days
    assert not parse_time_standard("7 hari").working_days
    assert parse_time_standard("3 hari kalender").calendar_days


@settings(max_examples=120, deadline=None)
@given(st.text())
def test_any_text_is_answered(text):
    found = parse_time_standard(text)
    assert found.text == text
    assert (found.maximum is None) == (found.kind not in ("batas", "rentang"))


WORDS = st.sampled_from(
    ["1", "2", "24", "30", "0", "1,5", "½", "satu", "dua", "belas", "puluh", "jam", "menit",
     "hari", "kerja", "minggu",
     "bulan", "-", "s.d.", "s/d", "(", ")", "x", "kali", "<", "maksimal", "kalender", "setengah",
     "/", ".", "sehari"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=7).map(" ".join))
def test_a_limit_is_positive_in_order_and_whole(text):
    found = parse_time_standard(text)
    if found.kind in ("batas", "rentang"):
        assert found.maximum is not None
        assert found.maximum > 0
        assert found.unit is not None
    if found.kind == "rentang":
        assert found.minimum is not None
        assert 0 < found.minimum < found.maximum
    assert found.on_clock <= (found.unit == "jam" and found.maximum % 24 == 0)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 500), st.sampled_from(["menit", "hari", "minggu"]), st.integers(0, 3))
def test_a_plain_amount_is_read_as_it_stands(amount, unit, spaces):
    found = parse_time_standard(f"{amount}{' ' * spaces}{unit.upper()}")
    assert (found.kind, found.maximum, found.unit) == ("batas", amount, unit)
