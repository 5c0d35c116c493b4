"""The main window at work: where one goes, what reloads, and the clock that moves the badges."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from desktop.appearance import change_appearance, saved_appearance
from desktop.board_controller import BoardController
from desktop.card_acts import CardActs
from desktop.changes import Changes, touched
from desktop.doors import Doors
from desktop.session import Session
from models.queries.board import cards_of_case, sidebar
from models.records.board import Sidebar
from models.rules.rights import may
from models.store.people import standing
from views.badges import Badges
from views.filter_bar import FilterBar
from views.shell import MainWindow
from views.sidebar import ALL_CASES, PAPERS, RECAP, SETTINGS, SOP_DOCUMENTS, TASKS
from views.sop_page import SopPage
from views.theme import Mode, mode_of

if TYPE_CHECKING:
    from desktop.backup_window import BackupWindow
    from desktop.data_watch import DataWatch
    from desktop.listing_controller import ListingController
    from desktop.papers_controller import PapersController
    from desktop.recap_controller import RecapController
    from desktop.sop_documents_controller import SopDocumentsController
    from desktop.tasks_controller import TasksController
    from views.all_cases import AllCasesPage
    from views.tasks import TasksView

_POLL_MS = 2000
_TICK_MS = 5000
_BOARD = "papan:"
#: Long enough for the first picture to be complete.
_AFTER_FIRST_PICTURE_MS = 200
#: Long enough for a window that is looked at, before somebody opens something in it.
_AT_REST_MS = 1_000
_MANY = 10_000


class MainController(QObject):
    """Builds the window of a session and keeps it true; `signed_out` asks for the sign-in.

    Who listens to `signed_out` shows the sign-in first and then closes `window`.
    """

    signed_out = Signal()
    #: Somebody who may wants an older state in the place of this one.
    restore_wanted = Signal(object)
    #: The account of this session was closed meanwhile, from another program.
    account_closed = Signal()

    def __init__(self, session: Session, changes: Changes, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._changes = changes
        office = session.office
        profile = office.setting("office", {})
        self.window = MainWindow(
            profile.get("name", ""), session.standing.name, sample=bool(profile.get("sample", False))
        )
        self.badges = Badges(office.local, lambda: office.local(office.now()), office.calendar)
        self.doors = Doors(self.window, session, changes)
        self._text = ""
        self._screen = ""
        self._filters: list[FilterBar] = []
        self._counts = Sidebar(0, 0, ())
        self._minute = self._now_minute()
        self._version = office.data_version()
        self._is_closed = False
        self.board = self._build_board()
        self.tasks: TasksController | None = None
        self.all_cases: ListingController | None = None
        self._tasks_page: TasksView | None = None
        self._all_page: AllCasesPage | None = None
        self.paper_screens: dict[str, PapersController | RecapController | SopDocumentsController] = {}
        self.backups: BackupWindow | None = None
        self.data_watch: DataWatch | None = None
        self._connect()

    def _connect(self) -> None:
        window = self.window
        window.sidebar.chosen.connect(self._chosen)
        window.searched.connect(self.search)
        window.results_wanted.connect(self._focus)
        window.allow_registering(allowed=may("register.register", self._session.standing.roles))
        window.new_case_wanted.connect(lambda: self.doors.register(self._sop_here(), self._show_new))
        window.reload_wanted.connect(self.reload)
        window.sign_out_wanted.connect(self._sign_out)
        window.settings_wanted.connect(self._settings)
        window.shortcuts_wanted.connect(self.doors.shortcuts)
        window.theme_wanted.connect(self._turn_theme)
        window.scale_wanted.connect(self._scale)
        window.show_scale(saved_appearance()[1])
        window.may_close = self._may_close
        window.closing.connect(self._stop)
        self._changes.happened.connect(self._follow)
        self._poll = self._every(_POLL_MS, self._look_around)
        self._tick = self._every(_TICK_MS, self._time_went_on)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.timeout.connect(self._fill_filters)
        self._rest.timeout.connect(self.board.look_for_vacancies)

    def _every(self, interval: int, act: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.timeout.connect(act)
        timer.start(interval)
        return timer

    def show(self, screen: str = "") -> None:
        """Show the window on a screen; without one on the first board, or on the tasks."""
        self._reload_sidebar()
        boards = self._counts.boards
        self.go(screen or (_BOARD + boards[0].code if boards else TASKS))
        self.window.showMaximized()
        self._focus()
        # neither the choices of the filters nor who is missing is needed for the first picture
        self._rest.start(_AFTER_FIRST_PICTURE_MS)
        QTimer.singleShot(_AT_REST_MS, self, self._warm_up)

    def _warm_up(self) -> None:
        """The first dialog of the day need not wait for its imports."""
        from desktop.warm_up import DIALOGS, warm_up

        warm_up(self, DIALOGS)

    def watch_backups(self) -> BackupWindow:
        """Keep the backups of this office from now on."""
        from desktop.backup_window import BackupWindow

        if self.backups is None:
            self.backups = BackupWindow(self.window, self._session, self.doors, self)
            self.backups.keeper.restore_wanted.connect(self.restore_wanted)
        return self.backups

    def watch_data(self) -> DataWatch:
        """Look after documents and pages once in this session, while nobody waits for it."""
        from desktop.data_watch import DataWatch

        if self.data_watch is None:
            self.data_watch = DataWatch(self.window, self._session, self)
        return self.data_watch

    def _may_close(self) -> bool:
        return self._all_closed() and (self.backups is None or self.backups.may_close())

    def _all_closed(self) -> bool:
        """Whether nothing typed would be lost any more, and nothing runs that is not to be called off."""
        from views.running_work import may_leave

        return self.doors.close_all() and may_leave(self.window)

    def go(self, screen: str) -> None:
        """Go to a screen: `tugas`, `papan:PAW`, `semua`, `rekap`, `cetak`, `dokumen` or `pengaturan`."""
        if screen == SETTINGS:
            self.window.sidebar.show_screen(self._screen)
            self._settings()
            return
        self._screen = screen
        self.window.sidebar.show_screen(screen)
        page = self._page_of(screen)
        self.window.pages.setCurrentWidget(page)
        self._show_screen()

    def _chosen(self, screen: str) -> None:
        """Go where the sidebar leads, with the keyboard on the work there."""
        self.go(screen)
        if screen != SETTINGS:
            self._focus()

    def search(self, text: str) -> None:
        """Narrow what is shown; the text holds for every screen until it is cleared."""
        self._text = text
        self.window.show_search(text)
        self._show_screen()

    def reload(self) -> None:
        """Read everything that is shown again."""
        self.badges.refresh()
        self._reload_sidebar()
        self._show_screen()

    def _build_board(self) -> BoardController:
        self._sop_page = SopPage(self.badges, self.window)
        self.window.pages.addWidget(self._sop_page)
        self._adopt(self._sop_page.filters)
        acts = CardActs(self._session, self._changes, self.doors, self._sop_page.message)
        self._sop_page.settings_wanted.connect(
            lambda: self.doors.settings(self.board.settings_page, self.board.code)
        )
        return BoardController(self._sop_page, self._session, acts)

    def _adopt(self, filters: FilterBar) -> None:
        filters.text_changed.connect(self.search)
        self._filters.append(filters)

    def _page_of(self, screen: str) -> QWidget:
        """The page of a screen, built when it is first visited."""
        if screen == TASKS:
            return self._tasks_page or self._build_tasks()
        if screen == ALL_CASES:
            return self._all_page or self._build_all_cases()
        if screen in (RECAP, PAPERS, SOP_DOCUMENTS):
            return self._paper_page(screen)
        return self._sop_page

    def _build_tasks(self) -> TasksView:
        from desktop.tasks_controller import TasksController
        from views.tasks import TasksView

        page = self._tasks_page = TasksView(self.badges, self.window)
        acts = CardActs(self._session, self._changes, self.doors, page.message)
        self.tasks = TasksController(page, self._session, acts)
        self.window.pages.addWidget(page)
        return page

    def _build_all_cases(self) -> AllCasesPage:
        from desktop.listing_controller import ListingController
        from views.all_cases import AllCasesPage

        page = self._all_page = AllCasesPage(self.badges, self.window)
        self._adopt(page.filters)
        self._fill_filters()
        self.all_cases = ListingController(page.listing, self._session)
        page.listing.opened.connect(self.doors.case)
        self.window.pages.addWidget(page)
        return page

    def _paper_page(self, screen: str) -> QWidget:
        """Rekap, Cetak or Dokumen SOP, built when first visited."""
        from desktop.paper_screens import build_screen

        if screen not in self.paper_screens:
            controller = build_screen(screen, self.window, self._session, self._changes, self.doors)
            self.window.pages.addWidget(controller.page)
            self.paper_screens[screen] = controller
        return self.paper_screens[screen].page

    def _show_screen(self) -> None:
        """Read the screen that is shown."""
        if self._screen.startswith(_BOARD):
            self.board.show(self._screen.removeprefix(_BOARD), self._text)
        elif self._screen == TASKS and self.tasks is not None:
            self.tasks.show(self._text)
        elif self._screen == ALL_CASES and self.all_cases is not None and self._all_page is not None:
            self._all_page.filters.show_text(self._text)
            self.all_cases.show(self._text)
        elif self._screen in self.paper_screens:
            self.paper_screens[self._screen].show()

    def _settings(self) -> None:
        """The settings, where they show an SOP on that of the board."""
        self.doors.settings(sop_code=self._sop_here() or "")

    def _sop_here(self) -> str | None:
        return self._screen.removeprefix(_BOARD) if self._screen.startswith(_BOARD) else None

    def _focus(self) -> None:
        """Put the keyboard on the work: the first card, or the list."""
        page = self.window.pages.currentWidget()
        if page is self._sop_page:
            self._sop_page.board.focus_first()
        elif self._screen == RECAP and page is not None:
            page.setFocus()
        else:
            tables = page.findChildren(QTableView) if page is not None else []
            for table in tables:
                table.setFocus()
            if page is not None and not tables:
                page.setFocus()

    def _show_new(self, case_id: int) -> None:
        """The keyboard goes to what was just registered, on the board where it stands."""
        if self._sop_here() is not None:
            for card in cards_of_case(self._session.office, case_id)[:1]:
                if card.sop_code != self._sop_here():
                    self.go(_BOARD + card.sop_code)
                self.board.show_case(case_id)
        elif self.all_cases is not None and self._screen == ALL_CASES:
            self.all_cases.show_case(case_id)

    def _reload_sidebar(self) -> None:
        self._counts = sidebar(self._session.office, self._session.person_id)
        self.window.sidebar.show_counts(self._counts, settings=True)

    def _fill_filters(self) -> None:
        """What the filter rows offer; read after the first picture."""
        from models.queries.lookups import agencies, assignees

        names = [name for _, name in agencies(self._session.office, "", _MANY)]
        people = [name for _, name in assignees(self._session.office)]
        for filters in self._filters:
            filters.set_agencies(names)
            filters.set_people(people)

    def _follow(self, subjects: frozenset[str]) -> None:
        """Something was changed here: reload only what shows it."""
        if touched(subjects, "calendar", "settings"):
            self._session.office.forget_calendar()
            self.badges.refresh()
        if touched(subjects, "agencies", "people", "positions"):
            self._fill_filters()
        self._reload_sidebar()
        if self._screen.startswith(_BOARD):
            self.board.follow(subjects, self._counts)
        elif self._screen == TASKS and self.tasks is not None:
            self.tasks.reload()
        elif self.all_cases is not None:
            self.all_cases.reload()

    def _look_around(self) -> None:
        """Another program may have written; nobody knows what, so what is shown is read again."""
        office = self._session.office
        version = office.data_version()
        if version == self._version:
            return
        was_closed = self._is_closed
        self._is_closed = not standing(office, self._session.person_id, office.now()).roles
        if not self._is_closed:
            self._version = version
            self._changes.announce((Changes.EVERYTHING,))
        elif not was_closed:
            # nothing is read for a closed account, until it is opened again
            self.account_closed.emit()

    def _now_minute(self) -> datetime:
        return self._session.office.now().replace(second=0, microsecond=0)

    def _time_went_on(self) -> None:
        """Once a minute: the words of the badges by a repaint, and what is late by its counts."""
        minute = self._now_minute()
        if minute == self._minute:
            return
        self._minute = minute
        self.badges.refresh()
        self._reload_sidebar()
        page = self.window.pages.currentWidget()
        if page is self._sop_page:
            self._sop_page.board.repaint_badges()
            self.board.reload_counts(self._counts)
        for table in page.findChildren(QTableView) if page is not None else ():
            table.viewport().update()

    def _turn_theme(self) -> None:
        app = cast("QApplication", QApplication.instance())
        mode: Mode = "terang" if mode_of(app.palette()) == "gelap" else "gelap"
        change_appearance(app, mode, saved_appearance()[1])

    def _scale(self, scale: int) -> None:
        app = cast("QApplication", QApplication.instance())
        change_appearance(app, mode_of(app.palette()), scale)
        self.window.show_scale(scale)

    def _sign_out(self) -> None:
        """Leave the office to the next person, unless something typed would be lost."""
        if self._all_closed():
            self._stop()
            self.signed_out.emit()

    @property
    def session(self) -> Session:
        """Who works in this window, and on which office."""
        return self._session

    def leave(self) -> None:
        """Leave from the locked screen, where nothing is open any more that could ask."""
        self._stop()
        self.signed_out.emit()

    def close_at_once(self) -> None:
        """The session is over: the window goes without asking anything."""
        self._stop()
        self.window.close()
        self.window.deleteLater()
        self.deleteLater()

    def _stop(self) -> None:
        """The window closes: nothing looks around any more."""
        self._poll.stop()
        self._tick.stop()
        self._rest.stop()
        if self.backups is not None:
            self.backups.rest()
