"""The frame of the settings: the list of its pages at the left, the page in front, a message, and Tutup."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from views.checked_form import ScrollPage
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.message_bar import MessageBar
from views.screen_fit import fit_to_screen
from views.sidebar import Entry, EntryList


class PageList(EntryList):
    """The names of the pages under their headings; a page comes to the front as the arrows reach it."""

    turned = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, 170, 270, 24)
        self.setAccessibleName("Bagian pengaturan")
        self.currentRowChanged.connect(self._turn)

    def titles(self) -> list[str]:
        """The pages, from top to bottom."""
        return [title for title in (self.entry(row).screen for row in range(self.count())) if title]

    def choose(self, title: str) -> None:
        """Go to that page; nothing happens when there is none."""
        for row in range(self.count()):
            if title and self.entry(row).screen == title:
                self.setCurrentRow(row)

    def step(self, by: int) -> None:
        """Go on by so many pages; after the last comes the first."""
        titles = self.titles()
        self.choose(titles[(titles.index(self.here) + by) % len(titles)])

    def _turn(self, row: int) -> None:
        if row >= 0 and self.entry(row).screen != self.here:
            self.here = self.entry(row).screen
            self.viewport().update()
            self.turned.emit(self.here)


class SettingsWindow(QDialog):
    """Shows the pages that the person may change; `shown` names the one that is to come to the front."""

    shown = Signal(str)

    def __init__(self, *, intro: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Pengaturan")
        self.intro = WrappedLabel(intro, self, quiet=True)
        self.intro.setVisible(bool(intro))
        self.message = MessageBar(self)
        # made before the list: pages made later come after the list for Tab, and Tutup after all of them
        self.close_button = QPushButton("Tut&up", self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        self.list = PageList(self)
        self.list.turned.connect(self._turn)
        self.stack = QStackedWidget(self)
        # its room is always kept: nothing moves away from under the pointer when it comes or goes
        room = self.message.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        room.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.message.setSizePolicy(room)
        foot = QHBoxLayout()
        foot.addWidget(self.message, 1)
        foot.addWidget(self.close_button)
        right = QVBoxLayout()
        right.setContentsMargins(12, 12, 16, 12)
        right.addWidget(self.intro)
        right.addWidget(self.stack, 1)
        right.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        for keys, by in (("Ctrl+Tab", 1), ("Ctrl+Shift+Tab", -1)):
            QShortcut(QKeySequence(keys), self).activated.connect(lambda by=by: self.list.step(by))
        fit_to_screen(self, 1180, 640)
        self.list.setFocus()

    def offer(self, groups: Sequence[tuple[str, Sequence[str]]]) -> None:
        """Name the pages under the headings of their groups, and show the first."""
        entries: list[Entry] = []
        for heading, titles in groups:
            entries += [Entry("", heading.upper()), *(Entry(title, title) for title in titles)]
        self.list.show_entries(entries)
        self.list.choose(next(iter(self.list.titles()), ""))

    def _turn(self, title: str) -> None:
        # what was said belongs to the page that goes
        self.message.hide()
        self.shown.emit(title)

    def title(self) -> str:
        """The page in front."""
        return self.list.here

    def bring(self, page: QWidget) -> None:
        """Put a page in front, for the first time or again."""
        if self.stack.indexOf(page) < 0:
            if isinstance(page, ScrollPage):
                # its own margins lie outside what scrolls, and would be cut off with it
                page.setViewportMargins(4, 10, 4, 4)
            else:
                page.setContentsMargins(4, 8, 4, 4)
            self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)

    def refuse(self, lines: list[str]) -> None:
        """Say why something was not done; no lines, nothing to say."""
        if lines:
            self.message.refuse(" ".join(lines))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
