"""Delegations of positions: those that somebody may see and end, and the positions one may delegate."""

from __future__ import annotations

from models.queries.rows import raw_rows
from models.records.office_lines import HoldingLine
from models.store.office import Office
from models.store.people import standing
from models.store.rows import rows
from models.store.tables import Holding, Person, Position


def delegations(office: Office) -> list[HoldingLine]:
    """For administrators all of them, for others those given, received or of positions of their own."""
    viewer = office.viewer_id
    if viewer is None:
        return []
    giver = Person.alias()
    query = (
        Holding.select(
            Holding.id, Person.id, Person.name, Position.id, Position.name, Holding.kind, Holding.since,
            Holding.until, giver.name,
        )
        .join(Person, on=Holding.person == Person.id)
        .switch(Holding)
        .join(Position)
        .switch(Holding)
        .join(giver, on=Holding.given_by == giver.id)
        .where(Holding.kind == "delegasi")
        .order_by(Holding.since.desc(), Holding.id.desc())
    )  # fmt: skip
    who = standing(office, viewer, office.now())
    if not who.is_admin:
        mine = [position_id for position_id, _ in positions_to_delegate(office)]
        query = query.where(
            (Holding.person == viewer) | (Holding.given_by == viewer) | Holding.position.in_(mine)
        )
    return [HoldingLine(*row) for row in rows(query)]


def positions_to_delegate(office: Office) -> list[tuple[int, str]]:
    """(id, name) of the positions whose rights the viewer may give: the own ones, of administrators all."""
    viewer = office.viewer_id
    if viewer is None:
        return []
    who = standing(office, viewer, office.now())
    query = Position.select(Position.id, Position.name).where(Position.active)
    if not who.is_admin:
        if not who.position_ids:
            return []
        today = office.local(office.now()).date()
        held = Holding.select(Holding.position).where(
            (Holding.person == viewer) & (Holding.kind != "delegasi") & (Holding.since <= today)
            & (Holding.until.is_null() | (Holding.until >= today))
        )  # fmt: skip
        query = query.where(Position.id.in_(held))
    return [(position_id, name) for position_id, name in raw_rows(query.order_by(Position.name))]
