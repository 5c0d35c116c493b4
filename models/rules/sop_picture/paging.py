"""Parts the rows among pages; a passage that crosses a page goes through a pair of connectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from math import ceil, inf

from models.records.sop import Sop
from models.records.sop_picture import Frame, PicturePage
from models.rules.sop_picture import shape
from models.rules.sop_picture.columns import Columns
from models.rules.sop_picture.flow import Flow, Net, Node, Row
from models.rules.sop_picture.labels import with_labels
from models.rules.sop_picture.page import Piece, Plan, Sheet
from models.rules.sop_picture.ruler import LEADING, Ruler
from models.rules.sop_picture.scale import scaled

#: About the height of a level with its zones.
_LEVEL = 44.0
_SMALLEST_TEXT = 6.0
#: Whatever stands over and under the table, this much height is its own.
_SMALLEST_PAGE = 60.0
#: A row may fill this share of a page before its text is set smaller and the row is parted.
_TALLEST = 0.7


class Pager:
    """Fills pages with rows."""

    def __init__(self, sop: Sop, flow: Flow, columns: Columns, ruler: Ruler, frame: Frame) -> None:
        self._sop = sop
        self._columns = columns
        self._ruler = ruler
        self._frame = frame
        self._nets = flow.nets
        room = min(frame.first, frame.other) - columns.head_height
        self._room = max(room, 80.0)
        self._pieces = [piece for number, row in enumerate(flow.rows) for piece in self._parted(number, row)]
        self._piece_of = {
            node.id: number
            for number, piece in enumerate(self._pieces)
            for level in piece.nodes
            for node in level
        }
        self._guess = [self._guessed(piece) for piece in self._pieces]

    def pages(self) -> list[PicturePage]:
        """All pages, their connectors lettered in the order of reading."""
        pages: list[PicturePage] = []
        start = 0
        while start < len(self._pieces):
            room = self._frame.other if pages else self._frame.first
            page, start = self._filled(start, room)
            pages.append(page)
        return lettered(pages)

    def _parted(self, number: int, row: Row) -> Iterator[Piece]:
        """A row as one piece, or as several where it is taller than a page allows."""
        most = self._room * _TALLEST
        size = self._columns.size
        texts = self._texts(row, size)
        while size > _SMALLEST_TEXT and _tall(texts, size) > most:
            size = max(_SMALLEST_TEXT, size - 0.5)
            texts = self._texts(row, size)
        nodes = [tuple(n for n in row.nodes if n.level == level) for level in range(row.levels)]
        if most == inf:
            yield Piece(number, texts, tuple(nodes), size)
            return
        count = max(1, int((most - 2 * shape.PAD) / (size * LEADING)))
        parts = max(1, ceil(max(len(lines) for lines in texts) / count))
        cuts = [tuple(lines[i * count : (i + 1) * count] for lines in texts) for i in range(parts)]
        high = max(1, int(most / _LEVEL))
        groups = [tuple(nodes[i : i + high]) for i in range(0, len(nodes), high)]
        blank = ((),) * len(texts)
        for cut, group in zip_longest(cuts, groups):
            yield Piece(number, cut or blank, group or (), size)

    def _texts(self, row: Row, size: float) -> tuple[tuple[str, ...], ...]:
        return tuple(self._ruler.wrap(c.of(row.step), c.w - 2 * shape.PAD, size) for c in self._columns.texts)

    def _guessed(self, piece: Piece) -> float:
        levels = sum(
            _LEVEL if any(n.kind == "decision" for n in nodes) else _LEVEL - 8 for nodes in piece.nodes
        )
        return max(_tall(piece.texts, piece.size), levels)

    def _filled(self, start: int, room: float) -> tuple[PicturePage, int]:
        """One page from a piece on, as full as it may be, and where the next one begins."""
        end, tall = start, self._columns.head_height
        while end < len(self._pieces) and (end == start or tall + self._guess[end] <= room):
            tall += self._guess[end]
            end += 1
        page = self._fitted(start, end, room)
        while page is None:
            end -= 1
            page = self._fitted(start, end, room)
        while end < len(self._pieces) and page.height + self._guess[end] * 0.8 <= room:
            longer = self._fitted(start, end + 1, room)
            if longer is None:
                break
            page, end = longer, end + 1
        if end == len(self._pieces) - 1 and end - start > 2:
            # a row alone under a repeated head looks lost
            shorter = self._fitted(start, end - 1, room)
            page, end = (page, end) if shorter is None else (shorter, end - 1)
        most = self._most(end, room)
        return (scaled(page, most / page.height) if page.height > most else page), end

    def _most(self, end: int, room: float) -> float:
        """The height allowed; what stands under the table needs room where it ends."""
        most = room - self._frame.tail if end == len(self._pieces) else room
        return max(most, _SMALLEST_PAGE)

    def _fitted(self, start: int, end: int, room: float) -> PicturePage | None:
        """These pieces as a page; None when they are too tall and not just one."""
        plan = Plan(self._pieces[start:end], [])
        plan.nets = list(self._local(plan, start, end))
        sheet = Sheet(self._sop, plan, self._columns, self._ruler)
        most, alone = self._most(end, room), end == start + 1
        if sheet.height > most and not alone:
            return None
        page = with_labels(sheet, self._ruler)
        return page if page.height <= most or alone else None

    def _local(self, plan: Plan, start: int, end: int) -> Iterator[Net]:
        """The passages of a page, with connectors in place of what stands on others."""
        nearest = sorted(self._nets, key=lambda net: -max(self._piece_of[n.id] for n in net.sources))
        for net in nearest:
            sources = [n for n in net.sources if start <= self._piece_of[n.id] < end]
            targets = [n for n in net.targets if start <= self._piece_of[n.id] < end]
            if not sources and not targets:
                continue
            if len(sources) == len(net.sources) and len(targets) == len(net.targets):
                yield net
                continue
            away = [self._piece_of[n.id] for n in net.targets if n not in targets]
            came = [self._piece_of[n.id] for n in net.sources if n not in sources]
            label = net.label if sources else ""
            if sources:
                column = sources[0].column
                ways = sorted({at >= end for at in away})
                targets += [_connected(plan, net, column, below=below, outgoing=True) for below in ways]
            if targets and came and not (sources and all(t.kind == "connector" for t in targets)):
                below = min(came) >= end
                sources.append(_connected(plan, net, targets[0].column, below=below, outgoing=False))
            main = net.main or all(s.kind == "connector" for s in sources)
            yield net._replace(
                sources=tuple(sources), targets=tuple(targets), label=label, main=main, side=None
            )


def _tall(texts: Sequence[tuple[str, ...]], size: float) -> float:
    return max(len(lines) for lines in texts) * size * LEADING + 2 * shape.PAD


def _connected(plan: Plan, net: Net, column: int, *, below: bool, outgoing: bool) -> Node:
    """A new connector at an edge of the page, in the first of its levels where the column is free."""
    levels = plan.below if below else plan.above
    level = next((at for at in levels if all(n.column != column for n in at)), None)
    if level is None:
        level = []
        levels.append(level)
    number = -(4 * net.id + 2 * below + outgoing + 1)
    # the number of the passage stands for its letter until all pages are known
    node = Node(number, "connector", net.step, -1, 0, column, letter=str(net.id), outgoing=outgoing)
    level.append(node)
    return node


def lettered(pages: Sequence[PicturePage]) -> list[PicturePage]:
    """The pages with the letters of their connectors: A for the first pair, and so on."""
    letters: dict[str, str] = {}
    done: list[PicturePage] = []
    for page in pages:
        for connector in sorted(page.connectors, key=lambda c: (not c.outgoing, c.box.y, c.box.x)):
            letters.setdefault(connector.letter, _letter(len(letters)))
        named = tuple(replace(c, letter=letters[c.letter]) for c in page.connectors)
        done.append(replace(page, connectors=named))
    return done


def _letter(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    head, last = divmod(number, 26)
    return (_letter(head - 1) if head else "") + chr(ord("A") + last)
