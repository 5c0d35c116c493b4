"""Connects the step dialog with the acts and readings of one open run."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.attaching import Attaching
from desktop.case_acts import CaseActs, refusal_lines
from desktop.changes import Changes, touched
from desktop.document_opening import DocumentOpening
from desktop.session import Session
from desktop.step_questions import StepQuestions
from models.actions import complete, documents, pauses, work
from models.queries.step_sheet import RunGoneError, step_sheet
from models.records.case import DocumentVersion, GroupLine
from models.records.completion import Attempt
from models.records.results import Changed
from views.step_dialog import StepDialog


class StepController(QObject):
    """Lives as long as its dialog."""

    def __init__(self, dialog: StepDialog, session: Session, changes: Changes) -> None:
        super().__init__(dialog)
        self.dialog = dialog
        self._session = session
        self._changes = changes
        self._acts = CaseActs(session, changes, dialog.show_refusal)
        self._opening = DocumentOpening(dialog, session)
        self._questions = StepQuestions(dialog, self._acts)
        self.attaching = Attaching(dialog, dialog.progress, session, changes)
        self._connect()
        changes.happened.connect(self._heard)

    def _connect(self) -> None:
        dialog, ask = self.dialog, self._questions
        dialog.complete_asked.connect(self._complete)
        dialog.draft_asked.connect(self._save_draft)
        dialog.draft_discarded.connect(self._discard_draft)
        dialog.choose_asked.connect(ask.choose)
        dialog.attach_asked.connect(self._attach)
        dialog.files_dropped.connect(self._drop)
        dialog.view_asked.connect(self._view)
        dialog.confirm_asked.connect(self._confirm)
        dialog.point_ticked.connect(self._tick)
        dialog.continue_asked.connect(self._continue)
        dialog.take_asked.connect(self._take)
        dialog.withdraw_asked.connect(ask.withdraw)
        dialog.return_asked.connect(ask.give_back)
        dialog.pause_asked.connect(ask.pause)
        dialog.target_asked.connect(ask.target)
        dialog.assign_asked.connect(ask.assign)
        dialog.skip_asked.connect(ask.skip)
        dialog.undo_asked.connect(ask.undo)
        dialog.note_asked.connect(ask.note)
        self.attaching.working.connect(lambda busy: dialog.set_busy(busy=busy))

    def reload(self) -> None:
        """Read the run again; when it is gone the dialog stays, so that nothing typed is lost.

        Who returned, skipped or undid the step in this very dialog has no more use for it.
        """
        try:
            sheet = step_sheet(self._session.office, self._session.person_id, self.dialog.sheet.run_id)
        except RunGoneError:
            if self._acts.acting and not self.dialog.is_dirty():
                self.dialog.close_done()
            else:
                self.dialog.show_gone()
            return
        self.dialog.show_sheet(sheet)

    def _heard(self, subjects: frozenset[str]) -> None:
        if touched(subjects, f"case:{self.dialog.sheet.case_id}") and self.dialog.isVisible():
            self.reload()

    def _complete(self, attempt: Attempt) -> None:
        sheet = self.dialog.sheet
        answer = complete.complete_part(
            self._session.office, self._session.person_id, sheet.run_id, attempt, sheet.seen_version
        )
        if isinstance(answer, Changed):
            self.dialog.close_done()
            self._changes.announce(answer.subjects)
            return
        if any(o.code == "berubah" for o in answer.obstacles):
            self.reload()
        self.dialog.show_refusal(refusal_lines(answer))

    def _save_draft(self, content: dict[str, object]) -> None:
        sheet = self.dialog.sheet
        answer = work.save_draft(self._session.office, self._session.person_id, sheet.run_id, content)
        if isinstance(answer, Changed):
            self.dialog.mark_saved()
        else:
            self.dialog.show_refusal(refusal_lines(answer))

    def _discard_draft(self) -> None:
        session = self._session
        answer = work.discard_draft(session.office, session.person_id, self.dialog.sheet.run_id)
        if self._acts.take(answer):
            self.dialog.forget_draft()

    def _attach(self, doc_type: str, kind: str) -> None:
        sheet = self.dialog.sheet
        self.attaching.ask(sheet.case_id, sheet.run_id, [(doc_type, self._label(doc_type))], kind)

    def _drop(self, doc_type: str, paths: list[str]) -> None:
        sheet = self.dialog.sheet
        self.attaching.drop(sheet.case_id, sheet.run_id, doc_type, paths)

    def _groups(self) -> tuple[GroupLine, ...]:
        return (*self.dialog.sheet.needs, *self.dialog.sheet.outputs)

    def _label(self, doc_type: str) -> str:
        slots = (slot for group in self._groups() for slot in group.slots)
        return next((slot.label for slot in slots if slot.doc_type == doc_type), doc_type)

    def _version(self, document_id: int) -> DocumentVersion | None:
        slots = (slot.current for group in self._groups() for slot in group.slots)
        return next((v for v in slots if v is not None and v.id == document_id), None)

    def _view(self, document_id: int) -> None:
        version = self._version(document_id)
        if version is not None:
            self._opening.view(version)

    def _confirm(self, doc_type: str) -> None:
        session = self._session
        self._acts.take(
            documents.confirm_valid(session.office, session.person_id, self.dialog.sheet.run_id, doc_type)
        )

    def _tick(self, need: int, point: int, on: bool) -> None:
        session = self._session
        run = self.dialog.sheet.run_id
        answer = documents.tick(session.office, session.person_id, run, need, point, on)
        if not self._acts.take(answer):
            lines = refusal_lines(answer)
            self.reload()  # the box goes back to what is recorded
            self.dialog.show_refusal(lines)

    def _continue(self) -> None:
        session, sheet = self._session, self.dialog.sheet
        self._acts.take(
            pauses.continue_case(session.office, session.person_id, sheet.case_id, sheet.seen_version)
        )

    def _take(self, part: str) -> None:
        session = self._session
        run = self.dialog.sheet.run_id
        self._acts.take(work.assign(session.office, session.person_id, run, part, session.person_id))
