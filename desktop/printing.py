"""Papers on their way out: the system's print dialog at 300 dpi, a PDF to keep, the system's viewer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, QSizeF, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.background import Progress, run_in_background
from desktop.document_opening import copies_folder, safe_name
from desktop.whole_file import why_not_written, write_whole
from views.notice import tell
from views.page_image import page_sizes, turn_to

#: Qt's own high resolution is 1,200 dots an inch: a page of 400 MB.
DOTS_PER_INCH = 300
_POINTS_PER_INCH = 72


class PaperOutput:
    """Prints, saves and opens papers for one window; the stored files are never given away."""

    def __init__(self, window: QWidget) -> None:
        self.window = window

    def print(
        self, papers: Sequence[bytes], title: str, on_printed: Callable[[], None] | None = None
    ) -> None:
        """Ask for the printer once and print all papers, one after the other, in a worker."""
        printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
        printer.setResolution(DOTS_PER_INCH)
        printer.setDocName(title)
        printer.setFullPage(True)
        asking = QPrintDialog(printer, self.window)
        asking.setWindowTitle(f"Cetak {title}")
        if asking.exec() != QDialog.DialogCode.Accepted:
            return
        copy = tuple(papers)

        def done(pages: int) -> None:
            if not pages:
                tell(self.window, title, "Pencetak tidak menerima naskah ini. Tidak ada yang tercetak.")
            elif on_printed is not None:
                on_printed()

        def failed(error: Exception) -> None:
            if not isinstance(error, ValueError):
                raise error
            tell(self.window, title, "Naskah tidak dapat dicetak: PDF-nya rusak dan tidak dapat dibaca.")

        run_in_background(self.window, lambda progress: print_pages(printer, copy, progress), done, failed)

    def save(self, paper: bytes, name: str) -> Path | None:
        """Write the PDF where the person wants it, whole or not at all."""
        start = str(Path.home() / safe_name(name))
        chosen, _kind = QFileDialog.getSaveFileName(self.window, "Simpan naskah", start)
        if not chosen:
            return None
        target = Path(chosen)
        try:
            write_whole(target, paper)
        except OSError as error:
            tell(
                self.window,
                name,
                f"Naskah tidak dapat disimpan di {target}: {why_not_written(error)}. Berkas yang sudah ada "
                "di sana tidak berubah. Tutup berkas itu bila sedang terbuka, atau pilih tempat lain.",
            )
            return None
        return target

    def view(self, paper: bytes, name: str) -> None:
        """Hand a copy to the system's viewer."""
        target = copies_folder() / safe_name(name)
        try:
            write_whole(target, paper)
        except OSError as error:
            tell(self.window, name, f"Salinan untuk dibuka tidak dapat dibuat: {why_not_written(error)}.")
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(target))):
            tell(self.window, name, "Tidak ada program di komputer ini yang membuka berkas PDF.")


def print_pages(printer: QPrinter, papers: Sequence[bytes], progress: Progress) -> int:
    """Paint every page of every paper in its own size; answers how many, 0 when the printer refused.

    Qt allows painting on a printer in a worker. Raises ValueError when a paper is no readable PDF.
    """
    places = [(paper, page, size) for paper in papers for page, size in enumerate(page_sizes(paper))]
    chosen = _chosen(printer, len(places))
    painter = QPainter()
    for done, place in enumerate(chosen):
        paper, page, size = places[place]
        _lay_out(printer, size)
        if not (painter.begin(printer) if not done else printer.newPage()):
            return 0
        width = round(size[0] / _POINTS_PER_INCH * DOTS_PER_INCH)
        height = round(size[1] / _POINTS_PER_INCH * DOTS_PER_INCH)
        picture = turn_to(paper, page, width).image.picture()
        painter.drawImage(QRect(0, 0, width, height), picture)
        if not progress(done + 1, len(chosen)):
            break
    painter.end()
    return len(chosen)


def _chosen(printer: QPrinter, pages: int) -> list[int]:
    """The pages that the dialog asked for, counted over all papers."""
    first, last = printer.fromPage() or 1, printer.toPage() or pages
    return list(range(min(first, pages) - 1, min(last, pages)))


def _lay_out(printer: QPrinter, size: tuple[float, float]) -> None:
    """Give the printer the size of the page; a wide one is an upright paper turned."""
    wide = size[0] > size[1]
    short, long = min(size), max(size)
    paper = QPageSize(QSizeF(short, long), QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turned = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, turned, QMarginsF(0, 0, 0, 0)))
