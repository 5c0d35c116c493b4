"""Lembar kendali berkas: one case with its steps, room for paraf, its documents and a QR of its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from models.records.paper import ControlSheet, ControlStep, RegisterColumn
from reports.pdf.balance import balanced
from reports.pdf.drawn_pages import DrawnPages
from reports.pdf.fonts import BOLD, REGULAR, printable, register_fonts, width
from reports.pdf.lines import wrapped
from reports.pdf.page import PageSetup, mark_words
from reports.pdf.qr import draw_qr
from reports.pdf.ruled import PAD_X, Row, Ruled
from reports.pdf.styles import MM
from reports.pdf.text import DOTS
from reports.pdf.ticks import box_width, draw_box

#: The least widths in points: a paraf needs room, and a moment stands on one line.
_COLUMNS = (
    RegisterColumn("No", 20, "tengah"),
    RegisterColumn("Langkah", 60),
    RegisterColumn("Pelaksana", 50),
    RegisterColumn("Mulai\nSelesai", 0),
    RegisterColumn("Tenggat", 0),
    RegisterColumn("Hasil", 40),
    RegisterColumn("Petugas", 40),
    RegisterColumn("Paraf", 36),
)
_MOMENTS, _MOMENT = 3, "00-00-0000 00.00"
#: A sheet that is stapled to a file, not a letter: a wide table is worth more than wide margins.
_LEFT, _RIGHT = 20.0, 15.0
_CHECK_COLUMNS = 3
_QR = 25 * MM
#: The code and its words: many squares to draw, so that a sheet is measured without them.
_CODE = _QR + 8
_HEADING, _HEADING_LINE = 10.0, 15.0
_GAP = 3.5 * MM
_LATE = "TERLAMBAT"


@dataclass(frozen=True, slots=True)
class _Scale:
    """How large steps, documents and facts are set; `least` is the height of a row with room for a paraf."""

    size: float
    least: float
    fact: float

    @property
    def fact_line(self) -> float:
        """From one line of the facts to the next."""
        return self.fact * 1.28


#: Tried in turn until all stands on one page.
_SCALES = (
    _Scale(8.5, 28.0, 9.5),
    _Scale(8.5, 24.0, 9.5),
    _Scale(8.0, 22.0, 9.5),
    _Scale(7.5, 20.0, 9.0),
    _Scale(7.0, 0.0, 8.5),
    _Scale(6.5, 0.0, 8.0),
)


#: For a sheet that goes on over a second page.
_OVER_PAGES = _Scale(8.0, 18.0, 9.0)


@dataclass(frozen=True, slots=True)
class _Check:
    """A document of the list: the lines beside its box."""

    lines: tuple[str, ...]
    present: bool


@dataclass(slots=True)
class _Page:
    """What stands on one page: rows of steps, then lines of documents."""

    rows: list[Row]
    checks: list[tuple[_Check, ...]]


_Laid = tuple[Ruled, list[_Page]]


def render_control_sheet(sheet: ControlSheet, logo: bytes | None = None) -> bytes:
    """The sheet as PDF; the same sheet always gives the same bytes."""
    register_fonts()
    return _Drawing(sheet, logo).pdf()


class _Drawing:
    """One sheet while it is laid out and drawn."""

    def __init__(self, sheet: ControlSheet, logo: bytes | None) -> None:
        self._sheet, self._logo = sheet, logo
        title = printable(f"Lembar kendali berkas {sheet.case_number}")
        mark = mark_words(draft=False, sample=sheet.sample)
        footer = "\n".join(filter(None, (sheet.footer, f"Dicetak {sheet.printed}" if sheet.printed else "")))
        margins = replace(
            sheet.margins, left=min(sheet.margins.left, _LEFT), right=min(sheet.margins.right, _RIGHT)
        )
        self._pages = DrawnPages(PageSetup(sheet.paper, margins, footer, mark, title))

    def pdf(self) -> bytes:
        pages = self._pages
        scale, (ruled, laid) = self._scaled()
        for number, page in enumerate(laid, start=1):
            pages.begin()
            top = pages.top - (self._opening(pages.canvas, scale) if number == 1 else self._follow_on())
            if page.rows or (number == 1 and not self._sheet.steps):
                top = ruled.draw(pages.canvas, pages.left, top, page.rows) - _GAP
            if page.checks:
                self._draw_checks(page.checks, top, scale)
            pages.end(number, len(laid))
        return pages.finished()

    def _scaled(self) -> tuple[_Scale, _Laid]:
        """The largest at which all stands on one page; what needs two pages anyway is set to be read."""
        smallest = self._measured(_SCALES[-1])
        if len(smallest[1]) > 1:
            return _OVER_PAGES, self._measured(_OVER_PAGES)
        for scale in _SCALES[:-1]:
            laid = self._measured(scale)
            if len(laid[1]) == 1:
                return scale, laid
        return _SCALES[-1], smallest

    def _measured(self, scale: _Scale) -> _Laid:
        return self._laid(scale, self._opening(self._pages.scrap(), scale, measuring=True))

    def _laid(self, scale: _Scale, opening: float) -> _Laid:
        """The steps and documents parted into pages at one size."""
        pages = self._pages
        columns = list(_COLUMNS)
        moment = width(_MOMENT, REGULAR, scale.size) + 2 * PAD_X + 0.2
        columns[_MOMENTS] = replace(columns[_MOMENTS], width=moment)
        cells = [_cells(step) for step in self._sheet.steps]
        ruled = Ruled(
            balanced(columns, cells, pages.wide, scale.size), pages.wide, size=scale.size, least=scale.least
        )
        following = pages.top - pages.bottom - _HEADING_LINE
        room = pages.top - pages.bottom - opening - ruled.head_height
        laid = [_Page([], [])]
        for step in cells:
            row = ruled.measured(step)
            while row.height > room:
                if laid[-1].rows and row.height <= following - ruled.head_height:
                    laid.append(_Page([], []))
                else:
                    piece, row = ruled.broken(row, room)
                    laid[-1].rows.append(piece)
                    laid.append(_Page([], []))
                room = following - ruled.head_height
            laid[-1].rows.append(row)
            room -= row.height
        room -= _GAP + _HEADING_LINE
        for line in self._checks(scale):
            high = _row_height(line, scale)
            if high > room:
                laid.append(_Page([], []))
                room = following - _HEADING_LINE
            laid[-1].checks.append(line)
            room -= high
        return ruled, laid

    def _opening(self, canvas: Any, scale: _Scale, *, measuring: bool = False) -> float:
        """Kop, title, facts and QR; answers the height they take."""
        pages = self._pages
        y = pages.top - pages.kop(canvas, self._sheet.letterhead, self._logo)
        y -= 16
        canvas.setFont(BOLD, 13)
        canvas.drawCentredString(pages.left + pages.wide / 2, y + 3, "LEMBAR KENDALI BERKAS")
        y -= _GAP
        bottom = min(self._facts(canvas, y, scale), y - _CODE)
        if not measuring:
            self._code(canvas, y)
        return pages.top - bottom + _GAP

    def _facts(self, canvas: Any, y: float, scale: _Scale) -> float:
        pages = self._pages
        size, line = scale.fact, scale.fact_line
        facts = [("Nomor permohonan", self._sheet.case_number), *self._sheet.facts]
        labels = [" ".join(printable(label).split()) for label, _ in facts]
        column = min(max(width(label, REGULAR, size) for label in labels) + 6, pages.wide / 4)
        room = pages.wide - _QR - 6 * MM - column - 9
        for at, (label, (_, value)) in enumerate(zip(labels, facts, strict=True)):
            shown = wrapped(value, BOLD if at == 0 else REGULAR, size, room)
            lines = shown or (DOTS * int(room / width(DOTS, REGULAR, size)),)
            labelled = wrapped(label, REGULAR, size, column - 3)
            canvas.setFont(REGULAR, size)
            for row, words in enumerate(labelled):
                canvas.drawString(pages.left, y - size - row * line, words)
            canvas.drawString(pages.left + column, y - size, ":")
            canvas.setFont(BOLD if at == 0 else REGULAR, size)
            for row, words in enumerate(lines):
                canvas.drawString(pages.left + column + 9, y - size - row * line, words)
            y -= max(len(lines), len(labelled)) * line
        return y

    def _code(self, canvas: Any, y: float) -> None:
        """The QR, with words that say what it holds: it is no signature."""
        pages = self._pages
        left = pages.left + pages.wide - _QR
        draw_qr(canvas, self._sheet.case_number or "-", left, y - _QR, _QR)
        canvas.setFont(REGULAR, 6.5)
        canvas.drawRightString(left + _QR, y - _QR - 5, "Kode nomor permohonan")

    def _follow_on(self) -> float:
        pages = self._pages
        words = f"Lembar kendali berkas {self._sheet.case_number} (lanjutan)"
        line = wrapped(words, BOLD, _HEADING, pages.wide)[0]
        pages.canvas.setFont(BOLD, _HEADING)
        pages.canvas.drawString(pages.left, pages.top - _HEADING, line)
        return _HEADING_LINE

    def _checks(self, scale: _Scale) -> list[tuple[_Check, ...]]:
        """The documents in columns, read row by row."""
        room = self._pages.wide / _CHECK_COLUMNS - box_width(scale.size) - 3 * MM
        checks = [
            _Check(wrapped(_named(label, detail), REGULAR, scale.size, room), present)
            for label, detail, present in self._sheet.documents
        ]
        return [tuple(checks[at : at + _CHECK_COLUMNS]) for at in range(0, len(checks), _CHECK_COLUMNS)]

    def _draw_checks(self, lines: Sequence[tuple[_Check, ...]], top: float, scale: _Scale) -> None:
        pages, canvas = self._pages, self._pages.canvas
        canvas.setFillGray(0)
        canvas.setFont(BOLD, _HEADING)
        canvas.drawString(pages.left, top - _HEADING, "Daftar dokumen")
        y = top - _HEADING_LINE
        for row in lines:
            for at, check in enumerate(row):
                self._draw_check(check, pages.left + at * pages.wide / _CHECK_COLUMNS, y, scale.size)
            y -= _row_height(row, scale)

    def _draw_check(self, check: _Check, left: float, top: float, size: float) -> None:
        canvas = self._pages.canvas
        y = top - size
        draw_box(canvas, left, y, size, ticked=check.present)
        left += box_width(size)
        canvas.setFont(REGULAR, size)
        for line in check.lines:
            canvas.drawString(left, y, line)
            y -= size * 1.2


def _cells(step: ControlStep) -> tuple[str, ...]:
    outcome = "\n".join(filter(None, (step.outcome, _LATE if step.late else "")))
    times = "\n".join(filter(None, (step.since, step.until)))
    return (step.no, step.title, step.executor, times, step.limit, outcome, step.by, "")


def _named(label: str, detail: str) -> str:
    return f"{label or DOTS} ({detail})" if detail else label or DOTS


def _row_height(row: tuple[_Check, ...], scale: _Scale) -> float:
    return max(len(one.lines) for one in row) * scale.size * 1.2 + scale.size * 0.4
