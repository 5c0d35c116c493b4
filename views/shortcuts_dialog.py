"""Pintasan keyboard: what the keys do, place by place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from views.checked_form import ScrollPage
from views.dialog_style import scale_font
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.heading import Heading
from views.screen_fit import fit_to_screen
from views.shortcut_words import SHORTCUTS


class ShortcutsDialog(QDialog):
    """A page to read; it asks for nothing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pintasan keyboard")
        self.page = ScrollPage(self)
        # the arrows scroll it
        self.page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.page.setAccessibleName("Pintasan keyboard")
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for group in SHORTCUTS:
            self._add_group(grid, group.place, group.keys)
        self.page.column.addLayout(grid)
        self.page.column.addStretch(1)
        self.close_button = QPushButton("Tut&up", self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.page, 1)
        column.addLayout(row)
        fit_to_screen(self, 620, 640)
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_group(self, grid: QGridLayout, place: str, keys: tuple[tuple[str, str], ...]) -> None:
        if grid.rowCount() > 1:
            grid.setRowMinimumHeight(grid.rowCount(), 8)
        grid.addWidget(Heading(place, self, factor=1.1), grid.rowCount(), 0, 1, 2)
        for key, does in keys:
            label = QLabel(key, self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            scale_font(label, 1.0, bold=True)
            line = grid.rowCount()
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            words = WrappedLabel(does, self)
            words.setAccessibleName(f"{key}: {does}")
            grid.addWidget(words, line, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
