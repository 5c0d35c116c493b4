"""The commands `waktu` and `tenggat`: what a time standard says, and when it ends."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentTypeError, Namespace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from desktop.arguments import Arguments
from models.rules.calendar import RAMADAN_HOURS, Season, WorkingCalendar, default_calendar
from models.rules.deadline import compute_deadline
from models.rules.time_standard import parse_time_standard
from models.store import shipped

#: What "hari" may mean; see `models.rules.deadline`.
_DAY_RULES = ("akhir_hari", "jam_sama", "kalender")


def add_commands(commands: Any) -> None:
    """Add both commands to the parser."""
    standard = commands.add_parser("waktu", help="baca satu teks kolom Waktu; jawabannya satu baris JSON")
    standard.add_argument("teks", metavar="TEKS", help='misalnya "1- 2 Jam"')
    standard.set_defaults(run=read_standard)
    deadline = commands.add_parser("tenggat", help="hitung tenggat sebuah langkah dalam jam kerja")
    deadline.add_argument(
        "--mulai", metavar='"TTTT-BB-HH JJ:MM"', type=_moment, required=True, help="saat langkah dimulai"
    )
    deadline.add_argument("--waktu", metavar="TEKS", required=True, help='baku waktu, misalnya "1 jam"')
    deadline.add_argument(
        "--ramadan",
        metavar="AWAL:AKHIR",
        type=_span,
        action="append",
        help="jam kerja Ramadan pada tanggal ini, menggantikan yang bawaan; boleh berulang",
    )
    deadline.add_argument(
        "--hari", choices=_DAY_RULES, default=_DAY_RULES[0], help=f"arti “hari”: {', '.join(_DAY_RULES)}"
    )
    deadline.set_defaults(run=tell_deadline)


def read_standard(parsed: Namespace, _given: Arguments) -> int:
    """One line of JSON for any text."""
    standard = parse_time_standard(parsed.teks)
    told = {
        "jenis": standard.kind,
        "minimum": standard.minimum,
        "maksimum": standard.maximum,
        "satuan": standard.unit,
    }
    print(json.dumps(told, ensure_ascii=False))
    return 0


def tell_deadline(parsed: Namespace, given: Arguments) -> int:
    """The moment a run that starts then is due, or `tanpa batas`."""
    from models.store.problems import StoreProblem

    standard = parse_time_standard(parsed.waktu)
    if standard.kind == "tidak_terbaca":
        print(f"“{parsed.waktu}” tidak terbaca sebagai waktu, jadi tidak ada batasnya.", file=sys.stderr)
    try:
        calendar = _calendar(given.folder, parsed.ramadan)
        due = compute_deadline(standard, parsed.mulai, calendar, (), parsed.hari).due
    except StoreProblem as problem:
        from resources.problems import problem_text

        words = problem_text(problem.code, problem.data)
        print(f"{words.title}\n{words.what}\n{words.todo}", file=sys.stderr)
        return 2
    except OverflowError:
        # a start or a length at the end of the year 9999
        print("Tenggat berada di luar kalender.", file=sys.stderr)
        return 2
    print("tanpa batas" if due is None else f"{due:%Y-%m-%d %H:%M}")
    return 0


def _calendar(folder: Path | None, ramadan: list[tuple[date, date]] | None) -> WorkingCalendar:
    """The calendar of the office in a folder, or the shipped one; with other Ramadan dates when given.

    A folder without an office (yet) has the calendar that its office will begin with.
    """
    from models.store.opening import office_exists, open_office

    if folder is None or not office_exists(folder):
        calendar = default_calendar(shipped.holidays(), shipped.seasons())
    else:
        office = open_office(folder)
        try:
            calendar = office.calendar()
        finally:
            office.close()
    if ramadan is None:
        return calendar
    seasons = tuple(Season("Ramadan", since, until, RAMADAN_HOURS) for since, until in ramadan)
    return WorkingCalendar(calendar.hours, seasons, calendar.holidays)


def _moment(text: str) -> datetime:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as wrong:
        raise ArgumentTypeError(f"invalid moment: {text}") from wrong
    if moment.tzinfo is not None:
        # moments are those of the office; a zone would be silently meant otherwise
        raise ArgumentTypeError(f"invalid moment: {text}")
    return moment


def _span(text: str) -> tuple[date, date]:
    since, _, until = text.partition(":")
    try:
        span = date.fromisoformat(since.strip()), date.fromisoformat(until.strip())
    except ValueError as wrong:
        raise ArgumentTypeError(f"invalid span: {text}") from wrong
    if span[1] < span[0]:
        raise ArgumentTypeError(f"invalid span: {text}")
    return span
