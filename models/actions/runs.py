"""Opening and closing runs: the rows that an act writes once the rule has decided where the case goes."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from models.actions import cards
from models.actions.act import CaseAct
from models.rules.flow import Move, Opening, Token, opening_phases
from models.store import case_state, spans
from models.store.case_state import DocumentFacts, RunFacts
from models.store.passages import way_of
from models.store.rows import rows
from models.store.run_limits import limits
from models.store.statements import Insertion, Statement
from models.store.tables import Case, Document, Draft, PartRun, PauseRow, StepRun

_ENTRIES = Statement(
    lambda case_id, step: (
        StepRun.select(StepRun.id)
        .where((StepRun.case == case_id) & (StepRun.step == step) & (StepRun.state != "batal"))
        .order_by(StepRun.id)
    )
)
_OPEN_RUN = Insertion(
    StepRun, StepRun.case, StepRun.step, StepRun.round, StepRun.branch, StepRun.opened_at,
    StepRun.time_kind, StepRun.due_at, StepRun.green_until,
)  # fmt: skip
_OPEN_PART = Insertion(
    PartRun, PartRun.run, PartRun.part, PartRun.executor, PartRun.ordinal, PartRun.state
)  # fmt: skip
_TOUCH = Statement(lambda at, case_id: Case.update(last_act_at=at).where(Case.id == case_id))
_TOUCH_LATE = Statement(
    lambda at, late, case_id: Case.update(last_act_at=at, late=late).where(Case.id == case_id)
)
_DROP_DRAFTS = Statement(lambda run_id: Draft.delete().where(Draft.run == run_id))


def token(run: RunFacts) -> Token:
    """The run as the flow rule sees it."""
    return Token(run.id, run.step, run.branch)


def others_of(act: CaseAct, run_id: int) -> list[RunFacts]:
    """The other open runs of the case."""
    return [r for r in case_state.open_runs(act.case.id) if r.id != run_id]


def arrival(act: CaseAct, run: RunFacts, move: Move, at: datetime) -> datetime:
    """When what a move opens begins (aware UTC): at a join, when the last of its branches arrived.

    An act of the agency is recorded after it happened, so that a sibling may have arrived later.
    """
    met = next((o.branch for o in move.opens if len(o.branch) < len(run.branch)), None)
    if met is None:
        return at
    query = StepRun.select(StepRun.branch, StepRun.closed_at).where(
        (StepRun.case == act.case.id) & StepRun.state.in_(("selesai", "dilewati"))
    )
    inside: list[datetime] = [c for branch, c in rows(query) if branch != met and branch.startswith(met)]
    return max([at, *inside])


def carry_out(act: CaseAct, move: Move, at: datetime) -> dict[str, Any]:
    """Write what a move closes, opens or ends at a moment (aware UTC); answers its record for the history.

    The record holds `closes`, `opens`, `end`, `pause` and `stale`: all that undoing needs.
    """
    if move.closes:
        close_runs(move.closes, "ditutup", at)
    record: dict[str, Any] = {"closes": list(move.closes), "opens": [], "end": move.end or ""}
    if move.end is not None:
        end_case(act, move.end, at)
        return record
    return record | carry_out_openings(act, move.opens, at)


def carry_out_openings(act: CaseAct, openings: tuple[Opening, ...], at: datetime) -> dict[str, Any]:
    """Open runs at a moment; going back to a row makes what was delivered since it was entered stale.

    Coming to a row again after a return or a loop is going forward: what was renewed stays good.
    """
    record: dict[str, Any] = {"opens": []}
    stale: list[int] = []
    for opening in openings:
        back_to = _entry_on_way(act.case.id, opening.step)
        if back_to is not None:
            stale += _mark_stale(act, back_to)
        record["opens"].append(open_run(act, opening, at) | {"at": int(at.timestamp())})
        if opening.pause_for:
            waits_for = act.sop.executor(opening.pause_for).label
            reason = f"Langkah {act.sop.step(opening.step).no}: menunggu {waits_for}"
            record["pause"] = pause(act, at, "opd", opening.pause_for, reason)
    if stale:
        record["stale"] = sorted(set(stale))
    return record


def open_run(act: CaseAct, opening: Opening, at: datetime) -> dict[str, Any]:
    """Open a run with its parts at a moment (aware UTC); answers its record for the history."""
    step = act.sop.step(opening.step)
    found = limits(act.office, act.sop, step, at)
    count = len(_ENTRIES.rows(act.case.id, step.id))
    run_id = _OPEN_RUN.run(
        act.case.id, step.id, count + 1, opening.branch, at, found.kind, found.due_at, found.green_until
    )
    chosen = case_state.chosen_parts(act.case.id, step.id) if step.parts_mode == "dipilih" else ()
    phases = opening_phases(step, chosen)
    _OPEN_PART.run_many([(run_id, p.id, p.executor, i, phases[p.id]) for i, p in enumerate(step.parts)])
    return {"run": run_id, "step": step.id, "branch": opening.branch, "round": count + 1}


def close_runs(run_ids: tuple[int, ...], state: str, at: datetime) -> None:
    """Close open runs without a result."""
    StepRun.update(state=state, closed_at=at).where(StepRun.id.in_(run_ids)).execute()


def end_case(act: CaseAct, status: str, at: datetime) -> None:
    """Close the case as selesai, ditolak or dibatalkan."""
    Case.update(status=status, closed_at=at, paused_for="", paused_party="").where(
        Case.id == act.case.id
    ).execute()
    spans.end(act.case.id, status, at)


def pause(act: CaseAct, at: datetime, party: str, executor: str, reason: str) -> int:
    """Pause the case from a moment on; answers the id of the pause."""
    pause_id: int = PauseRow.insert(
        case=act.case.id, since_at=at, party=party, executor=executor, reason=reason
    ).execute()
    Case.update(paused_for=party, paused_party=executor).where(Case.id == act.case.id).execute()
    return pause_id


def end_pauses(case_id: int, at: datetime) -> None:
    """End a pause that is still open, and let the case run."""
    PauseRow.update(until_at=at).where((PauseRow.case == case_id) & PauseRow.until_at.is_null()).execute()
    Case.update(paused_for="", paused_party="").where(Case.id == case_id).execute()


def touched(act: CaseAct, at: datetime, *, late: bool | None = None) -> None:
    """Keep the moment of the last act that moved the case, and its lateness."""
    if late is None:
        _TOUCH.run(at, act.case.id)
    else:
        _TOUCH_LATE.run(at, late, act.case.id)


def drop_drafts(run_id: int) -> None:
    """Forget what was kept for later in a run that is over."""
    _DROP_DRAFTS.run(run_id)


def redraw(act: CaseAct) -> None:
    """Derive the cards of the case anew."""
    cards.rebuild(act.office, act.case.id)


def as_json(value: object) -> str:
    """Canonical JSON: the same value always gives the same text."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _entry_on_way(case_id: int, step: str) -> int | None:
    """The id of the run in which the row was entered, None when it does not lie behind the case."""
    if not _ENTRIES.rows(case_id, step):
        return None
    return next((t.run_id for t in way_of(case_id) if t.step == step), None)


def _mark_stale(act: CaseAct, since_run: int) -> list[int]:
    """Mark outputs delivered since a run was entered as "perlu diperbarui"; answers their ids.

    An output counts as delivered in a run when it was attached there for a document type that the
    run's step gives, or confirmed there.
    """
    entered = StepRun.select(StepRun.id, StepRun.step).where(
        (StepRun.case == act.case.id) & (StepRun.id >= since_run) & (StepRun.state != "batal")
    )
    steps: dict[int, str] = dict(rows(entered))
    marked = [d.id for d in _fresh(act) if _delivered_in(act, d, steps)]
    if marked:
        Document.update(stale=True).where(Document.id.in_(marked)).execute()
    return marked


def _fresh(act: CaseAct) -> list[DocumentFacts]:
    return [d for d in case_state.newest_documents(act.case.id).values() if not d.stale]


def _delivered_in(act: CaseAct, document: DocumentFacts, steps: dict[int, str]) -> bool:
    for run_id, step_id in steps.items():
        step = act.sop.step(step_id)
        gives = list(step.gives) + [g for p in step.parts for g in p.gives]
        if not any(document.doc_type in g.docs for g in gives):
            continue
        if document.run_id == run_id or document.doc_type in case_state.confirmed_types(run_id):
            return True
    return False
