"""Undoing the last completion of a case, while nothing followed it but notes."""

from __future__ import annotations

from typing import Any

from models.actions import runs
from models.actions.act import CaseAct, act, on_case, stop
from models.actions.complete import late_again, write_choice
from models.actions.deadlines import refresh_run
from models.records.results import Changed
from models.store import case_state, spans
from models.store.last_completion import last_completion
from models.store.office import Office
from models.store.tables import Case, Document, PartRun, PauseRow, StepRun


@act
def undo_last(office: Office, person_id: int, case_id: int, seen_version: int) -> Changed:
    """Take back the last completion; the clock runs on as if it had never been finished.

    By its doer or a leader. Both events stay in the history.
    """
    current = on_case(office, person_id, case_id, seen_version, running=False)
    event = last_completion(case_id)
    if event is None:
        raise stop("tidak_ada_yang_diurungkan", nomor=current.case.number)
    event_id, run_id, kind, doer, data = event
    if doer != person_id and not current.who.is_leader:
        raise stop("bukan_pelaku_terakhir")
    if kind == "langkah_diselesaikan":
        _undo_step(current, run_id, data)
    _undo_part(run_id, data)
    current.record("penyelesaian_diurungkan", {"event": event_id, "part": data["part"]}, run_id=run_id)
    runs.redraw(current)
    return current.changed(moved=True)


def _undo_part(run_id: int, data: dict[str, Any]) -> None:
    for part, state in data["before"].items():
        values: dict[str, Any] = {"state": state}
        if part == data["part"]:
            values |= {"finished_by": None, "finished_at": None, "contact": "", "channel": ""}
        PartRun.update(**values).where((PartRun.run == run_id) & (PartRun.part == part)).execute()


def _undo_step(current: CaseAct, run_id: int, data: dict[str, Any]) -> None:
    opened = [o["run"] for o in data["opens"]]
    if opened:
        runs.close_runs(tuple(opened), "batal", current.now)
    back = [run_id, *data["closes"]]
    StepRun.update(state="terbuka", closed_at=None).where(StepRun.id.in_(back)).execute()
    StepRun.update(
        outcome="", reason="", late_code="", late_text="", minutes=None, late=False, past_target=False
    ).where(StepRun.id == run_id).execute()
    if "pause" in data:
        # An interval of no length: the pause stays on record but takes no time away.
        PauseRow.update(until_at=PauseRow.since_at).where(PauseRow.id == data["pause"]).execute()
    if data.get("stale"):
        Document.update(stale=False).where(Document.id.in_(data["stale"])).execute()
    for step, choice in data["choices"].items():
        write_choice(current.case.id, step, tuple(choice["before"]))
    Case.update(status="berjalan", closed_at=None, paused_for="", paused_party="").where(
        Case.id == current.case.id
    ).execute()
    if data["end"]:
        spans.undo_ending(current.case.id)
    late_again(current.case.id)
    _follow_calendar(current)


def _follow_calendar(current: CaseAct) -> None:
    """The calendar may have changed while the run was finished, when no change could reach it."""
    pauses = case_state.pauses_of(current.case.id)
    for run in case_state.open_runs(current.case.id):
        refresh_run(current.office, current.sop, run, pauses)
