"""Who may see a confidential request, and why: letting people in, shutting them out, lifting the secrecy."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.records.access import AccessLine, AccessSheet
from models.records.secrecy import WHO_SEES
from views.act_button import act_button
from views.fields import WrappedLabel
from views.record_table import Column
from views.screen_fit import fit_to_screen
from views.settings_list import SettingsList

_NOT_MINE = "Akses diatur oleh pimpinan atau TU."


class AccessDialog(QDialog):
    """Shows an access sheet and emits what is to be changed about it."""

    give_asked = Signal(int)
    end_asked = Signal(int)
    lift_asked = Signal()

    def __init__(self, sheet: AccessSheet, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sheet = sheet
        columns: list[Column[AccessLine]] = [
            Column("Nama", "", lambda line: line.name, 30),
            Column("Karena", "", lambda line: line.reason, 46),
        ]
        self.people: SettingsList[AccessLine] = SettingsList(
            "Yang dapat melihat", columns, lambda line: line.person_id, WHO_SEES, parent=self
        )
        end = self.people.on_current(lambda line: self.end_asked.emit(line.person_id))
        self.end_button = self.people.add_button("&Cabut akses", end, on_record=True)
        self.people.end_buttons()
        self.person = QComboBox(self)
        self.person.setAccessibleName("Beri akses kepada")
        self.person.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.person.currentIndexChanged.connect(self._chosen)
        self.give_button = act_button("&Beri akses", self._give, self)
        self.note = WrappedLabel(_NOT_MINE, self, quiet=True)
        self.lift_button = act_button("Cabut &sifat rahasia…", self.lift_asked.emit, self)
        self.close_button = act_button("Tutu&p", self.reject, self)
        self._lay_out()
        self.show_sheet(sheet)
        fit_to_screen(self, 760, 520)

    def _lay_out(self) -> None:
        words = QLabel("Beri akses &kepada", self)
        words.setBuddy(self.person)
        row = QHBoxLayout()
        row.addWidget(words)
        row.addWidget(self.person, 1)
        row.addWidget(self.give_button)
        self.admitting = QWidget(self)
        self.admitting.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        last = QHBoxLayout()
        last.addWidget(self.lift_button)
        last.addStretch(1)
        last.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(self.people, 1)
        column.addWidget(self.admitting)
        column.addWidget(self.note)
        column.addLayout(last)

    def show_sheet(self, sheet: AccessSheet) -> None:
        """Show a newer reading."""
        self.sheet = sheet
        self.setWindowTitle(f"Akses permohonan {sheet.number}")
        self.people.allow(lambda line: line.by_name and sheet.may_admit)
        self.people.show_records(sheet.lines)
        self.person.clear()
        self.person.addItem("— pilih orang —", 0)
        for person_id, name in sheet.others:
            self.person.addItem(name, person_id)
        for widget in (self.admitting, self.lift_button, self.end_button):
            widget.setVisible(sheet.may_admit)
        self.note.setVisible(not sheet.may_admit)
        self._chosen()

    def _chosen(self) -> None:
        self.give_button.setEnabled(bool(self.person.currentData()))

    def _give(self) -> None:
        self.give_asked.emit(int(self.person.currentData()))
