"""Who is missing in an office: executors that nobody holds; asked soon after the first picture."""

from __future__ import annotations

from datetime import date

from models.queries.rows import raw_rows
from models.store.office import Office
from models.store.tables import ExecutorPosition, Holding, Person, Position


def unfilled_executors(office: Office, sop_code: str, day: date) -> list[tuple[str, str]]:
    """(id, label) of the inner executors of an SOP that nobody holds on that day. Raises LookupError."""
    sop_id, _, head = office.board_head(sop_code)
    held_then = (Holding.since <= day) & (Holding.until.is_null() | (Holding.until >= day))
    query = (
        ExecutorPosition.select(ExecutorPosition.executor)
        .join(Position)
        .join(Holding)
        .join(Person)
        .where((ExecutorPosition.sop == sop_id) & held_then & Position.active & Person.active)
        .distinct()
    )
    held = {executor for (executor,) in raw_rows(query)}
    return [(name, label) for name, label, _, external in head.executors if not external and name not in held]


def is_alone(_office: Office) -> bool:
    """Whether a single account is all there is: the office was set up and nobody else added yet."""
    return len(raw_rows(Person.select(Person.id).where(Person.active).limit(2))) < 2
