"""Bukti dukung through its window: a zip with progress, called off, or refused by the disk."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from PySide6.QtWidgets import QMessageBox

from desktop import evidence_controller
from desktop.evidence_controller import EvidenceController, open_evidence
from models.store.frameworks import FOLDER_NAME
from tests.desktop.desk import Desk
from views.evidence_dialog import EvidenceDialog


@pytest.fixture
def opened(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def make(target: Path | None = None) -> tuple[EvidenceDialog, EvidenceController]:
        chosen = target or tmp_path / "bukti.zip"
        monkeypatch.setattr(evidence_controller, "ask_target", lambda *_: chosen)
        dialog = open_evidence(desk.parent, desk.session(desk.small.people["leader"]))
        assert dialog is not None
        return dialog, dialog.findChild(EvidenceController)

    return make


def test_the_zip_of_a_year(desk: Desk, opened, qtbot, tmp_path: Path) -> None:
    desk.small.walk(desk.small.register("PP"))
    dialog, controller = opened()
    assert dialog.year.currentData() == 2026
    assert dialog.framework.currentData().id == "pemdi-2026"
    dialog.make_button.click()
    assert controller.busy()
    assert not dialog.make_button.isEnabled()
    qtbot.waitUntil(lambda: not controller.busy(), timeout=60_000)
    with ZipFile(tmp_path / "bukti.zip") as made:
        assert "03_pelaksanaan/PP/001-PP-XI-2026/riwayat.pdf" in made.namelist()
    assert dialog.export.result.isVisibleTo(dialog)
    assert str(tmp_path) in dialog.export.words.text().replace("\u200b", "")
    assert [need for need in dialog.box.model.records if need.lacking]
    assert dialog.make_button.isEnabled()


def test_closing_while_it_is_written_calls_it_off_first(desk: Desk, opened, qtbot, tmp_path: Path) -> None:
    for _ in range(5):
        desk.small.register("PP")
    (tmp_path / "bukti.zip").write_bytes(b"lama")
    dialog, controller = opened()
    dialog.make_button.click()
    assert not dialog.close()
    dialog.reject()
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not controller.busy(), timeout=60_000)
    assert "Dibatalkan" in dialog.message.label.text()
    assert (tmp_path / "bukti.zip").read_bytes() == b"lama"
    assert dialog.close()


def test_a_target_that_cannot_be_written_is_told(opened, qtbot, tmp_path: Path) -> None:
    dialog, controller = opened(tmp_path / "tidak" / "b.zip")
    dialog.make_button.click()
    qtbot.waitUntil(lambda: not controller.busy(), timeout=60_000)
    assert "foldernya tidak ada" in dialog.message.label.text()


def test_a_wrong_framework_of_the_office_is_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = desk.small.office.store.folder / FOLDER_NAME
    folder.mkdir()
    (folder / "salah.toml").write_text("id = 1", "utf-8")
    told: list[str] = []
    monkeypatch.setattr(evidence_controller, "tell", lambda _parent, *words: told.append(" ".join(words)))
    assert open_evidence(desk.parent, desk.session(desk.small.people["leader"])) is None
    assert "salah.toml salah" in told[0]
    assert not desk.parent.findChildren(QMessageBox)


def test_the_page_rekap_opens_both_windows(desk: Desk, qtbot) -> None:
    from desktop.doors import Doors
    from desktop.recap_controller import RecapController
    from views.monitoring_dialog import MonitoringDialog
    from views.recap_page import RecapPage

    office = desk.small.office
    page = RecapPage(lambda: office.local(office.now()), desk.parent)
    session = desk.session(desk.small.people["leader"])
    doors = Doors(desk.parent, session, desk.changes)
    controller = RecapController(page, session, desk.changes, doors)
    actions = {action.text().replace("&", ""): action for action in page.more_button.menu().actions()}
    for _ in range(2):
        # asked for again, the window that is open comes to the front
        actions["Monitoring SOP semester…"].trigger()
        actions["Bukti dukung…"].trigger()
    window = page.window()
    (monitored,) = window.findChildren(MonitoringDialog)
    (evidence,) = window.findChildren(EvidenceDialog)
    assert monitored.isVisible()
    assert evidence.isVisible()
    qtbot.waitUntil(lambda: bool(monitored.box.model.records), timeout=10_000)
    assert not controller.busy()
