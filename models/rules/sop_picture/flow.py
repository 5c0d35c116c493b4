"""The symbols and passages of an SOP: which symbol stands in which column, and what leads where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Literal, NamedTuple

from models.records.sop import Outcome, Part, Sop, Step

NodeKind = Literal["terminator", "process", "decision", "connector"]
Side = Literal["left", "right"]

_END_WORDS = {"selesai": "Selesai", "ditolak": "Ditolak"}
#: Longer words of a row that begins or ends the SOP do not belong into the small symbol.
_LONGEST_TERMINATOR = 12


class Node(NamedTuple):
    """A symbol: its row, its level within the row (symbols under one another), its column.

    `passive` marks what no arrow touches: a peserta.
    """

    id: int
    kind: NodeKind
    step: str
    row: int
    level: int
    column: int
    part: str = ""
    text: str = ""
    passive: bool = False
    letter: str = ""
    outgoing: bool = False


class Net(NamedTuple):
    """One passage: from all its sources to all its targets, with the name of its outcome.

    `main` leaves a decision at its lower point; `side` is given where the target stands beside it.
    """

    id: int
    step: str
    outcome: str
    label: str
    sources: tuple[Node, ...]
    targets: tuple[Node, ...]
    to: tuple[str, ...]
    main: bool
    side: Side | None = None


class Row(NamedTuple):
    """A row of the table with its symbols; `levels` is how many stand under one another at most."""

    step: Step
    levels: int
    nodes: tuple[Node, ...]


@dataclass(slots=True)
class Flow:
    """All rows and passages of an SOP."""

    rows: list[Row] = field(default_factory=list)
    nets: list[Net] = field(default_factory=list)


@dataclass(slots=True)
class _Ends:
    """Where passages arrive at a row, and where they leave it."""

    entries: tuple[Node, ...] = ()
    exits: tuple[Node, ...] = ()


class FlowReader:
    """Reads the flow of one SOP."""

    def __init__(self, sop: Sop) -> None:
        self._sop = sop
        self._columns = {e.id: number for number, e in enumerate(sop.executors)}
        self._order = {s.id: number for number, s in enumerate(sop.steps)}
        self._ends: dict[str, _Ends] = {}
        self._count = 0
        self._nodes: list[Node] = []
        self._flow = Flow()

    def read(self) -> Flow:
        """The rows with their symbols, and the passages between them."""
        placed: list[list[Node]] = []
        for row, step in enumerate(self._sop.steps):
            self._nodes = []
            self._place(row, step)
            placed.append(self._nodes)
        for row, step in enumerate(self._sop.steps):
            self._nodes = placed[row]
            self._pass_on(row, step)
        for step, nodes in zip(self._sop.steps, placed, strict=True):
            levels = 1 + max((n.level for n in nodes), default=0)
            self._flow.rows.append(Row(step, levels, tuple(nodes)))
        return self._flow

    def _place(self, row: int, step: Step) -> None:
        """Put the symbols of a row into their columns."""
        if step.kind in ("mulai", "selesai"):
            text = step.text if len(step.text) <= _LONGEST_TERMINATOR else ""
            node = self._new("terminator", row, step, 0, self._terminator_column(row, step), text=text)
            self._ends[step.id] = _Ends((node,), (node,))
            return
        workers = self._workers(row, step)
        if step.is_decision and workers and workers[-1].kind != "decision":
            column = workers[0].column
            level = max(n.level for n in workers) + 1
            together = self._new("decision", row, step, level, column)
            self._join(step, workers, together)
            self._ends[step.id] = _Ends(workers, (together,))
        elif step.parts_mode == "urut":
            for one, following in pairwise(workers):
                self._join(step, (one,), following)
            self._ends[step.id] = _Ends(workers[:1], workers[-1:])
        else:
            self._ends[step.id] = _Ends(workers, workers)
        for part in step.parts:
            if part.role == "peserta":
                column = self._columns[part.executor]
                level = self._free_level(column)
                self._new("process", row, step, level, column, part=part.id, text=part.cell, passive=True)

    def _workers(self, row: int, step: Step) -> tuple[Node, ...]:
        """The symbols of those who act: in order under one another, otherwise side by side."""
        found: list[Node] = []
        last = len(step.workers) - 1
        alone_decides = step.is_decision and (last == 0 or step.parts_mode == "urut")
        for number, part in enumerate(step.workers):
            column = self._columns[part.executor]
            level = number if step.parts_mode == "urut" else self._free_level(column)
            kind: NodeKind = "decision" if alone_decides and number == last else self._shape(row, step, part)
            found.append(self._new(kind, row, step, level, column, part=part.id, text=part.cell))
        return tuple(found)

    def _shape(self, row: int, step: Step, part: Part) -> NodeKind:
        """An activity; the first and the last row of an SOP begin and end it (PermenPAN-RB 35/2012)."""
        urut = step.parts_mode == "urut"
        # a table that begins with row 8 has lost its beginning
        if row == 0 and step.no.strip(" .") in ("", "1") and (not urut or part is step.workers[0]):
            return "terminator"
        if self._closes(row, step) and (not urut or part is step.workers[-1]):
            return "terminator"
        return "process"

    def _closes(self, row: int, step: Step) -> bool:
        last = row == len(self._sop.steps) - 1
        return last and not step.is_decision and step.outcomes[0].end == "selesai"

    def _terminator_column(self, row: int, step: Step) -> int:
        """The column of the row that follows the start or comes before the end."""
        if step.kind == "mulai":
            near = [self._sop.step(t) for t in step.outcomes[0].to]
            workers = [w for s in near for w in s.workers[:1]]
        else:
            before = [s for s in self._sop.steps[:row] if any(step.id in o.to for o in s.outcomes)]
            workers = [w for s in reversed(before) for w in s.workers[-1:]]
        return self._columns[workers[0].executor] if workers else 0

    def _join(self, step: Step, sources: tuple[Node, ...], target: Node) -> None:
        """A passage inside a row."""
        self._add(step, Outcome("", "", (step.id,)), sources, (target,), main=True)

    def _pass_on(self, row: int, step: Step) -> None:
        """The passages that leave a row."""
        ends = self._ends[step.id]
        if step.kind == "selesai" or not ends.exits:
            return
        main = self._main_outcome(row, step)
        for outcome in step.outcomes:
            if outcome.end is not None:
                if not self._closes(row, step):
                    self._to_the_end(row, step, outcome, ends.exits, main is outcome)
                continue
            targets = tuple(n for t in outcome.to for n in self._ends[t].entries)
            if targets:
                self._add(step, outcome, ends.exits, targets, main=main is outcome)

    def _main_outcome(self, row: int, step: Step) -> Outcome | None:
        """The outcome that goes straight on: to the next row, else the nearest ahead, else the first."""
        ahead = [o for o in step.outcomes if o.to and min(self._order[t] for t in o.to) > row]
        if ahead:
            return min(ahead, key=lambda o: min(self._order[t] for t in o.to))
        back = [o for o in step.outcomes if o.to]
        return None if step.is_decision and back else step.outcomes[0]

    def _to_the_end(
        self, row: int, step: Step, outcome: Outcome, exits: tuple[Node, ...], main: bool
    ) -> None:
        """A passage to an end of its own: beside the decision where there is room, else under it."""
        source = exits[0]
        text = _END_WORDS[outcome.end or "selesai"]
        beside = self._beside(source) if source.kind == "decision" and not main else None
        if beside is not None:
            column, side = beside
            node = self._new("terminator", row, step, source.level, column, text=text)
            self._add(step, outcome, exits, (node,), main=False, side=side)
            return
        level = max(n.level for n in self._nodes) + 1
        node = self._new("terminator", row, step, level, source.column, text=text)
        self._add(step, outcome, exits, (node,), main=main)

    def _beside(self, source: Node) -> tuple[int, Side] | None:
        """The nearest free column in sight of a decision whose side is free."""
        taken = {n.column for n in self._nodes if n.level == source.level}
        used = {n.side for n in self._flow.nets if source in n.sources and n.side}
        right = source.column + 1
        if right < len(self._columns) and right not in taken and "right" not in used:
            return right, "right"
        left = source.column - 1
        if left >= 0 and left not in taken and "left" not in used:
            return left, "left"
        return None

    def _free_level(self, column: int) -> int:
        taken = {n.level for n in self._nodes if n.column == column}
        return next(level for level in range(len(taken) + 1) if level not in taken)

    def _new(
        self,
        kind: NodeKind,
        row: int,
        step: Step,
        level: int,
        column: int,
        *,
        part: str = "",
        text: str = "",
        passive: bool = False,
    ) -> Node:
        self._count += 1
        node = Node(self._count, kind, step.id, row, level, column, part, text, passive)
        self._nodes.append(node)
        return node

    def _add(
        self,
        step: Step,
        outcome: Outcome,
        sources: Sequence[Node],
        targets: Sequence[Node],
        *,
        main: bool,
        side: Side | None = None,
    ) -> None:
        label = outcome.label if step.is_decision else ""
        to = outcome.to
        number = len(self._flow.nets)
        net = Net(number, step.id, outcome.id, label, tuple(sources), tuple(targets), to, main, side)
        self._flow.nets.append(net)
