"""Reading one case as it stands: its row, its open runs, their parts, its pauses and documents."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from models.store.statements import Statement
from models.store.tables import (
    Case,
    Choice,
    Confirmation,
    Document,
    PartRun,
    PauseRow,
    StepRun,
    Tick,
)


class CaseFacts(NamedTuple):
    """The columns of a case that acts decide by; moments aware UTC."""

    id: int
    number: str
    sop_id: int
    version_id: int
    agency_id: int
    subject: str
    priority: str
    status: str
    version: int
    paused_for: str
    paused_party: str
    received_at: datetime
    closed_at: datetime | None
    late: bool
    search: str
    secret: bool


class RunFacts(NamedTuple):
    """An open run; `branch` is its path of splits, moments aware UTC."""

    id: int
    case_id: int
    step: str
    round: int
    branch: str
    state: str
    opened_at: datetime
    time_kind: str
    due_at: datetime | None
    green_until: datetime | None
    target_at: datetime | None


class PartFacts(NamedTuple):
    """One part of an open run."""

    id: int
    run_id: int
    part: str
    executor: str
    ordinal: int
    state: str
    assignee_id: int | None
    finished_by: int | None
    finished_at: datetime | None


class DocumentFacts(NamedTuple):
    """A version of a document type that is not withdrawn."""

    id: int
    doc_type: str
    version: int
    run_id: int | None
    stale: bool


class PauseFacts(NamedTuple):
    """An interval in which the case was paused; open while `until_at` is None."""

    id: int
    since_at: datetime
    until_at: datetime | None
    executor: str


_CASE = Statement(
    lambda case_id: Case.select(
        Case.id, Case.number, Case.sop, Case.sop_version, Case.agency, Case.subject, Case.priority,
        Case.status, Case.version, Case.paused_for, Case.paused_party, Case.received_at,
        Case.closed_at, Case.late, Case.search, Case.secret,
    ).where(Case.id == case_id)
)  # fmt: skip
_RUN_COLUMNS = (
    StepRun.id, StepRun.case, StepRun.step, StepRun.round, StepRun.branch, StepRun.state,
    StepRun.opened_at, StepRun.time_kind, StepRun.due_at, StepRun.green_until, StepRun.target_at,
)  # fmt: skip
_RUN = Statement(lambda run_id: StepRun.select(*_RUN_COLUMNS).where(StepRun.id == run_id))
_OPEN_RUNS = Statement(
    lambda case_id: (
        StepRun.select(*_RUN_COLUMNS)
        .where((StepRun.case == case_id) & (StepRun.state == "terbuka"))
        .order_by(StepRun.id)
    )
)
_PARTS = Statement(
    lambda run_id: PartRun.select(
        PartRun.id, PartRun.run, PartRun.part, PartRun.executor, PartRun.ordinal, PartRun.state,
        PartRun.assignee, PartRun.finished_by, PartRun.finished_at,
    ).where(PartRun.run == run_id).order_by(PartRun.ordinal)
)  # fmt: skip
_DOCUMENTS = Statement(
    lambda case_id: (
        Document.select(Document.id, Document.doc_type, Document.version, Document.run, Document.stale)
        .where((Document.case == case_id) & Document.withdrawn_at.is_null())
        .order_by(Document.doc_type, Document.version)
    )
)
_CONFIRMED = Statement(
    lambda run_id: (
        Confirmation.select(Document.doc_type)
        .join(Document)
        .where((Confirmation.run == run_id) & Document.withdrawn_at.is_null())
        .order_by(Document.doc_type)
    )
)
_TICKS = Statement(
    lambda run_id: (
        Tick.select(Tick.need, Tick.point).where(Tick.run == run_id).order_by(Tick.need, Tick.point)
    )
)
_PAUSES = Statement(
    lambda case_id: (
        PauseRow.select(PauseRow.id, PauseRow.since_at, PauseRow.until_at, PauseRow.executor)
        .where(PauseRow.case == case_id)
        .order_by(PauseRow.since_at, PauseRow.id)
    )
)
_CHOSEN = Statement(
    lambda case_id, step: Choice.select(Choice.parts).where((Choice.case == case_id) & (Choice.step == step))
)


def read_case(case_id: int) -> CaseFacts | None:
    """The case of that id, or None."""
    row = _CASE.first(case_id)
    return None if row is None else CaseFacts._make(row)


def read_run(run_id: int) -> RunFacts | None:
    """The run of that id in any state, or None."""
    row = _RUN.first(run_id)
    return None if row is None else RunFacts._make(row)


def open_runs(case_id: int) -> list[RunFacts]:
    """The open runs of a case, in the order in which they were opened."""
    return [RunFacts._make(row) for row in _OPEN_RUNS.rows(case_id)]


def parts_of(run_ids: list[int]) -> list[PartFacts]:
    """The parts of these runs in printed order."""
    return [PartFacts._make(row) for run_id in sorted(run_ids) for row in _PARTS.rows(run_id)]


def documents_of(case_id: int) -> list[DocumentFacts]:
    """Every version on the case that is not withdrawn, by document type, the oldest version first."""
    return [DocumentFacts._make(row) for row in _DOCUMENTS.rows(case_id)]


def newest(documents: list[DocumentFacts]) -> dict[str, DocumentFacts]:
    """The newest version of every document type, of `documents_of` a case."""
    return {d.doc_type: d for d in documents}


def newest_documents(case_id: int) -> dict[str, DocumentFacts]:
    """The newest version of every document type on the case that is not withdrawn."""
    return newest(documents_of(case_id))


def delivered_types(run_id: int, documents: list[DocumentFacts]) -> frozenset[str]:
    """Document types given or confirmed in a run, also where a sibling branch gave a newer version since."""
    given = {d.doc_type for d in documents if d.run_id == run_id}
    return frozenset(given | confirmed_types(run_id))


def confirmed_types(run_id: int) -> set[str]:
    """Document types confirmed as still valid in this run."""
    return {row[0] for row in _CONFIRMED.rows(run_id)}


def ticks_of(run_id: int) -> frozenset[tuple[int, int]]:
    """(requirement index, point index) ticked off in this run."""
    return frozenset((need, point) for need, point in _TICKS.rows(run_id))


def pauses_of(case_id: int) -> list[PauseFacts]:
    """All pauses of a case, oldest first."""
    return [PauseFacts._make(row) for row in _PAUSES.rows(case_id)]


def chosen_parts(case_id: int, step: str) -> tuple[str, ...]:
    """Part ids chosen for a `dipilih` step; empty when nobody chose yet."""
    found = _CHOSEN.value(case_id, step)
    return () if found is None else tuple(filter(None, found.split(" ")))
