"""A standard time that most runs would have kept, told from how long they took."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Fewer runs than these tell nothing about what is usual.
ENOUGH = 10
#: The share of runs that a realistic standard is kept by.
SHARE = 0.9
#: Working minutes of a usual day.
DAY = 450
_HOUR = 60
_STEP = 5


def ninetieth(minutes: Sequence[int]) -> int | None:
    """The working minutes in which nine of ten runs were done (nearest rank); None without runs."""
    if not minutes:
        return None
    # counted in whole tenths: 0.9 is no binary fraction, and 10 runs must give the ninth
    rank = math.ceil(len(minutes) * round(SHARE * 10) / 10 - 1e-9)
    return sorted(minutes)[rank - 1]


def middle(minutes: Sequence[int]) -> int | None:
    """The median, rounded to a whole minute; None without runs."""
    if not minutes:
        return None
    ordered, half = sorted(minutes), len(minutes) // 2
    return ordered[half] if len(ordered) % 2 else round((ordered[half - 1] + ordered[half]) / 2)


def standard_words(minutes: int, day: int = DAY) -> str:
    """Working minutes as a standard is written, rounded up: `25 menit`, `3 jam kerja`, `2 hari kerja`."""
    if minutes <= _HOUR - _STEP:
        return f"{max(1, math.ceil(minutes / _STEP)) * _STEP} menit"
    if minutes <= day - _HOUR:
        return f"{math.ceil(minutes / _HOUR)} jam kerja"
    return f"{math.ceil(minutes / day)} hari kerja"


def proposal(minutes: Sequence[int], what: str, day: int = DAY) -> str:
    """`90 % permohonan selesai dalam 3 hari kerja`, or that too few runs were there to tell."""
    most = ninetieth(minutes)
    if most is None or len(minutes) < ENOUGH:
        return f"belum cukup data ({len(minutes)} {what}; paling sedikit {ENOUGH})"
    return f"90 % {what} selesai dalam {standard_words(most, day)}"


def usual_day(minutes_of_days: Sequence[int]) -> int:
    """The working minutes of a usual day: those that most working days of the week have."""
    worked = [minutes for minutes in minutes_of_days if minutes]
    return max(set(worked), key=lambda m: (worked.count(m), m)) if worked else DAY


def minutes_words(minutes: int) -> str:
    """Working minutes as they were measured: `45 menit`, `3 jam 20 menit`, `12 jam`."""
    hours, rest = divmod(minutes, _HOUR)
    words = [f"{hours} jam"] if hours else []
    if rest or not hours:
        words.append(f"{rest} menit")
    return " ".join(words)
