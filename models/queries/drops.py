"""What dropping a card on another column of the board would mean."""

from __future__ import annotations

from models.queries.returns import reachable
from models.records.board import DropTarget
from models.records.sop import Sop, Step
from models.rules.flow import targets
from models.store.case_state import CaseFacts, RunFacts
from models.store.office import Office
from models.store.people import holders_of, standing
from models.store.run_facts import acting
from models.store.secrecy import visible_run
from models.store.statements import Statement
from models.store.tables import PartRun

_PHASES = Statement(lambda run_id: PartRun.select(PartRun.part, PartRun.state).where(PartRun.run == run_id))


def drop_target(office: Office, person_id: int, run_id: int, part: str, column: str) -> DropTarget:
    """Finish the step towards a column, return to a row already done there, or neither and why.

    What is missing, and whether this person may return it, is what the dialog says that follows.
    """
    found = visible_run(office, run_id)
    if found is None or found[1].state != "terbuka":
        return DropTarget("none", why="kartu_sudah_berpindah")
    case, run = found
    sop = office.sop(case.version_id)
    step = sop.step(run.step)
    phases: dict[str, str] = dict(_PHASES.rows(run_id))
    if phases.get(part) != "terbuka":
        return _not_open(sop, step, phases, part)
    if column == (case.paused_party or step.part(part).executor):
        return DropTarget("none", why="kolom_sama")
    towards = _towards(sop, step, phases, part, column)
    if towards is not None and not case.paused_for:
        return _for_person(office, person_id, case, step, part) or towards
    back = _back(sop, run, column)
    return back or _no_way(sop, step, column, case)


def _not_open(sop: Sop, step: Step, phases: dict[str, str], part: str) -> DropTarget:
    """A part that is finished, fell away, only attends, or waits for its turn."""
    if phases.get(part) == "menunggu":
        before = next(p for p in step.workers if phases[p.id] == "terbuka")
        label = sop.executor(before.executor).label
        return DropTarget("none", why="menunggu_giliran", data={"pelaksana": label})
    return DropTarget("none", why="bagian_tidak_terbuka", data={"langkah": step.no})


def _towards(sop: Sop, step: Step, phases: dict[str, str], part: str, column: str) -> DropTarget | None:
    """Finishing the part leads to the column."""
    outcomes = tuple(
        o.id for o in step.outcomes if any(p.executor == column for p in targets(sop, step, o.id))
    )
    if not outcomes and not _next_in_turn(step, phases, part, column):
        return None
    return DropTarget("complete", outcomes)


def _for_person(office: Office, person_id: int, case: CaseFacts, step: Step, part: str) -> DropTarget | None:
    """Why this person may not finish the part; None when they may."""
    sop = office.sop(case.version_id)
    now = office.now()
    why = acting(sop, step, case.sop_id, standing(office, person_id, now))[part]
    if not why:
        return None
    executor = step.part(part).executor
    holders = ", ".join(holders_of(case.sop_id, executor, office.local(now).date()))
    data: dict[str, str | int | tuple[str, ...]] = {
        "pelaksana": sop.executor(executor).label,
        "pemegang": holders,
    }
    return DropTarget("none", why=why, data=data)


def _next_in_turn(step: Step, phases: dict[str, str], part: str, column: str) -> bool:
    """Whether the part after this one, in a step done in order, stands in the column."""
    waiting = [p for p in step.workers if phases[p.id] == "menunggu" and p.id != part]
    return bool(waiting) and waiting[0].executor == column


def _back(sop: Sop, run: RunFacts, column: str) -> DropTarget | None:
    """The latest row already done in that column; returning works while paused, too."""
    for target in reachable(run):
        if any(p.executor == column for p in sop.step(target.step).workers):
            return DropTarget("return", step=target.step)
    return None


def _no_way(sop: Sop, step: Step, column: str, case: CaseFacts) -> DropTarget:
    if case.paused_for:
        return DropTarget("none", why="ditunda")
    labels = {e.id: e.label for e in sop.executors}
    data: dict[str, str | int | tuple[str, ...]] = {
        "kolom": labels.get(column, column),
        "langkah": step.no,
    }
    return DropTarget("none", why="kolom_bukan_tujuan", data=data)
