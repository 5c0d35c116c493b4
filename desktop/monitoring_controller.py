"""Connects the window Monitoring SOP: reads a semester in a worker, keeps assessments, saves and prints."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop.background import Progress, run_in_background
from desktop.case_acts import CaseActs
from desktop.changes import Changes, touched
from desktop.finished_file import FinishedFile, ask_target, not_saved
from desktop.newest_reading import NewestReading
from desktop.printing import PaperOutput
from desktop.session import Session
from desktop.whole_file import write_whole
from models.actions.monitoring import assess_sop
from models.queries.monitoring import monitoring
from models.queries.papers import logo_bytes
from models.records.monitoring import Monitoring, MonitoringLine
from models.records.recap import Period
from models.rules import periods
from models.store.anchors import note_anchor
from views.assess_dialog import AssessDialog
from views.monitoring_dialog import MonitoringDialog

#: So many semesters are offered, this one first.
_SEMESTERS = 6


def open_monitoring(parent: QWidget, session: Session, changes: Changes) -> MonitoringDialog:
    """Open the window for the semester of today."""
    office = session.office
    today = office.local(office.now()).date()
    semesters = [periods.semester(today.year, (today.month + 5) // 6)]
    while len(semesters) < _SEMESTERS:
        semesters.append(periods.before(semesters[-1]))
    may_assess = session.standing.is_leader or session.standing.is_admin
    dialog = MonitoringDialog(semesters, may_assess=may_assess, parent=parent)
    MonitoringController(dialog, session, changes)
    dialog.show()
    return dialog


class MonitoringController(QObject):
    """Lives as long as its window."""

    def __init__(self, dialog: MonitoringDialog, session: Session, changes: Changes) -> None:
        super().__init__(dialog)
        self.dialog = dialog
        self._session = session
        self._shown: Monitoring | None = None
        self.reading = NewestReading(self, session.office)
        self.file = FinishedFile(dialog.export, dialog.message)
        self.output = PaperOutput(dialog)
        self._acts = CaseActs(session, changes, lambda lines: dialog.message.refuse(" ".join(lines)))
        dialog.semester_wanted.connect(self._turn)
        dialog.assess_wanted.connect(self.assess)
        dialog.book_wanted.connect(lambda: self._save(".xlsx", "Buku kerja Excel (*.xlsx)"))
        dialog.pdf_wanted.connect(lambda: self._save(".pdf", "PDF (*.pdf)"))
        dialog.print_wanted.connect(self._print)
        changes.happened.connect(self._heard)
        self._read()

    def _heard(self, subjects: frozenset[str]) -> None:
        if touched(subjects, "monitoring"):
            self._read()

    def _turn(self) -> None:
        self.dialog.show_reading()
        self._read()

    def _read(self) -> None:
        office, period = self._session.office, self.dialog.period()
        self._shown = None
        self.reading.ask(lambda: monitoring(office, period), self._show)

    def _show(self, read: Monitoring) -> None:
        self._shown = read
        self.dialog.show_monitoring(read)

    def assess(self, line: MonitoringLine) -> AssessDialog:
        """Ask for the assessment of an SOP."""
        office, who, period = self._session.office, self._session.person_id, self.dialog.period()
        asked = AssessDialog(line, period.name, self._acts.now, self.dialog)
        key = periods.written(period)
        self._acts.ask(asked, lambda: assess_sop(office, who, key, line.sop_id, asked.found()))
        return asked

    def _save(self, suffix: str, kind: str) -> None:
        read = self._shown
        if read is None:
            return
        name = f"Monitoring SOP {read.period.name}{suffix}"
        target = ask_target(self.dialog, "Simpan monitoring SOP", name, kind)
        if target is None:
            return
        logo = logo_bytes(self._session.office)

        def write(_progress: Progress) -> None:
            write_whole(target, _drawn(read, suffix, logo))

        run_in_background(
            self,
            write,
            lambda _none: self._saved(target, read.period, read.anchor),
            partial(self._failed, target),
        )

    def _saved(self, target: Path, period: Period, anchor: str) -> None:
        self.file.target = target
        note_anchor(self._session.office, anchor, f"Monitoring SOP {period.name}")
        self.dialog.export.show_result(f"Monitoring SOP {period.name} tersimpan: {target}")

    def _failed(self, target: Path, error: Exception) -> None:
        if not isinstance(error, OSError):
            raise error
        self.dialog.message.refuse(not_saved(target, error))

    def _print(self) -> None:
        read, logo = self._shown, logo_bytes(self._session.office)
        if read is None:
            return
        title = f"Monitoring SOP {read.period.name}"
        note_anchor(self._session.office, read.anchor, f"{title} (cetakan)")
        run_in_background(
            self, lambda _progress: _drawn(read, ".pdf", logo), lambda pdf: self.output.print([pdf], title)
        )


def _drawn(read: Monitoring, suffix: str, logo: bytes | None) -> bytes:
    """The forms as a PDF or a workbook."""
    if suffix == ".pdf":
        from reports.pdf.monitoring import render_monitoring

        return render_monitoring(read, logo)
    from reports.excel.monitoring_book import monitoring_book

    return monitoring_book(read, logo)
