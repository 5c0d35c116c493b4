"""Connects the button Simpan zip of a case window: one request with all its files, as bukti dukung."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from desktop.background import Progress, Work, run_in_background
from desktop.evidence_bundle import BundleCancelled, BundleReport, write_bundle
from desktop.evidence_case import days_of
from desktop.finished_file import FinishedFile, ask_target, not_saved
from desktop.session import Session
from desktop.window_first import window_first
from models.queries.evidence import case_of
from models.rules.archive_names import safe_name
from models.store.frameworks import FrameworkError, framework_for, frameworks
from resources.indonesian import number_text
from views.case_window import CaseWindow


class CaseEvidence(QObject):
    """Lives as long as its window; one zip at a time."""

    def __init__(self, window: CaseWindow, session: Session) -> None:
        super().__init__(window)
        self._window = window
        self._office = session.office
        self._work: Work | None = None
        line = window.papers.export
        self.file = FinishedFile(line, window.papers.message)
        window.papers.zip_wanted.connect(self.make)
        line.cancelled.connect(self._cancel)

    def busy(self) -> bool:
        """Whether a zip is being written."""
        return self._work is not None

    def make(self) -> None:
        """Ask where to, then write the zip in a worker."""
        window, office = self._window, self._office
        case = case_of(office, window.sheet.number)
        if self.busy() or case is None:
            return
        try:
            found = frameworks(office.store.folder)
        except FrameworkError as error:
            window.papers.message.refuse(f"Kerangka tidak dapat dipakai. {error}")
            return
        period = days_of(office, case)
        framework = framework_for(found, period.until.year)
        name = f"bukti-dukung_{safe_name(case.number)}.zip"
        target = ask_target(window, "Simpan zip permohonan", name, "Zip (*.zip)")
        if target is None:
            return

        def write(progress: Progress) -> BundleReport:
            with window_first(), office.reading():
                return write_bundle(office, target, framework, period, case=case, progress=progress)

        line = window.papers.export
        line.start("Mengumpulkan berkas permohonan…")
        window.papers.zip_button.setEnabled(False)
        self._work = run_in_background(
            self, write, partial(self._done, target), partial(self._failed, target), line.advance
        )

    def _cancel(self) -> None:
        if self._work is not None:
            self._work.stop()

    def _done(self, target: Path, report: BundleReport) -> None:
        self._ended()
        self.file.target = target
        words = f"{number_text(report.files)} berkas tersimpan: {target}"
        if report.gaps:
            words += f". {number_text(len(report.gaps))} kekurangan, lihat 00_daftar_bukti di dalamnya"
        self._window.papers.export.show_result(words)

    def _failed(self, target: Path, error: Exception) -> None:
        self._ended()
        papers = self._window.papers
        papers.export.stop()
        if isinstance(error, BundleCancelled):
            papers.message.tell("Dibatalkan. Berkas yang sudah ada tidak berubah.")
        elif isinstance(error, OSError):
            papers.message.refuse(not_saved(target, error))
        else:
            raise error

    def _ended(self) -> None:
        self._work = None
        self._window.papers.zip_button.setEnabled(True)
