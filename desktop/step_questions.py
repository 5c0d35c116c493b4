"""The small dialogs that the step dialog opens, each with its act."""

from __future__ import annotations

from datetime import date, datetime, time

from PySide6.QtWidgets import QWidget

from desktop.case_acts import CaseActs
from models.actions import documents, moves, pauses, undo, work
from models.queries.lookups import agencies_in, people_for
from models.records.case import ChoiceLine, StepSheet
from models.records.results import Result
from views.ask_dialog import AskDialog
from views.small_dialogs import (
    AssignDialog,
    ChooseExecutorsDialog,
    NoteDialog,
    PauseDialog,
    ReasonDialog,
    ReturnDialog,
    SkipDialog,
    TargetDialog,
)
from views.step_dialog import StepDialog


class StepQuestions:
    """Every question asks about the sheet that the dialog shows when it is opened."""

    def __init__(self, dialog: StepDialog, acts: CaseActs) -> None:
        self._dialog = dialog
        self._acts = acts

    @property
    def _sheet(self) -> StepSheet:
        return self._dialog.sheet

    def give_back(self) -> AskDialog:
        """Kembalikan."""
        return ask_return(self._dialog, self._acts, self._sheet)

    def pause(self) -> AskDialog:
        """Tunda."""
        sheet = self._sheet
        return ask_pause(self._dialog, self._acts, sheet.case_id, sheet.number, sheet.seen_version)

    def target(self) -> AskDialog:
        """Sepakati target."""
        sheet, session = self._sheet, self._acts.session
        calendar = session.office.calendar()

        def closing(day: date) -> time:
            intervals = calendar.intervals(day)
            return intervals[-1][1].time() if intervals else time(16)

        dialog = TargetDialog(
            sheet.step_no, self._acts.now, closing, (sheet.target, sheet.target_by), self._dialog
        )

        def act() -> Result:
            target = dialog.target.moment() or datetime.min  # the dialog does not send without one
            return work.agree_target(
                session.office, session.person_id, sheet.run_id, target,
                dialog.agreed_with.text(), sheet.seen_version,
            )  # fmt: skip

        return self._acts.ask(dialog, act)

    def assign(self, part: str) -> AskDialog:
        """Tugaskan."""
        sheet, session = self._sheet, self._acts.session
        line = next(p for p in sheet.parts if p.part == part)
        dialog = AssignDialog(
            line.label, people_for(session.office, sheet.run_id, part), line.assignee_id, self._dialog
        )
        return self._acts.ask(
            dialog,
            lambda: work.assign(session.office, session.person_id, sheet.run_id, part, dialog.chosen()),
        )

    def choose(self) -> AskDialog:
        """Pilih ulang pelaksana of a step whose executors are chosen; what is finished stays finished."""
        sheet, session = self._sheet, self._acts.session
        sop, step = sheet.facts.sop, sheet.facts.step
        candidates = tuple((p.id, sop.executor(p.executor).label) for p in step.workers)
        line = ChoiceLine(step.id, step.no, step.title, candidates, sheet.facts.chosen)
        dialog = ChooseExecutorsDialog(line, self._dialog)
        return self._acts.ask(
            dialog,
            lambda: work.choose_executors(
                session.office, session.person_id, sheet.case_id, step.id, dialog.chosen(), sheet.seen_version
            ),
        )

    def skip(self) -> AskDialog:
        """Lewati."""
        sheet, session = self._sheet, self._acts.session
        dialog = SkipDialog(sheet.number, sheet.step_no, sheet.outcomes, self._dialog)
        return self._acts.ask(
            dialog,
            lambda: moves.skip_step(
                session.office, session.person_id, sheet.run_id, dialog.reason.text(),
                sheet.seen_version, dialog.outcome(),
            ),
        )  # fmt: skip

    def undo(self) -> AskDialog:
        """Urungkan."""
        return ask_undo(
            self._dialog, self._acts, self._sheet.case_id, self._sheet.number, self._sheet.seen_version
        )

    def note(self) -> AskDialog:
        """Catatan."""
        return ask_note(self._dialog, self._acts, self._sheet.case_id, self._sheet.number)

    def withdraw(self, document_id: int) -> AskDialog:
        """Tarik."""
        return ask_withdraw(self._dialog, self._acts, document_id)


def ask_pause(parent: QWidget, acts: CaseActs, case_id: int, number: str, seen_version: int) -> AskDialog:
    """Tunda: whom the case waits for, and why."""
    session = acts.session
    dialog = PauseDialog(number, agencies_in(session.office, case_id), parent)

    def act() -> Result:
        party, executor = dialog.chosen()
        return pauses.pause_case(
            session.office, session.person_id, case_id, party, dialog.reason.text(), seen_version, executor
        )

    return acts.ask(dialog, act)


def ask_return(parent: QWidget | None, acts: CaseActs, sheet: StepSheet, step: str = "") -> AskDialog:
    """Kembalikan, with the target chosen beforehand or not."""
    dialog = ReturnDialog(sheet.number, sheet.returns, step, parent)
    session = acts.session
    return acts.ask(
        dialog,
        lambda: moves.return_case(
            session.office, session.person_id, sheet.run_id, dialog.step(),
            dialog.reason.text(), sheet.seen_version,
        ),
    )  # fmt: skip


def ask_withdraw(parent: QWidget, acts: CaseActs, document_id: int) -> AskDialog:
    """Tarik: a wrong upload is withdrawn with a reason, never erased."""
    dialog = ReasonDialog(
        "Tarik dokumen",
        "Versi ini tidak lagi dihitung sebagai kelengkapan atau output. "
        "Berkas dan catatannya tetap disimpan.",
        "Ta&rik",
        parent,
    )
    session = acts.session
    return acts.ask(
        dialog,
        lambda: documents.withdraw(session.office, session.person_id, document_id, dialog.reason.text()),
    )


def ask_note(parent: QWidget, acts: CaseActs, case_id: int, number: str) -> AskDialog:
    """Catatan for the history."""
    dialog = NoteDialog(number, parent)
    session = acts.session
    return acts.ask(
        dialog, lambda: work.add_note(session.office, session.person_id, case_id, dialog.reason.text())
    )


def ask_undo(parent: QWidget, acts: CaseActs, case_id: int, number: str, seen_version: int) -> AskDialog:
    """Urungkan: a question only, nothing is typed."""
    dialog = AskDialog(
        f"Urungkan penyelesaian terakhir {number}",
        "Langkah terakhir dibuka lagi seolah belum selesai; waktunya terus berjalan. "
        "Kedua kejadian tetap ada di riwayat.",
        "&Urungkan",
        parent,
    )
    dialog.ready(520, 200)
    session = acts.session
    return acts.ask(dialog, lambda: undo.undo_last(session.office, session.person_id, case_id, seen_version))
