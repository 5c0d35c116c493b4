"""Headings that stay larger than the text around them, at every text size."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QWidget

from views.fields import WrappedLabel


class Heading(WrappedLabel):
    """A bold label, `factor` times the text of the application."""

    def __init__(self, text: str = "", parent: QWidget | None = None, *, factor: float = 1.3) -> None:
        super().__init__(text, parent)
        self._factor = factor
        self.refit()

    def refit(self) -> None:
        """Take the size of the text anew; a font of its own would not follow it."""
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * self._factor)
        font.setBold(True)
        self.setFont(font)
