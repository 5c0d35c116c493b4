"""Setting an office up: its profile, SOPs, calendar, usual positions and first administrator."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from models.actions.act import Stop, carried_out, stop
from models.actions.office_act import clean, record
from models.actions.people import fingerprint_of, insert_person
from models.actions.positions import assign_position
from models.actions.sops import write_version
from models.records.office import TIMEZONES, NewPerson, OfficeProfile
from models.records.results import Changed, Result
from models.rules.calendar import write_spans
from models.rules.sop_reader import read_sop
from models.store import shipped
from models.store.office import Office
from models.store.people import standing
from models.store.rows import first_row
from models.store.tables import (
    ExecutorPosition,
    HolidayRow,
    Person,
    Position,
    SeasonRow,
    Setting,
    SopRow,
)
from models.store.text import normalise

_NAME_LIMIT = 300


def is_set_up(_office: Office) -> bool:
    """Whether the office has its first account; before that only setting up makes sense."""
    return first_row(Person.select(Person.id).limit(1)) is not None


def set_up_office(
    office: Office,
    profile: OfficeProfile,
    admin: NewPerson,
    sop_codes: Iterable[str] = shipped.SOP_CODES,
    admin_position: str = "",
) -> Result:
    """Fill an empty office in one transaction: all of it or nothing.

    `admin_position` names the usual position that the administrator holds from today on, so that
    one person can begin to work; "" for none.
    """
    try:
        with office.transaction():
            return _set_up(office, profile, admin, tuple(sop_codes), admin_position)
    except Stop as ended:
        return ended.refused
    finally:
        office.forget_calendar()


def _set_up(
    office: Office, profile: OfficeProfile, admin: NewPerson, codes: tuple[str, ...], position: str
) -> Changed:
    if is_set_up(office):
        raise stop("kantor_sudah_disiapkan")
    check_profile(profile)
    write_profile(profile)
    office.forget_calendar()
    publish_shipped_sops(office, codes)
    enter_shipped_calendar()
    create_shipped_positions(codes)
    person_id = insert_person(NewPerson(admin.username, admin.name, admin.password, is_admin=True))
    who = standing(office, person_id, office.now())
    data = {"office": asdict(profile), "sops": list(codes), "fingerprint": fingerprint_of(person_id)}
    record(office, who, "kantor_disiapkan", data)
    if position:
        _hold(office, person_id, position)
    subjects = frozenset({"settings", "people", "positions", "calendar", "sops"})
    return Changed(subjects, record_id=person_id)


def _hold(office: Office, person_id: int, position: str) -> None:
    """Let a person hold a position from today on."""
    row = first_row(Position.select(Position.id).where(Position.norm == normalise(position)))
    if row is None:
        raise stop("jabatan_tidak_ada")
    today = office.local(office.now()).date()
    carried_out(assign_position(office, person_id, person_id, row[0], today))


def check_profile(profile: OfficeProfile) -> None:
    """Stop when something about the profile cannot be."""
    if not clean(profile.name):
        raise stop("nama_kantor_kosong")
    if len(profile.name) > _NAME_LIMIT:
        raise stop("nama_terlalu_panjang", batas=_NAME_LIMIT)
    if profile.timezone not in TIMEZONES:
        raise stop("zona_waktu_tidak_dikenal")


def write_profile(profile: OfficeProfile) -> None:
    """Keep the profile as a setting."""
    put_setting("office", asdict(profile))


def put_setting(key: str, value: object) -> None:
    """Write a setting, new or not."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    if not Setting.update(value=text).where(Setting.key == key).execute():
        Setting.insert(key=key, value=text).execute()


def publish_shipped_sops(office: Office, codes: Iterable[str] = shipped.SOP_CODES) -> None:
    """Publish SOPs that ship with the program, in the order of the sidebar."""
    wanted = set(codes)
    unknown = wanted - set(shipped.SOP_CODES)
    if unknown:
        raise stop("sop_tidak_ada", sop=", ".join(sorted(unknown)))
    with office.transaction():
        for code in shipped.SOP_CODES:
            if code in wanted:
                text = shipped.sop_text(code)
                sop, defects = read_sop(text)
                if sop is None:
                    raise ValueError(f"{code}: {defects}")
                write_version(office, sop, text)


def enter_shipped_calendar() -> None:
    """Enter the holidays and seasons that ship with the program."""
    for holiday in shipped.holidays():
        HolidayRow.insert(
            day=holiday.day, kind=holiday.kind, name=holiday.name, basis=holiday.basis
        ).execute()
    for season in shipped.seasons():
        hours = json.dumps([write_spans(day) for day in season.hours.days])
        SeasonRow.insert(
            name=season.name, since=season.since, until=season.until, estimate=season.estimate, hours=hours
        ).execute()


def create_shipped_positions(codes: Iterable[str]) -> None:
    """Make the usual positions, and let them fill the executors of these SOPs."""
    wanted = set(codes)
    sops: dict[str, int] = {row.code: row.id for row in SopRow.select() if row.code in wanted}
    for position in shipped.positions():
        position_id = Position.insert(
            name=position.name, norm=normalise(position.name),
            is_leader=position.is_leader, is_secretariat=position.is_secretariat,
        ).execute()  # fmt: skip
        for code, executor in position.fills:
            if code in sops:
                ExecutorPosition.insert(sop=sops[code], executor=executor, position=position_id).execute()
