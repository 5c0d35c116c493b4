"""The inner area of a list, made where PySide knows what it is."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QWidget


def give_viewport(view: QAbstractScrollArea) -> None:
    """Put a plain widget in the place of the one that Qt made; before anything else is set on the view.

    Asked for a widget that Qt made by itself, PySide makes the classes of all widgets there are, to
    find the one that fits: 7 ms before the first picture, and 2 MiB.
    """
    area = QWidget()
    # as Qt's own: style sheets and screen readers know the viewport by this name
    area.setObjectName("qt_scrollarea_viewport")
    area.setBackgroundRole(QPalette.ColorRole.Base)
    area.setAutoFillBackground(True)
    view.setViewport(area)
