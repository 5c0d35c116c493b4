"""Checks a typed password in the background and carries what came of it into the office."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop.background import Progress, run_in_background
from models.queries.sign_in import Door, door_named
from models.records.results import Changed, Obstacle, Refused
from models.rules.account import wait_after
from models.store.office import Office
from models.store.passwords import Checked, checked

_WRONG = "sandi_salah"


class PasswordCheck(QObject):
    """One try at a time.

    `passed` tells the door that opened, `refused` why not, `waits` that it takes so many seconds.
    """

    passed = Signal(object)
    refused = Signal(str)
    waits = Signal(int)

    def __init__(self, office: Office, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._office = office
        self._door: Door | None = None

    def check(self, username: str, password: str) -> None:
        """Look whether the password is the one of that account."""
        door = door_named(self._office, username)
        # the acts and their words are not needed for the first picture of the dialog
        if door is not None and door.clock_back:
            from models.actions.sign_in import restart_wait

            restart_wait(self._office, door.person_id)
        if door is not None and door.wait:
            self.waits.emit(door.wait)
            return
        self._door = door
        kept = door.kept if door is not None else None

        def work(_progress: Progress) -> Checked:
            return checked(kept, password)

        run_in_background(self, work, self._answer, self._fail)

    def _answer(self, found: Checked) -> None:
        door = self._door
        if door is None:
            self.refused.emit(_words(Obstacle(_WRONG, {})))
        elif found.right:
            self._enter(door, found)
        else:
            from models.actions.sign_in import count_failure

            answer = count_failure(self._office, door.person_id, found)
            self._tell_wrong(door, answer)

    def _enter(self, door: Door, found: Checked) -> None:
        from models.actions.sign_in import enter

        answer = enter(self._office, door.person_id, found)
        if isinstance(answer, Changed):
            self.passed.emit(door)
            return
        waits = [o for o in answer.obstacles if o.code == "masuk_ditunda"]
        if waits:
            self.waits.emit(int(str(waits[0].data["detik"])))
        else:
            self._tell_refusal(answer)

    def _tell_wrong(self, door: Door, answer: Changed | Refused) -> None:
        if isinstance(answer, Refused):
            # it could not be counted: the outside world is told instead of right or wrong
            self._tell_refusal(answer)
        elif wait := wait_after(door.failures + 1):
            self.waits.emit(wait)
        else:
            self.refused.emit(_words(Obstacle(_WRONG, {})))

    def _tell_refusal(self, answer: Refused) -> None:
        # whether an account is closed is nobody's business who cannot come in
        hidden = {"akun_nonaktif"}
        told = tuple(Obstacle(_WRONG, {}) if o.code in hidden else o for o in answer.obstacles)
        self.refused.emit(_words(*told))

    def _fail(self, error: Exception) -> None:
        """A fault is told by the crash handler; who typed must not stand before a locked dialog."""
        self.refused.emit("Kata sandi tidak dapat diperiksa sekarang. Coba lagi.")
        raise error


def _words(*obstacles: Obstacle) -> str:
    from resources.wording import refusal_text

    return refusal_text(obstacles)
