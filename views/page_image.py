"""Pages of a PDF as pictures; pdfium takes one caller at a time, whichever thread it comes from."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtGui import QImage

#: A painted page never takes more than this many pixels, whatever the file claims to be.
MOST_PIXELS = 12_000_000

#: Held around every call of pdfium, which is not made for several threads.
PDFIUM = threading.Lock()


class PageImage(NamedTuple):
    """One page as plain bytes, so that a worker may make it: RGBX, `stride` bytes a line."""

    data: bytes
    width: int
    height: int
    stride: int

    def picture(self) -> QImage:
        """The picture, with bytes of its own."""
        return QImage(self.data, self.width, self.height, self.stride, QImage.Format.Format_RGBX8888).copy()


class PageTurn(NamedTuple):
    """A page of a PDF: which one of how many, and its picture."""

    page: int
    pages: int
    image: PageImage


def turn_to(pdf: bytes, page: int, width: int) -> PageTurn:
    """The picture of a page, `width` pixels wide; a page beyond the last means the last.

    Raises ValueError when the bytes are no PDF that can be read.
    """
    with _opened(pdf) as document:
        pages = len(document)
        place = min(max(page, 0), pages - 1)
        return PageTurn(place, pages, _paint(document[place], width))


def page_sizes(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page in points. Raises ValueError like `turn_to`."""
    with _opened(pdf) as document:
        return [tuple(page.get_size()) for page in document]


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    import pypdfium2  # type: ignore[import-untyped]  # noqa: PLC0415 - ships no types; 4 MB for previews only

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(pdf)
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error
        try:
            yield document
        finally:
            document.close()


def _paint(page: Any, width: int) -> PageImage:
    across, down = page.get_size()
    scale = min(width / max(across, 1), math.sqrt(MOST_PIXELS / max(across * down, 1)))
    bitmap = page.render(scale=scale, rev_byteorder=True, prefer_bgrx=True)
    return PageImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
