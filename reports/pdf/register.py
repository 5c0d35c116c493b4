"""Agenda books as landscape PDFs: one measured table per page, so that the time grows with the pages only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from models.records.paper import Register
from reports.pdf.drawn_pages import DrawnPages, Landscape
from reports.pdf.fonts import BOLD, REGULAR, printable, register_fonts
from reports.pdf.grouped_ruled import GroupedRuled
from reports.pdf.lines import wrapped
from reports.pdf.page import mark_words
from reports.pdf.ruled import Row, Ruled
from reports.pdf.signature import SignatureBlock, Signatures
from reports.pdf.styles import MM
from reports.pdf.text import DOTS, worded_date

_TITLE, _PERIOD = 12.0, 10.0
_GAP = 4 * MM
#: Rows that go along when the signatures begin a page of their own.
_COMPANY = 3
_NOTHING = "Nihil: tidak ada catatan dalam kurun ini."


def render_register(register: Register, logo: bytes | None = None) -> bytes:
    """The book as PDF; the same register always gives the same bytes."""
    register_fonts()
    return _Book(register, logo).pdf()


class _Book:
    """One register while it is laid out and drawn."""

    def __init__(self, register: Register, logo: bytes | None) -> None:
        self._register, self._logo = register, logo
        title = printable(" ".join(register.title))
        mark = mark_words(draft=False, sample=register.sample)
        setup = Landscape(register.paper, register.margins, register.footer, mark, title)
        self._pages = DrawnPages(setup)
        grouped = any(column.group for column in register.columns)
        kind = GroupedRuled if grouped else Ruled
        self._ruled = kind(register.columns, self._pages.wide, numbered=True)

    def pdf(self) -> bytes:
        # the kop and the signatures are measured by drawing them on a page that is thrown away
        pages = self._pages
        whole = pages.top - pages.bottom
        first = whole - self._opening(pages.scrap())
        parted = self._parted(first, whole, self._signing(pages.scrap(), pages.top))
        for number, rows in enumerate(parted, start=1):
            self._page(number, len(parted), rows)
        return pages.finished()

    def _parted(self, first: float, following: float, signing: float) -> list[list[Row]]:
        """The rows parted into pages; the last page has room for the signatures."""
        head = self._ruled.head_height
        pages: list[list[Row]] = [[]]
        room = first - head
        for cells in self._register.rows:
            row = self._ruled.measured(cells)
            while row.height > room:
                # only a row that no page can hold is parted, and not for the sake of two lines
                if pages[-1] and (row.height <= following - head or room < self._ruled.leading * 3):
                    pages.append([])
                else:
                    piece, row = self._ruled.broken(row, room)
                    pages[-1].append(piece)
                    pages.append([])
                room = following - head
            pages[-1].append(row)
            room -= row.height
        if signing > room:
            pages.append(_company(pages[-1]))
        return pages

    def _page(self, number: int, of: int, rows: Sequence[Row]) -> None:
        pages = self._pages
        pages.begin()
        top = pages.top - (self._opening(pages.canvas) if number == 1 else 0.0)
        # a single row that fills its page leaves the signatures alone on the next
        y = self._ruled.draw(pages.canvas, pages.left, top, rows) if rows or number == 1 else top
        if not self._register.rows:
            y = self._nothing(pages.canvas, y)
        if number == of:
            self._signing(pages.canvas, y)
        pages.end(number, of)

    def _opening(self, canvas: Any) -> float:
        """Kop and title lines; answers the height they take."""
        pages = self._pages
        y = pages.top - pages.kop(canvas, self._register.letterhead, self._logo)
        for at, words in enumerate(self._register.title):
            font, size = (REGULAR, _PERIOD) if at else (BOLD, _TITLE)
            for line in wrapped(words, font, size, pages.wide):
                y -= size * 1.25
                canvas.setFont(font, size)
                canvas.drawCentredString(pages.left + pages.wide / 2, y + size * 0.25, line)
        return pages.top - y + _GAP

    def _nothing(self, canvas: Any, y: float) -> float:
        pages = self._pages
        canvas.setFont(REGULAR, self._ruled.size)
        canvas.setLineWidth(0.5)
        canvas.rect(pages.left, y - 22, pages.wide, 22)
        canvas.drawCentredString(pages.left + pages.wide / 2, y - 14, _NOTHING)
        return y - 22

    def _signing(self, canvas: Any, y: float) -> float:
        """The signatures side by side, the last one at the right; answers the height they take."""
        signers = self._register.signers
        if not signers:
            return 0.0
        place = self._register.place.strip() or DOTS[:20]
        dated = f"{place}, {worded_date(self._register.day) or DOTS[:20]}"
        blocks = [
            SignatureBlock(signer, (dated,) if last else ())
            for signer, last in zip(signers, [False] * (len(signers) - 1) + [True], strict=True)
        ]
        # one signer stands at the right, two at both ends
        free = [None] * max(0, 3 - len(blocks))
        row = Signatures([*blocks[:-1], *free, blocks[-1]])
        _, high = row.wrap(self._pages.wide, self._pages.top)
        row.drawOn(canvas, self._pages.left, y - _GAP - high)
        return float(high) + _GAP


def _company(rows: list[Row]) -> list[Row]:
    """The last rows of a page, taken off it to stand with the signatures."""
    count = min(_COMPANY, len(rows) - 1)
    if count < 1:
        return []
    taken = rows[-count:]
    del rows[-count:]
    return taken
