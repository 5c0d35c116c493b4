"""Gathering the facts that the completion rule asks about an open run."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from models.records.completion import CompletionFacts, DocumentFact, PartPhase
from models.records.sop import Sop, Step
from models.store import case_state
from models.store.people import Standing, executors_of, holders_of

if TYPE_CHECKING:
    from models.store.case_state import CaseFacts, PartFacts, RunFacts
    from models.store.office import Office


def gather(
    office: Office,
    who: Standing,
    case: CaseFacts,
    run: RunFacts,
    *,
    parts: list[PartFacts] | None = None,
    with_holders: bool = True,
) -> CompletionFacts:
    """The facts of an open run, as of this reading, for somebody as they stand.

    `with_holders` names who holds the parts (for the words of a refusal), at the price of a
    query for each part.
    """
    sop = office.sop(case.version_id)
    step = sop.step(run.step)
    now = office.now()
    if parts is None:
        parts = case_state.parts_of([run.id])
    documents = case_state.documents_of(case.id)
    return CompletionFacts(
        sop=sop,
        step=step,
        phases={p.part: _phase(p.state) for p in parts},
        present={
            d.doc_type: DocumentFact(d.doc_type, d.stale) for d in case_state.newest(documents).values()
        },
        delivered=case_state.delivered_types(run.id, documents),
        ticks=case_state.ticks_of(run.id) if any(g.points for g in step.needs) else frozenset(),
        acting=acting(sop, step, case.sop_id, who),
        holders=_holders(sop, step, case.sop_id, office.local(now).date()) if with_holders else {},
        paused=bool(case.paused_for),
        due=None if run.due_at is None else office.local(run.due_at),
        needs_target=run.time_kind == "tentatif" and run.target_at is None,
        earliest=_earliest(office, case, run),
        parts_until=_parts_until(office, parts),
        chosen=case_state.chosen_parts(case.id, step.id) if step.parts_mode == "dipilih" else (),
    )


def acting(sop: Sop, step: Step, sop_id: int, who: Standing) -> dict[str, str]:
    """For each part "" when the person may act, else why not (`bukan_pemegang`, `bukan_pencatat`).

    External parts are recorded by the secretariat or by any holder of another executor of the SOP.
    """
    mine = executors_of(sop_id, who.position_ids)
    inside = {e for e in mine if not sop.executor(e).external} if mine else set()
    answer: dict[str, str] = {}
    for part in step.parts:
        if sop.executor(part.executor).external:
            may = who.is_secretariat or bool(inside)
            answer[part.id] = "" if may else "bukan_pencatat"
        else:
            answer[part.id] = "" if part.executor in mine else "bukan_pemegang"
    return answer


def _phase(state: str) -> PartPhase:
    phases: dict[str, PartPhase] = {
        "terbuka": "terbuka",
        "menunggu": "menunggu",
        "selesai": "selesai",
        "gugur": "gugur",
        "peserta": "peserta",
    }
    return phases[state]


def _holders(sop: Sop, step: Step, sop_id: int, day: date) -> dict[str, str]:
    return {
        part.id: ", ".join(holders_of(sop_id, part.executor, day))
        for part in step.parts
        if not sop.executor(part.executor).external
    }


def _earliest(office: Office, case: CaseFacts, run: RunFacts) -> datetime:
    """The previous act that an external act may not precede: the opening, or the latest pause."""
    pauses = case_state.pauses_of(case.id)
    return office.local(max([run.opened_at, *(p.until_at or p.since_at for p in pauses)]))


def _parts_until(office: Office, parts: list[PartFacts]) -> datetime | None:
    ends = [p.finished_at for p in parts if p.finished_at is not None]
    return office.local(max(ends)) if ends else None
