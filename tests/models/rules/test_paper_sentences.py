from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records.paper import Form, FormField, Gap, Sheet, Signer, SignerSlot
from models.records.sop import DocumentType
from models.rules.form_reader import read_form
from models.rules.papers import BLANK, fill, forms_for, gaps, is_empty, unknown_tokens

FORMS = [
    form
    for path in sorted((Path(__file__).parents[3] / "resources" / "naskah").glob("*.toml"))
    if (form := read_form(path.read_text("utf-8"))[0])
]


def test_tokens_are_replaced_and_empty_ones_are_blanks() -> None:
    assert fill("{opd} tentang {perihal}.", {"opd": "Dinas A", "perihal": " "}) == f"Dinas A tentang {BLANK}."
    assert fill("{tidak_ada}", {}) == BLANK


def test_what_a_value_brings_along_is_never_read_as_a_token() -> None:
    assert fill("{a} {b}", {"a": "{b}", "b": "\\1 {a}"}) == "{b} \\1 {a}"


def test_other_braces_stay() -> None:
    assert fill("{ } {Aa} {} {1} {a b} {{", {}) == "{ } {Aa} {} {1} {a b} {{"


@given(st.text())
def test_a_text_without_tokens_stays_as_it_is(text: str) -> None:
    assert fill(text.replace("{", "("), {}) == text.replace("{", "(")


def test_unknown_tokens_are_named_once() -> None:
    form = Form("f", "F", "", "surat", fields=(FormField("hal", "Hal"),))
    assert unknown_tokens(form, "{hal} {opd} {hak} {hak} {kota}") == ("hak",)


@pytest.mark.parametrize(
    "value", ["", "  \n", "…………", ". . .", "____", (), ("", " "), ((), ("", "…")), (("", ""),), None]
)
def test_a_value_that_says_nothing_is_empty(value: object) -> None:
    assert is_empty(value)  # type: ignore[arg-type]  # None stands for a missing key


@pytest.mark.parametrize("value", ["-", "a", "0", ("", "a"), (("", "a"),)])
def test_a_value_that_says_something_is_not_empty(value: object) -> None:
    assert not is_empty(value)  # type: ignore[arg-type]  # as above


def test_gaps_are_told_in_the_order_of_the_paper() -> None:
    form = Form(
        "f",
        "F",
        "",
        "surat",
        fields=(FormField("a", "A", required=True), FormField("b", "B"), FormField("c", "C", required=True)),
        signers=(SignerSlot("x", "X"), SignerSlot("y", "Y", required=False), SignerSlot("z", "Z")),
    )
    sheet = Sheet(
        "f", values={"a": f"pada {BLANK}", "c": "ada"}, signers=(Signer(name="N"), Signer(name="…"))
    )
    assert gaps(form, sheet) == (
        Gap("day", "Tanggal naskah", required=True),
        Gap("a", "A", required=True),
        Gap("b", "B", required=False),
        Gap("signer:y", "Y", required=False),
        Gap("signer:z", "Z", required=True),
    )
    whole = Sheet(
        "f", day="2026-11-21", values={"a": "1", "b": "2", "c": "3"}, signers=(Signer(name="N"),) * 3
    )
    assert gaps(form, whole) == ()


@pytest.mark.parametrize(
    ("label", "first"),
    [
        ("Nota Dinas", "nota_dinas"),
        ("Surat Tugas TIM", "surat_tugas"),
        ("SURAT  TUGAS", "surat_tugas"),
        ("Berita acara", "berita_acara_serah_terima"),
        ("Berita acara rapat", "berita_acara"),
        ("Berita acara pembangunan aplikasi", "berita_acara"),
        ("Surat serah terima", "berita_acara_serah_terima"),
        ("Surat Pemberitahuan ke OPD", "surat_pemberitahuan"),
        ("Notulen", "notulen"),
        ("Dokumentasi Rapat", "notulen"),
        ("Surat Pernyataan", "surat_pernyataan"),
        ("Laporan hasil pelaksanaan pelayanan", "laporan"),
        ("Dokumen/Laporan kesepakatan proses bisnis PD", "berita_acara"),
    ],
)
def test_a_document_finds_its_form(label: str, first: str) -> None:
    found = [form.id for form in forms_for(DocumentType("d", label), FORMS)]
    assert first in found[:2]


def test_a_form_serves_whole_words_only() -> None:
    forms = [Form("l", "L", "", "x", documents=("laporan",)), Form("k", "K", "", "x", documents=("", " "))]
    assert forms_for(DocumentType("d", "Laporannya"), forms) == ()
    assert [form.id for form in forms_for(DocumentType("d", "laporan, akhir"), forms)] == ["l"]
    assert [form.id for form in forms_for(DocumentType("d", "LAPORAN akhir"), forms)] == ["l"]


def test_the_form_that_names_a_document_most_closely_comes_first() -> None:
    forms = [
        Form("a", "A", "", "x", documents=("berita acara",)),
        Form("b", "B", "", "x", documents=("berita acara serah terima",)),
    ]
    found = forms_for(DocumentType("d", "Berita Acara Serah Terima Aplikasi"), forms)
    assert [form.id for form in found] == ["b", "a"]
