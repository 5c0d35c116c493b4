"""The live picture of a paper beside its form: pages come painted from a worker, never painted here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from views.fields import WrappedLabel
from views.page_image import PageTurn

_ZOOMS = (0.75, 1.0, 1.25, 1.5, 2.0)
#: A window being drawn larger asks for a new picture once it rests.
_REST_MS = 120


class PaperPreview(QWidget):
    """Asks for pages by `page_wanted` (page, width in pixels) and shows what comes."""

    page_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page, self.pages = 0, 0
        self._zoom = _ZOOMS.index(1.0)
        self.words = WrappedLabel("Pratinjau sedang disiapkan…", self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.canvas = QLabel(self)
        self.canvas.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        # the width must not depend on the height of the page that is fitted to it
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self.canvas)
        self.area.setAccessibleName("Pratinjau naskah")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._bar())
        column.addWidget(self.words)
        column.addWidget(self.area, 1)
        self.area.hide()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.ask)

    def _bar(self) -> QHBoxLayout:
        self.previous_button = self._button("‹", "Halaman sebelumnya", lambda: self.turn(-1))
        self.next_button = self._button("›", "Halaman berikutnya", lambda: self.turn(1))
        self.page_label = QLabel(self)
        row = QHBoxLayout()
        for widget in (self.previous_button, self.page_label, self.next_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._button("−", "Perkecil", lambda: self.zoom(-1)))
        row.addWidget(self._button("+", "Perbesar", lambda: self.zoom(1)))
        return row

    def _button(self, text: str, name: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedWidth(button.fontMetrics().horizontalAdvance("MMM"))
        button.clicked.connect(lambda _on=False: act())
        return button

    def width_wanted(self) -> int:
        """How many pixels wide a page should come."""
        width = (max(self.area.width(), self.width()) - 40) * _ZOOMS[self._zoom]
        return max(int(width * self.devicePixelRatioF()), 80)

    def ask(self) -> None:
        """Ask for the page that is shown, at the present size."""
        self.page_wanted.emit(self.page, self.width_wanted())

    def show_turn(self, turn: PageTurn) -> None:
        """Show a painted page; the place on it stays where it was."""
        self.page, self.pages = turn.page, turn.pages
        pixmap = QPixmap.fromImage(turn.image.picture())
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.canvas.setPixmap(pixmap)
        self.words.hide()
        self.area.show()
        self.page_label.setText(f"Halaman {turn.page + 1} dari {turn.pages}")
        self.area.setAccessibleDescription(self.page_label.text())
        self.previous_button.setEnabled(turn.page > 0)
        self.next_button.setEnabled(turn.page + 1 < turn.pages)

    def show_words(self, words: str) -> None:
        """Nothing to show: say why."""
        self.words.show_text(words)
        self.words.show()
        self.area.hide()

    def turn(self, by: int) -> None:
        """Go some pages on."""
        page = min(max(self.page + by, 0), max(self.pages - 1, 0))
        if page != self.page:
            self.page = page
            self.area.verticalScrollBar().setValue(0)
            self.ask()

    def zoom(self, by: int) -> None:
        """Larger or smaller."""
        self._zoom = min(max(self._zoom + by, 0), len(_ZOOMS) - 1)
        self.ask()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A new width is painted anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._rest.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Pages and sizes by keyboard."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.key() == Qt.Key.Key_PageDown:
            self.turn(1)
        elif event.key() == Qt.Key.Key_PageUp:
            self.turn(-1)
        elif control and event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1)
        elif control and event.key() == Qt.Key.Key_Minus:
            self.zoom(-1)
        else:
            super().keyPressEvent(event)
