"""What was typed and not yet saved when the session ended: to read, to copy, to throw away."""

from __future__ import annotations

from collections.abc import Sequence

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

from models.records.typed_text import TypedText
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.heading import Heading
from views.screen_fit import fit_to_screen


class LeftBehindDialog(QDialog):
    """Shows the texts of earlier runs; `forgotten` tells which may go."""

    forgotten = Signal(str)

    def __init__(self, left: Sequence[TypedText], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left = tuple(left)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Isian yang belum tersimpan")
        self.text = QPlainTextEdit("\n\n".join(_words(text) for text in left), self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("Isian yang belum tersimpan")
        self.copy_button = QPushButton("&Salin semua", self)
        self.forget_button = QPushButton("&Buang isian ini", self)
        self.later_button = QPushButton("&Nanti saja", self)
        self.later_button.setDefault(True)
        for button in (self.copy_button, self.forget_button, self.later_button):
            button.setAutoDefault(False)
        self.copy_button.clicked.connect(self._copy)
        self.forget_button.clicked.connect(self._forget)
        self.later_button.clicked.connect(self.reject)
        self._build()
        fit_to_screen(self, 620, 440)
        self.later_button.setFocus()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.addWidget(Heading("Isian ini belum sempat disimpan.", self, factor=1.1))
        column.addWidget(
            WrappedLabel(
                "Salin yang masih diperlukan, lalu tempel di jendelanya dan simpan di sana. Hanya Anda yang "
                "ditawari isian ini; “Nanti saja” menawarkannya lagi ketika Anda masuk berikutnya.",
                self,
            )
        )
        column.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.forget_button)
        row.addStretch(1)
        row.addWidget(self.later_button)
        column.addLayout(row)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self.text.toPlainText())
        self.copy_button.setText("Isian di&salin")

    def _forget(self) -> None:
        for text in self._left:
            self.forgotten.emit(text.key)
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)


def _words(text: TypedText) -> str:
    lines = [f"Terakhir diketik {text.at}"]
    for window in text.windows:
        lines += ["", f"Jendela “{window.title}”"]
        lines += [f"{field.name}: {field.text}" for field in window.fields]
    return "\n".join(lines)
