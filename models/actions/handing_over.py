"""Work handed over: the open work of one person to another, and everything of somebody who leaves."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from models.actions import runs
from models.actions.act import CaseAct, act, carried_out, stop, who_acts
from models.actions.office_act import boards, record
from models.actions.people import change_person
from models.actions.positions import assign_position, check_kind, end_holding
from models.records.results import Changed
from models.store import case_state
from models.store.assignments import Assignment, may_take, open_assignments
from models.store.office import Office
from models.store.people import Standing, standing
from models.store.rows import first_row, rows
from models.store.tables import Holding, PartRun, Person


class _Taker(NamedTuple):
    """Who takes work over: their account, or nobody (it is then open to all holders again)."""

    person_id: int | None
    name: str
    standing: Standing | None


@act
def reassign(office: Office, actor_id: int, person_id: int, to_id: int | None) -> Changed:
    """Give the open work of a person to another one, or (None) back to all holders of the positions.

    What the other one may not do stays where it is; when that is all of it, nothing is done.
    """
    who = who_acts(office, actor_id)
    name = _account(person_id)[0]
    taker = _taker(office, person_id, to_id)
    work = open_assignments(person_id)
    if not work:
        raise stop("tidak_ada_tugas_terbuka", nama=name)
    fitting = [each for each in work if _may_take(office, each, taker)]
    if not fitting:
        raise stop("tugas_tidak_dapat_dialihkan", nama=taker.name, jumlah=len(work))
    subjects = _give(office, who, fitting, taker)
    record(office, who, "tugas_dialihkan", {
        "person": person_id, "to": to_id, "moved": len(fitting), "kept": len(work) - len(fitting),
    })  # fmt: skip
    return Changed(subjects | boards(), record_id=person_id)


@act
def close_account(
    office: Office, actor_id: int, person_id: int, successor_id: int | None = None, kind: str = ""
) -> Changed:
    """Close the account of somebody who leaves: positions end and open work is handed over, all at once.

    With a `kind` the successor holds the positions in that way from today on. Open work that the
    successor may not do, or all of it without one, goes back to all holders of the positions.
    """
    who = who_acts(office, actor_id)
    name, is_admin, active = _account(person_id)
    if not active:
        raise stop("akun_sudah_ditutup", nama=name)
    taker = _taker(office, person_id, successor_id)
    takes_positions = bool(kind) and successor_id is not None
    if takes_positions:
        check_kind(kind)
    held = _end_positions(office, actor_id, person_id, _last_day(office, takes_positions=takes_positions))
    if takes_positions and successor_id is not None:
        _take_positions(office, actor_id, successor_id, held, kind)
        taker = _taker(office, person_id, successor_id)
    work = open_assignments(person_id)
    moved = [] if successor_id is None else [each for each in work if _may_take(office, each, taker)]
    subjects = _give(office, who, moved, taker)
    subjects |= _give(office, who, [each for each in work if each not in moved], _Taker(None, "", None))
    closed = carried_out(
        change_person(office, actor_id, person_id, name=name, is_admin=is_admin, active=False)
    )
    record(office, who, "akun_ditutup", {
        "person": person_id, "successor": successor_id, "positions": held, "kind": kind,
        "moved": len(moved), "freed": len(work) - len(moved),
    })  # fmt: skip
    return Changed(subjects | closed.subjects | {"positions", "tasks"}, record_id=person_id)


def _account(person_id: int) -> tuple[str, bool, bool]:
    row = first_row(Person.select(Person.name, Person.is_admin, Person.active).where(Person.id == person_id))
    if row is None:
        raise stop("orang_tidak_ada")
    return row[0], bool(row[1]), bool(row[2])


def _taker(office: Office, person_id: int, to_id: int | None) -> _Taker:
    if to_id is None:
        return _Taker(None, "", None)
    if to_id == person_id:
        raise stop("serah_kepada_sendiri")
    name, _, active = _account(to_id)
    if not active:
        raise stop("orang_tidak_ada")
    if Person.select(Person.reads_only).where(Person.id == to_id).scalar():
        raise stop("orang_tidak_dapat_bertugas")
    return _Taker(to_id, name, standing(office, to_id, office.now()))


def _may_take(office: Office, work: Assignment, taker: _Taker) -> bool:
    return taker.standing is None or may_take(office, work, taker.standing)


def _give(office: Office, who: Standing, work: list[Assignment], taker: _Taker) -> frozenset[str]:
    """Write the new assignee of each part, and redraw each request once; answers what changed.

    Whoever orders this may be somebody whom a confidential request among them does not concern: it is
    moved like the others, and nothing of it is told.
    """
    subjects: set[str] = {"tasks"} if work else set()
    for case_id in dict.fromkeys(each.case_id for each in work):
        case = case_state.read_case(case_id)
        if case is None:  # read in this transaction from its own rows
            raise stop("permohonan_tidak_ada")
        current = CaseAct(office, who, office.now(), case, office.sop(case.version_id))
        for each in (each for each in work if each.case_id == case_id):
            PartRun.update(assignee=taker.person_id).where(PartRun.id == each.part_run_id).execute()
            data = {"part": each.part, "assignee": taker.person_id, "name": taker.name}
            current.record("petugas_ditetapkan", data, run_id=each.run_id)
        runs.redraw(current)
        subjects |= current.changed(moved=False).subjects
    return frozenset(subjects)


def _last_day(office: Office, *, takes_positions: bool) -> date:
    """A successor holds the positions from today on; two holders on one day would both sign its letters."""
    today = office.local(office.now()).date()
    return today - timedelta(days=1) if takes_positions else today


def _end_positions(office: Office, actor_id: int, person_id: int, last_day: date) -> list[int]:
    """End what a person holds or is to hold; answers the positions held today, each once."""
    today = office.local(office.now()).date()
    going_on = Holding.until.is_null() | (Holding.until >= today)
    query = Holding.select(Holding.id, Holding.position, Holding.since, Holding.kind)
    held: dict[int, None] = {}
    for holding_id, position_id, since, kind in rows(
        query.where((Holding.person == person_id) & going_on).order_by(Holding.id)
    ):
        carried_out(end_holding(office, actor_id, holding_id, max(last_day, since - timedelta(days=1))))
        if since <= today and kind != "delegasi":
            held[position_id] = None
    return list(held)


def _take_positions(office: Office, actor_id: int, successor_id: int, held: list[int], kind: str) -> None:
    """Let the successor hold the positions, apart from those that this one holds anyway."""
    today = office.local(office.now()).date()
    going_on = Holding.until.is_null() | (Holding.until >= today)
    mine = Holding.select(Holding.position).where((Holding.person == successor_id) & going_on)
    own = {position_id for (position_id,) in rows(mine)}
    for position_id in held:
        if position_id not in own:
            carried_out(assign_position(office, actor_id, successor_id, position_id, today, None, kind))
