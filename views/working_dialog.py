"""A window of its own for long work before there is another: what is being done, how far it is, Batal."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressDialog, QWidget


class WorkingDialog(QProgressDialog):
    """Shows how far long work is; `canceled` is emitted when the person does not want it any more."""

    def __init__(self, title: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(words, "Batal", 0, 0, parent)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAutoClose(False)
        self.setAutoReset(False)
        self.setMinimumDuration(0)
        self.setMinimumWidth(420)

    def advance(self, done: int, total: int) -> None:
        """So much of the whole is done."""
        self.setMaximum(total)
        self.setValue(done)
