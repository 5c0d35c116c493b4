"""`cetak kendali` as typed: one page for the case of that number, or a clear refusal."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from desktop import cli
from desktop.arguments import Arguments
from tests.office import SmallOffice


def run(small: SmallOffice, *words: str) -> int:
    folder = small.office.store.folder
    return cli.run(Arguments(words=("cetak", "kendali", *words), folder=folder))


def text_of(path: Path) -> tuple[int, str]:
    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range() for page in document]
    count = len(document)
    document.close()
    return count, " ".join(pages)


def test_the_control_sheet_of_a_case(small: SmallOffice, tmp_path: Path) -> None:
    case = small.register("PAW", subject="Aplikasi <b>GEĐE</b>", contact_name="Budi (CONTOH)")
    small.walk(case)
    target = tmp_path / "kendali.pdf"
    assert run(small, " 001 / paw/XI/2026", "--keluar", str(target), "--kertas", "F4") == 0
    pages, words = text_of(target)
    assert pages == 1
    for wanted in ("001/PAW/XI/2026", "Aplikasi <b>GEĐE</b>", "Budi (CONTOH)", "Dinas Contoh", "Surat Tugas"):
        assert wanted in words
    assert "None" not in words


def test_a_case_that_is_not_there(
    small: SmallOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "kendali.pdf"
    assert run(small, "999/PAW/XI/2026", "--keluar", str(target)) == 2
    assert "999/PAW/XI/2026 tidak ada" in capsys.readouterr().err
    assert not target.exists()
