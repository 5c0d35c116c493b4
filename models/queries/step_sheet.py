"""Everything that the step dialog shows of one open run."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from models.queries.documents import current_of, versions_of
from models.queries.returns import reachable
from models.queries.round_reason import round_reason
from models.queries.rows import raw_rows
from models.queries.step_words import outcome_words
from models.records.case import (
    ChoiceLine,
    DocumentSlot,
    DocumentVersion,
    GroupLine,
    OutcomeLine,
    PartLine,
    PointLine,
    ReturnTarget,
    StepSheet,
)
from models.records.completion import CHANNELS, CompletionFacts
from models.records.sop import DocumentGroup, Sop
from models.rules.completion import steps_to_choose
from models.store import case_state, run_facts
from models.store.case_state import CaseFacts, RunFacts
from models.store.last_completion import may_undo
from models.store.office import Office
from models.store.people import standing
from models.store.problems import GoneError
from models.store.run_limits import stands_in_pause
from models.store.secrecy import visible, visible_run
from models.store.tables import Agency, Case, Draft, PartRun, PauseRow, Person, StepRun


class RunGoneError(GoneError):
    """The run does not exist, may not be seen, or is no longer open: somebody moved the case meanwhile."""


def facts(office: Office, person_id: int, run_id: int) -> CompletionFacts:
    """What the completion rule needs to know about an open run, for this person."""
    case, run = _open_run(office, run_id)
    return run_facts.gather(office, standing(office, person_id, office.now()), case, run)


def step_sheet(office: Office, person_id: int, run_id: int) -> StepSheet:
    """The sheet of an open run as this person sees it; raises `RunGoneError` when it is not open."""
    case, run = _open_run(office, run_id)
    who = standing(office, person_id, office.now())
    known = run_facts.gather(office, who, case, run)
    sop, step = known.sop, known.step
    registered = _registration(case.id)
    target = raw_rows(StepRun.select(StepRun.target_by).where(StepRun.id == run.id))[0][0]
    current = current_of(versions_of(office, case.id, sop))
    parts = _parts(office, run, known)
    return StepSheet(
        case_id=case.id,
        run_id=run.id,
        seen_version=case.version,
        number=case.number,
        subject=case.subject,
        agency=registered[0],
        contact_name=registered[1],
        contact_phone=registered[2],
        sop_code=sop.code,
        received_at=office.local(case.received_at),
        step_no=step.no,
        step_count=len(sop.work_steps),
        title=step.title,
        text=step.text,
        time_text=step.time_text,
        remark=step.remark,
        notes=step.notes,
        round=run.round,
        opened_at=office.local(run.opened_at),
        parts=parts,
        my_part=next((p.part for p in parts if p.may_act), ""),
        needs=tuple(_group(known, i, g, current) for i, g in enumerate(step.needs)),
        outputs=_outputs(known, current),
        outcomes=tuple(
            OutcomeLine(o.id, o.label, outcome_words(sop, o), o.reason, o.source) for o in step.outcomes
        ),
        choices=_choices(case.id, known),
        returns=_returns(sop, run),
        pace="ditunda" if case.paused_for else run.time_kind,
        green_until=_local(office, run.green_until),
        due=_local(office, run.due_at),
        target=_local(office, run.target_at),
        target_by=target,
        paused_for=case.paused_for,
        paused_reason=paused_reason(office, case.id),
        is_leader=who.is_leader,
        can_undo=may_undo(case.id, person_id, is_leader=who.is_leader),
        draft=_draft(run.id, person_id),
        facts=known,
        late_in_pause=bool(case.paused_for) and stands_in_pause(run.due_at, case_state.pauses_of(case.id)),
        again=round_reason(office, sop, run),
        secret=case.secret,
        roles=who.roles,
    )


def paused_reason(office: Office, case_id: int) -> str:
    """Why the case is paused now; "" when it runs."""
    now = (PauseRow.case == case_id) & PauseRow.until_at.is_null()
    query = PauseRow.select(PauseRow.reason).where(now, *visible(office, PauseRow.case))
    return "".join(row[0] for row in raw_rows(query.order_by(PauseRow.id.desc()).limit(1)))


def _open_run(office: Office, run_id: int) -> tuple[CaseFacts, RunFacts]:
    found = visible_run(office, run_id)
    if found is None or found[1].state != "terbuka":
        raise RunGoneError(run_id)
    return found


def _registration(case_id: int) -> tuple[Any, ...]:
    query = Case.select(Agency.name, Case.contact_name, Case.contact_phone).join(Agency)
    return raw_rows(query.where(Case.id == case_id))[0]


def _parts(office: Office, run: RunFacts, known: CompletionFacts) -> tuple[PartLine, ...]:
    doer = Person.alias()
    query = (
        PartRun.select(
            PartRun.part, PartRun.assignee, Person.name, doer.name, PartRun.finished_at,
            PartRun.contact, PartRun.channel,
        )
        .left_outer_join(Person, on=(PartRun.assignee == Person.id))
        .switch(PartRun)
        .left_outer_join(doer, on=(PartRun.finished_by == doer.id))
        .where(PartRun.run == run.id)
        .order_by(PartRun.ordinal)
    )  # fmt: skip
    return tuple(_part(office, known, row) for row in raw_rows(query))


def _part(office: Office, known: CompletionFacts, row: tuple[Any, ...]) -> PartLine:
    part_id, assignee_id, assignee, doer, finished_at, contact, channel = row
    part = known.step.part(part_id)
    executor = known.sop.executor(part.executor)
    phase = known.phases[part_id]
    return PartLine(
        part=part_id,
        executor=executor.id,
        label=executor.label,
        external=executor.external,
        role=part.role,
        phase=phase,
        cell=part.cell,
        source=part.source,
        holders=known.holders.get(part_id, ""),
        assignee_id=assignee_id,
        assignee=assignee or "",
        finished_by=doer_words(doer or "", contact, channel),
        finished_at=_local(office, finished_at),
        may_act=phase == "terbuka" and known.acting.get(part_id) == "",
    )


def doer_words(name: str, contact: str, channel: str) -> str:
    """Who finished a part; an external part names the agency's contact and who recorded it."""
    if not contact:
        return name
    way = CHANNELS.get(channel, channel)
    return f"{contact} ({way}), dicatat {name}" if way else f"{contact}, dicatat {name}"


def _outputs(known: CompletionFacts, current: dict[str, DocumentVersion]) -> tuple[GroupLine, ...]:
    """The outputs of the step itself, then those of each part."""
    groups = [("", i, g) for i, g in enumerate(known.step.gives)]
    for part in known.step.parts:
        groups += [(part.id, i, g) for i, g in enumerate(part.gives)]
    return tuple(_group(known, i, group, current, part=part) for part, i, group in groups)


def _group(
    known: CompletionFacts,
    index: int,
    group: DocumentGroup,
    current: dict[str, DocumentVersion],
    *,
    part: str | None = None,
) -> GroupLine:
    """A requirement (`part` None), or an output of the step ("") or of a part."""
    delivered = known.delivered if part is not None else frozenset()
    labels = {o.id: o.label for o in known.step.outcomes}
    return GroupLine(
        index=index,
        slots=tuple(
            DocumentSlot(doc, known.sop.document(doc).label, current.get(doc), doc in delivered)
            for doc in group.docs
        ),
        at_least=group.at_least,
        on=group.on,
        on_labels=tuple(labels.get(outcome, outcome) for outcome in group.on),
        points=tuple(PointLine(i, text, (index, i) in known.ticks) for i, text in enumerate(group.points)),
        source=group.source,
        part=part or "",
    )


def _choices(case_id: int, known: CompletionFacts) -> tuple[ChoiceLine, ...]:
    return tuple(
        ChoiceLine(
            later.id,
            later.no,
            later.title,
            tuple((p.id, known.sop.executor(p.executor).label) for p in later.workers),
            case_state.chosen_parts(case_id, later.id),
        )
        for later in steps_to_choose(known.sop, known.step)
    )


def _returns(sop: Sop, run: RunFacts) -> tuple[ReturnTarget, ...]:
    """The rows that the run can be returned to, in printed order."""
    wanted = {t.step for t in reachable(run)}
    return tuple(ReturnTarget(s.id, s.no, s.title) for s in sop.steps if s.id in wanted)


def _draft(run_id: int, person_id: int) -> dict[str, object]:
    query = Draft.select(Draft.content).where((Draft.run == run_id) & (Draft.person == person_id))
    found: Iterable[tuple[str]] = raw_rows(query)
    for (content,) in found:
        kept: dict[str, object] = json.loads(content)
        return kept
    return {}


def _local(office: Office, moment: datetime | int | None) -> datetime | None:
    return None if moment is None else office.local(moment)
