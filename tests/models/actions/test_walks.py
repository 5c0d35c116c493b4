"""Requests walked through the five SOPs by the real acts on a real database."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.actions import complete, documents, moves, pauses, undo, work
from models.actions.register import register
from models.queries.returns import reachable
from models.records.completion import Attempt
from models.records.registration import PaperAttachment, Registration
from models.records.results import Changed
from models.store import case_state
from models.store.tables import Card, Document, History, StepRun
from tests.office import SmallOffice, done, refused


def columns(case_id: int) -> set[tuple[str, str, str]]:
    query = Card.select(Card.column, Card.role, Card.pace).where(Card.case == case_id)
    return set(query.tuples())


def test_the_two_row_sop_ends(small: SmallOffice) -> None:
    case = small.register("MPA")
    assert small.at_steps(case) == ["8"]
    first = small.open_runs(case)[0]
    assert len(refused(small.complete(first, "a"), "kelengkapan_belum").data["dokumen"]) == 2  # type: ignore[arg-type]
    assert columns(case) == {("programmer", "pelaksana", "tanpa_batas"), ("opd", "peserta", "tanpa_batas")}
    small.walk(case)
    assert small.at_steps(case) == ["9"]
    small.walk(case)
    assert small.case(case).status == "selesai"
    assert columns(case) == set()


def test_change_sop_is_refused_with_a_reason(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    run = small.open_runs(case)[0]
    refused(small.complete(run, "a"), "keputusan_belum")
    refused(small.complete(run, "a", "tidak_disetujui"), "alasan_kosong")
    done(small.complete(run, "a", "tidak_disetujui", outcome_reason="Dampaknya terlalu besar"))
    assert small.case(case).status == "ditolak"
    refused(small.complete(run, "a", "disetujui"), "permohonan_sudah_berakhir")


def test_change_sop_fails_its_test_and_passes_in_the_second_round(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    small.walk(case, "disetujui")
    small.walk(case)
    small.walk(case, "gagal")
    run = small.open_runs(case)[0]
    assert (run.step, run.round) == ("4", 2)
    stale = {r[0] for r in Document.select(Document.doc_type).where(Document.stale).tuples()}
    assert len(stale) == 2, "the change and its test result must be renewed, the approval not"
    small.walk(case)
    assert small.open_runs(case)[0].round == 2
    stale = {d.doc_type for d in case_state.newest_documents(case).values() if d.stale}
    assert stale == {"hasil_tes"}, "the change was renewed in this round, so the test may begin"
    small.walk(case, "berhasil")
    small.walk(case)
    small.walk(case, "ada")
    small.walk(case)
    assert small.case(case).status == "selesai"


def test_outputs_only_on_the_outcome_that_asks_for_them(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    run = small.open_runs(case)[0]
    missing = refused(small.complete(run, "a", "disetujui"), "output_belum")
    assert missing.data["dokumen"]


def test_who_may_not_act_sees_who_may(small: SmallOffice) -> None:
    case = small.register("MPA")
    run = small.open_runs(case)[0]
    why = refused(small.complete(run, run_part(run.id), who=small.people["outsider"]), "bukan_pemegang")
    assert "Programmer (CONTOH)" in str(why.data["pemegang"])
    external = small.open_runs(small.register("PP"))[0]
    refused(small.complete(external, run_part(external.id), who=small.people["outsider"]), "bukan_pencatat")


def run_part(run_id: int) -> str:
    return next(p.part for p in case_state.parts_of([run_id]) if p.state == "terbuka")


def test_an_external_act_counts_when_it_happened(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("PP")
    run = small.open_runs(case)[0]
    small.supply(case, run, "", run_part(run.id))
    small.clock.at("2026-11-18 10:00")
    early, future = datetime(2026, 11, 15, 9, 0), datetime(2026, 11, 19, 9, 0)
    refused(small.complete(run, run_part(run.id), occurred_at=early), "waktu_sebelum_kejadian_lalu")
    refused(small.complete(run, run_part(run.id), occurred_at=future), "waktu_di_depan")
    refused(small.complete(run, run_part(run.id), contact=" "), "kontak_kosong")
    done(small.complete(run, run_part(run.id), occurred_at=datetime(2026, 11, 17, 11, 0)))
    next_run = small.open_runs(case)[0]
    assert small.office.local(next_run.opened_at) == datetime(2026, 11, 17, 11, 0)


def test_a_late_step_needs_its_reason(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("PP")
    small.walk(case)
    small.clock.at("2026-11-17 16:01")
    run = small.open_runs(case)[0]
    small.supply(case, run, "disetujui", "a")
    refused(small.complete(run, "a", "disetujui"), "alasan_telat_kosong")
    refused(small.complete(run, "a", "disetujui", late_code="lainnya"), "alasan_telat_lainnya")
    done(small.complete(run, "a", "disetujui", late_code="opd"))
    assert small.case(case).late


def test_the_second_of_two_clicks_is_told_who_was_first(small: SmallOffice) -> None:
    case = small.register("MPA")
    run = small.open_runs(case)[0]
    seen = small.version(case)
    small.supply(case, run, "", run_part(run.id))
    attempt, who = small.attempt(run, run_part(run.id)), small.people["MPA:programmer"]
    done(complete.complete_part(small.office, who, run.id, attempt, seen))
    events = History.select().count()
    why = refused(complete.complete_part(small.office, who, run.id, attempt, seen), "berubah")
    assert "Programmer" in str(why.data["oleh"])
    assert History.select().count() == events


def test_bali_waits_for_the_agency_and_starts_a_full_week_of_days(small: SmallOffice) -> None:
    small.clock.at("2026-11-02 09:00")
    case = small.register("PA")
    for _ in range(3):
        small.walk(case)
    run = small.open_runs(case)[0]
    assert run.step == "4"
    done(small.complete(run, "a", "belum_lengkap", outcome_reason="Alur sistem belum ada"))
    assert ("pd", "pelaksana", "ditunda") in columns(case)
    waiting = small.open_runs(case)[0]
    assert waiting.round == 2
    refused(small.complete(waiting, "a", "lengkap"), "ditunda")
    small.clock.at("2026-11-16 10:00")
    done(pauses.continue_case(small.office, small.people["PA:kasi_ai"], case, small.version(case)))
    due = small.open_runs(case)[0].due_at
    assert due is not None
    assert small.office.local(due) == datetime(2026, 11, 25, 16, 0)


def test_bali_ticks_six_points_and_needs_one_of_two_papers(small: SmallOffice) -> None:
    small.clock.at("2026-11-02 09:00")
    case = small.register("PA")
    for _ in range(3):
        small.walk(case)
    run = small.open_runs(case)[0]
    butir = refused(small.complete(run, "a", "lengkap"), "butir_belum").data["butir"]
    assert isinstance(butir, tuple)
    assert len(butir) == 6
    small.walk(case, "lengkap")
    small.walk(case)
    small.walk(case)
    last = small.open_runs(case)[0]
    step = small.sop("PA").step(last.step)
    group = next(g for g in step.gives if g.at_least == 1)
    refused(small.complete(last, step.workers[0].id), "output_minimal")
    for need in step.needs:
        for doc in need.docs:
            if doc not in case_state.newest_documents(case):
                done(small.attach(case, doc, last.id))
    done(small.attach(case, group.docs[1], last.id))
    done(small.complete(last, step.workers[0].id))
    assert small.case(case).status == "selesai"


def test_parts_in_turn_wait_for_each_other(small: SmallOffice) -> None:
    case = small.register("PA")
    small.walk(case)
    run = small.open_runs(case)[0]
    second = case_state.parts_of([run.id])[1]
    assert second.state == "menunggu"
    refused(small.complete(run, second.part), "menunggu_giliran")
    small.walk(case)
    assert small.at_steps(case) == ["3"]


def test_three_parallel_parts_and_colleagues_who_do_not_refuse_one_another(small: SmallOffice) -> None:
    case = small.register("PAW")
    while small.at_steps(case) != ["11"]:
        small.walk(case)
    run = small.open_runs(case)[0]
    seen = small.version(case)
    parts = [p for p in case_state.parts_of([run.id]) if p.state == "terbuka"]
    assert len(parts) == 3
    for count, part in enumerate(parts):
        why = refused(small.complete(run, part.part), "output_belum")
        assert len(why.data["dokumen"]) == 1  # type: ignore[arg-type]
        small.supply(case, run, "", part.part)
        attempt = small.attempt(run, part.part)
        who = small.person("PAW", part.executor)
        done(complete.complete_part(small.office, who, run.id, attempt, seen))
        cards = Card.select(Card.done, Card.total).where((Card.case == case) & (Card.run == run.id))
        assert set(cards.tuples()) == ({(count + 1, 3)} if count < 2 else set())
    assert small.at_steps(case) == ["12"]
    while small.case(case).status == "berjalan":
        small.walk(case)
    assert small.case(case).status == "selesai"


def test_chosen_executor_and_agreed_dates(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("MLS")
    small.walk(case)
    run = small.open_runs(case)[0]
    part = run_part(run.id)
    small.supply(case, run, "", part)
    refused(small.complete(run, part, chosen={}), "pelaksana_belum_dipilih")
    its = next(p for p in small.sop("MLS").step("3").workers if p.executor == "its")
    done(small.complete(run, part, chosen={"3": (its.id,)}))
    third = small.open_runs(case)[0]
    assert {p.part for p in case_state.parts_of([third.id]) if p.state == "terbuka"} == {its.id}
    small.supply(case, third, "", its.id)
    refused(small.complete(third, its.id), "target_belum_disepakati")
    who = small.people["MLS:its"]
    target = datetime(2026, 11, 20, 16, 0)
    done(work.agree_target(small.office, who, third.id, target, "Pemilik sistem", small.version(case)))
    small.clock.at("2026-11-23 09:00")
    done(small.complete(third, its.id))
    kept = StepRun.get_by_id(third.id)
    assert (kept.late, kept.past_target) == (False, True)
    fourth = small.open_runs(case)[0]
    target = datetime(2026, 11, 27, 16, 0)
    done(
        work.agree_target(small.office, small.people["leader"], fourth.id, target, "OPD", small.version(case))
    )
    one_of = next(p for p in small.sop("MLS").step("4").workers if p.executor == "appsec")
    small.supply(case, fourth, "", one_of.id)
    done(small.complete(fourth, one_of.id))
    small.walk(case)
    small.walk(case)
    assert small.case(case).status == "selesai"


def test_return_makes_later_outputs_stale_and_confirming_renews_them(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    small.walk(case, "disetujui")
    small.walk(case)
    run = small.open_runs(case)[0]
    who, seen = small.people["PP:kominfo"], small.version(case)
    refused(moves.return_case(small.office, who, run.id, "3", " ", seen), "alasan_diperlukan")
    refused(moves.return_case(small.office, who, run.id, "6", "x", seen), "kembali_belum_dikerjakan")
    refused(
        moves.return_case(small.office, small.people["outsider"], run.id, "3", "x", seen),
        "bukan_pelaksana_permohonan",
    )
    done(moves.return_case(small.office, who, run.id, "3", "Dampak perlu dianalisis ulang", seen))
    again = small.open_runs(case)[0]
    assert (again.step, again.round) == ("3", 2)
    stale = {r[0] for r in Document.select(Document.doc_type).where(Document.stale).tuples()}
    step = small.sop("PP").step("3")
    outputs = {doc for g in step.gives for doc in g.docs}
    assert outputs < stale
    refused(small.complete(again, "a", "disetujui"), "output_belum")
    for doc in outputs:
        done(documents.confirm_valid(small.office, who, again.id, doc))
    done(small.complete(again, "a", "disetujui"))
    assert small.at_steps(case) == ["4"]


def test_no_return_leads_forward(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    small.walk(case, "disetujui")
    small.walk(case)
    who = small.people["PP:kominfo"]
    run = small.open_runs(case)[0]
    done(moves.return_case(small.office, who, run.id, "2", "Permintaan keliru", small.version(case)))
    run = small.open_runs(case)[0]
    assert reachable(run) == []
    for ahead in ("3", "4"):
        answer = moves.return_case(small.office, who, run.id, ahead, "x", small.version(case))
        refused(answer, "kembali_belum_dikerjakan")


def test_undo_takes_the_case_back_as_if_never_finished(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("PP")
    small.walk(case)
    before = small.open_runs(case)[0]
    small.walk(case, "disetujui")
    done(work.add_note(small.office, small.people["tu"], case, "Salah pilih"))
    small.clock.forward(hours=1)
    refused(
        undo.undo_last(small.office, small.people["outsider"], case, small.version(case)),
        "bukan_pelaku_terakhir",
    )
    done(undo.undo_last(small.office, small.people["PP:kominfo"], case, small.version(case)))
    assert small.open_runs(case) == [before]
    kinds = [r[0] for r in History.select(History.kind).order_by(History.id).tuples()]
    assert kinds[-1] == "penyelesaian_diurungkan"
    assert kinds.count("langkah_diselesaikan") == 2
    answer = undo.undo_last(small.office, small.people["leader"], case, small.version(case))
    refused(answer, "tidak_ada_yang_diurungkan")


def test_undo_of_the_end_opens_the_case_again(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    small.walk(case, "tidak_disetujui", outcome_reason="Tidak perlu")
    done(undo.undo_last(small.office, small.people["leader"], case, small.version(case)))
    assert small.case(case).status == "berjalan"
    assert small.at_steps(case) == ["3"]


def test_leaders_cancel_skip_and_reopen(small: SmallOffice) -> None:
    case = small.register("PP")
    small.walk(case)
    leader, clerk = small.people["leader"], small.people["PP:kominfo"]
    run = small.open_runs(case)[0]
    seen = small.version(case)
    refused(moves.skip_step(small.office, clerk, run.id, "x", seen), "bukan_pimpinan")
    refused(moves.skip_step(small.office, leader, run.id, "x", seen), "keputusan_belum")
    done(moves.skip_step(small.office, leader, run.id, "Sudah disetujui lisan", seen, outcome="disetujui"))
    assert small.at_steps(case) == ["4"]
    refused(moves.cancel_case(small.office, clerk, case, "x", small.version(case)), "bukan_pimpinan")
    done(moves.cancel_case(small.office, leader, case, "Ditarik pemohon", small.version(case)))
    assert small.case(case).status == "dibatalkan"
    refused(moves.reopen_case(small.office, clerk, case, "x", small.version(case)), "bukan_pimpinan")
    done(moves.reopen_case(small.office, leader, case, "Jadi dilanjutkan", small.version(case)))
    assert small.at_steps(case) == ["2"]
    assert small.open_runs(case)[0].round == 2


def test_pause_lets_attach_note_and_return_but_not_complete(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register("PP")
    small.walk(case)
    small.clock.forward(hours=1)
    run, who = small.open_runs(case)[0], small.people["PP:kominfo"]
    refused(pauses.pause_case(small.office, who, case, "", "x", small.version(case)), "pihak_kosong")
    done(pauses.pause_case(small.office, who, case, "opd", "Menunggu data", small.version(case)))
    assert ("opd", "pelaksana", "ditunda") in columns(case)
    small.supply(case, run, "disetujui", "a")
    done(work.add_note(small.office, who, case, "Sudah ditelepon"))
    refused(small.complete(run, "a", "disetujui"), "ditunda")
    small.clock.at("2026-11-19 09:00")
    done(pauses.continue_case(small.office, who, case, small.version(case)))
    due = small.open_runs(case)[0].due_at
    assert due is not None
    assert small.office.local(due) == datetime(2026, 11, 19, 16, 0)
    done(small.complete(run, "a", "disetujui"))
    assert StepRun.get_by_id(run.id).late is False


def test_a_request_already_done_by_the_agency_is_registered_in_one_act(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    now = small.office.local(small.clock())
    first = small.sop("MLS").first.workers[0].id
    attempt = Attempt(first, contact="Kontak (CONTOH)", channel="surat", occurred_at=now)
    form = Registration("MLS", "Reset akun", now, agency_name="Dinas Uji", finish_first=attempt)
    refused(register(small.office, small.people["tu"], form), "kelengkapan_belum")
    assert History.select().count() == 0 or not Document.select().exists()
    nota = small.sop("MLS").first.needs[0].docs[0]
    answer = register(small.office, small.people["tu"], form, [PaperAttachment(nota, "Map A")])
    assert isinstance(answer, Changed)
    assert answer.case_id is not None
    assert small.at_steps(answer.case_id) == ["2"]
    assert answer.number.startswith("001/MLS/"), "the refused attempt took no number"


def test_a_request_under_way_is_entered_where_it_stands(small: SmallOffice) -> None:
    small.clock.at("2026-11-16 09:00")
    case = small.register(
        "PP",
        received_at=datetime(2026, 11, 2, 8, 0),
        start_step="5",
        step_started_at=datetime(2026, 11, 13, 8, 0),
    )
    run = small.open_runs(case)[0]
    assert run.step == "5"
    assert small.office.local(run.opened_at) == datetime(2026, 11, 13, 8, 0)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"subject": " "}, "perihal_kosong"),
        ({"subject": "x" * 1001}, "perihal_terlalu_panjang"),
        ({"agency_name": ""}, "opd_kosong"),
        ({"received_at": datetime(2030, 1, 1)}, "diterima_di_depan"),
        ({"letter_date": datetime(2026, 12, 1).date()}, "surat_setelah_diterima"),
        ({"start_step": "99"}, "langkah_tidak_ada"),
        ({"channel": "merpati"}, "kanal_kosong"),
    ],
)
def test_registration_refuses_what_cannot_be(
    small: SmallOffice, fields: dict[str, object], code: str
) -> None:
    values = {"subject": "x", "agency_name": "y", "received_at": small.office.local(small.clock())} | fields
    refused(register(small.office, small.people["tu"], Registration("PP", **values)), code)  # type: ignore[arg-type]


NASTY = "<&>'\" GEĐE 🙂 " + "panjang " * 35


def test_nasty_words_come_back_whole(small: SmallOffice) -> None:
    case = small.register("PP", subject=NASTY, agency_name="Dinas <b>Đ</b> & 'Co'")
    assert small.case(case).subject == NASTY.strip()
    assert Card.get(Card.case == case).agency == "Dinas <b>Đ</b> & 'Co'"
