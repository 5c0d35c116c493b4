"""The live picture of a paper beside its form: pages come painted from a worker, never painted here."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QWidget

from views.page_image import PageTurn
from views.page_view import PageView

#: A window being drawn larger asks for a new picture once it rests.
_REST_MS = 120


class PaperPreview(PageView):
    """Asks for pages by `page_wanted` (page, width in pixels) and shows what comes."""

    page_wanted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Pratinjau naskah", "Pratinjau sedang disiapkan…", parent)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.paint)

    def width_wanted(self) -> int:
        """How many pixels wide a page should come."""
        width = self.zoomed(max(self.area.width(), self.width()) - 40)
        return max(int(width * self.devicePixelRatioF()), 80)

    def paint(self) -> None:
        """Ask for the page that is shown, at the present size."""
        self.page_wanted.emit(self.page, self.width_wanted())

    def show_turn(self, turn: PageTurn) -> None:
        """Show a painted page; the place on it stays where it was."""
        self.page, self.pages = turn.page, turn.pages
        pixmap = QPixmap.fromImage(turn.image.picture())
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        self.words.hide()
        self.area.show()
        self.show_pixmap(pixmap)

    def show_words(self, words: str) -> None:
        """Nothing to show: say why."""
        self.words.show_text(words)
        self.words.show()
        self.area.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """A new width is painted anew."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._rest.start()
