"""Lets the window live while a worker makes many objects: short turns, and no full collections."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: A worker holds the interpreter so long before the window may have it; 5 ms is Python's own.
_TURN = 0.001

_lock = threading.Lock()
_using = 0
_usual_turn = sys.getswitchinterval()


@contextmanager
def window_first() -> Iterator[None]:
    """Short turns, and what is there already is left out of the collector's rounds, until this is over.

    A full round walks over everything that the program keeps and lets no thread run meanwhile: 60 ms
    for an open window, again and again while a workbook is written. New objects are still collected.
    """
    _enter()
    try:
        yield
    finally:
        _leave()


def _enter() -> None:
    global _using, _usual_turn  # noqa: PLW0603 - interpreter and collector are one for the whole process
    with _lock:
        if not _using:
            _usual_turn = sys.getswitchinterval()
            sys.setswitchinterval(_TURN)
            gc.freeze()
        _using += 1


def _leave() -> None:
    global _using  # noqa: PLW0603 - see above
    with _lock:
        _using -= 1
        if not _using:
            sys.setswitchinterval(_usual_turn)
            gc.unfreeze()
