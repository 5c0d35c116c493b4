"""One document in a window of its own: where it comes from, its preview, opening and saving a copy."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.records.case import DocumentVersion
from views.dialog_style import scale_font
from views.document_preview import DocumentPreview
from views.document_slots import version_text
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.screen_fit import fit_to_screen
from views.signature_note import SignatureNote


class DocumentViewer(QDialog):
    """Shows a stored file; never changes it."""

    open_asked = Signal()
    save_asked = Signal()

    def __init__(self, version: DocumentVersion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(version.label)
        title = WrappedLabel(version.label, self)
        scale_font(title, 1.15, bold=True)
        self.signatures = SignatureNote(self)
        self.preview = DocumentPreview(self)
        self.open_button = QPushButton("&Buka", self)
        self.save_button = QPushButton("&Simpan salinan…", self)
        self.close_button = QPushButton("Tutu&p", self)
        row = QHBoxLayout()
        for button in (self.open_button, self.save_button, self.close_button):
            button.setAutoDefault(False)
            button.setAccessibleName(button.text().replace("&", "").rstrip("…"))
            if button is self.close_button:
                row.addStretch(1)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(title)
        column.addWidget(WrappedLabel(version_text(version), self, quiet=True))
        column.addWidget(self.signatures)
        column.addWidget(self.preview, 1)
        column.addLayout(row)
        self.open_button.clicked.connect(self.open_asked)
        self.save_button.clicked.connect(self.save_asked)
        self.close_button.clicked.connect(self.reject)
        fit_to_screen(self, 780, 700)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
