"""What a recap tells of the work itself: steps, executors, people and why runs were late."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import and_
from typing import Any, NamedTuple

from peewee import Case as When
from peewee import fn

from models.queries.recap_open import OpenPart
from models.queries.rows import raw_rows
from models.records.completion import LATE_REASONS
from models.records.recap import ExecutorShare, PersonShare, StepShare
from models.records.sop import Sop, Step
from models.rules.calendar import WorkingCalendar
from models.rules.recap_counting import mean, median
from models.rules.time_standard import parse_time_standard
from models.store.office import Office
from models.store.recap_figures import Window
from models.store.secrecy import apart_from
from models.store.tables import Case, PartRun, Person, SopRow, SopVersion, StepRun


@dataclass(slots=True)
class _Tally:
    """Runs or parts counted; `minutes` as (value → how often)."""

    runs: int = 0
    on_time: int = 0
    late: int = 0
    past_target: int = 0
    unjudged: int = 0
    rounds: int = 0
    minutes: Counter[int] = field(default_factory=Counter)


class Parts(NamedTuple):
    """The parts finished in the period, grouped (`finished_parts`), and those open at its end."""

    finished: list[tuple[Any, ...]]
    open: list[OpenPart]


class Sops:
    """The SOPs of an office by id, in their order, each with its versions from the newest on."""

    def __init__(self, office: Office) -> None:
        self._office = office
        query = SopRow.select(SopRow.id, SopRow.code, SopRow.name, SopRow.active)
        found = raw_rows(query.order_by(SopRow.ordinal, SopRow.id))
        self.codes: dict[int, str] = {row[0]: row[1] for row in found}
        self.names: dict[int, str] = {row[0]: row[2] for row in found}
        self.active: frozenset[int] = frozenset(row[0] for row in found if row[3])
        self._versions: dict[int, list[int]] = defaultdict(list)
        versions = SopVersion.select(SopVersion.sop, SopVersion.id).where(SopVersion.status != "draf")
        for sop_id, version_id in raw_rows(versions.order_by(SopVersion.number.desc())):
            self._versions[sop_id].append(version_id)

    def of(self, sop_id: int) -> Iterator[Sop]:
        """The versions of an SOP, newest first, read as far as they are needed."""
        return (self._office.sop(version_id) for version_id in self._versions[sop_id])

    def step(self, sop_id: int, step_id: str) -> tuple[int, Step]:
        """A step as the newest version that has it writes it, and its place in the table."""
        for sop in self.of(sop_id):
            for place, step in enumerate(sop.steps):
                if step.id == step_id:
                    return place, step
        raise LookupError(f"step {step_id} of SOP {sop_id}")

    def executor(self, sop_id: int, executor_id: str) -> tuple[int, str, bool]:
        """An executor's place among the columns, label, and whether it is outside the office."""
        for sop in self.of(sop_id):
            for place, executor in enumerate(sop.executors):
                if executor.id == executor_id:
                    return place, executor.label, executor.external
        raise LookupError(f"executor {executor_id} of SOP {sop_id}")


def step_shares(office: Office, window: Window, sops: Sops) -> tuple[StepShare, ...]:
    """The runs finished in the period by step, in the order of the SOP tables."""
    run = StepRun
    again = When(None, ((run.round > 1, 1),), 0)
    judged = When(None, ((run.due_at.is_null(False), 1),), 0)
    columns = (Case.sop, run.step, run.minutes, run.late, run.past_target, judged, again)
    query = run.select(*columns, fn.COUNT(run.case)).join(Case).where(_finished(window))
    found: dict[tuple[int, str], _Tally] = defaultdict(_Tally)
    for sop_id, step, minutes, late, past, is_judged, is_again, count in _asked(
        raw_rows(query.group_by(*columns)), window
    ):
        tally = found[sop_id, step]
        tally.runs += count
        tally.late += count if late else 0
        tally.on_time += count if is_judged and not late else 0
        tally.unjudged += 0 if is_judged else count
        tally.past_target += count if past else 0
        tally.rounds += count if is_again else 0
        if minutes is not None:
            tally.minutes[minutes] += count
    order = list(sops.codes)
    placed = [
        (order.index(sop_id), *sops.step(sop_id, step), sop_id, found[sop_id, step]) for sop_id, step in found
    ]
    placed.sort(key=lambda row: row[:2])
    return tuple(_step_share(sops.codes[sop_id], step, tally, office) for _, _, step, sop_id, tally in placed)


def executor_shares(sops: Sops, parts: Parts) -> tuple[ExecutorShare, ...]:
    """What every executor finished in the period and had open at its end, in the order of the SOP tables."""
    found: dict[tuple[int, str], _Tally] = defaultdict(_Tally)
    for sop_id, executor, _, late, minutes, count in parts.finished:
        _add_part(found[sop_id, executor], late, minutes, count)
    opened = _open_counts(parts.open, lambda part: (part.sop_id, part.executor))
    order = list(sops.codes)
    keys = found.keys() | opened.keys()
    placed = [
        (order.index(sop_id), *sops.executor(sop_id, executor), sop_id, executor) for sop_id, executor in keys
    ]
    return tuple(
        ExecutorShare(
            sop=sops.codes[sop_id],
            executor=executor,
            label=label,
            external=external,
            finished=found[sop_id, executor].runs,
            late=found[sop_id, executor].late,
            open=opened[sop_id, executor].runs,
            open_late=opened[sop_id, executor].late,
            median=median(found[sop_id, executor].minutes.items()),
        )
        for _, _, label, external, sop_id, executor in sorted(placed)
    )


def person_shares(sops: Sops, parts: Parts) -> tuple[PersonShare, ...]:
    """What people of the office finished in the period, and what they looked after at its end; by name.

    Parts of agencies are theirs, not of whoever recorded them.
    """
    found: dict[int, _Tally] = defaultdict(_Tally)
    for sop_id, executor, person_id, late, minutes, count in parts.finished:
        if person_id is not None and not sops.executor(sop_id, executor)[2]:
            _add_part(found[person_id], late, minutes, count)
    opened = _open_counts(parts.open, lambda part: part.person)
    ids = found.keys() | opened.keys()
    names = raw_rows(Person.select(Person.id, Person.name).order_by(Person.name, Person.id))
    return tuple(
        PersonShare(name, found[person].runs, found[person].late, opened[person].runs, person)
        for person, name in names
        if person in ids
    )


def late_reasons(window: Window) -> tuple[tuple[str, int], ...]:
    """Why runs finished in the period were late, the commonest reason first."""
    run = StepRun
    columns = (Case.sop, run.late_code)
    query = run.select(*columns, fn.COUNT(run.case)).join(Case).where(_finished(window) & run.late)
    counts: Counter[str] = Counter()
    for _, code, count in _asked(raw_rows(query.group_by(*columns)), window):
        counts[LATE_REASONS.get(code, code)] += count
    return tuple(sorted(counts.items(), key=lambda reason: (-reason[1], reason[0])))


def standard_minutes(text: str, calendar: WorkingCalendar) -> int | None:
    """The maximum of a standard in working minutes, days as ordinary days; None where that says nothing.

    Months, days of the calendar and hours that run on the clock cannot be told in working minutes.
    """
    standard = parse_time_standard(text)
    if standard.maximum is None or standard.on_clock or standard.calendar_days:
        return None
    week = calendar.hours.minutes_per_week
    days = sum(bool(spans) for spans in calendar.hours.days) or 1
    minutes = {"menit": 1, "jam": 60, "hari": week // days, "minggu": week}.get(standard.unit or "")
    return None if minutes is None else standard.maximum * minutes


def _finished(window: Window) -> Any:
    """Finished in the period, of requests that may be told; the index that finds them holds their cases."""
    closed = StepRun.closed_at
    told = apart_from(StepRun.case, window.hidden)
    return reduce(
        and_, told, (StepRun.state == "selesai") & (closed >= window.since) & (closed < window.until)
    )


def _asked(found: Iterable[tuple[Any, ...]], window: Window) -> list[tuple[Any, ...]]:
    """The rows of the SOPs asked for, which their first column names.

    A condition in the query would lead the database to walk through every request of these SOPs.
    """
    return [row for row in found if window.sops is None or row[0] in window.sops]


def finished_parts(window: Window) -> list[tuple[Any, ...]]:
    """Parts finished in the period: (SOP, executor, who, run was late, minutes of the run, how many)."""
    minutes = When(None, ((_judged(window), StepRun.minutes),), None)
    columns = (Case.sop, PartRun.executor, PartRun.finished_by, _late(window), minutes)
    query = _parts(window, *columns, fn.COUNT(PartRun.run)).group_by(*columns)
    return _asked(raw_rows(query), window)


def each_finished_part(window: Window) -> list[tuple[Any, ...]]:
    """One by one the parts of `finished_parts`: (SOP, case, run, executor, who, run was late, when).

    In the order of cases and runs: the database sorts beside the window, Python would hold it up.
    """
    columns = (Case.sop, Case.id, PartRun.run, PartRun.executor, PartRun.finished_by, _late(window))
    query = _parts(window, *columns, PartRun.finished_at).order_by(Case.id, PartRun.run, PartRun.id)
    return _asked(raw_rows(query), window)


def each_finished_run(window: Window) -> list[tuple[Any, ...]]:
    """One by one the runs of `step_shares`, in order: (SOP, case, run, step, again, late, when)."""
    again = When(None, ((StepRun.round > 1, 1),), 0)
    columns = (Case.sop, Case.id, StepRun.id, StepRun.step, again, StepRun.late, StepRun.closed_at)
    query = StepRun.select(*columns).join(Case).where(_finished(window))
    return _asked(raw_rows(query.order_by(Case.id, StepRun.id)), window)


def _parts(window: Window, *columns: Any) -> Any:
    return (
        PartRun.select(*columns)
        .join(StepRun)
        .join(Case)
        .where(
            (PartRun.finished_at >= window.since) & (PartRun.finished_at < window.until),
            *apart_from(StepRun.case, window.hidden),
        )
    )


def _judged(window: Window) -> Any:
    """The run of a part was finished by the end of the period: later it was not judged yet."""
    return (StepRun.state == "selesai") & (StepRun.closed_at < window.until)


def _late(window: Window) -> Any:
    return When(None, ((_judged(window) & StepRun.late, 1),), 0)


def _add_part(tally: _Tally, late: int, minutes: int | None, count: int) -> None:
    tally.runs += count
    tally.late += count if late else 0
    if minutes is not None:
        tally.minutes[minutes] += count


def _open_counts(parts: Iterable[OpenPart], key: Callable[[OpenPart], Any]) -> dict[Any, _Tally]:
    """Open parts and how many of them were late, by something of them."""
    found: dict[Any, _Tally] = defaultdict(_Tally)
    for part in parts:
        tally = found[key(part)]
        tally.runs += 1
        tally.late += part.late
    return found


def _step_share(code: str, step: Step, tally: _Tally, office: Office) -> StepShare:
    return StepShare(
        sop=code,
        no=step.no,
        title=step.title,
        standard=step.time_text,
        standard_minutes=standard_minutes(step.time_text, office.calendar()),
        runs=tally.runs,
        on_time=tally.on_time,
        late=tally.late,
        past_target=tally.past_target,
        unjudged=tally.unjudged,
        median=median(tally.minutes.items()),
        mean=mean(tally.minutes.items()),
        slowest=max(tally.minutes, default=None),
        rounds=tally.rounds,
        step=step.id,
    )
