"""A restore drill on the screen: last week's backup, from signing in to signing in again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop import application
from desktop.application import Program
from desktop.background import finish
from desktop.restoring import begin_restore
from desktop.settings_backup import BackupsPage
from desktop.wizard_controller import WizardController
from models.records.backup import BackupLine
from models.store.backup import catalogue, make_backup
from models.store.backup_place import prepare_place
from models.store.backup_state import choose_place
from models.store.passwords import hash_password
from models.store.presence import Presence
from models.store.tables import Case, History, Person
from tests.office import SmallOffice
from views.fields import WrappedLabel
from views.restore_dialog import RestoreChoice, RestoredDialog, RestoreDialog
from views.settings_backup import BackupSettings
from views.settings_window import SettingsWindow
from views.wizard import WizardDialog
from views.working_dialog import WorkingDialog

WORD = "kata sandi contoh 8"


@pytest.fixture
def place(small: SmallOffice, tmp_path: Path) -> Path:
    """A place with last week's backup of three requests; five more were registered since."""
    Person.insert(
        username="admin", name="Administrator (CONTOH)", password_hash=hash_password(WORD), is_admin=True
    ).execute()
    # the program itself goes by the clock of the machine, which must not stand before what was done
    small.clock.at("2026-01-05 09:00")
    place = tmp_path / "usb"
    prepare_place(place)
    folder = small.office.store.folder
    choose_place(folder, place)
    for _ in range(3):
        small.register("PP")
    make_backup(folder, place, small.clock, kind="harian")
    small.clock.forward(days=7)
    for _ in range(5):
        small.register("PP")
    small.office.close()
    return place


@pytest.fixture
def program(
    qapp: QApplication, small: SmallOffice, place: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Program]:
    monkeypatch.setattr(application, "_GUARDED_MS", 0)
    made = Program(qapp, small.office.store.folder)
    yield made
    if made.main is not None:
        made.main.close_at_once()
    finish()
    for window in (w for w in QApplication.topLevelWidgets() if w.isVisible()):
        window.close()
    made.end()


def sign_in(qtbot: QtBot, program: Program) -> None:
    assert program.sign_in is not None
    dialog = program.sign_in.dialog
    qtbot.waitExposed(dialog)
    dialog.username.setText("admin")
    dialog.password.setText(WORD)
    dialog.sign_in_button.click()
    qtbot.waitUntil(lambda: program.main is not None and program.main.backups is not None, timeout=10_000)


def standing_dialog(kind: type) -> object:
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]
    return found[0] if found else None


def to_the_restore_dialog(qtbot: QtBot, program: Program) -> RestoreDialog:
    assert program.main is not None
    assert program.main.backups is not None
    program.main.window.foot.button.click()
    settings = standing_dialog(SettingsWindow)
    assert isinstance(settings, SettingsWindow)
    page = settings.stack.currentWidget()
    assert isinstance(page, BackupSettings)
    qtbot.waitUntil(lambda: len(page.list.model.records) == 1)
    controller = next(c for c in settings.findChildren(BackupsPage))
    dialog = controller.restore(page.list.model.records[0])
    assert dialog is not None
    return dialog


def test_last_weeks_backup_is_restored_on_the_screen(
    qtbot: QtBot, program: Program, small: SmallOffice, place: Path
) -> None:
    program.begin()
    sign_in(qtbot, program)
    dialog = to_the_restore_dialog(qtbot, program)
    words = " ".join(label.text() for label in dialog.findChildren(type(dialog.intro)))
    assert "3 permohonan" in words
    assert "kejadian dicatat sesudah cadangan ini dibuat" in words
    assert not dialog.ok_button.isEnabled()
    dialog.understood.setChecked(True)
    dialog.ok_button.click()
    qtbot.waitUntil(lambda: standing_dialog(RestoredDialog) is not None, timeout=20_000)
    assert program.office is None
    told = standing_dialog(RestoredDialog)
    assert isinstance(told, RestoredDialog)
    rows = {name: (before, now) for name, before, now in told.model.records}
    assert rows["Permohonan"] == (3, 3)
    added = {name: now - before for name, (before, now) in rows.items() if now != before}
    assert added == {"Kejadian riwayat": 1, "Meterai riwayat": 1}, "as it stands in place: with its own note"
    assert "riwayat bertambah satu" in " ".join(label.text() for label in told.findChildren(WrappedLabel))
    told.go_on.click()
    qtbot.waitUntil(lambda: program.sign_in is not None and program.sign_in.dialog.isVisible())
    assert Case.select().count() == 3
    note = History.select().order_by(History.id.desc()).get()
    assert (note.kind, note.actor) == ("cadangan_dipulihkan", "Administrator (CONTOH)")
    assert QApplication.quitOnLastWindowClosed()
    sign_in(qtbot, program)
    (kept, _) = catalogue(place)
    assert (kept.kind, kept.good) == ("sebelum_pulih", True)
    assert kept.counts["permohonan"] == 8
    assert not [b for b in QApplication.topLevelWidgets() if isinstance(b, QMessageBox) and b.isVisible()]


def test_a_backup_damaged_unseen_is_refused_and_all_is_as_it_was(
    qtbot: QtBot, program: Program, small: SmallOffice, place: Path
) -> None:
    (entry,) = catalogue(place)
    content = bytearray((entry.path / "papan-sop.db").read_bytes())
    content[40_000] ^= 1
    (entry.path / "papan-sop.db").write_bytes(content)
    program.begin()
    sign_in(qtbot, program)
    dialog = to_the_restore_dialog(qtbot, program)
    dialog.understood.setChecked(True)
    dialog.ok_button.click()
    qtbot.waitUntil(lambda: standing_dialog(QMessageBox) is not None, timeout=20_000)
    box = standing_dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "tidak sama lagi dengan ketika dibuat" in box.informativeText()
    assert "tidak berubah" in box.informativeText()
    box.close()
    qtbot.waitUntil(lambda: program.sign_in is not None and program.sign_in.dialog.isVisible())
    assert Case.select().count() == 8


def test_somebody_else_in_the_data_keeps_it_from_being_replaced(
    qtbot: QtBot, program: Program, small: SmallOffice
) -> None:
    program.begin()
    sign_in(qtbot, program)
    dialog = to_the_restore_dialog(qtbot, program)
    assert program.office is not None
    other = Presence(program.office.store.folder)
    dialog.understood.setChecked(True)
    dialog.ok_button.click()
    qtbot.waitUntil(lambda: standing_dialog(QMessageBox) is not None, timeout=20_000)
    box = standing_dialog(QMessageBox)
    assert isinstance(box, QMessageBox)
    assert "masih dibuka" in box.informativeText()
    other.leave()
    box.close()
    qtbot.waitUntil(lambda: program.sign_in is not None and program.sign_in.dialog.isVisible())


def test_an_unexpected_fault_leaves_no_dialog_standing_and_the_program_can_end(
    qtbot: QtBot, program: Program, small: SmallOffice, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fall(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("desktop.restoring.restore", fall)
    (entry,) = catalogue(place)
    line = BackupLine(entry, small.office.local(entry.made_at))
    with qtbot.captureExceptions() as fallen:
        begin_restore(program, small.office.store.folder, small.clock, line, "Uji")
        assert isinstance(standing_dialog(WorkingDialog), WorkingDialog)
        assert not QApplication.quitOnLastWindowClosed()
        qtbot.waitUntil(lambda: bool(fallen), timeout=5000)
    assert [kind for kind, _, _ in fallen] == [ZeroDivisionError]
    assert standing_dialog(WorkingDialog) is None
    assert QApplication.quitOnLastWindowClosed()
    assert program.sign_in is not None
    assert program.sign_in.dialog.isVisible()


def test_a_new_computer_takes_its_office_from_a_backup(
    qtbot: QtBot, qapp: QApplication, place: Path, tmp_path: Path
) -> None:
    made = Program(qapp, tmp_path / "komputer baru")
    try:

        def choose() -> None:
            wizard = standing_dialog(WizardDialog)
            assert isinstance(wizard, WizardDialog)
            assert wizard.welcome.restore_button.isVisible()
            controller = wizard.findChild(WizardController)
            assert controller is not None
            controller.look_into(tmp_path)
            qtbot.waitUntil(wizard.message.isVisible)
            controller.look_into(place)
            qtbot.waitUntil(lambda: standing_dialog(RestoreChoice) is not None)
            dialog = standing_dialog(RestoreChoice)
            assert isinstance(dialog, RestoreChoice)
            assert "3 permohonan" in dialog.held.text()
            dialog.ok_button.click()

        QTimer.singleShot(0, choose)
        made.begin()
        qtbot.waitUntil(lambda: standing_dialog(RestoredDialog) is not None, timeout=20_000)
        told = standing_dialog(RestoredDialog)
        assert isinstance(told, RestoredDialog)
        told.go_on.click()
        qtbot.waitUntil(lambda: made.sign_in is not None and made.sign_in.dialog.isVisible())
        assert made.main is None, "nobody is let in without a password"
        assert Case.select().count() == 3
    finally:
        finish()
        for window in (w for w in QApplication.topLevelWidgets() if w.isVisible()):
            window.close()
        made.end()
