"""Who is missing in an office: executors that nobody holds; asked soon after the first picture."""

from __future__ import annotations

from datetime import date

from models.queries.rows import raw_rows
from models.store.office import Office
from models.store.tables import ExecutorPosition, Holding, Person, Position


def unfilled_executors(office: Office, sop_code: str, day: date) -> list[tuple[str, str]]:
    """(id, label) of the inner executors with work in an SOP that nobody holds on that day.

    An executor that the SOP only lists, or that only takes part, keeps nothing waiting.
    Raises LookupError.
    """
    sop_id, _, sop = office.sop_by_code(sop_code)
    held_then = (Holding.since <= day) & (Holding.until.is_null() | (Holding.until >= day))
    query = (
        ExecutorPosition.select(ExecutorPosition.executor)
        .join(Position)
        .join(Holding)
        .join(Person, on=Holding.person == Person.id)
        .where(
            (ExecutorPosition.sop == sop_id)
            & held_then
            & Position.active
            & Person.active
            & ~Person.reads_only
        )
        .distinct()
    )
    held = {executor for (executor,) in raw_rows(query)}
    working = {part.executor for step in sop.work_steps for part in step.workers}
    return [(e.id, e.label) for e in sop.executors if not e.external and e.id in working - held]


def is_alone(_office: Office) -> bool:
    """Whether a single account is all there is: the office was set up and nobody else added yet."""
    return len(raw_rows(Person.select(Person.id).where(Person.active).limit(2))) < 2
