"""When a case was open, as its history tells; and how spans that lie over a moment are found quickly.

A case comes in (baru) at *diterima*, also where it was registered later or entered when it was already
under way: that is the moment from which its clock runs, what the agenda books list it by, and an act that
is recorded afterwards counts from when it happened ("terjadi pada") too. So what is open at the end of one
month is always what the next begins with. A month that was closed keeps the figures it was closed with;
what is entered into it afterwards appears as a correction.

An ending that was undone never happened. A clock that was set back turns no span around: what comes later
in the history does not count from before what came earlier.

To find the spans over a moment among those of many years, each closed one is kept under its fork: of
the moments after its beginning up to its end, the one whose binary figure ends in the most zeros. Whatever
lies over a moment has its fork at one of some forty moments that `forks_over` names (a relational
interval tree, after Kriegel, Pötke and Seidl), whatever the length of the history.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from models.rules.replay import Event

#: Forks of spans that are open, and of those that began and ended in the same second, over no moment.
STILL_OPEN, MOMENTARY = 0, -1
#: How many forks there are over a moment: enough for seconds of any year that dates reach.
FORKS = 38

_COMPLETIONS = frozenset({"langkah_diselesaikan", "dilewati"})


class Span(NamedTuple):
    """A stretch in which a case was open; moments in seconds UTC, ending "" while it is open."""

    opened_at: int
    closed_at: int | None = None
    ending: str = ""

    @property
    def fork(self) -> int:
        """Where the span is kept, see the module."""
        return STILL_OPEN if self.closed_at is None else fork_of(self.opened_at, self.closed_at)


class ToldSpans(NamedTuple):
    """The spans of a case, and from when it belongs to which agency: (moment, agency id), oldest first."""

    spans: tuple[Span, ...]
    agencies: tuple[tuple[int, int], ...]


def spans_told(events: Iterable[Event], utc: Callable[[str], int]) -> ToldSpans:
    """The spans and agencies of one case from its history, oldest event first.

    `utc` reads an office-local moment as registrations record it.
    """
    spans: list[Span] = []
    agencies: list[tuple[int, int]] = []
    ended_by = 0
    for event in events:
        ending = _ending(event)
        if event.kind == "permohonan_didaftarkan":
            received = _received(event, utc)
            spans.append(Span(received))
            agencies.append((received, event.data["agency"]))
        elif event.kind == "dibuka_kembali":
            spans.append(Span(max(event.occurred_at, spans[-1].closed_at or 0)))
        elif ending:
            spans[-1] = spans[-1]._replace(
                closed_at=max(event.occurred_at, spans[-1].opened_at), ending=ending
            )
            ended_by = event.id
        elif event.kind == "penyelesaian_diurungkan" and event.data["event"] == ended_by:
            spans[-1] = Span(spans[-1].opened_at)
        elif event.kind == "registrasi_diubah":
            if "received_at" in event.data:
                spans[0] = spans[0]._replace(opened_at=utc(event.data["received_at"]["after"]))
            if "agency_id" in event.data:
                agencies.append((event.occurred_at, event.data["agency_id"]["after"]))
    return ToldSpans(tuple(spans), tuple(agencies))


def fork_of(opened_at: int, closed_at: int) -> int:
    """Of the moments after the first up to the second, the one that ends in the most binary zeros."""
    if opened_at == closed_at:
        return MOMENTARY
    level = (opened_at ^ closed_at).bit_length() - 1
    return closed_at >> level << level


def forks_over(moment: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The forks of whatever began before a moment and did not end before it: up to the moment, and after it.

    Of those up to the moment all began before it, and those that end at it or later lie over it; of
    those after it all end later, and those that began before it lie over it.
    """
    until, after = [], []
    for level in range(FORKS):
        if moment >> level & 1:
            until.append(moment >> level << level)
        else:
            after.append((moment >> level | 1) << level)
    return tuple(until), tuple(after)


def _ending(event: Event) -> str:
    if event.kind == "dibatalkan":
        return event.kind
    return str(event.data["end"]) if event.kind in _COMPLETIONS else ""


def _received(event: Event, utc: Callable[[str], int]) -> int:
    """When a request was received; older histories tell it to the minute where it was under way."""
    data = event.data
    if "received" in data:
        return int(data["received"])
    return utc(data["received_at"]) if data["under_way"] else int(data["opens"][0]["at"])
