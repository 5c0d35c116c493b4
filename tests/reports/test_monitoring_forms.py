"""The monitoring forms read back: PDF and workbook say the same, and no typed word becomes a formula."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pypdfium2
import pytest

from models.records.monitoring import QUESTIONS
from reports.excel.monitoring_book import monitoring_book
from reports.pdf.monitoring import monitoring_form, render_monitoring
from tests.monitorings import LONG, WICKED, made_up


def words_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    words = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(words.split())


def test_the_pdf_has_the_six_columns_and_the_seven_questions() -> None:
    words = words_of(render_monitoring(made_up()))
    for wanted in (
        "MONITORING PELAKSANAAN SOP", "Penilaian terhadap penerapan", "Catatan hasil penilaian",
        "Tindakan yang harus diambil", "Paraf penilai", "Semester II 2026", "Dilaksanakan 2 November 2026.",
        "90 % permohonan selesai dalam 4 hari", "belum cukup data (9 pelaksanaan; paling sedikit 10)",
        "SELURUH PERMOHONAN", "NIP 19800131 200501 1 009",
    ):  # fmt: skip
        assert wanted in words, wanted
    for question in QUESTIONS:
        for word in question.split():
            assert word in words
    assert "CONTOH DRAF" not in words


def test_the_tick_stands_on_the_side_that_was_chosen() -> None:
    good, bad, open_ = monitoring_form(made_up()).rows
    assert good[2:4] == ("√", "")
    assert bad[2:4] == ("", "√")
    assert open_[2:4] == ("", "")
    assert open_[4] == "Terisi dari data 3."


def test_the_same_monitoring_gives_the_same_pdf() -> None:
    assert render_monitoring(made_up()) == render_monitoring(made_up())


@pytest.mark.parametrize("paper", ["a4", "f4", "f4-215"])
def test_nothing_monitored_is_told(paper: str) -> None:
    empty = replace(made_up(), lines=(), paper=paper)  # type: ignore[arg-type]
    assert "Nihil" in words_of(render_monitoring(empty))
    assert openpyxl.load_workbook(io.BytesIO(monitoring_book(empty))).sheetnames[0] == "Monitoring"


def test_the_workbook_says_what_the_form_says() -> None:
    book = openpyxl.load_workbook(io.BytesIO(monitoring_book(made_up(sample=True))))
    assert book.sheetnames == ["Monitoring", "Evaluasi", "Per SOP", "Waktu langkah"]
    sheet = book["Monitoring"]
    assert sheet.oddHeader.center.text == "CONTOH"
    values = [[cell.value for cell in row] for row in sheet.iter_rows()]
    head = next(at for at, row in enumerate(values) if row[0] == "No")
    assert values[head][4] == "Catatan hasil penilaian"
    good, bad, open_ = values[head + 3 : head + 6]
    assert good[2:6] == ["√", None, WICKED, "+62 812"]
    assert bad[3] == "√"
    assert bad[4] == LONG.strip() or bad[4] == LONG
    assert open_[1] == "M" * 300 + " (MPA)"
    merged = {str(found) for found in sheet.merged_cells.ranges}
    assert f"C{head + 1}:D{head + 1}" in merged
    answers = [row for row in book["Evaluasi"].iter_rows(values_only=True) if row[0] in (1, 2, 3)]
    assert answers[0][2:] == ("Ya", "Ya", "Ya", "Ya", "Tidak", "Tidak", "Ya")
    assert answers[2][2:] == (None,) * 7 or answers[2][2:] == ("",) * 7


def test_no_typed_word_becomes_a_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(monitoring_book(made_up())))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert next(cell for cell in cells if cell.value == WICKED).quotePrefix


def test_the_times_are_numbers() -> None:
    book = openpyxl.load_workbook(io.BytesIO(monitoring_book(made_up())))
    rows = list(book["Waktu langkah"].iter_rows(values_only=True))
    head = next(at for at, row in enumerate(rows) if row[0] == "SOP")
    assert len(rows) - head - 1 == 24
    assert rows[head + 1][4:7] == (9, 9, 3)
    assert rows[head + 1][7] == pytest.approx(2 / 3)
    assert rows[head + 1][8] == pytest.approx(6.67)
    assert "WaktuLangkah" in book["Waktu langkah"].tables
