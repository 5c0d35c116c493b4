"""Everything that the case window shows of one case, and the explanation of a deadline."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from models.queries.documents import versions_of
from models.queries.history_words import Names, history_words
from models.queries.papers import papers_of_case
from models.queries.rows import raw_rows
from models.queries.step_sheet import paused_reason
from models.queries.timeline import timeline_of
from models.records.case import CaseSheet, HistoryLine
from models.records.sop import Sop
from models.rules.deadline import Pause
from models.rules.explanation import ExplanationLine, Judged, explain, explain_as_judged
from models.rules.time_standard import parse_time_standard
from models.store import case_state
from models.store.case_state import PauseFacts
from models.store.last_completion import may_undo
from models.store.office import Office
from models.store.people import executors_of, standing
from models.store.problems import GoneError
from models.store.rows import first_row
from models.store.run_limits import effective_start, limits, minutes_used
from models.store.secrecy import visible, visible_case, visible_run
from models.store.tables import Agency, Case, History, SopVersion, StepRun


class CaseGoneError(GoneError):
    """There is no case of that id, or none that whoever asks may see."""


def case_sheet(office: Office, person_id: int, case_id: int) -> CaseSheet:
    """The sheet of a case, open or closed; raises `CaseGoneError`."""
    case = visible_case(office, case_id)
    if case is None:
        raise CaseGoneError(case_id)
    sop = office.sop(case.version_id)
    fields: Any = (
        Case.select(
            Agency.name, Case.contact_name, Case.contact_phone, Case.channel, Case.letter_number,
            Case.letter_date, Case.note, Case.registered_at, SopVersion.number.alias("sop_version_number"),
        )
        .join(Agency)
        .switch(Case)
        .join(SopVersion)
        .where(Case.id == case_id)
        .namedtuples()
        .get()
    )  # fmt: skip
    timeline = timeline_of(office, case, sop)
    open_runs = tuple(line for line in timeline if line.state == "terbuka")
    who = standing(office, person_id, office.now())
    return CaseSheet(
        case_id=case_id,
        version=case.version,
        number=case.number,
        subject=case.subject,
        sop_code=sop.code,
        sop_name=sop.name,
        sop_version=fields.sop_version_number,
        agency_id=case.agency_id,
        agency=fields.name,
        contact_name=fields.contact_name,
        contact_phone=fields.contact_phone,
        channel=fields.channel,
        priority=case.priority,
        letter_number=fields.letter_number,
        letter_date=fields.letter_date,
        note=fields.note,
        received_at=office.local(case.received_at),
        registered_at=office.local(fields.registered_at),
        status=case.status,
        paused_for=case.paused_for,
        paused_reason=paused_reason(office, case_id) if case.paused_for else "",
        closed_at=_local(office, case.closed_at),
        late=case.late or any(line.late for line in open_runs),
        open_runs=open_runs,
        timeline=timeline,
        documents=versions_of(office, case_id, sop),
        history=history_of(office, case_id, sop),
        doc_types=tuple((d.id, d.label) for d in sop.documents),
        may_lead=who.is_leader,
        can_undo=may_undo(case_id, person_id, is_leader=who.is_leader),
        papers=tuple(papers_of_case(office, case_id)),
        secret=case.secret,
        may_mark=who.is_leader or who.is_secretariat or bool(executors_of(case.sop_id, who.position_ids)),
        roles=who.roles,
    )


def history_of(office: Office, case_id: int, sop: Sop) -> tuple[HistoryLine, ...]:
    """Every event of a case in words, the newest first."""
    query = History.select(
        History.id, History.kind, History.recorded_at, History.occurred_at, History.actor, History.run,
        History.data,
    )  # fmt: skip
    query = query.where(History.case == case_id, *visible(office, History.case)).order_by(History.id.desc())
    names = Names(office, sop, case_id)
    found: list[HistoryLine] = []
    for event_id, kind, recorded, occurred, actor, run_id, data in raw_rows(query):
        verb, detail = history_words(kind, json.loads(data), run_id, names)
        found.append(
            HistoryLine(event_id, kind, office.local(recorded), office.local(occurred), actor, verb, detail)
        )
    return tuple(found)


def explanation(office: Office, run_id: int) -> tuple[ExplanationLine, ...]:
    """The deadline of a run line by line (Penjelasan Tenggat), up to now or to when it ended.

    The days of a run that ended are told as long as the present calendar leads to what was judged
    then; after a change of the calendar that gives another result, what was judged is told instead.
    """
    found = visible_run(office, run_id)
    if found is None:
        return ()
    case, run = found
    sop = office.sop(case.version_id)
    step = sop.step(run.step)
    pauses = case_state.pauses_of(case.id)
    start = effective_start(run.opened_at, pauses)
    query = StepRun.select(StepRun.closed_at, StepRun.minutes, StepRun.late).where(StepRun.id == run_id)
    closed_at, minutes, late = first_row(query) or (None, None, False)
    until = closed_at or office.now()
    # a pause that began after the run was finished moved no deadline of it
    gaps = tuple(
        Pause(office.local(max(p.since_at, start)), _local(office, p.until_at))
        for p in pauses
        if (p.until_at is None or p.until_at > start) and p.since_at <= until
    )
    standard = parse_time_standard(step.time_text)
    if closed_at is not None and not _paused_at(closed_at, pauses):
        before = [p for p in pauses if p.since_at <= closed_at]
        due_today = limits(office, sop, step, run.opened_at, before).due_at
        minutes_today = minutes_used(office, run.opened_at, closed_at, before)
        if due_today != run.due_at or minutes not in (None, minutes_today):
            judged = Judged(
                office.local(closed_at), _local(office, run.due_at), minutes, late, _local(office, due_today)
            )
            return explain_as_judged(standard, office.local(start), gaps, sop.day_rule, judged)
    lines: tuple[ExplanationLine, ...] = explain(
        standard,
        office.local(start),
        office.calendar(),
        gaps,
        sop.day_rule,
        office.local(until),
    )
    return lines


def _paused_at(closed_at: datetime, pauses: list[PauseFacts]) -> bool:
    """Whether a run ended inside a pause (returned or cancelled): its deadline was not derived again."""
    return any(p.since_at <= closed_at and (p.until_at is None or p.until_at >= closed_at) for p in pauses)


def _local(office: Office, moment: datetime | None) -> datetime | None:
    return None if moment is None else office.local(moment)
