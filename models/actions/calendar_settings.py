"""The working calendar: holidays, seasons and weekly hours, with a preview of what a change moves."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from models.actions.act import Stop, authorised, not_stored, right_of, stop
from models.actions.deadlines import Progress, affected_runs, recompute_open_runs, unwatched
from models.actions.office_act import boards, clean, record
from models.actions.setup import put_setting
from models.records.office import (
    HOLIDAY_KINDS,
    AddHoliday,
    CalendarChange,
    NewHoliday,
    PutHours,
    PutSeason,
    RemoveHoliday,
    RemoveSeason,
    SeasonEntry,
)
from models.records.results import Changed, Refused, Result
from models.rules.calendar import Hours, NoWorkingTimeError, read_spans, write_spans
from models.store.office import Office
from models.store.people import Standing
from models.store.problems import StoreProblem
from models.store.rows import first_row
from models.store.tables import HolidayRow, SeasonRow

_NAME_LIMIT = 300
_SEASON_NAME_LIMIT = 100
#: A season of more than a year is a slip of the pen.
_SEASON_DAYS = 366
_CHANGE = right_of("calendar_settings.change_calendar")
_PREVIEW = right_of("calendar_settings.preview_calendar")


class Affected(NamedTuple):
    """An open run whose deadline a calendar change would move, office-local."""

    run_id: int
    number: str
    step_no: str
    before: datetime | None
    after: datetime | None


class _OnlyLooking(Exception):  # noqa: N818 - not an error: it ends a preview
    def __init__(self, affected: list[Affected]) -> None:
        super().__init__()
        self.affected = affected


def change_calendar(
    office: Office, actor_id: int, *changes: CalendarChange, progress: Progress = unwatched
) -> Result:
    """Change the calendar and derive the deadlines of all open runs anew, in one transaction.

    Finished runs keep what was judged then. `progress` may stop it, and then nothing was changed.
    """
    try:
        with office.transaction(alone=True):
            who = authorised(office, actor_id, _CHANGE)
            record_id = _apply(office, who, changes)
            moved = recompute_open_runs(office, progress)
            if moved:
                record(office, who, "tenggat_dihitung_ulang", {"runs": moved})
            return Changed(frozenset({"calendar"}) | boards(), record_id=record_id)
    except Stop as ended:
        return ended.refused
    except NoWorkingTimeError:
        return stop("kalender_tanpa_jam_kerja").refused
    except StoreProblem as problem:
        return not_stored(problem)
    finally:
        office.forget_calendar()


def preview_calendar(
    office: Office, actor_id: int, *changes: CalendarChange, progress: Progress = unwatched
) -> list[Affected] | Refused:
    """The open runs whose deadline these changes would move; nothing is kept."""
    try:
        with office.transaction(alone=True):
            who = authorised(office, actor_id, _PREVIEW)
            _apply(office, who, changes)
            affected = [Affected(*row) for row in affected_runs(office, actor_id, progress)]
            raise _OnlyLooking(affected)  # noqa: TRY301 - leaving by an exception is what rolls back
    except _OnlyLooking as looked:
        return looked.affected
    except Stop as ended:
        return ended.refused
    except NoWorkingTimeError:
        return stop("kalender_tanpa_jam_kerja").refused
    except StoreProblem as problem:
        return not_stored(problem)
    finally:
        office.forget_calendar()


def add_holiday(office: Office, actor_id: int, holiday: NewHoliday) -> Result:
    """Enter a day off."""
    return change_calendar(office, actor_id, AddHoliday(holiday))


def remove_holiday(office: Office, actor_id: int, holiday_id: int) -> Result:
    """Take a day off out."""
    return change_calendar(office, actor_id, RemoveHoliday(holiday_id))


def set_season(office: Office, actor_id: int, season: SeasonEntry, season_id: int | None = None) -> Result:
    """Enter a season, or replace the one of that id."""
    return change_calendar(office, actor_id, PutSeason(season, season_id))


def remove_season(office: Office, actor_id: int, season_id: int) -> Result:
    """Take a season out."""
    return change_calendar(office, actor_id, RemoveSeason(season_id))


def set_hours(office: Office, actor_id: int, hours: Sequence[str]) -> Result:
    """Set the weekly hours: seven texts such as `07.30-12.00 13.00-16.00`, Monday first."""
    return change_calendar(office, actor_id, PutHours(tuple(hours)))


def _apply(office: Office, who: Standing, changes: Sequence[CalendarChange]) -> int | None:
    """Write the changes; answers the id of the last row made."""
    record_id = None
    for change in changes:
        kind, data, made = _apply_one(office, change)
        record(office, who, kind, data)
        record_id = made if made is not None else record_id
    office.forget_calendar()
    return record_id


def _apply_one(office: Office, change: CalendarChange) -> tuple[str, dict[str, Any], int | None]:
    if isinstance(change, AddHoliday):
        return _add_holiday(change.holiday)
    if isinstance(change, RemoveHoliday):
        return _remove_holiday(change.holiday_id)
    if isinstance(change, PutSeason):
        return _put_season(change.season, change.season_id)
    if isinstance(change, RemoveSeason):
        return _remove_season(change.season_id)
    return _put_hours(office, change.hours)


def _add_holiday(holiday: NewHoliday) -> tuple[str, dict[str, Any], int | None]:
    name = _name(holiday.name, _NAME_LIMIT)
    if holiday.kind not in HOLIDAY_KINDS:
        raise stop("jenis_libur_tidak_dikenal")
    same = (HolidayRow.day == holiday.day) & (HolidayRow.name == name)
    if first_row(HolidayRow.select(HolidayRow.id).where(same)) is not None:
        raise stop("libur_sudah_ada", nama=name, tanggal=holiday.day.isoformat())
    basis = clean(holiday.basis)[:_NAME_LIMIT]
    made: int = HolidayRow.insert(day=holiday.day, kind=holiday.kind, name=name, basis=basis).execute()
    data = {"holiday": made, "day": holiday.day.isoformat(), "kind": holiday.kind, "name": name,
            "basis": basis}  # fmt: skip
    return "libur_ditambah", data, made


def _remove_holiday(holiday_id: int) -> tuple[str, dict[str, Any], int | None]:
    query = HolidayRow.select(HolidayRow.day, HolidayRow.kind, HolidayRow.name, HolidayRow.basis)
    row = first_row(query.where(HolidayRow.id == holiday_id))
    if row is None:
        raise stop("libur_tidak_ada")
    HolidayRow.delete().where(HolidayRow.id == holiday_id).execute()
    data = {"holiday": holiday_id, "day": row[0].isoformat(), "kind": row[1], "name": row[2],
            "basis": row[3]}  # fmt: skip
    return "libur_dihapus", data, None


def _put_season(season: SeasonEntry, season_id: int | None) -> tuple[str, dict[str, Any], int | None]:
    name = _name(season.name, _SEASON_NAME_LIMIT)
    if not 0 <= (season.until - season.since).days < _SEASON_DAYS:
        raise stop("musim_terbalik")
    hours = _hours(season.hours)
    _no_overlap(season.since, season.until, season_id)
    values = {"name": name, "since": season.since, "until": season.until, "estimate": season.estimate,
              "hours": json.dumps(hours)}  # fmt: skip
    before = None
    if season_id is None:
        season_id = SeasonRow.insert(values).execute()
    else:
        before = _season_data(season_id)
        SeasonRow.update(values).where(SeasonRow.id == season_id).execute()
    return (
        "musim_diatur",
        {"season": season_id, "before": before, "after": _season_data(season_id)},
        season_id,
    )


def _remove_season(season_id: int) -> tuple[str, dict[str, Any], int | None]:
    data = {"season": season_id, "before": _season_data(season_id)}
    SeasonRow.delete().where(SeasonRow.id == season_id).execute()
    return "musim_dihapus", data, None


def _put_hours(office: Office, texts: tuple[str, ...]) -> tuple[str, dict[str, Any], int | None]:
    hours = _hours(texts)
    before = office.setting("hours")
    if before == hours:
        raise stop("tidak_ada_perubahan")
    if not any(hours):
        raise stop("kalender_tanpa_jam_kerja")
    put_setting("hours", hours)
    return "jam_kerja_diatur", {"before": before, "after": hours}, None


def _season_data(season_id: int) -> dict[str, Any]:
    row = SeasonRow.get_or_none(SeasonRow.id == season_id)
    if row is None:
        raise stop("musim_tidak_ada")
    return {
        "name": row.name, "since": row.since.isoformat(), "until": row.until.isoformat(),
        "estimate": bool(row.estimate), "hours": json.loads(row.hours),
    }  # fmt: skip


def _no_overlap(since: date, until: date, season_id: int | None) -> None:
    query = SeasonRow.select(SeasonRow.name).where((SeasonRow.since <= until) & (SeasonRow.until >= since))
    if season_id is not None:
        query = query.where(SeasonRow.id != season_id)
    row = first_row(query)
    if row is not None:
        raise stop("musim_bertumpuk", nama=row[0])


def _hours(texts: Sequence[str]) -> list[str]:
    """The hours in their one way of writing; stops when they cannot be read."""
    try:
        return [write_spans(day) for day in Hours(tuple(read_spans(text) for text in texts)).days]
    except ValueError as error:
        raise stop("jam_kerja_tidak_sah", sebab=str(error)) from error


def _name(text: str, limit: int) -> str:
    name = clean(text)
    if not name:
        raise stop("nama_kosong")
    if len(name) > limit:
        raise stop("nama_terlalu_panjang", batas=limit)
    return name
