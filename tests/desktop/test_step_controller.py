from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from desktop import case_dialogs
from desktop.attaching import Attaching
from models.actions import moves, pauses
from models.queries.case_sheet import case_sheet
from models.store.tables import Draft
from tests.desktop.desk import (
    at_step,
    child,
    decide,
    first_doc,
    paper_everything,
    slot,
    tentative_holder,
)
from tests.office import done
from views.ask_dialog import AskDialog
from views.attach_dialog import AttachDialog
from views.case_window import CaseWindow
from views.small_dialogs import PauseDialog, ReasonDialog, ReturnDialog, TargetDialog


def test_missing_document_is_attached_in_that_step_and_the_step_finished(desk, small, qtbot, tmp_path):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    assert not dialog.complete_button.isEnabled()
    decide(dialog, 0)
    paper_everything(desk, dialog)
    qtbot.waitUntil(dialog.complete_button.isEnabled)
    before = small.at_steps(case_id)
    qtbot.mouseClick(dialog.complete_button, Qt.MouseButton.LeftButton)
    dialog._complete()
    assert not dialog.isVisible()
    assert small.at_steps(case_id) != before
    assert any(f"case:{case_id}" in subjects for subjects in desk.heard)


def test_file_chosen_is_copied_in_the_background_and_attached(desk, small, qtbot, tmp_path):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    dialog.body.note.setPlainText("tetap di sini")
    doc = first_doc(dialog)
    source = tmp_path / "surat <&>'\" Đ 😀.pdf"
    source.write_bytes(b"%PDF-1.4 isi")
    slot(dialog, doc).buttons["lampirkan"].click()
    asked = child(dialog, AttachDialog)
    asked.path.setText(str(source))
    asked.original_place.setText("map BKD/2026")
    asked.ok_button.click()
    qtbot.waitUntil(lambda: slot(dialog, doc).slot.current is not None and not dialog._busy)
    kept = slot(dialog, doc).slot.current
    assert kept.file_name == source.name
    assert kept.original_place == "map BKD/2026"
    assert small.office.store.files.path_of(kept.digest).read_bytes() == b"%PDF-1.4 isi"
    assert dialog.body.note.text() == "tetap di sini"


def test_file_dropped_on_a_slot_is_attached_there(desk, small, qtbot, tmp_path):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    doc = first_doc(dialog)
    before = slot(dialog, doc).slot.current
    source = tmp_path / "hasil.docx"
    source.write_bytes(b"isi")
    slot(dialog, doc).files_dropped.emit(doc, [str(source)])
    assert not dialog.complete_button.isEnabled()
    qtbot.waitUntil(lambda: slot(dialog, doc).slot.current != before and not dialog._busy)
    assert slot(dialog, doc).slot.current.file_name == "hasil.docx"


@pytest.mark.parametrize("kind", ["kosong", "hilang", "terlalu_besar", "folder"])
def test_unusable_file_is_refused_in_words_and_changes_nothing(desk, small, qtbot, tmp_path, kind):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    doc = first_doc(dialog)
    versions = len(case_sheet(small.office, small.people["tu"], case_id).documents)
    source = tmp_path / "berkas.bin"
    if kind == "kosong":
        source.touch()
    elif kind == "folder":
        source.mkdir()
    elif kind == "terlalu_besar":
        with source.open("wb") as sparse:
            sparse.truncate(2 * 1024**3)
    slot(dialog, doc).attach_asked.emit(doc, "berkas")
    asked = child(dialog, AttachDialog)
    asked.path.setText(str(source))
    asked.ok_button.click()
    qtbot.waitUntil(lambda: "Ditolak" in asked.message.text())
    assert "berkas.bin" in asked.message.text()
    assert "Tidak ada yang berubah" in asked.message.text()
    assert asked.isVisible()
    assert len(case_sheet(small.office, small.people["tu"], case_id).documents) == versions
    assert asked.path.text() == str(source)


def test_copying_can_be_cancelled_and_leaves_nothing(desk, small, qtbot, tmp_path, monkeypatch):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    doc = first_doc(dialog)
    source = tmp_path / "besar.bin"
    source.write_bytes(b"x" * 30_000_000)
    slot(dialog, doc).attach_asked.emit(doc, "berkas")
    asked = child(dialog, AttachDialog)
    asked.path.setText(str(source))
    asked.ok_button.click()
    assert asked.progress.isVisible()
    asked.reject()  # Esc cancels the copy first; the dialog stays
    controller = dialog.findChild(Attaching)
    qtbot.waitUntil(lambda: controller.copying is None)
    assert asked.isVisible()
    assert asked.ok_button.isEnabled()
    left = [p.name for p in small.office.store.files.folder.rglob("*.tmp")]
    assert left == []
    assert slot(dialog, doc).slot.current is None or slot(dialog, doc).slot.current.file_name != "besar.bin"


def test_wrong_person_reads_who_holds_the_part(desk, small):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id, small.people["outsider"])
    assert dialog.complete_button.isHidden()
    assert "Hanya dapat dibaca" in dialog.missing.text()
    assert "(CONTOH)" in dialog.missing.text()


def test_somebody_else_finished_first_is_said_and_nothing_is_lost(desk, small):
    case_id = at_step(small, "4")
    dialog = desk.step(case_id)
    dialog.body.note.setPlainText("catatan saya")
    small.walk(case_id)
    desk.changes.announce({f"case:{case_id}"})
    assert "sudah ditutup" in dialog.missing.text()
    assert dialog.body.note.text() == "catatan saya"
    assert not dialog.complete_button.isEnabled()


def test_move_seen_too_late_is_refused_by_the_act(desk, small):
    case_id = at_step(small, "4")
    dialog = desk.step(case_id)
    paper_everything(desk, dialog)
    assert dialog.complete_button.isEnabled()
    run = small.open_runs(case_id)[0]
    target = dialog.sheet.returns[0].step
    done(
        moves.return_case(
            small.office, small.people["leader"], run.id, target, "kurang", small.version(case_id)
        )
    )
    dialog.complete_button.click()
    assert dialog.isVisible()
    assert "berubah" in dialog.missing.text() or "sudah ditutup" in dialog.missing.text()


def test_draft_is_kept_and_comes_back(desk, small, qtbot):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    dialog.body.note.setPlainText("setengah jadi")
    qtbot.mouseClick(dialog.draft_button, Qt.MouseButton.LeftButton)
    assert not dialog.is_dirty()
    assert Draft.select().count() == 1
    dialog.reject()
    again = desk.step(case_id)
    assert again.body.note.text() == "setengah jadi"


def test_return_is_asked_with_row_and_reason(desk, small):
    case_id = at_step(small, "4")
    dialog = desk.step(case_id)
    dialog.return_button.click()
    asked = child(dialog, ReturnDialog)
    assert not asked.ok_button.isEnabled()
    asked.target.setCurrentIndex(asked.target.count() - 1)
    asked.reason.setPlainText("Tanda tangan kurang")
    wanted = asked.step()
    asked.ok_button.click()
    assert not asked.isVisible()
    assert small.at_steps(case_id) == [wanted]
    assert not dialog.isVisible(), "nothing is left to do here"


def test_a_dialog_whose_step_was_returned_in_it_stays_while_something_typed_would_be_lost(desk, small):
    dialog = desk.step(at_step(small, "4"))
    dialog.body.note.setPlainText("belum tersimpan")
    dialog.return_button.click()
    asked = child(dialog, ReturnDialog)
    asked.target.setCurrentIndex(asked.target.count() - 1)
    asked.reason.setPlainText("Tanda tangan kurang")
    asked.ok_button.click()
    assert dialog.isVisible()
    assert "sudah ditutup" in dialog.missing.text()
    assert dialog.body.note.text() == "belum tersimpan"


def test_the_keyboard_goes_on_to_what_is_asked_next(desk, small):
    case_id = at_step(small, "2", "MLS")
    dialog = desk.step(case_id)
    wanted = ["Lampirkan Surat Tugas TIM", "Lampirkan Jadwal permintaan layanan", "Lampirkan Hasil analisis"]
    for name in wanted:
        button = dialog.focusWidget()
        assert button.accessibleName() == name
        button.click()
        asked = child(dialog, AttachDialog)
        asked.kinds["kertas"].setChecked(True)
        asked.place.setText("Rak 1")
        asked.ok_button.click()
    assert dialog.focusWidget().accessibleName() == "Staf IT mengerjakan langkah 3"


def test_now_is_not_before_what_was_done_in_the_same_minute(desk, small):
    small.clock.at("2026-11-16 09:00")
    case_id = small.register("PP", received_at=small.office.local(small.clock()))
    small.clock.at("2026-11-16 09:10:31")
    pauses.pause_case(
        small.office, small.people["tu"], case_id, "rapat", "menunggu rapat", small.version(case_id), ""
    )
    small.clock.forward(seconds=9)
    done(pauses.continue_case(small.office, small.people["tu"], case_id, small.version(case_id)))
    dialog = desk.step(case_id)
    paper_everything(desk, dialog)
    dialog.body.external.contact.setText("Rina (CONTOH)")
    dialog.body.external.channel.choose("surat")
    dialog.body.external.occurred.now_button.click()
    assert dialog.complete_button.isEnabled(), dialog.missing.text()
    dialog.complete_button.click()
    assert small.at_steps(case_id) == ["3"]


def test_undone_with_one_enter(desk, small, qtbot):
    case_id = at_step(small, "4")
    dialog = desk.step(case_id, small.people["leader"])
    assert dialog.sheet.can_undo
    dialog.undo_asked.emit()
    asked = child(dialog, AskDialog)
    assert asked.focusWidget() is asked.ok_button
    qtbot.keyClick(asked.focusWidget(), Qt.Key.Key_Return)
    assert small.at_steps(case_id) == ["3"]
    assert not dialog.isVisible()


def test_card_dropped_backwards_opens_return_with_its_row(desk, small):
    case_id = at_step(small, "4")
    run = small.open_runs(case_id)[0]
    step = desk.step(case_id).sheet.returns[0].step
    session = desk.session(small.people["leader"])
    asked = case_dialogs.open_return(desk.parent, session, desk.changes, run.id, step)
    assert asked.step() == step
    asked.reason.setPlainText("Salah isi")
    asked.ok_button.click()
    assert small.at_steps(case_id) == [step]


def test_pause_and_continue_from_the_step(desk, small):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    dialog.pause_button.click()
    asked = child(dialog, PauseDialog)
    asked.party.setCurrentIndex(1)
    asked.ok_button.click()
    assert small.case(case_id).paused_for == ""
    asked.reason.setPlainText("Menunggu data")
    asked.ok_button.click()
    assert small.case(case_id).paused_for == "opd"
    assert "Ditunda" in dialog.header.deadline.headline.text()
    dialog.continue_button.click()
    assert small.case(case_id).paused_for == ""
    assert not dialog.pause_button.isHidden()


def test_confirming_and_withdrawing_at_the_slot(desk, small):
    case_id = small.register("PP")
    dialog = desk.step(case_id)
    doc = dialog.sheet.outputs[0].slots[0].doc_type
    slot(dialog, doc, output=True).attach_asked.emit(doc, "kertas")
    asked = child(dialog, AttachDialog)
    asked.place.setText("Rak 1")
    asked.ok_button.click()
    version = slot(dialog, doc, output=True).slot.current
    dialog.withdraw_asked.emit(version.id)
    reason = child(dialog, ReasonDialog)
    reason.reason.setPlainText("salah berkas")
    reason.ok_button.click()
    assert slot(dialog, doc, output=True).slot.current is None
    kept = case_sheet(small.office, small.people["tu"], case_id).documents
    assert [v.withdrawn_reason for v in kept if v.id == version.id] == ["salah berkas"]


def test_tentative_step_agrees_its_target(desk, small):
    case_id = at_step(small, "3", "MLS")
    dialog = desk.step(case_id, tentative_holder(small, case_id))
    assert "tanggal target belum disepakati" in dialog.header.deadline.detail.text()
    dialog.body.target_asked.emit()
    asked = child(dialog, TargetDialog)
    asked.target.take_day(small.office.local(small.clock()).date())
    assert asked.target.edit.text().endswith("16.00")
    asked.agreed_with.setText("Kepala BKD (CONTOH)")
    asked.ok_button.click()
    assert dialog.sheet.target is not None
    assert "Target:" in dialog.header.deadline.headline.text()


def test_case_window_opens_from_the_step(desk, small):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    dialog.case_asked.emit()
    assert child(desk.parent, CaseWindow).sheet.case_id == case_id


def test_stale_requirement_is_renewed_by_one_click(desk, small):
    case_id = at_step(small, "5")
    run = small.open_runs(case_id)[0]
    leader = small.people["leader"]
    done(moves.return_case(small.office, leader, run.id, "3", "periksa ulang", small.version(case_id)))
    small.walk(case_id, small.sop("PP").step("3").outcomes[0].id)
    dialog = desk.step(case_id)
    stale = [s for g in dialog.sheet.outputs for s in g.slots if s.current is not None and s.current.stale]
    assert stale
    doc = stale[0].doc_type
    row = slot(dialog, doc, output=True)
    assert "perlu diperbarui" in row.state_words()
    row.buttons["masih_berlaku"].click()
    assert slot(dialog, doc, output=True).is_met()


def test_the_keyboard_goes_from_the_last_document_to_the_decision(desk, small, qtbot):
    dialog = desk.step(at_step(small, "5"))
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    row = slot(dialog, "hasil_tes", output=True)
    row.buttons["cara_lain"].setFocus()
    row.attach_asked.emit("hasil_tes", "kertas")
    asked = child(dialog, AttachDialog)
    asked.place.setText("Rak 1")
    asked.ok_button.click()
    first, second = dialog.body.decision.radios.values()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert dialog.focusWidget() is first
    assert first.hasFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    qtbot.keyClick(second, Qt.Key.Key_Space)
    assert dialog.body.decision.outcome() == "gagal"
