"""What whoever signs in must hear of: passwords made anew from outside, a clock that was set back."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.background import Progress, run_in_background
from desktop.session import Session
from models.actions.safety import know_recovery
from models.queries.safety import clock_state, unknown_recoveries
from models.records.safety import Recovery
from resources.indonesian import duration_text, moment_text
from views.notice import tell
from views.shell import MainWindow


class SafetyNotices(QObject):
    """Looks once, after the window stands."""

    def __init__(self, window: MainWindow, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._session = session
        self._tell_clock()
        if session.standing.is_admin:
            self._look_for_recoveries()

    def _tell_clock(self) -> None:
        state = clock_state(self._session.office)
        if state is not None:
            tell(
                self._window,
                "Jam komputer mundur",
                f"Jam komputer menunjukkan {moment_text(state.shown)}, {duration_text(state.minutes)} lebih "
                "awal daripada tindakan terakhir yang tercatat. Semuanya dapat dilihat, tetapi tidak ada "
                "tindakan yang dapat disimpan sampai jamnya dibetulkan, atau dinyatakan benar oleh "
                "administrator atau pimpinan di Pengaturan > Keamanan.",
            )

    def _look_for_recoveries(self) -> None:
        office, person_id = self._session.office, self._session.person_id

        def read(_progress: Progress) -> tuple[Recovery, ...]:
            with office.reading():
                return unknown_recoveries(office, person_id)

        run_in_background(self, read, self._tell_recoveries)

    def _tell_recoveries(self, found: tuple[Recovery, ...]) -> None:
        if not found or not self._window.isVisible():
            return
        lines = [
            f"{moment_text(one.at)}: akun “{one.username}”, oleh akun komputer “{one.account}”."
            for one in found
        ]
        box = tell(
            self._window,
            "Kata sandi administrator dipulihkan",
            "Kata sandi administrator dibuat ulang lewat baris perintah:\n\n"
            + "\n".join(lines)
            + "\n\nBila Anda tidak mengetahuinya, tanyakan siapa yang memakai komputer ini saat itu.",
        )
        # seen when it is closed, not when it is shown: the program may end before anybody reads it
        box.finished.connect(lambda _result: self._know(found))

    def _know(self, found: tuple[Recovery, ...]) -> None:
        for one in found:
            know_recovery(self._session.office, self._session.person_id, one.event_id)
