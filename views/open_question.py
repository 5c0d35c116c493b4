"""The question before a document goes to the programs of the computer, or why it does not."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QPushButton, QWidget


class OpenQuestion(QMessageBox):
    """Keeps the document closed unless somebody says otherwise; Esc and Enter leave it so."""

    open_chosen = Signal()
    save_chosen = Signal()

    def __init__(self, parent: QWidget, title: str, words: tuple[str, str], *, may_be_opened: bool) -> None:
        super().__init__(parent.window())
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setIcon(QMessageBox.Icon.Warning)
        # names of files were chosen by somebody else: shown as they are, never as markup
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWindowTitle(title)
        self.setText(words[0])
        self.setInformativeText(words[1])
        self.open_button: QPushButton | None = None
        if may_be_opened:
            self.open_button = self.addButton("B&uka juga", QMessageBox.ButtonRole.AcceptRole)
        self.save_button = self.addButton("&Simpan salinan…", QMessageBox.ButtonRole.ActionRole)
        self.close_button = self.addButton("Tutu&p", QMessageBox.ButtonRole.RejectRole)
        self.setDefaultButton(self.close_button)
        self.setEscapeButton(self.close_button)
        self.buttonClicked.connect(self._chosen)

    def _chosen(self, button: QAbstractButton) -> None:
        if button is self.save_button:
            self.save_chosen.emit()
        elif self.open_button is not None and button is self.open_button:
            self.open_chosen.emit()
