"""Who somebody is in the office on a day: positions held, and what they fill."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple

from models.rules.rights import roles_of
from models.store.statements import Statement
from models.store.tables import ExecutorPosition, Holding, Person, Position

if TYPE_CHECKING:
    from models.store.office import Office

_PREFIX = {"definitif": "", "plt": "Plt. ", "plh": "Plh. ", "delegasi": "a.n. "}
_READER = frozenset({"pembaca"})


class Standing(NamedTuple):
    """A person with the positions held on a day; `actor_text` is what the history keeps."""

    person_id: int
    name: str
    is_admin: bool
    position_ids: tuple[int, ...]
    position_names: tuple[str, ...]
    is_leader: bool
    is_secretariat: bool
    roles: frozenset[str] = frozenset()

    @property
    def actor_text(self) -> str:
        """Name and positions in one line."""
        return f"{self.name} ({', '.join(self.position_names)})" if self.position_names else self.name


_PERSON = Statement(
    lambda person_id: Person.select(
        Person.name, Person.is_admin, Person.active, Person.manages_sops, Person.reads_only
    ).where(Person.id == person_id)
)
_HELD = Statement(
    lambda person_id: Position.select(
        Position.id, Position.name, Position.is_leader, Position.is_secretariat,
        Holding.kind, Holding.since, Holding.until,
    )
    .join(Holding)
    .where((Holding.person == person_id) & Position.active)
    .order_by(Position.name, Holding.id)
)  # fmt: skip
_FILLS = Statement(
    lambda sop_id: (
        ExecutorPosition.select(ExecutorPosition.executor, ExecutorPosition.position)
        .where(ExecutorPosition.sop == sop_id)
        .order_by(ExecutorPosition.id)
    )
)
_HOLDERS = Statement(
    lambda sop_id, executor, since, until: (
        Person.select(Person.name).join(Holding, on=Holding.person == Person.id)
        .join(Position).join(ExecutorPosition)
        .where((ExecutorPosition.sop == sop_id) & (ExecutorPosition.executor == executor)
               & (Holding.since <= since) & (Holding.until.is_null() | (Holding.until >= until))
               & Person.active & ~Person.reads_only & Position.active)
        .order_by(Person.name).distinct()
    )
)  # fmt: skip


def standing(office: Office, person_id: int, at: datetime) -> Standing:
    """What a person is at a moment (aware); positions by name, acting ones marked Plt. or Plh."""
    day = office.local(at).date().isoformat()
    person = _PERSON.first(person_id)
    if person is None:
        raise LookupError(f"person {person_id}")
    # dates as ISO text compare alike, whichever way the database gives them
    held = [
        row
        for row in (_HELD.rows(person_id) if person[2] else ())
        if str(row[5]) <= day and (row[6] is None or day <= str(row[6]))
    ]
    name, is_admin, active, manages_sops, reads_only = person
    leads, keeps_register = any(r[2] for r in held), any(r[3] for r in held)
    roles = roles_of(
        active=active, is_admin=is_admin, manages_sops=manages_sops, reads_only=reads_only,
        leads=leads, keeps_register=keeps_register, holds_position=bool(held),
    )  # fmt: skip
    # an account that only reads fills no position, although it is known by it
    return Standing(
        person_id, name, "administrator" in roles,
        () if roles <= _READER else tuple(r[0] for r in held), tuple(_PREFIX[r[4]] + r[1] for r in held),
        "pimpinan" in roles, "tata_usaha" in roles, roles,
    )  # fmt: skip


def positions_going_on(office: Office, person_id: int) -> tuple[str, ...]:
    """Names of the positions that a person holds beyond today or is still to hold, each once."""
    today = office.local(office.now()).date().isoformat()
    return tuple(
        dict.fromkeys(
            row[1]
            for row in _HELD.rows(person_id)
            if row[6] is None or (today < str(row[6]) and str(row[5]) <= str(row[6]))
        )
    )


def executors_of(sop_id: int, position_ids: tuple[int, ...]) -> set[str]:
    """The executor columns of an SOP that these positions fill."""
    if not position_ids:
        return set()
    return {executor for executor, position in _FILLS.rows(sop_id) if position in position_ids}


def holders_of(sop_id: int, executor: str, day: date) -> list[str]:
    """Names of those who hold a position that fills the executor on that day."""
    return [row[0] for row in _HOLDERS.rows(sop_id, executor, day, day)]
