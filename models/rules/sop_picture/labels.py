"""Finds a place for the name of every outcome: beside its line, near its symbol, over nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from operator import itemgetter
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
_FARTHEST = 75.0
#: What it costs to stand over the border of a column, in another row, on one more line.
_OVER_BORDER, _ELSEWHERE, _ONE_MORE = 14.0, 30.0, 7.0
#: How far off its line a label may stand when nothing nearer is free: aside, and over or under it.
_LOOSE, _OFF = 40.0, (10.0, 14.0, 19.0, 25.0, 33.0, 44.0)
#: No place off the line costs less, so one beside it that costs no more needs no comparison with them.
_LEAST_LOOSE = _LOOSE + _OFF[0]
#: So close to a line, a label may stand on the far side of a border.
_NEAR_BORDER = 10.0
#: From these rounds on a label may stand in another row, be broken within words, and be set smaller.
_STRAY, _BROKEN, _SMALL = 3, 4, 6

#: Left, top, right, bottom: plain numbers, because thousands of places are tried.
_Box = tuple[float, float, float, float]
#: What it costs to stand there, the place, and the text broken into lines.
_Spot = tuple[float, _Box, "_Text"]


class _Text(NamedTuple):
    lines: tuple[str, ...]
    size: float
    width: float
    height: float


class _Around(NamedTuple):
    """What a label must keep clear of, and the borders it should not stand over."""

    flow: _Box
    rows: list[float]
    columns: list[float]
    lines: list[_Box]
    symbols: tuple[Symbol, ...]


def with_labels(sheet: Sheet, ruler: Ruler) -> PicturePage:
    """The page with its labels; levels are widened until every label has found room."""
    nets = [net for net in sheet.plan.nets if net.label]
    if not nets:
        return sheet.page()
    for attempt in range(_ROUNDS + 1):
        page = sheet.page()
        labels, missing = _placed(sheet, page, nets, ruler, attempt)
        if not missing:
            break
        if attempt < _ROUNDS:
            _widen(sheet, missing, _WIDEN if attempt < _BROKEN else _least_height(missing, ruler))
    return replace(page, labels=tuple(labels))


def _least_height(missing: Sequence[Net], ruler: Ruler) -> float:
    """The room that a long name needs at least, for zones that grow in earnest."""
    return max(min(text.height for text in _texts(net.label, ruler, _ROUNDS)) / 2 for net in missing)


def _widen(sheet: Sheet, missing: Sequence[Net], by: float) -> None:
    for level in {sheet.level_of(source) for net in missing for source in net.sources}:
        for zone in ("entry", "exit"):
            sheet.extra[zone, level] = sheet.extra.get((zone, level), 0.0) + by
    sheet.resolve()


def _placed(
    sheet: Sheet, page: PicturePage, nets: Sequence[Net], ruler: Ruler, attempt: int
) -> tuple[list[Label], list[Net]]:
    around = _around(sheet, page)
    own = {net.id: () for net in nets} | {a.net: a.points for a in reversed(page.arrows)}
    labels: list[Label] = []
    missing: list[Net] = []
    for net in nets:
        row = sheet.row_of(net)
        texts = list(_texts(net.label, ruler, attempt))
        far = _FARTHEST if attempt < _ROUNDS else float("inf")
        spots = [
            (score + _cost(box, text, row, around.columns), box, text)
            for score, box, text in _spots(own[net.id], texts, around.columns, far)
            if _inside(box, around)
            if attempt >= _STRAY or (row[0] <= box[1] and box[3] <= row[1])
        ]
        found = _first_free(spots, around)
        if attempt >= _STRAY and (found is None or found[0] > _LEAST_LOOSE):
            found = _first_free([*spots, *_loose(own[net.id], texts, row, around)], around)
        if found is None:
            missing.append(net)
            continue
        _, box, text = found
        labels.append(Label(Rect(box[0], box[1], text.width, text.height), text.lines, text.size, net.id))
        around.lines.append(box)
    return labels, missing


def _around(sheet: Sheet, page: PicturePage) -> _Around:
    lines = [_thick(a, b) for arrow in page.arrows for a, b in pairwise(arrow.points)]
    lines += [(c.box.x, c.box.y, c.box.right, c.box.bottom) for c in page.connectors]
    flow = page.flow
    return _Around(
        (flow.x + 0.8, flow.y, flow.right - 0.8, flow.bottom),
        sorted({y for row in sheet.rows() for y in row}),
        sorted({x for c in page.cells if c.step for x in (c.box.x, c.box.right)}),
        lines,
        page.symbols,
    )


def _first_free(spots: Sequence[_Spot], around: _Around) -> _Spot | None:
    """The best place where nothing else is; what lies far from all places is not looked at."""
    if not spots:
        return None
    left, top = min(s[1][0] for s in spots), min(s[1][1] for s in spots)
    right, bottom = max(s[1][2] for s in spots), max(s[1][3] for s in spots)
    lines = [o for o in around.lines if o[0] < right and left < o[2] and o[1] < bottom and top < o[3]]
    near = Rect(left, top, right - left, bottom - top)
    symbols = [s for s in around.symbols if meet(s.box, near)]
    for spot in sorted(spots, key=itemgetter(0)):
        x0, y0, x1, y1 = spot[1]
        for a0, b0, a1, b1 in lines:
            if a0 < x1 and x0 < a1 and b0 < y1 and y0 < b1:
                break
        else:
            rect = Rect(x0, y0, x1 - x0, y1 - y0)
            if not any(covers(s, rect) for s in symbols):
                return spot
    return None


def _spots(
    points: Sequence[Point], texts: Sequence[_Text], columns: list[float], far: float
) -> Iterator[_Spot]:
    """Places along the line of a passage, with their distance from the symbol that it leaves."""
    gone = 0.0
    for begin, end in pairwise(points):
        if gone > far:
            return
        for text in texts:
            for away, box in _beside(begin, end, text, columns, far - gone):
                yield gone + away, box, text
        gone += abs(begin[0] - end[0]) + abs(begin[1] - end[1])


def _loose(
    points: Sequence[Point], texts: Sequence[_Text], row: tuple[float, float], around: _Around
) -> Iterator[_Spot]:
    """Places inside the flow, a little off the first line of a passage and behind its end, with their cost.

    Where a place lies across and where it lies down are judged apart: every left edge goes with every height.
    """
    (x0, y0), (x1, _) = points[:2]
    low, high = min(x0, x1), max(x0, x1)
    for text in texts:
        lines = _ONE_MORE * (len(text.lines) - 1)
        heights = [
            (_LOOSE + away, top, top + text.height, _height_cost(top, top + text.height, row))
            for away in _OFF
            for top in (y0 - away - text.height, y0 + away)
            if _inside_height(top, top + text.height, around)
        ]
        left = low - _LOOSE - text.width
        while left <= high + _LOOSE:
            right = left + text.width
            if heights and _inside_width(left, right, around):
                aside = max(0.0, low - left - text.width, left - high)
                cost = lines + _width_cost(left, right, around.columns)
                for off, top, under, elsewhere in heights:
                    yield off + aside + (cost + elsewhere), (left, top, right, under), text
            left += _STEP


def _cost(box: _Box, text: _Text, row: tuple[float, float], columns: list[float]) -> float:
    cost = _ONE_MORE * (len(text.lines) - 1)
    return cost + _width_cost(box[0], box[2], columns) + _height_cost(box[1], box[3], row)


def _width_cost(left: float, right: float, columns: list[float]) -> float:
    return _OVER_BORDER if _within(columns, left, right) else 0.0


def _height_cost(top: float, bottom: float, row: tuple[float, float]) -> float:
    return _ELSEWHERE if top < row[0] or bottom > row[1] else 0.0


def _texts(label: str, ruler: Ruler, attempt: int) -> Iterator[_Text]:
    """The label on one line, on two, on as many as its words ask for; broken and small as a last resort."""
    size = shape.LABEL_TEXT
    whole = ruler.width(label, size)
    word = ruler.longest_word(label, size)
    ways = [(size, w) for w in (whole, max(word, whole / 2 + 4.0), max(word, whole / 3 + 3.0), word)]
    if attempt >= _BROKEN:
        ways.append((size, min(word, 22.0)))
    if attempt >= _SMALL:
        ways += [(5.0, 18.0), (4.0, 20.0), (4.0, 12.0), (3.0, 20.0), (3.0, 8.0)]
    seen: set[tuple[str, ...]] = set()
    for smaller, width in ways:
        lines = ruler.wrap(label, width + 0.01, smaller)
        if lines not in seen:
            seen.add(lines)
            wide = max(ruler.width(line, smaller) for line in lines) + 0.6
            yield _Text(lines, smaller, wide, len(lines) * smaller * LEADING)


def _beside(
    begin: Point, end: Point, text: _Text, columns: list[float], far: float
) -> Iterator[tuple[float, _Box]]:
    """Boxes on both sides of a line, from its beginning on, with their distance from it."""
    (x0, y0), (x1, y1) = begin, end
    width, height = text.width, text.height
    length = min(abs(x1 - x0) + abs(y1 - y0), far)
    upright = abs(x1 - x0) < 1e-6
    forward = (y1 - y0 if upright else x1 - x0) > 0
    lefts = list(_asides(x0, width, columns)) if upright else []
    away = 0.0
    while away <= length:
        reach = away + 1.0 if forward else -away - 1.0
        if upright:
            top = y0 + reach if forward else y0 + reach - height
            for more, left in lefts:
                yield away + more, (left, top, left + width, top + height)
        else:
            left = x0 + reach if forward else x0 + reach - width
            yield away, (left, y0 - _GAP - height, left + width, y0 - _GAP)
            yield away + 0.5, (left, y0 + _GAP, left + width, y0 + _GAP + height)
        away += _STEP


def _asides(x: float, width: float, columns: list[float]) -> Iterator[tuple[float, float]]:
    """Left edges beside an upright line: close to it, or just behind a border that is near."""
    yield 0.0, x + _GAP
    yield 0.5, x - _GAP - width
    for border in columns:
        if 0 < border - x < _NEAR_BORDER:
            yield 2.0, border + 1.0
        elif 0 < x - border < _NEAR_BORDER:
            yield 2.5, border - 1.0 - width


def _thick(begin: Point, end: Point) -> _Box:
    """A line as a thin rectangle."""
    x0, x1 = (begin[0], end[0]) if begin[0] < end[0] else (end[0], begin[0])
    y0, y1 = (begin[1], end[1]) if begin[1] < end[1] else (end[1], begin[1])
    return x0 - 0.7, y0 - 0.7, x1 + 0.7, y1 + 0.7


def _inside(box: _Box, around: _Around) -> bool:
    return _inside_width(box[0], box[2], around) and _inside_height(box[1], box[3], around)


def _inside_width(left: float, right: float, around: _Around) -> bool:
    """Whether a place lies within the flow across."""
    return left >= around.flow[0] and right <= around.flow[2]


def _inside_height(top: float, bottom: float, around: _Around) -> bool:
    """Whether a place lies within the flow down, and within one row."""
    if top < around.flow[1] or bottom > around.flow[3]:
        return False
    return not _within(around.rows, top - 0.6, bottom + 0.6)


def _within(borders: list[float], low: float, high: float) -> bool:
    """Whether one of the borders lies between the two."""
    at = bisect_right(borders, low)
    return at < len(borders) and borders[at] < high


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
