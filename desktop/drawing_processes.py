"""Draws papers in processes of their own: plain records go in, PDFs come out, and the window stays free.

Drawing is by far the most of what a bundle of thousands of requests costs, and Python lets only one thread
of a process run. Where no process can be started, or one is ended, the worker draws by itself.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from queue import LifoQueue
from typing import Any, Self

#: Draws a record, with the logo of the office; a function of a module, so that a process finds it by name.
Draw = Callable[[Any, bytes | None], bytes]

#: More than these are no gain: what they draw must be read from the database, hashed and written too.
#: One processor is left to the window and to whoever reads.
_MOST = 4
#: A process that was asked to end has nothing to save.
_PATIENCE_S = 2.0
#: Work beside the window: it must not take the processor from what is done in it.
_NICENESS = 5


class Drawing:
    """Draws papers side by side until it is closed; `count` processes, none to draw at once."""

    def __init__(self, logo: bytes | None, count: int | None = None) -> None:
        self._logo = logo
        self._count = max(1, min(_MOST, (os.cpu_count() or 1) - 1)) if count is None else count
        self._drawers: list[_Drawer] = []
        self._idle: LifoQueue[_Drawer | None] = LifoQueue()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> Self:
        if self._count:
            self._threads = ThreadPoolExecutor(self._count)
            for _ in range(self._count):
                self._idle.put(self._started())
        return self

    def __exit__(self, *_error: object) -> None:
        # what is being drawn is drawn to its end: nobody may read from a connection that is closed
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
        for drawer in self._drawers:
            drawer.close()
        for drawer in self._drawers:
            drawer.end()

    @property
    def ahead(self) -> int:
        """How many papers are worth asking for before the first is needed."""
        return 4 * self._count

    def draw(self, draw: Draw, record: Any) -> Future[bytes]:
        """Have a record drawn; whoever asks for the answer waits for it."""
        if self._threads is not None:
            return self._threads.submit(self._drawn, draw, record)
        done: Future[bytes] = Future()
        done.set_result(draw(record, self._logo))
        return done

    def _started(self) -> _Drawer | None:
        try:
            drawer = _Drawer(self._logo)
        except OSError:  # no more processes, or not allowed here
            return None
        self._drawers.append(drawer)
        return drawer

    def _drawn(self, draw: Draw, record: Any) -> bytes:
        drawer = self._idle.get()
        try:
            if drawer is not None:
                try:
                    return drawer.drawn(draw, record)
                except (EOFError, OSError):  # it was ended: this thread does its work from now on
                    drawer = None
            return draw(record, self._logo)
        finally:
            self._idle.put(drawer)


class _Drawer:
    """One process that draws what it is sent."""

    def __init__(self, logo: bytes | None) -> None:
        # a process begun afresh holds no window, no database and no lock of this one
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, logo), daemon=True)
        self._process.start()
        # only theirs is left open there: when this side goes, it reads the end and goes too
        theirs.close()

    def drawn(self, draw: Draw, record: Any) -> bytes:
        """Send a record and wait for its PDF; EOFError or OSError when the process is gone."""
        self._connection.send((draw, record))
        answer: bytes | Exception = self._connection.recv()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def close(self) -> None:
        """Let it end."""
        self._connection.close()

    def end(self) -> None:
        """Wait until it has ended; make it where it does not."""
        self._process.join(_PATIENCE_S)
        if self._process.is_alive():
            self._process.kill()
            self._process.join()
        self._process.close()


def _serve(connection: Connection, logo: bytes | None) -> None:
    """Draw what comes until the other side is gone."""
    if hasattr(os, "nice"):
        os.nice(_NICENESS)
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            draw, record = connection.recv()
            connection.send(_answer(draw, record, logo))


def _answer(draw: Draw, record: Any, logo: bytes | None) -> bytes | Exception:
    try:
        return draw(record, logo)
    except Exception as error:  # noqa: BLE001 - raised again where the paper was asked for
        return error
