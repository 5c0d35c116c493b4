"""Faults of the program are written to a log and told; nothing that fails stays silent."""

from __future__ import annotations

import logging
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from models.store.problems import StoreProblem, condition_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMessageBox

    from views.crash_dialog import CrashDialog

LOG_NAME = "papan-sop.log"
_LOG_SIZE = 1_000_000
_LOGS_KEPT = 3
#: The log shows where a fault was, never what people typed; more faults than this are only counted.
_TOLD_AT_MOST = 20

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
#: Qt says these where nothing is wrong for the person at the screen.
_HARMLESS = ("This plugin does not support", "propagateSizeHints")


class CrashHandler(QObject):
    """Takes every exception that nobody caught, from any thread, and Qt's own warnings.

    `quit_wanted` tells that the person would rather end the program than go on, `restart_wanted` that it
    should be opened anew. What is logged holds nothing of what people typed, see `fault_words`.
    """

    quit_wanted = Signal()
    restart_wanted = Signal()
    _fell = Signal(object)

    def __init__(self, folder: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.log_path: Path | None = None
        self.log_to(folder or _own_folder())
        self.dialog: CrashDialog | None = None
        self._told = 0
        #: Writes down what is typed in open windows, while a session is at work.
        self.keep_typed: Callable[[], bool] | None = None
        # a fault in a worker thread is shown by the thread of the window
        self._fell.connect(self._show)

    def log_to(self, folder: Path) -> None:
        """Write the log into this folder from now on."""
        self.log_path = open_log(folder)
        self._data_folder = str(folder.parent)  # the log lies in the folder that it is about

    def install(self) -> None:
        """Take over from Python's and Qt's own way of telling."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self.caught
        threading.excepthook = self._caught_in_thread
        sys.unraisablehook = self._caught_unraisable
        self._qt_before = qInstallMessageHandler(_log_qt)

    def remove(self) -> None:
        """Give everything back as it was found."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
        qInstallMessageHandler(self._qt_before)
        close_log()

    def caught(self, kind: type[BaseException], error: BaseException, where: TracebackType | None) -> None:
        """An exception that nobody caught."""
        if issubclass(kind, KeyboardInterrupt):
            self.quit_wanted.emit()
            return
        from desktop.fault_words import safe_details

        details = safe_details(error.with_traceback(where))
        logging.getLogger("papan_sop").error("%s", details)
        print(details, file=sys.stderr, end="")  # noqa: T201 - whoever started it from a terminal sees it
        self._fell.emit((error, details))

    def _caught_in_thread(self, told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None:
            self.caught(told.exc_type, told.exc_value, told.exc_traceback)

    def _caught_unraisable(self, told: Any) -> None:
        if told.exc_value is not None:
            from desktop.fault_words import safe_details

            logging.getLogger("papan_sop").error("%s", safe_details(told.exc_value))

    def _show(self, fallen: tuple[BaseException, str]) -> None:
        error, details = fallen
        kept = self.keep_typed is not None and self.keep_typed()
        condition = condition_of(error, self._data_folder) or _damage_behind(error, self._data_folder)
        if condition is not None:
            _tell_problem(condition).finished.connect(self._end_without_window)
            return
        self._told += 1
        if self._told > _TOLD_AT_MOST:
            return
        from desktop.fault_words import safe_summary

        summary = safe_summary(error)
        if self.dialog is not None and isValid(self.dialog) and self.dialog.isVisible():
            self.dialog.count_another(summary, details)
            return
        from views.crash_dialog import CrashDialog

        log = str(self.log_path) if self.log_path else ""
        self.dialog = CrashDialog(summary, details, log, _root_window(), kept=kept)
        self.dialog.quit_wanted.connect(self.quit_wanted)
        self.dialog.restart_wanted.connect(self.restart_wanted)
        self.dialog.report_wanted.connect(self._save_report)
        self.dialog.accepted.connect(self._end_without_window)
        self.dialog.rejected.connect(self._end_without_window)
        self.dialog.show()

    def _save_report(self, details: str) -> None:
        from desktop.crash_report import save_report

        dialog = self.dialog
        if dialog is not None and save_report(dialog, details, self.log_path):
            dialog.report_saved()

    def _end_without_window(self) -> None:
        """A fault on the way to the first window leaves nothing to go on with."""
        if not any(window.isVisible() for window in QApplication.topLevelWidgets()):
            self.quit_wanted.emit()


def _damage_behind(error: BaseException, folder: str) -> StoreProblem | None:
    """The damage of the data that an error comes from, looked for where damage could be behind it."""
    from models.store.damage_behind import damage_behind
    from models.store.opening import DATABASE_NAME

    return damage_behind(error, Path(folder) / DATABASE_NAME)


def _window_that_stays() -> QWidget | None:
    """The window that a message belongs to; one that shows progress goes when its work has ended."""
    from PySide6.QtWidgets import QProgressDialog

    active = QApplication.activeWindow()
    stays = active is not None and active.isVisible() and not isinstance(active, QProgressDialog)
    return active if stays else None


def _root_window() -> QWidget | None:
    """The window under all others: a dialog may be closed by what went wrong in it."""
    found = _window_that_stays()
    while found is not None and (above := found.parentWidget()) is not None:
        found = above.window()
    return found


def _tell_problem(problem: StoreProblem) -> QMessageBox:
    """A condition of the outside world is no fault of the program: it has words of its own."""
    from resources.problems import problem_text
    from views.problem_notice import tell_problem

    return tell_problem(_window_that_stays(), problem_text(problem.code, problem.data))


def _own_folder() -> Path:
    """The account's own folder for logs, while there is no data folder."""
    from platformdirs import user_log_path

    return Path(user_log_path("papan-sop", appauthor=False))


class _SafeFormatter(logging.Formatter):
    """Writes faults into the log in words that hold nothing of what people typed."""

    def formatException(  # noqa: N802 - logging's name
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The fault of a log entry."""
        # not needed at a start in which nothing goes wrong
        from desktop.fault_words import safe_details

        return safe_details(ei[1]) if ei[1] is not None else ""


def open_log(folder: Path) -> Path | None:
    """Begin the log in a folder; without one that can be written there is no log file."""
    close_log()
    path = folder / LOG_NAME
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _turn_over(path)
        handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        # a read-only folder must not keep the program from telling why it cannot start
        return None
    handler.setFormatter(_SafeFormatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.getLogger("papan_sop")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    return path


def _turn_over(path: Path) -> None:
    """Begin a new log when the old one has grown; the oldest one goes."""
    if not path.exists() or path.stat().st_size < _LOG_SIZE:
        return
    for number in range(_LOGS_KEPT, 0, -1):
        older = path.with_name(f"{path.name}.{number - 1}") if number > 1 else path
        if older.exists():
            older.replace(path.with_name(f"{path.name}.{number}"))


def close_log() -> None:
    """Let go of the log file."""
    logger = logging.getLogger("papan_sop")
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    """Qt's own messages: into the log, and warnings of weight to the terminal too."""
    words = message or ""
    if any(harmless in words for harmless in _HARMLESS):
        return
    from desktop.fault_words import scrubbed

    words = scrubbed(words)
    level = _LEVELS.get(kind, logging.WARNING)
    logging.getLogger("papan_sop").log(level, "Qt: %s", words)
    if level >= logging.WARNING:
        print(f"Qt: {words}", file=sys.stderr)  # noqa: T201 - as above
