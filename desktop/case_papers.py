"""Connects the papers of a request: all of them in its window, those a step names in the step dialog."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from desktop.changes import Changes, touched
from desktop.paper_dialogs import open_control_sheet, open_draft, open_paper
from desktop.session import Session
from desktop.warm_up import PAPERS, warm_up
from models.queries.papers import PaperGoneError, offers_for_case, offers_for_run, papers_of_case
from models.records.paper import PaperDraft, PaperOffer
from views.case_window import CaseWindow
from views.step_dialog import StepDialog

#: Papers that come one after the other are read once.
_SOON_MS = 60


class CasePapersController(QObject):
    """The tab Naskah of a case window, read when it is shown."""

    def __init__(self, window: CaseWindow, session: Session, changes: Changes) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._changes = changes
        window.tabs.currentChanged.connect(lambda _index: self.show())
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SOON_MS)
        self._soon.timeout.connect(self.show)
        papers = window.papers
        papers.offer_chosen.connect(
            lambda offer: open_offer(window, session, changes, offer, window.sheet.case_id)
        )
        papers.opened.connect(lambda line: open_paper(window, session, changes, line.id))
        papers.control_wanted.connect(
            lambda: open_control_sheet(window, session, window.sheet.case_id, window.sheet.number)
        )
        changes.happened.connect(self._heard)

    def show(self) -> None:
        """Read the papers, when their tab is in sight."""
        window, session = self._window, self._session
        if window.tabs.currentWidget() is window.papers:
            case_id = window.sheet.case_id
            warm_up(self, PAPERS)
            window.papers.show_papers(
                papers_of_case(session.office, case_id),
                offers_for_case(session.office, session.person_id, case_id),
            )

    def _heard(self, subjects: frozenset[str]) -> None:
        if touched(subjects, f"case:{self._window.sheet.case_id}", "papers") and self._window.isVisible():
            self._soon.start()


class StepPapersController(QObject):
    """The menu Cetak of a step dialog."""

    def __init__(self, dialog: StepDialog, session: Session, changes: Changes) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._session = session
        dialog.paper_asked.connect(partial(self._open, changes))
        changes.happened.connect(self._heard)
        # the dialog stands first; its papers come with the next event
        QTimer.singleShot(0, self, self.show)

    def show(self) -> None:
        """Read what the documents of the step may print."""
        session = self._session
        try:
            offers = offers_for_run(session.office, session.person_id, self._dialog.sheet.run_id)
        except PaperGoneError:
            # the step itself says that it is gone
            offers = ()
        self._dialog.show_offers(offers)
        if offers:
            warm_up(self, PAPERS)

    def _open(self, changes: Changes, offer: PaperOffer) -> None:
        sheet = self._dialog.sheet
        open_offer(self._dialog, self._session, changes, offer, sheet.case_id, sheet.run_id)

    def _heard(self, subjects: frozenset[str]) -> None:
        if touched(subjects, f"case:{self._dialog.sheet.case_id}", "papers") and self._dialog.isVisible():
            self.show()


def open_offer(
    parent: CaseWindow | StepDialog,
    session: Session,
    changes: Changes,
    offer: PaperOffer,
    case_id: int,
    run_id: int | None = None,
) -> None:
    """The paper that was chosen: issued before, begun before, or new."""
    if offer.paper_id is not None:
        open_paper(parent, session, changes, offer.paper_id)
    else:
        draft = PaperDraft(offer.form, case_id, run_id, offer.doc_type)
        open_draft(parent, session, changes, draft)
