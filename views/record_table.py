"""A table of records with a time badge in one of its columns: the shape of Daftar and Tugas Saya."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from models.rules.badge import Badge
from views.card_delegate import CardFonts, draw_badge
from views.theme import colours
from views.tips import plain_tip

R = TypeVar("R")
_Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
BADGE_ROLE = Qt.ItemDataRole.UserRole + 2
#: From so many characters on a column holds text that may be cut.
_LONG_TEXT = 20


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: its title, the field that sorts it ("" for none), its text, its width in characters.

    Where the table is too narrow for all, columns shrink down to `least` characters; by itself a long
    text to half its width and a short one not at all. What is cut is in the tooltip.
    """

    title: str
    sort: str
    text: Callable[[R], str]
    chars: int
    badge: Callable[[R], Badge | None] | None = None
    least: int = 0

    def narrowest(self) -> int:
        """How few characters it may shrink to."""
        return self.least or (self.chars if self.chars < _LONG_TEXT else self.chars // 2)


class RecordModel(QAbstractTableModel, Generic[R]):
    """Raw records; asks for the next page when the last row comes near."""

    more_wanted = Signal(int)

    def __init__(self, columns: Sequence[Column[R]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.records: list[R] = []
        self._more = False

    def show_records(self, records: Sequence[R], *, more: bool = False) -> None:
        """Show these records; `more` tells that others follow."""
        self.beginResetModel()
        self.records = list(records)
        self._more = more
        self.endResetModel()

    def append(self, records: Sequence[R], *, more: bool) -> None:
        """Add the next page."""
        self._more = more
        if records:
            start = len(self.records)
            self.beginInsertRows(_NO_PARENT, start, start + len(records) - 1)
            self.records.extend(records)
            self.endInsertRows()

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Number of records here."""
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: _Index = _NO_PARENT) -> int:  # noqa: N802 - Qt's name
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: _Index) -> bool:  # noqa: N802 - Qt's name
        """Whether a page follows."""
        return not parent.isValid() and self._more

    def fetchMore(self, _parent: _Index) -> None:  # noqa: N802 - Qt's name
        """Ask for the next page once."""
        self._more = False
        self.more_wanted.emit(len(self.records))

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.columns[section].title
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, badge or the record itself."""
        record, column = self.records[index.row()], self.columns[index.column()]
        if role == RECORD_ROLE:
            return record
        if role == BADGE_ROLE:
            return column.badge(record) if column.badge is not None else None
        if role == Qt.ItemDataRole.DisplayRole:
            badge = column.badge(record) if column.badge is not None else None
            return badge.words if badge is not None else column.text(record)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(column.text(record)) or None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.title}: {self.data(index)}"
        return None


class _CellDelegate(QStyledItemDelegate):
    """Plain cells, and badges in colour and words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.fonts = CardFonts(QApplication.font())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw a badge where the column has one."""
        badge = index.data(BADGE_ROLE)
        if badge is None:
            super().paint(painter, option, index)
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = colours(QApplication.palette())
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, c.accent)
        top = rect.top() + (rect.height() - self.fonts.badge) // 2
        area = QRect(rect.left() + 6, top, rect.width() - 12, self.fonts.badge)
        draw_badge(painter, area, badge.tone, badge.words, c, self.fonts)
        painter.restore()


class RecordTable(QTableView):
    """The table itself: rows are opened, columns sorted, an empty one says what to do."""

    opened = Signal(object)
    opened_other = Signal(object)
    sort_wanted = Signal(str, bool)

    def __init__(self, model: RecordModel[Any], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.empty_words = ""
        self._records = model
        self._wide: list[tuple[int, int]] = []
        self._fitting = False
        self._dragged = False
        self.setModel(model)
        self.setAccessibleName(name)
        self.cells = _CellDelegate(self)
        self.setItemDelegate(self.cells)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(RECORD_ROLE)))
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.sectionResized.connect(self._keep_dragged)
        if any(column.sort for column in model.columns):
            header.setSectionsClickable(True)
            header.sectionClicked.connect(self._sort_by)
        self.refit()

    def refit(self) -> None:
        """Row height and column widths from the text size."""
        font = QApplication.font()
        self.cells.fonts = CardFonts(font)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(self.cells.fonts.badge + 10)
        one = self.fontMetrics().horizontalAdvance("0")
        bold = QFont(font)
        bold.setBold(True)
        titles = QFontMetrics(bold)
        self._wide = []
        for column in self._records.columns:
            lines = column.title.split("\n")
            titled = max(map(titles.horizontalAdvance, lines)) + (44 if column.sort else 24)
            wide = max(one * column.chars, titled)
            self._wide.append((wide, max(one * column.narrowest(), titled)))
        self._dragged = False
        self._fit()

    def _fit(self) -> None:
        """Give every column its width; where they are too wide together, those that may shrink do."""
        shown = [place for place in range(len(self._wide)) if not self.isColumnHidden(place)]
        excess = sum(self._wide[place][0] for place in shown) - self.viewport().width()
        spare = sum(wide - least for wide, least in (self._wide[place] for place in shown))
        share = min(1.0, max(0, excess) / spare) if spare else 0.0
        self._fitting = True
        for place in shown:
            wide, least = self._wide[place]
            # rounded up, what is taken away is enough
            self.setColumnWidth(place, wide - math.ceil(share * (wide - least)))
        self._fitting = False

    def _keep_dragged(self) -> None:
        """Widths that a person drags stay as they are."""
        by_hand = bool(QApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        self._dragged = self._dragged or (by_hand and not self._fitting)

    def show_column(self, title: str, *, on: bool) -> None:
        """Show a column, or leave it out where it would be empty."""
        place = [column.title for column in self._records.columns].index(title)
        if self.isColumnHidden(place) == on:
            self.setColumnHidden(place, not on)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        if not self._dragged and event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "cells"):
            self.refit()

    def current(self) -> Any:
        """The record under the focus, None without one."""
        index = self.currentIndex()
        return index.data(RECORD_ROLE) if index.isValid() else None

    def show_sort(self, column: str, descending: bool) -> None:
        """Mark the column that sorts."""
        header = self.horizontalHeader()
        places = [i for i, c in enumerate(self._records.columns) if c.sort == column]
        header.setSortIndicatorShown(bool(places))
        if places:
            order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(places[0], order)

    def _sort_by(self, place: int) -> None:
        column = self._records.columns[place]
        header = self.horizontalHeader()
        if not column.sort:
            return
        same = header.isSortIndicatorShown() and header.sortIndicatorSection() == place
        down = same and header.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        self.sort_wanted.emit(column.sort, down)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens; Space and Ctrl+Enter open the other window; Ctrl+digit sorts by a column."""
        record = self.current()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        key = event.key()
        digit = key - int(Qt.Key.Key_1)
        if record is not None and key in _RETURN and not event.isAutoRepeat():
            (self.opened_other if control else self.opened).emit(record)
        elif record is not None and key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.opened_other.emit(record)
        elif control and 0 <= digit < min(9, len(self._records.columns)):
            self._sort_by(digit)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The menu is the owner's."""
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The rows, or words that say what to do."""
        super().paintEvent(event)
        if self.empty_words and not self._records.records:
            painter = QPainter(self.viewport())
            painter.setPen(colours(self.palette()).muted)
            painter.drawText(
                self.viewport().rect().adjusted(24, 36, -24, -24),
                Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
                self.empty_words,
            )
