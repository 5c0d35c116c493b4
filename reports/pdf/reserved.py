"""The room that a paper keeps for an electronic signature: an empty frame, told in small grey words.

Nothing here may look like a signature or a QR code: whatever vouches for the paper is set by another tool.
"""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from reports.pdf.fonts import REGULAR
from reports.pdf.styles import MM

WORDS = "Ruang tanda tangan elektronik"
_GREY, _LINE, _SIZE = 0.55, 0.4, 7
_MOST_WIDTH = 62 * MM
#: Between the frame and the lines over and under it.
_GAP = 2 * MM


def draw_reserved(canvas: Any, left: float, bottom: float, wide: float, high: float) -> None:
    """Draw the frame into the room between a position and a name."""
    wide, high = min(wide, _MOST_WIDTH), high - 2 * _GAP
    bottom += _GAP
    canvas.saveState()
    canvas.setLineWidth(_LINE)
    canvas.setStrokeGray(_GREY)
    canvas.rect(left, bottom, wide, high)
    canvas.setFont(REGULAR, _SIZE)
    canvas.setFillGray(_GREY)
    canvas.drawCentredString(left + wide / 2, bottom + high / 2 - _SIZE / 3, WORDS)
    canvas.restoreState()


class ReservedRoom(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The room as part of a table."""

    def __init__(self, high: float) -> None:
        super().__init__()
        self.height = high

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """As wide as its cell."""
        self.width = wide
        return self.width, self.height

    def draw(self) -> None:
        """Draw the frame."""
        draw_reserved(self.canv, 0, 0, self.width, self.height)
