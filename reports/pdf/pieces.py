"""The pieces that papers are put together from: labelled facts, passages, lists and tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from reports.pdf.fonts import REGULAR, printable, width
from reports.pdf.styles import INDENT, LEADING, SIZE, styles
from reports.pdf.text import passages, plain

_COLON = 10.0
_LABEL_GAP = 6.0
#: Labels wider than this share of the line are broken.
_WIDEST_LABEL = 0.42
_GREY = 0.92
#: Two lines and the space before them; over another heading also that one.
_ROOM_BELOW_HEADING = 3 * LEADING
_ROOM_OVER_HEADING = 5.5 * LEADING
_CELL_SIDE, _CELL_TOP, _CELL_BOTTOM = 4.0, 2.5, 3.5
_HIGHEST_ROW = 300.0


class Dots(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A dotted line over the whole width, to be filled in by hand."""

    def __init__(self, size: float = SIZE, leading: float = LEADING) -> None:
        super().__init__()
        self._size, self._leading = size, leading

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """One line of text high."""
        self.width, self.height = wide, self._leading
        return self.width, self.height

    def draw(self) -> None:
        """Draw dots that a person can write on and a program can read."""
        count = int(self.width / width(".", REGULAR, self._size))
        self.canv.setFillGray(0)
        self.canv.setFont(REGULAR, self._size)
        self.canv.drawString(0, self._leading - self._size, "." * count)


class Rule(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A line over the whole width."""

    def __init__(self, thickness: float = 1.0, before: float = 4.0, after: float = 8.0) -> None:
        super().__init__()
        self._thickness = thickness
        self.spaceBefore, self.spaceAfter = before, after

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """As high as it is thick."""
        self.width, self.height = wide, self._thickness
        return self.width, self.height

    def draw(self) -> None:
        """Draw the line."""
        self.canv.setLineWidth(self._thickness)
        self.canv.line(0, self._thickness / 2, self.width, self._thickness / 2)


class Labelled(Flowable):  # type: ignore[misc]  # reportlab has no types
    """`Label : value`, the value in lines of its own column; a long one goes on over the page."""

    def __init__(
        self,
        label: str,
        values: Sequence[Flowable],
        label_width: float,
        *,
        left: float = 0.0,
        colon: str = ":",
    ) -> None:
        super().__init__()
        self._colon = colon
        self._label, self._values = label, list(values)
        self._label_width, self._left = label_width, left
        self.spaceAfter = 2.5

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """As high as the value or the label."""
        self.width = wide
        self._column = wide - self._start
        self._heights = [value.wrap(self._column, 1e6)[1] for value in self._values]
        self._labels = simpleSplit(self._label, REGULAR, SIZE, self._label_width - _LABEL_GAP)
        self.height = max(self._stacked(), len(self._labels) * LEADING)
        return self.width, self.height

    @property
    def _start(self) -> float:
        return self._left + self._label_width + (_COLON if self._colon else 0.0)

    @property
    def lines(self) -> int:
        """How many lines of text it shows, once wrapped."""
        return max(1, int(self.height / LEADING + 0.01))

    def split(self, wide: float, high: float) -> list[Flowable]:
        """What fits on this page under the label, the rest of the value without one."""
        self.wrap(wide, high)
        fitting: list[Flowable] = []
        rest = list(self._values)
        room = high
        for value, tall in zip(self._values, self._heights, strict=True):
            if tall <= room:
                fitting.append(rest.pop(0))
                room -= tall + value.getSpaceAfter()
                continue
            pieces = value.split(self._column, room)
            if len(pieces) > 1:
                fitting.append(pieces[0])
                rest = [*pieces[1:], *rest[1:]]
            break
        if not fitting or not rest:
            return []
        return [self._part(self._label, fitting), self._part("", rest)]

    def _part(self, label: str, values: list[Flowable]) -> Labelled:
        return Labelled(label, values, self._label_width, left=self._left, colon=self._colon)

    def draw(self) -> None:
        """Draw label, colon and value."""
        canvas = self.canv
        y = self.height - SIZE
        canvas.setFillGray(0)
        canvas.setFont(REGULAR, SIZE)
        for at, line in enumerate(self._labels):
            canvas.drawString(self._left, y - at * LEADING, line)
        if self._label:
            canvas.drawString(self._left + self._label_width, y, self._colon)
        top = self.height
        for value, tall in zip(self._values, self._heights, strict=True):
            value.drawOn(canvas, self._start, top - tall)
            top -= tall + value.getSpaceAfter()

    def _stacked(self) -> float:
        between = sum(value.getSpaceAfter() for value in self._values[:-1])
        return float(sum(self._heights) + between)


def labelled(
    rows: Iterable[tuple[str, str | Sequence[Flowable]]], *, left: float = 0.0, label_width: float = 0.0
) -> list[Flowable]:
    """Facts one under the other, their colons aligned; an empty one is a dotted line."""
    kept = [(printable(label), value) for label, value in rows]
    widest = max((width(label, REGULAR, SIZE) for label, _ in kept), default=0.0) + _LABEL_GAP
    column = label_width or min(widest, _WIDEST_LABEL * 453)
    return [Labelled(label, _value(value), column, left=left) for label, value in kept]


def _value(value: str | Sequence[Flowable]) -> list[Flowable]:
    if not isinstance(value, str):
        return list(value) or [Dots()]
    words = plain(value)
    return [Paragraph(words, styles().line)] if words else [Dots()]


def text(words: str, style: Any = None) -> list[Flowable]:
    """Free text as paragraphs and items; nothing when it is empty."""
    named = styles()
    return [
        Paragraph(one.text, named.item, bulletText=one.mark)
        if one.mark
        else Paragraph(one.text, style or named.body)
        for one in passages(words)
    ]


def text_or_dots(words: str, lines: int = 3) -> list[Flowable]:
    """Free text, or dotted lines to write it on."""
    return text(words) or [*(Dots() for _ in range(lines)), Spacer(0, 7)]


def numbered(items: Sequence[str], *, blanks: int = 3, letters: bool = False) -> list[Flowable]:
    """A numbered list; without items, numbers before dotted lines."""
    marks = "abcdefghijklmnopqrstuvwxyz"
    named = styles()

    def mark(at: int) -> str:
        return f"{marks[at]}." if letters and at < len(marks) else f"{at + 1}."

    if not items:
        return [NumberedDots(mark(at)) for at in range(blanks)]
    return [Paragraph(plain(item), named.item, bulletText=mark(at)) for at, item in enumerate(items)]


class Heading(Paragraph):  # type: ignore[misc]  # reportlab has no types
    """A bold line that goes to the next page when hardly anything would follow it on this one.

    reportlab's own `keepWithNext` would take a paragraph of two pages along, and leave a gap.
    """

    def __init__(self, words: str, *, over_heading: bool = False) -> None:
        super().__init__(plain(words), styles().heading)
        self._room = _ROOM_OVER_HEADING if over_heading else _ROOM_BELOW_HEADING

    def wrap(self, wide: float, high: float) -> tuple[float, float]:
        """Too high for a place with too little room below it."""
        wide, tall = super().wrap(wide, high)
        return (wide, tall) if tall + self._room <= high else (wide, high + 1)

    def split(self, _wide: float, _high: float) -> list[Flowable]:
        """Never parted."""
        return []


class Mark(Flowable):  # type: ignore[misc]  # reportlab has no types
    """A number at the left of the lines that follow; it takes no room of its own."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self.keepWithNext = 1

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """Nothing high."""
        self.width, self.height = wide, 0.0
        return wide, 0.0

    def draw(self) -> None:
        """Draw the number on the line below."""
        self.canv.setFillGray(0)
        self.canv.setFont(REGULAR, SIZE)
        self.canv.drawString(0, -SIZE, self._mark)


class NumberedDots(Dots):
    """A number before a dotted line."""

    def __init__(self, mark: str) -> None:
        super().__init__()
        self._mark = mark
        self.spaceAfter = 2.5

    def draw(self) -> None:
        """Draw the number, and the dots beside it."""
        self.canv.setFont(REGULAR, SIZE)
        self.canv.drawString(0, LEADING - SIZE, self._mark)
        self.canv.translate(INDENT, 0)
        self.width -= INDENT
        super().draw()


def table(
    head: Sequence[str],
    rows: Sequence[Sequence[str | Flowable]],
    shares: Sequence[float],
    wide: float,
    *,
    small: bool = False,
    row_height: float | None = None,
    centred: Sequence[int] = (0,),
    level: bool = False,
) -> Table:
    """A table with ruled cells and a head that every page repeats.

    `shares` part the width; `level` sets the cells of a row on one middle line.
    """
    named = styles()
    cell, top = (named.small_cell, named.small_head) if small else (named.cell, named.head)
    middle = cell.clone(f"{cell.name} tengah", alignment=1)
    whole = sum(shares)

    def shown(at: int, one: str | Flowable) -> Flowable | str:
        if not isinstance(one, str):
            return one
        return Paragraph(plain(one), middle if at in centred else cell) if one else ""

    cells = [[Paragraph(plain(label), top) for label in head]]
    cells += [[shown(at, one) for at, one in enumerate(row)] for row in rows]
    columns = [wide * share / whole for share in shares]
    measured = [_row_height(row, columns, cell.leading) for row in cells]
    heights = measured if row_height is None else [measured[0], *([row_height] * len(rows))]
    made = Table(cells, colWidths=columns, rowHeights=heights, repeatRows=1, splitInRow=1)
    made.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.6, "black"),
            ("BACKGROUND", (0, 0), (-1, 0), (_GREY, _GREY, _GREY)),
            ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
            ("VALIGN", (0, 1), (-1, -1), "MIDDLE" if level or row_height else "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), _CELL_SIDE),
            ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_SIDE),
            ("TOPPADDING", (0, 0), (-1, -1), _CELL_TOP),
            ("BOTTOMPADDING", (0, 0), (-1, -1), _CELL_BOTTOM),
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ]
    )
    made.spaceBefore, made.spaceAfter = 4, 8
    return made


def _row_height(row: Sequence[Flowable | str], columns: Sequence[float], least: float) -> float | None:
    """The height of a row, told to the table: it would measure every row again on every page.

    A row that may not fit on one page is left to the table, which parts it.
    """
    tall = max(
        (
            0.0 if isinstance(one, str) else one.wrap(wide - 2 * _CELL_SIDE, 1e6)[1]
            for one, wide in zip(row, columns, strict=True)
        ),
        default=0.0,
    )
    height = max(tall, least) + _CELL_TOP + _CELL_BOTTOM
    return height if height < _HIGHEST_ROW else None
