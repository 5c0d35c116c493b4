"""Copying files into the store while the window stays alive: progress, cancel, and worded problems."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from models.store.files import DocumentFiles, FileProblem, StoredFile
from resources.problems import problem_text
from views.progress_line import ProgressLine

#: Progress is told at most this many times a file: a queue of thousands of events helps nobody.
_STEPS = 100


class _Relay(QObject):
    """Carries plain values from the worker to the window's thread."""

    advanced = Signal(str, object, object)
    done = Signal(object)
    problem = Signal(str, object)
    crashed = Signal(object)


class _Work(QRunnable):
    """Plain data in, plain data out; it touches files only, never the database."""

    def __init__(self, files: DocumentFiles, paths: Sequence[Path], stopped: threading.Event) -> None:
        super().__init__()
        self.relay = _Relay()
        self._files = files
        self._paths = tuple(paths)
        self._stopped = stopped

    def run(self) -> None:
        try:
            stored = [self._files.ingest(path, self._progress(path.name)) for path in self._paths]
        except FileProblem as problem:
            self.relay.problem.emit(problem.code, problem.data)
        except Exception as error:  # noqa: BLE001 - handed to the window's thread, which raises it there
            self.relay.crashed.emit(error)
        else:
            self.relay.done.emit(stored)

    def _progress(self, name: str) -> Callable[[int, int], bool]:
        told = -1

        def progress(done: int, total: int) -> bool:
            nonlocal told
            step = done * _STEPS // total if total else 0
            if step != told:
                told = step
                self.relay.advanced.emit(name, done, total)
            return not self._stopped.is_set()

        return progress


class Copying(QObject):
    """One run of copying; `done` carries the stored files, `failed` a title and words ("" when cancelled)."""

    done = Signal(object)
    failed = Signal(str, str)

    def __init__(
        self, parent: QObject, files: DocumentFiles, paths: Sequence[Path], progress: ProgressLine
    ) -> None:
        super().__init__(parent)
        self._stopped = threading.Event()
        self._progress = progress
        self._names = ", ".join(path.name for path in paths)
        self._work = _Work(files, paths, self._stopped)
        self._work.setAutoDelete(False)
        relay = self._work.relay
        relay.advanced.connect(self._advance)
        relay.done.connect(self._finish)
        relay.problem.connect(self._fail)
        relay.crashed.connect(self._crash)
        progress.cancelled.connect(self.cancel)
        # a window that goes away takes its copying with it
        self.destroyed.connect(self._stopped.set)

    def start(self) -> None:
        """Begin; the window may go on painting."""
        self._progress.start(f"Menyalin {self._names}…")
        QThreadPool.globalInstance().start(self._work)

    def cancel(self) -> None:
        """Stop at the next chunk; nothing is left behind."""
        self._stopped.set()

    def _advance(self, _name: str, done: int, total: int) -> None:
        self._progress.advance(done, total)

    def _finish(self, stored: list[StoredFile]) -> None:
        self._progress.stop()
        self.done.emit(stored)

    def _fail(self, code: str, data: dict[str, str | int]) -> None:
        self._progress.stop()
        problem = problem_text(code, data)
        words = "" if code == "dibatalkan" else f"{problem.what} {problem.kept} {problem.todo}"
        self.failed.emit(problem.title, words)

    def _crash(self, error: Exception) -> None:
        self._progress.stop()
        self.failed.emit("", "")
        raise error
