"""Column widths that keep the rows of a table low: room goes where the lines are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from models.records.paper import RegisterColumn
from reports.pdf.fonts import BOLD, REGULAR, printable, width
from reports.pdf.lines import wrapped
from reports.pdf.ruled import PAD_X

#: The room that is given away is given in so many parts.
_PARTS = 30
#: A text beyond any table is not read to its end for the sake of the widths.
_READ = 300
#: A single long word takes at most this share of the table.
_MOST_FOR_A_WORD = 0.22


def balanced(
    columns: Sequence[RegisterColumn], rows: Sequence[Sequence[str]], wide: float, size: float
) -> tuple[RegisterColumn, ...]:
    """The columns with widths in points: as wide as their longest word, the rest where rows are tallest.

    The widths that come in are the least, in points; what no text needs goes to the last column.
    """
    padding = 2 * PAD_X + 0.2
    words = [
        _longest_word(column.label, [row[at] for row in rows], size) for at, column in enumerate(columns)
    ]
    widths = [
        max(column.width, min(word, _MOST_FOR_A_WORD * wide) + padding)
        for column, word in zip(columns, words, strict=True)
    ]
    part = (wide - sum(widths)) / _PARTS
    if part <= 0:
        return tuple(replace(column, width=one) for column, one in zip(columns, widths, strict=True))
    # a row cannot be lower than the line breaks that its cells bring along
    least = [max(cell.count("\n") + 1 for cell in row) for row in rows]
    lines = [_lines(rows, at, one - padding, size) for at, one in enumerate(widths)]
    for _ in range(_PARTS):
        at = _tallest(lines, least)
        widths[at] += part
        lines[at] = _lines(rows, at, widths[at] - padding, size)
    return tuple(replace(column, width=one) for column, one in zip(columns, widths, strict=True))


def _tallest(lines: list[list[int]], least: Sequence[int]) -> int:
    """The column that makes the most rows taller than they must be; the last when none does."""
    blame = [0] * len(lines)
    for floor, row in zip(least, zip(*lines, strict=True), strict=True):
        most = max(row)
        for at, count in enumerate(row):
            if count == most > floor:
                blame[at] += count - floor
    return blame.index(max(blame)) if any(blame) else len(lines) - 1


def _lines(rows: Sequence[Sequence[str]], at: int, room: float, size: float) -> list[int]:
    return [len(wrapped(row[at][:_READ], REGULAR, size, room)) for row in rows]


def _longest_word(label: str, cells: Sequence[str], size: float) -> float:
    head = max((width(word, BOLD, size) for word in label.split()), default=0.0)
    words = {word for cell in cells for word in printable(cell).split()}
    return max(head, max((width(word, REGULAR, size) for word in words), default=0.0))
