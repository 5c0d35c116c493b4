"""Papers go out whole: printed in their own size at 300 dpi, saved in one piece, or not at all."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget
from reportlab.pdfgen.canvas import Canvas

from desktop.printing import DOTS_PER_INCH, PaperOutput, print_pages, write_whole

A4, F4_WIDE = (595.3, 841.9), (935.4, 595.3)


def paper(*sizes: tuple[float, float]) -> bytes:
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=sizes[0])
    for size in sizes:
        canvas.setPageSize(size)
        canvas.rect(20, 20, size[0] - 40, size[1] - 40, fill=1)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


@pytest.fixture
def printer(qapp, tmp_path):
    one = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    one.setResolution(DOTS_PER_INCH)
    one.setFullPage(True)
    one.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    one.setOutputFileName(str(tmp_path / "keluar.pdf"))
    return one


def test_every_page_of_every_paper_in_its_own_size(printer, tmp_path):
    told = []
    assert print_pages(printer, [paper(A4, A4), paper(F4_WIDE)], lambda *step: told.append(step) or True) == 3
    printed = pypdfium2.PdfDocument(tmp_path / "keluar.pdf")
    sizes = [tuple(round(side) for side in page.get_size()) for page in printed]
    assert [wide > high for wide, high in sizes] == [False, False, True]
    assert all(abs(a - b) <= 2 for size, real in zip(sizes, (A4, A4, F4_WIDE), strict=True)
               for a, b in zip(size, real, strict=True))  # fmt: skip
    black = printed[2].render(scale=1).to_pil().convert("L").getpixel((468, 300))
    assert black < 40
    assert told[-1] == (3, 3)


def test_only_the_pages_that_were_asked_for(printer, tmp_path):
    printer.setFromTo(2, 3)
    print_pages(printer, [paper(A4, A4), paper(F4_WIDE)], lambda *_step: True)
    printed = pypdfium2.PdfDocument(tmp_path / "keluar.pdf")
    assert len(printed) == 2


def test_what_is_no_pdf_is_told(printer):
    with pytest.raises(ValueError, match=r"."):
        print_pages(printer, [b"bukan pdf"], lambda *_step: True)


def test_a_broken_paper_is_told_in_words(qtbot, monkeypatch):
    window = QWidget()
    qtbot.addWidget(window)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    PaperOutput(window).print((b"no pdf",), "Nota dinas")
    qtbot.waitUntil(lambda: bool(window.findChildren(QMessageBox)), timeout=5000)
    (box,) = window.findChildren(QMessageBox)
    assert box.text() == "Naskah tidak dapat dicetak: PDF-nya rusak dan tidak dapat dibaca."
    box.close()


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path, monkeypatch):
    target = tmp_path / "naskah.pdf"
    target.write_bytes(b"lama")

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"baru")
    assert target.read_bytes() == b"lama"
    assert list(tmp_path.iterdir()) == [target]


def test_a_whole_file_replaces_the_old_one(tmp_path: Path):
    target = tmp_path / "naskah.pdf"
    target.write_bytes(b"lama")
    write_whole(target, b"baru")
    assert target.read_bytes() == b"baru"
    assert list(tmp_path.iterdir()) == [target]
