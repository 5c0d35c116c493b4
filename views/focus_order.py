"""Tab goes through a dialog as the eye does, also after parts of it were drawn anew."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLayout, QLayoutItem, QScrollArea, QWidget


def order_focus(window: QWidget) -> None:
    """Chain everything that takes the focus in the order of the layouts.

    Widgets made later stand at the end of Qt's own chain, wherever they are shown.
    """
    before: QWidget | None = None
    for widget in focus_widgets(window):
        if before is not None:
            QWidget.setTabOrder(before, widget)
        before = widget


def focus_widgets(widget: QWidget) -> Iterator[QWidget]:
    """Everything inside that Tab can reach, in the order of the layouts."""
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        if inside is not None:
            yield from focus_widgets(inside)
        return
    layout = widget.layout()
    if layout is not None:
        yield from _of_layout(layout)


def _of_layout(layout: QLayout) -> Iterator[QWidget]:
    for item in _items(layout):
        inner = item.layout()
        widget = item.widget()
        if inner is not None:
            yield from _of_layout(inner)
        elif widget is not None:
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QScrollArea):
                yield widget
            yield from focus_widgets(widget)


def _items(layout: QLayout) -> Iterator[QLayoutItem]:
    if isinstance(layout, QFormLayout):
        for row in range(layout.rowCount()):
            for role in (QFormLayout.ItemRole.SpanningRole, QFormLayout.ItemRole.FieldRole):
                item = layout.itemAt(row, role)
                if item is not None:
                    yield item
                    break
        return
    for index in range(layout.count()):
        item = layout.itemAt(index)
        if item is not None:
            yield item
