"""Moving a case other than by completing: return, skip, cancel, reopen."""

from __future__ import annotations

from typing import Any

from models.actions import runs
from models.actions.act import CaseAct, act, on_case, on_run, stop
from models.actions.entered_text import REASON_LIMIT
from models.records.results import Changed
from models.rules import flow
from models.store import case_state, spans
from models.store.office import Office
from models.store.passages import rows_done, runs_when_ended, way_of
from models.store.rows import rows
from models.store.run_facts import acting
from models.store.tables import Case, StepRun


@act
def return_case(
    office: Office, person_id: int, run_id: int, step: str, reason: str, seen_version: int
) -> Changed:
    """Return an open run to a row already done (and not to be done again), with a reason; works while paused.

    By any open pelaksana of the case or a leader. Opens a new run with a fresh standard and
    marks outputs delivered since that row was last entered as "perlu diperbarui".
    """
    current, run = on_run(office, person_id, run_id, seen_version)
    _must_work_on(current)
    text = needed(reason)
    target = next((t for t in rows_done(run.case_id) if t.step == step), None)
    if target is None or step == run.step:
        raise stop("kembali_belum_dikerjakan", langkah=step)
    others = [runs.token(o) for o in runs.others_of(current, run.id)]
    move = flow.go_back(runs.token(run), target, others)
    if move is None:
        raise stop("kembali_antar_cabang", langkah=current.sop.step(step).no)
    runs.close_runs((run.id,), "dikembalikan", current.now)
    record = {"to": step, "reason": text, **runs.carry_out(current, move, current.now)}
    StepRun.update(reason=text).where(StepRun.id == run.id).execute()
    return _close(current, "dikembalikan", record, run.id)


@act
def skip_step(
    office: Office, person_id: int, run_id: int, reason: str, seen_version: int, outcome: str | None = None
) -> Changed:
    """Leave an open run undone and go on (leaders, with a reason); a decision needs its outcome."""
    current, run = on_run(office, person_id, run_id, seen_version)
    if current.case.paused_for:
        raise stop("ditunda")
    text = needed(reason)
    step = current.sop.step(run.step)
    if step.is_decision and outcome not in {o.id for o in step.outcomes}:
        raise stop("keputusan_belum", pilihan=tuple(o.label for o in step.outcomes))
    chosen = outcome if step.is_decision and outcome is not None else step.outcomes[0].id
    others = [runs.token(o) for o in runs.others_of(current, run.id)]
    move = flow.advance(current.sop, runs.token(run), chosen, others)
    runs.close_runs((run.id,), "dilewati", current.now)
    StepRun.update(reason=text, outcome=chosen).where(StepRun.id == run.id).execute()
    record = {"reason": text, "outcome": chosen, **runs.carry_out(current, move, current.now)}
    return _close(current, "dilewati", record, run.id)


@act
def cancel_case(office: Office, person_id: int, case_id: int, reason: str, seen_version: int) -> Changed:
    """End a case as dibatalkan (leaders, with a reason); works while paused."""
    current = on_case(office, person_id, case_id, seen_version)
    text = needed(reason)
    open_now = tuple(r.id for r in case_state.open_runs(case_id))
    runs.close_runs(open_now, "ditutup", current.now)
    runs.end_pauses(case_id, current.now)
    runs.end_case(current, "dibatalkan", current.now)
    return _close(current, "dibatalkan", {"reason": text, "closes": list(open_now)}, None)


@act
def reopen_case(office: Office, person_id: int, case_id: int, reason: str, seen_version: int) -> Changed:
    """Open an ended case again at its last finished row, as a new run (leaders, with a reason).

    A row that a return or a loop had put ahead of the case again does not count as finished. What
    was delivered since the row was entered is to be renewed, as after a return. Sibling branches
    that were under way when the case ended go on where they stood, as new runs too (`flow.reopen`).
    """
    current = on_case(office, person_id, case_id, seen_version, running=False)
    if current.case.status == "berjalan":
        raise stop("permohonan_masih_berjalan", nomor=current.case.number)
    text = needed(reason)
    back, *beside = flow.reopen(_last_finished(current), runs_when_ended(case_id))
    Case.update(status="berjalan", closed_at=None).where(Case.id == case_id).execute()
    spans.reopen(case_id, current.now)
    record = {"reason": text, **runs.carry_out_openings(current, (back,), current.now)}
    for opening in beside:
        at = int(current.now.timestamp())
        record["opens"].append(runs.open_run(current, opening, current.now) | {"at": at})
    return _close(current, "dibuka_kembali", record, None)


def needed(reason: str) -> str:
    """The reason without blanks around it; stops when there is none, or a whole book."""
    text = reason.strip()
    if not text:
        raise stop("alasan_diperlukan")
    if len(text) > REASON_LIMIT:
        raise stop("alasan_terlalu_panjang", batas=REASON_LIMIT)
    return text


def works_on(current: CaseAct) -> bool:
    """Whether the person may act on a pelaksana part that is still to be done (now or in its turn)."""
    for run in case_state.open_runs(current.case.id):
        step = current.sop.step(run.step)
        may = acting(current.sop, step, current.case.sop_id, current.who)
        parts = case_state.parts_of([run.id])
        if any(p.state in ("terbuka", "menunggu") and may[p.part] == "" for p in parts):
            return True
    return False


def _last_finished(current: CaseAct) -> flow.Token:
    """The row finished last of those on the way of the case; its first row when there is none."""
    query = StepRun.select(StepRun.id, StepRun.closed_at).where(
        (StepRun.case == current.case.id) & (StepRun.state == "selesai")
    )
    closed = dict(rows(query))
    done = [t for t in way_of(current.case.id) if t.run_id in closed]
    first = flow.Token(0, current.sop.first.id)
    return max(done, key=lambda t: (closed[t.run_id], t.run_id), default=first)


def _must_work_on(current: CaseAct) -> None:
    if not current.who.is_leader and not works_on(current):
        raise stop("bukan_pelaksana_permohonan", nomor=current.case.number)


def _close(current: CaseAct, kind: str, record: dict[str, Any], run_id: int | None) -> Changed:
    runs.touched(current, current.now)
    current.record(kind, record, run_id=run_id)
    runs.redraw(current)
    return current.changed(moved=True)
