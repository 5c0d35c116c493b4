"""The throw-away sample office for a first look, made in the background while a window tells how far."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from desktop.background import Progress, Work, run_in_background
from desktop.sample_office import SampleCancelledError, SampleSummary, build_sample
from views.working_dialog import WorkingDialog

#: Enough for every state on every board, few enough to wait for.
_CASES = 240


class SampleStart(QObject):
    """Builds the sample office; `made` tells its folder and the account to look at it with."""

    made = Signal(object, int)
    cancelled = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None, cases: int = _CASES) -> None:
        super().__init__(parent)
        self._folder = folder
        self._cases = cases
        self._work: Work | None = None
        self.dialog = WorkingDialog(
            "Papan SOP (CONTOH)", "Menyiapkan kantor contoh: permohonan karangan pada semua SOP…"
        )

    def begin(self) -> None:
        """Start; the window stays alive."""
        folder, cases = self._folder, self._cases

        def build(progress: Progress) -> SampleSummary:
            return build_sample(folder, cases, progress=progress)

        self.dialog.show()
        self._work = run_in_background(self, build, self._done, self._failed, self.dialog.advance)
        self.dialog.canceled.connect(self._work.stop)

    def _done(self, summary: SampleSummary) -> None:
        self.made.emit(summary.folder, summary.person_id)
        self._close()

    def _failed(self, error: Exception) -> None:
        if isinstance(error, SampleCancelledError):
            self._close()
            self.cancelled.emit()
            return
        # after the fault has been told in a window of its own, for the same reason as in `_close`
        QTimer.singleShot(0, self, self._close)
        raise error

    def stop(self) -> None:
        """The program ends: nothing more is written into the folder after this."""
        if self._work is not None:
            self._work.stop()
            QThreadPool.globalInstance().waitForDone()

    def _close(self) -> None:
        """The window goes last, so that the program does not end between two windows."""
        self.dialog.canceled.disconnect()
        self.dialog.close()
        self.dialog.deleteLater()
