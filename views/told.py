"""A sentence in a frame of its tone: how things stand, or what came of something."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from views.dialog_style import tint
from views.fields import WrappedLabel


class Told(QFrame):
    """Red, green, yellow or grey; hidden without words."""

    def __init__(self, parent: QWidget) -> None:
        self._tone, self._dressing = "abu", True
        super().__init__(parent)
        self.words = WrappedLabel("", self)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.addWidget(self.words)
        self._dressing = False
        self.hide()

    def say(self, words: str, tone: str) -> None:
        """Show these words."""
        self._tone = tone
        self.words.show_text(words)
        self.setAccessibleName(words)
        self._dress()
        self.setVisible(bool(words))

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Stay readable when light turns dark."""
        super().changeEvent(event)
        # dressing is a change of style itself
        if event.type() == QEvent.Type.StyleChange and not self._dressing and self.words.text():
            self._dress()

    def _dress(self) -> None:
        self._dressing = True
        tint(self, self._tone)
        self._dressing = False
