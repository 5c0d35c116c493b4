"""Connects the dispositions of a request: give, pass on, answer, withdraw, print, none needed."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.case_acts import CaseActs
from desktop.changes import Changes, touched
from desktop.paper_dialogs import open_draft, open_paper
from desktop.session import Session
from models.actions import dispositions as acts
from models.queries import dispositions
from models.records.disposition import DispositionNode, DispositionRecipient, NewDisposition
from models.records.paper import PaperDraft
from models.records.results import Result
from models.store.people import standing
from views.ask_dialog import AskDialog
from views.case_window import CaseWindow
from views.disposition_dialog import AnswerDialog, DispositionDialog
from views.small_dialogs import ReasonDialog

#: The form that a disposition prints as.
FORM = "disposisi"


class CaseDispositionsController(QObject):
    """The tab Disposisi of a case window, read when it is shown."""

    def __init__(self, window: CaseWindow, session: Session, changes: Changes) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._changes = changes
        self._acts = CaseActs(session, changes, window.show_refusal)
        tab = window.dispositions
        window.tabs.currentChanged.connect(lambda _index: self.show())
        tab.give_wanted.connect(self.give)
        tab.pass_on_wanted.connect(self.pass_on)
        tab.answer_wanted.connect(self.answer)
        tab.withdraw_wanted.connect(self.withdraw)
        tab.print_wanted.connect(self._print)
        tab.not_needed_wanted.connect(self.not_needed)
        changes.happened.connect(self._heard)

    def show(self) -> None:
        """Read the chain, when its tab is in sight; one's own unread ones are read now."""
        window, office = self._window, self._session.office
        if window.tabs.currentWidget() is not window.dispositions:
            return
        case_id = window.sheet.case_id
        for line in dispositions.inbox(office, self._session.person_id):
            if line.case_id == case_id and not line.read:
                acts.mark_read(office, self._session.person_id, line.recipient_id)
        window.dispositions.show_chain(
            dispositions.chain(office, case_id), not_needed=dispositions.not_needed(office, case_id)
        )

    def _heard(self, subjects: frozenset[str]) -> None:
        here = f"case:{self._window.sheet.case_id}"
        if touched(subjects, here, "dispositions", "papers") and self._window.isVisible():
            self.show()

    def give(self) -> AskDialog:
        """Beri disposisi."""
        return self._ask(f"Disposisi {self._window.sheet.number}")

    def pass_on(self, node: DispositionNode) -> AskDialog:
        """Teruskan."""
        return self._ask(f"Teruskan disposisi {node.sender}", node)

    def _ask(self, title: str, parent: DispositionNode | None = None) -> AskDialog:
        session, case_id = self._session, self._window.sheet.case_id
        office = session.office
        positions = dispositions.positions_offered(office)
        senders = self._senders(positions, parent)
        offered = dispositions.offered(office)
        by_name = {name: position_id for position_id, name in positions}
        recipients = [(by_name.get(name, name), name) for name in offered.recipients]
        dialog = DispositionDialog(
            title, senders, recipients, offered.instructions, self._acts.now, self._window
        )

        def act() -> Result:
            new = NewDisposition(
                case_id, int(dialog.giver.currentData()), dialog.to(), dialog.asked(), dialog.note.text(),
                dialog.due_day(), None if parent is None else parent.id,
            )  # fmt: skip
            return acts.give_disposition(office, session.person_id, new)

        return self._acts.ask(dialog, act)

    def _senders(
        self, positions: list[tuple[int, str]], parent: DispositionNode | None
    ) -> list[tuple[int, str]]:
        """Who may give it: one's own positions; for the secretariat, which writes down, all of them.

        A disposition is passed on by whoever got it: those come first.
        """
        office = self._session.office
        who = standing(office, self._session.person_id, office.now())
        got = {to.position_id for to in parent.recipients} if parent is not None else set()
        mine = [pair for pair in positions if pair[0] in who.position_ids]
        senders = positions if who.is_secretariat or not mine else mine
        return sorted(senders, key=lambda pair: pair[0] not in got)

    def answer(self, node: DispositionNode, recipient: DispositionRecipient) -> AskDialog:
        """Jawab."""
        session = self._session
        dialog = AnswerDialog(node.sender, self._window)
        return self._acts.ask(
            dialog,
            lambda: acts.answer_disposition(
                session.office, session.person_id, recipient.id, dialog.answer.text()
            ),
        )

    def withdraw(self, node: DispositionNode) -> AskDialog:
        """Tarik kembali."""
        session = self._session
        dialog = ReasonDialog(
            f"Tarik disposisi {node.sender}",
            "Disposisi ini dan yang diteruskan darinya tidak berlaku lagi; semuanya tetap tercatat.",
            "&Tarik kembali",
            self._window,
        )
        return self._acts.ask(
            dialog,
            lambda: acts.withdraw_disposition(
                session.office, session.person_id, node.id, dialog.reason.text()
            ),
        )

    def not_needed(self) -> AskDialog:
        """Tidak perlu disposisi."""
        session, case_id = self._session, self._window.sheet.case_id
        dialog = ReasonDialog(
            "Tidak perlu disposisi",
            "Tercatat bahwa surat ini tidak memerlukan disposisi. Pada langkah terbuka yang meminta lembar "
            "disposisi, keterangan ini menggantikannya. Dokumen lain tetap wajib.",
            "&Catat",
            self._window,
        )
        return self._acts.ask(
            dialog,
            lambda: acts.no_disposition_needed(
                session.office, session.person_id, case_id, dialog.reason.text()
            ),
        )

    def _print(self, node: DispositionNode) -> None:
        window, session = self._window, self._session
        if node.paper_id is not None:
            open_paper(window, session, self._changes, node.paper_id)
            return
        draft = PaperDraft(FORM, window.sheet.case_id, disposition_id=node.id)
        open_draft(window, session, self._changes, draft)
