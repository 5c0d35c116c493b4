"""The frame of the settings: one tab for each part of the office, a message, and Tutup."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from views.checked_form import ScrollPage
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.focus_order import focus_widgets
from views.message_bar import MessageBar
from views.screen_fit import fit_to_screen


class SettingsWindow(QDialog):
    """Shows the pages that the person may change; emits `shown` with the page that came to the front."""

    shown = Signal(QWidget)

    def __init__(self, *, intro: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pengaturan")
        self.intro = WrappedLabel(intro, self, quiet=True)
        self.intro.setVisible(bool(intro))
        self.message = MessageBar(self)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName("Bagian pengaturan")
        self.tabs.setDocumentMode(True)
        self.close_button = QPushButton("Tut&up", self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        # its room is always kept: nothing moves away from under the pointer when it comes or goes
        room = self.message.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        room.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.message.setSizePolicy(room)
        row = QHBoxLayout()
        row.addWidget(self.message, 1)
        row.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(self.intro)
        column.addWidget(self.tabs, 1)
        column.addLayout(row)
        self.tabs.currentChanged.connect(lambda _index: self.shown.emit(self.tabs.currentWidget()))
        fit_to_screen(self, 1090, 640)

    def add_page(self, page: QWidget, title: str) -> None:
        """Add a page at the end."""
        if isinstance(page, ScrollPage):
            # its own margins lie outside what scrolls, and would be cut off with it
            page.setViewportMargins(4, 10, 4, 4)
        else:
            page.setContentsMargins(4, 8, 4, 4)
        self.tabs.addTab(page, title)
        # Tab goes through the page before it comes to Tutup
        for last in [*focus_widgets(page)][-1:]:
            QWidget.setTabOrder(last, self.close_button)

    def refuse(self, lines: list[str]) -> None:
        """Say why something was not done; no lines, nothing to say."""
        if lines:
            self.message.refuse(" ".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
