"""Dialogs start at a comfortable size that never exceeds the screen."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

#: The point size that the given widths and heights are meant for.
_USUAL_POINTS = 9.0


def fit_to_screen(widget: QWidget, width: int, height: int) -> None:
    """Size a window for its text, at most 94 % of the screen it opens on."""
    factor = max(1.0, widget.font().pointSizeF() / _USUAL_POINTS)
    screen = widget.screen() or QGuiApplication.primaryScreen()
    room = screen.availableGeometry()
    widget.resize(
        min(int(width * factor), int(room.width() * 0.94)),
        min(int(height * factor), int(room.height() * 0.94)),
    )
