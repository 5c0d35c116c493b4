"""The anchor of the history stands on what leaves the office with figures, and is kept for the next check."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from main import main
from models.store.anchors import kept_anchors
from models.store.integrity import check_office
from models.store.opening import open_office
from tests.office import SmallOffice


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    """An office with a request, closed in order; the machine's clock is later than its acts."""
    small.clock.at("2026-01-05 09:00")
    small.walk(small.register("PP"))
    small.office.close()
    return small.office.store.folder


def in_book(content: bytes) -> set[str]:
    book = load_workbook(io.BytesIO(content))
    return {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value}


def in_pdf(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize(
    ("words", "name", "purpose"),
    [
        (("rekap", "--bulan", "2026-01"), "rekap.xlsx", "Rekap Januari 2026"),
        (("monitoring", "--semester", "2026-1"), "monitoring.xlsx", "Monitoring SOP Semester I 2026"),
        (("monitoring", "--semester", "2026-1"), "monitoring.pdf", "Monitoring SOP Semester I 2026"),
    ],
)
def test_a_recap_and_a_monitoring_carry_the_anchor(
    folder: Path, tmp_path: Path, words: tuple[str, ...], name: str, purpose: str
) -> None:
    target = tmp_path / name
    assert main(["--data", str(folder), *words, "--keluar", str(target)]) == 0
    office = open_office(folder)
    (kept,) = kept_anchors(office)
    line = f"Jangkar riwayat: {kept.anchor.text}"
    assert kept.purpose == purpose
    if name.endswith(".xlsx"):
        assert any(line in text for text in in_book(target.read_bytes()))
    else:
        assert all(line in page for page in in_pdf(target.read_bytes()))
    assert list(check_office(office)) == []
    office.close()


def test_the_list_of_evidence_carries_the_anchor(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "bukti.zip"
    assert main(["--data", str(folder), "bukti", "--tahun", "2026", "--keluar", str(target)]) == 0
    office = open_office(folder)
    anchors = kept_anchors(office)
    office.close()
    (line,) = {f"Jangkar riwayat: {kept.anchor.text}" for kept in anchors}
    assert "Bukti dukung" in anchors[-1].purpose
    with zipfile.ZipFile(target) as bundle:
        top = {name: bundle.read(name) for name in bundle.namelist() if "/" not in name}
    books = [in_book(content) for name, content in top.items() if name.endswith(".xlsx")]
    papers = [in_pdf(content) for name, content in top.items() if name.endswith(".pdf")]
    assert books
    assert papers
    assert all(any(line in text for text in book) for book in books)
    assert all(line in page for pages in papers for page in pages)
