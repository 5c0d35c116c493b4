"""Positions: made, changed, held by people for a time, and filling executors of SOPs."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from models.actions.act import Stop, act, stop, who_acts
from models.actions.office_act import boards, clean, record
from models.records.office import HOLDING_KINDS
from models.records.results import Changed, Refused
from models.store.office import Office
from models.store.people import Standing
from models.store.rows import first_row, rows
from models.store.tables import ExecutorPosition, Holding, Person, Position
from models.store.text import normalise

NAME_LIMIT = 300
_POSITIONS = frozenset({"positions", "people", "tasks"})


@act
def create_position(
    office: Office, actor_id: int, name: str, *, is_leader: bool = False, is_secretariat: bool = False
) -> Changed:
    """Make a position."""
    who = who_acts(office, actor_id)
    name = clean(name)
    norm = _check_name(name, None)
    position_id = Position.insert(
        name=name, norm=norm, is_leader=is_leader, is_secretariat=is_secretariat
    ).execute()
    data = {"position": position_id, "name": name, "leader": is_leader, "secretariat": is_secretariat}
    record(office, who, "jabatan_dibuat", data)
    return Changed(_POSITIONS, record_id=position_id)


@act
def change_position(
    office: Office,
    actor_id: int,
    position_id: int,
    *,
    name: str,
    is_leader: bool,
    is_secretariat: bool,
    active: bool = True,
) -> Changed:
    """Change a position; one that is no longer active gives nobody any power."""
    who = who_acts(office, actor_id)
    query = Position.select(Position.name, Position.is_leader, Position.is_secretariat, Position.active)
    row = first_row(query.where(Position.id == position_id))
    if row is None:
        raise stop("jabatan_tidak_ada")
    name = clean(name)
    norm = _check_name(name, position_id)
    before = _as_data(*row)
    after = _as_data(name, is_leader, is_secretariat, active)
    if before == after:
        raise stop("tidak_ada_perubahan")
    Position.update(
        name=name, norm=norm, is_leader=is_leader, is_secretariat=is_secretariat, active=active
    ).where(Position.id == position_id).execute()
    record(office, who, "jabatan_diubah", {"position": position_id, "before": before, "after": after})
    return Changed(_POSITIONS, record_id=position_id)


@act
def assign_position(
    office: Office,
    actor_id: int,
    person_id: int,
    position_id: int,
    since: date,
    until: date | None = None,
    kind: str = "definitif",
) -> Changed:
    """Let a person hold a position from a day on, until a day (included) when one is given."""
    who = who_acts(office, actor_id)
    _check_period(since, until, kind)
    person = first_row(Person.select(Person.name).where((Person.id == person_id) & Person.active))
    if person is None:
        raise stop("orang_tidak_ada")
    query = Position.select(Position.name).where((Position.id == position_id) & Position.active)
    position = first_row(query)
    if position is None:
        raise stop("jabatan_tidak_ada")
    if holds_already(person_id, position_id, since, until):
        raise stop("jabatan_sudah_dipegang", nama=person[0], jabatan=position[0])
    holding_id = Holding.insert(
        person=person_id, position=position_id, kind=kind, since=since, until=until
    ).execute()
    record(office, who, "jabatan_dipegang", {
        "holding": holding_id, "person": person_id, "position": position_id, "kind": kind,
        "since": since.isoformat(), "until": None if until is None else until.isoformat(),
    })  # fmt: skip
    return Changed(_POSITIONS, record_id=holding_id)


@act
def end_holding(office: Office, actor_id: int, holding_id: int, until: date) -> Changed:
    """Let a holding end with a day (included); the day before its beginning means it never began."""
    who = who_acts(office, actor_id)
    row = first_row(Holding.select(Holding.since, Holding.until).where(Holding.id == holding_id))
    if row is None:
        raise stop("jabatan_tidak_dipegang")
    since, former = row
    if until < since - timedelta(days=1):
        raise stop("masa_jabatan_terbalik")
    end_of_holding(office, who, holding_id, until, former)
    return Changed(_POSITIONS, record_id=holding_id)


def end_of_holding(office: Office, who: Standing, holding_id: int, until: date, former: date | None) -> None:
    """Write the last day of a holding inside a running act; what its holder delegated ends with it."""
    Holding.update(until=until).where(Holding.id == holding_id).execute()
    record(office, who, "jabatan_dilepas", {
        "holding": holding_id, "until": until.isoformat(),
        "before": None if former is None else former.isoformat(),
    })  # fmt: skip
    holder, position_id, kind = rows(
        Holding.select(Holding.person, Holding.position, Holding.kind).where(Holding.id == holding_id)
    )[0]
    if kind == "delegasi":
        return
    given = (Holding.given_by == holder) & (Holding.position == position_id) & (Holding.until > until)
    for given_id, since, last in rows(Holding.select(Holding.id, Holding.since, Holding.until).where(given)):
        end_of_holding(office, who, given_id, max(until, since - timedelta(days=1)), last)


@act
def map_executor(office: Office, actor_id: int, sop_code: str, executor: str, position_id: int) -> Changed:
    """Let a position fill an executor of an SOP."""
    who = who_acts(office, actor_id)
    sop_id = _internal_executor(office, sop_code, executor)
    position = first_row(Position.select(Position.active).where(Position.id == position_id))
    if position is None or not position[0]:
        raise stop("jabatan_tidak_ada")
    if first_row(ExecutorPosition.select().where(_mapping(sop_id, executor, position_id))) is not None:
        raise stop("tidak_ada_perubahan")
    ExecutorPosition.insert(sop=sop_id, executor=executor, position=position_id).execute()
    data = {"sop": sop_code, "executor": executor, "position": position_id}
    record(office, who, "pelaksana_dipetakan", data)
    return Changed(_POSITIONS | boards())


@act
def unmap_executor(office: Office, actor_id: int, sop_code: str, executor: str, position_id: int) -> Changed:
    """Let a position no longer fill an executor of an SOP."""
    who = who_acts(office, actor_id)
    sop_id = _internal_executor(office, sop_code, executor)
    if not ExecutorPosition.delete().where(_mapping(sop_id, executor, position_id)).execute():
        raise stop("tidak_ada_perubahan")
    data = {"sop": sop_code, "executor": executor, "position": position_id}
    record(office, who, "pelaksana_dilepas", data)
    return Changed(_POSITIONS | boards())


@act
def fill_executor(
    office: Office, actor_id: int, sop_code: str, executor: str, position_ids: Collection[int]
) -> Changed:
    """Let exactly these positions fill an executor of an SOP; all of them or no change."""
    sop_id = _internal_executor(office, sop_code, executor)
    here = (ExecutorPosition.sop == sop_id) & (ExecutorPosition.executor == executor)
    present = {row[0] for row in rows(ExecutorPosition.select(ExecutorPosition.position).where(here))}
    wanted = set(position_ids)
    if wanted == present:
        raise stop("tidak_ada_perubahan")
    answers = [
        *(map_executor(office, actor_id, sop_code, executor, each) for each in sorted(wanted - present)),
        *(unmap_executor(office, actor_id, sop_code, executor, each) for each in sorted(present - wanted)),
    ]
    obstacles = [o for answer in answers if isinstance(answer, Refused) for o in answer.obstacles]
    if obstacles:
        raise Stop(*obstacles)
    return Changed(_POSITIONS | boards())


def _mapping(sop_id: int, executor: str, position_id: int) -> Any:
    return (
        (ExecutorPosition.sop == sop_id)
        & (ExecutorPosition.executor == executor)
        & (ExecutorPosition.position == position_id)
    )


def _internal_executor(office: Office, sop_code: str, executor: str) -> int:
    try:
        sop_id, _, sop = office.sop_by_code(sop_code)
    except LookupError:
        raise stop("sop_tidak_ada", sop=sop_code) from None
    found = next((e for e in sop.executors if e.id == executor), None)
    if found is None:
        raise stop("pelaksana_tidak_ada", pelaksana=executor)
    if found.external:
        raise stop("pelaksana_luar", pelaksana=found.label)
    return sop_id


def _check_name(name: str, position_id: int | None) -> str:
    """The name as compared; stops when it is empty, too long or taken by another position."""
    if not name:
        raise stop("nama_kosong")
    if len(name) > NAME_LIMIT:
        raise stop("nama_terlalu_panjang", batas=NAME_LIMIT)
    norm = normalise(name)[:400]
    taken = first_row(Position.select(Position.id).where(Position.norm == norm))
    if taken is not None and taken[0] != position_id:
        raise stop("jabatan_sudah_ada", nama=name)
    return norm


def _check_period(since: date, until: date | None, kind: str) -> None:
    check_kind(kind)
    if until is not None and until < since:
        raise stop("masa_jabatan_terbalik")


def check_kind(kind: str) -> None:
    """Stop when a position cannot be held in that way."""
    if kind not in HOLDING_KINDS:
        raise stop("jenis_jabatan_tidak_dikenal")


def holds_already(person_id: int, position_id: int, since: date, until: date | None) -> bool:
    """Whether a person holds the position on any day of that time."""
    mine = (Holding.person == person_id) & (Holding.position == position_id)
    open_end = Holding.until.is_null() | (Holding.until >= since)
    query = Holding.select(Holding.id).where(mine & open_end)
    if until is not None:
        query = query.where(Holding.since <= until)
    return first_row(query) is not None


def _as_data(name: str, is_leader: bool, is_secretariat: bool, active: bool) -> dict[str, Any]:
    return {
        "name": name,
        "leader": bool(is_leader),
        "secretariat": bool(is_secretariat),
        "active": bool(active),
    }
