"""The limits of a run, derived from its standard, its opening and the pauses of its case."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from models.records.sop import Sop, Step
from models.rules.deadline import Pause, compute_deadline, elapsed_minutes
from models.rules.time_standard import parse_time_standard
from models.store.case_state import PauseFacts
from models.store.office import Office


class Limits(NamedTuple):
    """The time kind of a run with its limits, aware UTC, None where there is none."""

    kind: str
    green_until: datetime | None
    due_at: datetime | None


def effective_start(opened_at: datetime, pauses: Iterable[PauseFacts]) -> datetime:
    """When the clock of a run starts: a run that opens paused starts with its full standard at Lanjutkan."""
    start = opened_at
    for pause in pauses:
        if pause.until_at is not None and pause.since_at <= start < pause.until_at:
            start = pause.until_at
    return start


def local_pauses(office: Office, pauses: Iterable[PauseFacts], start: datetime) -> tuple[Pause, ...]:
    """The ended pauses that touch a run started then, as office-local intervals."""
    return tuple(
        Pause(office.local(max(p.since_at, start)), office.local(p.until_at))
        for p in pauses
        if p.until_at is not None and p.until_at > start
    )


def limits(
    office: Office, sop: Sop, step: Step, opened_at: datetime, pauses: Iterable[PauseFacts] = ()
) -> Limits:
    """The limits of a run of this step opened at that moment (aware UTC)."""
    standard = parse_time_standard(step.time_text)
    if standard.maximum is None:
        return Limits(standard.kind, None, None)
    start = effective_start(opened_at, pauses)
    gaps = local_pauses(office, pauses, start)
    found = compute_deadline(standard, office.local(start), office.calendar(), gaps, sop.day_rule)
    return Limits(
        standard.kind,
        None if found.green_until is None else office.utc(found.green_until),
        None if found.due is None else office.utc(found.due),
    )


def stands_in_pause(limit: datetime | None, pauses: Iterable[PauseFacts]) -> bool:
    """Whether the limit of an open run was reached before the pause that lasts, so that it is late in it.

    A limit not reached by then waits with the work: nobody can name it before the pause ends.
    """
    since = min((p.since_at for p in pauses if p.until_at is None), default=None)
    return limit is not None and since is not None and limit < since


def minutes_used(
    office: Office, opened_at: datetime, closed_at: datetime, pauses: Iterable[PauseFacts]
) -> int:
    """Working minutes of a run, pauses left out."""
    gaps = local_pauses(office, pauses, opened_at)
    return elapsed_minutes(office.local(opened_at), office.local(closed_at), office.calendar(), gaps)
