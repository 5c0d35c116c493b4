"""The rows that a case may be returned to from an open run."""

from __future__ import annotations

from models.rules.flow import Token, go_back
from models.store import case_state
from models.store.case_state import RunFacts
from models.store.passages import rows_done


def reachable(run: RunFacts) -> list[Token]:
    """Of the rows already done, those that this run can be returned to, the latest first."""
    here = Token(run.id, run.step, run.branch)
    others = [Token(o.id, o.step, o.branch) for o in case_state.open_runs(run.case_id) if o.id != run.id]
    return [t for t in rows_done(run.case_id) if t.step != run.step and go_back(here, t, others) is not None]
