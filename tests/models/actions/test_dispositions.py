"""Dispositions: a chain from the head to the staff, read, answered, withdrawn, or not needed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.actions import dispositions
from models.actions.documents import outputs_of
from models.actions.paper_settings import set_disposition_lists
from models.actions.papers import issue_paper
from models.queries.case_sheet import case_sheet
from models.queries.dispositions import chain, inbox, not_needed, offered, positions_offered
from models.queries.registers import incoming_agenda
from models.queries.step_sheet import step_sheet
from models.records.disposition import DispositionLists, NewDisposition
from models.records.paper import PaperDraft
from models.rules.paper_tokens import iso_date
from models.store.paper_tables import Disposition
from models.store.tables import Position
from tests.office import SmallOffice, done, refused
from tests.paper_office import issue, shown, with_officials


@pytest.fixture
def case(small: SmallOffice) -> int:
    with_officials(small)
    small.people["kasi"] = small.person("PAW", "kasi")
    return small.register("PAW", letter_number="005/12/Dinkes")


def position(name: str) -> int:
    found: int = Position.get(Position.name == name).id
    return found


def new(case: int, *recipients: int | str, **more: object) -> NewDisposition:
    first = NewDisposition(
        case, position("Kepala Dinas"), recipients or (position("Kepala Bidang Aplikasi Informatika"),),
        ("Proses lebih lanjut",), "Segera", "2026-11-20",
    )  # fmt: skip
    return replace(first, **more)  # type: ignore[arg-type]


def give(small: SmallOffice, who: str, order: NewDisposition) -> int:
    number = done(dispositions.give_disposition(small.office, small.people[who], order)).record_id
    assert number is not None
    return number


def test_a_chain_from_the_head_down_with_answers_back(small: SmallOffice, case: int) -> None:
    office = small.office
    kabid, kasi = position("Kepala Bidang Aplikasi Informatika"), position("PAW Kasi Pengembangan Aplikasi")
    top = give(small, "leader", new(case, kabid, "Sekretaris", kabid))
    assert [line.case_number for line in inbox(office, small.people["kabid"])] == ["001/PAW/XI/2026"]
    assert inbox(office, small.people["kasi"]) == ()
    node = chain(office, case)[0]
    assert ([r.name for r in node.recipients], node.due, node.state) == (
        ["Kepala Bidang Aplikasi Informatika", "Sekretaris"], "20 November 2026", "aktif",
    )  # fmt: skip
    below = new(case, kasi, sender_position_id=kabid, parent_id=top, note="Analisis kebutuhan")
    passed = give(small, "kabid", below)
    give(small, "leader", new(case, "Arsip"))
    assert [(n.id, n.parent_id) for n in chain(office, case)][:2] == [(top, None), (passed, top)]
    (line,) = inbox(office, small.people["kasi"])
    assert (line.sender, line.note, line.read) == (
        "Kepala Bidang Aplikasi Informatika",
        "Analisis kebutuhan",
        False,
    )
    small.clock.forward(hours=2)
    done(dispositions.mark_read(office, small.people["kasi"], line.recipient_id))
    done(dispositions.mark_read(office, small.people["kasi"], line.recipient_id))
    assert inbox(office, small.people["kasi"])[0].read
    done(dispositions.answer_disposition(office, small.people["kasi"], line.recipient_id, "Sudah dianalisis"))
    assert inbox(office, small.people["kasi"]) == ()
    answered = next(n for n in chain(office, case) if n.id == passed)
    assert (answered.state, answered.recipients[0].answer) == ("dijawab", "Sudah dianalisis")
    assert answered.recipients[0].answered == "16-11-2026 11.00"
    again = dispositions.answer_disposition(office, small.people["kasi"], line.recipient_id, "lagi")
    refused(again, "disposisi_sudah_dijawab")
    verbs = [h.verb for h in case_sheet(office, small.people["tu"], case).history]
    assert "Meneruskan disposisi kepada PAW Kasi Pengembangan Aplikasi" in verbs
    assert len([v for v in verbs if v.startswith("Membaca")]) == 1


def test_several_recipients_all_answer_before_it_is_done(small: SmallOffice, case: int) -> None:
    kasi = position("PAW Kasi Pengembangan Aplikasi")
    give(small, "leader", new(case, kasi, "Sekretaris"))
    first, typed = chain(small.office, case)[0].recipients
    done(dispositions.answer_disposition(small.office, small.people["kasi"], first.id, "Beres"))
    assert chain(small.office, case)[0].state == "aktif"
    refused(dispositions.mark_read(small.office, small.people["outsider"], typed.id), "bukan_pelaksana_sop")
    done(dispositions.answer_disposition(small.office, small.people["tu"], typed.id, "Diterima"))
    assert chain(small.office, case)[0].state == "dijawab"


def test_withdrawing_takes_what_was_passed_on_with_it(small: SmallOffice, case: int) -> None:
    kabid, kasi = position("Kepala Bidang Aplikasi Informatika"), position("PAW Kasi Pengembangan Aplikasi")
    top = give(small, "leader", new(case, kabid))
    give(small, "kabid", new(case, kasi, sender_position_id=kabid, parent_id=top))
    slip = give(small, "kabid", new(case, "Sekretaris", sender_position_id=kabid, parent_id=top))
    office = small.office
    done(dispositions.withdraw_disposition(office, small.people["kabid"], slip, "Salah pilih"))
    refused(
        dispositions.withdraw_disposition(office, small.people["kabid"], top, "x"), "disposisi_bukan_pemberi"
    )
    refused(dispositions.withdraw_disposition(office, small.people["leader"], top, " "), "alasan_diperlukan")
    done(dispositions.withdraw_disposition(office, small.people["leader"], top, "Salah alamat"))
    assert {node.state for node in chain(office, case)} == {"ditarik"}
    details = [h.detail for h in case_sheet(office, small.people["tu"], case).history]
    told = "alasan: Salah alamat · 1 disposisi turunan ikut ditarik"
    assert details.count(told) == 1, "the one that was withdrawn before is not counted again"
    assert inbox(office, small.people["kasi"]) == ()
    refused(
        dispositions.withdraw_disposition(office, small.people["leader"], top, "x"), "disposisi_sudah_ditarik"
    )
    order = new(case, kasi, sender_position_id=kabid, parent_id=top)
    refused(dispositions.pass_on(office, small.people["kabid"], order), "disposisi_sudah_ditarik")
    recipient = chain(office, case)[0].recipients[0]
    late = dispositions.answer_disposition(office, small.people["kabid"], recipient.id, "x")
    refused(late, "disposisi_sudah_ditarik")


def test_no_disposition_is_needed_until_one_is_given(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    refused(dispositions.no_disposition_needed(office, tu, case, ""), "alasan_diperlukan")
    done(dispositions.no_disposition_needed(office, tu, case, "Arahan lisan Kepala Dinas"))
    assert (not_needed(office, case), chain(office, case)) == ("Arahan lisan Kepala Dinas", ())
    refused(dispositions.no_disposition_needed(office, tu, case, "lagi"), "disposisi_sudah_ada")
    give(small, "leader", new(case))
    assert not_needed(office, case) == ""
    assert chain(office, case)[0].state == "aktif"


def test_a_step_that_asks_for_the_sheet_goes_on_without_it(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    while "disposisi" not in outputs_of(small.sop("PAW").step(small.at_steps(case)[0])):
        small.walk(case)
    run = small.open_runs(case)[0]
    found = step_sheet(office, tu, run.id).outputs
    assert not next(s for g in found for s in g.slots if s.doc_type == "disposisi").delivered
    done(dispositions.no_disposition_needed(office, tu, case, "Arahan lisan"))
    found = step_sheet(office, tu, run.id).outputs
    slot = next(s for g in found for s in g.slots if s.doc_type == "disposisi")
    assert slot.delivered
    assert slot.current is not None
    assert (slot.current.place, slot.current.note) == (dispositions.NOT_NEEDED, "Arahan lisan")
    give(small, "leader", new(case))
    found = step_sheet(office, tu, run.id).outputs
    assert not next(s for g in found for s in g.slots if s.doc_type == "disposisi").delivered


def test_what_a_disposition_must_be(small: SmallOffice, case: int) -> None:
    kadis, kasi = position("Kepala Dinas"), position("PAW Kasi Pengembangan Aplikasi")
    other = small.register("PP")
    top = give(small, "leader", new(case, kasi))
    for who, order, code in (
        ("kabid", new(case), "disposisi_bukan_pejabat"),
        ("leader", new(case, kadis), "disposisi_kepada_sendiri"),
        ("leader", new(case, "  "), "disposisi_tanpa_penerima"),
        ("leader", new(case, 999), "jabatan_tidak_ada"),
        ("leader", new(case, "x" * 301), "nama_terlalu_panjang"),
        ("leader", new(case, *(f"Nama {n}" for n in range(101))), "disposisi_terlalu_banyak"),
        ("leader", new(case, sender_position_id=999), "jabatan_tidak_ada"),
        ("leader", new(case, instructions=(), note=" "), "disposisi_tanpa_isi"),
        ("leader", new(case, due="2026-11-15"), "batas_disposisi_lampau"),
        ("leader", new(case, due="lusa"), "batas_disposisi_lampau"),
        ("leader", new(case, run_id=small.open_runs(other)[0].id), "langkah_tidak_ada"),
        ("leader", new(other, parent_id=top), "disposisi_tidak_ada"),
        ("leader", new(case, parent_id=top), "disposisi_bukan_penerima"),
        ("leader", new(999), "permohonan_tidak_ada"),
    ):
        refused(dispositions.give_disposition(small.office, small.people[who], order), code)
    assert Disposition.select().count() == 1
    assert give(small, "tu", new(case)), "the secretariat writes down what the head decided"


def test_lists_to_tick_are_the_offices_own(small: SmallOffice, case: int) -> None:
    office, tu = small.office, small.people["tu"]
    assert offered(office).recipients == tuple(name for _, name in positions_offered(office))
    assert "Proses lebih lanjut" in offered(office).instructions
    done(set_disposition_lists(office, tu, DispositionLists(("Hadiri", "Hadiri", " "), ("Sekretaris",))))
    assert offered(office) == DispositionLists(("Hadiri",), ("Sekretaris",))
    refused(set_disposition_lists(office, tu, DispositionLists((), ())), "daftar_instruksi_kosong")
    refused(
        set_disposition_lists(office, small.people["kasi"], DispositionLists(("a",), ())), "nomor_oleh_tu"
    )


def test_the_form_prints_what_was_given(small: SmallOffice, case: int) -> None:
    kabid = position("Kepala Bidang Aplikasi Informatika")
    order = new(case, "Sekretaris", "Tim Ahli", sender_position_id=kabid, instructions=("Hadiri", "Baru"))
    node = give(small, "kabid", order)
    made = shown(small, PaperDraft("disposisi", case, disposition_id=node))
    values = made.sheet.values
    assert (values["surat_dari"], values["nomor_surat"]) == ("Dinas Contoh", "005/12/Dinkes")
    assert (values["diterima_tanggal"], values["batas_waktu"]) == ("2026-11-16", "2026-11-20")
    assert (values["diteruskan"], values["instruksi"]) == (("Sekretaris", "Tim Ahli"), ("Hadiri", "Baru"))
    assert (values["catatan"], values["nomor_agenda"]) == ("Segera", "001/PAW/XI/2026")
    assert set(made.form.field("diteruskan").choices) >= {"Sekretaris", "Tim Ahli", "Kepala Dinas"}
    assert "Baru" in made.form.field("instruksi").choices
    assert made.sheet.signers[0].name == "Rina (CONTOH)", "the one who gave it signs"
    line, sheet = issue(small, replace(made.draft, filled=True))
    assert (line.number, sheet.values, chain(small.office, case)[0].paper_id) == ("", values, line.id)
    other = replace(made.draft, case_id=small.register("PP"))
    refused(issue_paper(small.office, small.people["tu"], other), "disposisi_tidak_ada")


def test_an_empty_form_is_ticked_by_hand(small: SmallOffice, case: int) -> None:
    made = shown(small, PaperDraft("disposisi", case))
    assert (made.sheet.values["diteruskan"], made.sheet.values["perihal"]) == ((), "Permohonan uji")
    assert "Kepala Dinas" in made.form.field("diteruskan").choices
    assert made.sheet.signers[0].name == "Kepala (CONTOH)"


def test_the_agenda_book_tells_to_whom_a_letter_went(small: SmallOffice, case: int) -> None:
    give(small, "leader", new(case, position("Kepala Bidang Aplikasi Informatika"), "Sekretaris"))
    day = iso_date("2026-11-16")
    assert day is not None
    (row,) = incoming_agenda(small.office, day, day).rows
    assert row[1:5] == ("001/PAW/XI/2026", "16-11-2026", "Dinas Contoh", "005/12/Dinkes")
    assert row[8] == "Kepala Bidang Aplikasi Informatika, Sekretaris"
