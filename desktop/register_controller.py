"""Connects the registration form with the acts that register and correct a request."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from desktop.attaching import attachment_of
from desktop.case_acts import refusal_lines
from desktop.changes import Changes
from desktop.copying import Copying
from desktop.session import Session
from models.actions.register import correct_registration, register
from models.queries.lookups import agencies, same_letter
from models.records.case import CaseSheet
from models.records.results import Changed
from models.store.files import StoredFile
from views.register_dialog import RegisterDialog


class RegisterController(QObject):
    """Lives as long as its dialog; `registered` carries case id, run id and number."""

    registered = Signal(int, int, str)

    def __init__(
        self, dialog: RegisterDialog, session: Session, changes: Changes, sheet: CaseSheet | None = None
    ) -> None:
        super().__init__(dialog)
        self.dialog = dialog
        self._session = session
        self._changes = changes
        self._sheet = sheet
        self.copying: Copying | None = None
        dialog.agency_typed.connect(self._offer)
        dialog.letter_typed.connect(self._compare)
        dialog.submitted.connect(self._submit)

    def _offer(self, prefix: str) -> None:
        self.dialog.agency.offer(agencies(self._session.office, prefix) if prefix else [])

    def _compare(self, letter_number: str, agency_id: int | None) -> None:
        """Requests with the same letter number; of the same agency once it is known."""
        office = self._session.office
        apart = self._sheet.case_id if self._sheet else None
        found = same_letter(office, letter_number, agency_id, apart_from=apart)
        self.dialog.show_duplicates([f"{line.number} — {line.subject} — {line.agency}" for line in found])

    def _submit(self) -> None:
        if self._sheet is not None:
            self._correct(self._sheet)
            return
        paths = [Path(i.source) for i in self.dialog.attachments.items() if i.kind == "berkas"]
        if not paths:
            self._register([])
            return
        self.copying = Copying(self, self._session.office.store.files, paths, self.dialog.progress)
        self.copying.done.connect(self._register)
        self.copying.failed.connect(lambda _title, words: self.dialog.show_refusal([words] if words else []))
        self.copying.start()

    def _register(self, stored: list[StoredFile]) -> None:
        """All files are in the store now; number, case and attachments are one transaction."""
        session, rest = self._session, iter(stored)
        attachments = [
            attachment_of(item, next(rest) if item.kind == "berkas" else None)
            for item in self.dialog.attachments.items()
        ]
        answer = register(session.office, session.person_id, self.dialog.registration(), attachments)
        if not isinstance(answer, Changed):
            self.dialog.show_refusal(refusal_lines(answer))
            return
        self.dialog.close_done()
        self._changes.announce(answer.subjects)
        self.registered.emit(answer.case_id or 0, answer.record_id or 0, answer.number)

    def _correct(self, sheet: CaseSheet) -> None:
        session = self._session
        answer = correct_registration(
            session.office, session.person_id, sheet.case_id, sheet.version, self.dialog.changes()
        )
        if isinstance(answer, Changed):
            self.dialog.close_done()
            self._changes.announce(answer.subjects)
        else:
            self.dialog.show_refusal(refusal_lines(answer))
