"""Takes everything out from the settings: where to, written in a worker, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.background import Progress, Work, run_in_background
from desktop.case_acts import refusal_lines
from desktop.full_export import Exported, export_all
from desktop.session import Session
from desktop.whole_file import why_not_written
from desktop.window_first import window_first
from models.actions.backups import ask_export
from models.records.results import Refused
from resources.indonesian import number_text
from views.settings_window import SettingsWindow


class FullExportSaving(QObject):
    """One export at a time; `turned` tells that one begins or ended."""

    turned = Signal()
    advanced = Signal(object, object)

    def __init__(self, page: QWidget, session: Session, window: SettingsWindow) -> None:
        super().__init__(page)
        self._session = session
        self._window = window
        self._work: Work | None = None

    def busy(self) -> bool:
        """Whether an export is being written."""
        return self._work is not None

    def cancel(self) -> None:
        """Ask the export to stop."""
        if self._work is not None:
            self._work.stop()

    def start(self) -> None:
        """Ask where to, and begin."""
        chosen = QFileDialog.getExistingDirectory(self._window, "Pilih folder untuk ekspor", str(Path.home()))
        if chosen:
            self.write(Path(chosen))

    def write(self, target: Path) -> None:
        """Export into a folder; who asked for it stands in the history."""
        if self.busy():
            return
        office = self._session.office
        answer = ask_export(office, self._session.person_id, target)
        if isinstance(answer, Refused):
            self._window.refuse(refusal_lines(answer))
            return

        def work(progress: Progress) -> Exported:
            with window_first(), office.reading():
                return export_all(office, target, progress)

        self._work = run_in_background(
            self, work, self._done, lambda error: self._failed(error, target), self.advanced.emit
        )
        self.turned.emit()

    def _done(self, done: Exported) -> None:
        self._work = None
        self.turned.emit()
        rows = number_text(sum(done.rows.values()))
        lacking = (
            f" {number_text(len(done.lacking))} berkas hilang atau rusak, lihat BACA DULU."
            if done.lacking
            else ""
        )
        left = " Tanpa permohonan rahasia yang tidak menyangkut Anda." if done.left_out else ""
        files = number_text(done.files)
        self._window.message.tell(
            f"Ekspor selesai: {rows} baris dan {files} berkas di {done.folder}.{lacking}{left}"
        )
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(done.folder)))

    def _failed(self, error: Exception, target: Path) -> None:
        from reports.excel.full_export import ExportCancelled

        self._work = None
        self.turned.emit()
        if isinstance(error, ExportCancelled):
            self._window.message.tell("Ekspor dibatalkan. Tidak ada yang tertinggal di folder itu.")
        elif isinstance(error, OSError):
            self._window.refuse(
                [f"Ekspor ke {target} tidak dapat ditulis: {why_not_written(error)}.",
                 "Data kantor tidak berubah, dan tidak ada yang setengah jadi di sana.",
                 "Kosongkan ruang atau pilih folder lain, lalu ulangi."]
            )  # fmt: skip
        else:
            raise error
