"""Pages that are drawn rather than flowed: their frame, mark, footer and page numbers."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from models.records.paper import Letterhead
from reports.pdf.fonts import REGULAR, register_fonts
from reports.pdf.letterhead import draw_letterhead
from reports.pdf.lines import wrapped
from reports.pdf.page import PageSetup, draw_mark, draw_page_number
from reports.pdf.styles import MM

_FOOTER_SIZE = 7.5
_FOOTER_LEADING = _FOOTER_SIZE * 1.25


@dataclass(frozen=True, slots=True)
class Landscape(PageSetup):
    """The paper laid on its side."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        upright = PageSetup(self.paper)
        return upright.size[1], upright.size[0]


class DrawnPages:
    """A canvas whose pages share frame, mark and footer; `top` to `bottom` is free for what they show."""

    def __init__(self, setup: PageSetup) -> None:
        register_fonts()
        self.setup = setup
        self._kept = BytesIO()
        self.canvas: Any = Canvas(
            self._kept, pagesize=setup.size, invariant=1, lang="id-ID", initialFontName=REGULAR
        )
        self.canvas.setTitle(setup.title)
        self.left, self.wide = setup.left, setup.text_width
        self._footer = wrapped(setup.footer, REGULAR, _FOOTER_SIZE, self.wide - 34 * MM)
        high = setup.size[1]
        footer = 13 * MM + len(self._footer) * _FOOTER_LEADING
        self.bottom = min(max(setup.margins.bottom * MM, footer), high / 3)
        self.top = high - min(setup.margins.top * MM, high / 4)

    def begin(self) -> None:
        """Lay the mark under what comes."""
        draw_mark(self.canvas, self.setup.mark, self.setup.size)

    def end(self, number: int, of: int) -> None:
        """Close the page with its footer and number."""
        line = self.bottom - 3 * MM
        y = line - 9
        if self._footer:
            self.canvas.setLineWidth(0.4)
            self.canvas.line(self.left, line, self.left + self.wide, line)
            self.canvas.setFont(REGULAR, _FOOTER_SIZE)
            for at, words in enumerate(self._footer):
                self.canvas.drawString(self.left, y - at * _FOOTER_LEADING, words)
        draw_page_number(self.canvas, number, of, (self.left + self.wide, y))
        self.canvas.showPage()

    def kop(self, canvas: Any, letterhead: Letterhead, logo: bytes | None) -> float:
        """Draw the kop at the top; answers its height, nothing without a letterhead."""
        if not (letterhead.name or letterhead.above or letterhead.below):
            return 0.0
        return draw_letterhead(canvas, letterhead, logo, self.left, self.top, self.wide) + 4 * MM

    def scrap(self) -> Any:
        """A canvas that is thrown away, to measure what is drawn."""
        return Canvas(BytesIO(), pagesize=self.setup.size, invariant=1, initialFontName=REGULAR)

    def finished(self) -> bytes:
        """The PDF."""
        self.canvas.save()
        return self._kept.getvalue()
