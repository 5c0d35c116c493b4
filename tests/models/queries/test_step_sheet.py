"""The step dialog's sheet: parts, documents, outcomes in words, choices, returns and drafts."""

from __future__ import annotations

import pytest

from models.actions import documents, moves, pauses, undo, work
from models.queries.step_sheet import RunGoneError, facts, step_sheet
from models.records.case import StepSheet
from models.rules.completion import obstacles
from models.store.tables import Document
from tests.office import SmallOffice, done


def sheet(small: SmallOffice, case: int, who: str) -> StepSheet:
    return step_sheet(small.office, small.people[who], small.open_runs(case)[0].id)


def test_the_external_first_step(small: SmallOffice) -> None:
    case = small.register("PP", subject="Migrasi <server>", contact_name="Ibu Contoh")
    shown = sheet(small, case, "tu")
    step = small.sop("PP").step("2")
    assert (shown.step_no, shown.step_count, shown.title, shown.text) == ("2", 7, step.title, step.text)
    assert (shown.subject, shown.agency, shown.contact_name) == (
        "Migrasi <server>",
        "Dinas Contoh",
        "Ibu Contoh",
    )
    assert (shown.round, shown.time_text, shown.pace) == (1, "1 Hari", "batas")
    assert [(p.part, p.label, p.external, p.may_act) for p in shown.parts] == [("a", "OPD", True, True)]
    assert shown.my_part == "a"
    assert shown.due is not None
    assert shown.due.tzinfo is None
    assert shown.seen_version == small.version(case)
    assert [o.leads_to for o in shown.outcomes] == ["langkah 3 · Dinas Kominfo"]


def test_who_may_not_act_sees_who_may(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    shown = sheet(small, case, "outsider")
    assert shown.my_part == ""
    assert shown.parts[0].holders == "Dinas Kominfo (CONTOH)"
    assert [
        o.code for o in obstacles(shown.facts, small.attempt(small.open_runs(case)[0], "a"), shown.opened_at)
    ] == ["bukan_pemegang"]


def test_outcomes_tell_where_they_lead(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    shown = sheet(small, case, "PP:kominfo")
    words = {o.id: (o.label, o.leads_to, o.reason) for o in shown.outcomes}
    assert words == {
        "disetujui": ("Disetujui", "langkah 4 · Dinas Kominfo", False),
        "tidak_disetujui": ("Tidak disetujui", "ditolak", True),
    }
    assert shown.outputs[0].on_labels == ("Disetujui",)


def test_the_closing_row_is_the_end(small: SmallOffice) -> None:
    case = small.register("PP")
    for outcome in (None, "disetujui", None, "berhasil", None):
        small.walk(case, outcome)
    words = {o.id: o.leads_to for o in sheet(small, case, "PP:kominfo").outcomes}
    assert words == {"ada": "langkah 8 · Dinas Kominfo", "tidak_ada": "selesai"}


def test_documents_stand_in_their_slots(small: SmallOffice) -> None:
    case = small.register("PP")
    done(small.attach(case, "surat_permohonan"))
    done(small.attach(case, "surat_permohonan"))
    done(small.attach(case, "formulir_perubahan"))
    shown = sheet(small, case, "tu")
    slots = {s.doc_type: s for s in shown.needs[0].slots}
    assert slots["perencanaan_perubahan"].current is None
    letter = slots["surat_permohonan"].current
    assert letter is not None
    assert (letter.version, letter.kind, letter.place, letter.step_no) == (2, "kertas", "Rak 1", "2")
    assert letter.added_by == "Petugas TU (CONTOH)"
    output = shown.outputs[0].slots[0]
    assert (output.doc_type, output.delivered) == ("formulir_perubahan", True)


def test_a_withdrawn_version_gives_way_to_the_one_before(small: SmallOffice) -> None:
    case = small.register("PP")
    done(small.attach(case, "surat_permohonan"))
    second = done(small.attach(case, "surat_permohonan")).record_id
    assert second is not None
    done(documents.withdraw(small.office, small.people["tu"], second, "Salah unggah"))
    slots = {s.doc_type: s for s in sheet(small, case, "tu").needs[0].slots}
    current = slots["surat_permohonan"].current
    assert current is not None
    assert current.version == 1


def test_parts_of_a_shared_step(small: SmallOffice) -> None:
    case = small.register("PAW", start_step="11")
    run = small.open_runs(case)[0]
    small.supply(case, run, None, "b")
    done(small.complete(run, "b"))
    shown = sheet(small, case, "PAW:web")
    assert [(p.part, p.phase) for p in shown.parts] == [("a", "terbuka"), ("b", "selesai"), ("c", "terbuka")]
    assert shown.my_part == "c"
    assert shown.parts[1].finished_by == "Web Programmer (CONTOH)" or shown.parts[1].finished_by
    assert shown.parts[1].finished_at == shown.opened_at
    assert {o.part for o in shown.outputs} >= {"a", "b", "c"}


def test_an_external_part_names_its_contact(small: SmallOffice) -> None:
    case = small.register("PAW", start_step="6")
    run = small.open_runs(case)[0]
    small.supply(case, run, None, "a")
    done(small.complete(run, "a"))
    part = sheet(small, case, "PAW:kasi").parts[0]
    assert part.finished_by == "Kontak OPD (CONTOH) (Surat), dicatat Petugas TU (CONTOH)"


def test_rows_already_done_can_be_returned_to(small: SmallOffice) -> None:
    case = small.register("PP")
    assert sheet(small, case, "tu").returns == ()
    small.walk(case)
    small.walk(case, "disetujui")
    shown = sheet(small, case, "PP:kominfo")
    assert [(r.step, r.step_no) for r in shown.returns] == [("2", "2"), ("3", "3")]
    run = small.open_runs(case)[0]
    done(
        moves.return_case(small.office, small.people["PP:kominfo"], run.id, "2", "Salah", shown.seen_version)
    )
    again = sheet(small, case, "tu")
    assert (again.step_no, again.round) == ("2", 2)
    stale = [s.current.stale for g in again.outputs for s in g.slots if s.current]
    assert stale == [True]


def test_pause_draft_and_undo_show(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    kominfo = small.people["PP:kominfo"]
    run = small.open_runs(case)[0]
    assert sheet(small, case, "tu").can_undo
    assert not sheet(small, case, "PP:kominfo").can_undo
    assert sheet(small, case, "leader").can_undo
    done(work.save_draft(small.office, kominfo, run.id, {"catatan": "sebagian"}))
    done(pauses.pause_case(small.office, kominfo, case, "rapat", "Menunggu rapat", small.version(case)))
    shown = sheet(small, case, "PP:kominfo")
    assert shown.draft == {"catatan": "sebagian"}
    assert (shown.paused_for, shown.paused_reason, shown.pace) == ("rapat", "Menunggu rapat", "ditunda")
    assert sheet(small, case, "tu").draft == {}
    assert not sheet(small, case, "leader").can_undo


def test_a_run_that_is_over_is_said_to_be_gone(small: SmallOffice) -> None:
    case = small.register("PP")
    run = small.open_runs(case)[0].id
    small.walk(case)
    with pytest.raises(RunGoneError):
        step_sheet(small.office, small.people["tu"], run)
    with pytest.raises(RunGoneError):
        facts(small.office, small.people["tu"], 999)
    done(undo.undo_last(small.office, small.people["tu"], case, small.version(case)))
    assert step_sheet(small.office, small.people["tu"], run).step_no == "2"


def test_every_open_step_of_every_sop_can_be_shown(small: SmallOffice) -> None:
    seen = 0
    for code in ("MPA", "MLS", "PP", "PA", "PAW"):
        for step in small.sop(code).work_steps:
            case = small.register(code, start_step=step.id)
            shown = sheet(small, case, "leader")
            assert shown.step_no == step.no
            assert all(o.leads_to for o in shown.outcomes)
            assert len(shown.parts) == len(step.parts)
            seen += 1
    assert seen > 30
    assert Document.select().count() == 0


def test_later_executors_are_chosen_here(small: SmallOffice) -> None:
    found = 0
    for code in ("MPA", "MLS", "PP", "PA", "PAW"):
        for later in [s for s in small.sop(code).steps if s.parts_mode == "dipilih"]:
            case = small.register(code, start_step=later.chosen_at)
            choice = sheet(small, case, "leader").choices[0]
            assert choice.step == later.id
            assert [c[0] for c in choice.candidates] == [p.id for p in later.workers]
            assert choice.chosen == ()
            found += 1
    assert found > 0


def to_step(small: SmallOffice, case: int, no: str) -> None:
    sop = small.sop("PP")
    while (step := sop.step(small.at_steps(case)[0])).no != no:
        small.walk(case, step.outcomes[0].id if step.is_decision else None)


def test_a_second_round_says_why_by_whom_and_when(small: SmallOffice) -> None:
    case = small.register("PP")
    to_step(small, case, "4")
    assert sheet(small, case, "PP:kominfo").again is None
    small.clock.forward(minutes=30)
    run = small.open_runs(case)[0]
    back = small.sop("PP").step(sheet(small, case, "PP:kominfo").returns[0].step)
    done(
        moves.return_case(
            small.office,
            small.people["PP:kominfo"],
            run.id,
            back.id,
            "Anggaran belum jelas",
            small.version(case),
        )
    )
    again = sheet(small, case, "PP:kominfo").again
    assert again is not None
    assert again.what == f"dikembalikan dari langkah 4 ({small.sop('PP').step(run.step).title})"
    assert (again.reason, again.at) == ("Anggaran belum jelas", small.office.local(small.clock()))
    assert again.by.startswith("Dinas Kominfo (CONTOH)")
    # the rows after it come again because of the same return
    to_step(small, case, "4")
    later = sheet(small, case, "PP:kominfo")
    assert later.round == 2
    assert later.again is not None
    assert later.again.what.endswith(f" ke langkah {back.no}")
    assert later.again.reason == "Anggaran belum jelas"


def test_a_failed_test_and_a_reopening_say_so_where_they_led(small: SmallOffice) -> None:
    case = small.register("PP")
    to_step(small, case, "5")
    title = small.sop("PP").step(small.at_steps(case)[0]).title
    small.walk(case, "gagal", note="Server mati")
    again = sheet(small, case, "leader").again
    assert again is not None
    assert again.what == f"“Gagal” pada langkah 5 ({title}), kembali ke langkah ini"
    assert again.reason == "Server mati"
    # an annulled loop is no reason any more
    done(undo.undo_last(small.office, small.people["PP:kominfo"], case, small.version(case)))
    assert sheet(small, case, "leader").again is None
    done(moves.cancel_case(small.office, small.people["leader"], case, "Ditarik", small.version(case)))
    done(moves.reopen_case(small.office, small.people["leader"], case, "Jadi juga", small.version(case)))
    reopened = sheet(small, case, "leader").again
    assert reopened is not None
    assert (reopened.what, reopened.reason) == ("permohonan dibuka kembali", "Jadi juga")
