"""The forms of SOP monitoring as a workbook: monitoring, evaluation, and times beside their standards."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from models.records.monitoring import QUESTIONS, VERDICTS, Monitoring, MonitoringLine, StepFact
from models.rules.date_words import date_text
from reports.excel.cells import CellValue, Styles
from reports.excel.pages import Column, Page, R
from reports.excel.recap_lists import hours, share
from reports.excel.whole_book import filling
from resources.wording_check import anchor_words

_TICK = "√"
_ANSWERS = {"y": "Ya", "t": "Tidak", "-": ""}
_GROUP = "Penilaian terhadap penerapan"
_FROZEN = 4


class _StepRow(NamedTuple):
    """A step under its SOP."""

    line: MonitoringLine
    step: StepFact


def _on_time(line: MonitoringLine) -> CellValue:
    fact = line.fact
    return share(fact.judged_runs - fact.late_runs, fact.judged_runs)


def _waited(line: MonitoringLine) -> str:
    return "; ".join(f"{label} ({count})" for label, count in line.fact.missing)


_STEPS: tuple[Column[_StepRow], ...] = (
    Column("SOP", 9, "teks", lambda r: r.line.code),
    Column("Langkah", 9, "teks_tengah", lambda r: r.step.no),
    Column("Kegiatan", 44, "teks", lambda r: r.step.title),
    Column("Standar waktu", 16, "teks", lambda r: r.step.standard or "tanpa batas"),
    Column("Pelaksanaan selesai", 12, "angka", lambda r: r.step.runs),
    Column("Dinilai waktunya", 11, "angka", lambda r: r.step.judged),
    Column("Terlambat", 11, "angka", lambda r: r.step.late),
    Column("% tepat waktu", 11, "persen", lambda r: share(r.step.judged - r.step.late, r.step.judged)),
    Column("Median (jam kerja)", 12, "desimal", lambda r: hours(r.step.median)),
    Column("90 % dalam (jam kerja)", 13, "desimal", lambda r: hours(r.step.ninetieth)),
    Column("Usulan standar yang realistis", 38, "teks", lambda r: r.step.proposal),
)

_SOPS: tuple[Column[MonitoringLine], ...] = (
    Column("SOP", 9, "teks", lambda r: r.code),
    Column("Nama", 44, "teks", lambda r: r.name),
    Column("Sisa awal", 9, "angka", lambda r: r.fact.figures.sisa_awal),
    Column("Masuk", 9, "angka", lambda r: r.fact.figures.masuk),
    Column("Selesai", 9, "angka", lambda r: r.fact.figures.selesai),
    Column("Ditolak", 9, "angka", lambda r: r.fact.figures.ditolak),
    Column("Dibatalkan", 11, "angka", lambda r: r.fact.figures.dibatalkan),
    Column("Sisa akhir", 9, "angka", lambda r: r.fact.figures.sisa_akhir),
    Column("Langkah selesai", 11, "angka", lambda r: r.fact.finished_runs),
    Column("Langkah terlambat", 11, "angka", lambda r: r.fact.late_runs),
    Column("% langkah tepat waktu", 12, "persen", _on_time),
    Column("Median permohonan (jam kerja)", 14, "desimal", lambda r: hours(r.fact.case_median)),
    Column("Usulan standar yang realistis", 38, "teks", lambda r: r.fact.proposal),
    Column("Dokumen yang ditunggu sekarang", 40, "teks", _waited),
)


def monitoring_book(monitoring: Monitoring, logo: bytes | None = None) -> bytes:
    """The workbook."""
    book = Workbook(write_only=True)
    kept = io.BytesIO()
    with filling(book):
        styles = Styles(book, None)
        _monitoring(book, styles, monitoring, logo)
        _evaluation(book, styles, monitoring, logo)
        _table(book, styles, monitoring, "Per SOP", "PerSOP", _SOPS, monitoring.lines)
        rows = (_StepRow(line, step) for line in monitoring.lines for step in line.fact.steps)
        _table(book, styles, monitoring, "Waktu langkah", "WaktuLangkah", _STEPS, rows)
        book.save(kept)
    return kept.getvalue()


def _monitoring(book: Workbook, styles: Styles, monitoring: Monitoring, logo: bytes | None) -> None:
    """The six columns; the assessment has two sides under one heading."""
    page = _page(book, styles, monitoring, "Monitoring", (5, 34, 13, 13, 56, 38, 13))
    page.kop(monitoring.letterhead, logo)
    page.titles("MONITORING PELAKSANAAN SOP ADMINISTRASI PEMERINTAHAN", *_scope(monitoring))
    plain = ("No", "Prosedur (SOP)", _GROUP, "", "Catatan hasil penilaian", "Tindakan yang harus diambil",
             "Paraf penilai")  # fmt: skip
    head = page.write(*((words, "kepala") for words in plain))
    sides = ("", "", VERDICTS["baik"], VERDICTS["tidak_baik"], "", "", "")
    page.write(*((words, "kepala") for words in sides))
    _merge(page, head, (1, 2, 5, 6, 7), (3, 4))
    page.write(*((number, "kepala") for number in ("1", "2", "3", "", "4", "5", "6")))
    _across(page, head + 2, 3, 4)
    page.sheet.print_title_rows = f"{head}:{head + 2}"
    for no, line in enumerate(monitoring.lines, 1):
        kept = line.assessment
        action = kept.action
        if kept.done_on is not None:
            action = f"{action}\nDilaksanakan {date_text(kept.done_on)}."
        page.write(
            (no, "angka"), (f"{line.name} ({line.code})", "teks"),
            (_TICK if kept.verdict == "baik" else "", "teks_tengah"),
            (_TICK if kept.verdict == "tidak_baik" else "", "teks_tengah"),
            (line.note, "teks"), (action, "teks"), ("", "teks"),
        )  # fmt: skip
    _sign(page, monitoring)


def _evaluation(book: Workbook, styles: Styles, monitoring: Monitoring, logo: bytes | None) -> None:
    page = _page(book, styles, monitoring, "Evaluasi", (5, 34, *(17,) * len(QUESTIONS)))
    page.kop(monitoring.letterhead, logo)
    page.titles("EVALUASI PENERAPAN SOP ADMINISTRASI PEMERINTAHAN", *_scope(monitoring))
    head = page.write(*((words, "kepala") for words in ("No", "Prosedur (SOP)", *QUESTIONS)))
    page.sheet.print_title_rows = f"{head}:{head}"
    for no, line in enumerate(monitoring.lines, 1):
        answers = [(_ANSWERS[answer], "teks_tengah") for answer in line.assessment.answers]
        page.write((no, "angka"), (f"{line.name} ({line.code})", "teks"), *answers)
    _sign(page, monitoring)


def _sign(page: Page, monitoring: Monitoring) -> None:
    page.sign(monitoring.signers, monitoring.place, date_text(monitoring.made.date()))
    if monitoring.anchor:
        page.skip()
        page.write((anchor_words(monitoring.anchor), "bebas"))


def _table(
    book: Workbook,
    styles: Styles,
    monitoring: Monitoring,
    title: str,
    name: str,
    columns: tuple[Column[R], ...],
    records: Iterable[R],
) -> None:
    page = _page(book, styles, monitoring, title, [column.width for column in columns], frozen=_FROZEN)
    page.write((title.upper(), "tebal"))
    page.write((" · ".join(filter(None, (monitoring.period.name, monitoring.left_out))), "bebas"))
    page.skip()
    page.table(name, columns, records)


def _scope(monitoring: Monitoring) -> tuple[str, ...]:
    """The lines under a title: the period, and what was left out."""
    return tuple(filter(None, (monitoring.period.name.upper(), monitoring.left_out)))


def _page(
    book: Workbook,
    styles: Styles,
    monitoring: Monitoring,
    title: str,
    widths: Iterable[float],
    *,
    frozen: int = 0,
) -> Page:
    page = Page(book, styles, title, tuple(widths), frozen=frozen)
    if monitoring.sample:
        page.sheet.oddHeader.center.text = "CONTOH"
    return page


def _merge(page: Page, head: int, down: Iterable[int], beside: tuple[int, int]) -> None:
    """Join the cells of a head of two rows: those without sides downwards, the sides' heading across."""
    for column in down:
        letter = get_column_letter(column)
        page.sheet.merged_cells.add(f"{letter}{head}:{letter}{head + 1}")
    _across(page, head, *beside)


def _across(page: Page, row: int, first: int, last: int) -> None:
    page.sheet.merged_cells.add(f"{get_column_letter(first)}{row}:{get_column_letter(last)}{row}")
