"""The page of one SOP: title, what it counts, filters, and the board or the list below them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from models.records.board import BoardSheet
from views.badges import Badges
from views.board import BoardView
from views.fields import WrappedLabel
from views.filter_bar import FilterBar
from views.heading import Heading
from views.message_bar import MessageBar
from views.title_words import calm_title

if TYPE_CHECKING:
    from views.listing import ListingView
    from views.vacancy_bar import VacancyBar

BOARD, LIST = "papan", "daftar"


class SopPage(QWidget):
    """Board and list of one SOP, which share search and filters."""

    mode_wanted = Signal(str)
    settings_wanted = Signal()

    def __init__(self, badges: Badges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading("", self)
        self.subtitle = QLabel(self)
        self.subtitle.setTextFormat(Qt.TextFormat.PlainText)
        self.subtitle.setProperty("quiet", "true")
        self.filters = FilterBar(self)
        self.message = MessageBar(self)
        self.board = BoardView(badges, self)
        self._badges = badges
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.board)
        self.empty = WrappedLabel("", self)
        self.empty.hide()
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        top = QHBoxLayout()
        top.addLayout(words, 1)
        self.switches = QButtonGroup(self)
        for place, (name, label) in enumerate(((BOARD, "&Papan"), (LIST, "&Daftar"))):
            button = QPushButton(label, parent=self)
            button.setCheckable(True)
            button.setProperty("kind", "switch")
            button.setAccessibleName(f"Tampilkan {name}")
            button.clicked.connect(lambda _checked=False, n=name: self.mode_wanted.emit(n))
            self.switches.addButton(button, place)
            top.addWidget(button)
        self._vacancy: VacancyBar | None = None
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(top)
        for widget in (self.filters, self.empty):
            column.addWidget(widget)
        column.addWidget(self.stack, 1)
        # below: when it comes or goes, no card moves away from under the pointer
        column.addWidget(self.message)
        self.filters.hide_empty_changed.connect(self.board.set_hide_empty)
        self.show_mode(BOARD)

    @cached_property
    def listing(self) -> ListingView:
        """The list, built when it is first asked for: the board is painted without it."""
        from views.listing import ListingView  # noqa: PLC0415 - the first picture does without it

        made = ListingView(self._badges, all_sops=False, parent=self)
        self.stack.addWidget(made)
        return made

    def show_vacancies(self, executors: Mapping[str, str], words: str, *, may_set: bool) -> None:
        """Say which executors nobody holds, on their cards too; without any nothing is said."""
        self.board.show_vacancies(executors)
        if not executors:
            if self._vacancy is not None:
                self._vacancy.hide()
            return
        if self._vacancy is None:
            from views.vacancy_bar import VacancyBar  # noqa: PLC0415 - most offices never need it

            self._vacancy = VacancyBar(self)
            self._vacancy.settings_wanted.connect(self.settings_wanted)
            self._column.insertWidget(self._column.indexOf(self.empty), self._vacancy)
        self._vacancy.say(words, may_set=may_set)
        self._vacancy.show()

    def show_sheet(self, sheet: BoardSheet) -> None:
        """Title, and version, steps and counts in one line."""
        self.title.show_text(calm_title(sheet.name))
        self.subtitle.setText(
            f"Versi {sheet.version} · {sheet.steps} langkah · {sheet.open_cases} berjalan"
            f" · {sheet.late_cases} lewat waktu · {sheet.paused_cases} ditunda"
        )

    def show_mode(self, mode: str) -> None:
        """Board or list."""
        self.stack.setCurrentWidget(self.board if mode == BOARD else self.listing)
        self.switches.button(0 if mode == BOARD else 1).setChecked(True)
        self.filters.hide_empty.setVisible(mode == BOARD)

    @property
    def mode(self) -> str:
        """Which of the two is shown."""
        return BOARD if self.stack.currentWidget() is self.board else LIST

    def show_empty(self, words: str) -> None:
        """Say what to do when there is nothing to see; "" takes the words away."""
        self.empty.show_text(words)
        self.empty.setVisible(bool(words))
