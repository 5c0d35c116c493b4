"""Cards of a large board as they were read: one text for each, taken apart when somebody looks at it.

A board of ten thousand cards shows fifty. Reading a card as one JSON text instead of 27 values takes
a third of the time and half of the memory; what is shown, moved or compared is unpacked then.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, overload

from models.records.board import CardRow


class PackedCard(NamedTuple):
    """A card as read: its case and column, 1 when it counts there, and its values as JSON."""

    case_id: int
    column: str
    counts: int
    text: str


def unpack(text: str) -> CardRow:
    """The card of a JSON text: the values of `CardRow` in order."""
    return CardRow(*json.loads(text))


def case_of(text: str) -> int:
    """The case of a packed card, without taking all of it apart."""
    return int(text.split(",", 2)[1])


class PackedCards(Sequence[CardRow]):
    """What a board's query answers: reads like a list of cards, and holds them packed."""

    def __init__(self, packed: list[PackedCard]) -> None:
        self.packed = packed

    def __len__(self) -> int:
        return len(self.packed)

    def __iter__(self) -> Iterator[CardRow]:
        return (unpack(card[3]) for card in self.packed)

    @overload
    def __getitem__(self, place: int) -> CardRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[CardRow]: ...
    def __getitem__(self, place: int | slice) -> CardRow | list[CardRow]:
        if isinstance(place, slice):
            return [unpack(card[3]) for card in self.packed[place]]
        return unpack(self.packed[place][3])


class BoardTop(NamedTuple):
    """What the first picture of a large board shows: the most urgent cards of every column.

    `counts` tells of each column how many cards it has, and how many of them count there.
    """

    cards: PackedCards
    counts: dict[str, tuple[int, int]]


#: None is a card that is known to be there but was not read yet.
Entry = CardRow | str | None


class CardList(Sequence[CardRow]):
    """The cards of a column: packed ones are unpacked, and kept so, when they are asked for.

    `read_rest` fills the entries that were not read yet; it is called when one of them is asked for.
    """

    def __init__(self, entries: Iterable[Entry] = (), read_rest: Callable[[], None] | None = None) -> None:
        self.entries: list[Entry] = list(entries)
        self._read_rest = read_rest

    def __len__(self) -> int:
        return len(self.entries)

    def __iter__(self) -> Iterator[CardRow]:
        return (self[place] for place in range(len(self.entries)))

    @overload
    def __getitem__(self, place: int) -> CardRow: ...
    @overload
    def __getitem__(self, place: slice) -> list[CardRow]: ...
    def __getitem__(self, place: int | slice) -> CardRow | list[CardRow]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self.entries)))]
        entry = self.entries[place]
        if entry is None and self._read_rest is not None:
            self._read_rest()
            entry = self.entries[place]
        if entry is None:
            raise LookupError(f"card {place} was not read")
        if isinstance(entry, str):
            entry = self.entries[place] = unpack(entry)
        return entry

    def __setitem__(self, place: int, card: CardRow) -> None:
        self.entries[place] = card

    def __delitem__(self, place: int) -> None:
        del self.entries[place]

    def insert(self, place: int, card: CardRow) -> None:
        """Put a card before that place."""
        self.entries.insert(place, card)

    def place_of(self, run_id: int, part: str) -> int:
        """Where the card of that run and part stands, -1 when it is not here."""
        mark = f",{run_id},{json.dumps(part, ensure_ascii=False)},"
        for place, entry in enumerate(self.entries):
            if isinstance(entry, str) and mark not in entry:
                continue
            card = self[place]
            if card.run_id == run_id and card.part == part:
                return place
        return -1
