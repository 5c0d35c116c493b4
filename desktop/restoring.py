"""A restore from the screen: the session ends, the database is replaced in a worker, all sign in anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QDialog

from desktop.background import Progress, Work, run_in_background
from models.records.backup import BackupLine, Restored
from models.store.backup import Cancelled
from models.store.backup_restore import restore
from models.store.clock import Clock
from models.store.problems import StoreProblem
from resources.indonesian import moment_text
from resources.problems import Problem, problem_text
from views.problem_notice import problem_box
from views.restore_dialog import RestoredDialog
from views.working_dialog import WorkingDialog

if TYPE_CHECKING:
    from desktop.application import Program


class Restoring(QObject):
    """Runs while no office is open; `over` tells that one may be opened again, restored or as it was."""

    over = Signal()

    def __init__(self, folder: Path, clock: Clock, line: BackupLine, by: str, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._clock, self._line, self._by = folder, clock, line, by
        self._work: Work | None = None
        self.shown: QDialog | None = None
        words = (
            f"Memulihkan keadaan {moment_text(line.made_at)}…\nKeadaan sekarang disimpan sebagai cadangan."
        )
        self.dialog = WorkingDialog("Pulihkan cadangan", words)
        self.dialog.canceled.connect(self._cancel)

    def begin(self) -> None:
        """Restore; nobody may have the office open."""
        entry, folder, clock, by = self._line.entry, self._folder, self._clock, self._by

        def work(progress: Progress) -> Restored:
            return restore(entry, folder, clock, progress, by=by)

        # for a moment no window stands
        QApplication.setQuitOnLastWindowClosed(False)
        self.dialog.advance(0, 1000)
        self.dialog.show()
        self._work = run_in_background(self, work, self._done, self._failed, self._advance)

    def _advance(self, done: int, total: int) -> None:
        self.dialog.advance(1000 * done // max(total, 1), 1000)

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.stop()
            self.dialog.setLabelText("Membatalkan…")
            self.dialog.show()

    def _done(self, done: Restored) -> None:
        self._show(RestoredDialog(self._line, done))

    def _failed(self, error: Exception) -> None:
        if isinstance(error, Cancelled):
            kept = "Data kantor tidak berubah."
            problem = Problem("Pemulihan dibatalkan", "Tidak ada yang dipulihkan.", kept, "")
        elif isinstance(error, StoreProblem):
            problem = problem_text(error.code, error.data)
        else:
            # the crash handler tells it, and no modal dialog of ours may stand before that
            self.dialog.hide()
            self._leave(0)
            raise error
        self._show(problem_box(None, problem))

    def _show(self, dialog: QDialog) -> None:
        """Say how it went before anybody signs in."""
        self.shown = dialog
        dialog.finished.connect(self._leave)
        dialog.show()
        self.dialog.close()

    def _leave(self, _result: int) -> None:
        self.over.emit()
        QApplication.setQuitOnLastWindowClosed(True)
        self.dialog.deleteLater()
        if self.shown is not None:
            self.shown.deleteLater()
        self.deleteLater()


def begin_restore(program: Program, folder: Path, clock: Clock, line: BackupLine, by: str) -> None:
    """Restore while no office is open; the program begins anew with what is there then."""
    restoring = Restoring(folder, clock, line, by, program)
    restoring.over.connect(program.begin)
    restoring.begin()
