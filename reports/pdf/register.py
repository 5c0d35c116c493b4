"""Agenda books as landscape PDFs: one measured table per page, so that the time grows with the pages only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from models.records.paper import Register
from reports.pdf.fonts import BOLD, REGULAR, printable, register_fonts
from reports.pdf.letterhead import draw_letterhead
from reports.pdf.lines import wrapped
from reports.pdf.page import PageSetup, draw_mark, draw_page_number, mark_words
from reports.pdf.ruled import Row, Ruled
from reports.pdf.signature import SignatureBlock, Signatures
from reports.pdf.styles import MM
from reports.pdf.text import DOTS, worded_date

_TITLE, _PERIOD = 12.0, 10.0
_GAP = 4 * MM
_FOOTER_SIZE = 7.5
#: Rows that go along when the signatures begin a page of their own.
_COMPANY = 3
_NOTHING = "Nihil: tidak ada catatan dalam kurun ini."


@dataclass(frozen=True, slots=True)
class _Landscape(PageSetup):
    """The paper laid on its side."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        # a plain super() does not find its class in dataclasses with slots
        wide, high = PageSetup.size.fget(self)  # type: ignore[attr-defined]
        return high, wide


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
        self._setup = _Landscape(register.paper, register.margins, register.footer, mark, title)
        self._kept = BytesIO()
        self._canvas = Canvas(
            self._kept,
            pagesize=self._setup.size,
            invariant=1,
            lang="id-ID",
            initialFontName=REGULAR,
            pageCompression=1,
        )
        self._canvas.setTitle(title)
        self._left, self._wide = self._setup.left, self._setup.text_width
        self._footer = wrapped(register.footer, REGULAR, _FOOTER_SIZE, self._wide - 34 * MM)
        high = self._setup.size[1]
        footer = 8 * MM + len(self._footer) * _FOOTER_SIZE * 1.25 + 5 * MM
        self._bottom = min(max(register.margins.bottom * MM, footer), high / 3)
        self._top = high - min(register.margins.top * MM, high / 4)
        self._ruled = Ruled(register.columns, self._wide, numbered=True)

    def pdf(self) -> bytes:
        # the kop and the signatures are measured by drawing them on a page that is thrown away
        first = self._top - self._opening(_scrap(self._setup))
        signing = self._signing(_scrap(self._setup), self._top)
        pages = self._pages(first - self._bottom, self._top - self._bottom, signing)
        for number, rows in enumerate(pages, start=1):
            self._page(number, len(pages), rows, last=number == len(pages))
        self._canvas.save()
        return self._kept.getvalue()

    def _pages(self, first: float, following: float, signing: float) -> list[list[Row]]:
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

    def _page(self, number: int, of: int, rows: Sequence[Row], *, last: bool) -> None:
        canvas = self._canvas
        draw_mark(canvas, self._setup.mark, self._setup.size)
        top = self._top
        if number == 1:
            top -= self._opening(canvas)
        # a single row that fills its page leaves the signatures alone on the next
        y = self._ruled.draw(canvas, self._left, top, rows) if rows or number == 1 else top
        if not self._register.rows:
            y = self._nothing(canvas, y)
        if last:
            self._signing(canvas, y)
        self._furnish(number, of)
        canvas.showPage()

    def _opening(self, canvas: Any) -> float:
        """Kop and title lines; answers the height they take."""
        y = self._top
        letterhead = self._register.letterhead
        if letterhead.name or letterhead.above:
            y -= draw_letterhead(canvas, letterhead, self._logo, self._left, y, self._wide) + _GAP
        middle = self._left + self._wide / 2
        for at, words in enumerate(self._register.title):
            font, size = (REGULAR, _PERIOD) if at else (BOLD, _TITLE)
            for line in wrapped(words, font, size, self._wide):
                y -= size * 1.25
                canvas.setFont(font, size)
                canvas.drawCentredString(middle, y + size * 0.25, line)
        return self._top - y + _GAP

    def _nothing(self, canvas: Any, y: float) -> float:
        canvas.setFont(REGULAR, self._ruled.size)
        canvas.setLineWidth(0.5)
        canvas.rect(self._left, y - 22, self._wide, 22)
        canvas.drawCentredString(self._left + self._wide / 2, y - 14, _NOTHING)
        return y - 22

    def _signing(self, canvas: Any, y: float) -> float:
        """The signatures side by side, the last one at the right; answers the height they take."""
        signers = self._register.signers
        if not signers:
            return 0.0
        place = self._register.place.strip() or DOTS[:20]
        dated = f"{place}, {worded_date(self._register.day) or DOTS[:20]}"
        blocks = [
            SignatureBlock(signer, (dated,) if last or signer.place_and_date else ())
            for signer, last in zip(signers, [False] * (len(signers) - 1) + [True], strict=True)
        ]
        # one signer stands at the right, two at both ends
        free = [None] * max(0, 3 - len(blocks))
        row = Signatures([*blocks[:-1], *free, blocks[-1]])
        _, high = row.wrap(self._wide, self._setup.size[1])
        row.drawOn(canvas, self._left, y - _GAP - high)
        return float(high) + _GAP

    def _furnish(self, number: int, of: int) -> None:
        canvas = self._canvas
        line = self._bottom - 3 * MM
        y = line - 9
        if self._footer:
            canvas.setLineWidth(0.4)
            canvas.line(self._left, line, self._left + self._wide, line)
            canvas.setFont(REGULAR, _FOOTER_SIZE)
            for at, words in enumerate(self._footer):
                canvas.drawString(self._left, y - at * _FOOTER_SIZE * 1.25, words)
        draw_page_number(canvas, number, of, (self._left + self._wide, y))


def _company(rows: list[Row]) -> list[Row]:
    """The last rows of a page, taken off it to stand with the signatures."""
    count = min(_COMPANY, len(rows) - 1)
    if count < 1:
        return []
    taken = rows[-count:]
    del rows[-count:]
    return taken


def _scrap(setup: PageSetup) -> Canvas:
    return Canvas(BytesIO(), pagesize=setup.size, invariant=1, initialFontName=REGULAR)
