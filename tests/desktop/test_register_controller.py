from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox

from desktop import case_dialogs
from desktop.changes import Changes
from desktop.document_opening import safe_name
from models.queries.case_sheet import case_sheet
from models.store.tables import Agency, Case
from tests.desktop.desk import (
    at_step,
    child,
)
from views.register_attachments import PendingAttachment
from views.register_dialog import RegisterDialog


def fill(form: RegisterDialog, agency: str = "Dinas Baru") -> None:
    form.subject.setPlainText('Permohonan <uji> & "Đ" 😀')
    form.agency.edit.setText(agency)
    form.agency.new_box.setChecked(True)
    form.contact.setText("Rina (CONTOH)")


def test_new_request_with_a_new_agency_takes_its_number(desk, small):
    form = desk.register()
    assert not form.ok_button.isEnabled()
    fill(form)
    assert form.ok_button.isEnabled(), form.message.text()
    form.ok_button.click()
    case = Case.get()
    assert case.subject == 'Permohonan <uji> & "Đ" 😀'
    assert case.number.startswith("001/PP/")
    assert Agency.get_by_id(case.agency_id).name == "Dinas Baru"
    assert case.number in child(desk.parent, QMessageBox).text()


def test_agency_is_completed_from_the_list(desk, small):
    small.register("PP", agency_name="Badan Kepegawaian Daerah")
    form = desk.register()
    form.agency.prefix_typed.emit("badan kep")
    form.agency.edit.setText("Badan Kepegawaian Daerah")
    assert form.agency.agency_id() is not None
    assert form.agency.new_box.isHidden()
    form.subject.setPlainText("Satu lagi")
    form.ok_button.click()
    assert Agency.select().count() == 1


def test_required_fields_are_marked_and_keep_their_names(desk):
    form = desk.register("PP")
    words = [label.text() for label in form.findChildren(QLabel)]
    assert "* wajib diisi" in words
    marked = [text.replace("&", "") for text in words if text.endswith(" *")]
    assert marked == ["SOP *", "Perihal *", "OPD *", "Kanal *", "Diterima *"]
    fields = (form.sop, form.subject, form.agency.edit, form.channel, form.received.edit)
    assert [field.accessibleName() for field in fields] == [
        "SOP", "Perihal", "OPD pemohon", "Kanal", "Diterima",
    ]  # fmt: skip
    assert {field.accessibleDescription() for field in fields} == {"wajib diisi"}
    assert form.contact.accessibleDescription() == ""


def test_the_letter_of_the_button_is_never_typed_and_leads_to_what_is_missing(desk, qtbot):
    form = desk.register("PP")
    form.contact.setText("Rina")
    form.activateWindow()
    form.contact.setFocus()
    qtbot.waitUntil(form.contact.hasFocus)
    assert not form.ok_button.isEnabled()
    qtbot.keyClick(form.contact, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    assert form.contact.text() == "Rina"
    assert "Belum lengkap" in form.message.text()
    assert "Isi perihal." in form.message.text()
    assert form.subject.hasFocus()
    fill(form)
    qtbot.keyClick(form.subject, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: Case.select().count() == 1)


def test_tab_from_the_agency_knows_where_to_go(desk, small, qtbot):
    small.register("PP", agency_name="Badan Kepegawaian Daerah")
    form = desk.register("PP")
    form.activateWindow()
    edit = form.agency.edit
    edit.setFocus()
    qtbot.waitUntil(edit.hasFocus)
    # listed: no box comes between, however quickly Tab follows the last letter
    edit.setText("Badan Kepegawaian Daerah")
    assert form.agency.new_box.isHidden()
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert form.contact.hasFocus()
    assert form.agency.agency_id() is not None
    qtbot.wait(200)
    assert form.contact.hasFocus()
    # not listed: the box is there when Tab is pressed
    edit.setFocus()
    edit.setText("Badan Baru")
    qtbot.keyClick(edit, Qt.Key.Key_Tab)
    assert form.agency.new_box.hasFocus()
    qtbot.keyClick(form.agency.new_box, Qt.Key.Key_Tab)
    assert form.contact.hasFocus()


def test_double_click_registers_once(desk, small, qtbot):
    form = desk.register()
    fill(form)
    qtbot.mouseClick(form.ok_button, Qt.MouseButton.LeftButton)
    form.submit()
    assert Case.select().count() == 1


def test_same_letter_must_be_looked_at(desk, small):
    small.register("PP", letter_number="800/12/BKD")
    form = desk.register()
    fill(form)
    form.letter_number.setText("800/12/bkd")
    assert form.duplicates.isVisible()
    assert "001/PP" in form.duplicates.words.text()
    assert not form.ok_button.isEnabled()
    form.duplicates.accept_box.setChecked(True)
    assert form.ok_button.isEnabled()
    form.letter_number.setText("800/13/bkd")
    assert not form.duplicates.isVisible()


def test_first_step_of_the_agency_is_finished_in_the_same_transaction(desk, small, qtbot, tmp_path):
    form = desk.register("PP")
    fill(form)
    assert form.start.finish_box.isVisibleTo(form)
    form.start.finish_box.setChecked(True)
    assert not form.ok_button.isEnabled()
    first = small.sop("PP").first
    source = tmp_path / "formulir.pdf"
    source.write_bytes(b"isi")
    needed = [doc for g in (*first.needs, *first.gives, *first.workers[0].gives) for doc in g.docs]
    labels = {d.id: d.label for d in small.sop("PP").documents}
    for doc in dict.fromkeys(needed):
        form.attachments.add(PendingAttachment(doc, labels[doc], "berkas", str(source)))
    assert form.ok_button.isEnabled(), form.message.text()
    form.ok_button.click()
    qtbot.waitUntil(lambda: Case.select().count() == 1)
    case_id = Case.get().id
    assert small.at_steps(case_id) != [first.id]
    assert len(case_sheet(small.office, small.people["tu"], case_id).documents) == len(set(needed))


def test_vanished_attachment_registers_nothing_and_keeps_the_form(desk, small, qtbot, tmp_path):
    form = desk.register("PP")
    fill(form)
    doc = small.sop("PP").documents[0]
    form.attachments.add(PendingAttachment(doc.id, doc.label, "berkas", str(tmp_path / "hilang.pdf")))
    form.ok_button.click()
    qtbot.waitUntil(lambda: "hilang.pdf" in form.message.text())
    assert Case.select().count() == 0
    assert form.subject.text().startswith("Permohonan")
    assert form.ok_button.isEnabled()


def test_case_under_way_starts_at_its_row(desk, small):
    form = desk.register("PP")
    fill(form)
    form.received.edit.setText("02-11-2026 09.00")
    form.start.under_way_box.setChecked(True)
    assert not form.ok_button.isEnabled()
    step = small.sop("PP").work_steps[3]
    form.start.step.setCurrentIndex(form.start.step.findData(step.id))
    form.start.started.edit.setText("05-11-2026 09.00")
    form.ok_button.click()
    case_id = Case.get().id
    assert small.at_steps(case_id) == [step.id]


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("received", "16-11-2027 08.00", "masa depan"),
        ("received", "kemarin", "waktu diterima"),
        ("letter_date", "31-02-2026", "Tanggal surat tidak terbaca"),
        ("letter_date", "16-11-2027", "sesudah tanggal diterima"),
    ],
)
def test_impossible_dates_are_said_at_once(desk, field, text, words):
    form = desk.register("PP")
    fill(form)
    getattr(form, field).edit.setText(text)
    assert not form.ok_button.isEnabled()
    assert words in form.message.text()


def test_gone_step_is_said_and_screens_reload(desk, small):
    case_id = at_step(small, "4")
    run = small.open_runs(case_id)[0]
    small.walk(case_id)
    session = desk.session(small.people["leader"])
    assert case_dialogs.open_step(desk.parent, session, desk.changes, run.id) is None
    assert "sudah ditutup" in child(desk.parent, QMessageBox).text()
    assert frozenset({Changes.EVERYTHING}) in desk.heard


def test_names_for_copies_fit_every_system():
    assert safe_name('a<b>:"/\\|?*c.pdf') == "a-b--------c.pdf"
    long = safe_name("x" * 300 + ".pdf")
    assert len(long) <= 120
    assert long.endswith(".pdf")
    assert safe_name("...") == "tanpa nama"
