"""The page Keamanan at work."""

from __future__ import annotations

from desktop.background import Progress, run_in_background
from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_page import SettingsPage
from models.actions.safety import confirm_clock, set_idle_lock
from models.queries.safety import clock_state, lock_minutes, safety_notes
from models.records.safety import SafetyNote
from models.rules.rights import may
from models.store.reading_rights import NotForViewerError
from resources.wording import obstacle_text
from views.settings_safety import SafetySettings
from views.settings_window import SettingsWindow


class SafetyPage(SettingsPage):
    """Keamanan; leaders, who may say that the clock is right, see only that part of it."""

    subjects = ("settings", "people")
    page: SafetySettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        self._all_of_it = may("safety.set_idle_lock", session.standing.roles)
        super().__init__(SafetySettings(all_of_it=self._all_of_it), window, session, changes)
        self.page.lock_wanted.connect(self._set_lock)
        self.page.clock_right.connect(self._confirm_clock)

    def reload(self) -> None:
        """The setting and the clock at once, the events from a worker: the whole history is read."""
        self.page.show_clock(clock_state(self.office))
        if not self._all_of_it:
            return
        self.page.show_lock(lock_minutes(self.office))
        office = self.office

        def read(_progress: Progress) -> tuple[SafetyNote, ...] | None:
            with office.reading():
                try:
                    return safety_notes(office)
                except NotForViewerError:
                    # the right to it went while the page stood open
                    return None

        run_in_background(self, read, self._show_notes)

    def _show_notes(self, notes: tuple[SafetyNote, ...] | None) -> None:
        if notes is None:
            self.window.refuse([obstacle_text("bukan_hak_baca", {})])
        else:
            self.page.show_notes(notes)

    def _set_lock(self, minutes: int) -> None:
        self.do(
            lambda: set_idle_lock(self.office, self.actor_id, minutes),
            f"Layar dikunci sesudah {minutes} menit tidak dipakai.",
        )

    def _confirm_clock(self) -> None:
        self.do(
            lambda: confirm_clock(self.office, self.actor_id), "Jam dinyatakan benar; tercatat di riwayat."
        )
