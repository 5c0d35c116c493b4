"""Pengaturan > Jabatan: positions, and who holds them from when to when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSplitter, QVBoxLayout, QWidget

from models.records.office import ALL_HOLDING_KINDS, HOLDING_KINDS
from models.records.office_lines import HoldingLine, PositionLine
from resources.indonesian import date_text, short_date
from views.ask_dialog import AskDialog
from views.fields import DayField, WrappedLabel
from views.record_table import Column
from views.settings_list import SettingsList

_NAME_LIMIT = 300


@dataclass(frozen=True, slots=True)
class PositionRow:
    """A position with those who hold it today, in words."""

    line: PositionLine
    holders: str


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """A holding and whether it has ended, goes on or is still to come."""

    line: HoldingLine
    state: str


def _flags(row: PositionRow) -> str:
    line = row.line
    words = [word for word, has in (("pimpinan", line.is_leader), ("tata usaha", line.is_secretariat)) if has]
    return ", ".join([*words, *([] if line.active else ["tidak dipakai"])])


class PositionSettings(QWidget):
    """Positions above, the holders of the one under the focus below."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    assign_wanted = Signal(object)
    end_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._holdings: list[HoldingRow] = []
        self.positions = SettingsList[PositionRow](
            "Daftar jabatan",
            (
                Column("Jabatan", "", lambda r: r.line.name, 40),
                Column("Sifat", "", _flags, 26),
                Column("Pemegang sekarang", "", lambda r: r.holders or "belum ada pemegang", 50),
            ),
            lambda row: row.line.id,
            "Pimpinan dapat membatalkan, melewati, dan membuka kembali permohonan. Tata usaha mendaftarkan "
            "permohonan dan mencatat langkah atas nama OPD.",
            parent=self,
        )
        self.positions.add_button("&Tambah jabatan…", self.add_wanted.emit)
        self.positions.add_button(
            "U&bah…", self.positions.on_current(self.change_wanted.emit), on_record=True
        )
        self.positions.add_button(
            "Tetapkan &pemegang…", self.positions.on_current(self.assign_wanted.emit), on_record=True
        )
        self.positions.end_buttons()
        self.holdings = SettingsList[HoldingRow](
            "Pemegang jabatan",
            (
                Column("Pemegang", "", lambda r: r.line.person, 36),
                Column("Status", "", lambda r: ALL_HOLDING_KINDS[r.line.kind], 12),
                Column("Sejak", "", lambda r: short_date(r.line.since), 14),
                Column("Sampai", "", _until, 18),
                Column("Keadaan", "", lambda r: r.state, 16),
            ),
            lambda row: row.line.id,
            empty="Belum pernah ada pemegang. Tekan “Tetapkan pemegang…”.",
            parent=self,
        )
        self.holdings.add_button(
            "Akhiri &masa jabatan…", self.holdings.on_current(self.end_wanted.emit), on_record=True
        )
        self.holdings.end_buttons()
        self.heading = WrappedLabel("", self)
        lower = QWidget(self)
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 6, 0, 0)
        below.addWidget(self.heading)
        below.addWidget(self.holdings, 1)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.positions)
        split.addWidget(lower)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column = QVBoxLayout(self)
        column.addWidget(split)
        self.positions.opened.connect(self.change_wanted)
        self.positions.chosen.connect(self._show_holders)

    def show_office(self, positions: Sequence[PositionRow], holdings: Sequence[HoldingRow]) -> None:
        """Show positions and holdings."""
        self._holdings = list(holdings)
        self.positions.show_records(positions)

    def _show_holders(self) -> None:
        row = self.positions.current()
        self.heading.show_text("" if row is None else f"Pemegang jabatan {row.line.name}:")
        position_id = None if row is None else row.line.id
        self.holdings.show_records([h for h in self._holdings if h.line.position_id == position_id])


def _until(row: HoldingRow) -> str:
    return "seterusnya" if row.line.until is None else short_date(row.line.until)


class PositionDialog(AskDialog):
    """A new position, or a change of one."""

    def __init__(self, line: PositionLine | None = None, parent: QWidget | None = None) -> None:
        title = "Jabatan baru" if line is None else f"Ubah jabatan {line.name}"
        super().__init__(title, "", "Tam&bahkan" if line is None else "&Simpan", parent)
        self.name = QLineEdit(self)
        self.name.setMaxLength(_NAME_LIMIT)
        self.name.setAccessibleName("Nama jabatan")
        self.leader = QCheckBox("&Pimpinan", self)
        self.secretariat = QCheckBox("T&ata usaha", self)
        self.active = QCheckBox("Masih &dipakai", self)
        self.active.setChecked(True)
        if line is not None:
            self.name.setText(line.name)
            self.leader.setChecked(line.is_leader)
            self.secretariat.setChecked(line.is_secretariat)
            self.active.setChecked(line.active)
        self.form.addRow("&Nama jabatan", self.name)
        for box in (self.leader, self.secretariat, self.active):
            self.form.addRow("", box)
        self.form.setRowVisible(self.active, line is not None)
        self.name.textChanged.connect(self.check)
        self.ready()

    def problems(self) -> list[str]:
        """A name is needed."""
        return [] if self.name.text().strip() else ["Isi nama jabatan."]

    def typed(self) -> object:
        """All fields."""
        boxes = (self.leader, self.secretariat, self.active)
        return self.name.text(), *(box.isChecked() for box in boxes)


class HoldingDialog(AskDialog):
    """Who holds a position, how, and from when to when."""

    def __init__(
        self,
        position: str,
        people: Sequence[tuple[int, str]],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            f"Pemegang jabatan {position}",
            "Plt. dan Plh. bertindak untuk jabatan itu selama masanya. "
            "Kosongkan “Sampai” bila belum ada akhirnya.",
            "Tetap&kan",
            parent,
        )
        self.person = QComboBox(self)
        self.person.setAccessibleName("Orang")
        self.person.addItem("— pilih orang —", None)
        for person_id, name in people:
            self.person.addItem(name, person_id)
        self.kind = QComboBox(self)
        self.kind.setAccessibleName("Status")
        for kind, words in HOLDING_KINDS.items():
            self.kind.addItem(words, kind)
        self.since = DayField("Sejak", now, self)
        self.since.take_day(now().date())
        self.until = DayField("Sampai", now, self)
        self.form.addRow("&Orang", self.person)
        self.form.addRow("&Status", self.kind)
        self.form.addRow("S&ejak", self.since)
        self.form.addRow("Sam&pai", self.until)
        self.person.currentIndexChanged.connect(self.check)
        self.since.changed.connect(self.check)
        self.until.changed.connect(self.check)
        self.ready(540, 360)

    def problems(self) -> list[str]:
        """Person and beginning are needed."""
        found = [] if self.person.currentData() is not None else ["Pilih orangnya."]
        since, until = self.since.day(), self.until.day()
        if since is None:
            found.append("Isi tanggal “Sejak”.")
        if self.until.unreadable():
            found.append("Tanggal “Sampai” tidak terbaca.")
        if since and until and until < since:
            found.append("“Sampai” tidak boleh sebelum “Sejak”.")
        return found

    def typed(self) -> object:
        """All fields."""
        return (
            self.person.currentData(), self.kind.currentData(),
            self.since.edit.text(), self.until.edit.text(),
        )  # fmt: skip


class EndHoldingDialog(AskDialog):
    """The last day of a holding."""

    def __init__(self, line: HoldingLine, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(
            "Akhiri masa jabatan",
            f"{line.person} memegang jabatan {line.position} sejak {date_text(line.since)}. Riwayat yang "
            "sudah tercatat tetap menyebut jabatannya.",
            "&Akhiri",
            parent,
        )
        self.until = DayField("Hari terakhir", now, self)
        self.until.take_day(line.until or now().date())
        self.form.addRow("Hari tera&khir", self.until)
        self.until.changed.connect(self.check)
        self.ready()

    def last_day(self) -> date | None:
        """The day as entered."""
        return self.until.day()

    def problems(self) -> list[str]:
        """A day is needed."""
        return [] if self.until.day() is not None else ["Isi hari terakhirnya."]

    def typed(self) -> object:
        """The day."""
        return self.until.edit.text()
