"""Confidential requests: marking one, taking the mark away, and letting people in by name."""

from __future__ import annotations

from datetime import datetime

from models.actions import runs
from models.actions.act import CaseAct, act, on_case, stop
from models.actions.documents import must_take_part
from models.actions.moves import needed
from models.records.results import Changed
from models.store.access_tables import CaseAdmission
from models.store.office import Office
from models.store.rows import first_row
from models.store.statements import Insertion
from models.store.tables import Case, Person

#: Kinds of events that this leaves in the history of a request.
MARKED, LIFTED, LET_IN, SHUT_OUT = "dirahasiakan", "rahasia_dicabut", "akses_diberikan", "akses_dicabut"

_ADMIT = Insertion(
    CaseAdmission, CaseAdmission.case, CaseAdmission.person, CaseAdmission.given_by, CaseAdmission.at
)


@act
def mark_secret(office: Office, person_id: int, case_id: int, seen_version: int, reason: str) -> Changed:
    """Make a request confidential, with a reason; by whoever takes part in it, who goes on seeing it.

    Its drafts, documents and papers go with it: all are reached through the request alone.
    """
    current = on_case(office, person_id, case_id, seen_version, running=False)
    must_take_part(current)
    if current.case.secret:
        raise stop("sudah_rahasia", nomor=current.case.number)
    text = needed(reason)
    Case.update(secret=True).where(Case.id == case_id).execute()
    admit(case_id, person_id, person_id, current.now)
    current.record(MARKED, {"reason": text})
    runs.redraw(current)
    return current.changed(moved=False)


@act
def lift_secrecy(office: Office, person_id: int, case_id: int, seen_version: int, reason: str) -> Changed:
    """Let everybody see a request again, with a reason; by a leader or the secretariat.

    Who was let in by name stays noted, and is so again should it become confidential once more.
    """
    current = _on_secret(office, person_id, case_id, seen_version)
    text = needed(reason)
    Case.update(secret=False).where(Case.id == case_id).execute()
    current.record(LIFTED, {"reason": text})
    runs.redraw(current)
    return current.changed(moved=False)


@act
def give_access(office: Office, person_id: int, case_id: int, other_id: int) -> Changed:
    """Let somebody see a confidential request; by a leader or the secretariat."""
    current = _on_secret(office, person_id, case_id)
    name = _name_of(other_id)
    if not admit(case_id, other_id, person_id, current.now):
        raise stop("sudah_diberi_akses", nama=name)
    current.record(LET_IN, {"person": other_id, "name": name})
    return current.changed(moved=False)


@act
def end_access(office: Office, person_id: int, case_id: int, other_id: int) -> Changed:
    """Take back what let somebody in by name; who is concerned by work or position still sees the request."""
    current = _on_secret(office, person_id, case_id)
    here = (CaseAdmission.case == case_id) & (CaseAdmission.person == other_id)
    if not CaseAdmission.delete().where(here).execute():
        raise stop("tidak_diberi_akses")
    name: str = Person.select(Person.name).where(Person.id == other_id).scalar()
    current.record(SHUT_OUT, {"person": other_id, "name": name})
    return current.changed(moved=False)


def admit(case_id: int, person_id: int, given_by: int, at: datetime) -> bool:
    """Let somebody in by name; False when that was so already. `at` is aware UTC."""
    here = (CaseAdmission.case == case_id) & (CaseAdmission.person == person_id)
    if first_row(CaseAdmission.select(CaseAdmission.id).where(here)) is not None:
        return False
    _ADMIT.run(case_id, person_id, given_by, at)
    return True


def _on_secret(office: Office, person_id: int, case_id: int, seen_version: int | None = None) -> CaseAct:
    current = on_case(office, person_id, case_id, seen_version, running=False)
    if not current.case.secret:
        raise stop("tidak_rahasia", nomor=current.case.number)
    return current


def _name_of(person_id: int) -> str:
    row = first_row(Person.select(Person.name).where((Person.id == person_id) & Person.active))
    if row is None:
        raise stop("orang_tidak_ada")
    name: str = row[0]
    return name
