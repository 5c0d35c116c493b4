"""Opens the settings: the pages that the person may change, read anew when something changes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.changes import Changes, touched
from desktop.session import Session
from desktop.settings_agencies import AgenciesPage
from desktop.settings_backup import BackupsPage
from desktop.settings_calendar import CalendarPage
from desktop.settings_check import CheckPage
from desktop.settings_delegations import DelegationsPage
from desktop.settings_page import SettingsPage
from desktop.settings_papers import PapersSettingsPage
from desktop.settings_people import OfficePage, OwnPasswordPage, PeoplePage
from desktop.settings_positions import ExecutorsPage, PositionsPage
from desktop.settings_safety import SafetyPage
from models.rules.rights import may
from models.store.people import standing
from views.settings_window import SettingsWindow

_EXECUTORS, _OWN = "Pelaksana SOP", "Kata sandi saya"

_Page = Callable[[SettingsWindow, Session, Changes], SettingsPage]

#: The groups of pages, each page with the act for whose sake it is there: others do not see it.
_GROUPS: tuple[tuple[str, tuple[tuple[str, str, _Page], ...]], ...] = (
    (
        "Kantor",
        (
            ("Kantor", "settings.set_office_profile", OfficePage),
            ("Kalender", "calendar_settings.change_calendar", CalendarPage),
            ("OPD", "agencies.rename_agency", AgenciesPage),
        ),
    ),
    (
        "Orang & wewenang",
        (
            ("Orang", "people.change_person", PeoplePage),
            ("Jabatan", "positions.change_position", PositionsPage),
            ("Delegasi", "delegations.delegate", DelegationsPage),
        ),
    ),
    (
        "SOP & naskah",
        (
            (_EXECUTORS, "positions.fill_executor", ExecutorsPage),
            ("Naskah", "paper_settings.set_number_pattern", PapersSettingsPage),
            ("Naskah", "paper_settings.set_template", PapersSettingsPage),
        ),
    ),
    (
        "Perlindungan data",
        (
            ("Cadangan", "backups.ask_backup", BackupsPage),
            ("Pemeriksaan", "checks.note_check", CheckPage),
            ("Keamanan", "safety.confirm_clock", SafetyPage),
        ),
    ),
    ("Akun saya", ((_OWN, "people.change_password", OwnPasswordPage),)),
)

_ONLY_OWN = "Pengaturan kantor diubah oleh administrator. Di sini Anda dapat mengganti kata sandi sendiri."
_OTHERS = "Pengaturan kantor yang lain diubah oleh administrator."


def open_settings(
    parent: QWidget | None, session: Session, changes: Changes, page: str = "", sop_code: str = ""
) -> SettingsWindow:
    """The window of the settings, shown on a page and an SOP; it goes away when it is closed."""
    controller = SettingsController(parent, session, changes)
    controller.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    controller.turn_to(page, sop_code)
    controller.window.show()
    return controller.window


def turn_to(window: SettingsWindow, page: str, sop_code: str = "") -> None:
    """Bring a page of the settings that stand open to the front, as `SettingsController.turn_to` does."""
    for controller in window.findChildren(SettingsController):
        controller.turn_to(page, sop_code)


class SettingsController(QObject):
    """Makes the pages that this person may change as they come to the front; the one there is kept true."""

    def __init__(self, parent: QWidget | None, session: Session, changes: Changes) -> None:
        who = standing(session.office, session.person_id, session.office.now())
        groups = [
            (heading, {title: kind for title, act, kind in pages if may(act, who.roles)})
            for heading, pages in _GROUPS
        ]
        self._kinds = {title: kind for _heading, kinds in groups for title, kind in kinds.items()}
        intro = "" if who.is_admin else _OTHERS if self._kinds.keys() - {_OWN} else _ONLY_OWN
        self.window = SettingsWindow(intro=intro, parent=parent)
        super().__init__(self.window)
        self._session, self._changes = session, changes
        self._made: dict[str, SettingsPage] = {}
        self._sop_code = ""
        self.window.shown.connect(self._show)
        self.window.offer([(heading, [*kinds]) for heading, kinds in groups if kinds])
        changes.happened.connect(self._follow)

    def titles(self) -> list[str]:
        """The pages of this person, from top to bottom."""
        return [*self._kinds]

    def page(self, title: str) -> SettingsPage:
        """The controller of a page, made when it is asked for first."""
        if title not in self._made:
            made = self._kinds[title](self.window, self._session, self._changes)
            if isinstance(made, ExecutorsPage):
                made.page.turn_to(self._sop_code)
            self._made[title] = made
        return self._made[title]

    def turn_to(self, title: str, sop_code: str = "") -> None:
        """Bring that page to the front; the one there stays when this person has no such page.

        The page of the executors then stands on that SOP, whenever it is looked at.
        """
        self._sop_code = sop_code or self._sop_code
        executors = self._made.get(_EXECUTORS)
        if sop_code and isinstance(executors, ExecutorsPage):
            executors.page.turn_to(sop_code)
        self.window.list.choose(title)

    def _show(self, title: str) -> None:
        """A page comes to the front: read it."""
        controller = self.page(title)
        self.window.bring(controller.page)
        controller.reload()

    def _follow(self, subjects: frozenset[str]) -> None:
        """The page in front shows what changed; the others are read when they come to the front."""
        controller = self.page(self.window.title())
        if touched(subjects, *controller.subjects):
            controller.reload()
