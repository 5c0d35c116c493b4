"""The commands `waktu` and `tenggat`: what a time standard says, and when it ends."""

from __future__ import annotations

import json
from argparse import Namespace
from datetime import date
from pathlib import Path

from models.rules.calendar import RAMADAN_HOURS, Season, WorkingCalendar, default_calendar
from models.rules.deadline import compute_deadline
from models.rules.time_standard import parse_time_standard
from models.store import shipped


def read_standard(options: Namespace) -> int:
    """One line of JSON for any text."""
    standard = parse_time_standard(options.teks)
    told = {
        "jenis": standard.kind,
        "minimum": standard.minimum,
        "maksimum": standard.maximum,
        "satuan": standard.unit,
    }
    print(json.dumps(told, ensure_ascii=False))
    return 0


def tell_deadline(options: Namespace) -> int:
    """The moment a run that starts then is due, or `tanpa batas`."""
    calendar = _calendar(getattr(options, "data", None), options.ramadan)
    try:
        deadline = compute_deadline(
            parse_time_standard(options.waktu), options.mulai, calendar, (), options.hari
        )
    except OverflowError:
        # a start at the end of the year 9999
        print("Tenggat berada di luar kalender.")
        return 2
    print("tanpa batas" if deadline.due is None else f"{deadline.due:%Y-%m-%d %H:%M}")
    return 0


def _calendar(folder: Path | None, ramadan: list[tuple[date, date]] | None) -> WorkingCalendar:
    """The calendar of the office in a folder, or the shipped one; with other Ramadan dates when given."""
    if folder is None:
        calendar = default_calendar(shipped.holidays(), shipped.seasons())
    else:
        from models.store.opening import open_office

        office = open_office(folder)
        try:
            calendar = office.calendar()
        finally:
            office.close()
    if ramadan is None:
        return calendar
    seasons = tuple(Season("Ramadan", since, until, RAMADAN_HOURS) for since, until in ramadan)
    return WorkingCalendar(calendar.hours, seasons, calendar.holidays)
