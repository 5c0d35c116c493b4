"""One page at a time under a bar that turns and zooms: what every preview has in common."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from views.act_button import act_button
from views.fields import WrappedLabel

_ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0, 3.0)


class PageView(QWidget):
    """Fitted to the width; PageUp, PageDown, Ctrl+plus and Ctrl+minus work. Who inherits paints."""

    def __init__(self, name: str, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page, self.pages = 0, 0
        self._grade = _ZOOMS.index(1.0)
        self.words = WrappedLabel(words, self)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.canvas = QLabel(self)
        self.canvas.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.area = QScrollArea(self)
        self.area.setWidgetResizable(True)
        # the width must not depend on the height of the page that is fitted to it
        self.area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.area.setWidget(self.canvas)
        self.area.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._bar())
        column.addWidget(self.words)
        column.addWidget(self.area, 1)
        self.area.hide()

    def _bar(self) -> QHBoxLayout:
        self.previous_button = self._button("‹", "Halaman sebelumnya", lambda: self.turn(-1))
        self.next_button = self._button("›", "Halaman berikutnya", lambda: self.turn(1))
        self.page_label = QLabel(self)
        self.smaller_button = self._button("−", "Perkecil", lambda: self.zoom(-1))
        self.larger_button = self._button("+", "Perbesar", lambda: self.zoom(1))
        row = QHBoxLayout()
        for widget in (self.previous_button, self.page_label, self.next_button):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self.smaller_button)
        row.addWidget(self.larger_button)
        return row

    def _button(self, sign: str, name: str, act: Callable[[], None]) -> QPushButton:
        button = act_button(sign, act, self)
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setFixedWidth(button.fontMetrics().horizontalAdvance("MMM"))
        return button

    def paint(self) -> None:
        """Paint the page at the present size, or ask for it."""
        raise NotImplementedError

    def zoomed(self, width: float) -> float:
        """A width at the size that was chosen."""
        return width * _ZOOMS[self._grade]

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """Show the painted page, and which one it is."""
        self.canvas.setPixmap(pixmap)
        self.page_label.setText(f"Halaman {self.page + 1} dari {self.pages}")
        self.area.setAccessibleDescription(self.page_label.text())
        self.previous_button.setEnabled(self.page > 0)
        self.next_button.setEnabled(self.page + 1 < self.pages)

    def turn(self, by: int) -> None:
        """Go some pages on."""
        page = min(max(self.page + by, 0), max(self.pages - 1, 0))
        if page != self.page:
            self.page = page
            self.area.verticalScrollBar().setValue(0)
            self.paint()

    def zoom(self, by: int) -> None:
        """Larger or smaller by some grades."""
        self._grade = min(max(self._grade + by, 0), len(_ZOOMS) - 1)
        self.paint()

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
