"""A ruled table whose rows are measured before they are drawn, so that any number of them stays linear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from models.records.paper import RegisterColumn
from reports.pdf.fonts import BOLD, REGULAR, fonts
from reports.pdf.lines import wrapped

#: Between a rule and the text beside it.
PAD_X = 3.2
HEAD_GREY = 0.92
LINE = 0.5

Lines = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A row as it will be drawn: the lines of every cell, and its height in points."""

    cells: tuple[Lines, ...]
    height: float
    font: str = REGULAR


class Ruled:
    """Columns over a width: measures rows, breaks tall ones, draws them under a repeated head."""

    def __init__(
        self,
        columns: Sequence[RegisterColumn],
        wide: float,
        *,
        size: float = 8.5,
        numbered: bool = False,
        least: float = 0.0,
    ) -> None:
        self.size, self.leading, self.wide = size, size * 1.2, wide
        self._pad = size * 0.3
        self._least = max(least, self.leading + 2 * self._pad)
        self._columns = columns
        self.edges = [0.0, *accumulate(_widths(columns, wide, size))]
        self._rooms = [
            right - left - 2 * PAD_X for left, right in zip(self.edges, self.edges[1:], strict=False)
        ]
        self._head = [self.measured([column.label for column in columns], BOLD)]
        if numbered:
            self._head.append(self.measured([str(at) for at in range(1, len(columns) + 1)]))

    @property
    def head_height(self) -> float:
        """How high the repeated head is."""
        return sum(row.height for row in self._head)

    def measured(self, cells: Sequence[str], font: str = REGULAR) -> Row:
        """A row with its cells wrapped; missing cells are empty, cells without a column are left out."""
        size = self.size
        lines = tuple(
            wrapped(cell, font, size, room) if cell else ()
            for cell, room in zip([*cells, *[""] * len(self._rooms)], self._rooms, strict=False)
        )
        most = max(map(len, lines), default=1)
        return Row(lines, max(self._least, most * self.leading + 2 * self._pad), font)

    def broken(self, row: Row, room: float) -> tuple[Row, Row]:
        """A row too tall for a page: what fits into the room, and the rest."""
        fitting = max(1, int((room - 2 * self._pad) / self.leading))
        first = tuple(cell[:fitting] for cell in row.cells)
        rest = tuple(cell[fitting:] for cell in row.cells)
        return self._tall(first), self._tall(rest)

    def draw(self, canvas: Any, left: float, top: float, rows: Sequence[Row]) -> float:
        """Draw the head and the rows with their rules; answers where the table ends."""
        head_height = sum(row.height for row in self._head)
        canvas.setFillGray(HEAD_GREY)
        canvas.rect(left, top - head_height, self.wide, head_height, stroke=0, fill=1)
        canvas.setFillGray(0)
        drawn = [*self._head, *rows]
        text = canvas.beginText()
        rules = []
        y = top
        for at, row in enumerate(drawn):
            self._write(text, row, left, y, head=at < len(self._head))
            rules.append((left, y, left + self.wide, y))
            y -= row.height
        canvas.drawText(text)
        canvas.setLineWidth(LINE)
        rules.append((left, y, left + self.wide, y))
        rules += [(left + edge, top, left + edge, y) for edge in self.edges]
        canvas.lines(rules)
        return y

    def _write(self, text: Any, row: Row, left: float, top: float, *, head: bool) -> None:
        text.setFont(row.font, self.size)
        measure = fonts()[row.font].stringWidth
        for at, lines in enumerate(row.cells):
            align = "tengah" if head else self._columns[at].align
            start = left + self.edges[at] + PAD_X
            y = top - self._pad - self.size * 0.98
            if head:
                y -= (row.height - 2 * self._pad - len(lines) * self.leading) / 2
            for line in lines:
                x = start
                if align != "kiri":
                    spare = self._rooms[at] - measure(line, self.size)
                    x += spare / 2 if align == "tengah" else spare
                text.setTextOrigin(x, y)
                text.textOut(line)
                y -= self.leading

    def _tall(self, cells: tuple[Lines, ...]) -> Row:
        most = max(map(len, cells))
        return Row(cells, max(self._least, most * self.leading + 2 * self._pad))


def _widths(columns: Sequence[RegisterColumn], wide: float, size: float) -> list[float]:
    """The shares in points; a column too narrow for a word of its head takes from the wider ones."""
    measure = fonts()[BOLD].stringWidth
    least = [
        max((measure(word, size) for word in column.label.split()), default=0.0) + 2 * PAD_X + 0.1
        for column in columns
    ]
    whole = sum(column.width for column in columns)
    shares = [wide * column.width / whole for column in columns]
    if sum(least) >= wide:
        return shares
    lacking = sum(max(0.0, need - share) for need, share in zip(least, shares, strict=True))
    spare = sum(max(0.0, share - need) for need, share in zip(least, shares, strict=True))
    given = lacking / spare if spare else 0.0
    return [
        need if share < need else share - (share - need) * given
        for need, share in zip(least, shares, strict=True)
    ]
