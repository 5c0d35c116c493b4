"""One line that shows long work with its progress and a way to cancel it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QWidget

from views.fields import WrappedLabel


class ProgressLine(QWidget):
    """Hidden while nothing runs."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WrappedLabel("", self)
        self.bar = QProgressBar(self)
        self.bar.setAccessibleName("Kemajuan")
        self.bar.setRange(0, 1000)
        self.cancel_button = QPushButton("Batalkan pen&yalinan", self)
        self.cancel_button.setAutoDefault(False)
        self.cancel_button.clicked.connect(self.cancel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.words, 2)
        row.addWidget(self.bar, 1)
        row.addWidget(self.cancel_button)
        self.hide()

    def start(self, words: str) -> None:
        """Show the line for new work."""
        self.words.show_text(words)
        self.bar.setValue(0)
        self.cancel_button.setEnabled(True)
        self.show()

    def advance(self, done: int, total: int) -> None:
        """Show how far it is; sizes beyond 2 GB do not fit the bar's own numbers."""
        self.bar.setValue(int(done * 1000 / total) if total > 0 else 0)

    def stop(self) -> None:
        """Nothing runs any more."""
        self.hide()

    def cancel(self) -> None:
        """Ask the work to stop; it ends at its next step."""
        self.cancel_button.setEnabled(False)
        self.words.show_text("Membatalkan…")
        self.cancelled.emit()
