"""Connects the case window with the acts and readings of one request."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from desktop.attaching import Attaching
from desktop.case_acts import CaseActs
from desktop.changes import Changes, touched
from desktop.document_opening import DocumentOpening
from desktop.document_painting import DocumentPainting
from desktop.session import Session
from desktop.signature_looking import SignatureLooking
from desktop.step_questions import ask_note, ask_pause, ask_undo, ask_withdraw
from models.actions import moves, pauses
from models.queries.case_sheet import CaseGoneError, case_sheet, explanation
from models.records.case import DocumentVersion
from views.ask_dialog import AskDialog
from views.case_window import CaseWindow
from views.dropped_files import ask_in_turn, usable_files
from views.small_dialogs import ReasonDialog


class CaseController(QObject):
    """Lives as long as its window; `open_step` and `correct` open the other dialogs."""

    def __init__(
        self,
        window: CaseWindow,
        session: Session,
        changes: Changes,
        open_step: Callable[[int], object],
        correct: Callable[[], object],
    ) -> None:
        super().__init__(window)
        self.window = window
        self._session = session
        self._acts = CaseActs(session, changes, window.show_refusal)
        self._opening = DocumentOpening(window, session)
        self.attaching = Attaching(window, window.progress, session, changes)
        window.step_asked.connect(open_step)
        window.correct_asked.connect(correct)
        self._connect()
        changes.happened.connect(self._heard)

    def _connect(self) -> None:
        window, documents = self.window, self.window.documents
        window.note_asked.connect(self.note)
        window.pause_asked.connect(self.pause)
        window.continue_asked.connect(self._continue)
        window.cancel_asked.connect(self.cancel)
        window.reopen_asked.connect(self.reopen)
        window.undo_asked.connect(self.undo)
        window.explanation.asked.connect(self._explain)
        DocumentPainting(documents.preview)
        documents.preview_asked.connect(self._preview)
        documents.shown.connect(SignatureLooking(documents.signatures, self._session).look)
        documents.open_asked.connect(lambda i: self._with(i, self._opening.open))
        documents.save_asked.connect(lambda i: self._with(i, self._opening.save))
        documents.withdraw_asked.connect(lambda i: ask_withdraw(window, self._acts, i))
        documents.attach_asked.connect(self._attach)
        documents.files_dropped.connect(self._drop)
        self.attaching.working.connect(lambda busy: window.set_busy(busy=busy))

    def reload(self) -> None:
        """Read the request again."""
        session = self._session
        try:
            sheet = case_sheet(session.office, session.person_id, self.window.sheet.case_id)
        except CaseGoneError:
            self.window.close()
            return
        self.window.show_sheet(sheet)

    def _heard(self, subjects: frozenset[str]) -> None:
        if touched(subjects, f"case:{self.window.sheet.case_id}") and self.window.isVisible():
            self.reload()

    def _explain(self, run_id: int) -> None:
        self.window.explanation.show_lines(explanation(self._session.office, run_id))

    def _version(self, document_id: int) -> DocumentVersion | None:
        return next((v for v in self.window.sheet.documents if v.id == document_id), None)

    def _with(self, document_id: int, act: Callable[[DocumentVersion], None]) -> None:
        version = self._version(document_id)
        if version is not None:
            act(version)

    def _preview(self, document_id: int) -> None:
        version = self._version(document_id)
        if version is None:
            return
        files = self._session.office.store.files
        if files.exists(version.digest):
            self.window.documents.show_preview(files.path_of(version.digest), version.file_name)
        else:
            self.window.documents.preview.show_words("Berkas ini tidak ditemukan di folder data.")

    def _attach(self, doc_type: str) -> AskDialog:
        sheet = self.window.sheet
        types = [t for t in sheet.doc_types if t[0] == doc_type]
        types += [t for t in sheet.doc_types if t[0] != doc_type]
        dialog = self.attaching.ask(sheet.case_id, None, types)
        if doc_type:
            dialog.doc_type.setCurrentIndex(dialog.doc_type.findData(doc_type))
        return dialog

    def _drop(self, doc_type: str, paths: list[str]) -> None:
        sheet = self.window.sheet

        def ask(path: str) -> AskDialog:
            return self.attaching.ask(sheet.case_id, None, sheet.doc_types, "berkas", path, chosen=doc_type)

        ask_in_turn(self.window, usable_files(self.window, paths), ask)

    def note(self) -> AskDialog:
        """Catatan."""
        return ask_note(self.window, self._acts, self.window.sheet.case_id, self.window.sheet.number)

    def undo(self) -> AskDialog:
        """Urungkan."""
        sheet = self.window.sheet
        return ask_undo(self.window, self._acts, sheet.case_id, sheet.number, sheet.version)

    def pause(self) -> AskDialog:
        """Tunda."""
        sheet = self.window.sheet
        return ask_pause(self.window, self._acts, sheet.case_id, sheet.number, sheet.version)

    def _continue(self) -> None:
        sheet, session = self.window.sheet, self._session
        self._acts.take(pauses.continue_case(session.office, session.person_id, sheet.case_id, sheet.version))

    def cancel(self) -> AskDialog:
        """Batalkan permohonan."""
        sheet, session = self.window.sheet, self._session
        dialog = ReasonDialog(
            f"Batalkan permohonan {sheet.number}",
            "Permohonan berakhir sebagai dibatalkan. Semua dokumen dan riwayatnya tetap disimpan.",
            "Batalkan per&mohonan",
            self.window,
        )
        return self._acts.ask(
            dialog,
            lambda: moves.cancel_case(
                session.office, session.person_id, sheet.case_id, dialog.reason.text(), sheet.version
            ),
        )

    def reopen(self) -> AskDialog:
        """Buka kembali."""
        sheet, session = self.window.sheet, self._session
        dialog = ReasonDialog(
            f"Buka kembali {sheet.number}",
            "Permohonan berjalan lagi di langkah terakhir yang selesai, dengan waktu baku penuh.",
            "&Buka kembali",
            self.window,
        )
        return self._acts.ask(
            dialog,
            lambda: moves.reopen_case(
                session.office, session.person_id, sheet.case_id, dialog.reason.text(), sheet.version
            ),
        )
