"""Checking what is stored of a case against what its history says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from models.rules.replay import Event, Replay, replay
from models.rules.spans import spans_told
from models.store import case_state, spans
from models.store.case_state import PauseFacts, RunFacts
from models.store.office import Office
from models.store.rows import rows
from models.store.run_limits import limits
from models.store.statements import Statement
from models.store.tables import Case, History, StepRun

_EVENTS = Statement(
    lambda case_id: (
        History.select(History.id, History.kind, History.run, History.occurred_at, History.data)
        .where(History.case == case_id)
        .order_by(History.id)
    )
)
_RUNS = Statement(
    lambda case_id: (
        StepRun.select(
            StepRun.id, StepRun.step, StepRun.branch, StepRun.round, StepRun.state, StepRun.opened_at,
            StepRun.closed_at,
        )
        .where(StepRun.case == case_id)
        .order_by(StepRun.id)
    )
)  # fmt: skip


class _StoredRun(NamedTuple):
    id: int
    step: str
    branch: str
    round: int
    state: str
    opened_at: datetime
    closed_at: datetime | None


class Difference(NamedTuple):
    """One thing stored that the history tells otherwise."""

    case_id: int
    number: str
    what: str
    stored: str
    derived: str


def differences(office: Office, case_ids: list[int] | None = None) -> Iterator[Difference]:
    """Every difference between stored rows and history, case by case (all cases unless told)."""
    query = Case.select(Case.id).order_by(Case.id)
    for case_id in case_ids if case_ids is not None else [row[0] for row in rows(query)]:
        yield from _of_case(office, case_id)


def events_of(case_id: int) -> list[Event]:
    """The history of a case, oldest first."""
    found = _EVENTS.rows(case_id)
    return [Event(i, kind, run, int(at.timestamp()), json.loads(data)) for i, kind, run, at, data in found]


def _of_case(office: Office, case_id: int) -> Iterator[Difference]:
    case = case_state.read_case(case_id)
    if case is None:
        return
    events = events_of(case_id)
    told = replay(events)
    if told.status != case.status:
        yield Difference(case_id, case.number, "status", case.status, told.status)
    pauses = case_state.pauses_of(case_id)
    stored_pauses = [_seconds(p) for p in pauses]
    if sorted(stored_pauses, key=_order) != sorted(told.pauses, key=_order):
        yield Difference(case_id, case.number, "tunda", str(stored_pauses), str(told.pauses))
    stored = {run.id: run for run in map(_StoredRun._make, _RUNS.rows(case_id))}
    if set(stored) != set(told.runs):
        yield Difference(case_id, case.number, "putaran", str(sorted(stored)), str(sorted(told.runs)))
    for run_id in set(stored) & set(told.runs):
        yield from _of_run(case_id, case.number, stored[run_id], told)
    yield from _of_spans(office, case.id, case.number, events)
    for run in case_state.open_runs(case_id):
        yield from _of_deadline(office, case.number, run, pauses, case.version_id)


def _of_run(case_id: int, number: str, run: _StoredRun, told: Replay) -> Iterator[Difference]:
    derived = told.runs[run.id]
    closed = None if run.closed_at is None else int(run.closed_at.timestamp())
    have = (run.step, run.branch, run.round, run.state, int(run.opened_at.timestamp()), closed)
    want = (
        derived.step, derived.branch, derived.round, derived.state, derived.opened_at, derived.closed_at,
    )  # fmt: skip
    if have != want:
        yield Difference(case_id, number, f"langkah {run.step}", str(have), str(want))


def _of_spans(office: Office, case_id: int, number: str, events: list[Event]) -> Iterator[Difference]:
    """What recaps count by: when the case was open, and which agency it belonged to."""

    def utc(text: str) -> int:
        return int(office.utc(datetime.fromisoformat(text)).timestamp())

    told = spans_told(events, utc)
    closed = [None, *(span.closed_at for span in told.spans)]
    opened = [*(span.opened_at for span in told.spans[1:]), None]
    want = [
        (ordinal, "dibuka_kembali" if ordinal > 1 else "baru", *span, closed[ordinal - 1],
         opened[ordinal - 1], span.fork)
        for ordinal, span in enumerate(told.spans, 1)
    ]  # fmt: skip
    have = spans.stored(case_id)
    if have != want:
        yield Difference(case_id, number, "masa berjalan", str(have), str(want))
    agencies = [agency for _, agency in told.agencies]
    if (stored := spans.stored_agencies(case_id)) != agencies:
        yield Difference(case_id, number, "OPD", str(stored), str(agencies))


def _of_deadline(
    office: Office, number: str, run: RunFacts, pauses: list[PauseFacts], version_id: int
) -> Iterator[Difference]:
    sop = office.sop(version_id)
    found = limits(office, sop, sop.step(run.step), run.opened_at, pauses)
    if (found.due_at, found.green_until) != (run.due_at, run.green_until):
        yield Difference(run.case_id, number, f"tenggat {run.step}", str(run.due_at), str(found.due_at))


def _seconds(pause: PauseFacts) -> tuple[int, int | None]:
    until = None if pause.until_at is None else int(pause.until_at.timestamp())
    return int(pause.since_at.timestamp()), until


def _order(pause: tuple[int, int | None]) -> tuple[int, int]:
    return pause[0], pause[1] or 0
