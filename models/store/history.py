"""The history: append-only, each row hashed together with the hash of its predecessor."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from models.store.problems import StoreProblem
from models.store.rows import rows
from models.store.statements import Insertion, Statement
from models.store.tables import History, proxy

#: Called with (done, total); answers False to stop.
Progress = Callable[[int, int], bool]

#: What the first row follows.
GENESIS = "0" * 64
_BATCH = 1_000
#: In so many faulty places it is tried whether a row belongs there.
_TRIED = 500
#: The one event that may stand before its predecessor: somebody said that the clock is right now.
CLOCK_SET = "jam_disesuaikan"
#: So many seconds the clock may step back by itself, when the system corrects it.
_STEP_BACK = 120

_HEAD = Statement(lambda: History.select(History.id, History.digest).order_by(History.id.desc()).limit(1))
_NEWEST = Statement(
    lambda: (
        History.select(History.id, History.digest, History.recorded_at).order_by(History.id.desc()).limit(1)
    )
)
_AT = Statement(lambda event_id: History.select(History.digest).where(History.id == event_id))
_APPEND = Insertion(
    History, History.id, History.case, History.run, History.kind, History.recorded_at,
    History.occurred_at, History.person, History.actor, History.data, History.previous, History.digest,
)  # fmt: skip


class Head(NamedTuple):
    """The newest row: its id and hash; (0, GENESIS) for an empty history."""

    id: int
    digest: str


class Fault(NamedTuple):
    """Where the chain does not hold, at `event_id` up to `last`.

    what: hilang (rows that are gone), isi (was changed), rantai (its predecessor was written anew) or
    urutan (it stands in another place than it was written in, which was `written_as`).
    """

    event_id: int
    what: str
    last: int = 0
    written_as: int = 0


def head() -> Head:
    """The newest row of the history."""
    found = _HEAD.first()
    return Head(*found) if found else Head(0, GENESIS)


def append(
    case_id: int | None,
    run_id: int | None,
    kind: str,
    occurred_at: datetime,
    recorded_at: datetime,
    person_id: int | None,
    actor_text: str,
    data: dict[str, Any],
    *,
    always: bool = False,
) -> int:
    """Append one event and answer its id; call inside the transaction of the act it tells of.

    Times in the history do not run backwards: with a clock that was set back nothing is recorded until
    it is right again, or somebody said that it is (`CLOCK_SET`). What the program notes of itself
    (nobody acts) or must `always` be noted is then recorded as of the newest row.

    Moments are aware; `data` must be plain JSON. The newest row is read inside the transaction,
    which holds the write lock, so two processes never follow the same row.

    Raises:
        StoreProblem: jam_mundur.
    """
    if not proxy.in_transaction():
        raise RuntimeError("history is written inside the transaction of an act only")
    found = _NEWEST.first()
    last = Head(*found[:2]) if found else Head(0, GENESIS)
    recorded = int(recorded_at.timestamp())
    if found and kind != CLOCK_SET:
        recorded = _in_order(recorded, int(found[2].timestamp()), always=always or person_id is None)
    words = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    values = (last.id + 1, case_id, run_id, kind, recorded, int(occurred_at.timestamp()),
              person_id, actor_text, words)  # fmt: skip
    _APPEND.run(*values, last.digest, digest_of(last.digest, values))
    return last.id + 1


def minutes_back(now: datetime) -> int:
    """By how many minutes the clock stands before the newest row; 0 when acts can be recorded."""
    found = _NEWEST.first()
    back = int((found[2] - now).total_seconds()) if found else 0
    return -(-back // 60) if back > _STEP_BACK else 0


def _in_order(recorded: int, newest: int, *, always: bool) -> int:
    """When an event is recorded as; refused when that is before the newest one."""
    back = newest - recorded
    if back <= _STEP_BACK:
        return recorded
    if always:
        return newest
    raise StoreProblem("jam_mundur", menit=-(-back // 60))


def digest_of(previous: str, values: tuple[object, ...]) -> str:
    """SHA-256 over the predecessor's hash and the row as canonical JSON."""
    text = previous + json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def verify(progress: Progress | None = None) -> Iterator[Fault]:
    """Walk the whole chain; every row where it does not hold. `progress` may end it early."""
    last = Head(0, GENESIS)
    gone: list[int] = []
    changed: list[tuple[Any, ...]] = []
    for row in _all_rows():
        values, previous, digest = row[:9], row[9], row[10]
        if progress is not None and row[0] % _BATCH == 0 and not progress(row[0], row[0]):
            return
        missing = range(last.id + 1, row[0])
        if missing:
            yield Fault(missing[0], "hilang", missing[-1])
            gone += missing[:_BATCH]
        if digest != digest_of(previous, values):
            changed.append(row)
        elif previous != last.digest and not missing:
            yield Fault(row[0], "rantai")
        last = Head(row[0], digest)
    places = {*gone, *(row[0] for row in changed)}
    yield from (_changed(row, places) for row in changed)


def _changed(row: tuple[Any, ...], places: set[int]) -> Fault:
    """A row whose hash is not its own: moved here from another of those places, or changed."""
    if len(places) <= _TRIED:
        for place in sorted(places - {row[0]}):
            if row[10] == digest_of(row[9], (place, *row[1:9])):
                return Fault(row[0], "urutan", written_as=place)
    return Fault(row[0], "isi")


def digest_at(event_id: int) -> str:
    """The hash of a row, GENESIS for 0, "" when the row is not there."""
    if event_id == 0:
        return GENESIS
    found: str | None = _AT.value(event_id)
    return found or ""


def _all_rows() -> Iterator[tuple[Any, ...]]:
    """Every row as it was hashed, read batch by batch so that no cursor stays open."""
    fields = (
        History.id, History.case, History.run, History.kind, History.recorded_at,
        History.occurred_at, History.person, History.actor, History.data, History.previous,
        History.digest,
    )  # fmt: skip
    after: int | None = None
    while True:
        query = History.select(*fields).order_by(History.id).limit(_BATCH)
        if after is not None:
            query = query.where(History.id > after)
        batch = rows(query)
        yield from (_seconds(row) for row in batch)
        if len(batch) < _BATCH:
            return
        after = batch[-1][0]


def _seconds(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(int(v.timestamp()) if isinstance(v, datetime) else v for v in row)
