"""The box that makes a new request confidential, with who will see it then."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from models.records.secrecy import CONFIDENTIAL, WHO_SEES
from views.fields import WrappedLabel


class SecretBox(QWidget):
    """Not ticked unless somebody does; the line below says who sees a confidential request."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(f"&{CONFIDENTIAL}", self)
        self.box.setAccessibleName(CONFIDENTIAL)
        self.box.setAccessibleDescription(WHO_SEES)
        self.line = WrappedLabel(WHO_SEES, self, quiet=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.box)
        column.addWidget(self.line)
