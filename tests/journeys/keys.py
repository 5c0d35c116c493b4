"""Keys as a person presses them: each goes to whatever has the keyboard at that moment."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QWidget,
)

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
_NONE = Qt.KeyboardModifier.NoModifier


def front() -> QWidget:
    """The window that the keyboard writes to; without a desktop nobody activates the next one."""
    QApplication.processEvents()
    window = QApplication.activeWindow()
    if window is None:
        shown = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
        above = [w for w in shown if isinstance(w, QDialog)]
        window = QApplication.activeModalWidget() or (above or shown)[-1]
        window.activateWindow()
        QApplication.processEvents()
    return window


def focused() -> QWidget:
    """What the keyboard writes to now."""
    window = front()
    found = QApplication.focusWidget()
    assert found is not None, "the focus is lost"
    assert found.window() is window, (found, window)
    return found


def press(*keys: Qt.Key, with_: Qt.KeyboardModifier = _NONE) -> None:
    for key in keys:
        QTest.keyClick(focused(), key, with_)
    # a button pressed by its letter is seen to go down first
    QTest.qWait(150 if with_ == ALT else 0)


def write(words: str) -> None:
    assert isinstance(focused(), QLineEdit | QPlainTextEdit), focused()
    QTest.keyClicks(focused(), words)


def on_button(name: str) -> None:
    here = focused()
    assert isinstance(here, QAbstractButton), here
    assert here.accessibleName() == name


def choose(words: str) -> None:
    """In the menu that is open: down to the entry that begins with these words, and Enter."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu), menu
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        entry = menu.activeAction()
        if entry is not None and entry.text().replace("&", "").startswith(words):
            QTest.keyClick(menu, Qt.Key.Key_Return)
            return
    raise AssertionError([entry.text() for entry in menu.actions()])
