"""Deriving the deadlines of open runs anew, after a pause or a change of the calendar."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from models.actions import cards
from models.actions.act import stop
from models.records.secrecy import CONFIDENTIAL
from models.records.sop import Sop
from models.store import case_state
from models.store.case_state import CaseFacts, PauseFacts, RunFacts
from models.store.office import Office
from models.store.rows import rows
from models.store.run_limits import limits
from models.store.secrecy import hidden_from
from models.store.tables import StepRun

#: Tells (done, total) and answers whether to go on.
Progress = Callable[[int, int], bool]


def refresh_run(office: Office, sop: Sop, run: RunFacts, pauses: list[PauseFacts]) -> bool:
    """Derive the limits of an open run anew and keep them; whether they changed."""
    found = limits(office, sop, sop.step(run.step), run.opened_at, pauses)
    if (found.due_at, found.green_until) == (run.due_at, run.green_until):
        return False
    query = StepRun.update(due_at=found.due_at, green_until=found.green_until, time_kind=found.kind)
    query.where(StepRun.id == run.id).execute()
    return True


def unwatched(_done: int, _total: int) -> bool:
    """The progress of work that nobody watches: it goes on to its end."""
    return True


def affected_runs(
    office: Office, actor_id: int, progress: Progress = unwatched
) -> list[tuple[int, str, str, datetime | None, datetime | None]]:
    """Open runs whose deadline the present calendar would move: (run id, number, step no, old, new) local.

    The preview of a calendar change; nothing is written. A confidential request that does not concern who
    asks is there without its number and step. Stops with `dihentikan` when `progress` says so.
    """
    secret = frozenset(hidden_from(office, actor_id))
    found: list[tuple[int, str, str, datetime | None, datetime | None]] = []
    for case, run in _open_limited_runs(progress):
        sop = office.sop(case.version_id)
        step = sop.step(run.step)
        new = limits(office, sop, step, run.opened_at, case_state.pauses_of(case.id)).due_at
        if new != run.due_at:
            old_local = None if run.due_at is None else office.local(run.due_at)
            number, step_no = (CONFIDENTIAL, "–") if case.id in secret else (case.number, step.no)
            found.append((run.id, number, step_no, old_local, None if new is None else office.local(new)))
    return found


def recompute_open_runs(office: Office, progress: Progress = unwatched) -> int:
    """Derive the deadlines of all open runs anew after a calendar change; how many moved.

    Finished runs keep what was judged then. Call inside the transaction of the change: when
    `progress` says to stop, the stop with `dihentikan` undoes all of it.
    """
    moved = 0
    for case, run in _open_limited_runs(progress):
        if refresh_run(office, office.sop(case.version_id), run, case_state.pauses_of(case.id)):
            cards.rebuild(office, case.id)
            moved += 1
    return moved


def _open_limited_runs(progress: Progress) -> Iterator[tuple[CaseFacts, RunFacts]]:
    query = StepRun.select(StepRun.case, StepRun.id).where(
        (StepRun.state == "terbuka") & StepRun.time_kind.in_(("batas", "rentang"))
    )
    found = rows(query.order_by(StepRun.id))
    for done, (case_id, run_id) in enumerate(found):
        if not progress(done, len(found)):
            raise stop("dihentikan")
        case, run = case_state.read_case(case_id), case_state.read_run(run_id)
        if case is not None and run is not None:
            yield case, run
