"""The page of a flowing paper: size, margins, mark, footer and `Halaman x dari y`."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from models.records.paper import PAPER_SIZES, Margins, PaperSize
from reports.pdf.fonts import BOLD, REGULAR, register_fonts, width
from reports.pdf.styles import MM, SIZE, styles
from reports.pdf.text import plain

#: Faint enough to read through, dark enough to survive a copier.
MARK_GREY = 0.9
#: Between the text and the footer, and between the footer and the edge of the paper.
_FOOTER_GAP = 3 * MM
_EDGE = 8 * MM
#: Kept free for `Halaman 10 dari 12` at the right of the footer.
_PAGE_NUMBER_WIDTH = 34 * MM
#: Margins typed too wide still leave this much to write on.
_LEAST_WIDTH = 100 * MM
_LEAST_HEIGHT = 170 * MM


@dataclass(frozen=True, slots=True)
class PageSetup:
    """What all pages of a paper share; `mark` are the words laid under the text, "" for none."""

    paper: PaperSize = "a4"
    margins: Margins = field(default_factory=Margins)
    footer: str = ""
    mark: str = ""
    title: str = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in points."""
        wide, high = PAPER_SIZES[self.paper]
        return wide * MM, high * MM

    @property
    def left(self) -> float:
        """Where the text begins, from the left edge."""
        return min(self.margins.left * MM, (self.size[0] - _LEAST_WIDTH) / 2)

    @property
    def text_width(self) -> float:
        """How wide the text runs."""
        right = min(self.margins.right * MM, (self.size[0] - _LEAST_WIDTH) / 2)
        return self.size[0] - self.left - right


def mark_words(*, draft: bool, sample: bool) -> str:
    """The mark of a paper that is not the real thing."""
    return " ".join(word for word, on in (("CONTOH", sample), ("KONSEP", draft)) if on)


def build(story: Sequence[Flowable], setup: PageSetup) -> bytes:
    """The PDF of a story: the same story and set-up always give the same bytes."""
    register_fonts()
    kept = BytesIO()
    high = setup.size[1]
    footer = _footer(setup)
    footer_height = footer.wrap(setup.text_width - _PAGE_NUMBER_WIDTH, high)[1] if footer else 0.0
    bottom = max(setup.margins.bottom * MM, _EDGE + footer_height + 2 * _FOOTER_GAP)
    bottom = min(bottom, (high - _LEAST_HEIGHT) / 2)
    top = min(setup.margins.top * MM, high - bottom - _LEAST_HEIGHT)
    frame = Frame(
        setup.left, bottom, setup.text_width, high - top - bottom,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip

    def furnish(canvas: Any, _doc: object) -> None:
        draw_mark(canvas, setup.mark, setup.size)
        if footer:
            draw_footer(canvas, footer, setup, bottom)

    document = BaseDocTemplate(
        kept,
        pagesize=setup.size,
        pageTemplates=[PageTemplate("naskah", frames=[frame], onPage=furnish)],
        title=setup.title,
        author="",
        invariant=1,
        lang="id-ID",
        initialFontName=REGULAR,
        initialFontSize=SIZE,
    )
    numbered = (setup.left + setup.text_width, bottom - _FOOTER_GAP - 9)
    document.build(list(story), canvasmaker=_numbering(numbered))
    return kept.getvalue()


def draw_mark(canvas: Any, words: str, size: tuple[float, float]) -> None:
    """The mark KONSEP or CONTOH across the page, to be called before the text is drawn over it."""
    if not words:
        return
    wide, high = size
    diagonal = math.hypot(wide, high)
    font_size = min(110.0, 0.55 * diagonal / width(words, BOLD, 1))
    canvas.saveState()
    canvas.setFillGray(MARK_GREY)
    canvas.translate(wide / 2, high / 2)
    canvas.rotate(math.degrees(math.atan2(high, wide)))
    canvas.setFont(BOLD, font_size)
    canvas.drawCentredString(0, -font_size / 3, words)
    canvas.restoreState()


def draw_footer(canvas: Any, footer: Paragraph, setup: PageSetup, bottom: float) -> None:
    """The footer text of the office under a hairline, below the text area that ends at `bottom`."""
    wide = setup.text_width - _PAGE_NUMBER_WIDTH
    _, high = footer.wrap(wide, setup.size[1])
    top = bottom - _FOOTER_GAP
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.line(setup.left, top, setup.left + setup.text_width, top)
    footer.drawOn(canvas, setup.left, top - high - 2)
    canvas.restoreState()


def draw_page_number(canvas: Any, page: int, pages: int, at: tuple[float, float]) -> None:
    """`Halaman 2 dari 3`, its right end at a point; a paper of one page needs none."""
    if pages > 1:
        canvas.setFont(REGULAR, 8.5)
        canvas.drawRightString(*at, f"Halaman {page} dari {pages}")


def _footer(setup: PageSetup) -> Paragraph | None:
    words = plain(setup.footer)
    return Paragraph(words, styles().footer) if words else None


def _numbering(at: tuple[float, float]) -> type[Canvas]:
    """A canvas that holds its pages back until their number is known."""

    class NumberedCanvas(Canvas):  # type: ignore[misc]  # reportlab has no types
        """Keeps every page open to write how many there are."""

        def __init__(self, *arguments: Any, **settings: Any) -> None:
            super().__init__(*arguments, **settings)
            self._held: list[dict[str, Any]] = []

        def showPage(self) -> None:  # noqa: N802 - the name that reportlab calls
            """Hold the page back."""
            self._held.append(dict(self.__dict__))
            self._startPage()

        def save(self) -> None:
            """Number the pages and write them out."""
            held = self._held
            for number, state in enumerate(held, start=1):
                self.__dict__.update(state)
                draw_page_number(self, number, len(held), at)
                super().showPage()
            super().save()

    return NumberedCanvas
