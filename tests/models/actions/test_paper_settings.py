"""Settings of papers: kop, logo, defaults, wording, and what stands under a signature."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from models.actions import paper_settings
from models.actions.papers import issue_paper
from models.actions.people import set_official
from models.queries.papers import forms, letterhead, logo_bytes, paper_defaults, stored_paper
from models.records.paper import Form, Margins, PaperDefaults, PaperDraft, Sheet
from models.rules.papers import electronic_places
from models.store.files import StoredFile
from models.store.integrity import check_office
from models.store.tables import History, Person
from tests.office import SmallOffice, done, refused
from tests.paper_office import NIP, issue, note, shown, with_officials


@pytest.fixture
def case(small: SmallOffice) -> int:
    with_officials(small)
    return small.register("PAW")


def logo(small: SmallOffice, tmp_path: Path, content: bytes = b"lambang") -> StoredFile:
    path = tmp_path / "lambang.png"
    path.write_bytes(content)
    return small.office.store.files.ingest(path)


def form(small: SmallOffice, form_id: str) -> Form:
    return next(one for one in forms(small.office) if one.id == form_id)


def test_the_kop_is_made_of_the_profile_until_it_is_set(small: SmallOffice, case: int) -> None:
    office, admin = small.office, small.people["admin"]
    made = letterhead(office)
    assert (made.above, made.below) == (("PEMERINTAH KABUPATEN CONTOH",), ("Jalan Contoh 1",))
    done(paper_settings.set_letterhead(office, admin, ["PEMDA", " "], "DINAS  BARU", ["Jl. A", "Telp 1"]))
    assert letterhead(office) == replace(made, above=("PEMDA",), name="DINAS BARU", below=("Jl. A", "Telp 1"))
    same = paper_settings.set_letterhead(office, admin, ["PEMDA"], "DINAS BARU", ["Jl. A", "Telp 1"])
    refused(same, "tidak_ada_perubahan")
    refused(paper_settings.set_letterhead(office, admin, [], " ", []), "nama_kantor_kosong")
    refused(paper_settings.set_letterhead(office, admin, ["x"] * 9, "A", []), "kop_terlalu_banyak_baris")
    refused(paper_settings.set_letterhead(office, admin, ["x" * 301], "A", []), "baris_kop_terlalu_panjang")
    refused(paper_settings.set_letterhead(office, small.people["tu"], [], "A", []), "bukan_admin")


def test_a_paper_keeps_the_logo_it_was_issued_with(small: SmallOffice, case: int, tmp_path: Path) -> None:
    office, admin = small.office, small.people["admin"]
    first, second = logo(small, tmp_path), logo(small, tmp_path, b"lambang baru")
    done(paper_settings.set_logo(office, admin, first))
    line, _ = issue(small, note(small, case))
    done(paper_settings.set_logo(office, admin, second))
    assert logo_bytes(office) == b"lambang baru"
    assert logo_bytes(office, stored_paper(office, line.id)[1].letterhead.logo) == b"lambang"
    small.clock.forward(days=800)
    assert [f.code for f in check_office(office)] == ["naskah_tanpa_pdf"], "a former logo is no stray file"
    done(paper_settings.clear_logo(office, admin))
    assert logo_bytes(office) is None
    refused(paper_settings.clear_logo(office, admin), "tidak_ada_perubahan")
    refused(paper_settings.set_logo(office, admin, StoredFile("0" * 64, 1, "x")), "berkas_tidak_tersimpan")
    huge = first._replace(size=20 * 1024 * 1024)
    refused(paper_settings.set_logo(office, admin, huge), "logo_terlalu_besar")
    office.store.files.path_of(first.digest).unlink()
    assert logo_bytes(office, first.digest) is None


def test_new_papers_take_the_defaults_of_the_office(small: SmallOffice, case: int) -> None:
    office, admin = small.office, small.people["admin"]
    wanted = PaperDefaults("f4", Margins(15, 15, 25, 25), "Dokumen dinas", "DISKOMINFO", "basah", "Catatan")
    done(paper_settings.set_paper_defaults(office, admin, wanted))
    assert paper_defaults(office) == wanted
    sheet = shown(small, PaperDraft("nota_dinas", case)).sheet
    assert (sheet.paper, sheet.margins, sheet.footer) == ("f4", wanted.margins, "Dokumen dinas")
    assert shown(small, replace(note(small, case), paper="a4")).sheet.paper == "a4"
    for wrong, code in (
        (replace(wanted, paper="a3"), "kertas_tidak_dikenal"),  # type: ignore[arg-type]
        (replace(wanted, margins=Margins(top=4)), "margin_tidak_sah"),
        (replace(wanted, margins=Margins(left=float("nan"))), "margin_tidak_sah"),
        (replace(wanted, unit="x" * 31), "kode_unit_terlalu_panjang"),
        (replace(wanted, signing="cap jempol"), "cara_tanda_tangan_tidak_dikenal"),  # type: ignore[arg-type]
        (replace(wanted, electronic_footer="x" * 5001), "catatan_terlalu_panjang"),
    ):
        refused(paper_settings.set_paper_defaults(office, admin, wrong), code)


def test_papers_signed_electronically_keep_room_for_it(small: SmallOffice, case: int) -> None:
    office, admin = small.office, small.people["admin"]
    assert shown(small, PaperDraft("nota_dinas", case)).draft.signing == "basah"
    before, _ = issue(small, note(small, case))
    assert "disiapkan untuk" in paper_defaults(office).electronic_footer, (
        "an office that set nothing has the usual note"
    )
    wanted = PaperDefaults(footer="Kaki", signing="tte", electronic_footer="Ditandatangani & elektronik")
    done(paper_settings.set_paper_defaults(office, admin, wanted))
    line, sheet = issue(small, note(small, case))
    assert [signer.electronic for signer in sheet.signers] == [True]
    assert sheet.footer == "Ditandatangani & elektronik\nKaki"
    assert stored_paper(office, line.id)[1] == sheet, "it is frozen with the paper"
    assert not stored_paper(office, before.id)[1].signers[0].electronic
    by_hand = shown(small, replace(note(small, case), signing="basah")).sheet
    assert (by_hand.footer, by_hand.signers[0].electronic) == ("Kaki", False)
    strange = replace(note(small, case), signing="cap jempol")  # type: ignore[arg-type]
    refused(issue_paper(office, small.people["tu"], strange), "cara_tanda_tangan_tidak_dikenal")


def test_only_the_office_signs_electronically(small: SmallOffice, case: int) -> None:
    def sheet(form_id: str) -> Sheet:
        return shown(small, PaperDraft(form_id, case, signing="tte", filled=True)).sheet

    assert {form.id for form in forms(small.office) if not electronic_places(form)} == {"surat_pernyataan"}
    assert [one.electronic for one in sheet("berita_acara").signers] == [
        slot.kind == "pejabat" for slot in form(small, "berita_acara").signers
    ]
    stated = sheet("surat_pernyataan")
    assert (stated.footer, [one.electronic for one in stated.signers]) == ("", [False])


def test_sentences_are_reworded_and_restored(small: SmallOffice, case: int) -> None:
    office, admin = small.office, small.people["admin"]
    before = form(small, "nota_dinas")
    change = paper_settings.set_template
    done(change(office, admin, "nota_dinas", "penutup", "Demikian, {petugas}, pada {hari} {tanggal}. {hal}"))
    done(change(office, admin, "nota_dinas", "isi", "Sehubungan dengan {perihal}"))
    draft = PaperDraft("nota_dinas", case, values={"hal": "Uji"})
    sheet = shown(small, draft).sheet
    assert sheet.texts["penutup"] == "Demikian, Petugas TU (CONTOH), pada Senin 16 November 2026. Uji"
    assert sheet.values["isi"] == "Sehubungan dengan Permohonan uji"
    refused(change(office, admin, "nota_dinas", "penutup", "{kode_rahasia}"), "kata_ganti_tidak_dikenal")
    refused(change(office, admin, "nota_dinas", "tidak_ada", "x"), "kalimat_tidak_ada")
    refused(change(office, admin, "hantu", "penutup", "x"), "formulir_tidak_ada")
    refused(change(office, small.people["tu"], "nota_dinas", "penutup", "x"), "bukan_pengelola_sop")
    done(paper_settings.restore_template(office, admin, "nota_dinas", "penutup"))
    assert form(small, "nota_dinas").texts == before.texts
    done(paper_settings.restore_template(office, admin, "nota_dinas"))
    assert form(small, "nota_dinas") == before
    refused(paper_settings.restore_template(office, admin, "nota_dinas"), "tidak_ada_perubahan")
    assert History.select().where(History.kind == "kalimat_naskah_diubah").count() == 4


def test_what_stands_under_a_signature(small: SmallOffice, case: int) -> None:
    office, admin, kabid = small.office, small.people["admin"], small.people["kabid"]
    done(set_official(office, admin, kabid, "NIP. 19800131 200501 1 009", " Pembina  (IV/a)"))
    assert Person.get_by_id(kabid).nip == NIP
    (signer,) = shown(small, PaperDraft("nota_dinas", case)).sheet.signers
    assert (signer.nip, signer.rank) == ("19800131 200501 1 009", "Pembina (IV/a)")
    refused(set_official(office, admin, kabid, "1980", ""), "nip_tidak_sah")
    refused(set_official(office, admin, kabid, NIP, "x" * 101), "pangkat_terlalu_panjang")
    refused(set_official(office, admin, kabid, NIP, "Pembina (IV/a)"), "tidak_ada_perubahan")
    refused(set_official(office, admin, 999, "", ""), "orang_tidak_ada")
    refused(set_official(office, kabid, kabid, "", ""), "bukan_admin")
    done(set_official(office, admin, kabid, "", ""))
