from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QMessageBox, QWidget

from desktop import case_dialogs
from desktop.attaching import Attaching
from desktop.changes import Changes
from desktop.document_opening import safe_name
from desktop.session import Session
from models.actions import moves
from models.queries.case_sheet import case_sheet
from models.store import case_state
from models.store.people import standing
from models.store.tables import Agency, Case, Draft
from tests.office import SmallOffice, done
from views.ask_dialog import AskDialog
from views.attach_dialog import AttachDialog
from views.case_window import CaseWindow
from views.document_slots import SlotRow
from views.register_attachments import PendingAttachment
from views.register_dialog import RegisterDialog
from views.small_dialogs import NoteDialog, PauseDialog, ReasonDialog, ReturnDialog, TargetDialog
from views.step_dialog import StepDialog


class Desk:
    """A small office seen through the dialogs of one person at a time."""

    def __init__(self, small: SmallOffice, parent: QWidget) -> None:
        self.small = small
        self.parent = parent
        self.changes = Changes()
        self.heard: list[frozenset[str]] = []
        self.changes.happened.connect(self.heard.append)

    def session(self, person: int) -> Session:
        office = self.small.office
        return Session(office, person, standing(office, person, office.now()))

    def step(self, case_id: int, person: int | None = None, **more: object) -> StepDialog:
        run = self.small.open_runs(case_id)[0]
        if person is None:
            sop = self.small.office.sop(self.small.case(case_id).version_id)
            person = self.small.person(sop.code, sop.step(run.step).workers[0].executor)
        dialog = case_dialogs.open_step(self.parent, self.session(person), self.changes, run.id, **more)
        assert dialog is not None
        return dialog

    def case(self, case_id: int, person: int) -> CaseWindow:
        window = case_dialogs.open_case(self.parent, self.session(person), self.changes, case_id)
        assert window is not None
        return window

    def register(self, code: str | None = "PP") -> RegisterDialog:
        return case_dialogs.open_register(
            self.parent, self.session(self.small.people["tu"]), self.changes, code
        )


@pytest.fixture
def desk(small: SmallOffice, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = Desk(small, parent)
    yield made
    for dialog in parent.findChildren(AskDialog):
        dialog.close_done()
    for dialog in parent.findChildren(StepDialog):
        dialog.close_done()


def child(parent: QWidget, kind: type):
    found = [w for w in parent.findChildren(kind) if w.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def slot(dialog: StepDialog, doc_type: str, *, output: bool = False) -> SlotRow:
    section = dialog.body.outputs if output else dialog.body.needs
    return next(
        r for r in section.findChildren(SlotRow) if r.slot.doc_type == doc_type and r.isVisibleTo(dialog)
    )


def at_step(small: SmallOffice, step_no: str, code: str = "PP") -> int:
    """A case of the change SOP taken to a row."""
    case_id = small.register(code)
    sop = small.sop(code)
    while (step := sop.step(small.at_steps(case_id)[0])).no != step_no:
        small.walk(case_id, step.outcomes[0].id if step.is_decision else None)
    return case_id


def first_doc(dialog: StepDialog) -> str:
    return dialog.sheet.needs[0].slots[0].doc_type


# ---------------------------------------------------------------- the step dialog


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


def decide(dialog: StepDialog, index: int) -> None:
    if len(dialog.sheet.outcomes) > 1:
        dialog.choose_outcome(dialog.sheet.outcomes[index].id)


def paper_everything(desk: Desk, dialog: StepDialog) -> None:
    """Attach a paper original to every slot that still wants one, through the attach dialog."""
    for output in (False, True):
        groups = dialog.sheet.outputs if output else dialog.sheet.needs
        for doc in [s.doc_type for g in groups for s in g.slots]:
            row = slot(dialog, doc, output=output)
            if row.is_met():
                continue
            row.attach_asked.emit(doc, "kertas")
            asked = child(dialog, AttachDialog)
            asked.place.setText("Rak 1 / boks 2")
            asked.ok_button.click()
            assert slot(dialog, doc, output=output).is_met()


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


def tentative_holder(small: SmallOffice, case_id: int) -> int:
    run = small.open_runs(case_id)[0]
    part = next(p for p in case_state.parts_of([run.id]) if p.state == "terbuka")
    return small.person("MLS", small.sop("MLS").step(run.step).part(part.part).executor)


def test_case_window_opens_from_the_step(desk, small):
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    dialog.case_asked.emit()
    assert child(desk.parent, CaseWindow).sheet.case_id == case_id


# ---------------------------------------------------------------- the case window


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
    assert preview.canvas.pixmap().toImage().pixelColor(20, 20) == QColor("red")
    window.show_documents(files["surat.pdf"])
    assert preview._pages == 2
    assert preview.page_label.text() == "Halaman 1 dari 2"
    assert not preview.canvas.pixmap().isNull()
    first = preview.canvas.pixmap().toImage()
    preview.turn(1)
    assert preview.page_label.text() == "Halaman 2 dari 2"
    assert preview.canvas.pixmap().toImage() != first
    window.show_documents(files["rusak.pdf"])
    assert "tersimpan utuh" in preview.words.text()


def write_pdf(path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(path))
    for words in ("Halaman satu", "Halaman dua"):
        canvas.drawString(72, 700, words)
        canvas.rect(72, 300, 100 * len(words) / 12, 100, fill=1)
        canvas.showPage()
    canvas.save()


def test_copy_for_the_viewer_is_a_copy(desk, small, qtbot, tmp_path, monkeypatch):
    case_id = at_step(small, "3")
    window = desk.case(case_id, small.people["tu"])
    source = tmp_path / "surat <1>: Đ.pdf"
    source.write_bytes(b"isi asli")
    window.findChild(Attaching).drop(case_id, None, window.sheet.doc_types[0][0], [str(source)])
    qtbot.waitUntil(lambda: any(v.file_name == source.name for v in window.sheet.documents))
    version = next(v for v in window.sheet.documents if v.file_name == source.name)
    opened = []
    monkeypatch.setattr(
        "desktop.document_opening.QDesktopServices.openUrl", lambda url: opened.append(url) or True
    )
    window.documents.open_asked.emit(version.id)
    copy = Path(opened[0].toLocalFile())
    stored = small.office.store.files.path_of(version.digest)
    assert copy != stored
    assert copy.read_bytes() == b"isi asli"
    copy.write_bytes(b"diubah di luar")
    assert stored.read_bytes() == b"isi asli"
    kept = tmp_path / "salinan.pdf"
    monkeypatch.setattr("desktop.document_opening.QFileDialog.getSaveFileName", lambda *_: (str(kept), ""))
    window.documents.save_asked.emit(version.id)
    assert kept.read_bytes() == b"isi asli"


def test_programs_are_not_started(desk, small, qtbot, tmp_path, monkeypatch):
    case_id = at_step(small, "3")
    window = desk.case(case_id, small.people["tu"])
    source = tmp_path / "pasang.exe"
    source.write_bytes(b"MZ")
    window.findChild(Attaching).drop(case_id, None, window.sheet.doc_types[0][0], [str(source)])
    qtbot.waitUntil(lambda: any(v.file_name == source.name for v in window.sheet.documents))
    version = next(v for v in window.sheet.documents if v.file_name == source.name)
    opened = []
    monkeypatch.setattr("desktop.document_opening.QDesktopServices.openUrl", opened.append)
    window.documents.open_asked.emit(version.id)
    assert opened == []
    assert "tidak dibuka" in child(window, QMessageBox).text()


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


# ---------------------------------------------------------------- registration


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
    assert safe_name('a<b>:"/\\|?*c.pdf') == "a_b________c.pdf"
    long = safe_name("x" * 300 + ".pdf")
    assert len(long) <= 120
    assert long.endswith(".pdf")
    assert safe_name("...") == "dokumen"
