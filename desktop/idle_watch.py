"""Notices that nobody has used the program for a while, without standing in the way of those who do."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from shiboken6 import isValid

_LOOK_MS = 5_000
_USE = frozenset(
    {
        QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
    }
)  # fmt: skip


class IdleWatch(QObject):
    """`idle` tells that nobody touched keyboard or mouse here for as many seconds as `limit` answers.

    It listens at the windows of the screen system only, where every touch arrives first, and only until
    the first touch after each look at the clock: a filter over all events of the application would be
    asked thousands of times a second, also about objects that are just being taken down. Time is told by
    two clocks, and the longer counts: one stands still while the computer sleeps, the other can be set back.
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
        self._heard: list[QWindow] = []
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
        self._deafen()

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
        """At every window that is there now; those that open later are heard from the next look on."""
        self._deafen()
        self._heard = QGuiApplication.topLevelWindows()
        for window in self._heard:
            window.installEventFilter(self)

    def _deafen(self) -> None:
        for window in self._heard:
            if isValid(window):
                window.removeEventFilter(self)
        self._heard = []

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """The first touch is enough until the next look."""
        if event.type() in _USE:
            self._touched()
            self._deafen()
        return False
