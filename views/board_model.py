"""The cards of a board as one list model per column, changed case by case without a reload."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QStringListModel,
    Qt,
    Signal,
)

from models.records.board import CardRow
from models.records.packed_cards import BoardTop, CardList, Entry, PackedCards, case_of
from views.tips import plain_tip

CARD_MIME = "application/x-papan-sop-kartu"
CARD_ROLE = Qt.ItemDataRole.UserRole + 1

# the order in which the database hands cards over: limits, work without one, what is paused
_NO_LIMIT = 20_000_000_000
_PAUSED = 40_000_000_000

# beyond so many changed cases one reload is quicker
_TOO_MANY = 200

_Index = QModelIndex | QPersistentModelIndex


def sort_key(card: CardRow) -> tuple[int, int]:
    """Where a card stands in its column: the most urgent first."""
    if card.pace == "ditunda":
        return _PAUSED + card.opened_at, card.card_id
    limit = card.due_at or card.target_at
    return (_NO_LIMIT + card.opened_at if limit is None else limit), card.card_id


def _counts(card: CardRow) -> bool:
    return card.role == "pelaksana"


def _alike(old: list[Entry], new: list[Entry]) -> bool:
    """Whether these are the same cards, in whatever order."""
    if old == new:
        return True
    return len(old) == len(new) and _by_id(old) == _by_id(new)


def _by_id(entries: list[Entry]) -> list[CardRow]:
    return sorted(CardList(entries), key=lambda card: card.card_id)


class ColumnModel(QStringListModel):
    """The cards under one executor; a card in words for people who cannot see it painted.

    The base class only counts rows (its strings stay empty): every layout asks for that count once
    per row, and answering in Python would make moving one card as slow as the column is long.
    Cards go in before the row does and out after it, so that nobody asks for one that is not there.
    """

    def __init__(self, words: Callable[[CardRow], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.cards = CardList()
        #: How many cards count: those of pelaksana.
        self.worked = 0
        self._words = words

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The raw card, or its words."""
        if role == CARD_ROLE:
            return self.cards[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(self.cards[index.row()])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(self._words(self.cards[index.row()]))
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cards[index.row()].number
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Cards can be taken; where they may go is asked when they are dropped."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt's name
        """Cards only."""
        return [CARD_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:  # noqa: N802 - Qt's name
        """The run and the part that the card stands for."""
        data = QMimeData()
        card = self.cards[indexes[0].row()]
        data.setData(CARD_MIME, json.dumps({"run": card.run_id, "part": card.part}).encode())
        return data

    def replace_all(self, cards: CardList, worked: int) -> None:
        """Show other cards, of which so many count."""
        self.cards = cards
        self.worked = worked
        self.setStringList([""] * len(cards))

    def put(self, card: CardRow) -> None:
        """Insert a card where its urgency puts it."""
        row = bisect_left(self.cards, sort_key(card), key=sort_key)
        self.cards.insert(row, card)
        self.worked += _counts(card)
        self.insertRows(row, 1)

    def take(self, card: CardRow) -> None:
        """Remove a card."""
        row = self._row(card)
        self.removeRows(row, 1)
        del self.cards[row]
        self.worked -= _counts(card)

    def swap(self, old: CardRow, new: CardRow) -> None:
        """Show a card with other particulars in the same place, when its place is the same."""
        row = self._row(old)
        key = sort_key(new)
        fits_above = row == 0 or sort_key(self.cards[row - 1]) < key
        fits_below = row == len(self.cards) - 1 or key < sort_key(self.cards[row + 1])
        if fits_above and fits_below:
            self.cards[row] = new
            self.worked += _counts(new) - _counts(old)
            index = self.index(row)
            self.dataChanged.emit(index, index)
        else:
            self.take(old)
            self.put(new)

    def row_of(self, run_id: int, part: str) -> int:
        """The row of a card, -1 when it does not stand here."""
        return self.cards.place_of(run_id, part)

    def _row(self, card: CardRow) -> int:
        row = bisect_left(self.cards, sort_key(card), key=sort_key)
        # the order of the database is this order; should it ever differ, look for the card itself
        if row < len(self.cards) and self.cards[row] == card:
            return row
        return self.cards.index(card)


class BoardModel(QObject):
    """All columns of one board; `counts_changed` follows every change of cards."""

    counts_changed = Signal()

    def __init__(self, words: Callable[[CardRow], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.columns: dict[str, ColumnModel] = {}
        self._by_case: dict[int, list[Entry]] | None = None
        self._read_rest: Callable[[], PackedCards] | None = None

    def set_columns(self, executors: Iterable[str]) -> None:
        """Start a board with these columns, empty."""
        for model in self.columns.values():
            model.deleteLater()
        self.columns = {executor: ColumnModel(self._words, self) for executor in executors}
        self._by_case = None
        self._read_rest = None

    def replace_top(self, top: BoardTop, read_rest: Callable[[], PackedCards]) -> None:
        """Show the most urgent cards of every column; `complete`, or asking for one, reads the rest."""
        self._read_rest = read_rest
        self._by_case = None
        heaps: dict[str, list[Entry]] = {executor: [] for executor in self.columns}
        for _, column, _, text in top.cards.packed:
            heaps[column].append(text)
        for executor, heap in heaps.items():
            total, worked = top.counts.get(executor, (0, 0))
            unread: list[Entry] = [None] * (total - len(heap))
            self.columns[executor].replace_all(CardList(heap + unread, self.complete), worked)
        self.counts_changed.emit()

    def complete(self) -> None:
        """Read the cards that `replace_top` left out."""
        read_rest, self._read_rest = self._read_rest, None
        if read_rest is None:
            return
        cards = read_rest()
        heaps: dict[str, list[Entry]] = {executor: [] for executor in self.columns}
        for _, column, _, text in cards.packed:
            heaps[column].append(text)
        same = all(len(heap) == len(self.columns[column].cards) for column, heap in heaps.items())
        for column, heap in heaps.items():
            held = self.columns[column].cards.entries
            # whoever asks at this moment gets a card in any case, also when there are fewer now
            held[:] = heap if same else [*heap, *held[:1] * len(held)][: len(held)]
        if not same:
            self.replace_all(cards)

    def replace_all(self, cards: Iterable[CardRow]) -> None:
        """Show these cards, which come in the order of their urgency."""
        self._read_rest = None
        heaps: dict[str, list[Entry]] = {executor: [] for executor in self.columns}
        worked = dict.fromkeys(self.columns, 0)
        if isinstance(cards, PackedCards):
            for _, column, counts, text in cards.packed:
                heaps[column].append(text)
                worked[column] += counts
        else:
            for card in cards:
                heaps[card.column].append(card)
                worked[card.column] += _counts(card)
        for executor, heap in heaps.items():
            self.columns[executor].replace_all(CardList(heap), worked[executor])
        self._by_case = None
        self.counts_changed.emit()

    def follow(self, cards: Iterable[CardRow]) -> None:
        """Show these cards by changing only the cases that differ: what is looked at stays in place."""
        new: dict[int, list[Entry]] = {}
        if isinstance(cards, PackedCards):
            for case_id, _, _, text in cards.packed:
                new.setdefault(case_id, []).append(text)
        else:
            cards = sorted(cards, key=sort_key)
            for card in cards:
                new.setdefault(card.case_id, []).append(card)
        old = self._cases()
        cases = [c for c in old.keys() | new.keys() if not _alike(old.get(c, []), new.get(c, []))]
        if len(cases) > _TOO_MANY:
            self.replace_all(cards)
            return
        for case_id in cases:
            self.replace_case(case_id, CardList(new.get(case_id, ())))

    def replace_case(self, case_id: int, cards: Sequence[CardRow]) -> None:
        """Show one case as it stands now; cards of other cases are not touched."""
        known = self._cases()
        old = {(c.column, c.run_id, c.part): c for c in CardList(known.pop(case_id, ()))}
        new = {(c.column, c.run_id, c.part): c for c in cards}
        for place in old.keys() - new.keys():
            self.columns[place[0]].take(old[place])
        for place, card in new.items():
            if place in old:
                self.columns[card.column].swap(old[place], card)
            else:
                self.columns[card.column].put(card)
        if cards:
            known[case_id] = list(cards)
        self.counts_changed.emit()

    def cards_of(self, case_id: int) -> list[CardRow]:
        """The cards of one case that are shown."""
        return list(CardList(self._cases().get(case_id, ())))

    def knows(self, cards: Iterable[CardRow]) -> bool:
        """Whether all these cards have a column here."""
        return all(card.column in self.columns for card in cards)

    def total(self) -> int:
        """How many cards stand on the board."""
        return sum(len(model.cards) for model in self.columns.values())

    def place_of(self, run_id: int, part: str) -> tuple[str, int] | None:
        """Column and row of a card."""
        self.complete()
        for executor, model in self.columns.items():
            row = model.row_of(run_id, part)
            if row >= 0:
                return executor, row
        return None

    def _cases(self) -> dict[int, list[Entry]]:
        """Cards by case, gathered when a case changes for the first time after a reload."""
        self.complete()
        if self._by_case is None:
            self._by_case = {}
            for model in self.columns.values():
                for place, entry in enumerate(model.cards.entries):
                    case_id = case_of(entry) if isinstance(entry, str) else model.cards[place].case_id
                    self._by_case.setdefault(case_id, []).append(entry)
        return self._by_case
