"""The work that was open at the end of a period: which parts, whose they were, and whether they were late.

As of now this is what the boards show as cards; of a period that has passed it is told from the runs and
the history: parts finished since were open then, and belonged to whoever looked after them then.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from models.queries.recap_times import Pause, passed_then
from models.rules.open_parts import PartThen, open_then
from models.store.office import Office
from models.store.recap_figures import Window, over_end, rows_at_end
from models.store.tables import Case, History, PartRun, PauseRow, StepRun

_ASSIGNED, _CHOSEN = "petugas_ditetapkan", "pelaksana_dipilih"


class OpenPart(NamedTuple):
    """A part to be done at the end of a period; `executor` is who was waited for."""

    case_id: int
    sop_id: int
    run_id: int
    executor: str
    person: int | None
    late: bool


class _OpenRun(NamedTuple):
    """A run that was open then; moments in seconds UTC."""

    case_id: int
    sop_id: int
    version_id: int
    run_id: int
    step: str
    due_at: int | None


class _Since(NamedTuple):
    """What was changed after the period: as it stood at its end, by run and part, and by case and step."""

    assignees: dict[tuple[int, str], int | None]
    chosen: dict[tuple[int, str], tuple[str, ...]]


def open_parts(office: Office, window: Window) -> Iterator[OpenPart]:
    """The parts that were open at the end of the period, request by request."""
    runs = _open_runs(window)
    pauses = _pauses(window)
    since = _changed_since(office, window)
    for run, parts in runs.items():
        of_case = pauses.get(run.case_id, [])
        late = passed_then(run.due_at, of_case, window)
        mode = office.sop(run.version_id).step(run.step).parts_mode
        then = [
            part._replace(assignee=since.assignees.get((run.run_id, part.part), part.assignee))
            for part in parts
        ]
        found = open_then(then, mode, window.until, since.chosen.get((run.case_id, run.step)))
        waits_for = _waits_for(of_case, window)
        if waits_for:
            # as on the board: the request stands under whom it waits for, and nobody else can go on
            acting = found[0] if found else then[0]
            found = [acting._replace(executor=waits_for)]
        for part in found:
            yield OpenPart(run.case_id, run.sop_id, run.run_id, part.executor, part.assignee, late)


def _open_runs(window: Window) -> dict[_OpenRun, list[PartThen]]:
    found: dict[_OpenRun, list[PartThen]] = defaultdict(list)
    for row in sorted(rows_at_end(_runs_query, window)):
        found[_OpenRun(*row[:6])].append(PartThen(*row[7:]))
    return found


def _runs_query(window: Window, forks: Sequence[Any]) -> Any:
    """Every part of every run that was open at the end of the period."""
    span, run, part = over_end(window, forks), StepRun.alias("run"), PartRun.alias("part")
    open_then_too = run.closed_at.is_null() | (run.closed_at >= window.until)
    return (
        span.select_from(
            span.c.case_id, span.c.sop_id, Case.sop_version, run.id, run.step, _seconds(run.due_at),
            part.ordinal, part.part, part.executor, part.state, _seconds(part.finished_at), part.assignee,
        )
        .join(run, on=(run.case == span.c.case_id))
        .join(part, on=(part.run == run.id))
        .join(Case, on=(Case.id == span.c.case_id))
        .where((run.state != "batal") & (run.opened_at < window.until) & open_then_too)
    )  # fmt: skip


def _pauses(window: Window) -> dict[int, list[Pause]]:
    found: dict[int, list[Pause]] = defaultdict(list)
    for case_id, *values in sorted(rows_at_end(_pauses_query, window), key=lambda row: row[:2]):
        found[case_id].append(Pause(*values))
    return found


def _pauses_query(window: Window, forks: Sequence[Any]) -> Any:
    span, pause = over_end(window, forks), PauseRow.alias("pause")
    moments = (_seconds(pause.since_at), _seconds(pause.until_at))
    columns = (span.c.case_id, *moments, pause.party, pause.executor)
    return (
        span.select_from(*columns)
        .join(pause, on=(pause.case == span.c.case_id))
        .where(pause.since_at < window.until)
    )


def _waits_for(pauses: Sequence[Pause], window: Window) -> str:
    """The executor outside the office that a paused request was waiting for, "" for none."""
    lasting = (p for p in pauses if p.until_at is None or p.until_at >= window.until)
    return next((p.executor for p in lasting if p.executor), "")


def _changed_since(office: Office, window: Window) -> _Since:
    """Who looked after what, and what was chosen, at the end of a period, where that was changed later."""
    if window.until > int(office.now().timestamp()):
        return _Since({}, {})
    events = sorted(rows_at_end(_events_query, window), key=lambda event: event[0])
    touched = {_about(event) for event in events if event[4] >= window.until}
    assignees: dict[tuple[int, str], int | None] = {}
    chosen: dict[tuple[int, str], tuple[str, ...]] = {}
    for _, case_id, run_id, kind, recorded_at, text in (e for e in events if _about(e) in touched):
        data = json.loads(text)
        before = recorded_at < window.until
        if kind == _CHOSEN and not before:
            chosen.setdefault((case_id, data["step"]), tuple(data["before"]))
        elif kind == _ASSIGNED and before:
            assignees[run_id, data["part"]] = data["assignee"]
        elif kind == _ASSIGNED:
            assignees.setdefault((run_id, data["part"]), None)
    return _Since(assignees, chosen)


def _about(event: tuple[Any, ...]) -> tuple[int, int | None]:
    """The request and the run that an event is about."""
    return event[1], event[2]


def _events_query(window: Window, forks: Sequence[Any]) -> Any:
    """Who was given what and what was chosen in the requests that were open at the end of the period."""
    span, event = over_end(window, forks), History.alias("event")
    at = _seconds(event.recorded_at)
    columns = (event.id, span.c.case_id, event.run, event.kind, at, event.data)
    return (
        span.select_from(*columns)
        .join(event, on=(event.case == span.c.case_id))
        .where(event.kind.in_((_ASSIGNED, _CHOSEN)))
    )


def _seconds(moment: Any) -> Any:
    """A moment as the database keeps it: under a name of its own it is not converted."""
    return moment.alias(moment.name)
