"""Imports what is asked for next in a worker, while nobody waits: the window never stands still for it."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from desktop.background import Progress, run_in_background

#: The windows of requests and papers, wanted within seconds of the first picture.
DIALOGS = (
    "desktop.case_dialogs",
    "desktop.paper_dialogs",
    "desktop.tasks_controller",
    "desktop.paper_screens",
)
#: What watches over the backups from the first second on.
BACKUPS = ("desktop.backup_window",)
#: What draws papers and paints them, wanted as soon as a paper is offered.
PAPERS = ("reports.pdf.papers", "reports.pdf.register", "pypdfium2")


def warm_up(owner: QObject, modules: tuple[str, ...], then: Callable[[], Any] = lambda: None) -> None:
    """Import modules that are not there yet; a fault in one is told when it is really wanted, by `then`."""
    cold = [name for name in modules if name not in sys.modules]
    if cold:
        run_in_background(
            owner, lambda progress: _import(cold, progress), lambda _done: then(), lambda _error: then()
        )
    else:
        then()


def _import(names: list[str], progress: Progress) -> None:
    for done, name in enumerate(names):
        importlib.import_module(name)
        if not progress(done, len(names)):
            return
