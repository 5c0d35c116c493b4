"""Periods of recaps: months, quarters, semesters, years and any days, how they are written and named.

Written `2026-10`, `2026-T3`, `2026-S2`, `2026` or `2026-10-03..2026-11-07`, and named as people say them.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, datetime, time, timedelta

from models.records.recap import Period, PeriodKind
from models.rules.date_words import MONTHS, date_text

#: Recaps of these years can be asked for; another one is a slip of the keyboard.
FIRST_YEAR, LAST_YEAR = 2000, 2199

_ROMAN = ("I", "II", "III", "IV")
_WRITTEN = re.compile(r"(\d{4})(?:-(?:(\d{1,2})|[Tt]([1-4])|[Ss]([12])))?", re.ASCII)


class PeriodError(ValueError):
    """A period that cannot be read or is none; says so in Indonesian."""


def month(year: int, number: int) -> Period:
    """A month of a year."""
    if not 1 <= number <= 12:
        raise PeriodError(f"Bulan {number} tidak ada; bulan ditulis 01 sampai 12.")
    return _months("bulan", year, number, 1, f"{MONTHS[number - 1]} {year}")


def quarter(year: int, number: int) -> Period:
    """Three months of a year."""
    return _months("triwulan", year, 3 * number - 2, 3, f"Triwulan {_ROMAN[number - 1]} {year}")


def semester(year: int, number: int) -> Period:
    """Half a year."""
    return _months("semester", year, 6 * number - 5, 6, f"Semester {_ROMAN[number - 1]} {year}")


def whole_year(year: int) -> Period:
    """A year."""
    return _months("tahun", year, 1, 12, f"Tahun {year}")


def any_days(since: date, until: date) -> Period:
    """Any days, both included."""
    if until < since:
        raise PeriodError("Tanggal akhir periode mendahului tanggal awalnya.")
    name = date_text(since) if since == until else f"{date_text(since)} – {date_text(until)}"
    return Period("bebas", since, until, name)


def month_of(day: date) -> Period:
    """The month in which a day lies."""
    return month(day.year, day.month)


def parse_period(text: str) -> Period:
    """The period that was written.

    Raises:
        PeriodError: with an Indonesian message, when it cannot be read.
    """
    plain = text.strip()
    since, dots, until = plain.partition("..")
    if dots:
        return any_days(_read_day(since), _read_day(until))
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        raise PeriodError(
            f"Periode “{plain}” tidak dikenal. Contoh: 2026-10 (bulan), 2026-T3 (triwulan), "
            "2026-S2 (semester), 2026 (tahun), 2026-10-03..2026-11-07 (tanggal bebas)."
        )
    year, in_month, in_quarter, in_semester = (int(part) if part else 0 for part in found.groups())
    _check_year(year)
    if found[2] is not None:
        return month(year, in_month)
    if in_quarter:
        return quarter(year, in_quarter)
    return semester(year, in_semester) if in_semester else whole_year(year)


def written(period: Period) -> str:
    """The period as `parse_period` reads it; names a month that was closed, too."""
    year, number = period.since.year, period.since.month
    match period.kind:
        case "bulan":
            return f"{year:04}-{number:02}"
        case "triwulan":
            return f"{year:04}-T{(number + 2) // 3}"
        case "semester":
            return f"{year:04}-S{(number + 5) // 6}"
        case "tahun":
            return f"{year:04}"
        case "bebas":
            return f"{period.since.isoformat()}..{period.until.isoformat()}"


def before(period: Period) -> Period:
    """The period of the same kind just before; of any days, as many days."""
    last = period.since - timedelta(days=1)
    match period.kind:
        case "bulan":
            return month(last.year, last.month)
        case "triwulan":
            return quarter(last.year, (last.month + 2) // 3)
        case "semester":
            return semester(last.year, (last.month + 5) // 6)
        case "tahun":
            return whole_year(last.year)
        case "bebas":
            return any_days(last - (period.until - period.since), last)


def months_in(period: Period) -> tuple[Period, ...]:
    """The months of a period; of any days, the first and the last only as far as they lie in it."""
    found = []
    day = period.since
    while day <= period.until:
        whole = month_of(day)
        until = min(whole.until, period.until)
        found.append(whole if (day, until) == (whole.since, whole.until) else any_days(day, until))
        day = until + timedelta(days=1)
    return tuple(found)


def months_until(until: date, count: int) -> tuple[Period, ...]:
    """So many months, oldest first; the last is the one in which that day lies."""
    found = [month_of(until)]
    while len(found) < count:
        found.append(before(found[-1]))
    return tuple(reversed(found))


def borders(period: Period) -> tuple[datetime, datetime]:
    """The office-local midnights between which a period lies: the first belongs to it, the second not."""
    return datetime.combine(period.since, time()), datetime.combine(period.until + timedelta(days=1), time())


def _months(kind: PeriodKind, year: int, first: int, count: int, name: str) -> Period:
    last = first + count - 1
    until = date(year, last, monthrange(year, last)[1])
    return Period(kind, date(year, first, 1), until, name)


def _check_year(year: int) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise PeriodError(f"Tahun {year} di luar jangkauan rekap ({FIRST_YEAR} sampai {LAST_YEAR}).")


def _read_day(text: str) -> date:
    try:
        day = date.fromisoformat(text.strip())
    except ValueError as error:
        raise PeriodError(f"“{text.strip()}” bukan tanggal; tulis seperti 2026-10-03.") from error
    _check_year(day.year)
    return day
