"""Work that would hold the window up, done in a thread of its own: plain data in, plain data out."""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, QTimer, Signal

#: Tells (done, total) and answers whether to go on.
Progress = Callable[[int, int], bool]

#: Progress is told at most this many times: a queue of thousands of events helps nobody.
_STEPS = 200
#: How soon it is looked again whether a worker has left its relay.
_LEAVING_MS = 5
#: By then Qt's own thread has come out of what it ran, too.
_GONE_MS = 200


class _Collector:
    """Keeps Python's collector still while any worker runs.

    It works wherever a threshold is passed, and must not take a closed window down in a worker. Held and
    let go in the thread of the window only.
    """

    def __init__(self) -> None:
        self._workers = 0
        self._was_on = False

    def hold(self) -> None:
        """A worker begins."""
        if not self._workers:
            self._was_on = gc.isenabled()
            gc.disable()
        self._workers += 1

    def let_go(self) -> None:
        """A worker has ended; after the last one all is as it was."""
        self._workers -= 1
        if not self._workers and self._was_on:
            gc.enable()


_collector = _Collector()

#: How the workers that run now are told to stop.
_stops: set[threading.Event] = set()


class _Relay(QObject):
    """Carries plain values from the worker to the thread of the window.

    It belongs to the application, not to whoever wants the answer: the worker may be just telling
    something when its owner goes away, and must never tell it through an object that is gone.
    """

    advanced = Signal(object, object)
    done = Signal(object)
    failed = Signal(object)

    def __init__(self, stopped: threading.Event) -> None:
        super().__init__(QCoreApplication.instance())
        self._stopped = stopped
        #: The worker has left the last word behind: until then it may be in the middle of telling it.
        self.left = threading.Event()
        #: What runs in the worker; kept until nothing of it is needed there.
        self.run: QRunnable | None = None
        _stops.add(stopped)

    def end_with(self) -> None:
        """Go away, in the thread of the window, after the last word of the worker."""
        self.done.connect(self._end)
        self.failed.connect(self._end)

    def _end(self, _answer: object) -> None:
        _stops.discard(self._stopped)
        self._go()

    def _go(self) -> None:
        if self.left.is_set():
            # not before: on its way out the worker could still be the one that collects
            _collector.let_go()
            QTimer.singleShot(_GONE_MS, self, self._gone)
        else:
            QTimer.singleShot(_LEAVING_MS, self, self._go)

    def _gone(self) -> None:
        self.run = None
        self.deleteLater()


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
            self._relay.failed.emit(error)
        else:
            self._relay.done.emit(answer)
        finally:
            self._relay.left.set()

    def _progress(self, done: int, total: int) -> bool:
        step = done * _STEPS // total if total else 0
        if step != self._told:
            self._told = step
            self._relay.advanced.emit(done, total)
        return not self._stopped.is_set()


class Work(QObject):
    """One piece of work; it belongs to its owner, and when that goes nobody is told any more.

    It goes with its owner and not before: taken down by itself in the moment in which its owner went, it
    now and then brought the program down. What it held of its owner it lets go of as soon as it is over.
    """

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
        self._on_done: Callable[[Any], None] | None = on_done
        self._on_error = on_error
        self._on_progress = on_progress
        relay = _Relay(self._stopped)
        relay.done.connect(self._done)
        relay.failed.connect(self._failed)
        relay.advanced.connect(self._advanced)
        # after our own slots, which are cut off when we go
        relay.end_with()
        self.destroyed.connect(self._stopped.set)
        _collector.hold()
        run = _Run(function, relay, self._stopped)
        # taken down here, when all is over: Qt would do it in the worker, which brought the program down
        # now and then when both threads let go of the Python side of it at once
        run.setAutoDelete(False)
        relay.run = run
        QThreadPool.globalInstance().start(run)

    def stop(self) -> None:
        """Ask it to stop; it does when it next tells how far it is."""
        self._stopped.set()

    def _advanced(self, done: int, total: int) -> None:
        if self._on_progress is not None:
            self._on_progress(done, total)

    def _done(self, answer: Any) -> None:
        on_done = self._on_done
        self._let_go()
        self.finished.emit()
        if on_done is not None:
            on_done(answer)

    def _failed(self, error: Exception) -> None:
        on_error = self._on_error
        self._let_go()
        self.finished.emit()
        if on_error is None:
            raise error
        on_error(error)

    def _let_go(self) -> None:
        """Nobody is told any more; what was asked with may be large."""
        self._on_done = self._on_error = self._on_progress = None


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


def at_work() -> bool:
    """Whether any worker runs."""
    return bool(_stops)


def finish(limit_ms: int = 10_000) -> bool:
    """Stop all workers and wait until they have ended; whether they did.

    The libraries that they use are taken down when the program ends, and must not be at work then.
    """
    for stopped in tuple(_stops):
        stopped.set()
    return QThreadPool.globalInstance().waitForDone(limit_ms)
