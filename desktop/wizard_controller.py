"""The first start: sets up the office of a folder, or makes and opens a sample office beside it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.background import Progress, Work, run_in_background
from desktop.case_acts import refusal_lines
from desktop.sample_office import SampleCancelledError, SampleFolderError, build_sample
from models.actions.setup import set_up_office
from models.records.backup import BackupLine
from models.records.results import Refused
from models.rules.sop_reader import read_sop
from models.store import shipped
from models.store.clock import Clock, system_clock
from models.store.office import Office
from models.store.opening import office_exists, open_office
from models.store.problems import StoreProblem
from resources.problems import problem_text
from views.wizard import WizardDialog
from views.wizard_pages import PositionOffer, SopOffer

if TYPE_CHECKING:
    from views.restore_dialog import RestoreChoice

#: How many requests are under way in the sample office.
_SAMPLE_CASES = 300


def sample_folder_of(folder: Path) -> Path:
    """Where the sample office of a real one stands: beside it, never inside."""
    return folder.with_name(f"{folder.name}-contoh")


def run_wizard(
    folder: Path, parent: QWidget | None = None, clock: Clock = system_clock
) -> Office | BackupLine | None:
    """Ask what the first start must know; answers the open office, or None when it was closed.

    The office is that of the folder, or the sample office beside it (its profile says `sample`). A
    backup is answered when an office is to be restored from it.
    """
    controller = WizardController(folder, parent, clock)
    controller.dialog.exec()
    controller.dialog.deleteLater()
    return controller.office or controller.chosen


class WizardController(QObject):
    """Connects the wizard with the acts; `office` is there once one was set up or opened."""

    def __init__(self, folder: Path, parent: QWidget | None = None, clock: Clock = system_clock) -> None:
        self.dialog = WizardDialog(
            position_offers(), sop_offers(), str(folder), str(sample_folder_of(folder)), parent
        )
        super().__init__(self.dialog)
        self.office: Office | None = None
        self.chosen: BackupLine | None = None
        self.work: Work | None = None
        self._folder = folder
        self._clock = clock
        self.dialog.create_wanted.connect(self._create)
        self.dialog.sample_wanted.connect(self._sample)
        self.dialog.sample_cancelled.connect(self._cancel)
        self.dialog.restore_wanted.connect(self.choose_place)

    def _create(self) -> None:
        """Make the office in one transaction; refused, it stays empty and the wizard open."""
        dialog = self.dialog
        try:
            office = open_office(self._folder, self._clock, create=True)
        except StoreProblem as problem:
            self._tell(problem)
            return
        try:
            answer = set_up_office(
                office, dialog.office.profile(), dialog.administrator.person(), dialog.sops.codes(),
                dialog.administrator.position_name(),
            )  # fmt: skip
        except StoreProblem as problem:
            office.close()
            self._tell(problem)
            return
        except BaseException:
            office.close()
            raise
        if isinstance(answer, Refused):
            office.close()
            dialog.show_problem("Kantor belum dibuat:", refusal_lines(answer))
            return
        self.office = office
        dialog.close_done()

    def _sample(self) -> None:
        folder = sample_folder_of(self._folder)
        if office_exists(folder):
            self._open_sample(folder)
            return
        clock = self._clock
        self.work = run_in_background(
            self,
            lambda progress: build_beside(folder, progress, clock),
            self._open_sample,
            self._sample_failed,
            self.dialog.welcome.progress.advance,
        )

    def _cancel(self) -> None:
        if self.work is not None:
            self.work.stop()

    def _open_sample(self, folder: Any) -> None:
        """Open the sample office that stands there now."""
        self.work = None
        try:
            self.office = open_office(folder, self._clock)
        except StoreProblem as problem:
            self.dialog.sample_stopped()
            self._tell(problem)
            return
        self.dialog.close_done()

    def _sample_failed(self, error: Exception) -> None:
        self.work = None
        self.dialog.sample_stopped()
        if isinstance(error, SampleCancelledError):
            return
        if isinstance(error, SampleFolderError):
            self.dialog.show_problem(
                "Kantor contoh belum dibuat:",
                [
                    f"Folder {error} berisi berkas lain; tidak ada yang diubah.",
                    "Pindahkan isinya, lalu coba lagi.",
                ],
            )
        elif isinstance(error, StoreProblem):
            self._tell(error)
        else:
            raise error

    def choose_place(self) -> None:
        """Pulihkan dari cadangan: the folder where the backups are."""
        chosen = QFileDialog.getExistingDirectory(self.dialog, "Pilih tempat cadangan", str(Path.home()))
        if chosen:
            self.look_into(Path(chosen))

    def look_into(self, place: Path) -> None:
        """Read what backups a folder holds, in a worker, as it may be slow."""
        from models.queries.backups import lines_of

        self.dialog.welcome.show_looking("Mencari cadangan…")
        run_in_background(self, lambda _progress: lines_of(place), self._offer, self._not_there)

    def _offer(self, lines: Sequence[BackupLine]) -> None:
        self.dialog.welcome.show_looking("")
        self.offer(lines)

    def offer(self, lines: Sequence[BackupLine]) -> RestoreChoice | None:
        """The backups that can be restored, the newest first; the office is not opened by choosing one."""
        from views.restore_dialog import RestoreChoice

        good = [line for line in lines if line.entry.good]
        if not good:
            self.dialog.show_problem(
                "Tidak ada cadangan yang dapat dipulihkan:",
                ["Di folder itu tidak ada cadangan Papan SOP yang utuh.", "Pilih folder lain."],
            )
            return None
        dialog = RestoreChoice(good, str(self._folder), self.dialog)

        def settle() -> None:
            self.chosen = dialog.line()
            dialog.close_done()
            self.dialog.close_done()

        dialog.submitted.connect(settle)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _not_there(self, error: Exception) -> None:
        self.dialog.welcome.show_looking("")
        if not isinstance(error, StoreProblem):
            raise error
        self._tell(error)

    def _tell(self, problem: StoreProblem) -> None:
        words = problem_text(problem.code, problem.data)
        self.dialog.show_problem(words.title, [line for line in (words.what, words.kept, words.todo) if line])


def build_beside(folder: Path, progress: Progress, clock: Clock = system_clock) -> Path:
    """Make a sample office under another name and give it its own at the end, so that none is half made.

    Raises:
        SampleFolderError: when the folder holds something already.
        SampleCancelledError: when `progress` answered False.
    """
    if folder.exists() and any(folder.iterdir()):
        raise SampleFolderError(str(folder))
    draft = folder.with_name(f"{folder.name}-baru")
    if draft.exists():  # left over when the program was ended in the middle
        shutil.rmtree(draft)
    build_sample(draft, _SAMPLE_CASES, progress=progress, clock=clock)
    if folder.exists():
        folder.rmdir()
    draft.rename(folder)
    return folder


def position_offers() -> list[PositionOffer]:
    """The usual positions, with what they may do."""
    return [PositionOffer(position.name, _duties(position)) for position in shipped.positions()]


def _duties(position: shipped.ShippedPosition) -> str:
    duties = [
        word
        for word, has in (("pimpinan", position.is_leader), ("tata usaha", position.is_secretariat))
        if has
    ]
    return ", ".join(duties)


def sop_offers(codes: Sequence[str] = shipped.SOP_CODES) -> list[SopOffer]:
    """The SOPs that ship."""
    offers: list[SopOffer] = []
    for code in codes:
        sop, defects = read_sop(shipped.sop_text(code))
        if sop is None:
            raise ValueError(f"{code}: {defects}")
        source = sop.identity.unit[0] if sop.identity.unit else ""
        offers.append(SopOffer(code, sop.name, source, len(sop.work_steps)))
    return offers
