"""Looks after the data while people work, in a worker: what it finds is told once, and named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from desktop.background import Progress, Work, run_in_background
from desktop.session import Session
from desktop.window_first import window_first
from models.rules.rights import may
from models.store.daily_check import DAMAGE, is_daily_due, is_thorough_due, look_after, look_thoroughly
from models.store.office import Finding, Office
from models.store.problems import condition_of
from resources.problems import problem_text
from resources.wording_store import finding_text
from views.notice import tell

_SHOWN = 5
_PAGES = (
    "Tutup program dan buka lagi: layar perbaikan terbuka, dan cadangan terbaru dapat dipulihkan dari sana."
)
_FILES = "Cari berkas itu di cadangan; administrator dapat memeriksa semuanya di Pengaturan > Pemeriksaan."


_WHOLE = "Periksa selengkapnya di Pengaturan > Pemeriksaan, dan simpan hasilnya sebelum mengubah apa pun."
_ADMIN = "Beri tahu administrator: Pengaturan > Pemeriksaan menyebut semuanya."
#: Everything is compared when the morning's work has begun, not in the middle of the start.
_LATER_MS = 300_000
#: A program that is never closed asks now and then what has become due.
_HOURLY_MS = 3_600_000
#: What a look found is still there an hour later, and is not told every hour.
_REST = timedelta(hours=20)

_Look = Callable[[Office, Progress], list[Finding]]


class DataWatch(QObject):
    """One look at every start of a session and every day, and once a week a thorough one."""

    def __init__(self, window: QWidget, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._session = session
        self.work: Work | None = None
        self._began: dict[_Look, datetime] = {}
        self._begin(look_after)
        QTimer.singleShot(_LATER_MS, self, self.look_thoroughly)
        self._hourly = QTimer(self)
        self._hourly.timeout.connect(self.look_again)
        self._hourly.start(_HOURLY_MS)

    def look_again(self) -> None:
        """Look after what has become due while the session went on."""
        if self.work is None and self._has_rested(look_after) and is_daily_due(self._session.office):
            self._begin(look_after)
        self.look_thoroughly()

    def look_thoroughly(self) -> None:
        """Compare everything, when a week has gone by and nothing else is being looked at."""
        if self.work is None and self._has_rested(look_thoroughly) and is_thorough_due(self._session.office):
            self._begin(look_thoroughly)

    def _has_rested(self, look: _Look) -> bool:
        """Whether this session has not begun that look within the day, whatever came of it."""
        began = self._began.get(look)
        return began is None or not timedelta(0) <= self._session.office.now() - began < _REST

    def _begin(self, look: _Look) -> None:
        office = self._session.office
        self._began[look] = office.now()

        def work(progress: Progress) -> list[Finding]:
            with window_first(), office.reading(fresh=True):
                return look(office, progress)

        self.work = run_in_background(self, work, self._done, self._failed)

    def _done(self, found: list[Finding]) -> None:
        self.work = None
        if not found:
            return
        files = all(finding.code.partition("_")[0] in ("dokumen", "naskah") for finding in found)
        pages = any(finding.code in DAMAGE for finding in found)
        if not (files or pages or may("checks.note_check", self._session.standing.roles)):
            words = f"Pemeriksaan data menemukan {len(found)} hal yang diubah dari luar program. {_ADMIN}"
            tell(self._window, "Pemeriksaan data", words)
            return
        lines = [finding_text(finding.code, finding.data) for finding in found[:_SHOWN]]
        if len(found) > _SHOWN:
            lines.append(f"… dan {len(found) - _SHOWN} lagi.")
        advice = _PAGES if pages else _FILES if files else _WHOLE
        tell(self._window, "Pemeriksaan data", "\n".join((*lines, "", advice)))

    def _failed(self, error: Exception) -> None:
        self.work = None
        problem = condition_of(error, str(self._session.office.store.folder))
        if problem is None:
            raise error
        words = problem_text(problem.code, problem.data)
        tell(self._window, "Pemeriksaan data", f"{words.title}. {words.what}\n\n{_PAGES}")
