"""Lets somebody in: the name, the password, and a password of one's own where it was made by another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from desktop.password_check import PasswordCheck
from models.queries.sign_in import Door, usernames
from models.store.office import Office
from views.sign_in import SignInDialog

if TYPE_CHECKING:
    from desktop.first_password import FirstPassword

_AFTER_FIRST_PICTURE_MS = 300


class SignInController(QObject):
    """Shows the dialog and tells by `signed_in` who came; `left` when nobody did.

    `failures` is how many wrong passwords were given for that account before.
    """

    signed_in = Signal(int)
    left = Signal()

    def __init__(self, office: Office, hint: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self.failures = 0
        self.first: FirstPassword | None = None
        name = office.setting("office", {}).get("name", "")
        self.dialog = SignInDialog(name, usernames(office), hint)
        self.check = PasswordCheck(office, self)
        self.dialog.tried.connect(self.check.check)
        self.dialog.rejected.connect(self.left)
        self.check.refused.connect(self.dialog.refuse)
        self.check.waits.connect(self.dialog.wait)
        self.check.passed.connect(self._passed)

    def show(self) -> None:
        """Show the dialog; it does not stop the program."""
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()
        QTimer.singleShot(_AFTER_FIRST_PICTURE_MS, self, self._warm_up)

    def _warm_up(self) -> None:
        """While the name is typed: what letting somebody in needs."""
        from desktop.warm_up import warm_up

        warm_up(self, ("models.actions.sign_in", "resources.wording", "argon2"))

    def _passed(self, door: Door) -> None:
        self.failures = door.failures
        if not door.must_change:
            self.signed_in.emit(door.person_id)
            return
        from desktop.first_password import FirstPassword

        self.first = FirstPassword(self._office, door, self.dialog)
        self.first.chosen.connect(self.signed_in)
        self.first.left.connect(self.dialog.begin_anew)
