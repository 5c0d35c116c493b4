"""What counts as typed and not yet saved: neither passwords nor what a window knows to be kept."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QLineEdit, QMainWindow, QPlainTextEdit, QTextEdit
from pytestqt.qtbot import QtBot

from views.ask_dialog import AskDialog
from views.first_password import FirstPasswordDialog
from views.lock import Cover, LockDialog
from views.typed_text import typed_windows


class Asking(AskDialog):
    """A dialog with one field."""

    def __init__(self) -> None:
        super().__init__("Tunda permohonan", "", "&Tunda")
        self.reason = QLineEdit(self)
        self.reason.setAccessibleName("Alasan")
        self.form.addRow("&Alasan", self.reason)
        self.ready()

    def typed(self) -> object:
        return self.reason.text()


def found() -> dict[str, list[tuple[str, str]]]:
    return {w.title: [(f.name, f.text) for f in w.fields] for w in typed_windows()}


@pytest.fixture
def form(qtbot: QtBot) -> QDialog:
    dialog = QDialog()
    dialog.setWindowTitle("Formulir")
    layout = QFormLayout(dialog)
    for name in ("baris", "rahasia", "terkunci", "semula"):
        edit = QLineEdit(dialog)
        edit.setObjectName(name)
        layout.addRow(edit)
    plain, rich = QPlainTextEdit(dialog), QTextEdit(dialog)
    plain.setAccessibleName("Catatan")
    rich.setAccessibleName("Isi surat")
    layout.addRow(plain)
    layout.addRow(rich)
    label = QLabel("&Perihal", dialog)
    label.setBuddy(dialog.findChild(QLineEdit, "baris"))
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_typed_text_is_found_by_the_names_of_its_fields(qtbot: QtBot, form: QDialog) -> None:
    qtbot.keyClicks(form.findChild(QLineEdit, "baris"), "Permohonan baru")
    qtbot.keyClicks(form.findChild(QPlainTextEdit), "catatan panjang")
    qtbot.keyClicks(form.findChild(QTextEdit), "<b>isi</b>")
    assert found()["Formulir"] == [
        ("Perihal", "Permohonan baru"), ("Catatan", "catatan panjang"), ("Isi surat", "<b>isi</b>"),
    ]  # fmt: skip


def test_what_nobody_typed_and_what_is_secret_is_left_out(qtbot: QtBot, form: QDialog) -> None:
    secret = form.findChild(QLineEdit, "rahasia")
    secret.setEchoMode(QLineEdit.EchoMode.Password)
    qtbot.keyClicks(secret, "kata sandi saya")
    locked = form.findChild(QLineEdit, "terkunci")
    qtbot.keyClicks(locked, "abc")
    locked.setReadOnly(True)
    form.findChild(QLineEdit, "semula").setText("yang sudah tersimpan")
    form.findChild(QPlainTextEdit).setPlainText("yang sudah tersimpan")
    assert "Formulir" not in found()
    qtbot.keyClicks(form.findChild(QLineEdit, "baris"), "   ")
    assert "Formulir" not in found()
    form.hide()
    qtbot.keyClicks(form.findChild(QLineEdit, "baris"), "tersembunyi")
    assert "Formulir" not in found()


def test_a_window_that_knows_that_nothing_would_be_lost_is_believed(qtbot: QtBot) -> None:
    dialog = Asking()
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.reason, "menunggu OPD")
    assert found()["Tunda permohonan"] == [("Alasan", "menunggu OPD")]
    dialog.close_done()
    dialog.show()
    assert "Tunda permohonan" not in found()
    dialog.hide()


def test_passwords_are_never_kept_even_when_they_are_shown(qtbot: QtBot) -> None:
    dialog = FirstPasswordDialog("Rina (CONTOH)")
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.password, "punya saya 99")
    dialog.shown.setChecked(True)
    assert found() == {}


def test_the_password_of_a_locked_screen_is_not_kept_either(qtbot: QtBot) -> None:
    dialog = LockDialog("Dinas", "Rina (CONTOH)", "rina")
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_password.setChecked(True)
    qtbot.keyClicks(dialog.password, "punya saya 99")
    assert dialog.password.isModified()
    assert found() == {}


def test_what_was_typed_behind_the_lock_is_named_after_its_window(qtbot: QtBot) -> None:
    dialog = QDialog()
    dialog.setWindowTitle("Tunda permohonan")
    edit = QLineEdit(dialog)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(edit, "menunggu surat")
    cover = Cover(dialog)
    assert dialog.windowTitle() == "Papan SOP (terkunci)"
    assert [*found()] == ["Tunda permohonan"]
    cover.lift()
    assert dialog.windowTitle() == "Tunda permohonan"
    assert [*found()] == ["Tunda permohonan"]


def test_the_search_of_the_main_window_is_no_loss(qtbot: QtBot) -> None:
    window = QMainWindow()
    edit = QLineEdit(window)
    window.setCentralWidget(edit)
    qtbot.addWidget(window)
    window.show()
    qtbot.keyClicks(edit, "opd:dinkes")
    assert found() == {}
