"""Asks for a password of one's own where the present one was made by somebody else."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop.background import Progress, run_in_background
from models.actions.sign_in import choose_password
from models.queries.sign_in import Door
from models.records.results import Changed
from models.store.office import Office
from models.store.passwords import Chosen, chosen
from resources.wording import obstacle_text
from views.first_password import FirstPasswordDialog


class FirstPassword(QObject):
    """Over the dialog that checked the present password; `chosen` tells whose it is, `left` that none was."""

    chosen = Signal(int)
    left = Signal()

    def __init__(self, office: Office, door: Door, parent: QWidget) -> None:
        super().__init__(parent)
        self._office = office
        self._door = door
        self.dialog = FirstPasswordDialog(door.name, parent)
        self.dialog.submitted.connect(self._choose)
        self.dialog.rejected.connect(self.left)
        self.dialog.finished.connect(self.deleteLater)
        self.dialog.finished.connect(self.dialog.deleteLater)
        self.dialog.open()

    def _choose(self) -> None:
        kept, password = self._door.kept, self.dialog.password.text()

        def work(_progress: Progress) -> Chosen:
            return chosen(kept, password)

        run_in_background(self, work, lambda found: self._keep(password, found), self._fail)

    def _keep(self, password: str, found: Chosen) -> None:
        answer = choose_password(self._office, self._door.person_id, password, found)
        if isinstance(answer, Changed):
            self.dialog.close_done()
            self.chosen.emit(self._door.person_id)
        else:
            self.dialog.show_refusal([obstacle_text(o.code, o.data) for o in answer.obstacles])

    def _fail(self, error: Exception) -> None:
        """A fault is told by the crash handler; the dialog must not stay locked."""
        self.dialog.show_refusal(["Kata sandi tidak dapat disimpan sekarang. Coba lagi."])
        raise error
