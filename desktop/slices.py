"""Long work that only the writing thread may do, done there in slices: the window lives, Batal ends it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QWidget

from views.working_dialog import WorkingDialog

T = TypeVar("T")

#: The window is let live this often; work that takes no longer shows nothing.
_SLICE_MS = 40


def in_slices(parent: QWidget, words: str, work: Callable[[Callable[[int, int], bool]], T]) -> T:
    """Do work that tells how far it is; a dialog shows it and keeps everything else of the program shut.

    What the work has open, such as a transaction, stays its own: nobody can act beside the dialog.
    The work is told to go on or to stop, and answers what that left.
    """
    slices = _Slices(parent, words)
    try:
        return work(slices.go_on)
    finally:
        slices.end()


class _Slices:
    def __init__(self, parent: QWidget, words: str) -> None:
        self._parent = parent
        self._words = words
        self._dialog: WorkingDialog | None = None
        self._stopped = False
        self._since = QElapsedTimer()
        self._since.start()

    def go_on(self, done: int, total: int) -> bool:
        if self._since.hasExpired(_SLICE_MS):
            dialog = self._dialog or self._show()
            dialog.advance(done, total)
            QApplication.processEvents()
            self._since.restart()
        return not self._stopped

    def end(self) -> None:
        if self._dialog is not None:
            self._dialog.close()
            self._dialog.deleteLater()

    def _show(self) -> WorkingDialog:
        self._dialog = WorkingDialog("Kalender", self._words, self._parent)
        self._dialog.canceled.connect(self._stop)
        self._dialog.show()
        if QApplication.overrideCursor() is not None:
            QApplication.changeOverrideCursor(QCursor(Qt.CursorShape.BusyCursor))
        return self._dialog

    def _stop(self) -> None:
        self._stopped = True
