"""Lembar kendali berkas, read back from the PDF."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from pypdf import PdfReader
from reportlab.graphics.barcode.qr import QrCodeWidget

from models.records.paper import PAPER_SIZES, ControlSheet, ControlStep, Letterhead, PaperSize
from reports.pdf.control_sheet import render_control_sheet
from reports.pdf.qr import draw_qr

NUMBER = "012/PAW/XI/2026"


def steps(count: int) -> tuple[ControlStep, ...]:
    return tuple(
        ControlStep(
            f"{at}.", "Menganalisis permintaan", "Kasi Pengembangan Aplikasi", "02-11-2026 07.30",
            "04-11-2026 09.12", "03-11-2026 16.00", "Lengkap", f"CONTOH Petugas {at}", late=at == 2,
        )
        for at in range(1, count + 1)
    )  # fmt: skip


def sheet(count: int = 17, documents: int = 24, **changes) -> ControlSheet:
    one = ControlSheet(
        Letterhead(("PEMERINTAH KABUPATEN CONTOH",), "DINAS KOMUNIKASI DAN INFORMATIKA", ("Jalan Contoh",)),
        NUMBER,
        (("Perihal", "Aplikasi <b>antrean</b> & GEĐE"), ("OPD", "CONTOH Dinas"), ("Narahubung", "")),
        steps(count),
        tuple((f"Dokumen ke-{at}", "versi 2" if at % 2 else "", bool(at % 2)) for at in range(documents)),
        printed="21-11-2026 13.30",
        footer="Kaki kantor",
    )
    return replace(one, **changes)


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_the_longest_sop_stands_on_one_page(paper: PaperSize) -> None:
    (page,) = texts(render_control_sheet(sheet(17, 24, paper=paper)))
    for at in range(1, 18):
        assert f"CONTOH Petugas {at}" in page
    for at in range(24):
        assert f"Dokumen ke-{at}" in page
    order = ["LEMBAR KENDALI BERKAS", NUMBER, "Perihal", "Langkah", "Paraf", "Daftar dokumen", "Dicetak"]
    assert [page.index(word) for word in order] == sorted(page.index(word) for word in order)
    assert page.count("TERLAMBAT") == 1


@pytest.mark.parametrize("paper", PAPER_SIZES)
def test_more_steps_go_on_over_a_second_page_with_the_number(paper: PaperSize) -> None:
    pages = texts(render_control_sheet(sheet(60, 24, paper=paper)))
    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        assert NUMBER in page
        assert f"Halaman {number} dari {len(pages)}" in page
    assert re.findall(r"Petugas (\d+)", " ".join(pages)) == [str(at) for at in range(1, 61)]
    assert " ".join(pages).count("Daftar dokumen") == 1


def test_signs_of_markup_print_whole_and_empty_facts_as_dots() -> None:
    (page,) = texts(render_control_sheet(sheet()))
    assert "Aplikasi <b>antrean</b> & GEĐE" in page
    assert re.search(r"Narahubung\s*:\s*\.{20}", page)
    assert "None" not in page


def test_long_words_and_odd_signs_break_nothing() -> None:
    odd = ControlStep("1", "x" * 200, "\ufffd✓", "", "", "", "y" * 3000, "")
    facts = (("Perihal", "z" * 200), ("\u25a0" * 80, "a"))
    pages = texts(
        render_control_sheet(replace(sheet(), steps=(odd,), facts=facts, documents=(("w" * 200, "", False),)))
    )
    every = "".join(pages)
    assert (every.count("x"), every.count("y"), every.count("z"), every.count("w")) == (200, 3000, 200, 200)
    assert not set("\ufffd■") & set(every)


def test_a_case_without_steps_and_documents_still_prints() -> None:
    bare = sheet(0, 0, facts=(), letterhead=Letterhead(), footer="", printed="", case_number="")
    (page,) = texts(render_control_sheet(bare))
    assert "LEMBAR KENDALI BERKAS" in page
    assert "None" not in page


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert render_control_sheet(sheet()) == render_control_sheet(sheet())


def dark_share(pdf: bytes, box: tuple[float, float, float, float]) -> list[list[bool]]:
    """Whether each of a grid of points inside a box (shares of the page) is dark."""
    page = pypdfium2.PdfDocument(pdf)[0]
    picture = page.render(scale=4).to_pil().convert("L")
    left, top, right, bottom = box
    count = 21
    return [
        [
            picture.getpixel(
                (
                    int(picture.width * (left + (right - left) * (column + 0.5) / count)),
                    int(picture.height * (top + (bottom - top) * (row + 0.5) / count)),
                )
            )
            < 128
            for column in range(count)
        ]
        for row in range(count)
    ]


def test_the_drawn_code_is_the_code_of_the_number_module_by_module() -> None:
    from reportlab.pdfgen.canvas import Canvas

    kept = io.BytesIO()
    # 29 modules with the quiet zone, on a page of exactly that size
    canvas = Canvas(kept, pagesize=(290, 290), invariant=1)
    draw_qr(canvas, NUMBER, 0, 0, 290)
    canvas.save()
    code = QrCodeWidget(NUMBER, barLevel="M").qr
    code.make()
    count = code.getModuleCount()
    assert count == 21
    quiet = 4 / 29
    seen = dark_share(kept.getvalue(), (quiet, quiet, 1 - quiet, 1 - quiet))
    assert seen == [[bool(code.isDark(row, column)) for column in range(count)] for row in range(count)]
