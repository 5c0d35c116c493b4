"""First tab of the case window: the registration data and the timeline."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from models.records.case import CaseSheet
from models.records.completion import CHANNELS
from resources.indonesian import date_text, moment_text
from views.card_words import nature_words
from views.case_timeline import Timeline
from views.fields import Section, WrappedLabel
from views.title_words import calm_title


def registration_lines(sheet: CaseSheet) -> list[tuple[str, str]]:
    """Label and words of everything registered; what was not given is left out."""
    letter = sheet.letter_number
    if sheet.letter_date is not None:
        letter = f"{letter or 'tanpa nomor'}, {date_text(sheet.letter_date)}"
    contact = " · ".join(word for word in (sheet.contact_name, sheet.contact_phone) if word)
    lines = [
        ("Perihal", sheet.subject),
        ("OPD", sheet.agency),
        ("Kontak", contact),
        ("Surat", letter),
        ("Sifat", nature_words(sheet.priority, secret=sheet.secret)),
        ("Kanal", CHANNELS.get(sheet.channel, sheet.channel)),
        ("Diterima", moment_text(sheet.received_at)),
        ("Didaftarkan", moment_text(sheet.registered_at)),
        ("SOP", f"{sheet.sop_code} · {calm_title(sheet.sop_name)} (versi {sheet.sop_version})"),
        ("Berakhir", moment_text(sheet.closed_at) if sheet.closed_at else ""),
        ("Catatan", sheet.note),
    ]
    return [(label, words) for label, words in lines if words]


class CaseSummary(QScrollArea):
    """Registration and timeline, scrolling together."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName("Ringkasan dan linimasa")
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setSpacing(14)
        self.registration = Section("Pendaftaran", inside)
        self.timeline = Timeline(inside)
        column.addWidget(self.registration)
        column.addWidget(self.timeline)
        column.addStretch(1)
        self.setWidget(inside)

    def show_sheet(self, sheet: CaseSheet) -> None:
        """Draw both anew and keep the scroll position."""
        position = self.verticalScrollBar().value()
        self.registration.clear()
        grid = QWidget(self.registration)
        form = QFormLayout(grid)
        form.setContentsMargins(0, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for label, words in registration_lines(sheet):
            form.addRow(f"{label}:", WrappedLabel(words, grid))
        self.registration.add(grid)
        self.timeline.show_lines(sheet.timeline)
        self.verticalScrollBar().setValue(position)
