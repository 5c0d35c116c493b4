"""What a person sees when the program met a fault of its own: what is safe, and what to send to whom."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
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
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.screen_fit import fit_to_screen

_SAFE = (
    "Data yang sudah tersimpan aman: setiap tindakan disimpan seluruhnya atau tidak sama sekali. "
    "Periksa apakah tindakan terakhir sudah tercatat, lalu ulangi bila belum."
)
_STAYS = "Isian di jendela yang terbuka tidak hilang: lanjutkan bekerja untuk kembali kepadanya."
_KEPT = (
    f"{_STAYS} Isian itu juga sudah dititipkan, dan ditawarkan lagi kepada Anda bila program ditutup "
    "atau dibuka ulang."
)
_AGAIN = (
    "Bila kesalahan ini muncul lagi, buka ulang program, dan kirim laporannya kepada administrator. "
    "Laporan tidak memuat isian, nama orang, maupun isi permohonan."
)


class CrashDialog(QDialog):
    """Tells of a fault; the person may go on, open the program anew or end it, and save or copy a report.

    `kept` says that what is typed in open windows has been written down.
    """

    quit_wanted = Signal()
    restart_wanted = Signal()
    report_wanted = Signal(str)
    #: The result when the program ends.
    LEFT = 2

    def __init__(
        self, summary: str, details: str, log: str, parent: QWidget | None = None, *, kept: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Papan SOP mengalami kesalahan")
        # whatever stood in front, itself modal or not, waits
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._count = 1
        self._summary = summary
        self.heading = WrappedLabel("Tindakan terakhir tidak selesai karena kesalahan pada program.", self)
        scale_font(self.heading, 1.2, bold=True)
        self.words = WrappedLabel(f"{_SAFE}\n\n{_KEPT if kept else _STAYS}\n\n{_AGAIN}", self)
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
        fit_to_screen(self, 680, 480)

    def _build(self) -> None:
        self.copy_button = self._button("&Salin rincian", self._copy)
        self.report_button = self._button("Si&mpan laporan…", self._report)
        self.quit_button = self._button("&Tutup program", self._quit)
        self.restart_button = self._button("&Buka ulang program", self._restart)
        self.go_on_button = self._button("&Lanjutkan bekerja", self.accept)
        self.go_on_button.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.report_button)
        row.addStretch(1)
        for button in (self.quit_button, self.restart_button, self.go_on_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        for widget in (self.heading, self.words, self.cause):
            column.addWidget(widget)
        column.addWidget(self.details, 1)
        column.addWidget(self.log)
        column.addLayout(row)
        self.go_on_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _button(self, words: str, act: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(words.replace("&", "").rstrip("…"))
        button.clicked.connect(act)
        return button

    def count_another(self, summary: str, details: str) -> None:
        """A further fault while this one is still shown: counted and added, not a second window."""
        self._count += 1
        self._summary = summary
        self.details.appendPlainText(f"\n{details}")
        self._show_cause()

    def report_saved(self) -> None:
        """The report is where the person wanted it."""
        self.report_button.setText("Laporan tersi&mpan")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def _show_cause(self) -> None:
        times = f" ({self._count} kesalahan)" if self._count > 1 else ""
        self.cause.show_text(f"Kesalahan: {self._summary}{times}")

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.details.toPlainText())
        self.copy_button.setText("Rincian di&salin")

    def _report(self) -> None:
        self.report_wanted.emit(self.details.toPlainText())

    def _quit(self) -> None:
        self.done(self.LEFT)
        self.quit_wanted.emit()

    def _restart(self) -> None:
        self.done(self.LEFT)
        self.restart_wanted.emit()
