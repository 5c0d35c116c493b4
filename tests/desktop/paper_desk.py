"""Papers as tests reach them: menus, dialogs, live pictures and stored files."""

from __future__ import annotations

import io
from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit

from desktop.paper_controller import PaperController
from desktop.paper_viewing import PaperViewing
from models.store.paper_tables import Paper
from tests.office import SmallOffice
from views.paper_dialog import PaperDialog
from views.paper_viewer import PaperViewer
from views.step_dialog import StepDialog

WAIT = 8000


def text_of(pdf: bytes) -> str:
    """The words of a PDF, white space made one."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def offers(qtbot, step: StepDialog) -> list[str]:
    """What the menu Cetak of a step offers."""
    qtbot.waitUntil(
        lambda: bool(step.print_button.menu() and step.print_button.menu().actions()), timeout=WAIT
    )
    assert step.print_button.isVisible()
    return [action.text() for action in step.print_button.menu().actions()]


def open_offer(qtbot, step: StepDialog, beginning: str) -> QDialog:
    """Choose a paper in the menu of a step; the window that opens, its picture made."""
    offers(qtbot, step)
    action = next(a for a in step.print_button.menu().actions() if a.text().startswith(beginning))
    action.trigger()
    opened = [
        w for w in step.findChildren(QDialog) if isinstance(w, PaperDialog | PaperViewer) and w.isVisible()
    ]
    assert opened, "nothing was opened"
    drawn(qtbot, opened[-1])
    return opened[-1]


def live_of(window: QDialog):
    kind = PaperController if isinstance(window, PaperDialog) else PaperViewing
    return window.findChild(kind).live


def drawn(qtbot, window: QDialog) -> bytes:
    """The PDF behind the picture, once nothing is being made."""
    live = live_of(window)
    qtbot.waitUntil(lambda: bool(live.pdf) and not live.busy(), timeout=WAIT)
    return live.pdf


def picture(window: QDialog) -> bytes:
    """The picture that stands in the preview."""
    return bytes(window.preview.canvas.pixmap().toImage().constBits())


def fill(qtbot, dialog: PaperDialog, **values: str) -> None:
    """Write into every required blank that is empty, through its widget; wait until nothing lacks."""
    table = dialog.body.fields["kepada"].table
    for column, words in enumerate(("Budi (CONTOH) <b>&</b>", "Penata / III c", "", "Pranata Komputer")):
        table.put(0, column, words)
    for name, words in {"waktu": "24 November 2026", **values}.items():
        edit = dialog.body.fields[name].findChild(QLineEdit)
        edit.clear()
        qtbot.keyClicks(edit, words)
    qtbot.waitUntil(dialog.issue_button.isEnabled, timeout=WAIT)


def issued(qtbot) -> Paper:
    """The paper that was issued, once its file is kept."""
    qtbot.waitUntil(lambda: Paper.select().where(Paper.digest != "").count() == 1, timeout=WAIT)
    return Paper.get(Paper.digest != "")


def stored_bytes(small: SmallOffice, paper: Paper) -> bytes:
    path: Path = small.office.store.files.path_of(paper.digest)
    return path.read_bytes()


def settle() -> None:
    QApplication.processEvents()


def catch_prints(monkeypatch) -> list:
    """What would have gone to the printer; the system's dialog is the only part that is not real."""
    printed: list = []
    monkeypatch.setattr(
        "desktop.printing.PaperOutput.print",
        lambda _self, papers, _title, **_more: printed.append(tuple(papers)),
    )
    return printed
