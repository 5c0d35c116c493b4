"""Backups around the main window: the words at its foot, and the one when it closes."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from shiboken6 import isValid

from desktop.backup_keeper import BackupKeeper
from desktop.backup_words import status_words
from desktop.doors import Doors
from desktop.session import Session
from models.rules.rights import may
from views.shell import MainWindow
from views.working_dialog import WorkingDialog

_MINUTE_MS = 60_000
#: The page of the settings, and the act for whose sake it is there.
PAGE, ACT = "Cadangan", "backups.ask_backup"


class BackupWindow(QObject):
    """Watches over the backups of a session; the window asks `may_close` before it goes."""

    def __init__(self, window: MainWindow, session: Session, doors: Doors, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._session = session
        self._over = False
        self.dialog: WorkingDialog | None = None
        self.keeper = BackupKeeper(session.office, self)
        session.backups = self.keeper
        self._may_look = may(ACT, session.standing.roles)
        if self._may_look:
            window.foot.wanted.connect(lambda: doors.settings(PAGE))
        self.keeper.turned.connect(self.show)
        self.keeper.advanced.connect(self._advance)
        timer = QTimer(self)
        timer.timeout.connect(self.show)
        timer.start(_MINUTE_MS)
        self.keeper.watch()
        self.show()

    def show(self) -> None:
        """Say how things stand."""
        words, tone = status_words(self._session.office, self.keeper)
        self._window.foot.say(words, tone if tone in ("kuning", "merah") else "", leads=self._may_look)

    def _advance(self, done: int, total: int) -> None:
        percent = 100 * done // max(total, 1)
        self._window.foot.say(f"Sedang membuat cadangan… {percent} %", leads=self._may_look)
        if self.dialog is not None:
            self.dialog.advance(percent, 100)

    def rest(self) -> None:
        """The session is over: no backup at its end, and none is begun any more."""
        self._over = True
        self.keeper.rest()

    def may_close(self) -> bool:
        """Whether the window may go; not before the day's last backup is made, or given up by the person."""
        if self._over:
            return True
        if self.dialog is not None:
            return False
        if not self.keeper.busy() and not (self.keeper.worth_one_at_the_end() and self.keeper.start("akhir")):
            return True
        self.dialog = WorkingDialog("Menutup Papan SOP", "Membuat cadangan sebelum ditutup…", self._window)
        self.dialog.setCancelButtonText("&Lewati")
        self.dialog.canceled.connect(self._skip)
        self.keeper.ended.connect(self._leave)
        self.dialog.advance(0, 100)
        self.dialog.show()
        return False

    def _skip(self) -> None:
        self.keeper.cancel()
        if self.dialog is not None:
            self.dialog.setLabelText("Menghentikan pencadangan…")

    def _leave(self, _answer: object) -> None:
        """Made, given up or impossible (which the next start tells): the window goes."""
        self._over = True
        # a program that is told to end takes its windows down without waiting for this
        if self.dialog is not None and isValid(self.dialog):
            self.dialog.close()
            self.dialog.deleteLater()
        if isValid(self._window):
            self._window.close()
