"""Paints the cards of a board: every card the same height, whatever it holds."""

from __future__ import annotations

from functools import lru_cache
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.records.board import CardRow
from views.badges import Badges
from views.board_model import CARD_ROLE
from views.card_words import (
    badge_words,
    name_words,
    priority_words,
    state_line,
    step_line,
    titled,
    vacant_line,
)
from views.theme import Colours, colours

_GAP = 3
_STRIPE = 4
_PAD = 6
_RADIUS = 5
# between words that share a line
_APART = 5
# left and right of the words of a badge together
_BADGE_PAD = 9


class CardFonts:
    """The three fonts of a card and the heights that follow from them."""

    def __init__(self, font: QFont) -> None:
        self.bold = QFont(font)
        self.bold.setBold(True)
        self.small = QFont(font)
        self.small.setPointSizeF(font.pointSizeF() * 0.88)
        self.small_bold = QFont(self.small)
        self.small_bold.setBold(True)
        self.bold_metrics = QFontMetrics(self.bold)
        self.metrics = QFontMetrics(self.small)
        self.badge_metrics = QFontMetrics(self.small_bold)
        self.line = self.metrics.height() + 1
        self.title_line = self.bold_metrics.height()
        self.badge = self.badge_metrics.height() + 6
        # a title takes a third line where the line of the state is empty
        words = 2 * self.line + 2 * self.title_line + max(self.line, self.title_line)
        self.height = 2 * _GAP + 2 * _PAD - 2 + self.line + words + self.badge + 3


@lru_cache(maxsize=4096)
def title_lines(text: str, width: int, most: int, font_key: str) -> tuple[str, ...]:
    """A title broken into so many lines at most, the last one elided."""
    font = QFont()
    font.fromString(font_key)
    rest = " ".join(text.split())
    layout = QTextLayout(rest, font)
    option = layout.textOption()
    option.setWrapMode(option.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    found: list[str] = []
    while rest and len(found) < most - 1:
        line = layout.createLine()
        line.setLineWidth(width)
        cut = _utf16_to_python(rest, line.textLength())
        found.append(rest[:cut].strip())
        rest = rest[cut:]
    layout.endLayout()
    if rest.strip():
        found.append(QFontMetrics(font).elidedText(rest.strip(), Qt.TextElideMode.ElideRight, width))
    return tuple(found)


def _utf16_to_python(text: str, units: int) -> int:
    """Qt counts emoji twice; Python does not."""
    return len(text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore"))


def fitting(metrics: QFontMetrics, width: int, variants: tuple[str, ...]) -> str:
    """The longest wording that has room; the shortest one is elided when none has."""
    for words in variants:
        if metrics.horizontalAdvance(words) <= width:
            return words
    return metrics.elidedText(variants[-1], Qt.TextElideMode.ElideRight, width)


class CardDelegate(QStyledItemDelegate):
    """One delegate draws the cards of every column."""

    def __init__(self, badges: Badges, parent: QWidget) -> None:
        super().__init__(parent)
        self._badges = badges
        self._board = parent
        #: Executors that nobody holds, with their labels.
        self.vacant: dict[str, str] = {}
        self.restyle()

    def restyle(self) -> None:
        """Take fonts and colours anew, after the theme or the text size changed."""
        font = QApplication.font()
        self.fonts = CardFonts(font)
        self._bold_key = self.fonts.bold.toString()
        self._colours = colours(self._board.palette())
        self._size = QSize(100, self.fonts.height)

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Every card has the height that the font asks for."""
        return self._size

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one card."""
        card: CardRow = index.data(CARD_ROLE)
        view = cast("QAbstractItemView", option.widget)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = rect.adjusted(_GAP, _GAP, -_GAP, -_GAP)
        tone = self._badges.of(card).tone
        # `option.state` says it too, but all that `QStyle` enumerates is made for it: 4 ms of the start
        focused = view.hasFocus() and view.currentIndex() == index and view.selectionModel().isSelected(index)
        self._frame(painter, area, card, tone, focused)
        inner = area.adjusted(_STRIPE + _PAD, _PAD, -_PAD, -_PAD + 2)
        self._words(painter, inner, card)
        painter.restore()

    def _frame(self, painter: QPainter, area: QRect, card: CardRow, tone: str, focused: bool) -> None:
        c = self._colours
        uncounted = card.role == "peserta" or card.state == "peserta"
        faded = uncounted or card.state in ("selesai", "gugur")
        pen = QPen(c.accent if focused else (c.muted if uncounted else c.border), 2 if focused else 1)
        if uncounted and not focused:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(c.column if faded else c.card)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        if focused:
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if not uncounted:
            stripe = QRect(area.left() + 1, area.top() + 1, _STRIPE, area.height() - 2)
            painter.fillRect(stripe, self._stripe(card, tone))

    def _stripe(self, card: CardRow, tone: str) -> QColor:
        return self._colours.stripes["abu" if card.state == "selesai" else tone]

    def _words(self, painter: QPainter, inner: QRect, card: CardRow) -> None:
        f, c = self.fonts, self._colours
        y, width = inner.top(), inner.width()
        named = self._foot(painter, QRect(inner.left(), inner.bottom() + 1 - f.badge, width, f.badge), card)
        painter.setFont(f.small)
        painter.setPen(c.muted)
        self._line(painter, inner.left(), y, width, *self._top_line(card, width))
        y += f.line
        painter.setFont(f.bold)
        painter.setPen(c.text)
        vacant = card.column in self.vacant and card.state in ("terbuka", "menunggu")
        state = fitting(f.metrics, width, vacant_line(card) if vacant else state_line(card))
        name = "" if named else self._name(card, width - f.metrics.horizontalAdvance(state) - _APART)
        title = title_lines(
            titled(card.subject, secret=bool(card.secret)), width, 2 if state or name else 3, self._bold_key
        )
        for line in title:
            painter.drawText(QPoint(inner.left(), y + f.bold_metrics.ascent()), line)
            y += f.title_line
        y = inner.top() + f.line + max(2, len(title)) * f.title_line
        painter.setFont(f.small)
        painter.setPen(c.text)
        self._line(painter, inner.left(), y, width, self._elided(card.agency, width))
        painter.setPen(c.muted)
        self._line(painter, inner.left(), y + f.line, width, fitting(f.metrics, width, step_line(card)))
        painter.setPen(c.text)
        if state or name:
            self._line(painter, inner.left(), y + 2 * f.line, width, state, name)

    def _top_line(self, card: CardRow, width: int) -> tuple[str, str]:
        """Number on the left, priority on the right; the number has the right of way."""
        metrics = self.fonts.metrics
        number = self._elided(card.number, width)
        room = width - metrics.horizontalAdvance(number) - 4
        words = priority_words(card)
        return number, fitting(metrics, room, words) if words[0] and room > 0 else ""

    def _line(self, painter: QPainter, x: int, y: int, width: int, left: str, right: str = "") -> None:
        base = y + self.fonts.metrics.ascent()
        painter.drawText(QPoint(x, base), left)
        if right:
            painter.drawText(QPoint(x + width - self.fonts.metrics.horizontalAdvance(right), base), right)

    def _elided(self, text: str, width: int) -> str:
        return self.fonts.metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _name(self, card: CardRow, room: int) -> str:
        """Who has taken the part, as long as there is room for; "" where not even initials fit."""
        if not card.assignee_name:
            return ""
        words = name_words(card.assignee_name)
        metrics = self.fonts.metrics
        return fitting(metrics, room, words) if metrics.horizontalAdvance(words[-1]) <= room else ""

    def _foot(self, painter: QPainter, area: QRect, card: CardRow) -> bool:
        """The time badge in colour and words, and who has taken the part; False when they have no room."""
        found = self._badges.of(card)
        width = draw_badge(painter, area, found.tone, found.words, self._colours, self.fonts)
        if not card.assignee_name:
            return True
        room = area.width() - width - _APART
        words = self._name(card, room)
        if not words:
            return False
        painter.setFont(self.fonts.small)
        painter.setPen(self._colours.text)
        right = QRect(area.right() - room, area.top(), room, area.height())
        painter.drawText(right, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, words)
        return True


def draw_badge(painter: QPainter, area: QRect, tone: str, words: str, c: Colours, fonts: CardFonts) -> int:
    """Draw a badge as wide as its words at the left of an area; returns its width."""
    metrics = fonts.badge_metrics
    shown = fitting(metrics, area.width() - _BADGE_PAD, badge_words(words))
    width = min(metrics.horizontalAdvance(shown) + _BADGE_PAD, area.width())
    pill = QRect(area.left(), area.top(), width, fonts.badge)
    toned = c.tones[tone]
    painter.setPen(toned.border)
    painter.setBrush(toned.background)
    painter.drawRoundedRect(pill, fonts.badge / 2, fonts.badge / 2)
    painter.setFont(fonts.small_bold)
    painter.setPen(toned.text)
    x = pill.left() + (width - metrics.horizontalAdvance(shown)) / 2
    y = pill.top() + (fonts.badge - metrics.height()) / 2 + metrics.ascent()
    painter.drawText(QPointF(x, y), shown)
    return width
