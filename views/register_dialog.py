"""Registering a request, and correcting what was registered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from models.records.case import CaseSheet
from models.records.priorities import PRIORITIES
from models.records.registration import Registration
from models.records.secrecy import CONFIDENTIAL, SEEN_BY, WHO_SEES
from models.records.sop import Sop
from resources.wording import obstacle_text
from views.agency_field import AgencyField
from views.ask_dialog import AskDialog
from views.dialog_style import tint
from views.fields import DayField, LinesEdit, MomentField, Section, WrappedLabel
from views.progress_line import ProgressLine
from views.register_attachments import AttachmentList
from views.register_start import StartOptions
from views.step_sections import ChannelBox
from views.title_words import calm_title


class RegisterDialog(AskDialog):
    """The registration form; with a `sheet` it corrects a request instead of making one."""

    fills = True
    agency_typed = Signal(str)
    letter_typed = Signal(str, object)

    def __init__(
        self,
        sops: Sequence[Sop],
        now: Callable[[], datetime],
        sop_code: str | None = None,
        sheet: CaseSheet | None = None,
        parent: QWidget | None = None,
    ) -> None:
        title = f"Koreksi pendaftaran {sheet.number}" if sheet else "Daftarkan permohonan"
        super().__init__(title, "", "&Simpan koreksi" if sheet else "&Daftarkan", parent)
        self._now = now
        self._sops = {sop.code: sop for sop in sops}
        self._sheet = sheet
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.addWidget(WrappedLabel("* wajib diisi", self, quiet=True))
        self._add_fields()
        self._add_rest()
        scroll = QScrollArea(self)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName("Isian pendaftaran")
        scroll.setWidget(inside)
        self.progress = ProgressLine(self)
        self.column.insertWidget(1, scroll, 1)
        self.column.insertWidget(self.column.count() - 1, self.progress)
        self._fill(sop_code)
        self._connect()
        self.ready(720, 700)
        (self.sop if not self.sop_code() else self.subject).setFocus()

    def _add_fields(self) -> None:
        self.sop = QComboBox(self)
        self.sop.setAccessibleName("SOP")
        self.sop.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.subject = LinesEdit("Perihal", self)
        self.agency = AgencyField(self, may_create=self._sheet is None)
        self.contact = self._line("Nama kontak", "orang yang dapat dihubungi")
        self.phone = self._line("Telepon atau WA", "")
        self.channel = ChannelBox(self)
        self.priority = QComboBox(self)
        self.priority.setAccessibleName("Sifat")
        for code, label in PRIORITIES.items():
            self.priority.addItem(label, code)
        self.secret = QCheckBox(f"&{CONFIDENTIAL}", self)
        self.secret.setAccessibleName(CONFIDENTIAL)
        self.secret.setAccessibleDescription(WHO_SEES)
        self.secret_line = WrappedLabel(SEEN_BY, self, quiet=True)
        self.letter_number = self._line("Nomor surat", "kosongkan bila tanpa surat")
        self.letter_date = DayField("Tanggal surat", self._now, self)
        self.received = MomentField("Diterima", self._now, self)
        self.note = LinesEdit("Catatan", self)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows: tuple[tuple[str, QWidget], ...] = (
            ("&SOP *", self.sop),
            ("P&erihal *", self.subject),
            ("O&PD *", self.agency),
            ("&Kontak", self.contact),
            ("Telepon/&WA", self.phone),
            ("Ka&nal *", self.channel),
            ("Si&fat", self.priority),
            ("", self.secret),
            ("", self.secret_line),
            ("Nomor sur&at", self.letter_number),
            ("Tan&ggal surat", self.letter_date),
            ("D&iterima *", self.received),
            ("&Catatan", self.note),
        )
        for label, widget in rows:
            form.addRow(label, widget)
        form.setRowVisible(self.sop, self._sheet is None)
        # later it is an act of its own, with a reason
        for widget in (self.secret, self.secret_line):
            form.setRowVisible(widget, self._sheet is None)
        for field in (self.sop, self.subject, self.agency.edit, self.channel, self.received.edit):
            field.setAccessibleDescription("wajib diisi")
        self._inside.addLayout(form)

    def _line(self, label: str, hint: str) -> QLineEdit:
        edit = QLineEdit(self)
        edit.setAccessibleName(label)
        edit.setPlaceholderText(hint)
        return edit

    def _add_rest(self) -> None:
        self.duplicates = DuplicateWarning(self)
        self.attachments_section = Section("Lampiran", self)
        self.attachments = AttachmentList(self)
        self.attachments_section.body.addWidget(self.attachments)
        self.start_section = Section("Mulai di mana", self)
        self.start = StartOptions(self._now, self)
        self.start_section.body.addWidget(self.start)
        for widget in (self.duplicates, self.attachments_section, self.start_section):
            self._inside.addWidget(widget)
        self._inside.addStretch(1)
        self.attachments_section.setVisible(self._sheet is None)
        self.start_section.setVisible(self._sheet is None)

    def _fill(self, sop_code: str | None) -> None:
        if len(self._sops) != 1:
            self.sop.addItem("— pilih SOP —", "")
        for sop in self._sops.values():
            self.sop.addItem(f"{sop.code} · {calm_title(sop.name)}", sop.code)
        self.sop.setCurrentIndex(max(0, self.sop.findData(sop_code or "")))
        sheet = self._sheet
        if sheet is None:
            self.channel.choose("surat")
            self.received.take(self._now())
        else:
            self.subject.setPlainText(sheet.subject)
            self.agency.take(sheet.agency_id, sheet.agency)
            self.contact.setText(sheet.contact_name)
            self.phone.setText(sheet.contact_phone)
            self.channel.choose(sheet.channel)
            self.priority.setCurrentIndex(max(0, self.priority.findData(sheet.priority)))
            self.letter_number.setText(sheet.letter_number)
            if sheet.letter_date is not None:
                self.letter_date.take_day(sheet.letter_date)
            self.received.take(sheet.received_at)
            self.note.setPlainText(sheet.note)
        self._show_sop()

    def _connect(self) -> None:
        self.sop.currentIndexChanged.connect(self._show_sop)
        self.agency.prefix_typed.connect(self.agency_typed)
        for signal in (
            self.subject.textChanged, self.agency.changed, self.contact.textChanged,
            self.channel.currentIndexChanged, self.letter_date.changed, self.received.changed,
            self.attachments.changed, self.start.changed, self.duplicates.changed,
        ):  # fmt: skip
            signal.connect(self.check)
        self.letter_number.textChanged.connect(self._ask_letter)
        self.agency.changed.connect(self._ask_letter)

    def _ask_letter(self) -> None:
        self.letter_typed.emit(self.letter_number.text().strip(), self.agency.agency_id())
        self.check()

    def _show_sop(self) -> None:
        sop = self.chosen_sop()
        self.start.show_sop(sop)
        self.attachments.show_types([(d.id, d.label) for d in sop.documents] if sop else [])
        self.check()

    def sop_code(self) -> str:
        """The SOP chosen, "" when none is."""
        return str(self.sop.currentData() or "")

    def chosen_sop(self) -> Sop | None:
        """The SOP chosen."""
        return self._sops.get(self.sop_code())

    def show_duplicates(self, lines: Sequence[str]) -> None:
        """Requests that carry the same letter number."""
        self.duplicates.say(lines)
        self.check()

    def problems(self) -> list[str]:
        """Everything still missing, in the order of the fields."""
        received = self.received.moment()
        found = ["Pilih SOP."] if self._sheet is None and not self.sop_code() else []
        if not self.subject.text():
            found.append("Isi perihal.")
        if not self.agency.is_answered():
            found.append(self._agency_problem())
        if not self.channel.code():
            found.append("Pilih kanal.")
        found += _time_problems(received, self.letter_date, self._now())
        if self.duplicates.stands():
            found.append("Periksa peringatan surat yang sama.")
        if self._sheet is None:
            found += self.start.problems()
            found += self._first_problems(received)
        return found

    def first_missing(self) -> QWidget | None:
        """The first field whose answer is missing or wrong."""
        received, day = self.received.moment(), self.letter_date.day()
        answers: tuple[tuple[QWidget, bool], ...] = (
            (self.sop, self._sheet is not None or bool(self.sop_code())),
            (self.subject, bool(self.subject.text())),
            (self.agency, self.agency.is_answered()),
            (self.channel, bool(self.channel.code())),
            (self.letter_date, not self.letter_date.unreadable()),
            (self.received, received is not None and received <= self._now()),
            (self.letter_date, day is None or received is None or day <= received.date()),
            (self.duplicates.accept_box, not self.duplicates.stands()),
        )
        return next((field for field, answered in answers if not answered), None)

    def _agency_problem(self) -> str:
        if not self.agency.name():
            return "Isi OPD."
        if self._sheet is not None:
            return "Pilih OPD dari daftar."
        return "Pilih OPD dari daftar, atau centang “buat OPD baru”."

    def _first_problems(self, received: datetime | None) -> list[str]:
        attempt = self.start.attempt(self.contact.text().strip(), self.channel.code(), received)
        if attempt is None or received is None:
            return []
        types = {item.doc_type for item in self.attachments.items()}
        return [obstacle_text(o.code, o.data) for o in self.start.obstacles(attempt, types, self._now())]

    def registration(self) -> Registration:
        """What was entered, for a new request."""
        received = self.received.moment() or self._now()
        agency_id = self.agency.agency_id()
        return Registration(
            sop_code=self.sop_code(),
            received_at=received,
            agency_name="" if agency_id is not None else self.agency.name(),
            finish_first=self.start.attempt(self.contact.text().strip(), self.channel.code(), received),
            start_step=self.start.start_step(),
            step_started_at=self.start.started_at(),
            secret=self.secret.isChecked(),
            **self._common(),  # type: ignore[arg-type]  # one dictionary for making and correcting
        )

    def _common(self) -> dict[str, object]:
        return {
            "subject": self.subject.text(),
            "agency_id": self.agency.agency_id(),
            "contact_name": self.contact.text().strip(),
            "contact_phone": self.phone.text().strip(),
            "channel": self.channel.code(),
            "priority": str(self.priority.currentData()),
            "letter_number": self.letter_number.text().strip(),
            "letter_date": self.letter_date.day(),
            "note": self.note.text(),
        }

    def changes(self) -> dict[str, object]:
        """What a correction changes: only fields that differ from what was registered."""
        sheet = self._sheet
        if sheet is None:
            return {}
        now_there: dict[str, object] = {**self._common(), "received_at": self.received.moment()}
        return {key: value for key, value in now_there.items() if getattr(sheet, key) != value}

    def cancel_work(self) -> None:
        """Stop copying."""
        self.progress.cancel()

    def typed(self) -> object:
        """Everything typed."""
        return (
            self.sop_code(), self.agency.name(), self.received.edit.text(), self.letter_date.edit.text(),
            self.attachments.items(), self.start.start_step(), self.start.finish_box.isChecked(),
            self.secret.isChecked(),
            tuple(sorted((k, str(v)) for k, v in self._common().items())),
        )  # fmt: skip


def _time_problems(received: datetime | None, letter: DayField, now: datetime) -> list[str]:
    found = []
    day: date | None = letter.day()
    if letter.unreadable():
        found.append("Tanggal surat tidak terbaca.")
    if received is None:
        found.append("Isi waktu diterima.")
    elif received > now:
        found.append("Waktu diterima tidak boleh di masa depan.")
    elif day is not None and day > received.date():
        found.append("Tanggal surat tidak boleh sesudah tanggal diterima.")
    return found


class DuplicateWarning(QFrame):
    """Requests with the same letter number, and the word that this is another one all the same."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WrappedLabel("", self)
        self.accept_box = QCheckBox("Sudah diperiksa: ini memang permohonan &lain", self)
        self.accept_box.setAccessibleName("Sudah diperiksa: ini memang permohonan lain")
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.accept_box)
        self._lines: tuple[str, ...] = ()
        self.accept_box.toggled.connect(self.changed)
        self.hide()

    def say(self, lines: Sequence[str]) -> None:
        """Name the requests; none hides the warning."""
        if tuple(lines) != self._lines:
            self.accept_box.setChecked(False)
        self._lines = tuple(lines)
        self.words.show_text("Surat dengan nomor ini sudah terdaftar:\n" + "\n".join(f"• {x}" for x in lines))
        self.setVisible(bool(lines))
        tint(self, "kuning")

    def stands(self) -> bool:
        """Whether the warning is still unanswered."""
        return bool(self._lines) and not self.accept_box.isChecked()
