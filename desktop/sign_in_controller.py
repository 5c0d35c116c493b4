"""Checks who signs in, in the background: hashing a password takes long on purpose."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.background import Progress, run_in_background
from models.queries.sign_in import sign_in, usernames
from models.store.office import Office
from views.sign_in import SignInDialog

_WRONG = "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecil, lalu coba lagi."


class SignInController(QObject):
    """Shows the dialog and tells by `signed_in` who came; `left` when nobody did."""

    signed_in = Signal(int)
    left = Signal()

    def __init__(self, office: Office, hint: str = "", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        name = office.setting("office", {}).get("name", "")
        self.dialog = SignInDialog(name, usernames(office), hint)
        self.dialog.tried.connect(self._check)
        self.dialog.rejected.connect(self.left)

    def show(self) -> None:
        """Show the dialog; it does not stop the program."""
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def _check(self, username: str, password: str) -> None:
        office = self._office

        def check(_progress: Progress) -> int | None:
            with office.reading():
                return sign_in(office, username, password)

        run_in_background(self, check, self._answer, self._fail)

    def _answer(self, person_id: int | None) -> None:
        if person_id is None:
            self.dialog.refuse(_WRONG)
        else:
            self.signed_in.emit(person_id)

    def _fail(self, error: Exception) -> None:
        """A fault is told by the crash handler; the dialog must not stay locked."""
        self.dialog.refuse("Kata sandi tidak dapat diperiksa sekarang. Coba lagi.")
        raise error
