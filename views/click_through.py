"""A click beside a list of offers closes it and still does what it was meant for."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit


class ClickThrough(QObject):
    """Hands the click on to what lies there.

    Qt swallows it: whoever typed a name and clicked on the password would go on typing, in clear,
    in the name.
    """

    def __init__(self, offers: QAbstractItemView, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._offers = offers
        self._edit = edit
        offers.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """A press beside the list."""
        outside = (
            isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonPress
            and watched is self._offers
            and not self._offers.rect().contains(event.position().toPoint())
        )
        if not outside or not isinstance(event, QMouseEvent):
            return super().eventFilter(watched, event)
        self._offers.hide()
        self._hand_on(event)
        return True

    def _hand_on(self, press: QMouseEvent) -> None:
        window, there = self._edit.window(), press.globalPosition()
        target = window.childAt(window.mapFromGlobal(there).toPoint())
        if target is None or not target.isEnabled():
            return
        if target.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            target.setFocus(Qt.FocusReason.MouseFocusReason)
        again = QMouseEvent(
            press.type(),
            target.mapFromGlobal(there),
            there,
            press.button(),
            press.buttons(),
            press.modifiers(),
        )
        # when this click is over, for what it opens may be another list
        QCoreApplication.postEvent(target, again)
