"""The screens of what is taken away, Rekap, Cetak and Dokumen SOP, each with its controller."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.changes import Changes
from desktop.doors import Doors
from desktop.papers_controller import PapersController
from desktop.recap_controller import RecapController
from desktop.session import Session
from desktop.sop_documents_controller import SopDocumentsController
from views.papers_page import PapersPage
from views.recap_page import RecapPage
from views.sidebar import PAPERS, RECAP
from views.sop_documents import SopDocumentsPage


def build_screen(
    screen: str, window: QWidget, session: Session, changes: Changes, doors: Doors
) -> PapersController | RecapController | SopDocumentsController:
    """The screen of that name."""
    if screen == RECAP:
        return build_recap(window, session, changes, doors)
    if screen == PAPERS:
        return build_papers(window, session, changes, doors)
    return build_sop_documents(window, session, changes, doors)


def build_recap(window: QWidget, session: Session, changes: Changes, doors: Doors) -> RecapController:
    """Rekap."""
    office = session.office
    return RecapController(RecapPage(lambda: office.local(office.now()), window), session, changes, doors)


def build_papers(window: QWidget, session: Session, changes: Changes, doors: Doors) -> PapersController:
    """Cetak."""
    office = session.office
    return PapersController(PapersPage(lambda: office.local(office.now()), window), session, changes, doors)


def build_sop_documents(
    window: QWidget, session: Session, changes: Changes, _doors: Doors
) -> SopDocumentsController:
    """Dokumen SOP."""
    return SopDocumentsController(SopDocumentsPage(window), session, changes)
