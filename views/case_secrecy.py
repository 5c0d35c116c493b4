"""Head of the case window: whether the request is confidential, and the way to say who sees it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.records.case import CaseSheet
from models.records.secrecy import CONFIDENTIAL, WHO_SEES
from views.act_button import act_button
from views.dialog_style import scale_font, tint
from views.tips import plain_tip


class SecretSign(QFrame):
    """The word that the request is confidential."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        label = QLabel(CONFIDENTIAL.upper(), self)
        scale_font(label, 1.0, bold=True)
        row.addWidget(label)
        self.setAccessibleName("Permohonan rahasia")
        self.setToolTip(plain_tip(WHO_SEES))

    def dress(self) -> None:
        """Take the colours of the theme as it is now."""
        tint(self, "merah")


class CaseSecrecy(QWidget):
    """The sign of a confidential request with `access_asked`, or the button that makes it one."""

    mark_asked = Signal()
    access_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sign = SecretSign(self)
        # reached by Tab: every letter of theirs calls something in one of the tabs below
        self.mark_button = act_button("Jadikan rahasia…", self.mark_asked.emit, self)
        self.access_button = act_button("Beri akses…", self.access_asked.emit, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.sign, self.mark_button, self.access_button):
            column.addWidget(widget)

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Show what applies."""
        self.sign.dress()
        self.sign.setVisible(sheet.secret)
        self.access_button.setVisible(sheet.secret)
        self.mark_button.setVisible(not sheet.secret and sheet.may_mark)
