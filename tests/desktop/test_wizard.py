"""The first start on a real folder: by keyboard to an office that works, refusals, and the sample office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop import wizard_controller
from desktop.application import open_session
from desktop.wizard_controller import WizardController, sample_folder_of
from models.actions.register import register
from models.queries.lookups import sop_choices
from models.records.registration import Registration
from models.records.results import Changed
from models.store.opening import office_exists, open_office
from models.store.people import standing
from tests.office import HandClock, sign_in


@pytest.fixture
def wizard(qtbot: QtBot, tmp_path: Path) -> Iterator[WizardController]:
    made = WizardController(tmp_path / "kantor", None, HandClock())
    with qtbot.waitExposed(made.dialog):
        made.dialog.show()
    yield made
    made.dialog._done = True
    made.dialog._busy = False
    if made.office is not None:
        made.office.close()
    made.dialog.close()
    made.dialog.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def focus() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def type_in(qtbot: QtBot, text: str) -> None:
    qtbot.keyClicks(focus(), text)


def press(qtbot: QtBot, key: Qt.Key) -> None:
    qtbot.keyClick(focus(), key)


def fill(wizard: WizardController) -> None:
    dialog = wizard.dialog
    dialog.office.name.setText("Dinas Kominfo Kabupaten Contoh")
    dialog.office.government.setText("Pemerintah Kabupaten Contoh")
    dialog.office.city.setText("Kota Contoh")
    dialog.administrator.name.setText("Đewi <TU> & Rekan (CONTOH)")
    dialog.administrator.username.setText("Dewi.TU")
    dialog.administrator.password.setText("rahasia-1")
    dialog.administrator.repeated.setText("rahasia-1")


def test_by_keyboard_alone_to_an_office_that_takes_a_first_request(
    qtbot: QtBot, wizard: WizardController
) -> None:
    press(qtbot, Qt.Key.Key_Return)
    for text in ("Dinas Kominfo", "Pemerintah Kabupaten", "Kota Contoh"):
        type_in(qtbot, text)
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Down)
    press(qtbot, Qt.Key.Key_Return)
    for text in ("Rina (CONTOH)", "rina.k", "rahasia-1", "rahasia-1"):
        type_in(qtbot, text)
        press(qtbot, Qt.Key.Key_Tab)
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Space)
    press(qtbot, Qt.Key.Key_Return)
    assert "WITA" in wizard.dialog.summary.words.text()
    press(qtbot, Qt.Key.Key_Return)
    office = wizard.office
    assert office is not None
    assert [choice.code for choice in sop_choices(office)] == ["MLS", "PP", "PA", "PAW"]
    assert office.setting("office")["timezone"] == "WITA"
    person_id = sign_in(office, "rina.k", "rahasia-1")
    assert person_id is not None
    who = standing(office, person_id, office.now())
    assert who.is_admin
    assert who.is_secretariat
    main = open_session(office, person_id)
    main.show("papan:PAW")
    assert "tambahkan orang" in main._sop_page.empty.text()
    main.window.close()
    main.deleteLater()
    received = office.local(office.now())
    wanted = Registration("PAW", subject="Situs", agency_name="Dinas Contoh", received_at=received)
    assert isinstance(register(office, person_id, wanted), Changed)


def test_what_is_missing_stands_under_its_field_and_keeps_the_page(
    qtbot: QtBot, wizard: WizardController
) -> None:
    dialog = wizard.dialog
    dialog.forward()
    dialog.forward()
    assert dialog.stack.currentWidget() is dialog.office
    assert dialog.office.form.fault_of(dialog.office.name) == "Isi nama dinas."
    assert focus() is dialog.office.name
    fill(wizard)
    dialog.forward()
    page = dialog.administrator
    page.username.setText("nama dengan spasi")
    page.password.setText("pendek")
    page.repeated.setText("lain")
    dialog.forward()
    assert dialog.stack.currentWidget() is page
    assert "huruf kecil" in page.form.fault_of(page.username)
    assert page.form.fault_of(page.password) == "Kata sandi paling sedikit 8 karakter."
    assert page.form.fault_of(page.repeated) == "Kedua kata sandi tidak sama."
    assert page.form.fault_of(page.name) == ""


def test_without_any_sop_there_is_no_way_on(wizard: WizardController) -> None:
    fill(wizard)
    dialog = wizard.dialog
    for _ in range(3):
        dialog.forward()
    for box in dialog.sops.boxes.values():
        box.setChecked(False)
    dialog.forward()
    assert dialog.stack.currentWidget() is dialog.sops
    assert dialog.sops.fault.isVisible()


def test_going_back_keeps_what_was_typed_and_names_are_kept_as_written(wizard: WizardController) -> None:
    fill(wizard)
    dialog = wizard.dialog
    for _ in range(4):
        dialog.forward()
    for _ in range(4):
        dialog.back()
    assert dialog.stack.currentIndex() == 0
    for _ in range(5):
        dialog.forward()
    assert wizard.office is not None
    person_id = sign_in(wizard.office, "dewi.tu", "rahasia-1")
    assert person_id is not None
    assert standing(wizard.office, person_id, wizard.office.now()).name == "Đewi <TU> & Rekan (CONTOH)"


def test_a_folder_that_cannot_be_used_is_told_and_the_typing_stays(
    wizard: WizardController, tmp_path: Path
) -> None:
    (tmp_path / "kantor").write_text("berkas, bukan folder")
    fill(wizard)
    for _ in range(5):
        wizard.dialog.forward()
    assert wizard.office is None
    assert wizard.dialog.isVisible()
    assert wizard.dialog.message.isVisible()
    assert wizard.dialog.office.name.text() == "Dinas Kominfo Kabupaten Contoh"
    (tmp_path / "kantor").unlink()
    wizard.dialog.forward()
    assert wizard.office is not None


def test_an_office_set_up_meanwhile_is_not_touched(wizard: WizardController, tmp_path: Path) -> None:
    fill(wizard)
    for _ in range(4):
        wizard.dialog.forward()
    other = WizardController(tmp_path / "kantor", None, HandClock())
    fill(other)
    for _ in range(5):
        other.dialog.forward()
    assert other.office is not None
    other.office.close()
    wizard.dialog.forward()
    assert wizard.office is None
    assert "sudah disiapkan" in wizard.dialog.message.text()
    other.dialog.deleteLater()


def test_closing_asks_when_something_was_typed(
    wizard: WizardController, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()))
    fill(wizard)
    wizard.dialog.reject()
    assert len(asked) == 1
    assert wizard.dialog.isVisible()
    wizard.dialog.office.name.clear()
    wizard.dialog.office.government.clear()
    wizard.dialog.office.city.clear()
    for field in (wizard.dialog.administrator.name, wizard.dialog.administrator.username):
        field.clear()
    wizard.dialog.administrator.password.clear()
    wizard.dialog.reject()
    assert len(asked) == 1
    assert not wizard.dialog.isVisible()


def test_the_sample_office_stands_beside_the_real_one(
    qtbot: QtBot, wizard: WizardController, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wizard_controller, "_SAMPLE_CASES", 6)
    wizard.dialog.welcome.sample_button.click()
    assert not wizard.dialog.welcome.office_button.isEnabled()
    qtbot.waitUntil(lambda: wizard.office is not None, timeout=20_000)
    assert wizard.office is not None
    assert wizard.office.setting("office")["sample"] is True
    assert wizard.office.store.folder == tmp_path / "kantor-contoh"
    assert not office_exists(tmp_path / "kantor")
    assert sorted(p.name for p in tmp_path.iterdir() if "kantor" in p.name) == ["kantor-contoh"]


def test_a_sample_office_that_is_there_is_opened_again(wizard: WizardController, tmp_path: Path) -> None:
    open_office(sample_folder_of(tmp_path / "kantor"), HandClock(), create=True).close()
    wizard.dialog.welcome.sample_button.click()
    assert wizard.office is not None
    assert wizard.work is None


def test_making_the_sample_can_be_cancelled_and_leaves_nothing(
    qtbot: QtBot, wizard: WizardController, tmp_path: Path
) -> None:
    wizard.dialog.welcome.sample_button.click()
    wizard.dialog.welcome.progress.cancel_button.click()
    qtbot.waitUntil(wizard.dialog.welcome.sample_button.isEnabled, timeout=20_000)
    assert wizard.office is None
    assert not [p for p in tmp_path.iterdir() if "kantor" in p.name]


def test_a_sample_folder_with_other_files_is_left_alone(
    qtbot: QtBot, wizard: WizardController, tmp_path: Path
) -> None:
    folder = sample_folder_of(tmp_path / "kantor")
    folder.mkdir()
    (folder / "surat.txt").write_text("milik orang lain")
    wizard.dialog.welcome.sample_button.click()
    qtbot.waitUntil(wizard.dialog.message.isVisible, timeout=5_000)
    assert "berisi berkas lain" in wizard.dialog.message.text()
    assert (folder / "surat.txt").read_text() == "milik orang lain"
