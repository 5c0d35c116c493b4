"""Short lists that forms offer: agencies, people, SOPs, and cases that look like the one being entered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from peewee import JOIN, fn

from models.queries.listing import lines_of
from models.queries.rows import raw_rows
from models.records.board import CaseLine
from models.records.office_lines import AgencyLine
from models.store.office import Office
from models.store.people import standing
from models.store.run_facts import acting
from models.store.secrecy import visible, visible_case, visible_run
from models.store.tables import (
    Agency,
    Case,
    ExecutorPosition,
    Holding,
    Person,
    Position,
    SopRow,
    SopVersion,
)
from models.store.text import normalise


@dataclass(frozen=True, slots=True)
class SopChoice:
    """An SOP in use that a request can be registered under."""

    code: str
    name: str
    version: int


def agencies(_office: Office, prefix: str, limit: int = 20) -> list[tuple[int, str]]:
    """Active agencies for completion: those that begin with the text, then those with such a word.

    Every word typed must begin a word of the name or the short name.
    """
    needle = normalise(prefix)
    query = Agency.select(Agency.id, Agency.name, Agency.norm, Agency.short_name)
    query = query.where(Agency.active & Agency.merged_into.is_null())
    ranked: list[tuple[int, str, int, str]] = []
    for agency_id, name, norm, short_name in raw_rows(query):
        short = normalise(short_name)
        rank = _rank(needle, norm, short)
        if rank is not None:
            ranked.append((rank, norm, agency_id, name))
    return [(agency_id, name) for _, _, agency_id, name in sorted(ranked)[:limit]]


def same_letter(
    office: Office, letter_number: str, agency_id: int | None, *, apart_from: int | None = None
) -> list[CaseLine]:
    """Cases of the agency with the same letter number, newest first; without an agency, of any.

    The warning of a letter that was registered before; `apart_from` is the case being corrected.
    """
    norm = normalise(letter_number)[:200]
    if not norm:
        return []
    query = Case.select(Case.id).where(Case.letter_norm == norm, *visible(office, Case.id))
    if agency_id is not None:
        query = query.where(Case.agency == agency_id)
    if apart_from is not None:
        query = query.where(Case.id != apart_from)
    return lines_of(office, [row[0] for row in raw_rows(query.order_by(Case.id.desc()).limit(10))])


def people_for(office: Office, run_id: int, part: str) -> list[tuple[int, str]]:
    """Active people who may act on a part today, by name: those it may be given to."""
    found = visible_run(office, run_id)
    if found is None:
        return []
    case, run = found
    sop = office.sop(case.version_id)
    step = sop.step(run.step)
    now = office.now()
    return [
        (person_id, name)
        for person_id, name in _near(case.sop_id, office.local(now).date())
        if acting(sop, step, case.sop_id, standing(office, person_id, now)).get(part) == ""
    ]


def agencies_in(office: Office, case_id: int) -> list[tuple[str, str]]:
    """(id, label) of the external executors that a case can wait for, by the SOP version it runs on."""
    case = visible_case(office, case_id)
    if case is None:
        return []
    return [(e.id, e.label) for e in office.sop(case.version_id).executors if e.external]


def sop_choices(_office: Office) -> list[SopChoice]:
    """The SOPs in use that have a published version, in the order of the sidebar."""
    newest = fn.MAX(SopVersion.number)
    query = (
        SopRow.select(SopRow.code, SopRow.name, newest)
        .join(SopVersion)
        .where(SopRow.active & (SopVersion.status == "terbit"))
        .group_by(SopRow.id, SopRow.code, SopRow.name, SopRow.ordinal)
        .order_by(SopRow.ordinal, SopRow.id)
    )
    return [SopChoice(*row) for row in raw_rows(query)]


def assignees(office: Office) -> list[tuple[int, str]]:
    """Active people holding any position today, for the filter of a board."""
    return _in_office(office.local(office.now()).date())


def agency_lines(office: Office) -> list[AgencyLine]:
    """Every agency with its cases, by name, for the settings."""
    successor = Agency.alias()
    query = (
        Agency.select(
            Agency.id, Agency.name, Agency.short_name, Agency.active, fn.COALESCE(successor.name, "")
        )
        .join(successor, JOIN.LEFT_OUTER, on=(Agency.merged_into == successor.id))
        .order_by(Agency.norm, Agency.id)
    )
    told = visible(office, Case.id)
    every = _by_agency(*told)
    still_open = _by_agency(Case.status == "berjalan", *told)
    return [
        AgencyLine(i, name, short, bool(active), merged, every.get(i, 0), still_open.get(i, 0))
        for i, name, short, active, merged in raw_rows(query)
    ]


def _by_agency(*conditions: Any) -> dict[int, int]:
    """How many cases like this each agency has."""
    query = Case.select(Case.agency, fn.COUNT(Case.id))
    query = query.where(*conditions) if conditions else query
    return dict(raw_rows(query.group_by(Case.agency)))


def _rank(needle: str, norm: str, short: str) -> int | None:
    """0 when the whole name or short name begins so, 1 when every word does, None when it does not match."""
    if norm.startswith(needle) or short.startswith(needle):
        return 0
    words = f"{norm} {short}".replace("/", " ").replace("-", " ").replace("(", " ").split()
    wanted = needle.split()
    return 1 if all(any(word.startswith(piece) for word in words) for piece in wanted) else None


def _near(sop_id: int, day: date) -> list[tuple[int, str]]:
    """Who could come into question at all: in a position that fills a column of the SOP, or in TU.

    Narrowed in SQL, because asking the rule about everybody would make the menu of a card wait.
    """
    fills = ExecutorPosition.select(ExecutorPosition.position).where(ExecutorPosition.sop == sop_id)
    query = _holding(day).join(Position, on=(Holding.position == Position.id))
    return _people(query.where(Position.is_secretariat | Position.id.in_(fills)))


def _in_office(day: date) -> list[tuple[int, str]]:
    return _people(_holding(day))


def _holding(day: date) -> Any:
    query = Person.select(Person.id, Person.name).join(Holding, on=(Holding.person == Person.id))
    return query.where(
        Person.active & (Holding.since <= day) & (Holding.until.is_null() | (Holding.until >= day))
    )


def _people(query: Any) -> list[tuple[int, str]]:
    found = raw_rows(query.distinct().order_by(Person.name, Person.id))
    return [(person_id, name) for person_id, name in found]
