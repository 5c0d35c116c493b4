from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QColor, QImage

from desktop.attaching import Attaching
from models.store.tables import Case
from tests.desktop.desk import (
    at_step,
    child,
)
from views.ask_dialog import AskDialog
from views.case_summary import registration_lines
from views.register_dialog import RegisterDialog
from views.small_dialogs import NoteDialog, ReasonDialog


def write_pdf(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for words in ("Halaman satu", "Halaman dua"):
        canvas.drawString(72, 700, words)
        canvas.rect(72, 300, 100 * len(words) / 12, 100, fill=1)
        canvas.showPage()
    canvas.save()


def test_case_window_shows_documents_history_and_reloads(desk, small):
    case_id = at_step(small, "4")
    window = desk.case(case_id, small.people["leader"])
    rows = window.history.table.rowCount()
    assert rows == len(window.sheet.history) > 0
    assert window.documents.tree.topLevelItemCount() > 0
    window.note_asked.emit()
    asked = child(window, NoteDialog)
    asked.reason.setPlainText("Sudah ditelepon")
    asked.ok_button.click()
    assert window.history.table.rowCount() == rows + 1
    assert "Sudah ditelepon" in window.history.table.item(0, 3).text()


def test_every_run_has_its_deadline_explained(desk, small):
    case_id = at_step(small, "4")
    window = desk.case(case_id, small.people["leader"])
    for line in window.sheet.timeline:
        window.explain(line.run_id)
        assert window.explanation.run() == line.run_id
        assert window.explanation.table.rowCount() > 0


def test_picture_and_pdf_are_previewed_and_the_rest_is_worded(desk, small, qtbot, tmp_path):
    case_id = at_step(small, "3")
    window = desk.case(case_id, small.people["tu"])
    types = [doc for doc, _label in window.sheet.doc_types]
    picture = tmp_path / "foto.png"
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("red"))
    image.save(str(picture))
    paper = tmp_path / "surat.pdf"
    write_pdf(paper)
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"%PDF-1.4 rusak")
    for path in (picture, paper, broken):
        attaching = window.findChild(Attaching)
        count = len(window.sheet.documents)
        attaching.drop(case_id, None, types[0], [str(path)])
        qtbot.waitUntil(lambda: len(window.sheet.documents) > count)  # noqa: B023 - waits in this turn
    files = {v.file_name: v.id for v in window.sheet.documents}
    preview = window.documents.preview
    window.show_documents(files["foto.png"])
    qtbot.waitUntil(lambda: preview.pages == 1)
    assert preview.canvas.pixmap().toImage().pixelColor(20, 20) == QColor("red")
    window.show_documents(files["surat.pdf"])
    qtbot.waitUntil(lambda: preview.pages == 2)
    assert preview.page_label.text() == "Halaman 1 dari 2"
    assert not preview.canvas.pixmap().isNull()
    first = preview.canvas.pixmap().toImage()
    preview.turn(1)
    qtbot.waitUntil(lambda: preview.canvas.pixmap().toImage() != first)
    assert preview.page_label.text() == "Halaman 2 dari 2"
    window.show_documents(files["rusak.pdf"])
    qtbot.waitUntil(lambda: "disiapkan" not in preview.words.text())
    assert "tersimpan utuh" in preview.words.text()


def test_leader_cancels_and_reopens(desk, small):
    case_id = at_step(small, "4")
    window = desk.case(case_id, small.people["leader"])
    window.cancel_button.click()
    asked = child(window, ReasonDialog)
    asked.reason.setPlainText("Ditarik pemohon")
    asked.ok_button.click()
    assert small.case(case_id).status == "dibatalkan"
    assert window.status.label.text() == "Dibatalkan"
    assert window.cancel_button.isHidden()
    window.reopen_button.click()
    asked = child(window, ReasonDialog)
    asked.reason.setPlainText("Diajukan lagi")
    asked.ok_button.click()
    assert small.case(case_id).status == "berjalan"


def test_petugas_is_not_offered_what_leaders_do(desk, small):
    case_id = at_step(small, "4")
    window = desk.case(case_id, small.people["outsider"])
    assert window.cancel_button.isHidden()
    assert window.reopen_button.isHidden()


def test_undo_from_the_case_window(desk, small):
    case_id = at_step(small, "4")
    before = small.at_steps(case_id)
    small.walk(case_id)
    window = desk.case(case_id, small.people["leader"])
    window.undo_button.click()
    child(window, AskDialog).ok_button.click()
    assert small.at_steps(case_id) == before


def test_correction_changes_only_what_was_changed(desk, small):
    case_id = small.register("PP")
    window = desk.case(case_id, small.people["tu"])
    window.correct_asked.emit()
    form = child(window, RegisterDialog)
    assert form.changes() == {}
    form.subject.setPlainText("Perihal yang benar <&>")
    assert form.changes() == {"subject": "Perihal yang benar <&>"}
    form.ok_button.click()
    assert Case.get_by_id(case_id).subject == "Perihal yang benar <&>"
    assert "Perihal yang benar" in window.title.text()


def test_the_name_of_an_sop_printed_in_capitals_is_written_calmly(desk, small):
    case_id = small.register("PP")
    window = desk.case(case_id, small.people["tu"])
    assert "PP Pengelolaan Perubahan" in window.subtitle.text()
    assert ("SOP", "PP · Pengelolaan Perubahan (versi 1)") in registration_lines(window.sheet)
    form = desk.register("PP")
    assert form.sop.currentText() == "PP · Pengelolaan Perubahan"
