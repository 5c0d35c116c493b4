"""Has pages of stored documents painted by a process of its own, which is ended when it takes too long.

A document comes from anywhere: it can be made to take hours or all memory, or to break the library that
reads it. Nothing of that reaches the window.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any, NamedTuple

from views.page_image import PageImage, PageTurn

#: An honest page takes a tenth of a second; a large scan on an old computer a few seconds.
PATIENCE = 10.0
#: Nobody looks at documents any more: the process goes, and its memory.
IDLE = 120.0
_CHILD = Path(__file__).with_name("page_child.py")
#: An answer claiming to be longer than this is none.
_LONGEST = 200_000_000


class PageWish(NamedTuple):
    """A page of a file: its `kind` pdf or gambar, and how many pixels wide it is wanted."""

    path: Path
    kind: str
    page: int
    width: int


class PageRefusedError(Exception):
    """No picture: `large`, `empty`, `broken` or `slow`."""


class PagePainter:
    """Asked from workers, one at a time; the process is started with a page and kept for the next ones."""

    def __init__(self, patience: float = PATIENCE, idle: float = IDLE) -> None:
        self._patience = patience
        self._idle = idle
        self._rest: threading.Timer | None = None
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    def paint(self, wish: PageWish) -> PageTurn:
        """The picture of a page. Raises PageRefusedError, and OSError when no process can be started."""
        with self._lock:
            self._stay()
            child = self._running()
            late = threading.Event()
            watch = _timer(self._patience, lambda: _end(child, late))
            try:
                return _asked(child, wish)
            except (OSError, ValueError, TypeError) as error:  # it is gone, or speaks nonsense
                self._forget()
                raise PageRefusedError("slow" if late.is_set() else "broken") from error
            finally:
                watch.cancel()
                if late.is_set():
                    self._forget()
                self._rest = _timer(self._idle, self._go)

    def close(self) -> None:
        """End the process, at work or not; whoever waits for a page is told that there is none."""
        child = self._child
        if child is not None:
            child.kill()
        with self._lock:
            self._stay()
            self._forget()

    def _go(self) -> None:
        """End the process when nobody asked since; whoever asks just now is waited for and keeps it."""
        with self._lock:
            if self._rest is threading.current_thread():
                self._forget()

    def _stay(self) -> None:
        """Not to be ended for having nothing to do."""
        if self._rest is not None:
            self._rest.cancel()
            self._rest = None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None or self._child.poll() is not None:
            self._forget()
            self._child = subprocess.Popen(  # noqa: S603 - our own interpreter and file
                [sys.executable, "-I", str(_CHILD)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._child

    def _forget(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not taken any more
                    continue
        child.wait()


def _timer(seconds: float, act: Callable[[], None]) -> threading.Timer:
    """Does something later, unless the program has ended by then."""
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()
    return timer


def _end(child: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    child.kill()


def _asked(child: subprocess.Popen[bytes], wish: PageWish) -> PageTurn:
    """Ask and wait. Raises PageRefusedError, OSError or ValueError when there is no sensible answer."""
    asking, answer = child.stdin, child.stdout
    if asking is None or answer is None:
        raise OSError("no pipes")
    line = {"path": str(wish.path), "kind": wish.kind, "page": wish.page, "width": wish.width}
    asking.write(json.dumps(line).encode() + b"\n")
    asking.flush()
    head: dict[str, Any] = json.loads(answer.readline(65_536) or b"{}")
    if not isinstance(head, dict):
        raise TypeError("no answer")
    if "refused" in head:
        raise PageRefusedError(str(head["refused"]))
    return PageTurn(int(head.get("page", -1)), int(head.get("pages", 0)), _image(head, answer))


def _image(head: dict[str, Any], answer: IO[bytes]) -> PageImage:
    """The picture, of the size that it says; the process may have been taken over by a document."""
    width, height, stride = (int(head.get(name, 0)) for name in ("width", "height", "stride"))
    length = int(head.get("length", 0))
    if min(width, height) < 1 or stride < 4 * width or length < stride * height or length > _LONGEST:
        raise ValueError("no picture")
    data = answer.read(length)
    if len(data) != length:
        raise ValueError("half a picture")
    return PageImage(data, width, height, stride)


#: The one of this program.
painter = PagePainter()
