"""A table of the recap: numbers at the right, a figure opens its list, and all of it can be copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from resources.indonesian import number_text
from views.fields import WrappedLabel
from views.frozen_columns import FrozenColumns
from views.recap_clipboard import copy_rows, number_cell, safe_cell
from views.record_table import Column, RecordModel, RecordTable
from views.tips import plain_tip

R = TypeVar("R")
_Index = QModelIndex | QPersistentModelIndex
#: A space as wide as half a letter is high.
_ROOM = "\u2002"
#: How long it is said that a table was copied.
_ANSWER_MS = 8_000
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class RecapColumn(Column[R]):
    """A column of a recap; `number` tells its value where it is one, `figure` the list behind it."""

    number: Callable[[R], float | None] | None = None
    figure: str = ""
    tip: str = ""


class RecapModel(RecordModel[R]):
    """Records with numbers at the right and tips over the columns."""

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """As any record; numbers stand at the right."""
        column = self.columns[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return None if _number(column) is None else _RIGHT
        if role == Qt.ItemDataRole.DisplayRole and _number(column) is not None:
            # room before the text of the next column
            return column.text(self.records[index.row()]) + _ROOM
        if role == Qt.ItemDataRole.FontRole and is_sum(self.records[index.row()]):
            return _bold()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {self.data(index)}".replace("\n", " ").rstrip(_ROOM)
        return super().data(index, role)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles over their columns, and how their figure is counted."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return None if _number(self.columns[section]) is None else _RIGHT
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.ToolTipRole:
            column = self.columns[section]
            return plain_tip(column.tip if isinstance(column, RecapColumn) else "") or None
        return super().headerData(section, orientation, role)


class RecapTable(RecordTable):
    """Cells can be walked; Enter or a double click tells the record and the figure of the column."""

    cell_opened = Signal(object, str)
    copied = Signal(int)

    def __init__(
        self, model: RecapModel[Any], name: str, parent: QWidget | None = None, *, frozen: int = 1
    ) -> None:
        """`frozen` of the first columns stay in sight when the others are scrolled."""
        super().__init__(model, name, parent)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.horizontalHeader().setStretchLastSection(False)
        self.opened.connect(self._open_cell)
        self.frozen = FrozenColumns(self, frozen)

    def _fit(self) -> None:
        """What is left over goes to the text that has the most to say."""
        super()._fit()
        shown = [place for place in range(self._records.columnCount()) if not self.isColumnHidden(place)]
        over = self.viewport().width() - sum(map(self.columnWidth, shown))
        if over > 0 and shown:
            widest = max(shown, key=lambda place: self._records.columns[place].chars)
            self._fitting = True
            self.setColumnWidth(widest, self.columnWidth(widest) + over)
            self._fitting = False

    def refit(self) -> None:
        """With the columns that stay."""
        super().refit()
        # the table is fitted before it has any
        if hasattr(self, "frozen"):
            self.frozen.fit()

    def scrollTo(  # noqa: N802 - Qt's name
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Bring a cell into sight, not below the columns that stay."""
        super().scrollTo(index, hint)
        if not hasattr(self, "frozen"):
            return
        left, covered = self.visualRect(index).left(), self.frozen.covered()
        if index.column() >= self.frozen.count and left < covered:
            bar = self.horizontalScrollBar()
            bar.setValue(bar.value() - covered + left)

    def _open_cell(self, record: object) -> None:
        column = self._records.columns[self.currentIndex().column()]
        self.cell_opened.emit(record, column.figure if isinstance(column, RecapColumn) else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Ctrl+C copies the whole table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_all()
        else:
            super().keyPressEvent(event)

    def copy_all(self) -> None:
        """Put titles and rows on the clipboard."""
        model = self._records
        shown = [place for place in range(len(model.columns)) if not self.isColumnHidden(place)]
        columns = [model.columns[place] for place in shown]
        titles = [safe_cell(column.title) for column in columns]
        copy_rows(titles, [[_cell(column, record) for column in columns] for record in model.records])
        self.copied.emit(len(model.records))


def _bold() -> QFont:
    font = QApplication.font()
    font.setBold(True)
    return font


def _number(column: Column[Any]) -> Callable[[Any], float | None] | None:
    return column.number if isinstance(column, RecapColumn) else None


def _cell(column: Column[Any], record: object) -> str:
    number = _number(column)
    if number is not None:
        return number_cell(number(record))
    badge = column.badge(record) if column.badge is not None else None
    return safe_cell(badge.words if badge is not None else column.text(record))


class RecapTableBox(QWidget, Generic[R]):
    """A table with a line of words over it and its buttons below: open the list, copy."""

    cell_opened = Signal(object, str)

    def __init__(
        self,
        name: str,
        columns: Sequence[RecapColumn[R]],
        *,
        intro: str = "",
        opens: str = "Buka daftarn&ya",
        empty: str = "Tidak ada isi dalam periode ini.",
        frozen: int = 1,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = name
        self.intro = WrappedLabel(intro, self, quiet=True)
        self.intro.setVisible(bool(intro))
        self.model: RecapModel[R] = RecapModel(columns, self)
        self.table = RecapTable(self.model, name, self, frozen=frozen)
        self.table.empty_words = empty
        self.table.cell_opened.connect(self.cell_opened)
        self.buttons = QHBoxLayout()
        # where the eye is after pressing the button beside it
        self.answer = QLabel("", self)
        self.answer.setTextFormat(Qt.TextFormat.PlainText)
        self.answer.setAccessibleName("Hasil menyalin")
        self._answered = QTimer(self)
        self._answered.setSingleShot(True)
        self._answered.setInterval(_ANSWER_MS)
        self._answered.timeout.connect(self.answer.clear)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.answer)
        if opens:
            self.open_button = self.add_button(opens, self._open)
        self.copy_button = self.add_button("Salin tabel", self.table.copy_all)
        self.table.copied.connect(self._tell_copied)
        self.copy_button.setToolTip("Menyalin seluruh tabel untuk ditempel di lembar kerja (Ctrl+C).")
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 10)
        column.addWidget(self.intro)
        column.addWidget(self.table, 1)
        column.addLayout(self.buttons)
        self.table.sort_wanted.connect(self._sort)

    def add_button(self, words: str, act: Callable[[], object]) -> QPushButton:
        """A button below the table."""
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{words.replace('&', '').replace('…', '')}: {self._name}")
        button.clicked.connect(lambda _checked=False: act())
        self.buttons.addWidget(button)
        return button

    def show_records(self, records: Sequence[R]) -> None:
        """Show these; the cell under the focus stays where it is."""
        at = self.table.currentIndex()
        row, column = max(0, at.row()), max(0, at.column())
        self.model.show_records(records)
        if records:
            self.table.setCurrentIndex(self.model.index(min(row, len(records) - 1), column))
        self.copy_button.setEnabled(bool(records))

    def _open(self) -> None:
        record = self.table.current()
        if record is not None:
            self.table.opened.emit(record)

    def _tell_copied(self, count: int) -> None:
        """Say that the table is on the clipboard, for eyes and ears; the words go away by themselves."""
        words = f"✓ {number_text(count)} baris disalin; tempel di lembar kerja"
        self.answer.setText(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.answer, words))
        self._answered.start()

    def _sort(self, title: str, descending: bool) -> None:
        """By a column; a sum stays last."""
        column = next(c for c in self.model.columns if c.sort == title)
        number = _number(column)

        def key(record: R) -> Any:
            if number is None:
                return column.text(record).casefold()
            return -1.0 if (value := number(record)) is None else value

        rows = [record for record in self.model.records if not is_sum(record)]
        sums = [record for record in self.model.records if is_sum(record)]
        self.model.show_records([*sorted(rows, key=key, reverse=descending), *sums])
        self.table.show_sort(title, descending)


def empty_columns(columns: Sequence[Column[R]], records: Sequence[R]) -> frozenset[str]:
    """The titles of the columns in which no record has anything; long lists are looked at in a worker."""
    return frozenset(
        column.title
        for column in columns
        if records and all(column.text(record) in ("", "–") for record in records)
    )


def is_sum(record: object) -> bool:
    """Whether a row is the sum of the others."""
    return getattr(record, "key", None) == ""
