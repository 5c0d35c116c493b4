"""Finds a place for the name of every outcome: beside its line, near its symbol, over nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from models.records.sop_picture import Label, PicturePage, Point, Rect, Symbol
from models.rules.sop_picture import shape
from models.rules.sop_picture.flow import Net
from models.rules.sop_picture.page import Sheet
from models.rules.sop_picture.ruler import LEADING, Ruler

#: How often the zones of a level are widened for a label that finds no room, and by how much.
_ROUNDS = 8
_WIDEN = 7.0
_GAP = 1.6
_STEP = 3.0
#: Labels stand near the symbol that they belong to.
_FARTHEST = 110.0


class _Spot(NamedTuple):
    score: float
    box: Rect
    lines: tuple[str, ...]
    size: float


def with_labels(sheet: Sheet, ruler: Ruler) -> PicturePage:
    """The page with its labels; levels are widened until every label has found room."""
    nets = [net for net in sheet.plan.nets if net.label]
    for attempt in range(_ROUNDS + 1):
        page = sheet.page()
        labels, missing = _placed(sheet, page, nets, ruler, last=attempt == _ROUNDS)
        if not missing or attempt == _ROUNDS:
            break
        for net in missing:
            for source in net.sources:
                for zone in ("entry", "exit"):
                    key = (zone, sheet.level_of(source))
                    sheet.extra[key] = sheet.extra.get(key, 0.0) + _WIDEN
        sheet.resolve()
    return replace(page, labels=tuple(labels))


def _placed(
    sheet: Sheet, page: PicturePage, nets: list[Net], ruler: Ruler, *, last: bool
) -> tuple[list[Label], list[Net]]:
    if not nets:
        return [], []
    lines = [_around(a, b) for arrow in page.arrows for a, b in zip(arrow.points, arrow.points[1:], strict=False)]
    lines += [c.box for c in page.connectors]
    borders = [y for row in sheet.rows() for y in row]
    columns = sorted({x for c in page.cells if c.step for x in (c.box.x, c.box.right)})
    labels: list[Label] = []
    missing: list[Net] = []
    for net in nets:
        obstacles = [*lines, *(label.box for label in labels)]
        spots = sorted(_spots(page, net, ruler, columns, last=last), key=lambda s: s.score)
        for spot in spots:
            if _inside(spot.box, page.flow, borders) and _free(spot.box, obstacles, page.symbols):
                labels.append(Label(spot.box, spot.lines, spot.size, net.id))
                break
        else:
            missing.append(net)
    return labels, missing


def _spots(
    page: PicturePage, net: Net, ruler: Ruler, columns: list[float], *, last: bool
) -> Iterator[_Spot]:
    """Places along the lines of a passage, scored by their distance from the symbol that it leaves."""
    own = [a for a in page.arrows if a.net == net.id]
    texts = list(_texts(net.label, ruler, narrow=last))
    for arrow in own[:1]:
        gone = 0.0
        for begin, end in zip(arrow.points, arrow.points[1:], strict=False):
            for lines, size, width in texts:
                height = len(lines) * size * LEADING
                for away, box in _beside(begin, end, width, height):
                    if gone + away > _FARTHEST and not last:
                        continue
                    score = gone + away + 7.0 * (len(lines) - 1)
                    if any(box.x < x < box.right for x in columns):
                        score += 25.0
                    yield _Spot(score, box, lines, size)
            gone += abs(begin[0] - end[0]) + abs(begin[1] - end[1])


def _texts(label: str, ruler: Ruler, *, narrow: bool) -> Iterator[tuple[tuple[str, ...], float, float]]:
    """The label on one line, on two, on as many as its words ask for; broken and small as a last resort."""
    size = shape.LABEL_TEXT
    whole = ruler.width(label, size)
    word = ruler.longest_word(label, size)
    widths = dict.fromkeys((whole, max(word, whole / 2 + 4.0), max(word, whole / 3 + 3.0), word, min(word, 22.0)))
    for width in widths:
        lines = ruler.wrap(label, width + 0.01, size)
        yield lines, size, max(ruler.width(line, size) for line in lines) + 0.6
    if narrow:
        for smaller, width in ((5.0, 18.0), (4.0, 12.0), (3.0, 8.0)):
            lines = ruler.wrap(label, width, smaller)
            yield lines, smaller, max(ruler.width(line, smaller) for line in lines) + 0.4


def _beside(begin: Point, end: Point, width: float, height: float) -> Iterator[tuple[float, Rect]]:
    """Boxes on both sides of a line, from its beginning on, with their distance from it."""
    (x0, y0), (x1, y1) = begin, end
    length = abs(x1 - x0) + abs(y1 - y0)
    upright = abs(x1 - x0) < 1e-6
    forward = 1.0 if (y1 - y0 if upright else x1 - x0) > 0 else -1.0
    away = 0.0
    while away <= length:
        if upright:
            y = y0 + forward * (away + 1.0)
            top = y if forward > 0 else y - height
            yield away, Rect(x0 + _GAP, top, width, height)
            yield away + 0.5, Rect(x0 - _GAP - width, top, width, height)
        else:
            x = x0 + forward * (away + 1.0)
            left = x if forward > 0 else x - width
            yield away, Rect(left, y0 - _GAP - height, width, height)
            yield away + 0.5, Rect(left, y0 + _GAP, width, height)
        away += _STEP


def _around(begin: Point, end: Point) -> Rect:
    """A line as a thin rectangle."""
    x, y = min(begin[0], end[0]) - 0.7, min(begin[1], end[1]) - 0.7
    return Rect(x, y, abs(begin[0] - end[0]) + 1.4, abs(begin[1] - end[1]) + 1.4)


def _inside(box: Rect, flow: Rect, borders: list[float]) -> bool:
    if box.x < flow.x + 0.8 or box.right > flow.right - 0.8 or box.y < flow.y or box.bottom > flow.bottom:
        return False
    return not any(box.y - 0.6 < y < box.bottom + 0.6 for y in borders)


def _free(box: Rect, obstacles: list[Rect], symbols: tuple[Symbol, ...]) -> bool:
    return not any(meet(box, other) for other in obstacles) and not any(covers(s, box) for s in symbols)


def meet(one: Rect, other: Rect) -> bool:
    """Whether two rectangles have more than their edges in common."""
    return one.x < other.right and other.x < one.right and one.y < other.bottom and other.y < one.bottom


def covers(symbol: Symbol, box: Rect) -> bool:
    """Whether a symbol and a rectangle overlap; a decision leaves the corners of its box free."""
    if not meet(symbol.box, box):
        return False
    if symbol.kind != "decision":
        return True
    x, y = symbol.box.middle
    near_x = min(max(x, box.x), box.right)
    near_y = min(max(y, box.y), box.bottom)
    return abs(near_x - x) / (symbol.box.w / 2) + abs(near_y - y) / (symbol.box.h / 2) < 1.03
