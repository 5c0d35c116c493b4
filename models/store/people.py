"""Who somebody is in the office on a day: positions held, and what they fill."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.store.tables import ExecutorPosition, Holding, Person, Position

if TYPE_CHECKING:
    from models.store.office import Office

_PREFIX = {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}


@dataclass(frozen=True, slots=True)
class Standing:
    """A person with the positions held on a day; `actor_text` is what the history keeps."""

    person_id: int
    name: str
    is_admin: bool
    position_ids: tuple[int, ...]
    position_names: tuple[str, ...]
    is_leader: bool
    is_secretariat: bool

    @property
    def actor_text(self) -> str:
        """Name and positions in one line."""
        return f"{self.name} ({', '.join(self.position_names)})" if self.position_names else self.name


def standing(office: Office, person_id: int, at: datetime) -> Standing:
    """What a person is at a moment (aware); positions by name, acting ones marked Plt. or Plh."""
    day = office.local(at).date()
    person = (
        Person.select(Person.name, Person.is_admin, Person.active)
        .where(Person.id == person_id)
        .tuples()
        .first()
    )
    if person is None:
        raise LookupError(f"person {person_id}")
    query = (
        Position.select(Position.id, Position.name, Position.is_leader, Position.is_secretariat, Holding.kind)
        .join(Holding)
        .where((Holding.person == person_id) & _held_on(day) & Position.active)
    )
    rows = list(query.order_by(Position.name, Holding.id).tuples()) if person[2] else []
    return Standing(
        person_id, person[0], bool(person[1] and person[2]),
        tuple(r[0] for r in rows), tuple(_PREFIX[r[4]] + r[1] for r in rows),
        any(r[2] for r in rows), any(r[3] for r in rows),
    )  # fmt: skip


def executors_of(sop_id: int, position_ids: tuple[int, ...]) -> set[str]:
    """The executor columns of an SOP that these positions fill."""
    if not position_ids:
        return set()
    query = ExecutorPosition.select(ExecutorPosition.executor).where(
        (ExecutorPosition.sop == sop_id) & ExecutorPosition.position.in_(position_ids)
    )
    return {row[0] for row in query.tuples()}


def holders_of(sop_id: int, executor: str, day: date) -> list[str]:
    """Names of those who hold a position that fills the executor on that day."""
    query = (
        Person.select(Person.name).join(Holding).join(Position).join(ExecutorPosition)
        .where((ExecutorPosition.sop == sop_id) & (ExecutorPosition.executor == executor)
               & _held_on(day) & Person.active & Position.active)
        .order_by(Person.name).distinct()
    )  # fmt: skip
    return [row[0] for row in query.tuples()]


def _held_on(day: date) -> object:
    return (Holding.since <= day) & (Holding.until.is_null() | (Holding.until >= day))
