"""What a person sees when the program met a fault of its own: what is safe, and what to send to whom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from views.dialog_style import scale_font
from views.fields import WrappedLabel
from views.screen_fit import fit_to_screen


class CrashDialog(QDialog):
    """Tells of a fault; the person may go on or end the program, and copy the details."""

    quit_wanted = Signal()

    def __init__(self, summary: str, details: str, log: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Papan SOP mengalami kesalahan")
        self._count = 1
        self._summary = summary
        self.heading = WrappedLabel("Tindakan terakhir tidak selesai karena kesalahan pada program.", self)
        scale_font(self.heading, 1.2, bold=True)
        self.words = WrappedLabel(
            "Data yang sudah tersimpan aman: setiap tindakan disimpan seluruhnya atau tidak sama sekali. "
            "Periksa apakah tindakan terakhir sudah tercatat, lalu ulangi bila belum. "
            "Bila kesalahan ini muncul lagi, tutup program, buka kembali, dan kirim rinciannya kepada "
            "administrator.",
            self,
        )
        self.cause = WrappedLabel("", self)
        self.log = WrappedLabel(f"Rincian juga tercatat di: {log}" if log else "", self, quiet=True)
        self.log.setVisible(bool(log))
        self.details = QPlainTextEdit(details, self)
        self.details.setReadOnly(True)
        self.details.setTabChangesFocus(True)
        self.details.setAccessibleName("Rincian kesalahan")
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._build()
        self._show_cause()
        fit_to_screen(self, 620, 420)

    def _build(self) -> None:
        self.copy_button = QPushButton("&Salin rincian", self)
        self.quit_button = QPushButton("&Tutup program", self)
        self.go_on_button = QPushButton("&Lanjutkan bekerja", self)
        self.go_on_button.setDefault(True)
        self.copy_button.clicked.connect(self._copy)
        self.quit_button.clicked.connect(self._quit)
        self.go_on_button.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addStretch(1)
        row.addWidget(self.quit_button)
        row.addWidget(self.go_on_button)
        column = QVBoxLayout(self)
        for widget in (self.heading, self.words, self.cause):
            column.addWidget(widget)
        column.addWidget(self.details, 1)
        column.addWidget(self.log)
        column.addLayout(row)
        self.go_on_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def count_another(self, summary: str, details: str) -> None:
        """A further fault while this one is still shown: counted and added, not a second window."""
        self._count += 1
        self._summary = summary
        self.details.appendPlainText(f"\n{details}")
        self._show_cause()

    def _show_cause(self) -> None:
        times = f" ({self._count} kesalahan)" if self._count > 1 else ""
        self.cause.show_text(f"Kesalahan: {self._summary}{times}")

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.details.toPlainText())
        self.copy_button.setText("Rincian di&salin")

    def _quit(self) -> None:
        self.accept()
        self.quit_wanted.emit()
