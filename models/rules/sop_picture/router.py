"""Finds the way of every passage on a page: which side it leaves, which lanes it runs in, where it arrives.

Ways are found in the order of rows and columns, without lengths. A horizontal run lies over the symbols
of a level (entry zone) or under them (exit zone), a vertical one in the middle of a column where nothing
stands, or in the gutter beside its symbols; every run has a lane of its own. So no line can meet a
symbol except at its ends, whatever the sizes turn out to be.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from models.rules.sop_picture.flow import Net, Node, Side
from models.rules.sop_picture.lanes import (
    X_CENTRE,
    X_LEFT,
    X_RIGHT,
    X_STEP,
    X_SYMBOL_LEFT,
    X_SYMBOL_RIGHT,
    Y_ENTRY,
    Y_EXIT,
    Y_MIDDLE,
    Y_STEP,
    Lanes,
    Track,
)


class Across(NamedTuple):
    """A place from left to right: middle of a column (`shift`: aside), gutter lane, edge of a symbol."""

    kind: str
    column: int
    side: Side = "left"
    lane: int = 0
    node: int = 0
    shift: float = 0.0

    @property
    def key(self) -> float:
        """Its order among all places."""
        base = self.column * X_STEP
        if self.kind == "gutter":
            return base + (X_LEFT if self.side == "left" else X_RIGHT)
        if self.kind == "edge":
            return base + (X_SYMBOL_LEFT if self.side == "left" else X_SYMBOL_RIGHT)
        return base + X_CENTRE + 2 * self.shift


class Down(NamedTuple):
    """A place from top to bottom: a lane of the entry or exit zone, the middle, or an end of a symbol."""

    kind: str
    level: int
    lane: int = 0
    node: int = 0
    shift: float = 0.0


class Way(NamedTuple):
    """A line of a passage, as places; with an arrow head at its end or without."""

    net: Net
    places: tuple[tuple[Across, Down], ...]
    head: bool


class _Choice(NamedTuple):
    """One possible way for the trunk of a passage."""

    cost: float
    leave: str
    shift: float
    trunk: Across
    arrive: str


_OTHER: dict[Side, Side] = {"left": "right", "right": "left"}
_SIDES: tuple[Side, Side] = ("left", "right")
#: Where a decision with many outcomes is left, as shares of half its width from the middle.
_SHIFTS = (-0.5, 0.5, -0.25, 0.25, -0.75, 0.75, -0.375, 0.375, -0.625, 0.625, -0.125, 0.125)
_BEND, _LENGTH, _LANE, _ASIDE = 4.0, 3.0, 2.0, 5.0
#: How far the line over a target stays away from its middle, in the order of places.
_SHY = 0.1


class Router:
    """Finds ways on one page; `levels` gives the level of every symbol on it."""

    def __init__(self, nodes: Sequence[Node], levels: dict[int, int], nets: Sequence[Net]) -> None:
        self._levels = levels
        self.lanes = Lanes()
        self._centres = Track()
        self._middles = Track()
        self._sides: dict[tuple[int, Side], object] = {}
        self._shifts: dict[int, int] = {}
        for node in nodes:
            at = levels[node.id] * Y_STEP + Y_MIDDLE
            self._centres.take(node.column, at, at, ("symbol", node.id))
            left, right = node.column * X_STEP + X_SYMBOL_LEFT, node.column * X_STEP + X_SYMBOL_RIGHT
            self._middles.take(levels[node.id], left, right, ("symbol", node.id))
        self._reserve(nets)

    def route(self, nets: Sequence[Net]) -> list[Way]:
        """The ways of all passages: those beside and straight ahead first, then by their length."""
        ways: list[Way] = []
        for net in sorted(nets, key=self._urgency):
            ways += self._beside(net) if net.side else self._routed(net)
        return ways

    def _reserve(self, nets: Sequence[Net]) -> None:
        """Keep the lower point of every symbol for its main passage, and the upper one for those arriving."""
        for net in nets:
            for target in net.targets:
                at = self._levels[target.id] * Y_STEP + Y_ENTRY
                self._centres.take(target.column, at, at, ("to", target.id))
            for source in net.sources:
                at = self._levels[source.id] * Y_STEP + Y_EXIT
                self._centres.take(source.column, at, at, ("from", source.id))
                if net.main:
                    self._shifts[source.id] = 0
            if net.side:
                self._sides[net.sources[0].id, net.side] = ("from", net.id)
                self._sides[net.targets[0].id, _OTHER[net.side]] = ("to", net.targets[0].id)

    def _urgency(self, net: Net) -> tuple[bool, bool, int, int]:
        last, first = self._last(net), self._first(net)
        return net.side is None, not net.main, abs(first - last - 1), net.id

    def _last(self, net: Net) -> int:
        return max(self._levels[s.id] for s in net.sources)

    def _first(self, net: Net) -> int:
        return min(self._levels[t.id] for t in net.targets)

    def _beside(self, net: Net) -> list[Way]:
        """Straight from the side of a decision to the end that stands beside it."""
        source, target = net.sources[0], net.targets[0]
        side = net.side or "right"
        level = self._levels[source.id]
        begin = Across("edge", source.column, side, node=source.id)
        end = Across("edge", target.column, _OTHER[side], node=target.id)
        low, high = sorted((begin.key, end.key))
        self._middles.take(level, low, high, net.id)
        at = Down("middle", level)
        return [Way(net, ((begin, at), (end, at)), head=True)]

    def _routed(self, net: Net) -> list[Way]:
        choice = min(self._choices(net), key=lambda c: c.cost)
        return self._laid(net, choice)

    def _choices(self, net: Net) -> Iterator[_Choice]:
        """The possible ways; the short ones first, and nothing more once one of them will do."""
        short = list(self._through_columns(net))
        if short and net.main:
            return iter(short)
        return iter([*short, *self._through_gutters(net)])

    def _leaves(self, net: Net) -> Iterator[tuple[str, float]]:
        """How a passage may leave: at the lower point or beside it, or at a free side."""
        source = net.sources[0]
        if len(net.sources) > 1 or net.main:
            yield "bottom", 0.0
        else:
            used = self._shifts.get(source.id)
            yield "bottom", 0.0 if used is None else _SHIFTS[used % len(_SHIFTS)]
        if len(net.sources) == 1 and not (net.main and source.kind == "decision"):
            for side in _SIDES:
                if (source.id, side) not in self._sides:
                    yield side, 0.0

    def _through_columns(self, net: Net) -> Iterator[_Choice]:
        """Down the middle of a column that is free between the two ends."""
        last, first = self._last(net), self._first(net)
        if first <= last:
            return
        owners: set[object] = {net.id, *(("to", t.id) for t in net.targets)}
        owners |= {("from", s.id) for s in net.sources}
        ends = [s.column for s in net.sources] + [t.column for t in net.targets]
        for column in dict.fromkeys(ends):
            trunk = Across("centre", column)
            for leave, shift in self._leaves(net):
                if leave == "bottom":
                    if shift and column == net.sources[0].column:
                        continue
                    if not self._centres.free(column, last * Y_STEP + Y_EXIT, first * Y_STEP, owners):
                        continue
                elif not self._side_reaches(net, leave, trunk, owners):
                    continue
                yield self._priced(net, leave, shift, trunk, "top", 0)

    def _side_reaches(self, net: Net, leave: str, trunk: Across, owners: set[object]) -> bool:
        """Whether a side of the source looks freely at the middle of that column, and down from there."""
        source = net.sources[0]
        if source.kind != "decision" or trunk.column == source.column:
            return False
        if (leave == "right") != (trunk.column > source.column):
            return False
        level, first = self._levels[source.id], self._first(net)
        edge = Across("edge", source.column, "left" if leave == "left" else "right")
        low, high = sorted((edge.key, trunk.key))
        return self._middles.free(level, low, high, {net.id, ("symbol", source.id)}) and self._centres.free(
            trunk.column, level * Y_STEP + Y_MIDDLE, first * Y_STEP, owners
        )

    def _through_gutters(self, net: Net) -> Iterator[_Choice]:
        """Beside the symbols of any column between the ends."""
        columns = [n.column for n in (*net.sources, *net.targets)]
        target = net.targets[0]
        for column in range(min(columns), max(columns) + 1):
            for side in _SIDES:
                trunk = Across("gutter", column, side)
                arrivals = ["top"]
                if len(net.targets) == 1 and target.column == column and self._may_arrive(target, side):
                    arrivals.append(side)
                for leave, shift in self._leaves(net):
                    if leave != "bottom" and (leave != side or net.sources[0].column != column):
                        continue
                    for arrive in arrivals:
                        if leave == side == arrive and target.id == net.sources[0].id:
                            continue
                        low, high = self._reach(net, leave, arrive)
                        lane = self.lanes.find((column, side), low, high, net.id)
                        yield self._priced(net, leave, shift, trunk, arrive, lane)

    def _may_arrive(self, target: Node, side: Side) -> bool:
        """Whether a passage may arrive at the side; those of a decision are for its outcomes."""
        user = self._sides.get((target.id, side))
        return target.kind != "decision" and (user is None or user == ("to", target.id))

    def _reach(self, net: Net, leave: str, arrive: str) -> tuple[float, float]:
        """How far a trunk runs, in the order down the page."""
        begin = self._last(net) * Y_STEP + (Y_EXIT if leave == "bottom" else Y_MIDDLE)
        end = self._first(net) * Y_STEP + (Y_ENTRY if arrive == "top" else Y_MIDDLE)
        return min(begin, end), max(begin, end)

    def _priced(self, net: Net, leave: str, shift: float, trunk: Across, arrive: str, lane: int) -> _Choice:
        """A way with its cost: bends, sideways length, lanes away from the symbol, unusual sides."""
        source, target = net.sources[0], net.targets[0]
        gathers, spreads = len(net.sources) > 1, len(net.targets) > 1
        aside = self._extent(net.sources, trunk)
        along = self._extent(net.targets, trunk)
        bends = 1 if leave != "bottom" else 2 if (aside or shift) and not gathers else 0
        bends += 1 if arrive != "top" else 2 if along and not spreads else 0
        cost = bends * _BEND + (aside + along) * _LENGTH + lane * _LANE
        if along and arrive == "top":
            low, high = self._arrival(net, trunk)
            cost += self.lanes.find(("entry", self._first(net)), low, high, net.id) * _LANE
        decides = source.kind == "decision"
        if leave != "bottom" and not decides:
            cost += _ASIDE
        if leave == "bottom" and decides and not net.main:
            cost += 3 * _ASIDE
        if leave != "bottom" and (leave == "right") != (target.column > source.column):
            cost += 1.0
        return _Choice(cost, leave, shift, trunk, arrive)

    @staticmethod
    def _extent(nodes: Sequence[Node], trunk: Across) -> float:
        """How many columns wide the line is that joins these symbols with the trunk."""
        keys = [trunk.key, *(n.column * X_STEP + X_CENTRE for n in nodes)]
        return (max(keys) - min(keys)) / X_STEP

    @staticmethod
    def _arrival(net: Net, trunk: Across) -> tuple[float, float]:
        """The line over a target; two that come from both sides may meet over it."""
        keys = [trunk.key, *(t.column * X_STEP + X_CENTRE for t in net.targets)]
        low, high = min(keys), max(keys)
        if len(net.targets) == 1:
            return (low, high - _SHY) if high > trunk.key else (low + _SHY, high)
        return low, high

    def _laid(self, net: Net, choice: _Choice) -> list[Way]:
        """Take the lanes of a way and tell its lines."""
        last, first = self._last(net), self._first(net)
        trunk = choice.trunk
        low, high = self._reach(net, choice.leave, choice.arrive)
        if trunk.kind == "gutter":
            lane = self.lanes.take((trunk.column, trunk.side), low, high, net.id)
            trunk = trunk._replace(lane=lane)
        else:
            self._centres.take(trunk.column, low, high, net.id)
        if choice.leave == "bottom":
            begins, turn = self._gathered(net, choice, trunk, last)
        else:
            begins, turn = self._sideways(net, choice, trunk, last), Down("middle", last)
        ends = self._spread(net, choice, trunk, first)
        if len(begins) == 1 or len(ends) == 1:
            return [Way(net, (*b, *e), head=True) for b in begins for e in ends]
        stem = (trunk, turn)
        return [
            *(Way(net, b, head=False) for b in begins),
            *(Way(net, (stem, *e), head=True) for e in ends),
        ]

    def _sideways(
        self, net: Net, choice: _Choice, trunk: Across, level: int
    ) -> list[tuple[tuple[Across, Down], ...]]:
        source = net.sources[0]
        side: Side = "left" if choice.leave == "left" else "right"
        self._sides[source.id, side] = ("from", net.id)
        edge = Across("edge", source.column, side, node=source.id)
        low, high = sorted((edge.key, trunk.key))
        self._middles.take(level, low, high, net.id)
        at = Down("middle", level)
        return [((edge, at), (trunk, at))]

    def _gathered(
        self, net: Net, choice: _Choice, trunk: Across, level: int
    ) -> tuple[list[tuple[tuple[Across, Down], ...]], Down]:
        """From the lower points of all sources to the trunk, by one line under their level."""
        source = net.sources[0]
        if not net.main and len(net.sources) == 1:
            self._shifts[source.id] = 0 if source.id not in self._shifts else self._shifts[source.id] + 1
        begun: list[tuple[tuple[Across, Down], ...]] = []
        for one in net.sources:
            if self._levels[one.id] == level:
                across = Across("centre", one.column, shift=choice.shift)
                begun.append(((across, Down("bottom", level, node=one.id, shift=choice.shift)),))
            else:
                begun.append(self._led_down(net, one, level))
        if len(begun) == 1 and begun[0][0][0] == trunk:
            return begun, begun[0][0][1]
        keys = [trunk.key, *(b[-1][0].key for b in begun)]
        turn = Down("exit", level, self.lanes.take(("exit", level), min(keys), max(keys), net.id))
        return [(*b, (b[-1][0], turn), (trunk, turn)) for b in begun], turn

    def _led_down(self, net: Net, source: Node, level: int) -> tuple[tuple[Across, Down], ...]:
        """From a source further up, past the symbols under it, in a gutter of its column."""
        own = self._levels[source.id]
        begin, end = own * Y_STEP + Y_EXIT, level * Y_STEP + Y_EXIT
        if self._centres.free(source.column, begin, end, {net.id, ("from", source.id)}):
            self._centres.take(source.column, begin, end, net.id)
            return ((Across("centre", source.column), Down("bottom", own, node=source.id)),)
        side: Side = "right" if (source.id, "right") not in self._sides else "left"
        free = (source.id, side) not in self._sides
        begin = own * Y_STEP + (Y_MIDDLE if free else Y_EXIT)
        lane = self.lanes.take((source.column, side), begin, level * Y_STEP + Y_EXIT, net.id)
        gutter = Across("gutter", source.column, side, lane)
        if free:
            self._sides[source.id, side] = ("from", net.id)
            edge = Across("edge", source.column, side, node=source.id)
            return (edge, Down("middle", own)), (gutter, Down("middle", own))
        middle = Across("centre", source.column)
        keys = sorted((middle.key, gutter.key))
        turn = Down("exit", own, self.lanes.take(("exit", own), keys[0], keys[1], net.id))
        return (middle, Down("bottom", own, node=source.id)), (middle, turn), (gutter, turn)

    def _spread(
        self, net: Net, choice: _Choice, trunk: Across, level: int
    ) -> list[tuple[tuple[Across, Down], ...]]:
        """From the trunk to all targets, by one line over their first level."""
        if choice.arrive != "top":
            target = net.targets[0]
            side: Side = "left" if choice.arrive == "left" else "right"
            self._sides[target.id, side] = ("to", target.id)
            at = Down("middle", level)
            return [((trunk, at), (Across("edge", target.column, side, node=target.id), at))]
        ends: list[tuple[tuple[Across, Down], ...]] = []
        for one in net.targets:
            if self._levels[one.id] == level:
                ends.append(((Across("centre", one.column), Down("top", level, node=one.id)),))
            else:
                ends.append(self._led_on(net, one, level))
        if len(ends) == 1 and ends[0][0][0] == trunk:
            return ends
        if len(ends) == 1:
            low, high = self._arrival(net, trunk)
        else:
            keys = [trunk.key, *(e[0][0].key for e in ends)]
            low, high = min(keys), max(keys)
        turn = Down("entry", level, self.lanes.take(("entry", level), low, high, net.id))
        return [((trunk, turn), (e[0][0], turn), *e) for e in ends]

    def _led_on(self, net: Net, target: Node, level: int) -> tuple[tuple[Across, Down], ...]:
        """To a target further down, past the symbols over it, in a gutter of its column."""
        own = self._levels[target.id]
        begin, end = level * Y_STEP, own * Y_STEP
        if self._centres.free(target.column, begin, end, {net.id, ("to", target.id)}):
            self._centres.take(target.column, begin, end, net.id)
            return ((Across("centre", target.column), Down("top", own, node=target.id)),)
        side: Side = "left" if self._may_arrive(target, "left") else "right"
        free = self._may_arrive(target, side)
        end = own * Y_STEP + (Y_MIDDLE if free else Y_ENTRY)
        lane = self.lanes.take((target.column, side), level * Y_STEP, end, net.id)
        gutter = Across("gutter", target.column, side, lane)
        if free:
            self._sides[target.id, side] = ("to", target.id)
            at = Down("middle", own)
            return (gutter, at), (Across("edge", target.column, side, node=target.id), at)
        middle = Across("centre", target.column)
        keys = sorted((middle.key, gutter.key))
        turn = Down("entry", own, self.lanes.take(("entry", own), keys[0], keys[1], net.id))
        return (gutter, turn), (middle, turn), (middle, Down("top", own, node=target.id))
