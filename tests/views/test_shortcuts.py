"""The window of keys: what it tells is what the windows listen to."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.views.case_records_sample import NOW, calendar, sheet
from views.ask_dialog import AskDialog
from views.shell import MainWindow
from views.shortcut_words import SHORTCUTS
from views.shortcuts_dialog import ShortcutsDialog
from views.standby_key import StandbyKey
from views.step_dialog import StepDialog


def told() -> set[str]:
    """Every key in the window, spelled as Qt spells it."""
    keys = [key for group in SHORTCUTS for words, _ in group.keys for key in words.split(", ")]
    return {key.replace("Enter", "Return") for key in keys}


def step_dialog() -> StepDialog:
    return StepDialog(sheet(), calendar(), lambda: NOW)


def main_window() -> MainWindow:
    return MainWindow("Diskominfo", "Ana", sample=False)


@pytest.mark.parametrize(
    "make", [main_window, step_dialog, lambda: AskDialog("Uji", "", "&Simpan")], ids=["frame", "step", "ask"]
)
def test_every_key_of_a_window_is_told(make, qtbot: QtBot) -> None:
    window: QWidget = make()
    qtbot.addWidget(window)
    keys = [s.key() for s in window.findChildren(QShortcut) if not isinstance(s, StandbyKey)]
    keys += [action.shortcut() for action in window.actions()]
    assert keys
    assert {key.toString(QKeySequence.SequenceFormat.PortableText) for key in keys} <= told()


def test_the_letters_of_the_step_dialog_are_those_told(qtbot: QtBot) -> None:
    dialog = step_dialog()
    qtbot.addWidget(dialog)
    buttons = (
        dialog.complete_button, dialog.draft_button, dialog.return_button, dialog.pause_button,
        dialog.more_button,
    )  # fmt: skip
    letters = {QKeySequence.mnemonic(button.text()).toString() for button in buttons}
    assert letters == {key for key in told() if key.startswith("Alt+") and len(key) == 5}


def test_every_key_can_be_read_and_the_page_left_by_keyboard(qtbot: QtBot) -> None:
    dialog = ShortcutsDialog()
    qtbot.addWidget(dialog)
    with qtbot.waitActive(dialog):
        dialog.show()
    assert dialog.page.hasFocus()
    bar = dialog.page.verticalScrollBar()
    dialog.resize(620, 300)
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    qtbot.keyClick(dialog.page, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    button = dialog.findChild(QPushButton)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Return)
    assert not dialog.isVisible()
