"""Takes the letter of a button while the button is disabled, and says why it is."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton


class StandbyKey(QShortcut):
    """Alt and the letter of a disabled button would otherwise type that letter into a field."""

    def __init__(self, button: QPushButton, tell: Callable[[], None]) -> None:
        super().__init__(QKeySequence.mnemonic(button.text()), button.window())
        self._button = button
        self.activated.connect(tell)
        self.setEnabled(not button.isEnabled())
        button.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stand by exactly while the button cannot answer itself."""
        if event.type() == QEvent.Type.EnabledChange:
            self.setEnabled(not self._button.isEnabled())
        return super().eventFilter(watched, event)
