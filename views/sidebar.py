"""The list of screens at the left: Tugas Saya, the boards with their counts, and the rest."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from models.records.board import Sidebar
from views.theme import colours
from views.tips import plain_tip
from views.title_words import calm_title
from views.viewport import give_viewport

#: Names of screens that are no board.
TASKS, ALL_CASES, SETTINGS = "tugas", "semua", "pengaturan"
RECAP, PAPERS, SOP_DOCUMENTS = "rekap", "cetak", "dokumen"

_ENTRY_ROLE = Qt.ItemDataRole.UserRole + 1
_PAD_X, _PAD_Y = 12, 7
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the sidebar; `screen` is "" for a heading."""

    screen: str
    words: str
    count: int | None = None
    late: int = 0
    strong: bool = False


class EntryList(QListWidget):
    """A list of entries under headings, each as high as its wrapped name; the one shown is marked."""

    def __init__(self, parent: QWidget | None, narrowest: int, widest: int, letters: int) -> None:
        super().__init__(parent)
        give_viewport(self)
        self.setObjectName("sidebar")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_EntryDelegate(self))
        self.setMouseTracking(True)
        #: The screen that is shown.
        self.here = ""
        self._narrowest, self._widest, self._letters = narrowest, widest, letters
        self.setViewportMargins(0, 8, 0, 8)
        self.refit()

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these; the lines that are there already are kept."""
        while self.count() > len(entries):
            self.takeItem(self.count() - 1)
        for place, entry in enumerate(entries):
            if place >= self.count():
                self.addItem(QListWidgetItem())
            self._fill(self.item(place), entry)

    def entry(self, place: int) -> Entry:
        """The entry in that line."""
        found: Entry = self.item(place).data(_ENTRY_ROLE)
        return found

    def moveCursor(  # noqa: N802 - Qt's name
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Where a key leads; a heading at the top is not in the way of Home and Page Up."""
        index = super().moveCursor(action, modifiers)
        while index.isValid() and not index.flags() & Qt.ItemFlag.ItemIsEnabled:
            index = index.siblingAtRow(index.row() + 1)
        return index

    def _fill(self, item: QListWidgetItem, entry: Entry) -> None:
        if item.data(_ENTRY_ROLE) == entry:
            return
        item.setData(_ENTRY_ROLE, entry)
        words = entry.words
        if entry.count is not None:
            words += f", {entry.count} berjalan" if entry.screen != TASKS else f", {entry.count} tugas"
        if entry.late:
            words += f", {entry.late} lewat waktu"
        item.setText(entry.words)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(plain_tip(words) if entry.screen else "")
        usable = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(usable if entry.screen else Qt.ItemFlag.NoItemFlags)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Wrap the names anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def refit(self) -> None:
        """Width from the text size."""
        wanted = self.fontMetrics().averageCharWidth() * self._letters
        self.setFixedWidth(max(self._narrowest, min(self._widest, wanted)))
        self.scheduleDelayedItemsLayout()


class SidebarView(EntryList):
    """Screens to go to; `chosen` names one: `tugas`, `papan:PAW`, `semua` and so on."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, 208, 340, 34)
        self.setAccessibleName("Menu utama")
        self.itemClicked.connect(self._choose)

    def show_counts(self, counts: Sidebar, *, settings: bool) -> None:
        """Show screens and counts; where one is stays marked."""
        entries = [Entry(TASKS, "Tugas Saya", counts.tasks, counts.tasks_late, strong=True)]
        entries.append(Entry("", "PAPAN SOP"))
        entries += [
            Entry(f"papan:{b.code}", calm_title(b.name), b.open_cases, b.late_cases) for b in counts.boards
        ]
        entries.append(Entry("", "KERJA KANTOR"))
        entries.append(Entry(ALL_CASES, "Semua Permohonan"))
        entries.append(Entry(RECAP, "Rekap"))
        entries.append(Entry(PAPERS, "Cetak"))
        entries.append(Entry(SOP_DOCUMENTS, "Dokumen SOP"))
        if settings:
            entries.append(Entry(SETTINGS, "Pengaturan"))
        self.show_entries(entries)
        self.show_screen(self.here)

    def show_screen(self, screen: str) -> None:
        """Mark the screen that is shown; walking with the arrows does not change the mark."""
        moved = screen != self.here
        self.here = screen
        self.viewport().update()
        if not moved and self.hasFocus():
            return
        for place in range(self.count()):
            if screen and self.entry(place).screen == screen:
                self.setCurrentRow(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Arrows walk, Enter and Space go there."""
        item = self.currentItem()
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and item is not None:
            self._choose(item)
        else:
            super().keyPressEvent(event)

    def _choose(self, item: QListWidgetItem) -> None:
        entry: Entry = item.data(_ENTRY_ROLE)
        if entry.screen:
            self.chosen.emit(entry.screen)


def _wrap(metrics: QFontMetrics, words: str, width: int) -> Qt.TextFlag:
    """Break between words; inside one only where it is wider than the line."""
    if all(metrics.horizontalAdvance(word) <= width for word in words.replace("/", "/ ").split()):
        return _WRAP
    return _WRAP | Qt.TextFlag.TextWrapAnywhere


class _EntryDelegate(QStyledItemDelegate):
    """Name at the left, wrapped; count and late badge at the right."""

    def __init__(self, parent: EntryList) -> None:
        super().__init__(parent)
        self._list = parent

    def sizeHint(  # noqa: N802 - Qt's name
        self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As high as the wrapped name."""
        entry: Entry = index.data(_ENTRY_ROLE)
        width = self._list.viewport().width()
        metrics = QFontMetrics(self._font(entry))
        room = self._room(entry, QRect(0, 0, width, 1000))
        height = metrics.boundingRect(room, _wrap(metrics, entry.words, room.width()), entry.words).height()
        extra = 10 if not entry.screen else 0
        return QSize(100, height + 2 * _PAD_Y + extra)

    def _font(self, entry: Entry) -> QFont:
        font = QApplication.font()
        if not entry.screen:
            font.setPointSizeF(font.pointSizeF() * 0.85)
        # not bolder when chosen: choosing must not change a line break
        font.setBold(entry.strong or not entry.screen)
        return font

    def _room(self, entry: Entry, rect: QRect) -> QRect:
        metrics = QFontMetrics(self._font(Entry("x", "", strong=True)))
        right = 2 * _PAD_X
        if entry.count is not None:
            right += metrics.horizontalAdvance(str(entry.count)) + 8
        if entry.late:
            right += metrics.horizontalAdvance(str(entry.late)) + 22
        return rect.adjusted(_PAD_X, _PAD_Y, -right + _PAD_X, -_PAD_Y)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one line."""
        entry: Entry = index.data(_ENTRY_ROLE)
        c = colours(self._list.palette())
        rect: QRect = option.rect
        here = bool(entry.screen) and entry.screen == self._list.here
        walked = self._list.hasFocus() and self._list.selectionModel().isSelected(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if here or walked:
            painter.setPen(QPen(c.accent, 2) if walked else QPen(Qt.PenStyle.NoPen))
            painter.setBrush(c.selected if here else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(4, 1, -5, -2), 6, 6)
        if here:
            painter.fillRect(QRect(rect.left() + 4, rect.top() + 5, 3, rect.height() - 10), c.accent)
        painter.setFont(self._font(entry))
        painter.setPen(c.heading if here else (c.text if entry.screen else c.muted))
        room = self._room(entry, rect)
        place = Qt.AlignmentFlag.AlignVCenter if entry.screen else Qt.AlignmentFlag.AlignBottom
        wrap = _wrap(painter.fontMetrics(), entry.words, room.width())
        painter.drawText(room, wrap | place | Qt.AlignmentFlag.AlignLeft, entry.words)
        self._paint_counts(painter, entry, rect)
        painter.restore()

    def _paint_counts(self, painter: QPainter, entry: Entry, rect: QRect) -> None:
        c = colours(self._list.palette())
        painter.setFont(self._font(Entry("x", "", strong=True)))
        metrics = painter.fontMetrics()
        right = rect.right() - _PAD_X
        if entry.late:
            width = metrics.horizontalAdvance(str(entry.late)) + 14
            height = metrics.height() + 2
            pill = QRect(right - width, rect.center().y() - height // 2, width, height)
            tone = c.tones["merah"]
            painter.setPen(tone.border)
            painter.setBrush(tone.background)
            painter.drawRoundedRect(pill, height / 2, height / 2)
            painter.setPen(tone.text)
            painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, str(entry.late))
            right -= width + 8
        if entry.count is not None:
            painter.setFont(QApplication.font())
            painter.setPen(c.muted)
            area = QRect(rect.left(), rect.top(), right - rect.left(), rect.height())
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(area, flags, str(entry.count))
