"""The left half of the paper dialog: date, number, blanks, signers and copies of one paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QVBoxLayout, QWidget

from models.records.paper import Form, FormField, PaperDraft, PaperForm, Signing
from models.rules.papers import electronic_places
from views.fields import DayField, LinesEdit, Section, WrappedLabel
from views.paper_field import PaperField
from views.paper_fields import paper_field
from views.paper_pictures import PicturesField
from views.paper_shelf import PAPER_NAMES
from views.paper_signers import SignerField, signer_field

#: How a paper is signed, as the dialog and the settings call it.
SIGNING_NAMES: dict[Signing, str] = {
    "basah": "Basah (pena dan cap)",
    "tte": "Elektronik (TTE), di luar aplikasi ini",
}
_NEXT, _OUTSIDE = "berikutnya", "luar"
_NUMBER_LIMIT = 120


class NumberField(QWidget):
    """Which number the paper takes: the next of its series, a reserved one, or one from outside."""

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.choice = QComboBox(self)
        self.choice.setAccessibleName("Nomor naskah")
        self.outside = QLineEdit(self)
        self.outside.setMaxLength(_NUMBER_LIMIT)
        self.outside.setAccessibleName("Nomor dari luar aplikasi")
        self.outside.setPlaceholderText("nomor yang diberikan TU atau sistem lain")
        self.outside.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.choice)
        column.addWidget(self.outside)
        self.setFocusProxy(self.choice)
        self.choice.activated.connect(self._picked)
        self.outside.textEdited.connect(lambda _text: self.edited.emit())

    def _picked(self, _index: int) -> None:
        self.outside.setVisible(self.choice.currentData() == _OUTSIDE)
        self.edited.emit()

    def show_numbers(self, shown: PaperForm) -> None:
        """Offer what there is; what was chosen stays."""
        draft = shown.draft
        now = _OUTSIDE if draft.outside_number else (draft.number_id or self.choice.currentData() or _NEXT)
        self.choice.clear()
        self.choice.addItem(f"Berikutnya: {shown.next_number}" if shown.next_number else "Berikutnya", _NEXT)
        for number_id, text in shown.reserved:
            self.choice.addItem(f"Dipesan: {text}", number_id)
        self.choice.addItem("Dari luar aplikasi…", _OUTSIDE)
        self.choice.setCurrentIndex(max(0, self.choice.findData(now)))
        self.outside.setVisible(self.choice.currentData() == _OUTSIDE)
        if draft.outside_number and draft.outside_number != self.outside.text().strip():
            self.outside.setText(draft.outside_number)

    def number_id(self) -> int | None:
        """The reserved number chosen."""
        data = self.choice.currentData()
        return data if isinstance(data, int) else None

    def outside_number(self) -> str:
        """The number typed, "" unless one from outside is meant."""
        return self.outside.text().strip() if self.choice.currentData() == _OUTSIDE else ""


class PaperBody(QWidget):
    """Shows a paper form and answers the draft that stands in it."""

    edited = Signal()

    def __init__(self, form: Form, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self._draft = PaperDraft(form.id)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2, 2, 12, 2)
        self.column.setSpacing(12)
        self._add_head(now)
        self.fields: dict[str, PaperField] = {}
        if form.fields:
            section = self._section("Isi naskah")
            for field in form.fields:
                self._add_field(section, field, now)
        self.signers: dict[str, SignerField] = {}
        for slot in form.signers:
            one = signer_field(slot, self)
            one.edited.connect(self.edited)
            self._section(f"Penanda tangan: {slot.label}").add(one)
            self.signers[slot.id] = one
        self.copies = LinesEdit("Tembusan", self, lines=3)
        self.copies.setPlaceholderText("Satu penerima tiap baris; kosongkan bila tidak ada.")
        self.copies.textChanged.connect(self.edited)
        if form.copies:
            self._section("Tembusan").add(self.copies)
        else:
            self.copies.hide()
        self.column.addStretch(1)

    def _section(self, title: str) -> Section:
        section = Section(title, self)
        self.column.addWidget(section)
        return section

    def _add_head(self, now: Callable[[], datetime]) -> None:
        self.day = DayField("Tanggal naskah", now, self)
        self.number = NumberField(self)
        self.paper = QComboBox(self)
        for size, words in PAPER_NAMES.items():
            self.paper.addItem(words, size)
        section = self._section("Naskah")
        self._labelled(section, "Tanggal naskah", self.day, self.day.edit)
        if self.form.group:
            self._labelled(section, "Nomor", self.number, self.number.choice)
        else:
            self.number.hide()
        self._labelled(section, "Ukuran kertas", self.paper, self.paper)
        self.day.changed.connect(self.edited)
        self.number.edited.connect(self.edited)
        self.signing = QComboBox(self)
        for way, words in SIGNING_NAMES.items():
            self.signing.addItem(words, way)
        if electronic_places(self.form):
            self._labelled(section, "Cara tanda tangan", self.signing, self.signing)
        else:
            self.signing.hide()
        for choice in (self.paper, self.signing):
            choice.activated.connect(lambda _index: self.edited.emit())

    def _labelled(self, section: Section, words: str, widget: QWidget, buddy: QWidget) -> None:
        label = QLabel(words, self)
        label.setBuddy(buddy)
        buddy.setAccessibleName(words)
        section.add(label)
        section.add(widget)

    def _add_field(self, section: Section, field: FormField, now: Callable[[], datetime]) -> None:
        one = paper_field(field, now, self)
        label = WrappedLabel(field.label + (" *" if field.required else ""), self)
        section.add(label)
        section.add(one)
        one.edited.connect(self.edited)
        self.fields[field.id] = one

    def show_form(self, shown: PaperForm) -> None:
        """Show what the office answered: pre-filled blanks, signers of the date, numbers."""
        draft = self._draft = shown.draft
        self.blockSignals(True)
        if draft.day and draft.day != self._day():
            self.day.take_day(date.fromisoformat(draft.day))
        self.paper.setCurrentIndex(max(0, self.paper.findData(draft.paper)))
        self.signing.setCurrentIndex(max(0, self.signing.findData(draft.signing)))
        for photos in self.photos():
            photos.offer(shown.pictures)
        for field_id, one in self.fields.items():
            one.show_value(draft.values.get(field_id, ""))
        if draft.copies != self._copies():
            self.copies.setPlainText("\n".join(draft.copies))
        self.show_offers(shown)
        self.blockSignals(False)

    def show_offers(self, shown: PaperForm) -> None:
        """Show who may sign and which numbers there are, for the date as it stands."""
        for slot_id, one in self.signers.items():
            one.show_choices(
                shown.signers, shown.draft.signers.get(slot_id), shown.draft.on_behalf.get(slot_id)
            )
        if self.form.group:
            self.number.show_numbers(shown)

    def photos(self) -> list[PicturesField]:
        """The blanks that take photographs."""
        return [one for one in self.fields.values() if isinstance(one, PicturesField)]

    def _day(self) -> str:
        day = self.day.day()
        return "" if day is None else day.isoformat()

    def _copies(self) -> tuple[str, ...]:
        return tuple(line.strip() for line in self.copies.toPlainText().splitlines() if line.strip())

    def draft(self) -> PaperDraft:
        """What stands in the form."""
        signers = {slot: one.chosen() for slot, one in self.signers.items()}
        behalf = {slot: one.on_behalf() for slot, one in self.signers.items()}
        return replace(
            self._draft,
            day=self._day(),
            paper=self.paper.currentData(),
            values={field_id: one.value() for field_id, one in self.fields.items()},
            signers={slot: who for slot, who in signers.items() if who is not None},
            on_behalf={slot: who for slot, who in behalf.items() if who is not None},
            copies=self._copies() if self.form.copies else (),
            number_id=self.number.number_id() if self.form.group else None,
            outside_number=self.number.outside_number() if self.form.group else "",
            filled=True,
            signing=self.signing.currentData(),
        )

    def unreadable(self) -> list[str]:
        """The labels of dates that are no dates; without a date there is no paper."""
        found = [] if self._day() else ["Tanggal naskah"]
        return found + [one.field.label for one in self.fields.values() if one.unreadable()]

    def settle(self) -> None:
        """Take what is just being typed into a table."""
        for one in self.fields.values():
            one.settle()

    def first_empty(self) -> QWidget:
        """Where the keyboard begins: the first required blank that is empty, else the first blank."""
        for one in self.fields.values():
            if one.field.required and not one.value():
                return one
        return next(iter(self.fields.values()), self.day)

    def keep(self, paper_id: int | None) -> None:
        """The draft is stored under this id: what is typed from now on belongs to it."""
        self._draft = replace(self._draft, paper_id=paper_id)

    def go_to(self, field_id: str) -> None:
        """Put the keyboard on a blank, a place to sign (`signer:<slot>`) or the date (`day`)."""
        signer = self.signers.get(field_id.removeprefix("signer:"))
        one = self.day if field_id == "day" else self.fields.get(field_id) or signer
        if one is not None:
            one.setFocus(Qt.FocusReason.OtherFocusReason)
