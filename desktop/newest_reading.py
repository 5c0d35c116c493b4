"""Reads for a screen in a worker, through a connection of its own; only the newest wish is answered."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from PySide6.QtCore import QObject

from desktop.background import run_in_background
from desktop.window_first import window_first
from models.store.office import Office


class _Wish(NamedTuple):
    read: Callable[[], Any]
    on_done: Callable[[Any], None]


class NewestReading(QObject):
    """One reading at a time; a wish that is overtaken is never read, and never shown."""

    def __init__(self, owner: QObject, office: Office) -> None:
        super().__init__(owner)
        self._office = office
        self._running = False
        self._waiting: _Wish | None = None

    def busy(self) -> bool:
        """Whether something is being read or waits for it."""
        return self._running

    def ask(self, read: Callable[[], Any], on_done: Callable[[Any], None]) -> None:
        """Read, then show it in the thread of the window."""
        self._waiting = _Wish(read, on_done)
        if not self._running:
            self._next()

    def _next(self) -> None:
        wish, self._waiting = self._waiting, None
        self._running = wish is not None
        if wish is None:
            return

        def read() -> Any:
            with window_first(), self._office.reading():
                return wish.read()

        def done(answer: Any) -> None:
            if self._waiting is None:
                self._running = False
                wish.on_done(answer)
            else:
                self._next()

        def failed(error: Exception) -> None:
            self._next()
            raise error

        run_in_background(self, lambda _progress: read(), done, failed)
