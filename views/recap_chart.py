"""The frame of the recap's charts: title, legend, patterns that print in black and white, words."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from views.theme import Colours, colours

_PAD = 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_STEPS = {
    Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
}  # fmt: skip


class Look(NamedTuple):
    """How a series is told apart without colour: a pattern, a stroke and a sign, with the tone it has."""

    tone: str
    pattern: Qt.BrushStyle
    stroke: Qt.PenStyle
    sign: str


#: Solid blue discs, hatched green squares, dotted red triangles.
FIRST = Look("accent", Qt.BrushStyle.SolidPattern, Qt.PenStyle.SolidLine, "bulat")
SECOND = Look("hijau", Qt.BrushStyle.BDiagPattern, Qt.PenStyle.DashLine, "kotak")
THIRD = Look("merah", Qt.BrushStyle.Dense5Pattern, Qt.PenStyle.DotLine, "segitiga")
FOURTH = Look("abu", Qt.BrushStyle.CrossPattern, Qt.PenStyle.DashDotLine, "kotak")


class Chart(QWidget):
    """A chart that takes the focus and says all it shows; Enter or a click asks for what is behind.

    The arrow keys walk over the parts that open something.
    """

    opened = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.legend: tuple[tuple[str, Look], ...] = ()
        self.empty = "Belum ada yang dapat digambar."
        #: Places that open something: an area and its key.
        self.places: list[tuple[QRectF, str]] = []
        self._at = -1
        self._words = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setMouseTracking(True)

    def describe(self, words: str) -> None:
        """What it shows, for whoever does not see it; drawn anew."""
        self._words = words
        self._at = -1
        self.setAccessibleDescription(words)
        self.updateGeometry()
        self.update()

    def filled(self) -> bool:
        """Whether there is anything to draw."""
        raise NotImplementedError

    def draw(self, painter: QPainter, area: QRectF, c: Colours) -> None:
        """Draw what is below title and legend."""
        raise NotImplementedError

    def words_of(self, key: str) -> str:
        """What a part that opens something stands for."""
        raise NotImplementedError

    def body_height(self) -> int:
        """How high the drawing wants to be."""
        return self.line() * 10

    def line(self) -> int:
        """The height of a line of text."""
        return QFontMetrics(QApplication.font()).lineSpacing()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Title, legend and drawing."""
        return QSize(360, self.body_height() + self._head() + 2 * _PAD)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Narrower is not readable."""
        return QSize(260, self.sizeHint().height())

    def _head(self) -> int:
        return self.line() * (3 if self.legend else 2)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """The chart in the colours of the window, with a border that tells the focus."""
        self.places = []
        painter, c = QPainter(self), colours(self.palette())
        self.paint(painter, QRectF(self.rect()), c, focused=self.hasFocus())
        if self.hasFocus() and 0 <= self._at < len(self.places):
            painter.setPen(QPen(c.text, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.places[self._at][0].adjusted(-3, -3, 3, 3), 4, 4)

    def paint(self, painter: QPainter, area: QRectF, c: Colours, *, focused: bool = False) -> None:
        """A card with its title, its legend and the drawing, on the screen or on paper."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(c.accent if focused else c.border, 2 if focused else 1))
        painter.setBrush(c.card)
        painter.drawRoundedRect(area.adjusted(1, 1, -1.5, -1.5), 7, 7)
        inside = area.adjusted(_PAD, _PAD - 2, -_PAD, -_PAD)
        bold = QFont(QApplication.font())
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(c.text)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, self.title)
        painter.setFont(QApplication.font())
        if not self.filled():
            painter.setPen(c.muted)
            flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
            painter.drawText(inside.adjusted(0, self.line() * 1.6, 0, 0), flags, self.empty)
            return
        if self.legend:
            self._draw_legend(painter, QPointF(inside.left(), inside.top() + self.line() * 1.3), c)
        self.draw(painter, inside.adjusted(0, self._head() - self.line() * 0.2, 0, 0), c)

    def _draw_legend(self, painter: QPainter, at: QPointF, c: Colours) -> None:
        x, line = at.x(), self.line()
        for words, look in self.legend:
            box = QRectF(x, at.y() + line * 0.2, line * 0.9, line * 0.65)
            fill(painter, box, look, c)
            x += line * 1.2
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(c.text)
            painter.drawText(QRectF(x, at.y(), wide + 4, line), Qt.AlignmentFlag.AlignVCenter, words)
            x += wide + line

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A part of the chart opens what it stands for."""
        for area, key in self.places:
            if area.contains(event.position()):
                self.opened.emit(key)
                return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """A hand over what can be opened."""
        over = any(area.contains(event.position()) for area, _key in self.places)
        self.setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """The arrows walk over the parts; Enter opens the one reached, or the table behind the chart."""
        key = Qt.Key(event.key())
        if key in _STEPS and self.places:
            self._walk(_STEPS[key])
        elif key in _ENTER and self.filled():
            self.opened.emit(self.places[self._at][1] if 0 <= self._at < len(self.places) else "")
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        first = 0 if step > 0 else len(self.places) - 1
        self._at = first if self._at < 0 else (self._at + step) % len(self.places)
        self.setAccessibleDescription(self.words_of(self.places[self._at][1]))
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Whoever comes back begins with the whole chart."""
        super().focusOutEvent(event)
        self._at = -1
        self.setAccessibleDescription(self._words)
        self.update()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Follow the text size."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()


def tone(look: Look, c: Colours) -> QBrush:
    """The colour of a series."""
    return QBrush(c.accent if look.tone == "accent" else c.stripes[look.tone])


def fill(painter: QPainter, area: QRectF, look: Look, c: Colours) -> None:
    """A bar in the pattern of its series, with an outline."""
    colour = tone(look, c).color()
    painter.setPen(QPen(colour, 1.4))
    painter.setBrush(QBrush(colour, look.pattern))
    painter.drawRect(area)


def mark(painter: QPainter, at: QPointF, look: Look, c: Colours, size: float = 4.0) -> None:
    """The sign of a series at a point of its line."""
    painter.setPen(QPen(tone(look, c).color(), 1.4))
    painter.setBrush(tone(look, c) if look.pattern is Qt.BrushStyle.SolidPattern else QBrush(c.card))
    if look.sign == "bulat":
        painter.drawEllipse(at, size, size)
    elif look.sign == "kotak":
        painter.drawRect(QRectF(at.x() - size, at.y() - size, 2 * size, 2 * size))
    else:
        painter.drawPolygon(
            [QPointF(at.x(), at.y() - size), QPointF(at.x() - size, at.y() + size),
             QPointF(at.x() + size, at.y() + size)]
        )  # fmt: skip
