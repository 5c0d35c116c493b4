"""Who acts in the sample office, read from its positions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from models.store.rows import rows
from models.store.tables import Agency, ExecutorPosition, Holding, Position, SopRow


@dataclass(slots=True)
class Staff:
    """Who acts in the sample office: person ids by SOP and executor, the secretary, a leader, agencies."""

    codes: tuple[str, ...]
    secretary: int
    leader: int
    agencies: list[int]
    internal: dict[tuple[int, str], list[int]] = field(default_factory=dict)

    def who(self, sop_id: int, executor: str, rng: Random) -> int:
        """Somebody who may act for that executor; the secretary records what is external."""
        holders = self.internal.get((sop_id, executor))
        return rng.choice(holders) if holders else self.secretary

    def may(self, sop_id: int, executor: str, person_id: int, *, external: bool) -> bool:
        """Whether a person may act for that executor."""
        return external or person_id in self.internal.get((sop_id, executor), ())


def read_staff(day: date) -> Staff:
    """The staff as the office knows it on that day."""
    holders: dict[int, list[int]] = {}
    for person, position in _holdings(day):
        holders.setdefault(position, []).append(person)
    internal: dict[tuple[int, str], list[int]] = {}
    query = ExecutorPosition.select(
        ExecutorPosition.sop, ExecutorPosition.executor, ExecutorPosition.position
    )
    for sop, executor, position in rows(query.order_by(ExecutorPosition.id)):
        internal.setdefault((sop, executor), []).extend(holders.get(position, ()))
    return Staff(
        codes=tuple(row[0] for row in rows(SopRow.select(SopRow.code).order_by(SopRow.ordinal))),
        secretary=_first_holder(holders, Position.is_secretariat),
        leader=_first_holder(holders, Position.is_leader),
        agencies=[row[0] for row in rows(Agency.select(Agency.id).order_by(Agency.id))],
        internal={key: people for key, people in internal.items() if people},
    )


def _holdings(day: date) -> list[tuple[int, int]]:
    query = Holding.select(Holding.person, Holding.position).where(
        (Holding.since <= day) & (Holding.until.is_null() | (Holding.until >= day))
    )
    return [(person, position) for person, position in rows(query.order_by(Holding.id))]


def _first_holder(holders: dict[int, list[int]], flag: Any) -> int:
    for row in rows(Position.select(Position.id).where(flag).order_by(Position.id)):
        if holders.get(row[0]):
            return holders[row[0]][0]
    raise LookupError("nobody holds such a position")
