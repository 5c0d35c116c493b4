"""A short message that must be read, without stopping the program while it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget


def tell(parent: QWidget, title: str, words: str) -> QMessageBox:
    """Show title and words with one button; user text is shown as it is, never as markup.

    The window that it belongs to keeps it: a message of nobody would vanish as soon as it is shown.
    """
    box = QMessageBox(parent.window())
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(words)
    close = box.addButton("Tutu&p", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(close)
    box.setEscapeButton(close)
    box.open()
    return box
