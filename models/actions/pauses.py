"""Pausing and continuing a case (Tunda, Lanjutkan)."""

from __future__ import annotations

from models.actions import runs
from models.actions.act import CaseAct, act, on_case, stop
from models.actions.deadlines import refresh_run
from models.actions.moves import needed, works_on
from models.records.completion import PAUSE_PARTIES
from models.records.results import Changed
from models.store import case_state
from models.store.office import Office


@act
def pause_case(
    office: Office,
    person_id: int,
    case_id: int,
    party: str,
    reason: str,
    seen_version: int,
    executor: str = "",
) -> Changed:
    """Stop the clock with a reason and the party waited for (opd, pejabat, rapat, lainnya).

    Waiting for an agency shows the case in that agency's column: `executor`, or the first
    external executor of the SOP.
    """
    current = on_case(office, person_id, case_id, seen_version)
    _must_handle(current)
    if current.case.paused_for:
        raise stop("sudah_ditunda")
    if party not in PAUSE_PARTIES:
        raise stop("pihak_kosong")
    text = needed(reason)
    if party == "opd" and not executor:
        executor = next((e.id for e in current.sop.executors if e.external), "")
    pause_id = runs.pause(current, current.now, party, executor if party == "opd" else "", text)
    record = {"party": party, "executor": executor, "reason": text, "pause": pause_id}
    return _close(current, "ditunda", record)


@act
def continue_case(office: Office, person_id: int, case_id: int, seen_version: int) -> Changed:
    """Let the clock run on; the deadlines of open runs are derived anew."""
    current = on_case(office, person_id, case_id, seen_version)
    _must_handle(current)
    if not current.case.paused_for:
        raise stop("tidak_ditunda")
    runs.end_pauses(case_id, current.now)
    pauses = case_state.pauses_of(case_id)
    for run in case_state.open_runs(case_id):
        refresh_run(office, current.sop, run, pauses)
    return _close(current, "dilanjutkan", {"party": current.case.paused_for, "pause": pauses[-1].id})


def _must_handle(current: CaseAct) -> None:
    """Any pelaksana of an open part, the secretariat or a leader may pause and continue."""
    who = current.who
    if not (who.is_leader or who.is_secretariat or works_on(current)):
        raise stop("bukan_pelaksana_permohonan", nomor=current.case.number)


def _close(current: CaseAct, kind: str, record: dict[str, object]) -> Changed:
    runs.touched(current, current.now)
    current.record(kind, record)
    runs.redraw(current)
    return current.changed(moved=True)
