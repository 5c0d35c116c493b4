"""Agenda books, read back from the PDF."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pytest
from pypdf import PdfReader

from models.records.paper import PAPER_SIZES, Letterhead, PaperSize, Register, RegisterColumn, Signer
from reports.pdf.register import render_register

COLUMNS = (
    RegisterColumn("No. agenda", 6, "tengah"),
    RegisterColumn("Asal/pengirim", 20),
    RegisterColumn("Perihal/isi ringkas", 30),
    RegisterColumn("Biaya", 10, "kanan"),
)
SIGNERS = (
    Signer("Mengetahui,", ("KEPALA DINAS,",), "CONTOH Nama Pejabat", "Pembina", "19700131 199501 1 009"),
    Signer("", ("Sekretaris,",), "CONTOH Nama Lain", "Penata", "19800131 200501 1 009"),
)


def register(rows: tuple[tuple[str, ...], ...], **changes) -> Register:
    book = Register(
        ("BUKU AGENDA SURAT MASUK", "Kurun November 2026"),
        COLUMNS,
        rows,
        Letterhead(("PEMERINTAH KABUPATEN CONTOH",), "DINAS KOMUNIKASI DAN INFORMATIKA", ("Jalan Contoh",)),
        signers=SIGNERS,
        place="Kota Contoh",
        day="2026-11-30",
        footer="Dicetak dari Papan SOP",
    )
    return replace(book, **changes)


def many(count: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (f"A{at}.", f"CONTOH Dinas {at}", "Permohonan " * (at % 9 + 1), "1.000") for at in range(count)
    )


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_every_row_stands_once_and_in_order(paper: PaperSize) -> None:
    pages = texts(render_register(register(many(300), paper=paper)))
    assert re.findall(r"A(\d+)\.", " ".join(pages)) == [str(at) for at in range(300)]
    assert len(pages) > 5


@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_pages_lie_on_their_side(paper: PaperSize) -> None:
    box = PdfReader(io.BytesIO(render_register(register(many(1), paper=paper)))).pages[0].mediabox
    wide, high = PAPER_SIZES[paper]
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (high, wide)


def test_head_footer_and_page_number_repeat_and_the_kop_does_not() -> None:
    pages = texts(render_register(register(many(120))))
    for number, page in enumerate(pages, start=1):
        assert "Perihal/isi ringkas" in page
        assert "Dicetak dari Papan SOP" in page
        assert f"Halaman {number} dari {len(pages)}" in page
    assert "BUKU AGENDA SURAT MASUK" in pages[0]
    assert not any("DINAS KOMUNIKASI" in page for page in pages[1:])


@pytest.mark.parametrize("count", range(1, 60))
def test_signatures_stand_once_and_never_without_rows(count: int) -> None:
    pages = texts(render_register(register(many(count))))
    assert [("CONTOH Nama Pejabat" in page) for page in pages] == [False] * (len(pages) - 1) + [True]
    assert "Kota Contoh, 30 November 2026" in pages[-1]
    assert re.search(r"A\d+\.", pages[-1])


def test_a_book_without_rows_says_so() -> None:
    (page,) = texts(render_register(register(())))
    assert "Nihil" in page
    assert "CONTOH Nama Lain" in page


def test_signs_of_markup_and_long_words_print_whole() -> None:
    row = ("1", "PT <b>Maju</b> & Jaya GEĐE", "x" * 200, "")
    page = " ".join(texts(render_register(register((row,)))))
    assert "PT <b>Maju</b> & Jaya" in " ".join(page.split())
    assert "GEĐE" in page
    assert page.count("x") == 200


def test_nothing_odd_reaches_the_paper() -> None:
    rows = (("1", "", "tanda \ufffd ✓ \x07 \u25a0 中", ""), ("2",), ("3", "a", "b", "c", "lebih"))
    page = " ".join(texts(render_register(register(rows, signers=(Signer(),), day="", place=""))))
    assert "None" not in page
    assert not set("\ufffd■\x07") & set(page)
    assert "......" in page
    assert "lebih" not in page


def test_a_row_taller_than_a_page_goes_on_and_loses_no_word() -> None:
    words = " ".join(f"kata{at}." for at in range(3000))
    pages = texts(render_register(register((("A1.", "b", words, ""), *many(2)))))
    assert len(pages) > 3
    found = re.findall(r"kata(\d+)\.", " ".join(pages))
    assert found == [str(at) for at in range(3000)]


def test_the_same_book_gives_the_same_bytes() -> None:
    assert render_register(register(many(40))) == render_register(register(many(40)))


def test_only_a_sample_is_marked() -> None:
    marked, real = (texts(render_register(register((), signers=(), sample=on)))[0] for on in (True, False))
    assert "CONTOH" in marked.replace("KABUPATEN CONTOH", "")
    assert "CONTOH" not in real.replace("KABUPATEN CONTOH", "")
