"""A ruled table whose neighbouring columns may share a heading and a column number."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from models.records.paper import RegisterColumn
from reports.pdf.fonts import BOLD, REGULAR, fonts
from reports.pdf.lines import wrapped
from reports.pdf.ruled import HEAD_GREY, LINE, PAD_X, Row, Ruled


class _Cell(NamedTuple):
    """A cell of the head: its lines, from which column to which, from which band to which."""

    lines: tuple[str, ...]
    font: str
    first: int
    last: int
    upper: int
    lower: int


class GroupedRuled(Ruled):
    """`Ruled` under a head of three bands: headings of groups, labels of columns, numbers."""

    def __init__(
        self,
        columns: Sequence[RegisterColumn],
        wide: float,
        *,
        size: float = 8.5,
        numbered: bool = False,
        least: float = 0.0,
    ) -> None:
        super().__init__(columns, wide, size=size, least=least)
        self._head = []
        self._cells = list(self._head_cells(columns, numbered=numbered))
        self._bands = [self._band(number) for number in range(3 if numbered else 2)]
        # a label over both bands may need more than the two have
        for cell in self._cells:
            if cell.lower - cell.upper > 1:
                lacking = self._high(cell) - sum(self._bands[cell.upper : cell.lower])
                self._bands[cell.lower - 1] += max(0.0, lacking)

    @property
    def head_height(self) -> float:
        """How high the repeated head is."""
        return sum(self._bands)

    def draw(self, canvas: Any, left: float, top: float, rows: Sequence[Row]) -> float:
        """Draw the head and the rows with their rules; answers where the table ends."""
        canvas.setFillGray(HEAD_GREY)
        canvas.rect(left, top - self.head_height, self.wide, self.head_height, stroke=0, fill=1)
        canvas.setFillGray(0)
        canvas.setLineWidth(LINE)
        for cell in self._cells:
            self._draw_cell(canvas, cell, left, top)
        return super().draw(canvas, left, top - self.head_height, rows)

    def _head_cells(self, columns: Sequence[RegisterColumn], *, numbered: bool) -> Iterator[_Cell]:
        number, first = 0, 0
        for group, members in groupby(columns, lambda column: column.group):
            taken = list(members)
            if group:
                last = first + len(taken)
                yield self._cell(group, BOLD, first, last, 0, 1)
            for column in taken:
                number += not group or column is taken[0]
                yield self._cell(column.label, BOLD, first, first + 1, 1 if group else 0, 2)
                if numbered and not group:
                    yield self._cell(str(number), REGULAR, first, first + 1, 2, 3)
                first += 1
            if numbered and group:
                yield self._cell(str(number), REGULAR, first - len(taken), first, 2, 3)

    def _cell(self, words: str, font: str, first: int, last: int, upper: int, lower: int) -> _Cell:
        room = self.edges[last] - self.edges[first] - 2 * PAD_X
        return _Cell(wrapped(words, font, self.size, room), font, first, last, upper, lower)

    def _band(self, number: int) -> float:
        inside = [self._high(c) for c in self._cells if (c.upper, c.lower) == (number, number + 1)]
        return max(inside, default=self.leading + 2 * self._pad)

    def _high(self, cell: _Cell) -> float:
        return len(cell.lines) * self.leading + 2 * self._pad

    def _draw_cell(self, canvas: Any, cell: _Cell, left: float, top: float) -> None:
        begin, end = left + self.edges[cell.first], left + self.edges[cell.last]
        upper = top - sum(self._bands[: cell.upper])
        lower = top - sum(self._bands[: cell.lower])
        canvas.rect(begin, lower, end - begin, upper - lower)
        canvas.setFont(cell.font, self.size)
        spare = upper - lower - len(cell.lines) * self.leading
        y = upper - spare / 2 - self.size * 0.98
        measure = fonts()[cell.font].stringWidth
        for line in cell.lines:
            canvas.drawString((begin + end - measure(line, self.size)) / 2, y, line)
            y -= self.leading
