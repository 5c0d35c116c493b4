"""Dates, moments, durations, sizes and numbers in Indonesian, and the reading of typed dates."""

from __future__ import annotations

import re
from datetime import date, datetime, time

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

# Spellings met in letters besides the standard ones.
_OTHER_SPELLINGS = {
    "pebruari": 2, "peb": 2, "agt": 8, "ags": 8, "agus": 8, "agust": 8, "sept": 9, "nopember": 11, "nop": 11,
}  # fmt: skip
_MONTH_NUMBERS = {
    **{name.casefold(): number for number, name in enumerate(MONTHS, 1)},
    **{name.casefold(): number for number, name in enumerate(SHORT_MONTHS, 1)},
    **_OTHER_SPELLINGS,
}

_FIGURES = re.compile(r"(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*\2\s*(\d{4})", re.ASCII)
_WORDS = re.compile(r"(\d{1,2})[\s-]*([a-z]+)\.?[\s-]*(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2})\s*[.:]\s*(\d{2})", re.ASCII)

_SIZES = ("B", "KB", "MB", "GB", "TB")


def month_text(month: int) -> str:
    """`November` for 11."""
    return MONTHS[month - 1]


def weekday_text(day: date) -> str:
    """`Sabtu`."""
    return WEEKDAYS[day.weekday()]


def date_text(day: date) -> str:
    """`21 November 2026`, as letters write it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def long_date(day: date) -> str:
    """`Sabtu, 21 November 2026`."""
    return f"{weekday_text(day)}, {date_text(day)}"


def short_date(day: date) -> str:
    """`21 Nov 2026`, for lists."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]} {day.year}"


def day_text(day: date) -> str:
    """`21 Nov`, where the year is plain."""
    return f"{day.day} {SHORT_MONTHS[day.month - 1]}"


def typed_date(day: date) -> str:
    """`21/11/2026`, as a person would type it; `parse_date` reads it back."""
    return f"{day:%d/%m}/{day.year:04}"


def clock_text(moment: datetime | time) -> str:
    """`09.12`."""
    return f"{moment:%H.%M}"


def moment_text(moment: datetime) -> str:
    """`21 Nov 2026 09.12`."""
    return f"{short_date(moment)} {clock_text(moment)}"


def duration_text(minutes: int) -> str:
    """`2 jam 10 menit`; hours are not turned into days, whose length differs."""
    if minutes < 0:
        return f"-{duration_text(-minutes)}"
    hours, rest = divmod(minutes, 60)
    words = [f"{number_text(hours)} jam"] if hours else []
    if rest or not hours:
        words.append(f"{rest} menit")
    return " ".join(words)


def seconds_text(seconds: int) -> str:
    """`45 detik`, `2 menit 5 detik`."""
    minutes, rest = divmod(seconds, 60)
    words = [f"{minutes} menit"] if minutes else []
    return " ".join([*words, f"{rest} detik"] if rest or not minutes else words)


def number_text(value: float, decimals: int = 0) -> str:
    """`1.234.567,50`: a full stop between thousands, a comma before decimals."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def size_text(size: int) -> str:
    """`812 B`, `1,2 MB`: the size of a file, with one decimal below ten."""
    value, unit = float(size), 0
    while value >= 1024 and unit < len(_SIZES) - 1:
        value, unit = value / 1024, unit + 1
    return f"{number_text(value, 1 if unit and value < 10 else 0)} {_SIZES[unit]}"


def parse_date(text: str) -> date | None:
    """A typed date: `21/11/2026`, `21-11-2026`, `21 November 2026`, `21 Nov 2026` or `2026-11-21`.

    None for anything else, and for days that do not exist; a year needs its four digits.
    """
    plain = " ".join(text.casefold().split())
    if found := _FIGURES.fullmatch(plain):
        return _make_date(int(found[4]), int(found[3]), int(found[1]))
    if found := _WORDS.fullmatch(plain):
        return _make_date(int(found[3]), _MONTH_NUMBERS.get(found[2], 0), int(found[1]))
    if found := _ISO.fullmatch(plain):
        return _make_date(int(found[1]), int(found[2]), int(found[3]))
    return None


def _make_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def parse_clock(text: str) -> time | None:
    """A typed clock time, `09.12` or `09:12`; None for anything else."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        return None
    return time(int(found[1]), int(found[2]))


def parse_moment(text: str) -> datetime | None:
    """A typed date and clock time, `21/11/2026 09.12`; None for anything else."""
    words = text.rsplit(maxsplit=1)
    if len(words) != 2:
        return None
    day, clock = parse_date(words[0]), parse_clock(words[1])
    return None if day is None or clock is None else datetime.combine(day, clock)
