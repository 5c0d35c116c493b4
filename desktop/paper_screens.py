"""The screens of paper, Cetak and Dokumen SOP, each with its controller."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop.changes import Changes
from desktop.doors import Doors
from desktop.papers_controller import PapersController
from desktop.session import Session
from desktop.sop_documents_controller import SopDocumentsController
from views.papers_page import PapersPage
from views.sop_documents import SopDocumentsPage


def build_papers(window: QWidget, session: Session, changes: Changes, doors: Doors) -> PapersController:
    """Cetak."""
    office = session.office
    return PapersController(PapersPage(lambda: office.local(office.now()), window), session, changes, doors)


def build_sop_documents(
    window: QWidget, session: Session, changes: Changes, _doors: Doors
) -> SopDocumentsController:
    """Dokumen SOP."""
    return SopDocumentsController(SopDocumentsPage(window), session, changes)
