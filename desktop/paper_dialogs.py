"""Opens the windows of papers: a new one, a draft to go on with, one that was issued."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from desktop.changes import Changes
from desktop.live_paper import LivePaper
from desktop.paper_controller import PaperController
from desktop.paper_viewing import PaperViewing
from desktop.printing import PaperOutput
from desktop.session import Session
from models.queries.papers import paper_form, stored_paper
from models.records.paper import ControlSheet, PaperDraft, PaperLine
from resources.indonesian import parse_date, short_date
from views.paper_dialog import PaperDialog
from views.paper_shelf import ShelfWindow
from views.paper_viewer import PaperViewer


def open_draft(parent: QWidget | None, session: Session, changes: Changes, draft: PaperDraft) -> PaperDialog:
    """The dialog of a paper that is not issued yet, pre-filled from its case."""
    office = session.office
    shown = paper_form(office, session.person_id, draft)
    dialog = PaperDialog(shown, lambda: office.local(office.now()), shown.sheet.case_number, parent)
    PaperController(dialog, shown, session, changes)
    _show(dialog)
    return dialog


def open_paper(parent: QWidget | None, session: Session, changes: Changes, paper_id: int) -> QDialog:
    """The dialog of a draft, or the window of a paper that has its number."""
    line, _sheet, form = stored_paper(session.office, paper_id)
    if line.state == "konsep":
        return open_draft(parent, session, changes, PaperDraft(form.id, line.case_id, paper_id=line.id))
    viewer = PaperViewer(line, _about(line), parent)
    PaperViewing(viewer, session, changes)
    _show(viewer)
    return viewer


def open_control_sheet(parent: QWidget | None, session: Session, case_id: int, number: str) -> QDialog:
    """The lembar kendali of a case as it stands now; it is printed, never stored."""
    from models.queries.control_sheet import control_sheet
    from models.queries.papers import logo_bytes, paper_defaults

    office = session.office
    window = ShelfWindow(f"Lembar kendali {number}", parent)
    live = LivePaper(window.shelf.preview)
    output = PaperOutput(window)
    name = f"Lembar kendali {number}"

    def draw(_size: str = "") -> None:
        sheet = replace(control_sheet(office, case_id), paper=window.shelf.paper_size())
        live.make(partial(_draw_control_sheet, sheet, logo_bytes(office)))

    window.shelf.show_size(paper_defaults(office).paper)
    window.shelf.size_chosen.connect(draw)
    window.shelf.print_asked.connect(lambda: output.print((live.pdf,), name))
    window.shelf.save_asked.connect(lambda: output.save(live.pdf, f"{name}.pdf"))
    window.shelf.view_asked.connect(lambda: output.view(live.pdf, f"{name}.pdf"))
    live.made.connect(lambda: window.shelf.allow(ready=True))
    live.made.connect(window.begin)
    draw()
    _show(window)
    return window


def _draw_control_sheet(sheet: ControlSheet, logo: bytes | None) -> bytes:
    from reports.pdf.control_sheet import render_control_sheet

    return render_control_sheet(sheet, logo)


def _about(line: PaperLine) -> str:
    day = parse_date(line.day)
    words = [
        line.case_number,
        "" if day is None else f"tanggal {short_date(day)}",
        f"ditandatangani {line.signer}" if line.signer else "",
        "BATAL: nomor ini tidak dipakai lagi" if line.state == "batal" else "",
    ]
    return " · ".join(word for word in words if word)


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
