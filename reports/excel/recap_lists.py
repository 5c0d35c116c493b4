"""The columns of the recap's sheets: how each record reads in a row."""

from __future__ import annotations

from models.records.recap import (
    Correction,
    ExecutorShare,
    IssuedPaper,
    LateRun,
    PersonShare,
    RecapCase,
    Share,
    StepShare,
)
from reports.excel.cells import CellValue
from reports.excel.pages import Column
from resources.recap_words import CAUSES, FIGURES

ENTRIES = {"sisa_awal": "Sisa awal", "baru": "Baru", "dibuka_kembali": "Dibuka kembali"}
ENDINGS = {
    "selesai": "Selesai",
    "ditolak": "Ditolak",
    "dibatalkan": "Dibatalkan",
    "sisa_akhir": "Berjalan",
}


def hours(minutes: float | None) -> float | None:
    """Working minutes as hours."""
    return None if minutes is None else round(minutes / 60, 2)


def share(part: int, whole: int) -> float | None:
    """A part of a whole; nothing of nothing is no share."""
    return part / whole if whole else None


def share_columns(name: str) -> tuple[Column[Share], ...]:
    """Figures under a name."""
    return (
        Column(name, 44, "teks", lambda s: s.name),
        Column("Sisa awal", 10, "angka", lambda s: s.figures.sisa_awal),
        Column("Baru", 9, "angka", lambda s: s.figures.baru),
        Column("Dibuka kembali", 10, "angka", lambda s: s.figures.dibuka_kembali),
        Column("Masuk", 9, "angka", lambda s: s.figures.masuk),
        Column("Selesai", 10, "angka", lambda s: s.figures.selesai),
        Column("Ditolak", 9, "angka", lambda s: s.figures.ditolak),
        Column("Dibatalkan", 11, "angka", lambda s: s.figures.dibatalkan),
        Column("Sisa akhir", 10, "angka", lambda s: s.figures.sisa_akhir),
        Column("Tepat waktu", 10, "angka", lambda s: s.figures.on_time),
        Column("Terlambat", 10, "angka", lambda s: s.figures.late),
        Column("Berakhir terlambat", 10, "angka", lambda s: s.figures.ended_late),
        Column("Lewat target", 10, "angka", lambda s: s.figures.past_target),
        Column("Tanpa batas", 10, "angka", lambda s: s.figures.unjudged),
        Column("% tepat waktu", 10, "persen", lambda s: s.figures.on_time_share),
    )


def step_words(step: StepShare) -> str:
    """How the step stands against its standard, in words beside the colour."""
    judged = step.on_time + step.late
    if not judged:
        return "tidak dinilai"
    if not step.late:
        return "sesuai standar"
    return "sering terlambat" if step.late * 2 > judged else "ada yang terlambat"


STEPS: tuple[Column[StepShare], ...] = (
    Column("SOP", 9, "teks", lambda s: s.sop),
    Column("Langkah", 9, "teks", lambda s: s.no),
    Column("Kegiatan", 40, "teks", lambda s: s.title),
    Column("Standar waktu", 15, "teks", lambda s: s.standard or "tanpa batas"),
    Column("Standar (jam kerja)", 11, "desimal", lambda s: hours(s.standard_minutes)),
    Column("Dikerjakan", 11, "angka", lambda s: s.runs),
    Column("Tepat waktu", 10, "angka", lambda s: s.on_time),
    Column("Terlambat", 10, "angka", lambda s: s.late),
    Column("Lewat target", 10, "angka", lambda s: s.past_target),
    Column("Tanpa batas", 10, "angka", lambda s: s.unjudged),
    Column("Median (jam kerja)", 11, "desimal", lambda s: hours(s.median)),
    Column("Rata-rata (jam kerja)", 11, "desimal", lambda s: hours(s.mean)),
    Column("Terlama (jam kerja)", 11, "desimal", lambda s: hours(s.slowest)),
    Column("Putaran ulang", 10, "angka", lambda s: s.rounds),
    Column("Penilaian", 21, "teks_tengah", step_words, lambda s: "teks_merah" if s.late else ""),
)


EXECUTORS: tuple[Column[ExecutorShare], ...] = (
    Column("SOP", 9, "teks", lambda e: e.sop),
    Column("Pelaksana", 40, "teks", lambda e: e.label),
    Column("Pihak", 12, "teks", lambda e: "OPD" if e.external else "Kantor"),
    Column("Bagian selesai", 12, "angka", lambda e: e.finished),
    Column("Di antaranya terlambat", 13, "angka", lambda e: e.late),
    Column("Masih dikerjakan", 13, "angka", lambda e: e.open),
    Column("Di antaranya lewat batas", 13, "angka", lambda e: e.open_late),
    Column("Median (jam kerja)", 12, "desimal", lambda e: hours(e.median)),
)

PEOPLE: tuple[Column[PersonShare], ...] = (
    Column("Petugas", 44, "teks", lambda p: p.name),
    Column("Bagian selesai", 14, "angka", lambda p: p.finished),
    Column("Di antaranya terlambat", 14, "angka", lambda p: p.late),
    Column("Sedang dikerjakan", 14, "angka", lambda p: p.open),
)

LATE: tuple[Column[LateRun], ...] = (
    Column("Nomor", 18, "teks", lambda r: r.number),
    Column("SOP", 8, "teks", lambda r: r.sop),
    Column("OPD", 32, "teks", lambda r: r.agency),
    Column("Langkah", 9, "teks", lambda r: r.step_no),
    Column("Kegiatan", 32, "teks", lambda r: r.step),
    Column("Pelaksana", 26, "teks", lambda r: r.executor),
    Column("Batas waktu", 17, "saat", lambda r: r.due),
    Column("Selesai", 17, "saat", lambda r: r.finished),
    Column("Lewat (jam kerja)", 11, "desimal", lambda r: hours(r.over_minutes)),
    Column("Alasan", 22, "teks", lambda r: r.reason),
    Column("Keterangan", 40, "teks", lambda r: r.reason_text),
)


def _late_words(case: RecapCase) -> str:
    if case.late_runs:
        return f"Terlambat ({case.late_runs} langkah)"
    return "Tepat waktu" if case.judged_runs else "Tanpa batas"


def _target_words(case: RecapCase) -> CellValue:
    return f"Lewat target ({case.past_targets})" if case.past_targets else None


CASES: tuple[Column[RecapCase], ...] = (
    Column("Nomor", 17, "teks", lambda c: c.number),
    Column("SOP", 6, "teks", lambda c: c.sop),
    Column("OPD", 26, "teks", lambda c: c.agency),
    Column("Perihal", 34, "teks", lambda c: c.subject),
    Column("Diterima", 16, "saat", lambda c: c.received),
    Column("Masuk sebagai", 10, "teks", lambda c: ENTRIES[c.entry]),
    Column("Keadaan akhir", 10, "teks", lambda c: ENDINGS[c.ending]),
    Column("Berakhir", 16, "saat", lambda c: c.closed),
    Column("Langkah terakhir", 19, "teks", lambda c: c.step),
    Column("Petugas", 18, "teks", lambda c: c.assignee),
    Column("Lama (jam kerja)", 8, "desimal", lambda c: hours(c.working_minutes)),
    Column("Lama (hari kalender)", 9, "angka", lambda c: c.calendar_days),
    Column("Di kantor (jam)", 8, "desimal", lambda c: hours(c.split.office)),
    Column("Di OPD (jam)", 8, "desimal", lambda c: hours(c.split.agency)),
    Column("Ditunda (jam)", 8, "desimal", lambda c: hours(c.split.paused)),
    Column("Di luar jam kerja (jam)", 9, "desimal", lambda c: hours(c.split.outside)),
    Column("Penilaian waktu", 12, "teks_tengah", _late_words, lambda c: "teks_merah" if c.late_runs else ""),
    Column("Target", 10, "teks", _target_words),
    Column("Alasan terlambat", 16, "teks", lambda c: c.late_reason),
)

PAPERS: tuple[Column[IssuedPaper], ...] = (
    Column("Tanggal", 14, "hari", lambda p: p.day),
    Column("Nomor", 28, "teks", lambda p: p.number),
    Column("Naskah", 28, "teks", lambda p: p.name),
    Column("Permohonan", 18, "teks", lambda p: p.case_number),
    Column("Perihal", 50, "teks", lambda p: p.subject),
    Column("Penanda tangan", 30, "teks", lambda p: p.signer),
    Column("Keadaan", 12, "teks", lambda p: p.state),
)

CORRECTIONS: tuple[Column[Correction], ...] = (
    Column("Periode yang ditutup", 24, "teks", lambda c: c.period),
    Column("Tingkat", 40, "teks", lambda c: c.level),
    Column("Angka", 20, "teks", lambda c: FIGURES[c.figure]),
    Column("Saat ditutup", 14, "angka", lambda c: c.closed_as),
    Column("Sekarang", 14, "angka", lambda c: c.now),
    Column("Selisih", 12, "angka", lambda c: c.now - c.closed_as),
    Column("Sebab", 44, "teks", lambda c: CAUSES[c.cause]),
)
