"""Where the time of a request went, and medians of many runs.

Time outside working hours is nobody's. Inside them a request is at the agency while all that is to be done
next is the agency's, or while it is paused to wait for an agency; it is paused while it waits for somebody
else; and otherwise it is at the office, also where office and agency could work side by side (the office
does not hide behind the agency) and before the first step of a request that was entered when it was
already under way. Side by side or not, every second counts once, so that the parts add up to the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from models.records.recap import TimeSplit
from models.rules.calendar import WorkingCalendar

Stretch = tuple[datetime, datetime]


class Turn(NamedTuple):
    """A part of a run that had to be done: whether by an agency, and when it was finished."""

    external: bool
    finished_at: datetime | None


class Stay(NamedTuple):
    """A stretch in which a run was in the hands of the office or of an agency, or a pause."""

    since: datetime
    until: datetime
    agency: bool
    pause: bool = False


def limit_passed(due: int | None, pauses: Iterable[tuple[int, int | None]], moment: int) -> bool:
    """Whether the limit of a run that was open at a moment had passed then; all in seconds UTC.

    A limit that was not reached before a pause waits with the work.
    """
    if due is None or due >= moment:
        return False
    return not any(since <= due if until is None else since < due < until for since, until in pauses)


def stays_of_run(
    opened: datetime, closed: datetime, turns: Sequence[Turn], *, in_order: bool
) -> Iterator[Stay]:
    """In whose hands a run was, from its opening to its end; the parts in printed order.

    `in_order` when each part waits for the one before it.
    """
    ends = sorted(
        {t.finished_at for t in turns if t.finished_at is not None and opened < t.finished_at < closed}
    )
    for since, until in zip((opened, *ends), (*ends, closed), strict=True):
        pending = [t for t in turns if t.finished_at is None or t.finished_at > since]
        next_ones = pending[:1] if in_order else pending
        yield Stay(since, until, bool(next_ones) and all(t.external for t in next_ones))


def split_time(spans: Iterable[Stretch], stays: Sequence[Stay], calendar: WorkingCalendar) -> TimeSplit:
    """Where the time went in which a request was open; what lies outside its spans does not count."""
    seconds = dict.fromkeys(("office", "agency", "paused", "outside"), 0)
    for begin, end in spans:
        borders = {begin, end}
        for stay in stays:
            borders.update(moment for moment in (stay.since, stay.until) if begin < moment < end)
        moments = sorted(borders)
        for since, until in pairwise(moments):
            worked = calendar.seconds_between(since, until)
            seconds["outside"] += int((until - since).total_seconds()) - worked
            if worked:
                seconds[_hands([s for s in stays if s.since <= since and s.until >= until])] += worked
    return TimeSplit(sum(seconds.values()) // 60, **_whole_minutes(seconds))


def add_splits(splits: Iterable[TimeSplit]) -> TimeSplit:
    """Splits of several requests added up."""
    total = [0] * len(TimeSplit._fields)
    for split in splits:
        total = [a + b for a, b in zip(total, split, strict=True)]
    return TimeSplit(*total)


def median(counts: Iterable[tuple[int, int]]) -> float | None:
    """The median of values given as (value, how often); None for no values."""
    ordered = sorted(counts)
    total = sum(count for _, count in ordered)
    if not total:
        return None
    return (_at(ordered, (total - 1) // 2) + _at(ordered, total // 2)) / 2


def mean(counts: Iterable[tuple[int, int]]) -> float | None:
    """The mean of values given as (value, how often); None for no values."""
    known = list(counts)
    total = sum(count for _, count in known)
    return sum(value * count for value, count in known) / total if total else None


def _hands(here: list[Stay]) -> str:
    """Who had the request in a stretch that no border divides."""
    pauses = [s for s in here if s.pause]
    if pauses:
        return "agency" if all(p.agency for p in pauses) else "paused"
    return "agency" if here and all(s.agency for s in here) else "office"


def _whole_minutes(seconds: dict[str, int]) -> dict[str, int]:
    """Seconds as minutes that add up to those of their sum: the largest remainders are rounded up."""
    minutes = {name: value // 60 for name, value in seconds.items()}
    missing = sum(seconds.values()) // 60 - sum(minutes.values())
    for name in sorted(seconds, key=lambda name: -(seconds[name] % 60))[:missing]:
        minutes[name] += 1
    return minutes


def _at(ordered: list[tuple[int, int]], place: int) -> int:
    for value, count in ordered:
        if place < count:
            return value
        place -= count
    raise IndexError(place)
