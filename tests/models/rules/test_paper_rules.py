"""Papers in the rules: numbers from patterns, officials as printed, sheets that survive being stored."""

from __future__ import annotations

import json
from datetime import date

import pytest

from models.records.paper import (
    Form,
    FormField,
    FormText,
    Letterhead,
    Margins,
    PaperDraft,
    Sheet,
    Signer,
    SignerSlot,
)
from models.rules.paper_numbers import DEFAULT_PATTERN, NumberParts, compared, paper_number, pattern_fault
from models.rules.paper_tokens import date_tokens, value_tokens
from models.rules.sheet_json import draft_from_json, draft_to_json, freeze, thaw
from models.rules.signers import nip_digits, nip_fault, nip_text, position_title, signer_of

DAY = date(2026, 11, 21)
OFFICE = "Dinas Komunikasi dan Informatika"


def parts(ordinal: int = 12, suffix: int = 0, klas: str = "000.1.5", unit: str = "DISKOMINFO") -> NumberParts:
    return NumberParts(ordinal, suffix, DAY, klas, unit)


@pytest.mark.parametrize(
    ("pattern", "given", "text"),
    [
        (DEFAULT_PATTERN, parts(), "000.1.5/12/DISKOMINFO/2026"),
        (DEFAULT_PATTERN, parts(suffix=1), "000.1.5/12.01/DISKOMINFO/2026"),
        ("{urut:03}/{unit}/{bulan_romawi}/{tahun}", parts(suffix=2), "012.02/DISKOMINFO/XI/2026"),
        ("B-{urut:04}-{bulan}.{tahun}", parts(), "B-0012-11.2026"),
        (DEFAULT_PATTERN, parts(klas="", unit=""), "12/2026"),
        ("{klas} / {urut} / {unit}-{tahun}", parts(klas="555", unit="Kominfo"), "555 / 12 / Kominfo-2026"),
    ],
)
def test_numbers_from_patterns(pattern: str, given: NumberParts, text: str) -> None:
    assert pattern_fault(pattern) == ""
    assert paper_number(pattern, given) == text


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (" ", "pola_kosong"),
        ("{nomor}/{tahun}", "pola_naskah_tanda_asing"),
        ("{urut}}/{tahun}", "pola_naskah_tanda_asing"),
        ("{klas}/{tahun}", "pola_tanpa_urut"),
        ("{urut}/{unit}", "pola_tanpa_tahun"),
        ("{urut}/{tahun}/" + "x" * 120, "pola_terlalu_panjang"),
    ],
)
def test_faults_of_patterns(pattern: str, fault: str) -> None:
    assert pattern_fault(pattern) == fault


def test_numbers_compare_without_blanks_and_case() -> None:
    assert compared("555 / 246.2 / Diskominfotik-2022") == compared("555/246.2/DISKOMINFOTIK-2022")
    assert compared("555/1") != compared("555/11")


@pytest.mark.parametrize(
    ("typed", "digits", "faulty"),
    [
        ("19800131 200501 1 009", "198001312005011009", False),
        ("NIP. 19800131.200501.1.009", "198001312005011009", False),
        ("", "", False),
        ("1980", "1980", True),
        ("19800131 200501 1 00A", "19800131200501100A", True),
        ("١٩٨٠٠١٣١٢٠٠٥٠١١٠٠٩", "١٩٨٠٠١٣١٢٠٠٥٠١١٠٠٩", True),
    ],
)
def test_a_nip_however_it_was_typed(typed: str, digits: str, faulty: bool) -> None:
    assert nip_digits(typed) == digits
    assert nip_fault(digits) is faulty


def test_officials_as_printed() -> None:
    assert nip_text("198001312005011009") == "19800131 200501 1 009"
    head = position_title("Kepala Dinas", OFFICE)
    assert head == "KEPALA DINAS KOMUNIKASI DAN INFORMATIKA"
    assert position_title("Kepala Dinas", OFFICE, "plt") == f"Plt. {head}"
    assert position_title("Kepala Bidang Aplikasi", OFFICE) == "KEPALA BIDANG APLIKASI"
    assert position_title("Kepala Dinas", "") == "KEPALA DINAS"
    person = ("Rina (CONTOH)", "Pembina", "198001312005011009")
    alone = signer_of("Kepala Dinas", "plh", OFFICE, person)
    assert alone.position == (f"Plh. {head},",)
    assert (alone.name, alone.rank, alone.nip) == ("Rina (CONTOH)", "Pembina", "19800131 200501 1 009")
    behalf = signer_of("Sekretaris", "definitif", OFFICE, person, behalf=head)
    assert behalf.position == (f"a.n. {head},", "Sekretaris,")


FORM = Form(
    "uji",
    "Surat Uji",
    "SURAT UJI",
    "judul",
    "keluar",
    fields=(
        FormField("kepada", "Kepada", "daftar"),
        FormField("mulai", "Mulai", "tanggal"),
        FormField("barang", "Barang", "tabel", columns=("No", "Nama")),
        FormField("hal", "Hal", required=True, choices=("a", "b")),
    ),
    texts=(FormText("pembuka", "Pembuka", "Dengan hormat {kepada}"),),
    signers=(SignerSlot("kadis", "Kepala", positions=("kepala dinas",)),),
    documents=("surat uji",),
)


def test_a_frozen_sheet_is_read_back_equal_and_always_the_same_text() -> None:
    sheet = Sheet(
        "uji", "f4", Margins(top=10), Letterhead(("A",), "B", ("C", "D"), "0" * 64), "SURAT", "1/2026",
        "2026-11-21", "Kota", {"kepada": ("a", "b"), "barang": (("1", "x"), ("2", "")), "hal": "<b>&Đ"},
        {"pembuka": "x"}, (Signer("h", ("a.n. X,", "Y,"), "N"),), ("t",), "kaki", "001/PA", sample=True,
    )  # fmt: skip
    text = freeze(sheet, FORM)
    assert thaw(text) == (sheet, FORM)
    assert thaw(text)[0].values == sheet.values
    assert freeze(*thaw(text)) == text


def test_a_draft_is_read_back_equal() -> None:
    draft = PaperDraft(
        "uji", 1, 2, "surat_tugas", values={"kepada": ("a",), "barang": (("1", "x"),)},
        signers={"kadis": 7, "opd": Signer(name="Budi (CONTOH)", position=("Kasi",))}, copies=("x",),
        on_behalf={"kadis": 3}, filled=True,
    )  # fmt: skip
    back = draft_from_json(draft_to_json(draft))
    assert back == draft
    assert (back.values, back.signers, back.on_behalf) == (draft.values, draft.signers, draft.on_behalf)


def test_what_another_version_of_the_program_stored_is_read() -> None:
    sheet = Sheet("uji", values={"hal": "a"}, signers=(Signer("", ("Kepala Dinas,",), "N"),))
    kept = json.loads(freeze(sheet, FORM))
    del kept["sheet"]["signers"][0]["electronic"]
    kept["sheet"] |= {"layout_version": 1, "warna": "biru"}
    kept["sheet"]["signers"][0]["place_and_date"] = False
    assert thaw(json.dumps(kept)) == (sheet, FORM)
    draft = json.loads(draft_to_json(PaperDraft("uji", 1)))
    del draft["signing"]
    assert draft_from_json(json.dumps(draft)) == PaperDraft("uji", 1)


def test_photographs_are_spoken_of_by_their_captions() -> None:
    form = Form("uji", "Uji", "", "judul", fields=(FormField("foto", "Foto", "foto"),))
    values = {"foto": (("a1b2", "Suasana rapat"), ("", "Di album"), ("c3", ""))}
    assert value_tokens(form, values) == {"foto": "Suasana rapat, Di album"}


def test_values_in_sentences() -> None:
    values = {"kepada": ("Ani", "", "Budi"), "mulai": "2026-11-21", "barang": (("1", "Laptop"),), "hal": ""}
    words = value_tokens(FORM, values)
    assert words == {"kepada": "Ani, Budi", "mulai": "21 November 2026", "barang": "1 Laptop"}
    assert value_tokens(FORM, {"mulai": "lusa"}) == {"mulai": "lusa"}
    assert date_tokens(DAY)["hari"] == "Sabtu"
