"""The page Cadangan at work: the place, backups made, tested and wanted back, everything taken out."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from desktop.background import Progress, Work, run_in_background
from desktop.backup_keeper import BackupKeeper
from desktop.backup_words import status_words
from desktop.case_acts import refusal_lines
from desktop.changes import Changes
from desktop.full_export_saving import FullExportSaving
from desktop.session import Session
from desktop.settings_page import SettingsPage
from desktop.window_first import window_first
from models.actions import backups as acts
from models.queries.backups import backup_lines, place_line, warn_days
from models.records.backup import BackupEntry, BackupLine, PlaceLine
from models.records.results import Refused
from models.rules.rights import may
from models.store import history
from models.store.backup import Cancelled
from models.store.backup_place import fitting_place, prepare_place
from models.store.backup_state import note_tested
from models.store.backup_verify import verify
from models.store.people import standing
from models.store.problems import StoreProblem
from resources.indonesian import moment_text
from resources.problems import problem_text
from resources.wording_backup import reason_text
from views.restore_dialog import RestoreDialog
from views.settings_backup import BackupSettings
from views.settings_window import SettingsWindow

_MAKING = "Membuat dan memeriksa cadangan…"


class BackupsPage(SettingsPage):
    """Cadangan: all of it for administrators; the secretariat and leaders make backups and look at them."""

    subjects = ("backups", "settings")
    page: BackupSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        who = standing(session.office, session.person_id, session.office.now())
        may_export = may("backups.ask_export", who.roles)
        super().__init__(
            BackupSettings(may_all=who.is_admin, may_export=may_export), window, session, changes
        )
        self._session = session
        self._who = who
        self.keeper = session.backups or BackupKeeper(session.office, self)
        self._testing: Work | None = None
        self._lines: tuple[BackupLine, ...] = ()
        self.export = FullExportSaving(self.page, session, window)
        self._connect()

    def _connect(self) -> None:
        page, keeper = self.page, self.keeper
        page.place_wanted.connect(self.choose_place)
        page.days_wanted.connect(self._set_days)
        page.backup_wanted.connect(self.back_up)
        page.cancel_wanted.connect(self._cancel)
        page.test_wanted.connect(self.test)
        page.restore_wanted.connect(self.restore)
        page.export_wanted.connect(self.export.start)
        self.export.turned.connect(self._show_busy)
        self.export.advanced.connect(page.progress.advance)
        keeper.turned.connect(self._turned)
        keeper.advanced.connect(page.progress.advance)
        keeper.ended.connect(self._ended)

    def reload(self) -> None:
        """How things stand at once; the list of the place, which may be slow, when it has answered."""
        self._show_state()
        self.page.show_days(warn_days(self.office))
        self._show_busy()
        office = self.office

        def read(_progress: Progress) -> tuple[PlaceLine, tuple[BackupLine, ...] | StoreProblem]:
            with office.reading(fresh=True):
                try:
                    return place_line(office), backup_lines(office)
                except StoreProblem as away:
                    return place_line(office), away

        run_in_background(self, read, self._show_place)

    def _show_place(self, answer: tuple[PlaceLine, tuple[BackupLine, ...] | StoreProblem]) -> None:
        place, lines = answer
        self.page.show_place(place)
        never_used = place.own and isinstance(lines, StoreProblem)
        self._lines = () if isinstance(lines, StoreProblem) else lines
        self.page.show_lines(self._lines)
        if isinstance(lines, StoreProblem) and not never_used:
            self.window.refuse(told(lines))

    def _show_state(self) -> None:
        self.page.state.say(*status_words(self.office, self.keeper))

    def _turned(self) -> None:
        self._show_state()
        self._show_busy()

    def _show_busy(self) -> None:
        words = _MAKING if self.keeper.busy() else ""
        if self._testing is not None:
            words = "Menguji cadangan: setiap berkas dibaca dan dihitung…"
        if self.export.busy():
            words = "Mengekspor seluruh isi kantor…"
        self.page.show_busy(words)

    def choose_place(self) -> None:
        """Ganti tempat: any folder, on another disk at best."""
        start = str(self.keeper.state().place.parent)
        chosen = QFileDialog.getExistingDirectory(self.window, "Pilih tempat cadangan", start)
        if chosen:
            self.take_place(Path(chosen))

    def take_place(self, place: Path) -> None:
        """Prepare a folder in a worker, as it may be on a slow share, and let backups go there."""

        def prepare(_progress: Progress) -> Path:
            fitting = fitting_place(place)
            prepare_place(fitting)
            return fitting

        def use(fitting: Path) -> None:
            act = acts.choose_backup_place
            told_words = f"Cadangan berikutnya dibuat di {fitting}."
            if self.do(lambda: act(self.office, self.actor_id, fitting), told_words):
                self.keeper.turned.emit()
                self.reload()

        run_in_background(self, prepare, use, self._refuse)

    def _set_days(self, days: int) -> None:
        act = acts.set_backup_warning
        self.do(lambda: act(self.office, self.actor_id, days), f"Peringatan muncul setelah {days} hari.")
        self.keeper.turned.emit()

    def back_up(self) -> None:
        """Cadangkan sekarang; who asked stands in the history, and so in the backup."""
        place = self.keeper.state().place
        answer = acts.ask_backup(self.office, self.actor_id, place)
        if isinstance(answer, Refused):
            self.window.refuse(refusal_lines(answer))
        else:
            self.keeper.start("diminta", self._who.actor_text)

    def _cancel(self) -> None:
        self.keeper.cancel()
        self.export.cancel()
        if self._testing is not None:
            self._testing.stop()

    def _ended(self, answer: object) -> None:
        """A backup that ran while this page is open has ended."""
        if isinstance(answer, BackupEntry):
            self.window.message.tell("Cadangan dibuat dan diperiksa.")
        elif isinstance(answer, StoreProblem):
            self.window.refuse(told(answer))
        else:
            self.window.message.tell("Pencadangan dibatalkan. Cadangan yang sudah ada tidak berubah.")
        self.reload()

    def test(self, line: BackupLine) -> None:
        """Uji: read all of a backup."""
        if self._testing is not None or self.keeper.busy():
            return

        def work(progress: Progress) -> BackupEntry:
            with window_first():
                return verify(line.entry, progress)

        self._testing = run_in_background(
            self, work, lambda entry: self._tested(line, entry), self._refuse, self.page.progress.advance
        )
        self._show_busy()

    def _tested(self, line: BackupLine, entry: BackupEntry) -> None:
        self._testing = None
        when = moment_text(line.made_at)
        if entry.good:
            if self._lines and self._lines[0].entry.path == entry.path:
                note_tested(self.office.store.folder, self.office.now())
            self.window.message.tell(f"Cadangan {when} utuh: semua berkasnya terbaca dan jumlahnya cocok.")
        else:
            self.window.refuse(
                [f"Cadangan {when} tidak dapat dipakai: {reason_text(entry.reason)}.",
                 "Data kantor tidak berubah.", "Buat cadangan baru, dan periksa cakram tempat cadangan."]
            )  # fmt: skip
        self.keeper.turned.emit()
        self.reload()

    def restore(self, line: BackupLine) -> RestoreDialog | None:
        """Pulihkan: what would come back is shown, and has to be understood."""
        if self.keeper.busy():
            return None
        later = history.head().id - line.entry.head.id
        dialog = RestoreDialog(line, later, self.window)
        dialog.submitted.connect(lambda: self._begin_restore(dialog, line))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _begin_restore(self, dialog: RestoreDialog, line: BackupLine) -> None:
        answer = acts.ask_restore(self.office, self.actor_id, line.entry)
        if isinstance(answer, Refused):
            dialog.show_refusal(refusal_lines(answer))
            return
        dialog.close_done()
        self.keeper.restore_wanted.emit(line)

    def _refuse(self, error: Exception) -> None:
        self._testing = None
        self._show_busy()
        if isinstance(error, Cancelled):
            self.window.message.tell("Dibatalkan. Tidak ada yang berubah.")
        elif isinstance(error, StoreProblem):
            self.window.refuse(told(error))
        else:
            raise error


def told(problem: StoreProblem) -> list[str]:
    """A problem in the words of a message."""
    words = problem_text(problem.code, problem.data)
    return [words.what, words.kept, words.todo]
