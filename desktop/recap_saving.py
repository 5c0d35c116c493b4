"""Takes the recap away as a workbook: where to, written in a worker, whole or not at all, then opened."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.background import Progress, Work, run_in_background
from desktop.document_opening import safe_name
from desktop.recap_export import export_recap
from desktop.whole_file import why_not_written
from desktop.window_first import window_first
from models.records.recap import Period, Recap
from models.rules.periods import written
from models.store.closings import figures_now
from models.store.office import Office
from views.recap_page import RecapPage

#: Told the digest of the file that was written, and that of the figures of its month.
Then = Callable[[str, str], None]


def ask_target(parent: QWidget, name: str) -> Path | None:
    """Where the workbook goes; a file that is there already is asked about by the system."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    asking = QFileDialog(parent, "Simpan rekap", start or str(Path.home()), "Buku kerja Excel (*.xlsx)")
    asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asking.setDefaultSuffix("xlsx")
    asking.selectFile(safe_name(name))
    chosen = asking.exec() == QDialog.DialogCode.Accepted
    asking.deleteLater()
    return Path(asking.selectedFiles()[0]) if chosen else None


class RecapSaving(QObject):
    """One export at a time; `turned` tells that one begins or ended."""

    turned = Signal()

    def __init__(self, page: RecapPage, office: Office) -> None:
        super().__init__(page)
        self._page = page
        self._office = office
        self._work: Work | None = None
        self.target: Path | None = None
        page.export.cancelled.connect(self.cancel)
        page.export.open_wanted.connect(self._open_file)
        page.export.folder_wanted.connect(self._open_folder)

    def busy(self) -> bool:
        """Whether a workbook is being written."""
        return self._work is not None

    def cancel(self) -> None:
        """Ask the writing to stop."""
        if self._work is not None:
            self._work.stop()

    def start(self, recap: Recap, then: Then | None = None) -> None:
        """Ask where to and write the workbook of what is shown there; `then` is for months."""
        if self.busy():
            return
        target = ask_target(self._page, f"Rekap {recap.period.name}.xlsx")
        if target is None:
            return
        office, period, sops = self._office, recap.period, recap.sops
        rows = _rows(recap)

        def write(progress: Progress) -> tuple[str, str]:
            with window_first(), office.reading():
                export_recap(office, period, sops, target, lambda done: progress(done, max(done, rows)))
                figures = "" if then is None else figures_now(office, written(period))
            return _digest(target), figures

        def done(digests: tuple[str, str]) -> None:
            self._end()
            self.target = target
            self._page.export.show_result(f"Rekap {period.name} tersimpan: {target}")
            if then is not None:
                then(*digests)

        self._page.export.start(f"Menulis rekap {period.name}…")
        self._work = run_in_background(
            self, write, done, lambda error: self._failed(error, target, period), self._page.export.advance
        )
        self.turned.emit()

    def _end(self) -> None:
        self._work = None
        self.turned.emit()

    def _failed(self, error: Exception, target: Path, period: Period) -> None:
        from reports.excel.recap_book import ExportCancelled

        cancel = self._page.export.progress.cancel_button
        # pressed, it can no longer have the keyboard
        waited = self._page.window().focusWidget() is cancel or not cancel.isEnabled()
        self._page.export.stop()
        self._end()
        if waited:
            self._page.focus_on_act()
        if isinstance(error, ExportCancelled):
            self._page.message.tell(
                f"Ekspor rekap {period.name} dibatalkan. Berkas yang sudah ada tidak berubah."
            )
        elif isinstance(error, OSError):
            self._page.message.refuse(
                f"Rekap tidak dapat disimpan di {target}: {why_not_written(error)}. Berkas yang sudah ada di "
                "sana tidak berubah. Tutup berkas itu bila sedang terbuka, atau pilih tempat lain."
            )
        else:
            raise error

    def _open_file(self) -> None:
        self._open(self.target, "Tidak ada program di komputer ini yang membuka buku kerja Excel.")

    def _open_folder(self) -> None:
        self._open(self.target and self.target.parent, "Folder itu tidak dapat dibuka dari sini.")

    def _open(self, path: Path | None, problem: str) -> None:
        if path is None:
            return
        if not path.exists():
            self._page.message.refuse(f"{path} sudah tidak ada. Ekspor sekali lagi.")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._page.message.refuse(f"{problem} Letaknya: {path}")


def _rows(recap: Recap) -> int:
    """About how many rows the workbook will have: each request, and more for what was late."""
    total = recap.total
    tables = len(recap.per_sop) + len(recap.per_agency) + len(recap.steps) + len(recap.executors)
    return total.sisa_awal + total.masuk + 2 * total.late + tables + 1


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
