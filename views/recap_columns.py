"""The columns of the recap's tables on screen, each figure with the list that stands behind it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from models.records.recap import (
    Correction,
    ExecutorShare,
    LateRun,
    PersonShare,
    RecapCase,
    Share,
    StepShare,
    WorkFigure,
    WorkRow,
)
from models.rules.badge import Badge
from resources.indonesian import number_text, short_date
from resources.recap_words import CAUSES, FIGURES
from views.recap_table import RecapColumn
from views.recap_words import (
    ENDINGS,
    ENTRIES,
    against_standard,
    figure,
    hours,
    load_words,
    meaning,
    over_words,
    percent,
    step_verdict,
)
from views.title_words import calm_title

#: The figures of a share, in the order of the identity; long names in two lines.
_SHARED = (
    ("sisa_awal", "Sisa\nawal"), ("baru", "Baru"), ("dibuka_kembali", "Dibuka\nkembali"),
    ("masuk", "Masuk"), ("selesai", "Selesai"), ("ditolak", "Ditolak"), ("dibatalkan", "Dibatal-\nkan"),
    ("sisa_akhir", "Sisa\nakhir"), ("on_time", "Tepat\nwaktu"), ("late", "Terlam-\nbat"),
    ("past_target", "Lewat\ntarget"), ("unjudged", "Tanpa\nbatas"),
)  # fmt: skip


def sop_name(share: Share) -> str:
    """`PAW · Permintaan Pembangunan`; the sum has no code."""
    return f"{share.key} · {calm_title(share.name)}" if share.key else share.name


def share_columns(
    title: str, name: Callable[[Share], str] = lambda s: s.name
) -> tuple[RecapColumn[Share], ...]:
    """Figures under a name."""
    share: RecapColumn[Share] = RecapColumn(
        "% tepat\nwaktu", "", lambda s: percent(s.figures.on_time_share), 7,
        number=lambda s: s.figures.on_time_share, figure="on_time", tip=meaning("% tepat waktu"),
    )  # fmt: skip
    first: RecapColumn[Share] = RecapColumn(title, title, name, 30, least=16)
    return (first, *(_figure(code, words) for code, words in _SHARED), share)


def _figure(code: str, words: str) -> RecapColumn[Share]:
    return RecapColumn(
        words, "", lambda s: number_text(figure(s.figures, code)), 6,
        number=lambda s: figure(s.figures, code), figure=code, tip=meaning(code),
    )  # fmt: skip


def _count(
    value: Callable[[Any], int], title: str, work: WorkFigure, tip: str = "", *, chars: int = 8
) -> RecapColumn[Any]:
    """How many runs or parts; opens them."""
    return RecapColumn(
        title, title.replace("\n", " "), lambda r: number_text(value(r)), chars, number=value, figure=work,
        tip=tip,
    )  # fmt: skip


def _hours(value: Callable[[Any], float | None], title: str, tip: str = "") -> RecapColumn[Any]:
    """Working minutes as hours."""

    def number(record: Any) -> float | None:
        minutes = value(record)
        return None if minutes is None else minutes / 60

    return RecapColumn(title, title, lambda r: hours(value(r)), 8, number=number, tip=tip)


STEPS: tuple[RecapColumn[StepShare], ...] = (
    RecapColumn("SOP", "", lambda s: s.sop, 6),
    RecapColumn("No", "", lambda s: s.no, 4),
    RecapColumn("Kegiatan", "", lambda s: s.title, 30),
    RecapColumn("Penilaian", "", lambda s: step_verdict(s).words, 18, step_verdict),
    RecapColumn("Waktu baku", "", lambda s: s.standard or "tanpa batas", 18, least=12),
    _hours(lambda s: s.median, "Median", meaning("Median")),
    RecapColumn("Terhadap standar", "", against_standard, 20, least=17),
    _hours(lambda s: s.slowest, "Terlama"),
    _count(lambda s: s.runs, "Selesai", "selesai", chars=6),
    _count(lambda s: s.late, "Terlambat", "terlambat", "Langkah yang selesai sesudah batas waktu bakunya.",
           chars=6),
    _count(lambda s: s.rounds, "Putaran\nulang", "ulang", meaning("Putaran ulang"), chars=6),
)  # fmt: skip

_OPEN = meaning("Sedang dikerjakan")
_LATE_PART = "Bagian yang langkahnya selesai sesudah batas waktu bakunya."

EXECUTORS: tuple[RecapColumn[ExecutorShare], ...] = (
    RecapColumn("SOP", "", lambda e: e.sop, 6),
    RecapColumn("Pelaksana", "Pelaksana", lambda e: e.label, 32),
    RecapColumn("Pihak", "", lambda e: "OPD" if e.external else "Kantor", 8),
    _count(lambda e: e.open, "Sedang dikerjakan", "berjalan", _OPEN),
    RecapColumn("Keadaan", "", lambda e: load_words(e).words, 18, load_words, figure="berjalan_terlambat"),
    _count(lambda e: e.finished, "Selesai", "selesai"),
    _count(lambda e: e.late, "Terlambat", "terlambat", _LATE_PART),
    _hours(lambda e: e.median, "Median", meaning("Median")),
)

PEOPLE: tuple[RecapColumn[PersonShare], ...] = (
    RecapColumn("Petugas", "Petugas", lambda p: p.name, 40),
    _count(lambda p: p.open, "Sedang dikerjakan", "berjalan", _OPEN),
    _count(lambda p: p.finished, "Selesai", "selesai"),
    _count(lambda p: p.late, "Terlambat", "terlambat", _LATE_PART),
)


def _day(moment: datetime | None) -> str:
    return "" if moment is None else short_date(moment.date())


def _state(case: RecapCase) -> Badge:
    words = ENDINGS[case.ending]
    if case.late_runs:
        return Badge("merah", f"{words}, terlambat")
    return Badge("hijau" if case.ending == "selesai" else "abu", words)


CASES: tuple[RecapColumn[RecapCase], ...] = (
    RecapColumn("Nomor", "", lambda c: c.number, 18, least=15),
    RecapColumn("SOP", "", lambda c: c.sop, 6),
    RecapColumn("Keadaan", "", lambda c: _state(c).words, 19, _state),
    RecapColumn("Perihal", "", lambda c: c.subject, 38),
    RecapColumn("OPD", "", lambda c: c.agency, 26),
    RecapColumn("Cara masuk", "", lambda c: ENTRIES[c.entry], 14),
    RecapColumn("Diterima", "", lambda c: _day(c.received), 13, least=12),
    RecapColumn("Berakhir", "", lambda c: _day(c.closed), 13, least=12),
    RecapColumn("Jam kerja", "", lambda c: hours(c.working_minutes), 9,
                number=lambda c: None if c.working_minutes is None else c.working_minutes / 60,
                tip=meaning("Jam kerja")),
    RecapColumn("Langkah", "", lambda c: c.step, 22),
    RecapColumn("Petugas", "", lambda c: c.assignee, 20),
    RecapColumn("Alasan terlambat", "", lambda c: c.late_reason, 22),
)  # fmt: skip


TIMES: tuple[RecapColumn[RecapCase], ...] = (
    RecapColumn("Nomor", "", lambda c: c.number, 18, least=15),
    RecapColumn("SOP", "", lambda c: c.sop, 6),
    RecapColumn("Keadaan", "", lambda c: _state(c).words, 19, _state),
    RecapColumn("Perihal", "", lambda c: c.subject, 30),
    RecapColumn("OPD", "", lambda c: c.agency, 24),
    RecapColumn("Berakhir", "", lambda c: _day(c.closed), 13, least=12),
    _hours(lambda c: c.split.office, "Di kantor"),
    _hours(lambda c: c.split.agency, "Di OPD"),
    _hours(lambda c: c.split.paused, "Ditunda"),
    _hours(lambda c: c.split.outside, "Di luar\njam kerja"),
    _hours(lambda c: c.split.whole, "Seluruhnya"),
)


def _work_state(row: WorkRow) -> Badge:
    if row.finished is None:
        return Badge("merah", "lewat batas") if row.late else Badge("abu", "sedang dikerjakan")
    return Badge("merah", "selesai terlambat") if row.late else Badge("hijau", "selesai")


def _work(whose: tuple[RecapColumn[WorkRow], ...]) -> tuple[RecapColumn[WorkRow], ...]:
    return (
        RecapColumn("Nomor", "", lambda r: r.number, 18, least=15),
        RecapColumn("SOP", "", lambda r: r.sop, 6),
        RecapColumn("Langkah", "", lambda r: f"{r.step_no}. {r.step}", 28),
        RecapColumn("Keadaan", "", lambda r: _work_state(r).words, 19, _work_state),
        *whose,
        RecapColumn("Mulai", "", lambda r: _day(r.opened), 13, least=12),
        RecapColumn("Batas", "", lambda r: _day(r.due), 13, least=12),
        RecapColumn("Selesai", "", lambda r: _day(r.finished), 13, least=12),
        _hours(lambda r: r.minutes, "Jam kerja", meaning("Jam kerja")),
        RecapColumn("Putaran", "", lambda r: number_text(r.round), 6, number=lambda r: r.round),
        RecapColumn("Alasan terlambat", "", lambda r: r.reason, 22),
        RecapColumn("Perihal", "", lambda r: r.subject, 30),
        RecapColumn("OPD", "", lambda r: r.agency, 24),
    )


STEP_WORK = _work((RecapColumn("Pelaksana", "", lambda r: r.executor, 24),))
PART_WORK = _work(
    (RecapColumn("Pelaksana", "", lambda r: r.executor, 22),
     RecapColumn("Petugas", "", lambda r: r.person, 22)),
)  # fmt: skip


def _age(case: RecapCase) -> str:
    return "" if case.calendar_days is None else f"{number_text(case.calendar_days)} hari"


OLDEST: tuple[RecapColumn[RecapCase], ...] = (
    RecapColumn("Nomor", "", lambda c: c.number, 18, least=15),
    RecapColumn("SOP", "", lambda c: c.sop, 6),
    RecapColumn("Keadaan", "", lambda c: _state(c).words, 19, _state),
    RecapColumn("Umur", "", _age, 12,
                number=lambda c: None if c.calendar_days is None else c.calendar_days),
    RecapColumn("Diterima", "", lambda c: _day(c.received), 13, least=12),
    RecapColumn("Perihal", "", lambda c: c.subject, 38),
    RecapColumn("OPD", "", lambda c: c.agency, 26),
    RecapColumn("Langkah", "", lambda c: c.step, 24),
    RecapColumn("Petugas", "", lambda c: c.assignee, 20),
)  # fmt: skip


def _over(run: LateRun) -> Badge:
    return Badge("merah", over_words(run.over_minutes))


LATE: tuple[RecapColumn[LateRun], ...] = (
    RecapColumn("Nomor", "", lambda r: r.number, 18, least=15),
    RecapColumn("SOP", "", lambda r: r.sop, 6),
    RecapColumn("Langkah", "", lambda r: f"{r.step_no}. {r.step}", 28),
    RecapColumn("Lewat", "", lambda r: _over(r).words, 17, _over),
    RecapColumn("Alasan", "", lambda r: r.reason, 22),
    RecapColumn("Keterangan", "", lambda r: r.reason_text, 20),
    RecapColumn("Pelaksana", "", lambda r: r.executor, 24),
    RecapColumn("OPD", "", lambda r: r.agency, 24),
    RecapColumn("Batas", "", lambda r: _day(r.due), 13, least=12),
    RecapColumn("Selesai", "", lambda r: _day(r.finished) or "masih berjalan", 14),
)

CORRECTIONS: tuple[RecapColumn[Correction], ...] = (
    RecapColumn("Periode", "", lambda c: c.period, 18),
    RecapColumn("Bagian", "", lambda c: c.level, 34),
    RecapColumn("Angka", "", lambda c: FIGURES[c.figure], 20),
    RecapColumn("Saat ditutup", "", lambda c: number_text(c.closed_as), 12, number=lambda c: c.closed_as),
    RecapColumn("Sekarang", "", lambda c: number_text(c.now), 12, number=lambda c: c.now, figure="sekarang"),
    RecapColumn("Sebab", "", lambda c: CAUSES[c.cause], 38),
)
