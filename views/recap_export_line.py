"""The line of an export: how far it is, and then where the file lies, to open it or its folder."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from views.dialog_style import tint
from views.fields import WrappedLabel
from views.progress_line import ProgressLine


class ExportLine(QWidget):
    """Hidden while nothing runs and nothing was made."""

    cancelled = Signal()
    open_wanted = Signal()
    folder_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = ProgressLine(self)
        self.progress.cancel_button.setText("Batalkan eks&por")
        self.progress.cancel_button.setAccessibleName("Batalkan ekspor")
        self.progress.cancelled.connect(self.cancelled)
        self.result = QFrame(self)
        self.words = WrappedLabel("", self.result)
        row = QHBoxLayout(self.result)
        row.setContentsMargins(10, 6, 8, 6)
        row.addWidget(self.words, 1)
        self.open_button = self._button("Buka berkas", row)
        self.folder_button = self._button("Buka &folder", row)
        self.hide_button = self._button("Tutup pesan", row)
        self.open_button.clicked.connect(self.open_wanted)
        self.folder_button.clicked.connect(self.folder_wanted)
        self.hide_button.clicked.connect(self.result.hide)
        self.result.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.progress)
        column.addWidget(self.result)

    def _button(self, words: str, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(words, self.result)
        button.setAutoDefault(False)
        button.setAccessibleName(words.replace("&", ""))
        row.addWidget(button)
        return button

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Stay readable when light turns dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "result"):
            tint(self.result, "hijau")

    def start(self, words: str) -> None:
        """An export begins."""
        self.result.hide()
        self.progress.start(words)

    def advance(self, done: int, total: int) -> None:
        """So many rows of about so many are written."""
        self.progress.advance(min(done, total), total)

    def stop(self) -> None:
        """It ended without a file."""
        self.progress.stop()

    def show_result(self, words: str) -> None:
        """It ended with a file; the keyboard is on opening it where it was on cancelling."""
        # also where a dialog still stands before the window
        on_cancel = self.window().focusWidget() is self.progress.cancel_button
        self.progress.stop()
        self.words.show_text(f"✓ {words}")
        tint(self.result, "hijau")
        self.result.show()
        if on_cancel:
            self.open_button.setFocus()
