"""An open office: its database, its documents, its clock and its calendar."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from copy import copy
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from threading import local
from typing import TYPE_CHECKING, Any, NamedTuple

import peewee

from models.rules.calendar import Holiday, Hours, Season, WorkingCalendar, default_calendar, read_spans
from models.rules.sop_head import SopHead, head_of, read_head
from models.store import seals
from models.store.check_state import note_closed
from models.store.clock import Clock
from models.store.database import OfficeDatabase
from models.store.files import DocumentFiles
from models.store.head_file import HeadFile
from models.store.presence import Presence
from models.store.problems import StoreProblem, of_database
from models.store.statements import Statement
from models.store.tables import HolidayRow, SeasonRow, Setting, SopRow, SopVersion

if TYPE_CHECKING:
    from models.records.sop import Sop
    from models.store.people import Standing

#: Offsets of the Indonesian time zones; none of them has summer time.
ZONES = {"WIB": 7, "WITA": 8, "WIT": 9}


_SETTING = Statement(lambda key: Setting.select(Setting.value).where(Setting.key == key))
_HOLIDAYS = Statement(
    lambda: HolidayRow.select(HolidayRow.day, HolidayRow.kind, HolidayRow.name, HolidayRow.basis).order_by(
        HolidayRow.day, HolidayRow.id
    )
)
_SEASONS = Statement(
    lambda: SeasonRow.select(
        SeasonRow.name, SeasonRow.since, SeasonRow.until, SeasonRow.hours, SeasonRow.estimate
    ).order_by(SeasonRow.since, SeasonRow.id)
)
_PUBLISHED = Statement(
    lambda code: (
        SopVersion.select(SopVersion.sop, SopVersion.id, SopVersion.number, SopVersion.head)
        .join(SopRow)
        .where((SopRow.code == code) & (SopVersion.status == "terbit"))
        .order_by(SopVersion.number.desc())
        .limit(1)
    )
)


class Finding(NamedTuple):
    """Something wrong with what is stored: a code, and the data its words need.

    The words stand in `resources.wording_store.finding_text`; `grave` tells damage or loss from a remark.
    """

    code: str
    data: dict[str, str | int]
    grave: bool = True


@dataclass(slots=True)
class Store:
    """Where the office keeps everything."""

    db: OfficeDatabase
    files: DocumentFiles
    folder: Path
    head_file: HeadFile
    presence: Presence


@dataclass(slots=True)
class _Kept:
    """What is kept of the database while the office is open, the same for all who look at it."""

    sops: dict[int, Sop] = field(default_factory=dict)
    calendar: WorkingCalendar | None = None
    zone: timezone | None = None
    alone: bool = False


class Office:
    """What acts and readers work on; one open office per process, one writing thread.

    `findings` are what opening noticed about the stored data and the user should be told.
    `viewer_id` is who reads: queries show a confidential request to those it concerns only, and to
    nobody when the office is not seen by anybody (`seen_by`). Acts go by who acts, not by who reads:
    while one is under way `acting` tells who that is.
    """

    def __init__(self, store: Store, clock: Clock) -> None:
        self.store = store
        self.clock = clock
        self.findings: tuple[Finding, ...] = ()
        self.viewer_id: int | None = None
        self.acting: Standing | None = None
        self._kept_of_all = _Kept()
        self._reader = local()

    def seen_by(self, person_id: int | None) -> Office:
        """The same open office as that person may see it; None sees nothing confidential."""
        seen = copy(self)
        seen.viewer_id = person_id
        return seen

    @property
    def _kept(self) -> _Kept:
        """What is kept for all, or in a worker for its state of the database, which grows old."""
        kept: _Kept = getattr(self._reader, "kept", self._kept_of_all)
        return kept

    def now(self) -> datetime:
        """Now, aware UTC, in whole seconds."""
        return self.clock().astimezone(UTC).replace(microsecond=0)

    @property
    def zone(self) -> timezone:
        """The time zone of the office."""
        if self._kept.zone is None:
            office = self.setting("office", {})
            self._kept.zone = timezone(timedelta(hours=ZONES[office.get("timezone", "WIB")]))
        return self._kept.zone

    def local(self, moment: datetime | int) -> datetime:
        """A moment as office-local time, naive."""
        if isinstance(moment, int):
            moment = datetime.fromtimestamp(moment, UTC)
        return moment.astimezone(self.zone).replace(tzinfo=None)

    def utc(self, local: datetime) -> datetime:
        """An office-local time as an aware moment in UTC; the ends of the calendar stay inside it."""
        try:
            return local.replace(tzinfo=self.zone).astimezone(UTC)
        except OverflowError:  # a slip like the year 1; whoever judges the moment refuses it
            return datetime.min.replace(tzinfo=UTC)

    @contextmanager
    def transaction(self, *, alone: bool = False) -> Iterator[None]:
        """All of it or nothing; the outermost one takes the write lock at once.

        One that is `alone` lets the window live while it lasts: an act that comes in between would
        be undone with it after it was answered as done, and is refused instead.

        Raises:
            StoreProblem: when the disk is full, the folder became unwritable, or the like;
                sedang_dihitung beside one that is alone.
        """
        db = self.store.db
        if db.in_transaction():
            if self._kept.alone:
                raise StoreProblem("sedang_dihitung")
            with db.atomic():
                yield
            return
        try:
            with db.watched() as watch, db.atomic():
                self._notice_others()
                self._kept.alone = alone
                yield
                heads = seals.seal(watch.entries(), self.now())
        except peewee.DatabaseError as error:
            problem = of_database(error, str(self.store.folder))
            if problem is None:
                raise
            raise problem from error
        finally:
            self._kept.alone = False
        if heads is not None:
            with suppress(OSError):
                # the act is committed and must not look failed; a head that lags is allowed for
                self.store.head_file.write(*heads)

    @contextmanager
    def reading(self, *, fresh: bool = False) -> Iterator[None]:
        """A connection for a worker thread, which can only read; closed at the end.

        All that is read through it is one state of the database, whatever is done meanwhile. What
        compares it with files that go on being written reads the `fresh` state each time. The thread
        that opened the office reads through its own connection and needs none.
        """
        db = self.store.db
        if not db.is_closed():
            yield
            return
        with db.connection_context():
            db.only_read()
            if fresh:
                yield
                return
            self._reader.kept = _Kept(sops=self._kept_of_all.sops)
            try:
                with db.one_state():
                    yield
            finally:
                del self._reader.kept

    def _notice_others(self) -> None:
        """Forget what is kept of the database when another process wrote to it."""
        if self.store.db.changed_elsewhere():
            self.forget_calendar()

    def setting(self, key: str, default: Any = None) -> Any:
        """An office-wide setting, or the default."""
        row = _SETTING.first(key)
        if row is None:
            return default
        try:
            return json.loads(row[0])
        except (ValueError, TypeError, RecursionError) as error:
            raise self._damaged(f"setelan {key}") from error

    def sop(self, version_id: int) -> Sop:
        """The SOP of a version, read once."""
        if version_id not in self._kept.sops:
            # the reader of SOP files is not needed before a step is looked at
            from models.rules.sop_reader import read_sop  # noqa: PLC0415

            text = SopVersion.select(SopVersion.content).where(SopVersion.id == version_id).scalar()
            sop, defects = read_sop(str(text or ""))
            if sop is None:
                raise self._damaged(f"versi SOP {version_id}: {defects[0].place}, {defects[0].message}")
            self._kept.sops[version_id] = sop
        return self._kept.sops[version_id]

    def _damaged(self, what: str) -> StoreProblem:
        """What is stored is not what the program wrote: changed from outside, not a fault of ours."""
        return StoreProblem("basis_data_rusak", folder=str(self.store.folder), sebab=what)

    def sop_by_code(self, code: str) -> tuple[int, int, Sop]:
        """The published version of an SOP: (sop id, version id, SOP). Raises LookupError."""
        sop_id, version_id, *_ = _published(code)
        return sop_id, version_id, self.sop(version_id)

    def board_head(self, code: str) -> tuple[int, int, SopHead]:
        """What a board shows of an SOP: (sop id, version number, head). Raises LookupError."""
        sop_id, version_id, number, head = _published(code)
        return sop_id, number, read_head(head) if head else head_of(self.sop(version_id))

    def calendar(self) -> WorkingCalendar:
        """The working calendar of the office, kept until it is changed."""
        if self._kept.calendar is None:
            self._kept.calendar = _read_calendar(self)
        return self._kept.calendar

    def forget_calendar(self) -> None:
        """Read the calendar again when it is next asked for."""
        self._kept.calendar = None
        self._kept.zone = None

    def data_version(self) -> int:
        """A number that changes when another program has written to the database."""
        return int(self.store.db.ask("data_version")[0][0])

    def close(self) -> None:
        """Close the database in order."""
        if not self.store.db.is_closed():
            if self.store.db.unsealed():
                # a disk that takes no more keeps nobody from leaving
                with suppress(StoreProblem), self.transaction():
                    pass
            self.store.db.close()
            note_closed(self.store.folder, Path(self.store.db.database).name)
        self.store.head_file.close()
        self.store.presence.leave()


def _read_calendar(office: Office) -> WorkingCalendar:
    holidays = [Holiday(_day(day), *words) for day, *words in _HOLIDAYS.rows()]
    seasons = [
        Season(name, _day(since), _day(until), _hours(json.loads(hours)), estimate)
        for name, since, until, hours, estimate in _SEASONS.rows()
    ]
    calendar = default_calendar(holidays, seasons)
    hours = office.setting("hours")
    return calendar if hours is None else WorkingCalendar(_hours(hours), tuple(seasons), tuple(holidays))


def _day(stored: date | str) -> date:
    """A day that a statement read, which SQLite gives as text."""
    return date.fromisoformat(str(stored))


def _hours(days: list[str]) -> Hours:
    return Hours(tuple(read_spans(day) for day in days))


def _published(code: str) -> tuple[int, int, int, str]:
    """The published version of an SOP: sop id, version id, number, head. Raises LookupError."""
    row = _PUBLISHED.first(code)
    if row is None:
        raise LookupError(f"SOP {code}")
    sop_id, version_id, number, head = row
    return sop_id, version_id, number, head
