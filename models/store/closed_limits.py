"""The limits of work that was open when a month ended, kept with its closing.

When the working calendar is changed, open runs get other limits, also as of the end of a month that is
closed: requests become late there, or no longer are, although nothing happened to them. What was kept tells
how many, so that nobody takes it for something that was entered afterwards.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.rules.recap_counting import limit_passed
from models.store.recap_figures import Window, agencies_then, over_end, rows_at_end
from models.store.rows import rows
from models.store.tables import PauseRow, StepRun

#: As many requests as are read at a time.
_CHUNK = 400

#: How many more requests are late because of other limits, by SOP and agency.
Shift = Counter[tuple[int, int]]


def limits_at_end(window: Window) -> dict[int, int]:
    """The runs that were open at the end of a period, and their limits in seconds UTC."""
    return dict(rows_at_end(_limits_query, window))


def _limits_query(window: Window, forks: Sequence[Any]) -> Any:
    span, run = over_end(window, forks), StepRun.alias("run")
    open_then = run.closed_at.is_null() | (run.closed_at >= window.until)
    return (
        span.select_from(run.id, run.due_at.alias("due_at"))
        .join(run, on=(run.case == span.c.case_id))
        .where(
            (run.state != "batal") & (run.opened_at < window.until) & open_then & run.due_at.is_null(False)
        )
    )


def shifted(window: Window, kept: dict[int, int]) -> Shift:
    """How many more requests are late at the end of a period than with the limits that were kept."""
    moved = {
        run_id: kept[run_id] for run_id, due in limits_at_end(window).items() if kept.get(run_id, due) != due
    }
    found: Shift = Counter()
    if not moved:
        return found
    of_case = dict(rows(StepRun.select(StepRun.id, StepRun.case).where(StepRun.id.in_(list(moved)))))
    cases = sorted(set(of_case.values()))
    sops = dict(rows_at_end(_sops_query, window))
    for start in range(0, len(cases), _CHUNK):
        chunk = cases[start : start + _CHUNK]
        agencies = agencies_then(chunk, window)
        for case_id, more in _late_more(chunk, window, moved).items():
            found[sops[case_id], agencies[case_id]] += more
    return found


def _sops_query(window: Window, forks: Sequence[Any]) -> Any:
    span = over_end(window, forks)
    return span.select_from(span.c.case_id, span.c.sop_id)


def _late_more(cases: list[int], window: Window, moved: dict[int, int]) -> dict[int, int]:
    """Of each request 1 when only its limits of today make it late, -1 when only those kept do, else 0."""
    pauses: dict[int, list[tuple[int, int | None]]] = defaultdict(list)
    of_pauses = PauseRow.select(PauseRow.case, PauseRow.since_at, PauseRow.until_at)
    for case_id, since, until in rows(of_pauses.where(PauseRow.case.in_(cases))):
        pauses[case_id].append((int(since.timestamp()), _seconds(until)))
    now: dict[int, bool] = dict.fromkeys(cases, False)
    then = dict(now)
    columns = (StepRun.state, StepRun.closed_at, StepRun.late, StepRun.due_at)
    of_runs = StepRun.select(StepRun.case, StepRun.id, *columns).where(
        StepRun.case.in_(cases) & (StepRun.state != "batal") & (StepRun.opened_at < window.until)
    )
    for case_id, run_id, state, closed_at, late, due_at in rows(of_runs):
        closed, due = _seconds(closed_at), _seconds(due_at)
        if closed is not None and closed < window.until:
            judged = before = state == "selesai" and late
        else:
            judged = limit_passed(due, pauses[case_id], window.judged)
            before = limit_passed(moved.get(run_id, due), pauses[case_id], window.judged)
        now[case_id] |= judged
        then[case_id] |= before
    return {case_id: now[case_id] - then[case_id] for case_id in cases}


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else int(moment.timestamp())
