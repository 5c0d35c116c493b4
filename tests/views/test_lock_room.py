"""The lock makes room for what it has to say: nothing of it is cut, at any size of the text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from views.lock import LockDialog
from views.theme import apply_theme

WRONG = "Nama pengguna atau kata sandi salah. Periksa huruf besar dan kecil, lalu coba lagi."


@pytest.fixture(autouse=True)
def light(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp)


@pytest.mark.parametrize("scale", [100, 150])
def test_nothing_is_cut_when_a_password_was_wrong(qapp: QApplication, qtbot: QtBot, scale: int) -> None:
    apply_theme(qapp, scale=scale)
    also = "Cadangan hari ini sedang dibuat di belakangnya dan berjalan terus sampai selesai."
    dialog = LockDialog("Dinas", "Kepala Bidang Aplikasi Informatika (CONTOH)", "kabid", also=also)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    for say in (lambda: None, lambda: dialog.refuse(WRONG), lambda: dialog.wait(75)):
        say()
        QApplication.processEvents()
        for words in (dialog.hint, dialog.message):
            if words.isVisible():
                assert words.height() >= words.heightForWidth(words.width()), words.text()
        assert dialog.password.height() >= dialog.password.sizeHint().height()
