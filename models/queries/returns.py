"""The rows that a case may be returned to from an open run."""

from __future__ import annotations

from models.queries.rows import rows
from models.rules.flow import Token, go_back
from models.store import case_state
from models.store.case_state import RunFacts
from models.store.tables import StepRun

#: States of a run that count as a row already done.
DONE = ("selesai", "dilewati")


def done_runs(case_id: int) -> list[Token]:
    """The last passage through every row already done, the latest first."""
    query = StepRun.select(StepRun.id, StepRun.step, StepRun.branch).where(
        (StepRun.case == case_id) & StepRun.state.in_(DONE)
    )
    found: dict[str, Token] = {}
    for run_id, step, branch in rows(query.order_by(StepRun.id.desc())):
        found.setdefault(step, Token(run_id, step, branch))
    return list(found.values())


def reachable(run: RunFacts) -> list[Token]:
    """Of the rows already done, those that this run can be returned to, the latest first."""
    here = Token(run.id, run.step, run.branch)
    others = [Token(o.id, o.step, o.branch) for o in case_state.open_runs(run.case_id) if o.id != run.id]
    return [t for t in done_runs(run.case_id) if t.step != run.step and go_back(here, t, others) is not None]
