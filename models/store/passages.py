"""The rows that a case has been through, as its runs tell."""

from __future__ import annotations

import json

from models.rules.flow import Token, way
from models.store.rows import first_row
from models.store.statements import Statement
from models.store.tables import History, StepRun

#: States of a run whose row counts as done.
_DONE = frozenset({"selesai", "dilewati"})

_PASSAGES = Statement(
    lambda case_id: (
        StepRun.select(StepRun.id, StepRun.step, StepRun.branch, StepRun.state)
        .where((StepRun.case == case_id) & (StepRun.state != "batal"))
        .order_by(StepRun.id)
    )
)


def way_of(case_id: int) -> tuple[Token, ...]:
    """The runs through which the case came to stand where it does, see `flow.way`."""
    return way(Token(run_id, step, branch) for run_id, step, branch, _ in _PASSAGES.rows(case_id))


def rows_done(case_id: int) -> tuple[Token, ...]:
    """The passages through rows that are done and not to be done again, the latest first."""
    found = _PASSAGES.rows(case_id)
    states = {run_id: state for run_id, _, _, state in found}
    tokens = way(Token(run_id, step, branch) for run_id, step, branch, _ in found)
    return tuple(t for t in reversed(tokens) if states[t.run_id] in _DONE)


def runs_when_ended(case_id: int) -> tuple[Token, ...]:
    """The runs in which an ended case stood when it ended: the one that ended it and those it closed."""
    ending = History.kind.in_(("langkah_diselesaikan", "dilewati", "dibatalkan"))
    query = History.select(History.run, History.data).where((History.case == case_id) & ending)
    row = first_row(query.order_by(History.id.desc()))
    if row is None:
        return ()
    run_id, data = row
    stood = {run_id, *json.loads(data)["closes"]}
    return tuple(
        Token(run_id, step, branch) for run_id, step, branch, _ in _PASSAGES.rows(case_id) if run_id in stood
    )
