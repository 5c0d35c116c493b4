"""A file that was made for the person: where it goes, and opening it or its folder afterwards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from desktop.document_opening import safe_name
from desktop.whole_file import why_not_written
from views.message_bar import MessageBar
from views.recap_export_line import ExportLine


def ask_target(parent: QWidget, title: str, name: str, kind: str) -> Path | None:
    """Where a file goes (`kind` such as `Zip (*.zip)`); one that is there already is asked about."""
    start = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    asking = QFileDialog(parent, title, start or str(Path.home()), kind)
    asking.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    asking.setDefaultSuffix(Path(name).suffix.removeprefix("."))
    asking.selectFile(safe_name(name))
    chosen = asking.exec() == QDialog.DialogCode.Accepted
    asking.deleteLater()
    return Path(asking.selectedFiles()[0]) if chosen else None


class FinishedFile(QObject):
    """Opens the file that an `ExportLine` tells of; problems stand in the message of its window."""

    def __init__(self, line: ExportLine, message: MessageBar) -> None:
        super().__init__(line)
        self._message = message
        self.target: Path | None = None
        line.open_wanted.connect(
            lambda: self._open(self.target, "Tidak ada program yang membuka berkas itu.")
        )
        line.folder_wanted.connect(
            lambda: self._open(self.target and self.target.parent, "Folder itu tidak dapat dibuka dari sini.")
        )

    def _open(self, path: Path | None, problem: str) -> None:
        if path is None:
            return
        if not path.exists():
            self._message.refuse(f"{path} sudah tidak ada. Buat sekali lagi.")
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._message.refuse(f"{problem} Letaknya: {path}")


def not_saved(target: Path, error: OSError) -> str:
    """Why a file could not be written, and what is left of the one before."""
    return (
        f"Tidak dapat disimpan di {target}: {why_not_written(error)}. Berkas yang sudah ada di sana tidak "
        "berubah. Tutup berkas itu bila sedang terbuka, atau pilih tempat lain."
    )
