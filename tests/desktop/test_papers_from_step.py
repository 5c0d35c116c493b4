"""A paper from a step: pre-filled, drawn while it is typed, issued once, kept, printed again, scanned."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from models.store.paper_tables import Paper, PaperNumber
from models.store.tables import Document
from tests.desktop.desk import Desk, child, slot
from tests.desktop.paper_desk import (
    catch_prints,
    drawn,
    fill,
    issued,
    offers,
    open_offer,
    picture,
    stored_bytes,
    text_of,
)
from tests.paper_office import with_officials
from views.attach_dialog import AttachDialog
from views.copy_dialog import CopyDialog
from views.paper_dialog import PaperDialog
from views.paper_viewer import PaperViewer
from views.small_dialogs import ReasonDialog

ODD = 'Perbaikan <b>presensi</b> & "GEĐE" ' + "x" * 200


@pytest.fixture
def step(desk: Desk):
    """The step that asks for Surat Tugas TIM and a schedule, on the desk of TU."""
    with_officials(desk.small)
    case_id = desk.small.register("MLS", subject=ODD)
    desk.small.walk(case_id)
    assert desk.small.at_steps(case_id) == ["2"]
    return desk.step(case_id, desk.small.people["tu"])


def test_cetak_offers_what_the_step_names(qtbot, step):
    assert any(words.startswith("Surat tugas") for words in offers(qtbot, step))


def test_pre_filled_from_the_case_with_what_lacks_told(qtbot, step):
    dialog = open_offer(qtbot, step, "Surat tugas")
    values = dialog.body.draft().values
    assert ODD in values["dasar"][0]
    assert values["tempat"] == "Dinas Contoh"
    assert not dialog.issue_button.isEnabled()
    assert "Kepada: wajib diisi" in dialog.missing.text()
    assert dialog.focusWidget() is dialog.body.fields["kepada"].table
    assert dialog.body.number.choice.currentText().startswith("Berikutnya: 800.1.11.1/1/")


def test_what_is_typed_is_painted(qtbot, step):
    dialog = open_offer(qtbot, step, "Surat tugas")
    before = picture(dialog)
    edit = dialog.body.fields["waktu"].edit
    edit.setFocus()
    qtbot.keyClicks(edit, "24 s.d. 28 November 2026")
    qtbot.waitUntil(lambda: "24 s.d. 28 November" in text_of(drawn(qtbot, dialog)), timeout=5000)
    assert "KONSEP" in text_of(drawn(qtbot, dialog))
    qtbot.waitUntil(lambda: picture(dialog) != before, timeout=5000)


def test_a_draft_is_kept_and_found_again(qtbot, step):
    dialog = open_offer(qtbot, step, "Surat tugas")
    qtbot.keyClicks(dialog.body.fields["waktu"].edit, "24 November 2026")
    dialog.draft_button.click()
    assert not dialog.is_dirty()
    dialog.close()
    assert [words for words in offers(qtbot, step) if "lanjutkan konsep" in words]
    again = open_offer(qtbot, step, "Surat tugas")
    assert again.body.draft().values["waktu"] == "24 November 2026"
    assert Paper.select().count() == 1
    assert not PaperNumber.select().count()


def test_two_hits_take_one_number_and_the_file_is_kept(qtbot, desk, step):
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    button = dialog.issue_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(button, Qt.MouseButton.LeftButton)
    paper = issued(qtbot)
    assert PaperNumber.select().count() == 1
    assert "800.1.11.1/1/" in dialog.missing.text()
    shown = text_of(stored_bytes(desk.small, paper))
    assert "KONSEP" not in shown
    assert "None" not in shown
    assert paper.number_text in shown
    assert "GEĐE" in shown
    assert "<b>presensi</b>" in shown


def test_printed_again_it_is_the_stored_file(qtbot, desk, step, monkeypatch):
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    dialog.issue_button.click()
    paper = issued(qtbot)
    first = stored_bytes(desk.small, paper)
    dialog.close()
    viewer = open_offer(qtbot, step, "Surat tugas")
    assert isinstance(viewer, PaperViewer)
    printed = catch_prints(monkeypatch)
    viewer.print_button.click()
    qtbot.waitUntil(lambda: bool(printed), timeout=5000)
    assert printed == [(first,)]


def test_a_file_that_was_never_kept_is_drawn_again(qtbot, desk, step):
    """The program died between the number and the file: the frozen sheet gives the same bytes."""
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    dialog.issue_button.click()
    paper = issued(qtbot)
    first = stored_bytes(desk.small, paper)
    dialog.close()
    Paper.update(digest="", size=0, file_name="").execute()
    desk.small.office.store.files.path_of(paper.digest).unlink()
    viewer = open_offer(qtbot, step, "Surat tugas")
    again = issued(qtbot)
    assert again.digest == paper.digest
    assert stored_bytes(desk.small, again) == first == drawn(qtbot, viewer)


def test_a_file_that_was_exchanged_is_neither_shown_nor_printed(qtbot, desk, step, monkeypatch):
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    dialog.issue_button.click()
    paper = issued(qtbot)
    dialog.close()
    stored = desk.small.office.store.files.path_of(paper.digest)
    stored.write_bytes(stored.read_bytes().replace(b"%PDF-1.4", b"%PDF-1.5"))
    printed = catch_prints(monkeypatch)
    offers(qtbot, step)
    next(a for a in step.print_button.menu().actions() if a.text().startswith("Surat tugas")).trigger()
    viewer = child(step, PaperViewer)
    qtbot.waitUntil(lambda: bool(viewer.findChildren(QMessageBox)), timeout=5000)
    told = child(viewer, QMessageBox)
    assert "tidak sama lagi" in told.text()
    told.close()
    viewer.print_button.click()
    qtbot.waitUntil(lambda: any(b.isVisible() for b in viewer.findChildren(QMessageBox)), timeout=5000)
    child(viewer, QMessageBox).close()
    assert printed == []
    assert viewer.preview.canvas.pixmap().isNull()


def test_a_copy_is_stamped_and_not_stored(qtbot, desk, step, monkeypatch):
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    dialog.issue_button.click()
    paper = issued(qtbot)
    first = stored_bytes(desk.small, paper)
    dialog.close()
    viewer = open_offer(qtbot, step, "Surat tugas")
    printed = catch_prints(monkeypatch)
    viewer.copy_button.click()
    asked = child(viewer, CopyDialog)
    asked.ordinal.setValue(3)
    asked.ok_button.click()
    qtbot.waitUntil(lambda: bool(printed), timeout=8000)
    assert "Salinan ke-3" in text_of(printed[0][0])
    assert stored_bytes(desk.small, issued(qtbot)) == first


def test_the_scan_completes_what_the_step_asks_for(qtbot, desk, step, tmp_path: Path):
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    dialog.issue_button.click()
    issued(qtbot)
    scan = tmp_path / "pindai.pdf"
    scan.write_bytes(b"%PDF-1.4 pindai")
    dialog.scan_button.click()
    asked = child(dialog, AttachDialog)
    assert asked.doc_type.currentData() == "surat_tugas_tim"
    asked.path.setText(str(scan))
    asked.ok_button.click()
    qtbot.waitUntil(lambda: slot(step, "surat_tugas_tim").is_met(), timeout=8000)
    kept = Document.get(Document.doc_type == "surat_tugas_tim")
    assert desk.small.office.store.files.path_of(kept.digest).read_bytes() == scan.read_bytes()


def test_cancelled_its_number_is_spent(qtbot, desk, step):
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    dialog.issue_button.click()
    issued(qtbot)
    dialog.close()
    viewer = open_offer(qtbot, step, "Surat tugas")
    viewer.cancel_button.click()
    asked = child(viewer, ReasonDialog)
    assert not asked.ok_button.isEnabled()
    asked.reason.setPlainText("Salah nama")
    asked.ok_button.click()
    assert not viewer.isVisible()
    assert [(n.ordinal, n.state, n.reason) for n in PaperNumber.select()] == [(1, "batal", "Salah nama")]
    again = open_offer(qtbot, step, "Surat tugas")
    assert isinstance(again, PaperDialog)
    assert "/2/" in again.body.number.choice.currentText()


def test_a_date_that_is_none_is_never_today(qtbot, step):
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    dialog.body.day.edit.setText("31-02-2026")
    qtbot.waitUntil(lambda: not dialog.issue_button.isEnabled(), timeout=8000)
    assert "Tanggal naskah: tanggal kosong atau tidak terbaca" in dialog.missing.text()
    dialog.issue_button.click()
    assert not Paper.select().count()


def test_somebody_else_signs_on_another_date(qtbot, desk, step):
    dialog = open_offer(qtbot, step, "Surat tugas")
    first = dialog.body.signers["pejabat"]
    assert "Kepala" in first.person.currentText()
    dialog.body.day.edit.setText("01-01-2019")
    qtbot.waitUntil(lambda: first.chosen() is None, timeout=8000)
    assert "Pemberi tugas: wajib diisi" in dialog.missing.text()


def test_a_full_disk_keeps_number_and_content(qtbot, desk, step, monkeypatch):
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.paper_files.write_whole", full)
    dialog.issue_button.click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QMessageBox)), timeout=8000)
    told = dialog.findChildren(QMessageBox)[-1].text()
    assert "cakram penuh" in told
    assert "sudah tersimpan" in told
    assert (Paper.get().state, Paper.get().digest) == ("terbit", "")
    monkeypatch.undo()
    dialog.close()
    viewer = open_offer(qtbot, step, "Surat tugas")
    assert issued(qtbot).number_text in text_of(drawn(qtbot, viewer))


def test_a_number_that_is_taken_is_refused_and_nothing_is_lost(qtbot, desk, step):
    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    dialog.issue_button.click()
    taken = issued(qtbot).number_text
    dialog.close()
    again = open_offer(qtbot, step, "Surat tugas (untuk Surat Tugas TIM): buat satu lagi")
    fill(qtbot, again)
    number = again.body.number
    number.choice.setCurrentIndex(number.choice.findData("luar"))
    number.choice.activated.emit(number.choice.currentIndex())
    qtbot.keyClicks(number.outside, taken)
    again.issue_button.click()
    assert "Ditolak" in again.missing.text()
    assert taken in again.missing.text()
    assert again.body.draft().values["waktu"] == "24 November 2026"
    assert again.issue_button.isEnabled()
    assert Paper.select().count() == 1


def test_the_word_file_of_a_draft_and_of_what_was_issued(qtbot, step, monkeypatch, tmp_path: Path):
    from docx import Document as WordFile

    saved: list[tuple[bytes, str]] = []
    monkeypatch.setattr(
        "desktop.printing.PaperOutput.save", lambda _self, paper, name: saved.append((paper, name))
    )

    def words(content: bytes) -> str:
        path = tmp_path / "naskah.docx"
        path.write_bytes(content)
        return "\n".join(paragraph.text for paragraph in WordFile(str(path)).paragraphs)

    dialog = open_offer(qtbot, step, "Surat tugas")
    fill(qtbot, dialog)
    dialog.word_button.click()
    qtbot.waitUntil(lambda: len(saved) == 1, timeout=8000)
    assert saved[0][1] == "KONSEP Surat tugas.docx"
    assert "${nomor_naskah}" in words(saved[0][0])
    dialog.issue_button.click()
    number = issued(qtbot).number_text
    dialog.word_button.click()
    qtbot.waitUntil(lambda: len(saved) == 2, timeout=8000)
    assert saved[1][1] == f"Surat tugas {number.replace('/', '-')}.docx"
    assert "SURAT TUGAS" in words(saved[1][0])
