"""Enter presses the button that has the focus, as Space does, and never another one in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def enter_presses(window: QWidget, event: QKeyEvent) -> bool:
    """Press the focused button of a window; False when the key was not meant for one.

    Buttons that are never the default let Enter through to their window, which would press
    its default button: Enter on "Batal" must not mean "Simpan".
    """
    button = window.focusWidget()
    if not isinstance(button, QPushButton | QToolButton):
        return False
    if event.key() not in _ENTER or event.modifiers() not in _PLAIN:
        return False
    # a key that is held down presses once
    if not event.isAutoRepeat():
        _press(button)
    return True


def _press(button: QPushButton | QToolButton) -> None:
    if button.menu() is not None:
        button.showMenu()
    else:
        button.click()
