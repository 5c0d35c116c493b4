"""A row of ruled cells that goes to the next page whole, or on over several pages when none could hold it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable

from reports.pdf.styles import LEADING

_LINE = 0.6
_GREY = 0.92
_SIDE, _TOP, _BOTTOM = 5.0, 3.0, 4.0
#: A box of more than this share of the page is parted, if so much of it stays.
_TALL = 0.4
_LEAST_PIECE = 80.0


class Box(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Cells beside each other, each a stack of parts; `shares` part the width."""

    def __init__(
        self, cells: Sequence[Sequence[Any]], shares: Sequence[float] = (1,), *, grey: bool = False
    ) -> None:
        super().__init__()
        self._cells = [list(cell) for cell in cells]
        self._shares, self._grey = shares, grey

    @property
    def lines(self) -> int:
        """About how many lines of text it shows, once wrapped."""
        return max(1, int(self.height / LEADING))

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """As high as its tallest cell."""
        self.width = wide
        whole = sum(self._shares)
        self._widths = [wide * share / whole for share in self._shares]
        self._heights = [
            [part.wrapOn(self._canvas, column - 2 * _SIDE, 1e6)[1] for part in cell]
            for cell, column in zip(self._cells, self._widths, strict=True)
        ]
        self.height = max(map(sum, self._heights), default=0.0) + _TOP + _BOTTOM
        return self.width, self.height

    def split(self, wide: float, high: float) -> list[Flowable]:
        """Nothing while it can stand whole on a page of its own; else what fits, and the rest."""
        self.wrap(wide, high)
        frame = getattr(self, "_frame", None)
        if frame is not None and self._goes_on(frame, high):
            return []
        parted = [self._parted(at, high - _TOP - _BOTTOM) for at in range(len(self._cells))]
        here, later = ([pieces[side] for pieces in parted] for side in (0, 1))
        if not any(here) or not any(later):
            return []
        return [Box(cells, self._shares, grey=self._grey) for cells in (here, later)]

    def _goes_on(self, frame: Any, high: float) -> bool:
        """Whether it goes to the next page whole: under a label a line or two would look lost."""
        if frame._atTop:  # noqa: SLF001 - as reportlab's own flowables ask
            return False
        return bool(self.height < _TALL * frame._height or high < _LEAST_PIECE)  # noqa: SLF001 - as above

    def draw(self) -> None:
        """Draw the rules, and each cell from its top."""
        canvas, left = self.canv, 0.0
        canvas.setLineWidth(_LINE)
        canvas.setStrokeGray(0)
        if self._grey:
            canvas.setFillGray(_GREY)
            canvas.rect(0, 0, self.width, self.height, stroke=0, fill=1)
            canvas.setFillGray(0)
        for cell, heights, column in zip(self._cells, self._heights, self._widths, strict=True):
            canvas.rect(left, 0, column, self.height)
            y = self.height - _TOP
            for part, tall in zip(cell, heights, strict=True):
                y -= tall
                part.drawOn(canvas, left + _SIDE, y)
            left += column

    @property
    def _canvas(self) -> Any:
        return getattr(self, "canv", None)

    def _parted(self, at: int, room: float) -> tuple[list[Any], list[Any]]:
        """The parts of a cell that fit, and those that do not; one may go on from the first to the second."""
        here: list[Any] = []
        later = list(self._cells[at])
        for part, tall in zip(self._cells[at], self._heights[at], strict=True):
            if tall > room:
                pieces = part.split(self._widths[at] - 2 * _SIDE, room)
                if len(pieces) > 1:
                    return [*here, pieces[0]], [*pieces[1:], *later[1:]]
                break
            here.append(later.pop(0))
            room -= tall
        return here, later
