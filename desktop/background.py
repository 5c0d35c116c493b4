"""Work that would hold the window up, done in a thread of its own: plain data in, plain data out."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal
from shiboken6 import isValid

#: Tells (done, total) and answers whether to go on.
Progress = Callable[[int, int], bool]

#: Progress is told at most this many times: a queue of thousands of events helps nobody.
_STEPS = 200


class _Relay(QObject):
    """Carries plain values from the worker to the thread of the window."""

    advanced = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)


class _Run(QRunnable):
    def __init__(self, function: Callable[[Progress], Any], relay: _Relay, stopped: threading.Event) -> None:
        super().__init__()
        self._function = function
        self._relay = relay
        self._stopped = stopped
        self._told = -1

    def run(self) -> None:
        try:
            answer = self._function(self._progress)
        except Exception as error:  # noqa: BLE001 - handed to the thread of the window, which deals with it
            self._tell(self._relay.failed, error)
        else:
            self._tell(self._relay.done, answer)

    def _progress(self, done: int, total: int) -> bool:
        step = done * _STEPS // total if total else 0
        if step != self._told:
            self._told = step
            self._tell(self._relay.advanced, done, total)
        return not self._stopped.is_set()

    def _tell(self, signal: Any, *values: object) -> None:
        if isValid(self._relay):
            signal.emit(*values)


class Work(QObject):
    """One piece of work; it belongs to its owner, and when that goes nobody is told any more."""

    finished = Signal()

    def __init__(
        self,
        owner: QObject,
        function: Callable[[Progress], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[Exception], None] | None,
        on_progress: Callable[[int, int], None] | None,
    ) -> None:
        super().__init__(owner)
        self._stopped = threading.Event()
        self._on_done = on_done
        self._on_error = on_error
        self._relay = _Relay(self)
        self._relay.done.connect(self._done)
        self._relay.failed.connect(self._failed)
        if on_progress is not None:
            self._relay.advanced.connect(on_progress)
        self.destroyed.connect(self._stopped.set)
        QThreadPool.globalInstance().start(_Run(function, self._relay, self._stopped))

    def stop(self) -> None:
        """Ask it to stop; it does when it next tells how far it is."""
        self._stopped.set()

    def _done(self, answer: Any) -> None:
        self.finished.emit()
        self._on_done(answer)
        self.deleteLater()

    def _failed(self, error: Exception) -> None:
        self.finished.emit()
        self.deleteLater()
        if self._on_error is None:
            raise error
        self._on_error(error)


def run_in_background(
    owner: QObject,
    function: Callable[[Progress], Any],
    on_done: Callable[[Any], None],
    on_error: Callable[[Exception], None] | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Work:
    """Run a function in a worker thread and answer in the thread of the window.

    The function takes a `Progress` to call now and then. An error that nobody wants is raised in
    the thread of the window, where the crash handler sees it.
    """
    return Work(owner, function, on_done, on_error, on_progress)
