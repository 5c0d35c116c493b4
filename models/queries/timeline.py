"""The passages of a case through its steps, as the timeline of the case window shows them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.queries.rows import raw_rows
from models.queries.step_sheet import doer_words
from models.queries.step_words import executor_words
from models.records.case import TimelineLine
from models.records.completion import LATE_REASONS
from models.records.sop import Sop, Step
from models.store.case_state import CaseFacts, PauseFacts, pauses_of
from models.store.office import Office
from models.store.run_limits import minutes_used, stands_in_pause
from models.store.tables import PartRun, Person, StepRun


def timeline_of(office: Office, case: CaseFacts, sop: Sop) -> tuple[TimelineLine, ...]:
    """Every run that counts, oldest first; runs annulled by undo stand in the history alone."""
    query = (
        StepRun.select(
            StepRun.id, StepRun.step, StepRun.round, StepRun.state, StepRun.opened_at, StepRun.closed_at,
            StepRun.outcome, StepRun.reason, StepRun.late_code, StepRun.late_text, StepRun.minutes,
            StepRun.due_at, StepRun.target_at, StepRun.time_kind, StepRun.late, StepRun.past_target,
        )
        .where((StepRun.case == case.id) & (StepRun.state != "batal"))
        .order_by(StepRun.opened_at, StepRun.id)
        .namedtuples()
    )  # fmt: skip
    found: list[Any] = list(query)
    parts = _parts([run.id for run in found])
    pauses = pauses_of(case.id)
    return tuple(_line(office, case, sop, run, parts.get(run.id, []), pauses) for run in found)


def _parts(run_ids: list[int]) -> dict[int, list[tuple[Any, ...]]]:
    query = (
        PartRun.select(
            PartRun.run, PartRun.part, PartRun.state, Person.name, PartRun.contact, PartRun.channel
        )
        .left_outer_join(Person, on=(PartRun.finished_by == Person.id))
        .where(PartRun.run.in_(run_ids))
        .order_by(PartRun.run, PartRun.ordinal)
    )
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in raw_rows(query):
        found.setdefault(row[0], []).append(row)
    return found


def _line(
    office: Office,
    case: CaseFacts,
    sop: Sop,
    run: Any,
    parts: list[tuple[Any, ...]],
    pauses: list[PauseFacts],
) -> TimelineLine:
    step = sop.step(run.step)
    still_open = run.state == "terbuka"
    now = office.now()
    until_now = [p if p.until_at is not None else p._replace(until_at=now) for p in pauses]
    minutes = minutes_used(office, run.opened_at, now, until_now) if still_open else run.minutes
    passed = stands_in_pause(run.due_at, pauses) if case.paused_for else _passed(run.due_at, now)
    fell_away = frozenset(row[1] for row in parts if row[2] == "gugur")
    doers = [doer_words(row[3] or "", row[4], row[5]) for row in parts if row[2] == "selesai"]
    return TimelineLine(
        run_id=run.id,
        step_no=step.no,
        title=step.title,
        round=run.round,
        state=run.state,
        opened_at=office.local(run.opened_at),
        closed_at=_local(office, run.closed_at),
        executors=executor_words(sop, step, fell_away),
        done_by="; ".join(dict.fromkeys(doers)),
        outcome=_outcome_label(step, run.outcome),
        reason=run.reason,
        late_reason=_late_reason(run.late_code, run.late_text),
        minutes=minutes,
        due=_local(office, run.due_at),
        target=_local(office, run.target_at),
        pace="ditunda" if still_open and case.paused_for else run.time_kind,
        late=passed if still_open else run.late,
        past_target=_passed(run.target_at, now) if still_open else run.past_target,
    )


def _passed(limit: datetime | None, now: datetime) -> bool:
    return limit is not None and limit < now


def _outcome_label(step: Step, outcome: str) -> str:
    return next((o.label for o in step.outcomes if o.id == outcome), outcome) if step.is_decision else ""


def _late_reason(code: str, text: str) -> str:
    label = LATE_REASONS.get(code, code)
    return ": ".join(filter(None, (label, text)))


def _local(office: Office, moment: datetime | None) -> datetime | None:
    return None if moment is None else office.local(moment)
