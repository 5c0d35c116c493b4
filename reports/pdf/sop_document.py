"""The SOP document: identity block or kop, the flow table with its symbols, signature and remarks."""

from __future__ import annotations

import io
from typing import Any

from models.records.paper import PAPER_SIZES, PaperSize
from models.records.sop import Sop
from models.records.sop_picture import Frame, Rect
from models.rules.sop_picture import Ruler, lay_out
from models.rules.sop_picture.ruler import LEADING
from reports.pdf.fonts import BOLD, REGULAR, printable, register_fonts, width
from reports.pdf.sop_drawing import draw_table
from reports.pdf.sop_identity import SIGNATURE, IdentityBlock, draw_signature, has_block, signature_of
from reports.pdf.sop_remarks import remarks_of

_MM = 72 / 25.4
_SIDE, _TOP, _BOTTOM = 14 * _MM, 13 * _MM, 15 * _MM
_TITLE, _KOP, _REMARK, _FOOT = 11.0, 12.0, 6.8, 7.0
_SIGNED = 9.5


def measured(text: str, size: float, bold: bool) -> float:
    """How wide a text runs in the fonts of our papers."""
    return width(printable(text), BOLD if bold else REGULAR, size)


def render_sop(sop: Sop, paper: PaperSize = "a4", *, sample: bool = False) -> bytes:
    """The document as PDF, landscape; the same SOP always renders to the same bytes.

    It carries the identity and the signer of the SOP itself, never those of the office's profile.
    """
    from reportlab.pdfgen.canvas import Canvas  # noqa: PLC0415 - loaded when the first paper is printed

    register_fonts()
    high, wide = PAPER_SIZES[paper]
    kept = io.BytesIO()
    canvas = Canvas(kept, pagesize=(wide * _MM, high * _MM), invariant=1, pageCompression=1, lang="id-ID")
    canvas.setTitle(printable(f"SOP {sop.name}"))
    canvas.setSubject(printable(sop.identity.number or sop.code))
    canvas.setAuthor("")
    canvas.setCreator("Papan SOP")
    _Document(sop, canvas, (wide * _MM, high * _MM), sample=sample).draw()
    canvas.save()
    return kept.getvalue()


class _Document:
    """Draws the pages one after another."""

    def __init__(self, sop: Sop, canvas: Any, size: tuple[float, float], *, sample: bool) -> None:
        self._sop = sop
        self._canvas = canvas
        self._wide, self._high = size
        self._sample = sample
        self._ruler = Ruler(measured)
        self._room = self._wide - 2 * _SIDE
        self._tall = self._high - _TOP - _BOTTOM
        self._block = (
            IdentityBlock(sop, self._ruler, (self._room, self._tall)) if has_block(sop.identity) else None
        )
        self._remarks = [
            line for text in remarks_of(sop) for line in self._ruler.wrap(text, self._room, _REMARK)
        ]
        title = sop.table_title or sop.name
        self._title = self._ruler.balanced(title, self._room, _TITLE, bold=True)

    def draw(self) -> None:
        """Draw all pages."""
        before = self._block.pages if self._block else 0
        over = len(self._title) * _TITLE * LEADING + 8.0 + (0.0 if self._block else self._kop_height())
        # a kop and a title that leave no room for the table have a page of their own
        apart = over > self._tall * 0.6
        frame = Frame(self._room, self._tall - (0.0 if apart else over), self._tall, self._tail())
        pages = lay_out(self._sop, frame, self._ruler)
        count = before + len(pages) + apart
        for number in range(before):
            self._begin(number + 1, count)
            if self._block:
                self._block.draw(self._canvas, number, _SIDE, self._high - _TOP)
            self._canvas.showPage()
        if apart:
            self._begin(before + 1, count)
            self._draw_heading()
            self._canvas.showPage()
        for number, page in enumerate(pages):
            self._begin(before + apart + number + 1, count)
            top = self._high - _TOP if number or apart else self._draw_heading()
            draw_table(self._canvas, page, _SIDE, top)
            if number == len(pages) - 1:
                self._end(top - page.height)
            self._canvas.showPage()

    def _draw_heading(self) -> float:
        """Kop (where there is no identity block) and title; answers where the table begins."""
        top = self._high - _TOP
        return self._draw_title(top if self._block else self._draw_kop(top))

    def _kop_height(self) -> float:
        identity = self._sop.identity
        if not identity.unit and not identity.address:
            return 0.0
        lines = [x for text in identity.unit for x in self._ruler.wrap(text, self._room, _KOP, bold=True)]
        small = [x for text in identity.address for x in self._ruler.wrap(text, self._room, 9.0)]
        return len(lines) * _KOP * LEADING + len(small) * 9.0 * LEADING + 16.0

    def _tail(self) -> float:
        """What stands under the table: remarks, and the signature where no block holds it."""
        tall = len(self._remarks) * _REMARK * LEADING + 6.0 if self._remarks else 0.0
        if self._block is None and self._sop.identity.approved_by:
            signed = signature_of(self._sop.identity)
            lines = len(signed.above) + len(signed.below) + 1
            tall += lines * _SIGNED * LEADING + SIGNATURE + 22.0
        return tall

    def _begin(self, number: int, count: int) -> None:
        canvas = self._canvas
        canvas.setFillGray(0.25)
        canvas.setFont(REGULAR, _FOOT)
        y = _BOTTOM - 16.0
        name = (
            f"{self._sop.identity.number}  {self._sop.name}" if self._sop.identity.number else self._sop.name
        )
        shown = printable(f"SOP {name.strip()}")
        page = f"Halaman {number} dari {count}"
        room = self._room - measured(page, _FOOT, False) - 20
        while width(shown, REGULAR, _FOOT) > room:
            shown = f"{shown[: len(shown) * 9 // 10].rstrip(' …')}…"
        canvas.drawString(_SIDE, y, shown)
        canvas.drawRightString(self._wide - _SIDE, y, page)
        if self._sample:
            self._mark("CONTOH")
        canvas.setFillGray(0)

    def _mark(self, word: str) -> None:
        """A large pale word under the content."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setFillGray(0.9)
        canvas.translate(self._wide / 2, self._high / 2)
        canvas.rotate(30)
        canvas.setFont(BOLD, 120)
        canvas.drawCentredString(0, -40, word)
        canvas.restoreState()

    def _centred(self, text: str, font: str, size: float, y: float) -> None:
        shown = printable(text)
        self._canvas.setFont(font, size)
        self._canvas.drawString((self._wide - width(shown, font, size)) / 2, y, shown)

    def _draw_kop(self, top: float) -> float:
        """The names of the office, its address, and a rule across the page."""
        identity = self._sop.identity
        if not identity.unit and not identity.address:
            return top
        y = top
        for text in identity.unit:
            for line in self._ruler.wrap(text, self._room, _KOP, bold=True):
                y -= _KOP * LEADING
                self._centred(line, BOLD, _KOP, y + 3)
        for text in identity.address:
            for line in self._ruler.wrap(text, self._room, 9.0):
                y -= 9.0 * LEADING
                self._centred(line, REGULAR, 9.0, y + 2)
        canvas = self._canvas
        canvas.setStrokeGray(0)
        for below, thick in ((3.0, 1.6), (5.4, 0.5)):
            canvas.setLineWidth(thick)
            canvas.line(_SIDE, y - below, self._wide - _SIDE, y - below)
        return top - self._kop_height()

    def _draw_title(self, top: float) -> float:
        y = top
        for line in self._title:
            y -= _TITLE * LEADING
            self._centred(line, BOLD, _TITLE, y + 3)
        return y - 8.0

    def _end(self, y: float) -> None:
        """Remarks and signature under the end of the table."""
        canvas = self._canvas
        canvas.setFillGray(0)
        if self._remarks:
            canvas.setFont(REGULAR, _REMARK)
            y -= 4.0
            for line in self._remarks:
                y -= _REMARK * LEADING
                canvas.drawString(_SIDE, y + 1.5, printable(line))
        if self._block is None and self._sop.identity.approved_by:
            signed = signature_of(self._sop.identity)
            lines = [*signed.above, signed.name, *signed.below]
            wide = max(measured(line, _SIGNED, True) for line in lines) + 16
            wide = min(max(wide, 200.0), self._room)
            column = Rect(self._wide - _SIDE - wide, 0, wide, 0)
            draw_signature(canvas, self._ruler, signed, column, y - 20.0, _SIGNED)
