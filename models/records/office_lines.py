"""What the settings show, line by line: accounts, positions, agencies, calendar, SOPs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.records.sop import Executor


@dataclass(frozen=True, slots=True)
class PersonLine:
    """An account; NIP (18 digits) and rank stand under the signature of its holder."""

    id: int
    username: str
    name: str
    is_admin: bool
    active: bool
    nip: str = ""
    rank: str = ""
    manages_sops: bool = False
    reads_only: bool = False


@dataclass(frozen=True, slots=True)
class PositionLine:
    """A position."""

    id: int
    name: str
    is_leader: bool
    is_secretariat: bool
    active: bool


@dataclass(frozen=True, slots=True)
class HoldingLine:
    """Who holds which position, from when to when (dates included); of a delegation, who gave it."""

    id: int
    person_id: int
    person: str
    position_id: int
    position: str
    kind: str
    since: date
    until: date | None
    given_by: str = ""


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What somebody who leaves would leave behind: positions, open work, and what a successor may take."""

    positions: tuple[str, ...]
    work: int
    fitting: int = 0


@dataclass(frozen=True, slots=True)
class ExecutorLine:
    """An executor of an SOP with the positions that fill it: (id, name)."""

    executor: Executor
    positions: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class HolidayLine:
    """A day off with its decree."""

    id: int
    day: date
    kind: str
    name: str
    basis: str


@dataclass(frozen=True, slots=True)
class SeasonLine:
    """A season; `hours` are seven texts, Monday first."""

    id: int
    name: str
    since: date
    until: date
    estimate: bool
    hours: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SopLine:
    """An SOP with its published version."""

    code: str
    name: str
    version: int
    active: bool
    pattern: str


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency in the settings: how many cases name it, and what it was merged into ("" if not)."""

    id: int
    name: str
    short_name: str
    active: bool
    merged_into: str
    cases: int
    open_cases: int
