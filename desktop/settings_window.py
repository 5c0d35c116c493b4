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
from views.settings_executors import ExecutorSettings
from views.settings_window import SettingsWindow

_Page = Callable[[SettingsWindow, Session, Changes], SettingsPage]

#: The pages, each with the act for whose sake it is there: who may not do that does not see the page.
_PAGES: tuple[tuple[str, str, _Page], ...] = (
    ("Kantor", "settings.set_office_profile", OfficePage),
    ("Orang", "people.change_person", PeoplePage),
    ("Jabatan", "positions.change_position", PositionsPage),
    ("Pelaksana SOP", "positions.fill_executor", ExecutorsPage),
    ("OPD", "agencies.rename_agency", AgenciesPage),
    ("Kalender", "calendar_settings.change_calendar", CalendarPage),
    ("Naskah", "paper_settings.set_number_pattern", PapersSettingsPage),
    ("Naskah", "paper_settings.set_template", PapersSettingsPage),
    ("Delegasi", "delegations.delegate", DelegationsPage),
    ("Keamanan", "safety.confirm_clock", SafetyPage),
    ("Pemeriksaan", "checks.note_check", CheckPage),
    ("Cadangan", "backups.ask_backup", BackupsPage),
    ("Kata sandi saya", "people.change_password", OwnPasswordPage),
)

_ONLY_OWN = "Pengaturan kantor diubah oleh administrator. Di sini Anda dapat mengganti kata sandi sendiri."
_OTHERS = "Pengaturan kantor yang lain diubah oleh administrator."


def open_settings(
    parent: QWidget | None, session: Session, changes: Changes, page: str = "", sop_code: str = ""
) -> SettingsWindow:
    """The window of the settings, shown on a page and an SOP; it goes away when it is closed."""
    controller = SettingsController(parent, session, changes)
    controller.window.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    turn_to(controller.window, page, sop_code)
    controller.window.show()
    return controller.window


def turn_to(window: SettingsWindow, page: str, sop_code: str = "") -> None:
    """Bring the page of that title to the front; the one there stays when no page has it.

    The page of the executors then stands on that SOP, whenever it is looked at.
    """
    for executors in window.findChildren(ExecutorSettings) if sop_code else ():
        executors.turn_to(sop_code)
    for place in range(window.tabs.count()):
        if window.tabs.tabText(place) == page:
            window.tabs.setCurrentIndex(place)


class SettingsController(QObject):
    """Builds the pages that this person may change; the one in front is kept true."""

    def __init__(self, parent: QWidget | None, session: Session, changes: Changes) -> None:
        who = standing(session.office, session.person_id, session.office.now())
        kinds = {title: kind for title, act, kind in _PAGES if may(act, who.roles)}
        intro = "" if who.is_admin else _OTHERS if kinds.keys() - {"Kata sandi saya"} else _ONLY_OWN
        self.window = SettingsWindow(intro=intro, parent=parent)
        super().__init__(self.window)
        self.pages: dict[str, SettingsPage] = {}
        for title, kind in kinds.items():
            controller = kind(self.window, session, changes)
            self.pages[title] = controller
            self.window.add_page(controller.page, title)
        self.window.shown.connect(self._show)
        changes.happened.connect(self._follow)
        self._show(self.window.tabs.currentWidget())

    def _show(self, page: QWidget) -> None:
        """A page came to the front: read it."""
        for controller in self.pages.values():
            if controller.page is page:
                controller.reload()

    def _follow(self, subjects: frozenset[str]) -> None:
        """The page in front shows what changed; the others are read when they come to the front."""
        for controller in self.pages.values():
            if controller.page is self.window.tabs.currentWidget() and touched(
                subjects, *controller.subjects
            ):
                controller.reload()
