"""Connects the window Bukti dukung: asks where to, writes the zip in a worker, tells what is lacking."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.background import Progress, Work, run_in_background
from desktop.evidence_bundle import BundleCancelled, BundleReport, write_bundle
from desktop.finished_file import FinishedFile, ask_target, not_saved
from desktop.session import Session
from desktop.window_first import window_first
from models.queries.evidence import years_of
from models.rules import periods
from models.store.frameworks import FrameworkError, framework_for, frameworks
from resources.indonesian import number_text
from views.evidence_dialog import EvidenceDialog
from views.notice import tell


def open_evidence(parent: QWidget, session: Session) -> EvidenceDialog | None:
    """Open the window; None, with the reason said, when a framework file of the office is wrong."""
    office = session.office
    try:
        found = frameworks(office.store.folder)
    except FrameworkError as error:
        tell(parent, "Kerangka tidak dapat dipakai", str(error))
        return None
    years = years_of(office)
    proposed = framework_for(found, years[0])
    dialog = EvidenceDialog(years, [(one, one.id == proposed.id) for one in found.values()], parent)
    EvidenceController(dialog, session)
    dialog.show()
    return dialog


class EvidenceController(QObject):
    """Lives as long as its window; one zip at a time."""

    def __init__(self, dialog: EvidenceDialog, session: Session) -> None:
        super().__init__(dialog)
        self.dialog = dialog
        self._office = session.office
        self._work: Work | None = None
        self.file = FinishedFile(dialog.export, dialog.message)
        dialog.make_wanted.connect(self._make)
        dialog.export.cancelled.connect(self._cancel)

    def busy(self) -> bool:
        """Whether a zip is being written."""
        return self._work is not None

    def _make(self) -> None:
        dialog, office = self.dialog, self._office
        year, framework = dialog.year.currentData(), dialog.framework.currentData()
        name = f"bukti-dukung_{framework.id}_{year}.zip"
        target = ask_target(dialog, "Simpan bukti dukung", name, "Zip (*.zip)")
        if target is None:
            return

        def write(progress: Progress) -> BundleReport:
            with window_first(), office.reading():
                return write_bundle(office, target, framework, periods.whole_year(year), progress=progress)

        dialog.start(f"Membuat bukti dukung tahun {year}…")
        self._work = run_in_background(
            self, write, partial(self._done, target), partial(self._failed, target), dialog.export.advance
        )

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.stop()

    def _done(self, target: Path, report: BundleReport) -> None:
        self._work = None
        self.file.target = target
        lacking = number_text(len(report.gaps))
        words = f"{number_text(report.files)} berkas, {lacking} kekurangan. Tersimpan: {target}"
        self.dialog.show_result(words, report.needs)

    def _failed(self, target: Path, error: Exception) -> None:
        self._work = None
        self.dialog.stop()
        if isinstance(error, BundleCancelled):
            self.dialog.message.tell("Dibatalkan. Berkas yang sudah ada tidak berubah.")
        elif isinstance(error, OSError):
            self.dialog.message.refuse(not_saved(target, error))
        else:
            raise error
