"""Lembar disposisi, tanda terima, nota permintaan, perubahan and hasil uji, read back from the PDF."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from filled_papers import empty_sheet, form_of, full_sheet, pages_of, printed_words, text_of
from pypdf import PdfReader

from models.records.paper import PAPER_SIZES, Form, PaperSize, Sheet, Signer
from reports.pdf.papers import render

FORMS = ("disposisi", "tanda_terima", "nota_permintaan", "formulir_perubahan", "hasil_uji")


def filled(form: Form, **changes) -> Sheet:
    """Two boxes ticked wherever there are boxes."""
    ticked = {field.id: field.choices[:2] for field in form.fields if field.kind == "centang"}
    return full_sheet(form, values=ticked | changes.pop("values", {}), **changes)


@pytest.mark.parametrize("paper", PAPER_SIZES)
@pytest.mark.parametrize("form_id", FORMS)
def test_every_blank_is_printed_with_its_label(form_id: str, paper: PaperSize) -> None:
    form = form_of(form_id)
    sheet = filled(form, paper=paper)
    said = text_of(render(sheet, form))
    assert "".join(form.title.split()) in "".join(said.split())
    for field in form.fields:
        for label in field.columns or (field.label,):
            assert "".join(label.split()) in "".join(said.split()), label
        for word in printed_words(field, sheet.values[field.id]):
            # a long word may be broken over two lines of a narrow cell
            assert "".join(word.split()) in "".join(said.split()), (field.id, word)
    for one in sheet.signers:
        for words in (one.name, one.rank, one.nip):
            assert "".join(words.split()) in "".join(said.split())
    assert "None" not in said


@pytest.mark.parametrize("form_id", FORMS)
def test_an_empty_form_has_room_to_write_and_no_placeholder(form_id: str) -> None:
    form = form_of(form_id)
    said = text_of(render(empty_sheet(form, draft=True), form))
    assert "....................." in said
    assert not re.search(r"None|\{|\}|\ufffd|■", said)
    for slot in form.signers:
        # who must sign on paper has a place even while nobody is known; others are left out
        assert (slot.heading in said) == (slot.id != "pengguna")
    for field in form.fields:
        for choice in field.choices:
            assert choice in said or field.id == "kanal"


@pytest.mark.parametrize("form_id", FORMS)
def test_bad_input_prints_whole(form_id: str) -> None:
    form = form_of(form_id)
    odd = {
        field.id: {"teks": "<b>PT</b> & Jaya \x00", "paragraf": "q" * 200}[field.kind]
        for field in form.fields
        if field.kind in ("teks", "paragraf")
    }
    signers = tuple(Signer("", ("Z" * 200,), "w" * 200, "<i>&", "") for _ in form.signers)
    pdf = render(filled(form, values=odd, signers=signers), form)
    said = "".join(text_of(pdf).split())
    texts = sum(field.kind == "paragraf" for field in form.fields)
    assert said.count("<b>PT</b>&Jaya") == sum(field.kind == "teks" for field in form.fields)
    assert said.count("q") >= 200 * texts
    assert said.count("w") >= 200 * len(form.signers)
    assert not re.search("None|\ufffd|■|\x00", said)


@pytest.mark.parametrize("form_id", FORMS)
def test_thousands_of_words_go_on_over_pages_and_none_is_lost(form_id: str) -> None:
    form = form_of(form_id)
    words = " ".join(f"kata{at}." for at in range(3000))
    field = next(field for field in form.fields if field.kind == "paragraf")
    pages = pages_of(render(filled(form, values={field.id: words}), form))
    assert len(pages) > 2
    found = re.findall(r"kata(\d+)\.", " ".join(pages))
    assert found == [str(at) for at in range(3000)]
    assert f"Halaman {len(pages)} dari {len(pages)}" in " ".join(pages[-1].split())


def test_a_list_of_two_hundred_recipients_goes_on_over_pages() -> None:
    form = form_of("disposisi")
    many = tuple(f"Penerima ke-{at}." for at in range(200))
    fields = tuple(
        replace(field, choices=many) if field.id == "diteruskan" else field for field in form.fields
    )
    form = replace(form, fields=fields)
    said = " ".join(pages_of(render(filled(form), form)))
    assert re.findall(r"Penerima ke-(\d+)\.", said) == [str(at) for at in range(200)]


def test_what_was_ticked_outside_the_list_is_added_to_it() -> None:
    form = form_of("disposisi")
    said = text_of(render(filled(form, values={"diteruskan": ("CONTOH Staf Ahli",)}), form))
    assert "CONTOH Staf Ahli" in said


def ticks_of(pdf: bytes) -> int:
    """How many ticks are drawn: strokes of two joined lines."""
    content = b"".join(page.get_contents().get_data() for page in PdfReader(io.BytesIO(pdf)).pages)
    return len(re.findall(rb"m( [\d.]+ [\d.]+ l){2}\s+S", content))


@pytest.mark.parametrize(("chosen", "ticks"), [((), 0), (("Segera",), 1), (("Segera", "Rahasia"), 2)])
def test_only_what_is_chosen_is_ticked(chosen: tuple[str, ...], ticks: int) -> None:
    form = form_of("disposisi")
    values = {"sifat": chosen, "diteruskan": (), "instruksi": ()}
    assert ticks_of(render(full_sheet(form, values=values), form)) == ticks


def test_the_order_of_the_disposition_is_that_of_the_form() -> None:
    form = form_of("disposisi")
    said = text_of(render(filled(form), form))
    order = [
        "LEMBAR DISPOSISI",
        "Surat dari",
        "Sifat",
        "Perihal",
        "Diteruskan kepada",
        "Catatan",
        "Batas waktu",
    ]
    assert [said.index(words) for words in order] == sorted(said.index(words) for words in order)


@pytest.mark.parametrize("form_id", FORMS)
@pytest.mark.parametrize("lines", range(0, 60, 3))
def test_signatures_never_stand_alone_and_never_part(form_id: str, lines: int) -> None:
    form = form_of(form_id)
    last = [field for field in form.fields if field.kind == "paragraf"][-1]
    text = "\n".join(f"{at}. butir ke-{at}" for at in range(1, lines + 1))
    pages = ["".join(page.split()) for page in pages_of(render(filled(form, values={last.id: text}), form))]
    signed = [page for page in pages if "CONTOH1,M.Si." in page]
    assert len(signed) == 1
    for at in range(1, len(form.signers) + 1):
        assert f"CONTOH{at},M.Si." in signed[0]
    # something of the form stands on the page of its signatures
    begins = [*(field.label for field in form.fields), "Tanda terima ini"]
    assert any("".join(words.split()) in signed[0] for words in begins)


@pytest.mark.parametrize("form_id", FORMS)
def test_the_same_sheet_gives_the_same_bytes(form_id: str) -> None:
    form = form_of(form_id)
    assert render(filled(form), form) == render(filled(form), form)
