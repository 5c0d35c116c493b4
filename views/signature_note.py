"""What is known of the electronic signatures of a document, in a tone and in words."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from views.dialog_style import tint
from views.fields import WrappedLabel


class SignatureNote(QFrame):
    """Out of sight while there is nothing to say; people and readers can select its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = WrappedLabel("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 4, 10, 4)
        column.addWidget(self.label)
        self.hide()

    def say(self, words: str, tone: str = "kuning") -> None:
        """Show the words, or nothing."""
        self.label.show_text(words)
        self.setAccessibleName(words)
        if words:
            tint(self, tone)
        self.setVisible(bool(words))
