"""The repair screen at work: a backup restored, what is readable saved, a foreign log laid aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QFileDialog

from desktop.background import Progress, Work, run_in_background
from desktop.restoring import Restoring
from models.records.backup import BackupEntry, BackupLine
from models.store.backup import catalogue
from models.store.backup_state import known_places
from models.store.clock import Clock
from models.store.head_file import HeadFile
from models.store.opening import DATABASE_NAME, DOCUMENTS_NAME
from models.store.problems import StoreProblem
from models.store.salvage import Salvaged, SalvageStoppedError, lay_log_aside, put_in_place, salvage
from resources.indonesian import number_text
from resources.problems import problem_text
from resources.wording_check import TABLES
from views.ask_dialog import AskDialog
from views.repair_screen import AsideDialog, RepairScreen, SalvagedDialog, SalvageDialog
from views.restore_dialog import RestoreDialog

#: Counted for the person before the result is taken.
_TOLD = ("permohonan", "document", "naskah", "history", "person")
_BY = "Layar perbaikan"


class Repair(QObject):
    """`over` asks to open the office again, `left` that the program ends."""

    over = Signal()
    left = Signal()

    def __init__(self, folder: Path, problem: StoreProblem, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._clock = folder, clock
        self._work: Work | None = None
        self._done = False
        self.restoring: Restoring | None = None
        words = problem_text(problem.code, problem.data)
        self.screen = RepairScreen(words, _documents(folder), log=problem.code == "log_asing")
        self.screen.restore_wanted.connect(self.restore)
        self.screen.look_wanted.connect(self._look_elsewhere)
        self.screen.salvage_wanted.connect(self.salvage)
        self.screen.cancel_wanted.connect(self._stop)
        self.screen.aside_wanted.connect(self.lay_aside)
        self.screen.again_wanted.connect(self._again)
        self.screen.finished.connect(self._finished)

    def begin(self) -> None:
        """Show the screen, and look for backups meanwhile."""
        self.screen.show()
        folder = self._folder
        self._look(lambda: known_places(folder))

    def look_in(self, place: Path) -> None:
        """Show the backups of another folder."""
        self._look(lambda: (place,))

    def restore(self, line: BackupLine) -> AskDialog:
        """Put a backup in the place of what is damaged, which is kept."""
        noted = HeadFile(self._folder, DATABASE_NAME).read()
        later = 0 if noted is None else noted.event.id - line.entry.head.id
        dialog = RestoreDialog(line, later, self.screen)

        def begin() -> None:
            dialog.close_done()
            self.restoring = Restoring(self._folder, self._clock, line, _BY, self)
            self.restoring.over.connect(self._again)
            self.screen.hide()
            self.restoring.begin()

        return self._ask(dialog, begin)

    def salvage(self) -> AskDialog:
        """Say what salvage is, then read what can be read in a worker."""
        dialog = SalvageDialog(self.screen)

        def begin() -> None:
            dialog.close_done()
            folder, clock = self._folder, self._clock
            self.screen.show_busy("Membaca yang masih terbaca…")
            self._work = run_in_background(
                self.screen,
                lambda progress: salvage(folder, clock, progress),
                self._salvaged,
                self._failed,
                self.screen.progress.advance,
            )

        return self._ask(dialog, begin)

    def lay_aside(self) -> AskDialog:
        """Lay the log aside that does not belong to the database, and open that."""
        dialog = AsideDialog(self.screen)

        def begin() -> None:
            dialog.close_done()
            self._try(lambda: lay_log_aside(self._folder, self._clock))

        return self._ask(dialog, begin)

    def _salvaged(self, saved: Salvaged) -> None:
        self._work = None
        self.screen.show_busy("")
        held = ", ".join(
            f"{number_text(saved.counts.get(name, 0))} {TABLES.get(name, 'kejadian')}" for name in _TOLD
        )
        broken = ", ".join(TABLES.get(name, name) for name in saved.broken)
        dialog = SalvagedDialog(held, broken, saved.orphans, self.screen)

        def take() -> None:
            dialog.close_done()
            self._try(lambda: put_in_place(self._folder, saved, self._clock))

        dialog.rejected.connect(saved.discard)
        self._ask(dialog, take)

    def _failed(self, error: Exception) -> None:
        self._work = None
        self.screen.show_busy("")
        if isinstance(error, SalvageStoppedError):
            self.screen.message.tell("Penyelamatan dihentikan; tidak ada yang diubah.")
        elif isinstance(error, StoreProblem):
            self._say(error)
        else:
            raise error

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except StoreProblem as problem:
            self._say(problem)
        else:
            self._again()

    def _say(self, problem: StoreProblem) -> None:
        words = problem_text(problem.code, problem.data)
        self.screen.message.refuse(f"{words.what} {words.kept} {words.todo}")

    def _ask(self, dialog: AskDialog, act: Callable[[], None]) -> AskDialog:
        dialog.submitted.connect(act)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _look_elsewhere(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self.screen, "Cari cadangan", str(Path.home()))
        if chosen:
            self.look_in(Path(chosen))

    def _look(self, places: Callable[[], tuple[Path, ...]]) -> None:
        def read(_progress: Progress) -> list[BackupLine]:
            found: list[BackupEntry] = []
            for place in places():
                try:
                    found += catalogue(place)
                except StoreProblem:
                    continue  # a place that is away holds nothing that could be restored now
            found.sort(key=lambda entry: entry.made_at, reverse=True)
            # the office and its time zone are what cannot be read: the time of this computer
            return [BackupLine(entry, entry.made_at.astimezone().replace(tzinfo=None)) for entry in found]

        run_in_background(self.screen, read, self.screen.show_backups)

    def _stop(self) -> None:
        if self._work is not None:
            self._work.stop()

    def _again(self) -> None:
        """Open the office again; this screen goes when another window stands."""
        self._done = True
        QApplication.setQuitOnLastWindowClosed(False)
        self.screen.close()
        self.over.emit()
        QApplication.setQuitOnLastWindowClosed(True)

    def _finished(self, _result: int) -> None:
        if not self._done:
            self._stop()
            self.left.emit()
        self.screen.deleteLater()


def _documents(folder: Path) -> str:
    """How many documents lie beside the database, which are untouched."""
    count = sum(1 for _ in (folder / DOCUMENTS_NAME).glob("??/*"))
    return f"Folder dokumen berisi {number_text(count)} berkas." if count else ""
