"""The table of an SOP as geometry: cells, symbols, arrows and connectors, for paper and window alike.

Lengths are points. Every page has its origin at the upper left corner of its table; y grows downwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: The five official symbols are these three, the arrow and the off-page connector.
SymbolKind = Literal["terminator", "process", "decision"]
Align = Literal["kiri", "tengah"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.w

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.h

    @property
    def middle(self) -> Point:
        """The point in the middle."""
        return self.x + self.w / 2, self.y + self.h / 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with its wrapped lines, set in the middle of its height; `step` is "" in the head."""

    box: Rect
    lines: tuple[str, ...] = ()
    size: float = 8.0
    bold: bool = False
    align: Align = "kiri"
    step: str = ""


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol in an executor's column; `participant` marks a peserta, drawn with a dashed outline.

    `part` is "" for a symbol that stands for no part: a decision taken together, the end of a way.
    """

    kind: SymbolKind
    box: Rect
    step: str
    executor: str
    part: str = ""
    lines: tuple[str, ...] = ()
    size: float = 6.5
    participant: bool = False


@dataclass(frozen=True, slots=True)
class Connector:
    """An off-page connector (a pentagon, point down); both of a pair carry the same letter."""

    box: Rect
    letter: str
    outgoing: bool
    step: str


@dataclass(frozen=True, slots=True)
class Arrow:
    """A line of the flow with right angles; those of one `net` are one passage that parts and meets.

    `head` tells whether it ends with an arrow head. `source` and `targets` are ids of steps, `targets`
    empty where the way ends.
    """

    net: int
    points: tuple[Point, ...]
    head: bool
    source: str
    targets: tuple[str, ...]
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """The name of an outcome beside its line."""

    box: Rect
    lines: tuple[str, ...]
    size: float
    net: int


@dataclass(frozen=True, slots=True)
class PicturePage:
    """One page of the table; `flow` is the area of the executors' columns below the head."""

    width: float
    height: float
    flow: Rect
    cells: tuple[Cell, ...]
    symbols: tuple[Symbol, ...]
    connectors: tuple[Connector, ...]
    arrows: tuple[Arrow, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The room for the table: its width, and the height on the first page and the others.

    `tail` is what must stand under the end of the table, on the same page. In a window the heights are
    endless, and there is one page.
    """

    width: float
    first: float = float("inf")
    other: float = float("inf")
    tail: float = 0.0
