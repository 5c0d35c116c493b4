"""What people type is shown as typed, in every window: markup, quotes, Đ, emoji, very long names."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import Qt as TextQt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMessageBox,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop import case_dialogs
from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.session import Session
from models.actions import documents, pauses, work
from models.records.registration import FileAttachment, LinkAttachment, PaperAttachment
from models.store.people import standing
from models.store.tables import Person
from resources.problems import problem_text
from tests.desktop.desk import Desk
from tests.office import SmallOffice, done
from views.attach_dialog import AttachDialog
from views.notice import tell
from views.problem_notice import problem_box
from views.tips import plain_tip

MARKUP = "<b>x</b><img src=x onerror=y>"
NASTY = MARKUP + " & ' \" Đ 😀"
LONG = (NASTY + " ") * 12
LONG = LONG[:300]


def texts(view: QAbstractItemView) -> Iterator[str]:
    """The tooltips of all items of a view."""
    model = view.model()
    if model is not None:
        yield from _tips(model, QModelIndex())


def _tips(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(min(model.rowCount(parent), 50)):
        flat = isinstance(model, QAbstractListModel)
        for column in range(1 if flat else model.columnCount(parent)):
            index = model.index(row, column, parent)
            yield str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
        if not flat and not isinstance(model, QAbstractTableModel):
            yield from _tips(model, model.index(row, 0, parent))


def markup_in(window: QWidget) -> list[str]:
    """Everything in a window that Qt would take for markup, though a person typed it."""
    found: list[str] = []
    widgets = [window, *window.findChildren(QWidget)]
    for widget in widgets:
        if isinstance(widget, QLabel) and "<b>x" in widget.text():
            rich = widget.textFormat() in (Qt.TextFormat.RichText, Qt.TextFormat.MarkdownText)
            auto = widget.textFormat() == Qt.TextFormat.AutoText
            if rich or (auto and TextQt.mightBeRichText(widget.text())):
                found.append(f"label {widget.objectName()} {widget.text()!r}")
        if isinstance(widget, QTextEdit) and not widget.document().isEmpty() and widget.acceptRichText():
            found.append(f"text {widget.toHtml()[:80]!r}")
        tips = [widget.toolTip(), widget.whatsThis()]
        if isinstance(widget, QAbstractItemView):
            tips += texts(widget)
        eaten = [words for words in tips if "src=x" in words and "src=x" not in rendered(words)]
        found += [f"tooltip of {type(widget).__name__} {words!r}" for words in eaten]
    return found


def rendered(words: str) -> str:
    """The words that stand in a tooltip in the end."""
    if not TextQt.mightBeRichText(words):
        return words
    document = QTextDocument()
    document.setHtml(words)
    return document.toPlainText()


def visible(window: QWidget) -> bool:
    """Whether the words reached the window at all."""
    labels = any("<b>x" in label.text().replace("\u200b", "") for label in window.findChildren(QLabel))
    views = window.findChildren(QAbstractItemView)
    return labels or any("src=x" in words for view in views for words in texts(view))


@pytest.fixture
def strange(small: SmallOffice, tmp_path: Path) -> int:
    """A request in which everything a person can type is strange."""
    Person.update(name=LONG).where(Person.id == small.people["tu"]).execute()
    Person.update(name=NASTY).where(Person.id == small.people["leader"]).execute()
    office, tu = small.office, small.people["tu"]
    office.forget_calendar()
    case = small.register(
        "PP", subject=LONG, agency_name=LONG, contact_name=NASTY, contact_phone=NASTY,
        letter_number=NASTY, note=LONG,
    )  # fmt: skip
    run = small.open_runs(case)[0]
    paper = tmp_path / "<b>x<img src=x onerror=y> Đ 😀 & '.txt"
    paper.write_text("isi")
    stored = office.store.files.ingest(paper)
    kind = small.sop("PP").documents[0].id
    done(documents.attach(office, tu, case, PaperAttachment(kind, LONG, NASTY), run.id))
    done(documents.attach(office, tu, case, LinkAttachment(kind, "https://contoh/" + MARKUP, NASTY), run.id))
    file = FileAttachment(kind, stored.digest, stored.size, stored.name, LONG, NASTY)
    done(documents.attach(office, tu, case, file, run.id))
    done(work.add_note(office, tu, case, LONG))
    done(pauses.pause_case(office, small.people["leader"], case, "opd", LONG, small.version(case)))
    return case


@pytest.fixture
def main(qtbot: QtBot, small: SmallOffice, strange: int) -> Iterator[Callable[[str], QWidget]]:
    tu = small.people["tu"]
    session = Session(small.office, tu, standing(small.office, tu, small.office.now()))
    made: list[MainController] = []

    def show(screen: str) -> QWidget:
        controller = MainController(session, Changes())
        made.append(controller)
        with qtbot.waitExposed(controller.window):
            controller.show(screen)
        return controller.window

    yield show
    for controller in made:
        controller.doors.close_all()
        controller.window.close()
        controller.window.deleteLater()
        controller.deleteLater()
    QApplication.sendPostedEvents(None, 0)


@pytest.mark.parametrize("screen", ["papan:PP", "semua", "tugas"])
def test_board_list_and_tasks_show_words_as_typed(
    qtbot: QtBot, main: Callable[[str], QWidget], screen: str
) -> None:
    window = main(screen)
    # the choices of the filters come after the first picture
    qtbot.waitUntil(lambda: bool(visible(window)), timeout=3000)
    assert markup_in(window) == []


def test_step_dialog_shows_words_as_typed(desk: Desk, strange: int) -> None:
    dialog = desk.step(strange)
    assert visible(dialog)
    assert markup_in(dialog) == []
    kind = dialog.sheet.needs[0].slots[0] if dialog.sheet.needs else dialog.sheet.outputs[0].slots[0]
    attach = AttachDialog([(kind.doc_type, NASTY)], "berkas", "/x/" + NASTY, dialog)
    attach.show_refusal([LONG])
    assert markup_in(attach) == []
    dialog.show_refusal([LONG])
    assert markup_in(dialog) == []


def test_case_window_shows_words_as_typed(desk: Desk, strange: int, small: SmallOffice) -> None:
    window = desk.case(strange, small.people["leader"])
    assert visible(window)
    assert markup_in(window) == []
    correction = case_dialogs.open_correction(window, desk.session(small.people["leader"]), desk.changes)
    assert markup_in(correction) == []
    correction.close_done()


def test_register_dialog_shows_words_as_typed(desk: Desk, strange: int) -> None:
    form = desk.register("PP")
    form.letter_number.setText(NASTY)
    assert form.duplicates.isVisible()
    form.show_refusal([LONG])
    assert visible(form)
    assert markup_in(form) == []


def test_messages_show_words_as_typed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    problem = problem_text("tidak_ada", {"berkas": NASTY})
    boxes: list[QMessageBox] = [tell(window, NASTY, LONG), problem_box(None, problem)]
    for box in boxes:
        qtbot.addWidget(box)
        box.show()
        assert "<b>x" in box.text() + box.informativeText()
        assert markup_in(box) == []
        box.close()


def test_a_message_stands_until_it_is_closed_though_nobody_keeps_it(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    tell(window, "Pesan", "Isi pesan")
    gc.collect()
    QApplication.processEvents()
    (box,) = window.findChildren(QMessageBox)
    assert box.isVisible()
    with pytest.raises((AttributeError, TypeError)):
        tell(None, "Pesan", "Isi pesan")
    box.close()


def test_a_tooltip_keeps_lines_and_signs() -> None:
    assert plain_tip("biasa saja & <kosong>") == "biasa saja & <kosong>"
    assert rendered(plain_tip(f"{MARKUP}\nbaris dua")) == f"{MARKUP}\nbaris dua"
