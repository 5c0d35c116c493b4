"""The deadline of a run as the dialogs say it: exact time first, remaining working time second."""

from __future__ import annotations

from datetime import datetime

from models.records.case import StepSheet
from models.rules.badge import badge
from models.rules.calendar import WorkingCalendar
from resources.indonesian import duration_text, moment_text

#: Whom a paused case waits for.
PARTY_WORDS = {"opd": "OPD", "pejabat": "pejabat", "rapat": "rapat", "lainnya": "hal lain"}


def near_moment(moment: datetime, now: datetime) -> str:
    """A moment as people say it when it is today."""
    if moment.date() == now.date():
        return f"hari ini {moment:%H.%M}"
    return moment_text(moment)


def remaining_words(until: datetime, calendar: WorkingCalendar, now: datetime) -> str:
    """Working time left until a moment, or passed since."""
    if now <= until:
        return f"sisa {duration_text(calendar.minutes_between(now, until))} kerja"
    return f"lewat {duration_text(calendar.minutes_between(until, now))} kerja"


def deadline_lines(sheet: StepSheet, calendar: WorkingCalendar, now: datetime) -> tuple[str, str, str]:
    """Tone, headline and detail for the box in the head of the step dialog."""
    tone = badge(sheet.pace, sheet.green_until, sheet.due, sheet.target, now, calendar).tone
    if sheet.paused_for:
        return _paused_lines(sheet)
    if sheet.due is not None:
        return tone, f"Batas: {near_moment(sheet.due, now)}", remaining_words(sheet.due, calendar, now)
    if sheet.target is not None:
        return tone, f"Target: {near_moment(sheet.target, now)}", remaining_words(sheet.target, calendar, now)
    if sheet.pace == "tentatif":
        return tone, "Waktu tentatif", "tanggal target belum disepakati"
    if sheet.pace == "tidak_terbaca":
        return tone, "Tanpa batas", f"waktu baku “{sheet.time_text}” tidak terbaca"
    return tone, "Tanpa batas waktu", "waktu diukur, tidak dinilai"


def _paused_lines(sheet: StepSheet) -> tuple[str, str, str]:
    """A pause stops the clock; a limit that had passed before stays passed."""
    headline = f"Ditunda: menunggu {PARTY_WORDS.get(sheet.paused_for, sheet.paused_for)}"
    if sheet.late_in_pause and sheet.due is not None:
        passed = f"batas {moment_text(sheet.due)} sudah lewat sebelum ditunda"
        return "merah", headline, f"{passed} · {sheet.paused_reason}"
    return "abu", headline, sheet.paused_reason
