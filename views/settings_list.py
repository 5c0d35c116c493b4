"""A list in the settings: a table of records with the buttons that act on the one under the focus."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from views.fields import WrappedLabel
from views.record_table import Column, RecordModel, RecordTable

R = TypeVar("R")


class SettingsList(QWidget, Generic[R]):
    """Keeps the same record under the focus when the list is read again."""

    opened = Signal(object)
    chosen = Signal()

    def __init__(
        self,
        name: str,
        columns: Sequence[Column[R]],
        key: Callable[[R], object],
        intro: str = "",
        empty: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._needing: list[QPushButton] = []
        self._may: Callable[[R], bool] = lambda _record: True
        self.intro = WrappedLabel(intro, self, quiet=True)
        self.intro.setVisible(bool(intro))
        self.model: RecordModel[R] = RecordModel(columns, self)
        self.table = RecordTable(self.model, name, self)
        self.table.empty_words = empty
        self.buttons = QHBoxLayout()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.addWidget(self.intro)
        self.column.addWidget(self.table, 1)
        self.column.addLayout(self.buttons)
        self.table.opened.connect(self.opened)
        self.table.selectionModel().currentChanged.connect(self._moved)

    def add_button(self, words: str, act: Callable[[], object], *, on_record: bool = False) -> QPushButton:
        """A button below the list; `on_record` ones wait for a record under the focus."""
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(words.replace("&", "").replace("…", ""))
        button.clicked.connect(lambda _checked=False: act())
        if on_record:
            button.setEnabled(False)
            self._needing.append(button)
        self.buttons.addWidget(button)
        return button

    def add_filters(
        self,
        boxes: Sequence[tuple[str, QComboBox]],
        changed: Callable[[], object],
        first: QWidget | None = None,
    ) -> None:
        """A row over the list: `first` takes the room that is left, then each box behind its words."""
        row = QHBoxLayout()
        if first is not None:
            row.addWidget(first, 1)
        for words, box in boxes:
            label = QLabel(words, self)
            label.setBuddy(box)
            # a letter underlined is not kerned, and so wider than the label takes itself to be
            label.setContentsMargins(0, 0, 4, 0)
            box.setAccessibleName(words.replace("&", ""))
            row.addWidget(label)
            row.addWidget(box)
            box.activated.connect(lambda _index: changed())
        if first is None:
            row.addStretch(1)
        self.column.insertLayout(1, row)

    def end_buttons(self) -> None:
        """Keep the buttons to the left."""
        self.buttons.addStretch(1)

    def allow(self, may: Callable[[R], bool]) -> None:
        """Which records the buttons may act on."""
        self._may = may

    def show_records(self, records: Sequence[R]) -> None:
        """Show these; the record under the focus stays there."""
        before = self.current()
        self.model.show_records(records)
        keys = [self._key(record) for record in records]
        row = keys.index(self._key(before)) if before is not None and self._key(before) in keys else 0
        if records:
            self.table.setCurrentIndex(self.model.index(row, 0))
        self._moved()

    def choose(self, key: object) -> None:
        """Put the record of that key under the focus."""
        for row, record in enumerate(self.model.records):
            if self._key(record) == key:
                self.table.setCurrentIndex(self.model.index(row, 0))

    def current(self) -> R | None:
        """The record under the focus."""
        found: R | None = self.table.current()
        return found

    def on_current(self, act: Callable[[R], Any]) -> Callable[[], None]:
        """An act on the record under the focus, for a button."""

        def run() -> None:
            record = self.current()
            if record is not None:
                act(record)

        return run

    def _moved(self) -> None:
        record = self.current()
        for button in self._needing:
            button.setEnabled(record is not None and self._may(record))
        self.chosen.emit()
