"""Who may see a confidential request, and whom it could be shown to besides."""

from __future__ import annotations

from models.queries.case_sheet import CaseGoneError
from models.queries.rows import raw_rows
from models.records.access import AccessLine, AccessSheet
from models.rules.date_words import date_text
from models.rules.rights import ACTS, refusal_of
from models.store.access_tables import CaseAdmission
from models.store.office import Office
from models.store.people import Standing, standing
from models.store.secrecy import may_see, sees_all, visible_case
from models.store.tables import Person


def access_sheet(office: Office, person_id: int, case_id: int) -> AccessSheet:
    """Everybody who may see the request today, by name, with the reason; raises `CaseGoneError`."""
    case = visible_case(office, case_id)
    if case is None:
        raise CaseGoneError(case_id)
    named = _let_in(office, case_id)
    now = office.now()
    people = raw_rows(
        Person.select(Person.id, Person.name).where(Person.active).order_by(Person.name, Person.id)
    )
    lines: list[AccessLine] = []
    others: list[tuple[int, str]] = []
    for other_id, name in people:
        if may_see(office, case_id, other_id):
            other = standing(office, other_id, now)
            # who sees it by office would go on seeing it
            by_name = other_id in named and not sees_all(other)
            lines.append(AccessLine(other_id, name, named[other_id] if by_name else _post(other), by_name))
        else:
            others.append((other_id, name))
    who = standing(office, person_id, now)
    may_admit = not refusal_of(ACTS["secrecy.give_access"], who.roles)
    return AccessSheet(
        case.id, case.version, case.number, case.secret, tuple(lines), tuple(others), may_admit
    )  # fmt: skip


def _let_in(office: Office, case_id: int) -> dict[int, str]:
    """Who was let in by name, and in which words: by whom and when."""
    giver = Person.alias()
    query = (
        CaseAdmission.select(CaseAdmission.person, CaseAdmission.given_by, giver.name, CaseAdmission.at)
        .left_outer_join(giver, on=(CaseAdmission.given_by == giver.id))
        .where(CaseAdmission.case == case_id)
    )
    return {
        person: _words(name or "", date_text(office.local(at).date()), own=person == given_by)
        for person, given_by, name, at in raw_rows(query)
    }


def _words(name: str, day: str, *, own: bool) -> str:
    return f"mendaftarkan atau merahasiakannya pada {day}" if own else f"diberi akses oleh {name}, {day}"


def _post(who: Standing) -> str:
    """What concerns somebody who was not let in by name: a post, or a part that was given to them."""
    return ", ".join(who.position_names) or "petugas yang ditetapkan"
