"""What is entered about the office itself: its profile, its people, its calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

#: Time zones with their offset in hours; none of them has summer time.
TIMEZONES = {"WIB": 7, "WITA": 8, "WIT": 9}

#: How a position is held.
HOLDING_KINDS = {"definitif": "Definitif", "plt": "Plt.", "plh": "Plh."}
#: The same with what only its own act may write.
ALL_HOLDING_KINDS = {**HOLDING_KINDS, "delegasi": "Delegasi"}
#: The longest delegation, in days; who is away for longer is stood in for by a Plh. or Plt.
DELEGATION_DAYS = 31

#: Kinds of holidays.
HOLIDAY_KINDS = ("libur nasional", "cuti bersama", "libur daerah")


@dataclass(frozen=True, slots=True)
class OfficeProfile:
    """The office as letterheads and screens name it; kept as the setting `office`.

    `sample` marks an office of made-up data, CONTOH on every screen; it is never taken away.
    """

    name: str
    government: str = ""
    address: str = ""
    city: str = ""
    timezone: str = "WIB"
    sample: bool = False


@dataclass(frozen=True, slots=True)
class NewPerson:
    """An account to be made; the password is kept as a hash only."""

    username: str
    name: str
    password: str
    is_admin: bool = False
    manages_sops: bool = False
    reads_only: bool = False


@dataclass(frozen=True, slots=True)
class NewHoliday:
    """A day off to be entered."""

    day: date
    kind: str
    name: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class SeasonEntry:
    """A season with its own hours: seven texts such as `08.00-12.00 12.30-15.00`, Monday first."""

    name: str
    since: date
    until: date
    hours: tuple[str, ...]
    estimate: bool = False


@dataclass(frozen=True, slots=True)
class AddHoliday:
    """Change: enter a day off."""

    holiday: NewHoliday


@dataclass(frozen=True, slots=True)
class RemoveHoliday:
    """Change: take a day off out."""

    holiday_id: int


@dataclass(frozen=True, slots=True)
class PutSeason:
    """Change: enter a season, or replace the one of that id."""

    season: SeasonEntry
    season_id: int | None = None


@dataclass(frozen=True, slots=True)
class RemoveSeason:
    """Change: take a season out."""

    season_id: int


@dataclass(frozen=True, slots=True)
class PutHours:
    """Change: the weekly hours, seven texts Monday first."""

    hours: tuple[str, ...]


CalendarChange = AddHoliday | RemoveHoliday | PutSeason | RemoveSeason | PutHours
