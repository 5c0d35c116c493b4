"""The running program: from the first start or the sign-in to the main window, and out again in order."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from desktop import quick_start
from desktop.appearance import saved_appearance
from desktop.arguments import Arguments
from desktop.changes import Changes
from desktop.crash import CrashHandler
from desktop.main_window import MainController
from desktop.orderly_end import OrderlyEnd
from desktop.places import default_folder
from desktop.session import Session
from desktop.single_instance import Calls, SingleInstance
from models.queries.sign_in import person_named, usernames
from models.rules.account import TOLD_FROM
from models.store.clock import system_clock
from models.store.office import Office
from models.store.opening import is_there, office_exists, open_office
from models.store.people import standing
from models.store.problems import StoreProblem, condition_of
from views.standard_texts import speak_indonesian
from views.theme import FUSION, apply_theme

if TYPE_CHECKING:
    from desktop.repair_controller import Repair
    from desktop.sample_start import SampleStart
    from desktop.session_guard import SessionGuard
    from desktop.sign_in_controller import SignInController
    from models.records.backup import BackupLine
    from resources.problems import Problem

_LOGS = "catatan"
#: Nothing is typed or left alone before that.
_GUARDED_MS = 1_500
#: By then the first picture is there, on any PC.
_STARTED_MS = 3_000


def run_application(given: Arguments) -> int:
    """Show the window and stay until it is closed; answers the exit code."""
    app = QApplication([*sys.argv[:1], *FUSION])
    app.setApplicationName("Papan SOP")
    speak_indonesian(app)
    apply_theme(app, *saved_appearance())
    program = Program(app, given.folder or default_folder())
    program.over.connect(app.exit)
    OrderlyEnd(app)
    begin = program.look_at_sample if "--contoh" in given.words else program.begin
    # inside the event loop, so that a fault on the way is told like any other
    QTimer.singleShot(0, begin)
    QTimer.singleShot(_STARTED_MS, lambda: _settle(app))
    code = app.exec()
    from desktop.background import finish

    finish()
    program.end()
    if program.wants_anew:
        from desktop.restart import start_again

        start_again()
    return code


def _settle(app: QApplication) -> None:
    """The start is over: what it made is left alone, and what is made from now on is collected here."""
    from desktop.tidying import Tidying

    quick_start.release()
    Tidying(app)


def open_session(office: Office, person_id: int, parent: QObject | None = None) -> MainController:
    """The main window of an open office for a person who is known, not yet shown."""
    session = Session(office.seen_by(person_id), person_id, standing(office, person_id, office.now()))
    return MainController(session, Changes(parent), parent)


class Program(QObject):
    """Which window stands: the wizard, the sign-in or the main window of an open office.

    `over` tells the exit code when there is nothing more to show.
    """

    over = Signal(int)

    def __init__(self, app: QApplication, folder: Path) -> None:
        super().__init__(app)
        self.office: Office | None = None
        self.main: MainController | None = None
        self.sign_in: SignInController | None = None
        self._app = app
        self._folder = folder
        self._lock: SingleInstance | None = None
        self._throw_away: Path | None = None
        self._sample: SampleStart | None = None
        self.guard: SessionGuard | None = None
        self.repair: Repair | None = None
        self._crash = CrashHandler(folder / _LOGS if office_exists(folder) else None, self)
        self.wants_anew = False
        self._calls: Calls | None = None
        self._crash.quit_wanted.connect(lambda: self.over.emit(1))
        self._crash.restart_wanted.connect(self._open_anew)
        self._crash.install()

    def begin(self) -> None:
        """Open the office of the data folder, or set one up."""
        office = None
        try:
            office = self._open() if is_there(self._folder) else None
            # an office without accounts was left in the middle of the first start
            if office is None or not usernames(office):
                self._first_start(office)
                return
        except Exception as error:
            # damage that opening did not meet shows when the accounts are read
            problem = condition_of(error, str(self._folder))
            if problem is None:
                raise
            if office is not None:
                office.close()
            self._repair_or_refuse(problem)
            return
        self._adopt(office)
        self.ask_who()

    def _repair_or_refuse(self, problem: StoreProblem) -> None:
        """Damage leads to the repair screen; anything else is said, and the program ends."""
        from desktop.repair_controller import Repair
        from models.store.problems import REPAIRABLE
        from resources.problems import problem_text

        words = problem_text(problem.code, problem.data)
        if problem.code not in REPAIRABLE:
            self._refuse(words)
            return
        print(f"{words.title}\n{words.what}", file=sys.stderr)  # noqa: T201 - see _refuse
        self.repair = Repair(self._folder, problem, system_clock, self)
        self.repair.over.connect(self.begin)
        self.repair.left.connect(lambda: self.over.emit(1))
        self.repair.begin()

    def _first_start(self, unfinished: Office | None) -> None:
        """The wizard; who set the office up, or only wants to look at a sample, is signed in by that."""
        office = self._set_up(unfinished)
        if office is None:
            self.over.emit(0)
            return
        if not isinstance(office, Office):
            from desktop.restoring import begin_restore

            begin_restore(self, self._folder, system_clock, office, "Persiapan pertama")
            return
        self._adopt(office)
        person_id = _only_account(office)
        if person_id is None:
            self.ask_who()
        else:
            self.open_main(person_id)

    def look_at_sample(self) -> None:
        """Make a throw-away sample office and open it, signed in."""
        from desktop.sample_start import SampleStart

        self._throw_away = Path(tempfile.mkdtemp(prefix="papan-sop-contoh-"))
        start = self._sample = SampleStart(self._throw_away / "kantor", self)
        start.made.connect(self._open_sample)
        start.cancelled.connect(lambda: self.over.emit(0))
        start.begin()

    def _open_sample(self, folder: Path, person_id: int) -> None:
        self._adopt(open_office(folder))
        self.open_main(person_id)

    def _open(self) -> Office | None:
        """The office of the folder; None without a word when another window has it."""
        if not self._take(self._folder):
            if self._lock is not None:
                self._lock.call()
            raise StoreProblem("sudah_terbuka", folder=str(self._folder), pemilik=self._owner())
        return open_office(self._folder)

    def _set_up(self, unfinished: Office | None) -> Office | BackupLine | None:
        """The first start: the office that was made, the backup to take it from, or None when it was left."""
        from desktop.wizard_controller import run_wizard

        if unfinished is not None:
            unfinished.close()
        office: Office | BackupLine | None = run_wizard(self._folder)
        if isinstance(office, Office) and not self._take(office.store.folder):
            office.close()
            raise StoreProblem("sudah_terbuka", folder=str(office.store.folder), pemilik=self._owner())
        return office

    def _take(self, folder: Path) -> bool:
        if self._lock is not None and self._lock.folder == folder:
            return True
        if self._lock is not None:
            self._lock.release()
        self._lock = SingleInstance(folder)
        return self._lock.take()

    def _owner(self) -> str:
        return self._lock.owner() if self._lock is not None else ""

    def _adopt(self, office: Office) -> None:
        self.office = office
        self._crash.log_to(office.store.folder / _LOGS)
        if self._calls is not None:
            self._calls.deleteLater()
        self._calls = Calls(office.store.folder, self)
        self._calls.called.connect(self._come_to_front)

    def _come_to_front(self) -> None:
        """The program was started once more: what stands open is what was wanted."""
        front: QWidget | None = self.main.window if self.main is not None else None
        if front is None and self.sign_in is not None:
            front = self.sign_in.dialog
        if front is None:
            return
        front.setWindowState(front.windowState() & ~Qt.WindowState.WindowMinimized)
        front.show()
        front.raise_()
        front.activateWindow()
        # where the system does not let a program take the front, its place in the task bar blinks
        self._app.alert(front)

    def _refuse(self, problem: Problem) -> None:
        """Say why the office cannot be opened, and end."""
        print(f"{problem.title}\n{problem.what}\n{problem.kept}\n{problem.todo}", file=sys.stderr)  # noqa: T201 - whoever started it from a terminal sees it
        from views.problem_notice import problem_box

        box = problem_box(None, problem)
        box.finished.connect(lambda _result: self.over.emit(1))
        self._box = box
        box.show()

    def ask_who(self) -> None:
        """Show the sign-in."""
        from desktop.sign_in_controller import SignInController

        office = self._opened()
        hint = _sample_hint() if office.setting("office", {}).get("sample") else ""
        self.sign_in = SignInController(office, hint, self)
        self.sign_in.signed_in.connect(self._signed_in)
        self.sign_in.left.connect(lambda: self.over.emit(0))
        self.sign_in.show()

    def _signed_in(self, person_id: int) -> None:
        main = self.open_main(person_id)
        if self.sign_in is not None:
            self._tell_guesses(main, self.sign_in.failures)
            self.sign_in.dialog.close_quietly()
            self.sign_in.deleteLater()
            self.sign_in = None

    def _tell_guesses(self, main: MainController, failures: int) -> None:
        """Whoever comes in hears that somebody tried before; one slip of the fingers is nothing to tell."""
        if failures < TOLD_FROM:
            return
        from views.notice import tell

        tell(
            main.window,
            "Percobaan masuk",
            f"Sebelum ini kata sandi yang salah dimasukkan {failures} kali untuk akun Anda. Bila bukan Anda "
            "sendiri, ganti kata sandi di Pengaturan > Kata sandi saya dan beri tahu administrator.",
        )

    def open_main(self, person_id: int) -> MainController:
        """Show the main window for a person."""
        office = self._opened()
        main = open_session(office, person_id, self)
        main.signed_out.connect(self._sign_out)
        main.restore_wanted.connect(lambda line: self._restore(main, line))
        main.window.lock_wanted.connect(lambda: self._lock_screen(main))
        self.main = main
        # where no window manager maximises it, the window fills the screen all the same
        main.window.setGeometry(self._app.primaryScreen().availableGeometry())
        main.show()
        self._tell_findings(office, main)
        QTimer.singleShot(_GUARDED_MS, main, lambda: self._begin_watch(main))
        return main

    def _begin_watch(self, main: MainController) -> None:
        """Unless the session was over before it came to that."""
        if self.main is main and self.office is not None:
            self.watch_over(main)
            from desktop.warm_up import BACKUPS, warm_up

            warm_up(main, BACKUPS, main.watch_backups)
            main.watch_data()

    def watch_over(self, main: MainController) -> SessionGuard:
        """Keep what is typed in this window, and lock it when nobody is there."""
        from desktop.session_guard import SessionGuard

        if self.guard is None:
            self.guard = SessionGuard(main, self._crash, main)
        return self.guard

    def _tell_findings(self, office: Office, main: MainController) -> None:
        """What opening noticed about the stored data, once."""
        if not office.findings:
            return
        from resources.problems import Problem
        from resources.wording_store import finding_text
        from views.problem_notice import tell_problem

        for finding in office.findings:
            words = finding_text(finding.code, finding.data)
            tell_problem(main.window, Problem("Pemeriksaan data", words, "", ""))
        office.findings = ()

    def _sign_out(self) -> None:
        left = self.main
        self.main = None
        self._unguard()
        self.ask_who()
        if left is not None:
            left.window.close()
            left.window.deleteLater()
            left.deleteLater()

    def _restore(self, main: MainController, line: BackupLine) -> None:
        """End the session and put an older state in the place of this one; then everybody signs in anew."""
        if not main.doors.close_all():
            return
        from desktop.background import finish
        from desktop.restoring import begin_restore

        office = self._opened()
        self._folder = office.store.folder
        self.main = self.office = None
        self._unguard()
        main.close_at_once()
        finish()
        office.close()
        begin_restore(self, self._folder, office.clock, line, main.session.standing.actor_text)

    def _lock_screen(self, main: MainController) -> None:
        self.watch_over(main).screen_lock.lock()

    def _open_anew(self) -> None:
        """End in order; the program starts again once the data are let go of."""
        self.wants_anew = True
        self.over.emit(0)

    def _unguard(self) -> None:
        if self.guard is not None:
            self.guard.end()
            self.guard = None

    def _opened(self) -> Office:
        if self.office is None:
            raise RuntimeError("no office is open")
        return self.office

    def end(self) -> None:
        """Close everything in order."""
        if self._sample is not None:
            self._sample.stop()
        self._unguard()
        if self.office is not None:
            self.office.close()
            self.office = None
        if self._lock is not None:
            self._lock.release()
        self._crash.remove()
        if self._throw_away is not None:
            shutil.rmtree(self._throw_away, ignore_errors=True)


def _only_account(office: Office) -> int | None:
    """The one account of a new office, or the account for looking at a sample; None otherwise."""
    from desktop.sample_setup import USERNAME

    if office.setting("office", {}).get("sample"):
        return person_named(office, USERNAME)
    accounts = usernames(office)
    return person_named(office, accounts[0][0]) if len(accounts) == 1 else None


def _sample_hint() -> str:
    from desktop.sample_setup import PASSWORD, USERNAME

    return (
        f"CONTOH: semua orang dan permohonan di sini karangan. Masuk sebagai “{USERNAME}” "
        f"dengan kata sandi “{PASSWORD}”."
    )
