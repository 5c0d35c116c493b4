"""One column of the board: a list of cards that can be walked, opened, dragged and dropped on."""

from __future__ import annotations

import json
from typing import cast

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from models.records.board import BoardColumn, CardRow
from views.board_model import CARD_MIME, CARD_ROLE, ColumnModel
from views.theme import colours
from views.viewport import give_viewport

_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_HINTS = {"complete": "Lepas: selesaikan ke sini", "return": "Lepas: kembalikan ke sini"}
_SIDEWAYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class ColumnView(QListView):
    """The cards under one executor."""

    step_wanted = Signal(object)
    case_wanted = Signal(object)
    menu_wanted = Signal(object, QPoint)
    sideways = Signal(int)
    entered_focus = Signal()
    lifted = Signal(object)
    landed = Signal()
    dropped = Signal(int, str)

    def __init__(self, column: BoardColumn, model: ColumnModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        give_viewport(self)
        self.column = column
        self.empty_words = ""
        self._over = False
        self._target = ""
        self.setModel(model)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda index: self.step_wanted.emit(index.data(CARD_ROLE)))

    def current_card(self) -> CardRow | None:
        """The card that has the focus in this column."""
        index = self.currentIndex()
        return cast("CardRow", index.data(CARD_ROLE)) if index.isValid() else None

    def show_target(self, kind: str) -> None:
        """Mark what a drop here would mean: complete, return, own (where it came from), "" for nothing."""
        self._target = kind
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter opens the step, Space or Ctrl+Enter the case, arrows left and right change the column."""
        card = self.current_card()
        key, control = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in _SIDEWAYS and not control:
            self.sideways.emit(_SIDEWAYS[Qt.Key(key)])
        elif card is not None and key in _RETURN and not event.isAutoRepeat():
            (self.case_wanted if control else self.step_wanted).emit(card)
        elif card is not None and key == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.case_wanted.emit(card)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """A column entered by keyboard shows where one stands."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))
        self.entered_focus.emit()
        self.viewport().update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        """The menu of the card under the pointer, or of the current one from the keyboard."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            self.setCurrentIndex(index)
            at = (
                event.globalPos()
                if by_mouse
                else self.viewport().mapToGlobal(self.visualRect(index).center())
            )
            self.menu_wanted.emit(index.data(CARD_ROLE), at)

    def startDrag(self, _actions: Qt.DropAction) -> None:  # noqa: N802 - Qt's name
        """Lift the card; nothing moves in the model, whatever the drop answers."""
        index = self.currentIndex()
        if not index.isValid():
            return
        rect = self.visualRect(index)
        drag = QDrag(self)
        drag.setMimeData(self.model().mimeData([index]))
        drag.setPixmap(self.viewport().grab(rect))
        drag.setHotSpot(self.viewport().mapFromGlobal(self.cursor().pos()) - rect.topLeft())
        self.lifted.emit(index.data(CARD_ROLE))
        drag.exec(Qt.DropAction.MoveAction)
        self.landed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Cards are welcome everywhere: a drop that is not allowed is answered with its reason."""
        if event.mimeData().hasFormat(CARD_MIME):
            self._hover(True)
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """As on entering."""
        if event.mimeData().hasFormat(CARD_MIME):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt's name
        """The card went on."""
        self._hover(False)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Say which card was dropped here."""
        self._hover(False)
        if not event.mimeData().hasFormat(CARD_MIME):
            event.ignore()
            return
        card = json.loads(bytes(event.mimeData().data(CARD_MIME).data()))
        event.acceptProposedAction()
        self.dropped.emit(card["run"], card["part"])

    def _hover(self, over: bool) -> None:
        self._over = over
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The column, its cards, words when it is empty, and the frame of a possible target."""
        c = colours(self.palette())
        painter = QPainter(self.viewport())
        area = self.viewport().rect()
        painter.fillRect(area, c.target if self._target in _HINTS else c.column)
        if not self.model().rowCount() and self.empty_words:
            painter.setPen(c.muted)
            painter.drawText(
                area.adjusted(10, 14, -10, -10),
                Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop,
                self.empty_words,
            )
        painter.end()
        super().paintEvent(event)
        self._paint_marks(area)

    def _paint_marks(self, area: QRect) -> None:
        """Focus of an empty column, and what a drop here would do, in words."""
        focused = self.hasFocus() and not self.model().rowCount()
        legal = self._target in _HINTS
        wrong = self._over and not self._target
        if not (legal or wrong or focused):
            return
        c = colours(self.palette())
        painter = QPainter(self.viewport())
        pen = QPen(c.stripes["merah"] if wrong else c.accent, 3 if self._over else 2)
        if self._target == "return":
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.drawRect(area.adjusted(1, 1, -2, -2))
        if legal:
            self._paint_hint(painter, area, _HINTS[self._target], c.accent, c.on_accent)
        elif wrong:
            tone = c.tones["merah"]
            self._paint_hint(painter, area, "Bukan tujuan kartu ini", tone.background, tone.text)

    def _paint_hint(
        self, painter: QPainter, area: QRect, words: str, background: QColor, text: QColor
    ) -> None:
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignCenter
        inside = area.adjusted(10, 0, -10, -8)
        box = painter.fontMetrics().boundingRect(inside, flags, words).adjusted(-6, -4, 6, 4)
        box.moveBottom(area.bottom() - 8)
        painter.fillRect(box, background)
        painter.setPen(text)
        painter.drawText(box, flags, words)
