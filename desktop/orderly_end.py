"""Ends the program in order when the system asks it to: the office is closed, throw-away data removed."""

from __future__ import annotations

import os
import signal
import sys

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtWidgets import QApplication


class OrderlyEnd(QObject):
    """Watches SIGINT, SIGTERM and SIGHUP; Windows closes windows by messages that Qt knows already."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._watch: QSocketNotifier | None = None
        if sys.platform == "win32":
            return
        # Python runs its handlers only between its own instructions; while Qt waits there are none,
        # so the signal also writes into a pipe that Qt watches
        self._read, write = os.pipe()
        os.set_blocking(write, False)
        signal.set_wakeup_fd(write)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, lambda _number, _frame: None)
        self._watch = QSocketNotifier(self._read, QSocketNotifier.Type.Read, self)
        self._watch.activated.connect(self._end)

    def _end(self) -> None:
        number = os.read(self._read, 1)[0]
        self._app.exit(128 + number)
