"""Why a step is done again, in a calm strip under the head of the step dialog."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from models.records.case import StepSheet
from resources.indonesian import moment_text
from views.dialog_style import scale_font, tint
from views.fields import WrappedLabel
from views.tips import plain_tip

#: A longer reason would take the room of the step itself; the whole stands in the tooltip and Riwayat.
_LIMIT = 240


class RoundReasonStrip(QFrame):
    """What led back, the reason in the words of who gave it, by whom and when; hidden in a first round."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what = WrappedLabel("", self)
        scale_font(self.what, 1.0, bold=True)
        self.reason = WrappedLabel("", self)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 6, 12, 6)
        column.setSpacing(2)
        column.addWidget(self.what)
        column.addWidget(self.reason)
        self.hide()

    def show_sheet(self, sheet: StepSheet) -> None:
        """Say it for this sheet."""
        again = sheet.again
        self.setVisible(again is not None)
        if again is None:
            return
        tint(self, "abu")
        given = " ".join(again.reason.split())
        short = (
            given
            if len(given) <= _LIMIT
            else f"{given[:_LIMIT].rsplit(' ', 1)[0]} … (selengkapnya di Riwayat)"
        )
        who = f"{again.by}, {moment_text(again.at)}"
        self.what.show_text(f"↻ Putaran ke-{sheet.round}: {again.what}")
        self.reason.show_text(f"“{short}” — {who}" if short else f"oleh {who}")
        self.setToolTip(plain_tip(again.reason))
        self.setAccessibleName(f"Putaran ke-{sheet.round}: {again.what}. {given} — {who}")
