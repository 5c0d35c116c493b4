"""Connects the case window with the acts on confidential requests: marking, access, lifting."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt

from desktop.case_acts import CaseActs, refusal_lines
from desktop.changes import Changes, touched
from desktop.session import Session
from models.actions import secrecy
from models.queries.access import access_sheet
from models.queries.case_sheet import CaseGoneError
from models.records.results import Result
from models.records.secrecy import WHO_SEES
from views.access_dialog import AccessDialog
from views.ask_dialog import AskDialog
from views.case_window import CaseWindow
from views.notice import tell
from views.small_dialogs import ReasonDialog


class CaseSecrecyController(QObject):
    """Lives as long as its window."""

    def __init__(self, window: CaseWindow, session: Session, changes: Changes) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._acts = CaseActs(session, changes, window.show_refusal)
        self.dialog: AccessDialog | None = None
        window.secrecy.mark_asked.connect(self.mark)
        window.secrecy.access_asked.connect(self.access)
        changes.happened.connect(self._heard)

    def mark(self) -> AskDialog:
        """Jadikan rahasia."""
        sheet, session = self._window.sheet, self._session
        dialog = ReasonDialog(
            f"Jadikan {sheet.number} rahasia",
            f"{WHO_SEES} Orang lain tidak menemukannya lagi di papan, daftar, pencarian, rekap, dan ekspor.",
            "Jadikan &rahasia",
            self._window,
        )
        return self._acts.ask(
            dialog,
            lambda: secrecy.mark_secret(
                session.office, session.person_id, sheet.case_id, sheet.version, dialog.reason.text()
            ),
        )

    def access(self) -> AccessDialog | None:
        """Beri akses: who sees the request, and letting others in."""
        session, case_id = self._session, self._window.sheet.case_id
        try:
            sheet = access_sheet(session.office, session.person_id, case_id)
        except CaseGoneError:
            self._window.close()
            return None
        dialog = self.dialog = AccessDialog(sheet, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._forget)
        dialog.give_asked.connect(
            lambda other: self._do(
                secrecy.give_access(session.office, session.person_id, case_id, other), dialog
            )
        )
        dialog.end_asked.connect(
            lambda other: self._do(
                secrecy.end_access(session.office, session.person_id, case_id, other), dialog
            )
        )
        dialog.lift_asked.connect(lambda: self.lift(dialog))
        dialog.open()
        return dialog

    def lift(self, above: AccessDialog) -> AskDialog:
        """Cabut sifat rahasia."""
        session, sheet = self._session, above.sheet
        dialog = ReasonDialog(
            f"Cabut sifat rahasia {sheet.number}",
            "Permohonan ini beserta dokumen, naskah, dan riwayatnya terlihat lagi oleh semua di kantor.",
            "Cabut &sifat rahasia",
            above,
        )
        return self._acts.ask(
            dialog,
            lambda: secrecy.lift_secrecy(
                session.office, session.person_id, sheet.case_id, sheet.version, dialog.reason.text()
            ),
        )

    def _do(self, answer: Result, dialog: AccessDialog) -> None:
        lines = refusal_lines(answer)
        if lines:
            tell(dialog, "Ditolak, tidak ada yang berubah", "\n".join(lines))
        else:
            self._acts.take(answer)

    def _heard(self, subjects: frozenset[str]) -> None:
        """Read the list again; a request that is not confidential any more has none."""
        if self.dialog is None or not touched(subjects, f"case:{self._window.sheet.case_id}"):
            return
        session = self._session
        try:
            sheet = access_sheet(session.office, session.person_id, self.dialog.sheet.case_id)
        except CaseGoneError:
            self.dialog.close()
            return
        if sheet.secret:
            self.dialog.show_sheet(sheet)
        else:
            self.dialog.close()

    def _forget(self) -> None:
        self.dialog = None
