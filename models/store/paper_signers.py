"""Who may sign on a date: those who held a position then, and how they are printed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from models.records.paper import Signer, SignerChoice, SignerSlot
from models.rules.signers import position_title, signer_of
from models.store.statements import Statement
from models.store.tables import Holding, Person, Position
from models.store.text import normalise

if TYPE_CHECKING:
    from models.store.office import Office

#: Who stands in for another signs before that one: a Plh. or Plt. is named because the other is not there.
_ORDER = {"plh": 0, "plt": 1, "definitif": 2}
_HOLDERS = Statement(
    lambda since, until: (
        Holding.select(
            Holding.id, Holding.kind, Person.name, Person.rank, Person.nip, Position.name, Position.norm
        )
        .join(Person, on=Holding.person == Person.id)
        .switch(Holding)
        .join(Position)
        # a delegation gives the rights of a position, not its signature
        .where((Holding.since <= since) & (Holding.until.is_null() | (Holding.until >= until))
               & (Holding.kind != "delegasi"))
        .order_by(Position.is_leader.desc(), Position.id, Holding.id)
    )
)  # fmt: skip


class Official(NamedTuple):
    """Somebody who holds a position on the date: `id` of the holding."""

    id: int
    kind: str
    person: str
    rank: str
    nip: str
    position: str
    norm: str


def officials_on(day: date) -> list[Official]:
    """Who holds which position on a day (dates included), people who left since included."""
    found = [Official(*row) for row in _HOLDERS.rows(day, day)]
    return sorted(found, key=lambda official: _ORDER.get(official.kind, 3))


def choices_on(office: Office, day: date) -> tuple[SignerChoice, ...]:
    """Everybody who may sign on a day, for a list to choose from: by position, those standing in first."""
    name = _office_name(office)
    found = sorted(officials_on(day), key=lambda o: (o.norm, _ORDER.get(o.kind, 3), o.id))
    return tuple(SignerChoice(o.id, f"{o.person} — {_title(o)}", _printed(o, name, "", None)) for o in found)


def proposed(slot: SignerSlot, officials: list[Official]) -> int | None:
    """The holding to propose for a slot: the first position named whose holder is there."""
    for wanted in map(normalise, slot.positions):
        for official in officials:
            if official.norm.startswith(wanted):
                return official.id
    return None


def signer_on(
    office: Office, slot: SignerSlot, officials: list[Official], holding: int | None, behalf: int | None
) -> Signer:
    """Who signs in a slot as printed; only the heading when nobody does on that day."""
    chosen = next((o for o in officials if o.id == holding), None)
    if chosen is None:
        return Signer(slot.heading)
    principal = next((o for o in officials if o.id == behalf and o.id != chosen.id), None)
    return _printed(chosen, _office_name(office), slot.heading, principal)


def _printed(official: Official, office: str, heading: str, principal: Official | None) -> Signer:
    behalf = "" if principal is None else position_title(principal.position, office)
    person = (official.person, official.rank, official.nip)
    return signer_of(official.position, official.kind, office, person, heading, behalf)


def _title(official: Official) -> str:
    prefix = {"plt": "Plt. ", "plh": "Plh. "}.get(official.kind, "")
    return prefix + official.position


def _office_name(office: Office) -> str:
    profile: dict[str, str] = office.setting("office", {})
    return profile.get("name", "")
