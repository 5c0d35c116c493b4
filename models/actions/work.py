"""Acts around the work itself: choose executors, agree a target date, assign, note, keep a draft."""

from __future__ import annotations

from datetime import datetime

from models.actions import runs
from models.actions.act import CaseAct, act, on_case, on_run, stop
from models.actions.complete import write_choice
from models.actions.entered_text import NAME_LIMIT, NOTE_LIMIT
from models.actions.moves import works_on
from models.records.results import Changed
from models.records.sop import Step
from models.rules.flow import opening_phases
from models.store import case_state
from models.store.case_state import PartFacts, RunFacts
from models.store.office import Office
from models.store.people import standing
from models.store.run_facts import acting
from models.store.tables import Draft, PartRun, Person, StepRun

#: In days; a later target is a slip of the keyboard.
_FARTHEST_TARGET = 3660


@act
def choose_executors(
    office: Office, person_id: int, case_id: int, step: str, parts: tuple[str, ...], seen_version: int
) -> Changed:
    """Choose anew who does a `dipilih` step, also while it is open; what is finished stays finished.

    By a leader or whoever works on an open part of the case.
    """
    current = on_case(office, person_id, case_id, seen_version)
    if not current.who.is_leader and not works_on(current):
        raise stop("bukan_pelaksana_permohonan", nomor=current.case.number)
    target = next((s for s in current.sop.steps if s.id == step), None)
    if target is None or target.parts_mode != "dipilih":
        raise stop("langkah_tanpa_pilihan")
    picked = tuple(p.id for p in target.workers if p.id in parts)
    if not picked or len(picked) != len(set(parts)):
        raise stop("pelaksana_belum_dipilih", langkah=target.no)
    before = case_state.chosen_parts(case_id, step)
    write_choice(case_id, step, picked)
    for run in case_state.open_runs(case_id):
        if run.step == step:
            _rechoose(run, target, picked)
    current.record("pelaksana_dipilih", {"step": step, "before": list(before), "after": list(picked)})
    runs.redraw(current)
    return current.changed(moved=True)


@act
def agree_target(
    office: Office, person_id: int, run_id: int, target: datetime, agreed_with: str, seen_version: int
) -> Changed:
    """Agree a target date (office-local) for a run without a limit, and with whom it was agreed."""
    current, run = on_run(office, person_id, run_id, seen_version)
    if not current.who.is_leader and not works_on(current):
        raise stop("bukan_pelaksana_permohonan", nomor=current.case.number)
    if run.time_kind in ("batas", "rentang"):
        raise stop("target_tidak_perlu")
    if not agreed_with.strip():
        raise stop("kesepakatan_kosong")
    if len(agreed_with.strip()) > NAME_LIMIT:
        raise stop("kesepakatan_terlalu_panjang", batas=NAME_LIMIT)
    at = office.utc(target)
    if at <= run.opened_at:
        raise stop("target_sebelum_mulai")
    if (at - current.now).days > _FARTHEST_TARGET:
        raise stop("target_terlalu_jauh", tahun=target.year)
    StepRun.update(target_at=at, target_by=agreed_with.strip()).where(StepRun.id == run.id).execute()
    record = {"target": int(at.timestamp()), "agreed_with": agreed_with.strip()}
    current.record("target_disepakati", record, run_id=run.id)
    runs.redraw(current)
    return current.changed(moved=False)


@act
def assign(office: Office, person_id: int, run_id: int, part: str, assignee_id: int | None) -> Changed:
    """Set or clear who looks after a part (Ambil, Tugaskan); sorts Tugas Saya and locks nothing.

    Taking it oneself needs the position; giving it to somebody needs that too, or a leader.
    """
    current, run = on_run(office, person_id, run_id)
    step = current.sop.step(run.step)
    row = _open_part(run, step, part)
    mine = acting(current.sop, step, current.case.sop_id, current.who)[part] == ""
    if not mine and not current.who.is_leader:
        raise stop("bukan_pemegang", pelaksana=current.sop.executor(row.executor).label, pemegang="")
    name = ""
    if assignee_id is not None:
        name = _assignee_name(current, step, part, assignee_id)
    PartRun.update(assignee=assignee_id).where(PartRun.id == row.id).execute()
    current.record("petugas_ditetapkan", {"part": part, "assignee": assignee_id, "name": name}, run_id=run.id)
    runs.redraw(current)
    return current.changed(moved=False)


@act
def add_note(office: Office, person_id: int, case_id: int, text: str) -> Changed:
    """Add a note to the history of a case, also after its end."""
    current = on_case(office, person_id, case_id, running=False)
    words = text.strip()
    if not words:
        raise stop("catatan_kosong")
    if len(words) > NOTE_LIMIT:
        raise stop("catatan_terlalu_panjang", batas=NOTE_LIMIT)
    current.record("catatan", {"text": words})
    return current.changed(moved=False)


@act
def save_draft(office: Office, person_id: int, run_id: int, content: dict[str, object]) -> Changed:
    """Keep what was typed in a step dialog, for this person and run; replaces the earlier draft."""
    current, run = on_run(office, person_id, run_id)
    Draft.delete().where((Draft.run == run.id) & (Draft.person == person_id)).execute()
    Draft.insert(run=run.id, person=person_id, content=runs.as_json(content), at=current.now).execute()
    return current.changed(moved=False)


@act
def discard_draft(office: Office, person_id: int, run_id: int) -> Changed:
    """Forget the draft of this person in a run."""
    current, run = on_run(office, person_id, run_id)
    Draft.delete().where((Draft.run == run.id) & (Draft.person == person_id)).execute()
    return current.changed(moved=False)


def _rechoose(run: RunFacts, step: Step, picked: tuple[str, ...]) -> None:
    phases = opening_phases(step, picked)
    parts = case_state.parts_of([run.id])
    if all(p.state == "selesai" for p in parts if p.part in picked):
        raise stop("pilihan_sudah_selesai", langkah=step.no)
    for part in parts:
        if part.state != "selesai" and part.state != phases[part.part]:
            PartRun.update(state=phases[part.part]).where(PartRun.id == part.id).execute()


def _open_part(run: RunFacts, step: Step, part: str) -> PartFacts:
    for row in case_state.parts_of([run.id]):
        if row.part == part and row.state in ("terbuka", "menunggu"):
            return row
    raise stop("bagian_tidak_terbuka", langkah=step.no)


def _assignee_name(current: CaseAct, step: Step, part: str, assignee_id: int) -> str:
    name: str | None = Person.select(Person.name).where((Person.id == assignee_id) & Person.active).scalar()
    if name is None:
        raise stop("orang_tidak_ada")
    other = standing(current.office, assignee_id, current.now)
    if acting(current.sop, step, current.case.sop_id, other)[part]:
        label = current.sop.executor(step.part(part).executor).label
        raise stop("petugas_bukan_pemegang", nama=name, pelaksana=label)
    return name
