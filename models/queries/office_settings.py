"""What the settings show: accounts, positions, mappings, calendar, SOPs and number series."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from peewee import JOIN, fn

from models.records.office import OfficeProfile
from models.records.office_lines import (
    ExecutorLine,
    HoldingLine,
    HolidayLine,
    PersonLine,
    PositionLine,
    SeasonLine,
    SopLine,
)
from models.rules.calendar import DEFAULT_HOURS, write_spans
from models.rules.sop_reader import read_sop
from models.store import shipped
from models.store.numbers import pattern_of
from models.store.office import Office
from models.store.reading_rights import must_read
from models.store.rows import rows
from models.store.tables import (
    ExecutorPosition,
    Holding,
    HolidayRow,
    Person,
    Position,
    SeasonRow,
    SopRow,
    SopVersion,
)


def people(office: Office) -> list[PersonLine]:
    """All accounts by name, for administrators."""
    must_read(office, "accounts")
    query = Person.select(
        Person.id, Person.username, Person.name, Person.is_admin, Person.active, Person.nip, Person.rank,
        Person.manages_sops, Person.reads_only,
    )  # fmt: skip
    return [PersonLine(*row) for row in rows(query.order_by(Person.name, Person.id))]


def positions(_office: Office) -> list[PositionLine]:
    """All positions in the order in which they were made."""
    query = Position.select(
        Position.id, Position.name, Position.is_leader, Position.is_secretariat, Position.active
    )
    return [PositionLine(*row) for row in rows(query.order_by(Position.id))]


def holdings(_office: Office) -> list[HoldingLine]:
    """Who holds and held what, newest beginnings first."""
    giver = Person.alias()
    query = (
        Holding.select(
            Holding.id, Person.id, Person.name, Position.id, Position.name, Holding.kind, Holding.since,
            Holding.until, fn.COALESCE(giver.name, ""),
        )
        .join(Person, on=Holding.person == Person.id)
        .switch(Holding)
        .join(Position)
        .switch(Holding)
        .join(giver, JOIN.LEFT_OUTER, on=Holding.given_by == giver.id)
        .order_by(Holding.since.desc(), Holding.id.desc())
    )  # fmt: skip
    return [HoldingLine(*row) for row in rows(query)]


def executor_map(office: Office, sop_code: str) -> list[ExecutorLine]:
    """The executors of an SOP with the positions that fill them. Raises LookupError."""
    sop_id, _, sop = office.sop_by_code(sop_code)
    query = ExecutorPosition.select(ExecutorPosition.executor, Position.id, Position.name).join(Position)
    found = rows(query.where(ExecutorPosition.sop == sop_id).order_by(Position.id))
    return [
        ExecutorLine(executor, tuple((i, name) for column, i, name in found if column == executor.id))
        for executor in sop.executors
    ]


def holidays(_office: Office, year: int | None = None) -> list[HolidayLine]:
    """Days off in order, of one year or of all."""
    query = HolidayRow.select(
        HolidayRow.id, HolidayRow.day, HolidayRow.kind, HolidayRow.name, HolidayRow.basis
    )
    if year is not None:
        query = query.where(HolidayRow.day.between(date(year, 1, 1), date(year, 12, 31)))
    return [HolidayLine(*row) for row in rows(query.order_by(HolidayRow.day, HolidayRow.id))]


def seasons(_office: Office) -> list[SeasonLine]:
    """Seasons in order."""
    query = SeasonRow.select(
        SeasonRow.id, SeasonRow.name, SeasonRow.since, SeasonRow.until, SeasonRow.estimate, SeasonRow.hours
    )
    found = rows(query.order_by(SeasonRow.since, SeasonRow.id))
    return [
        SeasonLine(i, name, since, until, bool(estimate), tuple(json.loads(hours)))
        for i, name, since, until, estimate, hours in found
    ]


def weekly_hours(office: Office) -> tuple[str, ...]:
    """The weekly hours as seven texts, Monday first."""
    kept: list[str] | None = office.setting("hours")
    return tuple(write_spans(day) for day in DEFAULT_HOURS.days) if kept is None else tuple(kept)


def years_without_holidays(office: Office) -> tuple[int, ...]:
    """This year and the next, when no holidays are entered for them: a warning is due."""
    year = office.local(office.now()).year
    return office.calendar().years_without_holidays(year, year + 1)


def sops(office: Office) -> list[SopLine]:
    """All SOPs with their published version, in the order of the sidebar."""
    query = (
        SopRow.select(SopRow.code, SopRow.name, SopVersion.number, SopRow.active)
        .join(SopVersion)
        .where(SopVersion.status == "terbit")
        .order_by(SopRow.ordinal, SopRow.id)
    )
    return [
        SopLine(code, name, version, bool(active), pattern_of(office, code))
        for code, name, version, active in rows(query)
    ]


def sop_offers(office: Office) -> list[tuple[str, str, bool]]:
    """(code, name, in use) of the office's SOPs, and of those that ship and are not used yet."""
    found = [(line.code, line.name, line.active) for line in sops(office)]
    known = {code for code, _, _ in found}
    for code in shipped.SOP_CODES:
        if code not in known:
            sop, _ = read_sop(shipped.sop_text(code))
            found.append((code, code if sop is None else sop.name, False))
    return found


def common_pattern(office: Office) -> str:
    """The pattern of the SOPs that have none of their own."""
    return pattern_of(office, "")


def profile(office: Office) -> OfficeProfile:
    """The profile of the office."""
    kept: dict[str, Any] = office.setting("office", {})
    known = OfficeProfile.__dataclass_fields__
    return OfficeProfile(**({"name": ""} | {k: v for k, v in kept.items() if k in known}))
