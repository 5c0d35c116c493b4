"""A blank with rows and columns, filled by keyboard: Enter edits, arrows move, Tab leaves."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from models.records.paper import FormField, Value
from views.paper_field import PaperField

_FEWEST_ROWS, _MOST_ROWS_IN_SIGHT = 3, 8
#: A cell's own margins, and how many digits wide a column asks for at most.
_CELL_EDGES, _WIDEST = 18, 34
#: Characters in a line of a heading.
_HEADING = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Hint = QAbstractItemDelegate.EndEditHint


class CellTable(QTableWidget):
    """Cells of plain text; what is being typed is taken when anything else is done."""

    def __init__(self, rows: int, columns: int, parent: QWidget) -> None:
        super().__init__(rows, columns, parent)
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setMinimumSectionSize(20)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setVisible(False)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # the arrows must go on to the next cell instead of opening every cell they pass
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.AnyKeyPressed | triggers.EditKeyPressed)
        self.setTabKeyNavigation(False)
        self.setCurrentCell(0, 0)
        self.cellChanged.connect(lambda _row, _column: self.share_width())

    def share_width(self) -> None:
        """Give each column the room of its longest word, and of what is left the share its texts ask for."""
        asked = [self._asked(column) for column in range(self.columnCount())]
        least, most = sum(low for low, _ in asked), sum(high for _, high in asked)
        room = self.viewport().width()
        for column, (low, high) in enumerate(asked):
            if least >= room:
                width = low  # nothing is cut: the table scrolls
            elif most > room:
                width = low + (high - low) * (room - least) // (most - least)
            else:
                width = high * room // most
            self.setColumnWidth(column, width)

    def _asked(self, column: int) -> tuple[int, int]:
        """The width of the longest word of a column, heading and cells, and that of its longest text."""
        thick = QFont(self.font())
        thick.setBold(True)
        plain, bold = self.fontMetrics(), QFontMetrics(thick)
        items = (self.item(row, column) for row in range(self.rowCount()))
        texts = [item.text() for item in items if item is not None]
        title = self.horizontalHeaderItem(column)
        lines = title.text().split("\n") if title is not None else []
        heading = max((bold.horizontalAdvance(line) for line in lines), default=0)
        words = [word for text in texts for word in text.split()]
        widest = plain.horizontalAdvance("0") * _WIDEST
        low, high = (
            min(max((plain.horizontalAdvance(one) for one in some), default=0), widest)
            for some in (words, texts)
        )
        return max(heading, low) + _CELL_EDGES, max(heading, high) + _CELL_EDGES

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Share a new width."""
        super().resizeEvent(event)
        self.share_width()

    def settle(self) -> None:
        """Take what is being typed into a cell."""
        if self.state() == QAbstractItemView.State.EditingState:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the cell, Del empties it, pasted rows fill the cells from here on."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() in _ENTER and not control:
            self.edit(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.put(self.currentRow(), self.currentColumn(), "")
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's
        """Tab leads to the next cell, Enter to the next row; Tab in the last cell leaves the table."""
        last = (self.rowCount() - 1, self.columnCount() - 1)
        leaving = hint == _Hint.EditNextItem and (self.currentRow(), self.currentColumn()) == last
        super().closeEditor(editor, _Hint.NoHint if leaving else hint)
        if leaving:
            self.focusNextChild()
        elif hint == _Hint.SubmitModelCache and self.currentRow() < last[0]:
            column = 0 if self.currentColumn() == last[1] else self.currentColumn()
            self.setCurrentCell(self.currentRow() + 1, column)

    def put(self, row: int, column: int, words: str) -> None:
        """Write into a cell."""
        item = self.item(row, column)
        if item is None:
            self.setItem(row, column, QTableWidgetItem(words))
        else:
            item.setText(words)

    def paste(self, text: str) -> None:
        """Rows of a spreadsheet, cells parted by tabs, from the cell under the focus on."""
        top, left = max(self.currentRow(), 0), max(self.currentColumn(), 0)
        lines = text.rstrip("\n").splitlines()
        self.setRowCount(max(self.rowCount(), top + len(lines)))
        for down, line in enumerate(lines):
            for right, words in enumerate(line.split("\t")[: self.columnCount() - left]):
                self.put(top + down, left + right, words.strip())


def _in_lines(title: str) -> str:
    """A heading in short lines: a narrow column shows it whole."""
    return "\n".join(textwrap.wrap(title.replace("/", "/ "), _HEADING, break_long_words=False))


class TableField(PaperField):
    """Rows under headings; an empty last row waits for the next entry."""

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.table = CellTable(_FEWEST_ROWS, len(field.columns), self)
        self.table.setHorizontalHeaderLabels([_in_lines(title) for title in field.columns])
        self.put(self.table)
        self.add_button = self._button("Tambah baris", self._add)
        self.remove_button = self._button("Hapus baris", self._remove)
        row = QHBoxLayout()
        row.addWidget(self.add_button)
        row.addWidget(self.remove_button)
        row.addStretch(1)
        self.box.addLayout(row)
        self.table.cellChanged.connect(lambda row, _column: self._changed(row))
        self._fit()

    def _button(self, words: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(f"{self.field.label}: {words.lower()}")
        button.clicked.connect(lambda _on=False: act())
        return button

    def _changed(self, row: int) -> None:
        """The last row was written in: another one waits below it."""
        if row == self.table.rowCount() - 1 and any(self._row(row)):
            self.table.insertRow(row + 1)
        self._fit()
        self.edited.emit()

    def _add(self) -> None:
        at = self.table.rowCount()
        self.table.insertRow(at)
        self._fit()
        self.table.setCurrentCell(at, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        at = self.table.currentRow()
        if at >= 0:
            self.table.removeRow(at)
        if self.table.rowCount() < _FEWEST_ROWS:
            self.table.insertRow(self.table.rowCount())
        self.edited.emit()
        self._fit()

    def _fit(self) -> None:
        rows = min(max(self.table.rowCount(), _FEWEST_ROWS), _MOST_ROWS_IN_SIGHT)
        heights = [self.table.rowHeight(row) for row in range(rows)]
        bar = self.table.horizontalScrollBar()
        edges = 4 + (bar.sizeHint().height() if bar.maximum() else 0)
        self.table.setFixedHeight(self.table.horizontalHeader().sizeHint().height() + sum(heights) + edges)

    def settle(self) -> None:
        """Take what is being typed into a cell."""
        self.table.settle()

    def value(self) -> Value:
        """The rows in which something stands."""
        rows = (self._row(row) for row in range(self.table.rowCount()))
        return tuple(row for row in rows if any(row))

    def _row(self, row: int) -> tuple[str, ...]:
        items = (self.table.item(row, column) for column in range(self.table.columnCount()))
        return tuple("" if item is None else item.text().strip() for item in items)

    def show_value(self, value: Value) -> None:
        """Write rows without telling."""
        if value == self.value():
            return
        rows = () if isinstance(value, str) else tuple(row for row in value if not isinstance(row, str))
        self.table.blockSignals(True)
        self.table.clearContents()
        self.table.setRowCount(max(_FEWEST_ROWS, len(rows) + 1))
        for at, cells in enumerate(rows):
            for column, words in enumerate(cells[: self.table.columnCount()]):
                self.table.put(at, column, words)
        self.table.blockSignals(False)
        self.table.share_width()
        self.table.setCurrentCell(0, 0)
        self._fit()
