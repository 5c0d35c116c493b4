"""Looks after the data while people work, in a worker: what it finds is told once, and named."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.background import Progress, Work, run_in_background
from desktop.session import Session
from desktop.window_first import window_first
from models.store.daily_check import DAMAGE, look_after
from models.store.office import Finding
from models.store.problems import condition_of
from resources.problems import problem_text
from resources.wording_store import finding_text
from views.notice import tell

_SHOWN = 5
_PAGES = (
    "Tutup program dan buka lagi: layar perbaikan terbuka, dan cadangan terbaru dapat dipulihkan dari sana."
)
_FILES = "Cari berkas itu di cadangan; administrator dapat memeriksa semuanya di Pengaturan > Pemeriksaan."


class DataWatch(QObject):
    """One look at every start of a session."""

    def __init__(self, window: QWidget, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._session = session
        office = session.office

        def look(progress: Progress) -> list[Finding]:
            with window_first(), office.reading():
                return look_after(office, progress)

        self.work: Work | None = run_in_background(self, look, self._done, self._failed)

    def _done(self, found: list[Finding]) -> None:
        self.work = None
        if not found:
            return
        lines = [finding_text(finding.code, finding.data) for finding in found[:_SHOWN]]
        if len(found) > _SHOWN:
            lines.append(f"… dan {len(found) - _SHOWN} lagi.")
        pages = any(finding.code in DAMAGE for finding in found)
        tell(self._window, "Pemeriksaan data", "\n".join((*lines, "", _PAGES if pages else _FILES)))

    def _failed(self, error: Exception) -> None:
        self.work = None
        problem = condition_of(error, str(self._session.office.store.folder))
        if problem is None:
            raise error
        words = problem_text(problem.code, problem.data)
        tell(self._window, "Pemeriksaan data", f"{words.title}. {words.what}\n\n{_PAGES}")
