"""The hint that steps of an SOP wait for nobody: who is missing, and the way to where it is set."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from views.dialog_style import tint
from views.fields import WrappedLabel


class VacancyBar(QFrame):
    """Stands above the board for as long as an executor of the SOP has no holder."""

    settings_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = WrappedLabel("", self)
        self.label.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.button = QPushButton("At&ur di Pengaturan…", self)
        self.button.setAccessibleName("Atur pemegang jabatan di Pengaturan")
        self.button.setAutoDefault(False)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.button.clicked.connect(lambda _checked=False: self.settings_wanted.emit())
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 8, 6)
        row.addWidget(self.label, 1)
        row.addWidget(self.button)

    def say(self, words: str, *, may_set: bool) -> None:
        """Show the words, with the way to the settings for who may change them."""
        self.label.show_text(f"⚠ {words}")
        self.setAccessibleName(words)
        self.button.setVisible(may_set)
        tint(self, "kuning")
