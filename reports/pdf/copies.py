"""Finished papers once more: stamped as a copy, or joined for one print run."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from pypdf import PdfReader, PdfWriter
from reportlab.pdfgen.canvas import Canvas

from reports.pdf.fonts import BOLD, register_fonts, width

_SIZE = 10
_PADDING = 6
_EDGE = 24


def stamp_copy(pdf: bytes, ordinal: int) -> bytes:
    """The paper with `Salinan ke-n` on every page: an extra for handing out, never stored."""
    register_fonts()
    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf)))
    for page in writer.pages:
        stamp = _stamp(f"Salinan ke-{ordinal}", float(page.mediabox.width), float(page.mediabox.height))
        page.merge_page(PdfReader(BytesIO(stamp)).pages[0])
    return _written(writer)


def join(pdfs: Sequence[bytes]) -> bytes:
    """Several papers as one PDF."""
    writer = PdfWriter()
    for pdf in pdfs:
        writer.append(PdfReader(BytesIO(pdf)))
    return _written(writer)


def _stamp(words: str, wide: float, high: float) -> bytes:
    """A page of that size with the words framed in its upper right corner."""
    kept = BytesIO()
    canvas = Canvas(kept, pagesize=(wide, high), invariant=1, initialFontName=BOLD)
    long = width(words, BOLD, _SIZE) + 2 * _PADDING
    left, bottom = wide - long - _EDGE, high - _EDGE - 12
    canvas.setFont(BOLD, _SIZE)
    canvas.setLineWidth(0.8)
    canvas.rect(left, bottom, long, _SIZE + 8)
    canvas.drawString(left + _PADDING, bottom + 5, words)
    canvas.save()
    return kept.getvalue()


def _written(writer: PdfWriter) -> bytes:
    kept = BytesIO()
    writer.write(kept)
    return kept.getvalue()
