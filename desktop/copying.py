"""Copying files into the store while the window stays alive: progress, cancel, and worded problems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.background import Progress, Work, run_in_background
from models.store.files import DocumentFiles, FileProblem, StoredFile
from resources.problems import problem_text
from views.progress_line import ProgressLine


class Copying(QObject):
    """One run of copying; `done` carries the stored files, `failed` a title and words ("" when cancelled).

    The worker touches files only, never the database.
    """

    done = Signal(object)
    failed = Signal(str, str)

    def __init__(
        self, parent: QObject, files: DocumentFiles, paths: Sequence[Path], progress: ProgressLine
    ) -> None:
        super().__init__(parent)
        self._files = files
        self._paths = tuple(paths)
        self._progress = progress
        self._work: Work | None = None
        progress.cancelled.connect(self.cancel)

    def start(self) -> None:
        """Begin; the window may go on painting."""
        names = ", ".join(path.name for path in self._paths)
        self._progress.start(f"Menyalin {names}…")
        files, paths = self._files, self._paths

        def copy(tell: Progress) -> list[StoredFile]:
            return [files.ingest(path, tell) for path in paths]

        self._work = run_in_background(self, copy, self._finish, self._fail, self._progress.advance)

    def cancel(self) -> None:
        """Stop at the next chunk; nothing is left behind."""
        if self._work is not None:
            self._work.stop()

    def _finish(self, stored: list[StoredFile]) -> None:
        self._end()
        self.done.emit(stored)

    def _fail(self, error: Exception) -> None:
        self._end()
        if not isinstance(error, FileProblem):
            self.failed.emit("", "")
            raise error
        problem = problem_text(error.code, error.data)
        words = f"{problem.what} {problem.kept} {problem.todo}".strip()
        self.failed.emit(problem.title, "" if error.code == "dibatalkan" else words)

    def _end(self) -> None:
        self._work = None
        self._progress.stop()
        self._progress.cancelled.disconnect(self.cancel)
        self.deleteLater()
