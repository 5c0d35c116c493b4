"""Head of the step dialog: which step of which request, and how much time is left."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from models.records.case import StepSheet
from models.records.secrecy import CONFIDENTIAL
from resources.indonesian import moment_text
from views.dialog_style import scale_font, tint
from views.fields import WrappedLabel


class DeadlineBox(QFrame):
    """The deadline in two lines, in a tone and in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 6, 14, 6)
        column.setSpacing(1)
        self.headline = QLabel(self)
        self.detail = QLabel(self)
        for label in (self.headline, self.detail):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label)
        scale_font(self.headline, 1.0, bold=True)
        scale_font(self.detail, 0.92)

    def show_deadline(self, tone: str, headline: str, detail: str) -> None:
        """Say it."""
        self.headline.setText(headline)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(f"Tenggat: {headline}. {detail}")
        tint(self, tone)


class StepHeader(QWidget):
    """Title, request line and deadline."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.title = WrappedLabel("", self)
        scale_font(self.title, 1.3, bold=True)
        words.addWidget(self.title)
        self.request = WrappedLabel("", self, quiet=True)
        words.addWidget(self.request)
        row.addLayout(words, 1)
        self.deadline = DeadlineBox(self)
        row.addWidget(self.deadline, 0, Qt.AlignmentFlag.AlignTop)

    def show_sheet(self, sheet: StepSheet) -> None:
        """Fill in from the sheet; the deadline is said by the dialog, which knows the time."""
        # the printed numbers count, as on paper: rows may be missing there, and Mulai and Selesai have one
        printed = [int(step.no) for step in sheet.facts.sop.steps if step.no.isdecimal()]
        of_all = f" dari {max(printed)}" if printed and sheet.step_no.isdecimal() else ""
        self.title.show_text(f"Langkah {sheet.step_no}{of_all} · {sheet.title}")
        words = [CONFIDENTIAL.upper()] if sheet.secret else []
        words += [
            f"{sheet.number} — {sheet.subject}",
            sheet.agency,
            f"diterima {moment_text(sheet.received_at)}",
        ]
        if sheet.round > 1:
            words.append(f"putaran ke-{sheet.round}")
        self.request.show_text(" · ".join(words))
