"""The open work that was given to somebody by name (Ambil, Tugaskan)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from models.store import case_state
from models.store.run_facts import acting
from models.store.statements import Statement
from models.store.tables import Case, PartRun, StepRun

if TYPE_CHECKING:
    from models.store.office import Office
    from models.store.people import Standing

_OPEN = Statement(
    lambda person_id: (
        PartRun.select(PartRun.id, PartRun.part, StepRun.id, StepRun.case)
        .join(StepRun)
        .join(Case)
        .where((PartRun.assignee == person_id) & PartRun.state.in_(("terbuka", "menunggu"))
               & (StepRun.state == "terbuka") & (Case.status == "berjalan"))
        .order_by(StepRun.case, PartRun.id)
    )
)  # fmt: skip


class Assignment(NamedTuple):
    """A part of an open run that somebody looks after."""

    part_run_id: int
    part: str
    run_id: int
    case_id: int


def open_assignments(person_id: int) -> list[Assignment]:
    """What a person looks after and is not finished, request by request."""
    return [Assignment(*row) for row in _OPEN.rows(person_id)]


def may_take(office: Office, work: Assignment, who: Standing) -> bool:
    """Whether somebody may do that part, and so take it over."""
    case, run = case_state.read_case(work.case_id), case_state.read_run(work.run_id)
    if case is None or run is None:
        return False
    sop = office.sop(case.version_id)
    return acting(sop, sop.step(run.step), case.sop_id, who).get(work.part) == ""
