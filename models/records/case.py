"""Records of the step dialog and the case window."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.records.completion import CompletionFacts
from models.records.roles import ROLES

if TYPE_CHECKING:
    from models.records.paper import PaperLine


@dataclass(frozen=True, slots=True)
class DocumentVersion:
    """One version of a document; `added_at` office-local. kind berkas|kertas|tautan."""

    id: int
    doc_type: str
    label: str
    version: int
    kind: str
    file_name: str
    digest: str
    size: int
    place: str
    original_place: str
    note: str
    added_by: str
    added_at: datetime
    step_no: str
    stale: bool
    withdrawn: bool
    withdrawn_reason: str


@dataclass(frozen=True, slots=True)
class DocumentSlot:
    """A document type asked for or delivered, with the newest usable version if any.

    `delivered`: given or confirmed in this run (outputs only).
    """

    doc_type: str
    label: str
    current: DocumentVersion | None
    delivered: bool


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point (butir) to tick off."""

    index: int
    text: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class GroupLine:
    """A requirement or an output of the step: its slots, how many are enough, on which outcomes.

    `index` is its place among the step's needs (for ticks); `part` is the part that delivers it
    ("" for the step itself); `source` is the source mark.
    """

    index: int
    slots: tuple[DocumentSlot, ...]
    at_least: int
    on: tuple[str, ...]
    on_labels: tuple[str, ...]
    points: tuple[PointLine, ...]
    source: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class PartLine:
    """A part of the step as shown: executor, role, phase, who holds it, who did it."""

    part: str
    executor: str
    label: str
    external: bool
    role: str
    phase: str
    cell: str
    source: str
    holders: str
    assignee_id: int | None
    assignee: str
    finished_by: str
    finished_at: datetime | None
    may_act: bool


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome with where it leads, in words."""

    id: str
    label: str
    leads_to: str
    reason: bool
    source: str


@dataclass(frozen=True, slots=True)
class ChoiceLine:
    """A later step whose executors are chosen now: candidates as (part id, label)."""

    step: str
    step_no: str
    title: str
    candidates: tuple[tuple[str, str], ...]
    chosen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReturnTarget:
    """A row already done, to which the case may be returned."""

    step: str
    step_no: str
    title: str


@dataclass(frozen=True, slots=True)
class RoundReason:
    """Why a row is done again: `what` led back to it, the reason given ("" for none), by whom and when."""

    what: str
    reason: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class StepSheet:
    """Everything the step dialog shows of one open run; moments office-local, naive.

    `facts` feeds `models.rules.completion.obstacles` for the live list of what is missing.
    `my_part` is the part the person would finish ("" when none). `draft` is what was kept.
    `late_in_pause` tells of a paused run that its limit had passed before. `again` tells of a
    second or later round what led back.
    """

    case_id: int
    run_id: int
    seen_version: int
    number: str
    subject: str
    agency: str
    contact_name: str
    contact_phone: str
    sop_code: str
    received_at: datetime
    step_no: str
    step_count: int
    title: str
    text: str
    time_text: str
    remark: str
    notes: tuple[str, ...]
    round: int
    opened_at: datetime
    parts: tuple[PartLine, ...]
    my_part: str
    needs: tuple[GroupLine, ...]
    outputs: tuple[GroupLine, ...]
    outcomes: tuple[OutcomeLine, ...]
    choices: tuple[ChoiceLine, ...]
    returns: tuple[ReturnTarget, ...]
    pace: str
    green_until: datetime | None
    due: datetime | None
    target: datetime | None
    target_by: str
    paused_for: str
    paused_reason: str
    is_leader: bool
    can_undo: bool
    draft: dict[str, object]
    facts: CompletionFacts
    late_in_pause: bool = False
    again: RoundReason | None = None
    secret: bool = False
    roles: frozenset[str] = frozenset(ROLES)


@dataclass(frozen=True, slots=True)
class TimelineLine:
    """One run of the case as the timeline shows it; `state` as in the run table."""

    run_id: int
    step_no: str
    title: str
    round: int
    state: str
    opened_at: datetime
    closed_at: datetime | None
    executors: str
    done_by: str
    outcome: str
    reason: str
    late_reason: str
    minutes: int | None
    due: datetime | None
    target: datetime | None
    pace: str
    late: bool
    past_target: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One event in words: `verb` (what happened), `detail` (the particulars), who and when."""

    id: int
    kind: str
    recorded_at: datetime
    occurred_at: datetime
    actor: str
    verb: str
    detail: str


@dataclass(frozen=True, slots=True)
class CaseSheet:
    """Everything the case window shows; moments office-local, naive.

    `may_mark` tells that this person may make the request confidential (`secret`); `roles` are theirs.
    """

    case_id: int
    version: int
    number: str
    subject: str
    sop_code: str
    sop_name: str
    sop_version: int
    agency_id: int
    agency: str
    contact_name: str
    contact_phone: str
    channel: str
    priority: str
    letter_number: str
    letter_date: date | None
    note: str
    received_at: datetime
    registered_at: datetime
    status: str
    paused_for: str
    paused_reason: str
    closed_at: datetime | None
    late: bool
    open_runs: tuple[TimelineLine, ...]
    timeline: tuple[TimelineLine, ...]
    documents: tuple[DocumentVersion, ...]
    history: tuple[HistoryLine, ...]
    doc_types: tuple[tuple[str, str], ...]
    may_lead: bool
    can_undo: bool
    papers: tuple[PaperLine, ...] = ()
    secret: bool = False
    may_mark: bool = False
    roles: frozenset[str] = frozenset(ROLES)
