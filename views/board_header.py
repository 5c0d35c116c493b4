"""The two-level heading of a board: group over executors, each with the number of its cards."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from models.records.board import BoardColumn
from views.theme import colours

_PAD = 6
# between a label and its count
_APART = 3
# of the size of the text, so that eight columns fit on a screen of 1366 pixels
_SIZE = 0.94
_WRAP = Qt.TextFlag.TextWordWrap


class BoardHeader(QWidget):
    """Painted in one piece over the columns, as high as its longest label needs."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._columns: tuple[BoardColumn, ...] = ()
        self._counts: tuple[int, ...] = ()
        self._targets: frozenset[str] = frozenset()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Head these columns."""
        self._columns = tuple(columns)
        self._counts = (0,) * len(columns)
        self._refit()

    def set_counts(self, counts: Sequence[int]) -> None:
        """Show how many cards count in each column."""
        self._counts = tuple(counts)
        pairs = zip(self._columns, counts, strict=True)
        self.setAccessibleName("Pelaksana: " + ", ".join(f"{c.label} {n} kartu" for c, n in pairs))
        self.update()

    def set_targets(self, executors: frozenset[str]) -> None:
        """Mark the columns on which the card in hand may be dropped."""
        self._targets = executors
        self.update()

    def minimum_width(self, smallest: int) -> int:
        """How wide a column must be so that no word of a label breaks."""
        metrics = QFontMetrics(self._label_font())
        count = QFontMetrics(self._count_font()).horizontalAdvance("000") + 2 * _PAD + _APART
        words = [word for c in self._columns for word in c.label.replace("/", "/ ").split()]
        return max([smallest, *(metrics.horizontalAdvance(w) + count for w in words)])

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """As high as its labels."""
        return QSize(100, self._group_height() + self._label_height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wrap the labels anew."""
        super().resizeEvent(event)
        self._refit()

    def _refit(self) -> None:
        height = self.sizeHint().height()
        if height != self.minimumHeight():
            self.setFixedHeight(height)
        self.update()

    def _label_font(self) -> QFont:
        font = self._count_font()
        font.setBold(True)
        return font

    def _count_font(self) -> QFont:
        font = QApplication.font()
        font.setPointSizeF(font.pointSizeF() * _SIZE)
        return font

    def _group_height(self) -> int:
        if not any(column.group for column in self._columns):
            return 0
        metrics = QFontMetrics(self._label_font())
        rects = [
            metrics.boundingRect(QRect(0, 0, rect.width() - 2 * _PAD, 1000), _WRAP, group).height()
            for group, rect in self._groups(0)
            if group
        ]
        return max(rects) + 10

    def _label_height(self) -> int:
        metrics = QFontMetrics(self._label_font())
        heights = [
            metrics.boundingRect(QRect(0, 0, self._room(i), 1000), _WRAP, column.label).height()
            for i, column in enumerate(self._columns)
        ]
        return max([*heights, metrics.height()]) + 2 * _PAD

    def _room(self, i: int) -> int:
        count = self._counts[i] if i < len(self._counts) else 0
        metrics = QFontMetrics(self._count_font())
        taken = metrics.horizontalAdvance(str(max(count, 100))) + 2 * _PAD + _APART
        return max(40, self._rect(i, 0, 1).width() - taken)

    def _rect(self, i: int, top: int, height: int) -> QRect:
        """Where column `i` stands; the same sum as the layout of the columns below."""
        count = max(1, len(self._columns))
        width = (self.width() - self._gap * (count - 1)) / count
        left = round(i * (width + self._gap))
        return QRect(left, top, round((i + 1) * (width + self._gap)) - self._gap - left, height)

    def _groups(self, height: int) -> list[tuple[str, QRect]]:
        found = []
        for group, members in groupby(enumerate(self._columns), key=lambda pair: pair[1].group):
            places = [i for i, _ in members]
            rect = self._rect(places[0], 0, height).united(self._rect(places[-1], 0, height))
            rect.setHeight(height)
            found.append((group, rect))
        return found

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Draw groups, then labels with counts."""
        c = colours(self.palette())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._label_font())
        top = self._group_height()
        for group, rect in self._groups(max(0, top - 4)):
            if group:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(c.group)
                painter.drawRoundedRect(rect, 4, 4)
                painter.setPen(c.text)
                painter.drawText(
                    rect.adjusted(_PAD, 0, -_PAD, 0), _WRAP | Qt.AlignmentFlag.AlignCenter, group
                )
        for i, column in enumerate(self._columns):
            self._paint_label(painter, i, column, self._rect(i, top, self.height() - top))

    def _paint_label(self, painter: QPainter, i: int, column: BoardColumn, rect: QRect) -> None:
        c = colours(self.palette())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(c.target if column.executor in self._targets else c.column)
        # round above, straight below, where the column goes on
        painter.drawRoundedRect(rect.adjusted(0, 0, 0, 6), 6, 6)
        painter.setPen(c.text)
        painter.setFont(self._label_font())
        left = rect.adjusted(_PAD, _PAD, 0, -_PAD)
        left.setWidth(self._room(i))
        painter.drawText(
            left, _WRAP | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, column.label
        )
        painter.setPen(c.muted)
        painter.setFont(self._count_font())
        painter.drawText(
            rect.adjusted(0, 0, -_PAD, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            str(self._counts[i]),
        )
