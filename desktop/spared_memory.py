"""Keeps the collector of cycles from stopping the window while a worker makes many objects."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_lock = threading.Lock()
_using = 0


@contextmanager
def old_objects_spared() -> Iterator[None]:
    """Leave what is there already out of the collector's rounds until this is over.

    A full round walks over everything that the program keeps and lets no thread run meanwhile: 60 ms
    for an open window, again and again while a workbook is written. New objects are still collected.
    """
    global _using  # noqa: PLW0603 - the collector is one for the whole process
    with _lock:
        if not _using:
            gc.freeze()
        _using += 1
    try:
        yield
    finally:
        with _lock:
            _using -= 1
            if not _using:
                gc.unfreeze()
