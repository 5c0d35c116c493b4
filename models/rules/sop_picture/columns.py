"""The columns of the table: their widths, their texts, and the head with up to three levels."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby
from math import sqrt

from models.records.sop import Sop, Step
from models.records.sop_picture import Align, Cell, Rect
from models.rules.sop_picture import shape
from models.rules.sop_picture.flow import Row
from models.rules.sop_picture.ruler import LEADING, Ruler

#: Headings of an SOP that names none.
USUAL = ("No", "Kegiatan", "Pelaksana", "Mutu Baku", "Kelengkapan", "Waktu", "Output", "Keterangan")

_SMALLEST_HEAD = 5.25
_NARROWEST_EXECUTOR = 26.0
_WIDEST_EXECUTOR = 92.0
#: The executors take at most this share of the table.
_LARGEST_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of text: heading, whether it stands under the heading over the standards, what it shows."""

    heading: str
    of: Callable[[Step], str]
    align: Align = "kiri"
    quality: bool = False
    x: float = 0.0
    w: float = 0.0


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns with their places: two of text, the executors, the rest of text."""

    width: float
    size: float
    head_size: float
    before: tuple[TextColumn, ...]
    executors: tuple[tuple[float, float], ...]
    after: tuple[TextColumn, ...]
    head: tuple[Cell, ...] = ()
    head_height: float = 0.0

    @property
    def texts(self) -> tuple[TextColumn, ...]:
        """All columns of text."""
        return (*self.before, *self.after)

    @property
    def flow_left(self) -> float:
        """Where the executors' columns begin."""
        return self.executors[0][0]

    @property
    def flow_right(self) -> float:
        """Where the executors' columns end."""
        x, w = self.executors[-1]
        return x + w


def columns_of(sop: Sop, rows: Sequence[Row], width: float, ruler: Ruler) -> Columns:
    """The columns of an SOP in a table of that width."""
    count = len(sop.executors)
    size = 8.0 if count <= 6 else 7.5 if count <= 8 else 7.0
    head_size = size - 0.5 if count <= 8 else 6.5
    words = sop.columns or USUAL
    before, after = _text_columns(sop, words)
    wide = _executor_widths(sop, rows, width, head_size, ruler)
    while head_size > _SMALLEST_HEAD and _broken(sop, wide, head_size, ruler):
        head_size -= 0.25
    rest = width - sum(wide)
    shares = _shares(sop, (*before, *after), rest, size, head_size, ruler)
    x = 0.0
    placed: list[TextColumn] = []
    executors: list[tuple[float, float]] = []
    for number, column in enumerate((*before, *after)):
        if number == len(before):
            for w in wide:
                executors.append((x, w))
                x += w
        placed.append(TextColumn(column.heading, column.of, column.align, column.quality, x, shares[number]))
        x += shares[number]
    cut = len(before)
    plain = Columns(width, size, head_size, tuple(placed[:cut]), tuple(executors), tuple(placed[cut:]))
    head, height = _head(sop, words, plain, ruler)
    return Columns(width, size, head_size, plain.before, plain.executors, plain.after, tuple(head), height)


def _text_columns(sop: Sop, words: Sequence[str]) -> tuple[list[TextColumn], list[TextColumn]]:
    before = [
        TextColumn(words[0], lambda s: s.no, "tengah"),
        TextColumn(words[1], lambda s: s.text),
    ]
    count = sop.quality_columns
    after = [
        TextColumn(words[4], lambda s: s.needs_text, quality=count > 0),
        TextColumn(words[5], lambda s: s.time_text, "tengah", quality=count > 1),
        TextColumn(words[6], lambda s: s.output_text, quality=count > 2),
    ]
    if words[7] or any(s.remark for s in sop.steps):
        after.append(TextColumn(words[7], lambda s: s.remark, quality=count > 3))
    return before, after


def _executor_widths(
    sop: Sop, rows: Sequence[Row], width: float, head_size: float, ruler: Ruler
) -> list[float]:
    """As wide as the words in them ask for, within their share of the table."""
    count = len(sop.executors)
    share = width * _LARGEST_SHARE / count
    fair = min(_WIDEST_EXECUTOR, max(44.0, width * 0.44 / count))
    wide: list[float] = []
    for number, executor in enumerate(sop.executors):
        need = ruler.longest_word(executor.label, head_size, True) + 2 * shape.PAD
        for row in rows:
            for node in row.nodes:
                if node.column == number and node.text:
                    words = ruler.longest_word(node.text, shape.SYMBOL_TEXT) + 6
                    need = max(need, words + 2 * shape.GUTTER)
        wide.append(max(_NARROWEST_EXECUTOR, fair, min(need, 1.6 * fair)))
    most = width * _LARGEST_SHARE
    if sum(wide) > most:
        wide = [w * most / sum(wide) for w in wide] if count * share <= most else [share] * count
    return wide


def _broken(sop: Sop, wide: Sequence[float], size: float, ruler: Ruler) -> bool:
    """Whether the name of an executor would have a word broken."""
    return any(
        ruler.longest_word(executor.label, size, bold=True) > w - 2 * shape.PAD
        for executor, w in zip(sop.executors, wide, strict=True)
    )


def _shares(
    sop: Sop, columns: Sequence[TextColumn], room: float, size: float, head_size: float, ruler: Ruler
) -> list[float]:
    """What is left of the width, by how much each column has to say."""
    least: list[float] = []
    weight: list[float] = []
    for column in columns:
        texts = [column.of(step) for step in sop.steps]
        word = max((ruler.longest_word(t, size) for t in texts), default=0.0)
        heading = ruler.longest_word(column.heading, head_size, True)
        least.append(min(max(word, heading, 14.0), room * 0.2) + 2 * shape.PAD + 0.5)
        long = sorted((ruler.width(t, size) for t in texts), reverse=True)
        weight.append(sqrt((long[0] + sum(long) / len(long)) / 2) if column.align == "kiri" else 0.0)
    left = room - sum(least)
    total = sum(weight)
    if left <= 0 or total <= 0:
        return [w * room / sum(least) for w in least]
    return [w + left * part / total for w, part in zip(least, weight, strict=True)]


def _head(sop: Sop, words: Sequence[str], columns: Columns, ruler: Ruler) -> tuple[list[Cell], float]:
    """The cells of the head and its height; a heading spans the levels that its columns do not need."""
    grouped = any(e.group for e in sop.executors)
    over = bool(words[2])
    quality = bool(sop.quality_columns) and bool(words[3])
    levels = max((1 if over else 0) + (1 if grouped else 0) + 1, 2 if quality else 1)
    spans = _spans(sop, words, columns, levels, over, quality)
    size = columns.head_size
    wrapped = [(s, ruler.wrap(s[0], s[4] - 2 * shape.PAD, size, True)) for s in spans]
    heights = [size * LEADING + 5.0] * levels
    # The narrowest spans first: what one level holds alone decides its height.
    for (_, first, last, _, _), lines in sorted(wrapped, key=lambda one: one[0][2] - one[0][1]):
        need = len(lines) * size * LEADING + 5.0
        lacking = need - sum(heights[first:last])
        if lacking > 0:
            heights[last - 1] += lacking
    tops = [sum(heights[:level]) for level in range(levels + 1)]
    cells = [
        Cell(Rect(x, tops[first], w, tops[last] - tops[first]), lines, size, bold=True, align="tengah")
        for (_, first, last, x, w), lines in wrapped
    ]
    return cells, tops[-1]


_Span = tuple[str, int, int, float, float]


def _spans(
    sop: Sop, words: Sequence[str], columns: Columns, levels: int, over: bool, quality: bool
) -> list[_Span]:
    """Every heading with its first and last level (exclusive), its left edge and its width."""
    spans: list[_Span] = [(c.heading, 0, levels, c.x, c.w) for c in columns.before]
    top = 0
    if over:
        spans.append((words[2], 0, 1, columns.flow_left, columns.flow_right - columns.flow_left))
        top = 1
    placed = zip(sop.executors, columns.executors, strict=True)
    for group, members in groupby(placed, key=lambda pair: pair[0].group):
        inside = list(members)
        first = top
        if group:
            x = inside[0][1][0]
            spans.append((group, top, top + 1, x, sum(w for _, (_, w) in inside)))
            first = top + 1
        spans += [(executor.label, first, levels, x, w) for executor, (x, w) in inside]
    standards = [c for c in columns.after if c.quality] if quality else []
    if standards:
        spans.append((words[3], 0, 1, standards[0].x, sum(c.w for c in standards)))
    spans += [(c.heading, 1 if c in standards else 0, levels, c.x, c.w) for c in columns.after]
    return spans
