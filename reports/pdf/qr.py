"""QR codes drawn as vectors."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reportlab.graphics.barcode.qr import QrCodeWidget

#: Light modules that a reader needs around the code.
_QUIET = 4


def draw_qr(canvas: Any, text: str, left: float, bottom: float, side: float) -> None:
    """The code of a text in a square, its quiet zone included."""
    dark_modules = _modules(text)
    count = len(dark_modules)
    module = side / (count + 2 * _QUIET)
    canvas.saveState()
    canvas.setFillGray(1)
    canvas.rect(left, bottom, side, side, stroke=0, fill=1)
    canvas.setFillGray(0)
    dark = canvas.beginPath()
    for row in range(count):
        y = bottom + side - (row + 1 + _QUIET) * module
        start = 0
        while start < count:
            end = start
            while end < count and dark_modules[row][end]:
                end += 1
            if end > start:
                # a hair wider, so that no light lines show between the rows
                dark.rect(left + (start + _QUIET) * module, y, (end - start) * module, module * 1.01)
            start = end + 1
    canvas.drawPath(dark, stroke=0, fill=1)
    canvas.restoreState()


@lru_cache(maxsize=8)
def _modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """Which modules of the code are dark; a sheet is measured several times before it is drawn."""
    code = QrCodeWidget(text, barLevel="M").qr
    code.make()
    every = range(code.getModuleCount())
    return tuple(tuple(bool(code.isDark(row, column)) for column in every) for row in every)
