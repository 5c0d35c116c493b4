"""Dialogs start at a comfortable size that never exceeds the screen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

#: The point size that the given widths and heights are meant for.
_USUAL_POINTS = 9.0


def fit_to_screen(widget: QWidget, width: int, height: int) -> None:
    """Size a window for its text, at most 94 % of the screen it opens on."""
    factor = max(1.0, widget.font().pointSizeF() / _USUAL_POINTS)
    room = _screen_of(widget).availableGeometry()
    widget.resize(
        min(int(width * factor), int(room.width() * 0.94)),
        min(int(height * factor), int(room.height() * 0.94)),
    )


def _screen_of(widget: QWidget) -> QScreen:
    """The screen that a window opens on: that of its parent, or the first one.

    `QWidget.screen()` is not asked: its answer belongs to the widget, and the screen itself is
    deleted with the wrong one of two dialogs.
    """
    parent = widget.parentWidget()
    at = None if parent is None else QGuiApplication.screenAt(parent.window().frameGeometry().center())
    return at or QGuiApplication.primaryScreen()
