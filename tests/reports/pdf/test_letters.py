from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from models.records.paper import PAPER_SIZES, PaperSize
from reports.pdf.copies import join, stamp_copy
from reports.pdf.papers import LAYOUTS, render
from tests.reports.pdf.filled_papers import (
    COPIES,
    FOLDER,
    KOP,
    LETTERS,
    empty_sheet,
    form_of,
    full_sheet,
    pages_of,
    picture,
    printed_words,
    text_of,
)

SIZES: tuple[PaperSize, ...] = ("a4", "f4", "f4-215")


def test_every_form_file_names_a_layout_that_is_drawn() -> None:
    found = {path.stem: form_of(path.stem) for path in FOLDER.glob("*.toml")}
    assert set(LETTERS) <= set(found)
    assert {name: form.layout for name, form in found.items() if form.layout not in LAYOUTS} == {}
    assert all(form.id == name for name, form in found.items())


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LETTERS)
def test_all_fields_print_in_the_order_of_the_form(name: str, size: PaperSize) -> None:
    form = form_of(name)
    sheet = full_sheet(form, paper=size)
    text = text_of(render(sheet, form, picture()))
    at = 0
    for field in form.fields:
        if field.id in {"aplikasi", "meterai", "waktu"} | ({"dasar"} if "surat_p" in name else set()):
            continue  # printed inside a sentence, or as a box
        for words in printed_words(field, sheet.values[field.id]):
            found = text.find(words, at)
            assert found >= 0, f"{field.id}: {words!r} is not after {text[max(0, at - 60) : at]!r}"
            at = found
        for label in field.columns:
            assert label in text
    assert "None" not in text
    assert not {"■", "\ufffd", "\x00", "□"} & set(text)


@pytest.mark.parametrize("name", LETTERS)
def test_sentences_signers_and_copies_print(name: str) -> None:
    form = form_of(name)
    sheet = full_sheet(form)
    pdf = render(sheet, form)
    text = text_of(pdf)
    for sentence in sheet.texts.values():
        assert sentence in text
    for signer in sheet.signers:
        assert signer.name in text
        assert signer.nip in text
        assert all(line in text for line in signer.position)
    if form.copies:
        assert all(copy in text for copy in COPIES)
    if form.letterhead:
        assert KOP.name in text
    assert text.count("Dicetak dari Papan SOP") == len(pages_of(pdf))


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LETTERS)
def test_an_empty_form_has_dotted_lines_to_write_on(name: str, size: PaperSize) -> None:
    form = form_of(name)
    text = text_of(render(empty_sheet(form, paper=size), form))
    assert "None" not in text
    assert "{" not in text
    dotted = text.count("........")
    needed = sum(field.required and field.kind != "tabel" for field in form.fields)
    assert dotted >= needed, text


@pytest.mark.parametrize("name", LETTERS)
def test_the_paper_has_the_size_asked_for_and_embeds_its_fonts(name: str) -> None:
    form = form_of(name)
    for size in SIZES:
        reader = PdfReader(BytesIO(render(full_sheet(form, paper=size), form)))
        for page in reader.pages:
            width, height = PAPER_SIZES[size]
            assert float(page.mediabox.width) == pytest.approx(width * 72 / 25.4, abs=0.01)
            assert float(page.mediabox.height) == pytest.approx(height * 72 / 25.4, abs=0.01)
            fonts = [font.get_object() for font in page["/Resources"]["/Font"].values()]
            assert all("LiberationSans" in font["/BaseFont"] for font in fonts), fonts
            assert all("/FontFile2" in font["/FontDescriptor"].get_object() for font in fonts)
        assert reader.trailer["/Root"]["/Lang"] == "id-ID"


@pytest.mark.parametrize("name", LETTERS)
def test_the_same_sheet_gives_the_same_bytes(name: str) -> None:
    form = form_of(name)
    sheet = full_sheet(form)
    assert render(sheet, form, picture()) == render(sheet, form, picture())


def test_another_process_gives_the_same_bytes() -> None:
    script = (
        "import hashlib\n"
        "from reports.pdf.papers import render\n"
        "from tests.reports.pdf.filled_papers import form_of, full_sheet, picture\n"
        "form = form_of('berita_acara')\n"
        "print(hashlib.sha256(render(full_sheet(form), form, picture())).hexdigest())\n"
    )
    root = Path(__file__).parents[3]
    seen = {
        subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", script],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(seen) == 1


def test_a_draft_and_a_sample_carry_their_mark_on_every_page() -> None:
    form = form_of("daftar_hadir")
    sheet = full_sheet(form, values={"peserta": tuple((f"Nama {n}", "", "") for n in range(60))})
    for draft, sample, words in (
        (True, False, "KONSEP"),
        (False, True, "CONTOH"),
        (True, True, "CONTOH KONSEP"),
    ):
        pages = pages_of(render(replace(sheet, draft=draft, sample=sample), form))
        assert len(pages) > 1
        assert all(words in " ".join(page.split()) for page in pages)
    assert all("KONSEP" not in page for page in pages_of(render(sheet, form)))


def test_only_papers_of_several_pages_are_numbered() -> None:
    form = form_of("nota_dinas")
    assert "Halaman" not in text_of(render(full_sheet(form), form))
    long = full_sheet(form, values={"isi": "Uraian kegiatan yang panjang sekali. " * 250})
    pages = pages_of(render(long, form))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert f"Halaman {number} dari {len(pages)}" in page


def test_optional_parts_that_are_empty_are_left_out() -> None:
    form = form_of("surat_penolakan")
    text = text_of(render(full_sheet(form, values={"saran": ""}), form))
    assert "sarankan" not in text
    minutes = form_of("notulen")
    assert "DOKUMENTASI" not in text_of(render(full_sheet(minutes, values={"dokumentasi": ()}), minutes))
    assert "DOKUMENTASI" in text_of(render(full_sheet(minutes), minutes))


def test_three_people_stand_in_a_table_two_line_by_line() -> None:
    form = form_of("surat_tugas")
    people = tuple((f"Nama {n}", "Penata", "NIP", "Staf") for n in range(3))
    assert text_of(render(full_sheet(form, values={"kepada": people}), form)).count("Pangkat/Golongan") == 1
    two = text_of(render(full_sheet(form, values={"kepada": people[:2]}), form))
    assert two.count("Pangkat/Golongan") == 2


def test_a_copy_is_stamped_on_every_page_and_leaves_the_paper_alone() -> None:
    form = form_of("daftar_hadir")
    sheet = full_sheet(form, values={"peserta": tuple((f"Nama {n}", "", "") for n in range(60))})
    pdf = render(sheet, form)
    pages = pages_of(stamp_copy(pdf, 3))
    assert len(pages) == len(pages_of(pdf))
    assert all("Salinan ke-3" in page for page in pages)
    assert "Nama 59" in pages[-1]
    assert "Salinan" not in text_of(pdf)


def test_several_papers_join_in_order() -> None:
    papers = [render(full_sheet(form), form) for form in map(form_of, ("nota_dinas", "surat_tugas"))]
    pages = pages_of(join(papers))
    assert "NOTA DINAS" in pages[0]
    assert "SURAT TUGAS" in pages[len(pages_of(papers[0]))]
