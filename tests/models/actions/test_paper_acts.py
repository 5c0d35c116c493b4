"""Papers: drafted, issued with a number and a frozen sheet, kept as a file, cancelled."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import peewee
import pytest

from models.actions import papers
from models.actions.moves import cancel_case
from models.queries.case_sheet import case_sheet
from models.queries.papers import (
    forms,
    offers_for_case,
    offers_for_run,
    paper_lines,
    scan_target,
    stored_paper,
)
from models.records.paper import PaperDraft, Signer
from models.store import history
from models.store.case_state import newest_documents
from models.store.files import StoredFile
from models.store.integrity import check_office
from models.store.last_completion import may_undo
from models.store.paper_tables import Paper, PaperNumber
from models.store.tables import Holding
from tests.office import SmallOffice, done, refused
from tests.paper_office import NIP, issue, note, official, shown, with_officials


@pytest.fixture
def case(small: SmallOffice) -> int:
    with_officials(small)
    return small.register("PAW", letter_number="005/12/Dinkes", contact_name="Budi (CONTOH)")


def kept(small: SmallOffice, tmp_path: Path, content: bytes = b"%PDF-1.4 isi") -> StoredFile:
    path = tmp_path / "Nota dinas.pdf"
    path.write_bytes(content)
    return small.office.store.files.ingest(path)


def test_a_paper_takes_its_number_and_freezes_what_it_shows(small: SmallOffice, case: int) -> None:
    line, sheet = issue(small, note(small, case))
    assert (line.state, line.number, line.case_id, line.day) == (
        "terbit",
        "000.8.3/1/2026",
        case,
        "2026-11-16",
    )
    assert (sheet.number, sheet.draft, sheet.place) == (line.number, False, "Kota Contoh")
    assert sheet.letterhead.name == "DINAS KOMUNIKASI DAN INFORMATIKA"
    (signer,) = sheet.signers
    assert signer.position == ("KEPALA BIDANG APLIKASI INFORMATIKA,",)
    assert signer.name == line.signer.split(" — ")[0] == "Rina (CONTOH)"
    assert "Dinas Contoh" in sheet.texts["pembuka"]
    assert "001/PAW/XI/2026" in sheet.texts["pembuka"]
    (event,) = [
        h for h in case_sheet(small.office, small.people["tu"], case).history if "Menerbitkan" in h.verb
    ]
    assert event.verb == "Menerbitkan Nota dinas nomor 000.8.3/1/2026"
    assert "Rina" in event.detail
    assert [p.id for p in case_sheet(small.office, small.people["tu"], case).papers] == [line.id]


def test_a_frozen_paper_outlives_every_change_of_office_and_people(small: SmallOffice, case: int) -> None:
    line, sheet = issue(small, note(small, case))
    with small.office.transaction():
        Holding.update(until="2026-01-01").execute()
    small.clock.forward(days=400)
    assert stored_paper(small.office, line.id)[1] == sheet
    with pytest.raises(peewee.IntegrityError), small.office.transaction():
        Paper.update(frozen="{}").where(Paper.id == line.id).execute()
    with pytest.raises(peewee.IntegrityError), small.office.transaction():
        Paper.delete().where(Paper.id == line.id).execute()
    with pytest.raises(peewee.IntegrityError), small.office.transaction():
        PaperNumber.delete().execute()


def test_what_lacks_keeps_a_paper_a_draft_and_costs_no_number(small: SmallOffice, case: int) -> None:
    draft = replace(note(small, case), signers={"pejabat": 0}, values={"yth": "", "isi": "x", "hal": "y"})
    found = refused(papers.issue_paper(small.office, small.people["tu"], draft), "isian_wajib_kosong")
    assert found.data["isian"] == ("Yth.", "Sifat", "Penanda tangan")
    assert PaperNumber.select().count() == Paper.select().count() == 0
    assert issue(small, note(small, case))[0].number == "000.8.3/1/2026"


def test_a_draft_survives_and_is_gone_on_with_by_a_colleague(small: SmallOffice, case: int) -> None:
    small.people["kasi"] = small.person("PAW", "kasi")
    first = done(papers.save_draft(small.office, small.people["tu"], note(small, case, values={"hal": ""})))
    small.clock.forward(days=1)
    back = shown(small, PaperDraft("nota_dinas", case, paper_id=first.record_id), "kasi")
    assert back.draft.values["hal"] == "", "what was erased stays erased"
    assert (back.draft.day, back.sheet.draft, back.sheet.number) == ("2026-11-16", True, "")
    draft = replace(back.draft, values={**back.draft.values, "hal": "Laporan kedua"})
    again = done(papers.save_draft(small.office, small.people["kasi"], draft))
    assert again.record_id == first.record_id
    line, sheet = issue(small, draft, "kasi")
    assert (line.id, line.subject, sheet.values["hal"]) == (first.record_id, "Laporan kedua", "Laporan kedua")
    late = papers.issue_paper(small.office, small.people["tu"], draft)
    assert refused(late, "naskah_sudah_terbit").data["nomor"] == line.number
    assert PaperNumber.select().count() == 1


def test_a_draft_can_be_thrown_away_an_issued_paper_cannot(small: SmallOffice, case: int) -> None:
    tu = small.people["tu"]
    draft = note(small, case)
    paper_id = done(papers.save_draft(small.office, tu, draft)).record_id
    assert paper_id is not None
    refused(papers.cancel_paper(small.office, tu, paper_id, "salah"), "naskah_masih_konsep")
    done(papers.discard_draft(small.office, tu, paper_id))
    gone = replace(draft, paper_id=paper_id)
    refused(papers.save_draft(small.office, tu, gone), "naskah_tidak_ada")
    refused(papers.issue_paper(small.office, tu, gone), "naskah_tidak_ada")
    line, _ = issue(small, draft)
    refused(papers.discard_draft(small.office, tu, line.id), "naskah_bukan_konsep")
    assert small.office.store.db.in_transaction() is False


def test_a_cancelled_number_is_never_given_again(small: SmallOffice, case: int) -> None:
    tu, draft = small.people["tu"], note(small, case)
    first, _ = issue(small, draft)
    refused(papers.cancel_paper(small.office, tu, first.id, " "), "alasan_diperlukan")
    refused(papers.cancel_paper(small.office, small.people["outsider"], first.id, "x"), "bukan_pelaksana_sop")
    done(papers.cancel_paper(small.office, tu, first.id, "Salah alamat"))
    refused(papers.cancel_paper(small.office, tu, first.id, "lagi"), "naskah_sudah_batal")
    assert issue(small, draft)[0].number == "000.8.3/2/2026"
    number = PaperNumber.get(PaperNumber.ordinal == 1)
    assert (number.state, number.reason) == ("batal", "Salah alamat")
    assert stored_paper(small.office, first.id)[0].state == "batal"


def test_who_may_issue(small: SmallOffice, case: int) -> None:
    issue(small, note(small, case), "leader")
    small.people["web"] = small.person("PAW", "web")
    issue(small, note(small, case), "web")
    outsider = small.people["outsider"]
    refused(papers.issue_paper(small.office, outsider, note(small, case)), "bukan_pelaksana_sop")
    refused(papers.save_draft(small.office, outsider, note(small, case)), "bukan_pelaksana_sop")
    loose = note(small, None, values={"hal": "Rapat dinas"})
    line, sheet = issue(small, loose)
    assert (line.case_id, line.case_number, sheet.case_number) == (None, "", "")
    assert issue(small, loose, "admin")[0].number == "000.8.3/4/2026"
    refused(papers.issue_paper(small.office, small.people["web"], loose), "naskah_lepas_oleh_tu")


def test_strange_drafts_are_refused(small: SmallOffice, case: int) -> None:
    tu, draft = small.people["tu"], note(small, case)
    other = small.register("PP")
    run = small.open_runs(other)[0].id
    for wrong, code in (
        (replace(draft, form="surat_cinta"), "formulir_tidak_ada"),
        (replace(draft, paper="a3"), "kertas_tidak_dikenal"),  # type: ignore[arg-type]
        (replace(draft, case_id=999), "permohonan_tidak_ada"),
        (replace(draft, run_id=run), "langkah_tidak_ada"),
        (replace(draft, disposition_id=5), "disposisi_tidak_ada"),
        (replace(draft, day="2026-13-01"), "tanggal_naskah_tidak_sah"),
        (replace(draft, day="1026-01-01"), "tanggal_naskah_tidak_sah"),
        (replace(draft, day="2027-11-16"), "tanggal_naskah_tidak_sah"),
        (replace(draft, number_id=77), "nomor_naskah_tidak_ada"),
        (replace(draft, outside_number="9" * 101), "nomor_naskah_terlalu_panjang"),
        (replace(draft, values={**draft.values, "hal": "\ud83d"}), "tulisan_rusak"),
    ):
        refused(papers.issue_paper(small.office, tu, wrong), code)
    assert PaperNumber.select().count() == 0


def test_hard_texts_survive_as_typed(small: SmallOffice, case: int) -> None:
    words = "<b>Tebal</b> & GEĐE “{perihal}” " + "x" * 200
    minutes = "\n\n".join(["Butir rapat ke-sekian."] * 1_000)
    line, sheet = issue(small, note(small, case, values={"hal": words, "isi": minutes}))
    assert (sheet.values["hal"], sheet.values["isi"]) == (words, minutes)
    assert line.subject == words
    assert [p.id for p in paper_lines(small.office, text="gede TEBAL")] == [line.id]
    assert paper_lines(small.office, text="100%") == ()


def test_the_signer_is_who_held_the_position_on_that_date(small: SmallOffice, case: int) -> None:
    with small.office.transaction():
        Holding.update(until="2026-06-30").where(Holding.person == small.people["leader"]).execute()
        official("Sari (CONTOH)", "Kepala Dinas", "plt", since="2026-07-01", until="2026-11-15")
        official("Tono (CONTOH)", "Kepala Dinas", since="2026-11-16")
        official("Wati (CONTOH)", "Kepala Dinas", "plh", since="2026-11-20", until="2026-11-22")

    def signer(day: str) -> Signer:
        values = {"kepada": (("A", "", "", ""),), "waktu": "x"}
        return shown(small, PaperDraft("surat_tugas", case, day=day, values=values)).sheet.signers[0]

    head = "KEPALA DINAS KOMUNIKASI DAN INFORMATIKA,"
    before = signer("2026-06-30")
    assert (before.name, before.position, before.rank) == ("Kepala (CONTOH)", (head,), "Pembina Utama Muda")
    assert before.nip == f"{NIP[:8]} {NIP[8:14]} {NIP[14]} {NIP[15:]}"
    assert (signer("2026-07-01").name, signer("2026-07-01").position) == ("Sari (CONTOH)", (f"Plt. {head}",))
    assert (signer("2026-11-16").name, signer("2026-11-16").nip) == ("Tono (CONTOH)", "")
    assert signer("2026-11-21").position == (f"Plh. {head}",), "who stands in is proposed first"
    assert signer("2019-01-01").name == ""


def test_a_signer_missing_on_the_date_is_a_gap(small: SmallOffice, case: int) -> None:
    draft = note(small, case)
    moved = shown(small, replace(draft, day="2019-12-31"))
    assert [g.field for g in moved.gaps if g.required] == ["signer:pejabat"]
    refused(papers.issue_paper(small.office, small.people["tu"], moved.draft), "isian_wajib_kosong")
    with small.office.transaction():
        Holding.update(until="2026-11-16").where(Holding.person == small.people["kabid"]).execute()
        official("Umar (CONTOH)", "Kepala Bidang Aplikasi Informatika", since="2026-11-17")
    later = shown(small, replace(draft, day="2026-11-17"))
    assert later.sheet.signers[0].name == "Umar (CONTOH)", "another date, another holder"


def test_signing_in_the_name_of_another(small: SmallOffice, case: int) -> None:
    with small.office.transaction():
        official("Dewi (CONTOH)", "Sekretaris Dinas")
    form = shown(small, PaperDraft("surat_tugas", case))
    by_person = {c.signer.name: c.id for c in form.signers}
    draft = replace(
        form.draft,
        signers={"pejabat": by_person["Dewi (CONTOH)"]},
        on_behalf={"pejabat": by_person["Kepala (CONTOH)"]},
    )
    (signer,) = shown(small, draft).sheet.signers
    assert signer.position == ("a.n. KEPALA DINAS KOMUNIKASI DAN INFORMATIKA,", "Sekretaris Dinas,")
    assert signer.name == "Dewi (CONTOH)"


def test_the_file_is_kept_once_and_a_lost_one_is_found(small: SmallOffice, case: int, tmp_path: Path) -> None:
    line, sheet = issue(small, note(small, case))
    assert line.digest == "", "the program died before the file was kept"
    stored, tu = kept(small, tmp_path), small.people["tu"]
    done(papers.keep_file(small.office, tu, line.id, stored))
    events = history.head().id
    done(papers.keep_file(small.office, tu, line.id, stored))
    assert history.head().id == events, "two windows that draw the same paper keep it once"
    other = kept(small, tmp_path, b"%PDF-1.4 lain")
    refused(papers.keep_file(small.office, tu, line.id, other), "berkas_naskah_sudah_ada")
    refused(
        papers.keep_file(small.office, tu, line.id, StoredFile("0" * 64, 1, "x")), "berkas_tidak_tersimpan"
    )
    found = stored_paper(small.office, line.id)
    assert (found[0].digest, found[1]) == (stored.digest, sheet)
    assert Paper.get_by_id(line.id).file_name == "Nota dinas.pdf"
    assert list(check_office(small.office)) == []


def test_the_requirement_stays_open_until_the_scan_is_attached(
    small: SmallOffice, case: int, tmp_path: Path
) -> None:
    tu = small.people["tu"]
    line, _ = issue(small, note(small, case, doc_type="nota_dinas"))
    done(papers.keep_file(small.office, tu, line.id, kept(small, tmp_path)))
    sheet = case_sheet(small.office, tu, case)
    assert "nota_dinas" not in newest_documents(case), "an unsigned paper fulfils nothing"
    assert (sheet.documents, [p.number for p in sheet.papers]) == ((), [line.number])
    done(small.attach(case, "nota_dinas"))
    assert "nota_dinas" in newest_documents(case)


def test_a_step_offers_the_papers_that_it_names(small: SmallOffice, case: int) -> None:
    tu = small.people["tu"]
    for _ in range(3):
        small.walk(case)
    run = small.open_runs(case)[0]
    step = small.sop("PAW").step(run.step)
    groups = (*step.gives, *step.needs, *(group for part in step.parts for group in part.gives))
    named = {doc for group in groups for doc in group.docs}
    offers = offers_for_run(small.office, tu, run.id)
    assert {"surat_tugas", "laporan_permintaan"} <= {offer.doc_type for offer in offers} <= named
    (offer,) = [o for o in offers if o.form == "surat_tugas"]
    assert (offer.document, offer.paper_id, offer.state) == ("Surat Tugas", None, "")
    draft = shown(small, PaperDraft("surat_tugas", case, run.id, "surat_tugas")).draft
    assert step.title in draft.values["untuk"][0]
    saved = done(papers.save_draft(small.office, tu, draft)).record_id
    (offer,) = [o for o in offers_for_run(small.office, tu, run.id) if o.form == "surat_tugas"]
    assert (offer.paper_id, offer.state) == (saved, "konsep")
    every = offers_for_case(small.office, tu, case)
    assert every[: len(offers)] == offers_for_run(small.office, tu, run.id)
    assert {o.form for o in every} == {form.id for form in forms(small.office)}


def test_a_scan_goes_to_the_document_that_the_paper_makes(small: SmallOffice, case: int) -> None:
    line, _ = issue(small, note(small, case, doc_type="nota_dinas"))
    case_id, run_id, types = scan_target(small.office, line.id)
    assert (case_id, run_id, types[0]) == (case, None, ("nota_dinas", "Nota Dinas"))
    assert len(types) == len(small.sop("PAW").documents)
    assert small.office.sop(small.case(case).version_id).document("nota_dinas")
    unnamed, _ = issue(small, note(small, case))
    assert scan_target(small.office, unnamed.id)[2][0] == ("nota_dinas", "Nota Dinas")
    run = small.open_runs(case)[0].id
    tied, _ = issue(small, note(small, case, run_id=run))
    assert scan_target(small.office, tied.id)[1] == run


def test_papers_need_no_running_case(small: SmallOffice, case: int) -> None:
    done(cancel_case(small.office, small.people["leader"], case, "ditarik OPD", small.version(case)))
    line, _ = issue(small, note(small, case))
    assert line.state == "terbit"


def test_a_draft_leaves_the_last_step_undoable_a_paper_does_not(small: SmallOffice, case: int) -> None:
    tu = small.people["tu"]
    small.walk(case)
    draft = note(small, case)
    saved = done(papers.save_draft(small.office, tu, draft)).record_id
    assert may_undo(case, tu, is_leader=False)
    issue(small, replace(draft, paper_id=saved))
    assert not may_undo(case, tu, is_leader=True)
