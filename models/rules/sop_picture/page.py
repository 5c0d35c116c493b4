"""One page of the table: its pieces of rows, the levels in them, and from their ways the lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from models.records.sop import Sop
from models.records.sop_picture import Arrow, Cell, Connector, PicturePage, Point, Rect, Symbol, SymbolKind
from models.rules.sop_picture import shape
from models.rules.sop_picture.columns import Columns
from models.rules.sop_picture.flow import Net, Node
from models.rules.sop_picture.router import Across, Down, Router, Way
from models.rules.sop_picture.ruler import LEADING, Ruler


class Piece(NamedTuple):
    """A row or a part of a row too tall for a page: its lines by text column, its levels from the top."""

    row: int
    texts: tuple[tuple[str, ...], ...]
    nodes: tuple[tuple[Node, ...], ...]
    size: float


@dataclass(slots=True)
class Plan:
    """What stands on one page: `above` and `below` are levels of connectors at its edges."""

    pieces: Sequence[Piece]
    nets: Sequence[Net]
    above: list[list[Node]] = field(default_factory=list)
    below: list[list[Node]] = field(default_factory=list)

    def levels(self) -> list[tuple[int, list[Node]]]:
        """All levels from the top: the piece that each belongs to, and its symbols."""
        found: list[tuple[int, list[Node]]] = [(0, nodes) for nodes in self.above]
        for number, piece in enumerate(self.pieces):
            found += [(number, list(nodes)) for nodes in piece.nodes]
        found += [(len(self.pieces) - 1, nodes) for nodes in self.below]
        return found


class _Size(NamedTuple):
    w: float
    h: float
    lines: tuple[str, ...] = ()
    text: float = shape.SYMBOL_TEXT


#: How much wider the zones of the levels must be so that labels find room, by (zone, level).
Extra = dict[tuple[str, int], float]


class Sheet:
    """A page laid out: ways found once, lengths worked out for the room that labels ask for."""

    def __init__(self, sop: Sop, plan: Plan, columns: Columns, ruler: Ruler) -> None:
        self._sop = sop
        self.plan = plan
        self._columns = columns
        self._ruler = ruler
        self._levels = plan.levels()
        self._at = {node.id: number for number, (_, nodes) in enumerate(self._levels) for node in nodes}
        self._nodes = {node.id: node for _, nodes in self._levels for node in nodes}
        router = Router(list(self._nodes.values()), self._at, plan.nets)
        self.ways = router.route(plan.nets)
        self._lanes = router.lanes
        self._widths = [self._symbol_width(column) for column in range(len(columns.executors))]
        self._sizes = {node.id: self._size(node) for node in self._nodes.values()}
        self._tallest = [max((self._sizes[n.id].h for n in nodes), default=0.0) for _, nodes in self._levels]
        self._named = self._named_exits()
        self.extra: Extra = {}
        self._middles: list[float] = []
        self._tops: list[float] = []
        self.resolve()

    @property
    def height(self) -> float:
        """The height of the table on this page, its head included."""
        return self._tops[-1]

    def resolve(self) -> None:
        """Work out where the levels and rows lie, with the extra room asked for so far."""
        needed: list[float] = []
        entries = [self._entry(level) for level in range(len(self._levels))]
        exits = [self._exit(level) for level in range(len(self._levels))]
        for number, piece in enumerate(self.plan.pieces):
            own = [level for level, (owner, _) in enumerate(self._levels) if owner == number]
            flow = sum(entries[level] + self._tallest[level] + exits[level] for level in own)
            text = max((len(lines) for lines in piece.texts), default=0) * piece.size * LEADING
            needed.append(max(flow + 2 * shape.EDGE, text + 2 * shape.PAD, 16.0))
        self._middles = [0.0] * len(self._levels)
        self._tops = [self._columns.head_height]
        for number, height in enumerate(needed):
            own = [level for level, (owner, _) in enumerate(self._levels) if owner == number]
            flow = sum(entries[level] + self._tallest[level] + exits[level] for level in own)
            y = self._tops[-1] + (height - flow) / 2
            for level in own:
                self._middles[level] = y + entries[level] + self._tallest[level] / 2
                y += entries[level] + self._tallest[level] + exits[level]
            self._tops.append(self._tops[-1] + height)

    def rows(self) -> list[tuple[float, float]]:
        """Top and bottom of every piece of a row."""
        return list(zip(self._tops, self._tops[1:], strict=False))

    def row_of(self, net: Net) -> tuple[float, float]:
        """Top and bottom of the row that a passage leaves."""
        number, _ = self._levels[self._at[net.sources[0].id]]
        return self._tops[number], self._tops[number + 1]

    def level_of(self, node: Node) -> int:
        """The level of a symbol on this page."""
        return self._at[node.id]

    def page(self) -> PicturePage:
        """Everything but the labels."""
        flow = Rect(
            self._columns.flow_left,
            self._columns.head_height,
            self._columns.flow_right - self._columns.flow_left,
            self.height - self._columns.head_height,
        )
        return PicturePage(
            width=self._columns.width,
            height=self.height,
            flow=flow,
            cells=(*self._columns.head, *self._cells()),
            symbols=tuple(self._symbol(n) for n in self._nodes.values() if n.kind != "connector"),
            connectors=tuple(self._connector(n) for n in self._nodes.values() if n.kind == "connector"),
            arrows=tuple(self._arrow(way) for way in self.ways),
            labels=(),
        )

    def _symbol_width(self, column: int) -> float:
        _, w = self._columns.executors[column]
        lanes = max(self._lanes.count((column, "left")), self._lanes.count((column, "right")))
        least = min(shape.GUTTER, w * 0.14)
        gutter = min(max(least, 3.8 * (lanes + 0.6)), w * 0.36)
        wanted = [self._wanted(n.text) for n in self._nodes.values() if n.text and n.column == column]
        return min(w - 2 * gutter, max([shape.SYMBOL_WIDTH, *wanted]))

    def _wanted(self, text: str) -> float:
        """The width at which a text in a symbol takes three lines at most, its words whole."""
        word = self._ruler.longest_word(text, shape.SYMBOL_TEXT)
        return max(word, self._ruler.width(text, shape.SYMBOL_TEXT) / 2.4) + 9.0

    def _size(self, node: Node) -> _Size:
        """Width and height of a symbol, with its text."""
        if node.kind == "connector":
            return _Size(min(shape.CONNECTOR_WIDTH, self._widths[node.column]), shape.CONNECTOR_HEIGHT)
        width = self._widths[node.column]
        least = {"process": shape.PROCESS_HEIGHT, "decision": shape.DECISION_HEIGHT}.get(
            node.kind, shape.TERMINATOR_HEIGHT
        )
        if not node.text:
            return _Size(width, least)
        room = {"process": width - 3.0, "decision": width * 0.6}.get(node.kind, width - 7.0)
        size = shape.SYMBOL_TEXT
        while size > shape.SMALLEST_SYMBOL_TEXT and self._ruler.longest_word(node.text, size) > room:
            size -= 0.4
        lines = self._ruler.wrap(node.text, max(room, 4.0), size)
        tall = len(lines) * size * LEADING
        if node.kind == "decision":
            return _Size(width, max(least, tall / (1 - room / width) + 2.0), lines, size)
        return _Size(width, max(least, tall + 6.0), lines, size)

    def _named_exits(self) -> dict[int, float]:
        """Room under the decisions of a level for the name of the outcome that leads straight on."""
        room: dict[int, float] = {}
        for net in self.plan.nets:
            if net.label and net.main:
                source = net.sources[0]
                half = self._columns.executors[source.column][1] / 2 - 3.0
                lines = 1 if self._ruler.width(net.label, shape.LABEL_TEXT) < half else 2
                level = self._at[source.id]
                need = lines * shape.LABEL_TEXT * LEADING
                room[level] = max(room.get(level, 0.0), need)
        return room

    def _entry(self, level: int) -> float:
        lanes = self._lanes.count(("entry", level))
        _, nodes = self._levels[level]
        arrives = any(t.id == n.id for net in self.plan.nets for t in net.targets for n in nodes)
        plain = shape.ENTRY + max(0, lanes - 1) * shape.LANE if arrives or lanes else 0.0
        plain += shape.MARGIN
        return plain + self.extra.get(("entry", level), 0.0)

    def _exit(self, level: int) -> float:
        lanes = self._lanes.count(("exit", level))
        plain = shape.EXIT + (lanes - 1) * shape.LANE if lanes else 0.0
        return shape.MARGIN + plain + self._named.get(level, 0.0) + self.extra.get(("exit", level), 0.0)

    def _x(self, place: Across) -> float:
        left, w = self._columns.executors[place.column]
        width = self._widths[place.column]
        if place.kind == "centre":
            return left + w / 2 + place.shift * width / 2
        if place.kind == "edge":
            half = self._sizes[place.node].w / 2
            return left + w / 2 + (half if place.side == "right" else -half)
        gutter = (w - width) / 2
        count = self._lanes.count((place.column, place.side))
        pitch = min(4.2, gutter / (count + 0.4))
        # an arrow head needs some shaft behind it where the gutter is wide enough
        near = min(max(pitch * 0.9, gutter - 3.0 - pitch * (count - 1)), 8.0)
        away = width / 2 + near + pitch * place.lane
        return left + w / 2 + (away if place.side == "right" else -away)

    def _y(self, place: Down) -> float:
        middle, half = self._middles[place.level], self._tallest[place.level] / 2
        if place.kind == "middle":
            return middle
        if place.kind == "top":
            return middle - self._sizes[place.node].h / 2
        if place.kind == "bottom":
            return middle + self._sizes[place.node].h / 2 * (1 - abs(place.shift))
        if place.kind == "entry":
            room = self.extra.get(("entry", place.level), 0.0)
            return middle - half - shape.ENTRY - room - place.lane * shape.LANE
        room = self.extra.get(("exit", place.level), 0.0) + self._named.get(place.level, 0.0)
        return middle + half + shape.EXIT + room + place.lane * shape.LANE

    def _arrow(self, way: Way) -> Arrow:
        points = _straightened([(self._x(across), self._y(down)) for across, down in way.places])
        return Arrow(way.net.id, points, way.head, way.net.step, way.net.to, way.net.outcome)

    def _box(self, node: Node) -> Rect:
        size = self._sizes[node.id]
        left, w = self._columns.executors[node.column]
        return Rect(left + (w - size.w) / 2, self._middles[self._at[node.id]] - size.h / 2, size.w, size.h)

    def _symbol(self, node: Node) -> Symbol:
        kind: SymbolKind = "process" if node.kind == "connector" else node.kind
        return Symbol(
            kind=kind,
            box=self._box(node),
            step=node.step,
            executor=self._sop.executors[node.column].id,
            part=node.part,
            lines=self._sizes[node.id].lines,
            size=self._sizes[node.id].text,
            participant=node.passive,
        )

    def _connector(self, node: Node) -> Connector:
        return Connector(self._box(node), node.letter, node.outgoing, node.step)

    def _cells(self) -> list[Cell]:
        cells: list[Cell] = []
        for piece, (top, bottom) in zip(self.plan.pieces, self.rows(), strict=True):
            step = self._sop.steps[piece.row].id
            for column, lines in zip(self._columns.texts, piece.texts, strict=True):
                box = Rect(column.x, top, column.w, bottom - top)
                cells.append(Cell(box, lines, piece.size, align=column.align, step=step))
            for x, w in self._columns.executors:
                cells.append(Cell(Rect(x, top, w, bottom - top), step=step))
        return cells


def _straightened(points: Sequence[Point]) -> tuple[Point, ...]:
    """The points without repetitions and without those in the middle of a straight line."""
    kept: list[Point] = []
    for point in points:
        if kept and _same(kept[-1], point):
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return tuple(kept)


def _same(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) < 1e-6 and abs(one[1] - other[1]) < 1e-6


def _in_line(one: Point, two: Point, three: Point) -> bool:
    return any(abs(one[axis] - two[axis]) < 1e-6 > abs(two[axis] - three[axis]) for axis in (0, 1))
