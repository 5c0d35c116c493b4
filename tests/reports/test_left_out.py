"""What a recap or a form leaves out for whoever made it is said on every page of it."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pypdfium2
import recap_made_up

from models.records.secrecy import LEFT_OUT
from reports.excel.monitoring_book import monitoring_book
from reports.excel.recap_book import write_recap
from reports.pdf.monitoring import render_monitoring
from tests.monitorings import made_up


def sheets(content: bytes) -> dict[str, str]:
    """The first lines of every sheet, as text."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    return {
        sheet.title: " ".join(
            str(cell) for row in sheet.iter_rows(max_row=12, values_only=True) for cell in row if cell
        )
        for sheet in book
    }


def recap_workbook(**parts: object) -> bytes:
    held = io.BytesIO()
    write_recap(held, recap_made_up.recap(**parts), recap_made_up.cases(1), (), ())
    return held.getvalue()


def test_every_sheet_of_the_recap_says_it() -> None:
    for title, words in sheets(recap_workbook(left_out=LEFT_OUT)).items():
        assert LEFT_OUT in words, title
    assert not any(LEFT_OUT in words for words in sheets(recap_workbook()).values())


def test_the_monitoring_says_it_in_workbook_and_pdf() -> None:
    told = replace(made_up(), left_out=LEFT_OUT)
    for title, words in sheets(monitoring_book(told)).items():
        assert LEFT_OUT in words, title
    document = pypdfium2.PdfDocument(render_monitoring(told))
    pages = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    # each of the three forms begins with it
    assert " ".join(pages.split()).count(LEFT_OUT) == 3
