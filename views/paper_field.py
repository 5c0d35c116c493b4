"""What every blank of a paper form has in common, whatever it is filled with."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.records.paper import FormField, Value


class PaperField(QWidget):
    """One blank; `edited` tells that a person changed it."""

    edited = Signal()

    def __init__(self, field: FormField, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(4)

    def value(self) -> Value:
        """What stands in it."""
        raise NotImplementedError

    def show_value(self, value: Value) -> None:
        """Write a value without telling."""
        raise NotImplementedError

    def unreadable(self) -> bool:
        """Whether something stands there that is not understood."""
        return False

    def settle(self) -> None:
        """Take what is just being typed; nothing to do for most."""

    def put(self, editor: QWidget) -> None:
        """Take the editor in; the keyboard that reaches the field reaches it."""
        editor.setAccessibleName(self.field.label)
        if self.field.hint:
            editor.setAccessibleDescription(self.field.hint)
        self.box.addWidget(editor)
        self.setFocusProxy(editor)
