"""Completing a part of a step: the act that moves a case."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.actions import runs
from models.actions.act import CaseAct, Stop, act, on_run
from models.actions.entered_text import NAME_LIMIT, NOTE_LIMIT, REASON_LIMIT, too_long
from models.records.completion import Attempt, CompletionFacts
from models.records.results import Changed
from models.rules import flow
from models.rules.completion import effective_outcome, obstacles, steps_to_choose
from models.store import case_state
from models.store.case_state import PartFacts, RunFacts
from models.store.office import Office
from models.store.run_facts import gather
from models.store.run_limits import minutes_used
from models.store.statements import Statement
from models.store.tables import Case, Choice, PartRun, StepRun

#: Refusals whose words name who holds the part.
_NAMES_HOLDERS = frozenset({"bukan_pemegang", "bukan_pencatat"})

_FINISH_PART = Statement(
    lambda by, at, contact, channel, part_id: PartRun.update(
        state="selesai", finished_by=by, finished_at=at, contact=contact, channel=channel
    ).where(PartRun.id == part_id)
)
_SET_PART = Statement(lambda state, part_id: PartRun.update(state=state).where(PartRun.id == part_id))
_FINISH_RUN = Statement(
    lambda at, outcome, reason, late_code, late_text, minutes, late, past_target, run_id: StepRun.update(
        state="selesai", closed_at=at, outcome=outcome, reason=reason, late_code=late_code,
        late_text=late_text, minutes=minutes, late=late, past_target=past_target,
    ).where(StepRun.id == run_id)
)  # fmt: skip


@act
def complete_part(
    office: Office, person_id: int, run_id: int, attempt: Attempt, seen_version: int
) -> Changed:
    """Finish one part of an open run; the last part finishes the step and moves the case.

    Refused with everything that is missing (see `models.rules.completion`), or `berubah` when
    the case moved since `seen_version` was shown.
    """
    current, run = on_run(office, person_id, run_id, seen_version)
    return finish(current, run, attempt)


def finish(current: CaseAct, run: RunFacts, attempt: Attempt) -> Changed:
    """Finish a part inside a running act; raises `Stop` with every obstacle."""
    office = current.office
    parts = case_state.parts_of([run.id])
    facts = gather(office, current.who, current.case, run, parts=parts, with_holders=False)
    now = office.local(current.now)
    long = too_long(
        (
            ("kontak_terlalu_panjang", attempt.contact, NAME_LIMIT),
            ("alasan_terlalu_panjang", attempt.outcome_reason, REASON_LIMIT),
            ("alasan_terlalu_panjang", attempt.late_text, REASON_LIMIT),
            ("catatan_terlalu_panjang", attempt.note, NOTE_LIMIT),
        )
    )
    found = obstacles(facts, attempt, now)
    if any(o.code in _NAMES_HOLDERS for o in found):
        facts = gather(office, current.who, current.case, run, parts=parts)
        found = obstacles(facts, attempt, now)
    if found or long:
        raise Stop(*found, *long)
    at = current.now if attempt.occurred_at is None else office.utc(attempt.occurred_at)
    before = {p.part: p.state for p in parts}
    after = flow.after_part(facts.step, before, attempt.part_id)
    _write_parts(current, parts, after, attempt, at)
    record: dict[str, Any] = {
        "part": attempt.part_id, "before": before, "contact": attempt.contact,
        "channel": attempt.channel, "note": attempt.note,
    }  # fmt: skip
    if not flow.finished(facts.step, after):
        current.record("bagian_diselesaikan", record, run_id=run.id, occurred_at=at)
        runs.redraw(current)
        return current.changed(moved=False)
    ended = [p.finished_at for p in parts if p.finished_at is not None]
    _finish_step(current, run, facts, attempt, max([at, *ended]), record)
    return current.changed(moved=True)


def _write_parts(
    current: CaseAct, parts: list[PartFacts], after: dict[str, str], attempt: Attempt, at: datetime
) -> None:
    for part in parts:
        if part.part == attempt.part_id:
            _FINISH_PART.run(current.who.person_id, at, attempt.contact, attempt.channel, part.id)
        elif part.state != after[part.part]:
            _SET_PART.run(after[part.part], part.id)


def _finish_step(
    current: CaseAct,
    run: RunFacts,
    facts: CompletionFacts,
    attempt: Attempt,
    at: datetime,
    record: dict[str, Any],
) -> None:
    outcome = effective_outcome(facts.step, attempt.outcome) or ""
    late = run.due_at is not None and at > run.due_at
    judged: dict[str, Any] = {
        "outcome": outcome,
        "reason": attempt.outcome_reason.strip(),
        "late_code": attempt.late_code if late else "",
        "late_text": attempt.late_text.strip() if late else "",
        "minutes": minutes_used(current.office, run.opened_at, at, case_state.pauses_of(run.case_id)),
        "late": late,
        "past_target": run.target_at is not None and at > run.target_at,
    }
    _FINISH_RUN.run(at, *judged.values(), run.id)
    runs.drop_drafts(run.id)
    record |= judged | {"due": None if run.due_at is None else int(run.due_at.timestamp())}
    record["choices"] = _keep_choices(current, facts, attempt)
    others = [runs.token(o) for o in runs.others_of(current, run.id)]
    move = flow.advance(current.sop, runs.token(run), outcome, others)
    record |= runs.carry_out(current, move, runs.arrival(current, run, move, at))
    runs.touched(current, at, late=True if late else None)
    current.record("langkah_diselesaikan", record, run_id=run.id, occurred_at=at)
    runs.redraw(current)


def _keep_choices(current: CaseAct, facts: CompletionFacts, attempt: Attempt) -> dict[str, Any]:
    """Keep the executors chosen for later steps; answers what stood before and now, per step."""
    kept: dict[str, Any] = {}
    for later in steps_to_choose(facts.sop, facts.step):
        before = case_state.chosen_parts(current.case.id, later.id)
        after = tuple(p.id for p in later.workers if p.id in attempt.chosen[later.id])
        write_choice(current.case.id, later.id, after)
        kept[later.id] = {"before": list(before), "after": list(after)}
    return kept


def write_choice(case_id: int, step: str, parts: tuple[str, ...]) -> None:
    """Replace the parts chosen for a `dipilih` step."""
    Choice.delete().where((Choice.case == case_id) & (Choice.step == step)).execute()
    if parts:
        Choice.insert(case=case_id, step=step, parts=" ".join(parts)).execute()


def late_again(case_id: int) -> bool:
    """Whether any finished run of the case was judged late."""
    query = StepRun.select().where((StepRun.case == case_id) & StepRun.late & (StepRun.state == "selesai"))
    found: bool = query.exists()
    Case.update(late=found).where(Case.id == case_id).execute()
    return found
