"""Notices that nobody has used the program for a while, without standing in the way of those who do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_LOOK_MS = 5_000
_USE = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.HoverMove,
    }
)


class IdleWatch(QObject):
    """`idle` tells that nobody touched keyboard or mouse here for as many seconds as `limit` answers.

    A filter over all events would be asked thousands of times a second; it is set only until the first
    touch after each look at the clock. Time is told by two clocks, and the longer counts: one stands
    still while the computer sleeps, the other can be set back.
    """

    idle = Signal()

    def __init__(
        self, limit: Callable[[], int], now: Callable[[], datetime], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._limit = limit
        self._now = now
        self._since = QElapsedTimer()
        self._at = now()
        self._listening = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.look)

    def start(self) -> None:
        """Begin anew, as if somebody had just touched something."""
        self._touched()
        self._timer.start(_LOOK_MS)
        self._listen()

    def stop(self) -> None:
        """Nobody is at work here any more."""
        self._timer.stop()
        self._deaf()

    def look(self) -> None:
        """Whether it has been long enough; listens for the next touch."""
        if self._passed() >= self._limit():
            self.stop()
            self.idle.emit()
        else:
            self._listen()

    def _passed(self) -> float:
        return max(self._since.elapsed() / 1000, (self._now() - self._at).total_seconds())

    def _touched(self) -> None:
        self._since.restart()
        self._at = self._now()

    def _listen(self) -> None:
        app = QApplication.instance()
        if not self._listening and app is not None:
            app.installEventFilter(self)
            self._listening = True

    def _deaf(self) -> None:
        app = QApplication.instance()
        if self._listening and app is not None:
            app.removeEventFilter(self)
        self._listening = False

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The first touch is enough until the next look."""
        if event.type() in _USE:
            self._touched()
            self._deaf()
        return False
