"""Monitoring SOP through its window: reading, assessing, refusing, saving as workbook and PDF."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from desktop import monitoring_controller
from desktop.monitoring_controller import MonitoringController, open_monitoring
from models.records.monitoring import Assessment, MonitoringLine
from models.store.monitoring_tables import SopMonitoring
from tests.desktop.desk import Desk
from views.assess_dialog import AssessDialog
from views.monitoring_dialog import MonitoringDialog


@pytest.fixture
def opened(desk: Desk, qtbot):
    def make(who: str = "leader") -> tuple[MonitoringDialog, MonitoringController]:
        dialog = open_monitoring(desk.parent, desk.session(desk.small.people[who]), desk.changes)
        controller = dialog.findChild(MonitoringController)
        qtbot.waitUntil(lambda: bool(dialog.box.model.records), timeout=10_000)
        return dialog, controller

    return make


def line_of(dialog: MonitoringDialog, code: str) -> MonitoringLine:
    return next(line for line in dialog.box.model.records if line.code == code)


def test_an_assessment_is_entered_kept_and_shown(desk: Desk, opened, qtbot) -> None:
    desk.small.walk(desk.small.register("PP"))
    dialog, controller = opened()
    asked = controller.assess(line_of(dialog, "PP"))
    assert asked.note.text().startswith("1 permohonan ditangani")
    asked.verdict.setCurrentIndex(2)
    asked.action.setPlainText("Tambah pemeriksa")
    asked.done_day.take_day(desk.small.office.local(desk.small.clock()).date())
    asked.answers[0].setCurrentIndex(1)
    asked.answers[6].setCurrentIndex(2)
    asked.ok_button.click()
    qtbot.waitUntil(lambda: line_of(dialog, "PP").assessment.verdict == "tidak_baik", timeout=10_000)
    kept = line_of(dialog, "PP").assessment
    assert kept.note is None
    assert kept.answers == "y-----t"
    assert (kept.action, str(kept.done_on)) == ("Tambah pemeriksa", "2026-11-16")
    assert frozenset({"monitoring"}) in desk.heard


def test_an_own_note_is_kept_and_can_be_taken_back(desk: Desk, opened, qtbot) -> None:
    dialog, controller = opened()
    asked = controller.assess(line_of(dialog, "PA"))
    asked.note.setPlainText("Catatan penilai")
    asked.ok_button.click()
    qtbot.waitUntil(lambda: line_of(dialog, "PA").note == "Catatan penilai", timeout=10_000)
    again = controller.assess(line_of(dialog, "PA"))
    assert again.note.text() == "Catatan penilai"
    again.from_data.click()
    assert again.found() == Assessment()


def test_what_cannot_be_is_said_in_the_dialog(opened) -> None:
    dialog, controller = opened()
    asked = controller.assess(line_of(dialog, "PA"))
    asked.done_day.edit.setText("32-13-2026")
    assert asked.problems() == ["Tanggal pelaksanaan tidak terbaca."]
    asked.done_day.edit.setText("01-11-2026")
    assert asked.problems() == ["Isi tindakannya, atau kosongkan tanggal pelaksanaannya."]
    assert not asked.ok_button.isEnabled()
    asked.action.setPlainText("Perbaiki")
    asked.done_day.edit.setText("01-12-2026")
    asked.ok_button.click()
    assert asked.isVisible()
    assert "tidak boleh sesudah hari ini" in asked.message.accessibleName() + " ".join(
        label.text() for label in asked.message.findChildren(type(asked.intro))
    )
    assert SopMonitoring.select().count() == 0


def test_who_may_not_assess_reads_only(opened) -> None:
    dialog, _ = opened("outsider")
    assert not hasattr(dialog.box, "open_button")
    dialog.box.cell_opened.emit(line_of(dialog, "PA"), "")
    assert not dialog.findChildren(AssessDialog)
    assert dialog.book_button.isEnabled()


def test_another_semester_is_read(desk: Desk, opened, qtbot) -> None:
    desk.small.register("PP")
    dialog, controller = opened()
    assert dialog.period().name == "Semester II 2026"
    dialog.semester.setCurrentIndex(1)
    assert not dialog.book_button.isEnabled()
    qtbot.waitUntil(lambda: dialog.book_button.isEnabled() and not controller.reading.busy(), timeout=10_000)
    assert dialog.period().name == "Semester I 2026"
    assert line_of(dialog, "PP").note == "Tidak ada permohonan dalam semester ini."


def test_it_is_saved_and_a_target_that_cannot_be_written_is_told(
    opened, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, controller = opened()
    target = tmp_path / "m.xlsx"
    monkeypatch.setattr(monitoring_controller, "ask_target", lambda *_: target)
    dialog.book_button.click()
    qtbot.waitUntil(lambda: controller.file.target == target, timeout=10_000)
    assert openpyxl.load_workbook(target).sheetnames[0] == "Monitoring"
    pdf = tmp_path / "m.pdf"
    monkeypatch.setattr(monitoring_controller, "ask_target", lambda *_: pdf)
    dialog.pdf_button.click()
    qtbot.waitUntil(lambda: controller.file.target == pdf, timeout=10_000)
    assert pdf.read_bytes().startswith(b"%PDF")
    monkeypatch.setattr(monitoring_controller, "ask_target", lambda *_: tmp_path / "tidak" / "m.pdf")
    dialog.pdf_button.click()
    qtbot.waitUntil(lambda: "foldernya tidak ada" in dialog.message.label.text(), timeout=10_000)
