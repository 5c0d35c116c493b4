"""Draws the worked-out table of an SOP on a reportlab canvas."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from models.records.sop_picture import Arrow, Cell, Connector, PicturePage, Point, Rect, Symbol
from models.rules.sop_picture import shape
from models.rules.sop_picture.ruler import LEADING
from reports.pdf.fonts import BOLD, REGULAR, printable, width

_HEAD_FILL = 0.92
_GRID, _OUTLINE, _LINE = 0.5, 0.9, 0.75
#: From the middle of a line of text down to its baseline, as a share of the size.
_BASELINE = 0.35


class Pen:
    """Draws with y growing downwards from a corner of the page."""

    def __init__(self, canvas: Any, left: float, top: float) -> None:
        self.canvas = canvas
        self._left = left
        self._top = top

    def at(self, x: float, y: float) -> Point:
        """A point of the table on the paper."""
        return self._left + x, self._top - y

    def rect(self, box: Rect, *, fill: bool = False, stroke: bool = True) -> None:
        """A rectangle."""
        x, y = self.at(box.x, box.bottom)
        self.canvas.rect(x, y, box.w, box.h, stroke=int(stroke), fill=int(fill))

    def outline(self, points: Iterable[tuple[float, float]], *, closed: bool, fill: bool = False) -> None:
        """A line through points, closed to an area or not."""
        path = self.canvas.beginPath()
        for number, point in enumerate(points):
            (path.lineTo if number else path.moveTo)(*self.at(*point))
        if closed:
            path.close()
        self.canvas.drawPath(path, stroke=1, fill=int(fill))


def draw_table(canvas: Any, page: PicturePage, left: float, top: float) -> None:
    """Draw a page of the table with its upper left corner at that point of the paper."""
    pen = Pen(canvas, left, top)
    canvas.setStrokeGray(0)
    canvas.setLineWidth(_GRID)
    canvas.setFillGray(_HEAD_FILL)
    for cell in page.cells:
        if not cell.step:
            pen.rect(cell.box, fill=True)
    for cell in page.cells:
        if cell.step:
            pen.rect(cell.box)
    canvas.setFillGray(1)
    for label in page.labels:
        pen.rect(label.box, fill=True, stroke=False)
    canvas.setFillGray(0)
    canvas.setLineWidth(_LINE)
    for arrow in page.arrows:
        _draw_arrow(pen, arrow)
    canvas.setLineWidth(_OUTLINE)
    for symbol in page.symbols:
        _draw_symbol(pen, symbol)
    for connector in page.connectors:
        _draw_connector(pen, connector)
    _write(pen, page)


def _draw_arrow(pen: Pen, arrow: Arrow) -> None:
    points = list(arrow.points)
    if not arrow.head:
        pen.outline(points, closed=False)
        return
    (x0, y0), (x1, y1) = points[-2:]
    length = abs(x1 - x0) + abs(y1 - y0)
    reach = min(shape.HEAD_LENGTH, length)
    dx, dy = ((x1 - x0) / length, (y1 - y0) / length) if length else (0.0, 1.0)
    neck = x1 - dx * reach, y1 - dy * reach
    pen.outline([*points[:-1], neck], closed=False)
    wide = shape.HEAD_WIDTH
    pen.outline(
        [(x1, y1), (neck[0] + dy * wide, neck[1] + dx * wide), (neck[0] - dy * wide, neck[1] - dx * wide)],
        closed=True,
        fill=True,
    )


def _draw_symbol(pen: Pen, symbol: Symbol) -> None:
    canvas, box = pen.canvas, symbol.box
    canvas.setFillGray(1)
    if symbol.participant:
        canvas.setDash(2.2, 1.6)
    if symbol.kind == "process":
        pen.rect(box, fill=True)
    elif symbol.kind == "decision":
        x, y = box.middle
        pen.outline([(x, box.y), (box.right, y), (x, box.bottom), (box.x, y)], closed=True, fill=True)
    else:
        x, y = pen.at(box.x, box.bottom)
        canvas.roundRect(x, y, box.w, box.h, min(box.h, box.w) / 2, stroke=1, fill=1)
    if symbol.participant:
        canvas.setDash()
    canvas.setFillGray(0)


def _draw_connector(pen: Pen, connector: Connector) -> None:
    box = connector.box
    shoulder = box.y + box.h * 0.62
    pen.canvas.setFillGray(1)
    pen.outline(
        [
            (box.x, box.y),
            (box.right, box.y),
            (box.right, shoulder),
            (box.middle[0], box.bottom),
            (box.x, shoulder),
        ],
        closed=True,
        fill=True,
    )
    pen.canvas.setFillGray(0)


def _write(pen: Pen, page: PicturePage) -> None:
    """All texts of the page; cells first, row by row, so that the text reads in that order."""
    text = pen.canvas.beginText()
    for cell in page.cells:
        if cell.lines:
            _write_cell(pen, text, cell)
    for symbol in page.symbols:
        _centred(pen, text, symbol.lines, symbol.box, symbol.size, bold=False)
    for connector in page.connectors:
        box = connector.box
        size = min(8.0, box.h * 0.6) if len(connector.letter) == 1 else min(5.5, box.h * 0.4)
        upper = Rect(box.x, box.y, box.w, box.h * 0.74)
        _centred(pen, text, (connector.letter,), upper, size, bold=True)
    for label in page.labels:
        _centred(pen, text, label.lines, label.box, label.size, bold=False)
    pen.canvas.drawText(text)


def _write_cell(pen: Pen, text: Any, cell: Cell) -> None:
    if cell.align == "tengah":
        _centred(pen, text, cell.lines, cell.box, cell.size, bold=cell.bold)
        return
    text.setFont(BOLD if cell.bold else REGULAR, cell.size)
    y = _first_baseline(cell.lines, cell.box, cell.size)
    for line in cell.lines:
        text.setTextOrigin(*pen.at(cell.box.x + shape.PAD, y))
        text.textOut(printable(line))
        y += cell.size * LEADING


def _centred(pen: Pen, text: Any, lines: tuple[str, ...], box: Rect, size: float, *, bold: bool) -> None:
    font = BOLD if bold else REGULAR
    text.setFont(font, size)
    y = _first_baseline(lines, box, size)
    for line in lines:
        shown = printable(line)
        text.setTextOrigin(*pen.at(box.middle[0] - width(shown, font, size) / 2, y))
        text.textOut(shown)
        y += size * LEADING


def _first_baseline(lines: tuple[str, ...], box: Rect, size: float) -> float:
    return box.middle[1] - (len(lines) - 1) * size * LEADING / 2 + size * _BASELINE
