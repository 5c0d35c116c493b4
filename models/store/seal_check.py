"""Holding the stored rows to the seals: which was changed, added or taken away past the program."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from models.store.history import GENESIS
from models.store.seals import Key, SealedTable, row_digest, seal_digest, sealed_tables

#: Called with (done, total); answers False to stop.
Progress = Callable[[int, int], bool]

_STEP = 2_000
_WIDTH = 16
_NOTHING = bytes(_WIDTH)
#: Ids beyond this are kept one by one: no office has so many rows, but a made-up seal may say so.
_DENSE = 1 << 25
_WALK = (
    "SELECT s.id, s.event, s.at, s.content, s.digest, h.digest "
    "FROM seal s LEFT JOIN history h ON h.id = s.event ORDER BY s.id"
)


class Breach(NamedTuple):
    """Something that the seals tell otherwise.

    what: meterai_hilang, meterai_berubah or riwayat_tanpa_meterai (`first` to `last` are seals, or events
    for the last one), else baris_diubah, baris_ditimpa (changed, and written over by the program since),
    baris_asing or baris_hilang of a row. `event` is the act that sealed the row last, 0 for none.
    """

    what: str
    table: str = ""
    key: Key = 0
    event: int = 0
    first: int = 0
    last: int = 0


class SealCheck:
    """One walk over all seals and all rows of a connection that sees one state of the database."""

    def __init__(self, connection: Any, progress: Progress | None = None) -> None:
        self.stopped = False
        self._connection = connection
        self._progress = progress
        self._done = self._total = 0
        self._rows: dict[str, _Sealed] = {}

    def breaches(self) -> Iterator[Breach]:
        """Everything that does not hold, seals before rows; ends early when told to stop."""
        tables = sealed_tables(self._connection)
        counted = [self._count("seal"), *(self._count(table.name) for table in tables)]
        self._total = sum(counted)
        yield from self._seals()
        found: list[Breach] = []
        for table in tables:
            if self.stopped:
                return
            found += self._table(table)
        yield from self._with_events(found)

    def _seals(self) -> Iterator[Breach]:
        """The chain itself, and with it what every row was when it was sealed last."""
        number, digest, event = 0, GENESIS, 0
        wrong = _Range("meterai_berubah")
        overwritten: list[Breach] = []
        for row in self._connection.execute(_WALK):
            if not self._go_on():
                return
            values, stored, sealed_event = row[:4], row[4], row[5] or ("" if row[1] else GENESIS)
            if values[0] != number + 1:
                yield Breach("meterai_hilang", first=number + 1, last=values[0] - 1)
            elif seal_digest(digest, sealed_event, values) != stored:
                yield from wrong.add(values[0])
            entries = _entries(values[3])
            own = entries.pop("history", 0)
            if own != values[1] - event and values[0] == number + 1:
                yield Breach("riwayat_tanpa_meterai", first=event + 1, last=values[1])
            overwritten += self._apply(entries, values[1])
            number, digest, event = values[0], stored, values[1]
        yield from wrong.end()
        newest = self._connection.execute("SELECT COALESCE(MAX(id), 0) FROM history").fetchone()[0]
        if newest != event:
            yield Breach("riwayat_tanpa_meterai", first=event + 1, last=newest)
        yield from self._with_events(overwritten)

    def _apply(self, entries: dict[str, Any], event: int) -> Iterator[Breach]:
        for label, written in entries.items():
            table, _, width = label.partition("/")
            rows = self._rows.setdefault(table, _Sealed())
            for key, before, after in written:
                if rows.put(key, before, after, int(width)):
                    yield Breach("baris_ditimpa", table, key, event)

    def _table(self, table: SealedTable) -> list[Breach]:
        rows = self._rows.pop(table.name, None) or _Sealed()
        found = []
        for key, *values in self._connection.execute(table.select()):
            if not self._go_on():
                return []
            sealed = rows.take(key)
            if sealed is None:
                found.append(Breach("baris_asing", table.name, key))
            elif sealed != row_digest(values[: rows.width_of(key, len(values))]):
                found.append(Breach("baris_diubah", table.name, key))
        return found + [Breach("baris_hilang", table.name, key) for key in rows.left()]

    def _with_events(self, found: list[Breach]) -> Iterator[Breach]:
        """Which act wrote each row last: one more walk over the seals, only when something was found."""
        wanted = {(one.table, one.key) for one in found if not one.event}
        last: dict[tuple[str, Key], int] = {}
        if wanted:
            for event, content in self._connection.execute("SELECT event, content FROM seal ORDER BY id"):
                for label, written in _entries(content).items():
                    table = label.partition("/")[0]
                    if table != "history":
                        last |= {(table, k): event for k, _, _ in written if (table, k) in wanted}
        for one in found:
            yield one if one.event else one._replace(event=last.get((one.table, one.key), 0))

    def _count(self, table: str) -> int:
        counted: int = self._connection.execute(f'SELECT COUNT(*) FROM main."{table}"').fetchone()[0]  # noqa: S608
        return counted

    def _go_on(self) -> bool:
        self._done += 1
        if self._done % _STEP == 0 and self._progress is not None:
            self.stopped = self.stopped or not self._progress(self._done, self._total)
        return not self.stopped


class _Sealed:
    """The hashes of the rows of a table as they were sealed last, in 16 bytes a row."""

    def __init__(self) -> None:
        self._dense = bytearray()
        self._others: dict[Key, str] = {}
        self._narrow: dict[Key, int] = {}
        self._width = 0

    def put(self, key: Key, before: str, after: str, width: int) -> bool:
        """Enter what a seal says; whether the row was another one before than the seals had it."""
        was = self._get(key)
        comparable = self._narrow.get(key, self._width) in (width, 0) or not was
        if width > self._width:
            # columns came with a newer program: rows sealed before keep the number they had
            if self._width:
                self._keep_width()
            self._width = width
        if width < self._width:
            self._narrow[key] = width
        else:
            self._narrow.pop(key, None)
        self._set(key, after)
        return comparable and was != before

    def take(self, key: Key) -> str | None:
        """The hash of a row, which is then no longer among those left."""
        found = self._get(key)
        if found:
            self._set(key, "")
        return found or None

    def width_of(self, key: Key, width: int) -> int:
        """How many columns the hash of a row is over."""
        return self._narrow.get(key, self._width or width)

    def left(self) -> list[Key]:
        """The rows that were not taken."""
        dense: list[Key] = [
            place // _WIDTH
            for place in range(0, len(self._dense), _WIDTH)
            if self._dense[place : place + _WIDTH] != _NOTHING
        ]
        return dense + [key for key, digest in self._others.items() if digest]

    def _keep_width(self) -> None:
        for key in self.left():
            self._narrow.setdefault(key, self._width)

    def _get(self, key: Key) -> str:
        if isinstance(key, int) and 0 <= key < _DENSE:
            found = bytes(self._dense[key * _WIDTH : (key + 1) * _WIDTH])
            return "" if found in (b"", _NOTHING) else found.decode("ascii", "replace")
        return self._others.get(key, "")

    def _set(self, key: Key, digest: str) -> None:
        if isinstance(key, int) and 0 <= key < _DENSE:
            missing = (key + 1) * _WIDTH - len(self._dense)
            if missing > 0:
                self._dense.extend(bytes(missing))
            place = key * _WIDTH
            self._dense[place : place + _WIDTH] = digest.encode("ascii", "replace")[:_WIDTH].ljust(
                _WIDTH, b"\0"
            )
        else:
            self._others[key] = digest


class _Range:
    """Neighbours that share a fault, told as one."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._first = self._last = 0

    def add(self, number: int) -> Iterator[Breach]:
        if self._first and number == self._last + 1:
            self._last = number
            return
        yield from self.end()
        self._first = self._last = number

    def end(self) -> Iterator[Breach]:
        if self._first:
            yield Breach(self._what, first=self._first, last=self._last)
            self._first = 0


def _entries(content: str) -> dict[str, Any]:
    """What a seal says; one that was changed into nonsense says nothing, and its hash tells that."""
    try:
        found = json.loads(content)
        sound = isinstance(found, dict) and all(_is_entry(label, value) for label, value in found.items())
    except (ValueError, TypeError):
        return {}
    return found if sound else {}


def _is_entry(label: str, value: object) -> bool:
    if label == "history":
        return isinstance(value, int)
    return (
        label.partition("/")[2].isdigit()
        and isinstance(value, list)
        and all(
            isinstance(row, list)
            and len(row) == 3
            and isinstance(row[0], int | str)
            and isinstance(row[1], str)
            and isinstance(row[2], str)
            for row in value
        )
    )
