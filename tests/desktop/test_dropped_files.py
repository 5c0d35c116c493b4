"""Files dropped from outside on a slot, on the documents of a request, and on a form: real drop events."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget

from models.store.tables import Document
from tests.desktop.desk import at_step, child, first_doc, slot
from views.attach_dialog import AttachDialog


@pytest.fixture
def files(tmp_path) -> list[Path]:
    """Two files, a folder, and one that is not there any more."""
    made = [tmp_path / "a <b>.pdf", tmp_path / "c & d.pdf"]
    for file in made:
        file.write_bytes(b"%PDF-1.4 isi")
    folder = tmp_path / "Map"
    folder.mkdir()
    return [*made, folder, tmp_path / "hilang.pdf"]


def drop(widget: QWidget, paths: Sequence[Path], *others: str) -> bool:
    """Whether the drop was taken."""
    data = QMimeData()
    data.setUrls([*(QUrl.fromLocalFile(str(path)) for path in paths), *map(QUrl, others)])
    act, button, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), act, data, button, keys)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(5, 5), act, data, button, keys)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def asked(parent: QWidget) -> list[AttachDialog]:
    return [w for w in parent.findChildren(AttachDialog) if w.isVisible()]


def told(parent: QWidget) -> str:
    box = child(parent, QMessageBox)
    words = f"{box.windowTitle()}: {box.text()}"
    box.close()
    QApplication.processEvents()
    return words


def test_a_slot_takes_one_file_and_says_why_it_takes_no_more(desk, small, qtbot, files):
    dialog = desk.step(at_step(small, "3"))
    doc = first_doc(dialog)
    before = Document.select().count()
    row = slot(dialog, doc)
    assert drop(row, files[:2])
    assert told(dialog).startswith("Satu berkas saja: Setiap berkas menjadi satu versi")
    for path, words in ((files[2], "“Map” adalah folder."), (files[3], "“hilang.pdf” sudah tidak ada")):
        assert drop(slot(dialog, doc), [path])
        qtbot.waitUntil(lambda: any(b.isVisible() for b in dialog.findChildren(QMessageBox)))
        assert words in told(dialog)
    assert not drop(slot(dialog, doc), [], "https://contoh.go.id/surat.pdf")
    assert Document.select().count() == before
    assert drop(slot(dialog, doc), files[:1])
    qtbot.waitUntil(lambda: Document.select().count() == before + 1)


def test_the_documents_of_a_request_ask_about_one_file_after_the_other(desk, small, qtbot, files):
    case = small.register("PP")
    window = desk.case(case, small.people["tu"])
    assert drop(window.documents, files)
    words = told(window)
    assert "“Map” adalah folder." in words
    assert "“hilang.pdf” sudah tidak ada di tempatnya" in words
    for number, name in enumerate(("a <b>.pdf", "c & d.pdf")):
        qtbot.waitUntil(lambda: len(asked(window)) == 1)
        (dialog,) = asked(window)
        assert Path(dialog.path.text()).name == name
        assert dialog.windowTitle().endswith("(masih 2 berkas)") == (number == 0)
        dialog.doc_type.setCurrentIndex(1)
        dialog.ok_button.click()
        qtbot.waitUntil(lambda: Document.select().count() == number + 1)  # noqa: B023 - waits in this turn
    qtbot.waitUntil(lambda: not asked(window))
    assert {d.file_name for d in Document.select()} == {"a <b>.pdf", "c & d.pdf"}


def test_batal_ends_the_asking(desk, small, qtbot, files):
    window = desk.case(small.register("PP"), small.people["tu"])
    assert drop(window.documents, files[:2])
    (dialog,) = asked(window)
    dialog.close_done()
    qtbot.waitUntil(lambda: asked(window) not in ([], [dialog]))
    (dialog,) = asked(window)
    dialog.reject()
    qtbot.wait(50)
    assert asked(window) == []


def test_the_form_of_a_new_request_asks_in_turn_too(desk, qtbot, files):
    form = desk.register("PP")
    assert drop(form.attachments, files)
    assert "“Map” adalah folder." in told(form)
    for _ in range(2):
        qtbot.waitUntil(lambda: len(asked(form)) == 1)
        (dialog,) = asked(form)
        dialog.doc_type.setCurrentIndex(1)
        dialog.ok_button.click()
    qtbot.waitUntil(lambda: len(form.attachments.items()) == 2)
    assert [Path(item.source) for item in form.attachments.items()] == files[:2]


def test_the_attach_dialog_takes_one_file(desk, small, files):
    window = desk.case(small.register("PP"), small.people["tu"])
    window.documents.attach_button.click()
    (dialog,) = asked(window)
    assert drop(dialog, files[:2])
    assert "Satu berkas saja" in told(dialog)
    assert drop(dialog, files[2:3])
    assert "folder" in told(dialog)
    assert dialog.path.text() == ""
    assert drop(dialog, files[1:2])
    assert dialog.path.text() == str(files[1])
