"""What is typed into the windows that stand open and not kept anywhere yet, for the case of a fault."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMainWindow, QPlainTextEdit, QTextEdit, QWidget

from models.records.typed_text import TypedField, TypedWindow

#: The property in which a locked window keeps its name.
TITLE_BEHIND_LOCK = "papan_title_behind_lock"


def typed_windows() -> tuple[TypedWindow, ...]:
    """Every window but the main one with what was typed in it; without passwords."""
    found = []
    for window in QApplication.topLevelWidgets():
        if window.isVisible() and not isinstance(window, QMainWindow) and _may_be_lost(window):
            fields = tuple(_fields(window))
            if fields:
                found.append(TypedWindow(_title(window), fields))
    return tuple(sorted(found, key=lambda w: w.title))


def _title(window: QWidget) -> str:
    """What the window is called, also while the lock keeps that to itself."""
    return str(window.property(TITLE_BEHIND_LOCK) or window.windowTitle())


def _may_be_lost(window: QWidget) -> bool:
    """A window that knows whether something would be lost is believed."""
    asked = getattr(window, "is_dirty", None)
    return bool(asked()) if callable(asked) else True


def _fields(window: QWidget) -> Iterator[TypedField]:
    """The fields in which somebody typed, in the order in which they were made."""
    for widget in window.findChildren(QWidget):
        text = _typed(widget)
        if text.strip() and widget.window() is window:
            yield TypedField(_name(widget), text)


def _typed(widget: QWidget) -> str:
    if isinstance(widget, QLineEdit):
        # a password that is shown for once is one all the same
        hidden = widget.echoMode() != QLineEdit.EchoMode.Normal or widget.property("secret")
        return "" if hidden or widget.isReadOnly() or not widget.isModified() else widget.text()
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        changed = widget.document().isModified() and not widget.isReadOnly()
        return widget.toPlainText() if changed else ""
    return ""


def _name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    labels = (label for label in widget.window().findChildren(QLabel) if label.buddy() is widget)
    return next((label.text().replace("&", "") for label in labels), "Isian")
