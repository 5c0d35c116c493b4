"""Delegations: the rights of a position given to somebody for some days, without its signature."""

from __future__ import annotations

from datetime import date, timedelta

from models.actions.act import act, stop, who_acts
from models.actions.office_act import record
from models.actions.positions import end_of_holding, holds_already
from models.records.office import DELEGATION_DAYS
from models.records.results import Changed
from models.store.office import Office
from models.store.people import Standing
from models.store.rows import first_row, rows
from models.store.tables import Holding, Person, Position

_SUBJECTS = frozenset({"positions", "people", "tasks"})


@act
def delegate(
    office: Office, actor_id: int, position_id: int, person_id: int, since: date, until: date
) -> Changed:
    """Give the rights of a position to somebody from a day until a day (both included).

    By whoever holds it (not by delegation), or an administrator. What is done meanwhile is done
    "a.n." that position; letters are signed by who holds it.
    """
    who = who_acts(office, actor_id)
    position = first_row(Position.select(Position.name).where((Position.id == position_id) & Position.active))
    if position is None:
        raise stop("jabatan_tidak_ada")
    _must_hold(office, who, position_id, position[0])
    today = office.local(office.now()).date()
    if since < today:
        raise stop("delegasi_mundur")
    if until < since:
        raise stop("masa_jabatan_terbalik")
    if until - since >= timedelta(days=DELEGATION_DAYS):
        raise stop("delegasi_terlalu_lama", batas=DELEGATION_DAYS)
    person = first_row(
        Person.select(Person.name).where((Person.id == person_id) & Person.active & ~Person.reads_only)
    )
    if person is None:
        raise stop("orang_tidak_dapat_bertugas")
    if holds_already(person_id, position_id, since, until):
        raise stop("jabatan_sudah_dipegang", nama=person[0], jabatan=position[0])
    holding_id = Holding.insert(
        person=person_id, position=position_id, kind="delegasi", since=since, until=until, given_by=actor_id
    ).execute()
    record(office, who, "jabatan_didelegasikan", {
        "holding": holding_id, "person": person_id, "position": position_id, "kind": "delegasi",
        "since": since.isoformat(), "until": until.isoformat(),
    })  # fmt: skip
    return Changed(_SUBJECTS, record_id=holding_id)


@act
def end_delegation(office: Office, actor_id: int, holding_id: int) -> Changed:
    """Take a delegation back: by whoever gave it, got it or holds the position, or an administrator.

    It counts no longer from this moment on; one that is still to come never begins.
    """
    who = who_acts(office, actor_id)
    query = Holding.select(
        Holding.person, Holding.position, Holding.since, Holding.until, Holding.given_by, Position.name
    ).join(Position)
    row = first_row(query.where((Holding.id == holding_id) & (Holding.kind == "delegasi")))
    if row is None:
        raise stop("delegasi_tidak_ada")
    person_id, position_id, since, until, given_by, name = row
    if actor_id not in (person_id, given_by):
        _must_hold(office, who, position_id, name)
    today = office.local(office.now()).date()
    if until is not None and until < today:
        raise stop("delegasi_sudah_berakhir")
    last = max(today, since) - timedelta(days=1)
    end_of_holding(office, who, holding_id, last, until)
    return Changed(_SUBJECTS, record_id=holding_id)


def _must_hold(office: Office, who: Standing, position_id: int, name: str) -> None:
    """Stop unless somebody holds the position today, other than by delegation, or administers."""
    if "administrator" in who.roles:
        return
    today = office.local(office.now()).date()
    now = (Holding.since <= today) & (Holding.until.is_null() | (Holding.until >= today))
    query = Holding.select(Holding.id).where(
        (Holding.person == who.person_id) & (Holding.position == position_id) & now
    )
    if not rows(query.where(Holding.kind != "delegasi").limit(1)):
        raise stop("delegasi_bukan_pemegang", jabatan=name)
