"""Lanes: places side by side that lines share as long as they do not run over one another."""

from __future__ import annotations

from collections.abc import Hashable, Iterable

#: Steps of the order along a row of columns: borders, gutters and the symbol of each column.
X_STEP = 8
X_LEFT, X_SYMBOL_LEFT, X_CENTRE, X_SYMBOL_RIGHT, X_RIGHT = 1, 2, 4, 6, 7
#: Steps of the order down the page: over the symbols of a level, beside them, under them.
Y_STEP = 4
Y_ENTRY, Y_MIDDLE, Y_EXIT = 0, 1, 2


class Lanes:
    """The lanes of many zones; lines of one owner may run over one another."""

    def __init__(self) -> None:
        self._zones: dict[Hashable, list[list[tuple[float, float, Hashable]]]] = {}

    def find(self, zone: Hashable, low: float, high: float, owner: Hashable) -> int:
        """The first lane of a zone that is free from `low` to `high`."""
        lanes = self._zones.get(zone, ())
        for number, lane in enumerate(lanes):
            if all(high < a or b < low or who == owner for a, b, who in lane):
                return number
        return len(lanes)

    def take(self, zone: Hashable, low: float, high: float, owner: Hashable) -> int:
        """Take the first free lane and answer its number."""
        number = self.find(zone, low, high, owner)
        lanes = self._zones.setdefault(zone, [])
        if number == len(lanes):
            lanes.append([])
        lanes[number].append((low, high, owner))
        return number

    def count(self, zone: Hashable) -> int:
        """How many lanes of a zone are in use."""
        return len(self._zones.get(zone, ()))


class Track:
    """One line that only one owner may use at a place, such as the middle of a column."""

    def __init__(self) -> None:
        self._taken: dict[int, list[tuple[float, float, Hashable]]] = {}

    def take(self, track: int, low: float, high: float, owner: Hashable) -> None:
        """Reserve a stretch."""
        self._taken.setdefault(track, []).append((low, high, owner))

    def free(self, track: int, low: float, high: float, owners: Iterable[Hashable]) -> bool:
        """Whether nobody but these owners has any of it."""
        allowed = set(owners)
        return all(high < a or b < low or who in allowed for a, b, who in self._taken.get(track, ()))
