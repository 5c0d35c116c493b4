"""Pengaturan > Delegasi: the rights of a position given to somebody for some days."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from models.records.office import DELEGATION_DAYS
from models.records.office_lines import HoldingLine
from resources.indonesian import short_date
from views.ask_dialog import AskDialog
from views.fields import DayField
from views.record_table import Column
from views.settings_list import SettingsList


@dataclass(frozen=True, slots=True)
class DelegationRow:
    """A delegation, in words whether it counts, and whether it can still be ended."""

    line: HoldingLine
    state: str
    open: bool


class DelegationSettings(SettingsList[DelegationRow]):
    """The delegations that the person may see."""

    add_wanted = Signal()
    end_wanted = Signal(object)
    reassign_wanted = Signal()

    def __init__(self, *, may_reassign: bool = False, parent: QWidget | None = None) -> None:
        columns: tuple[Column[DelegationRow], ...] = (
            Column("Jabatan", "", lambda r: r.line.position, 36),
            Column("Didelegasikan kepada", "", lambda r: r.line.person, 30),
            Column("Sejak", "", lambda r: short_date(r.line.since), 14),
            Column("Sampai", "", lambda r: "" if r.line.until is None else short_date(r.line.until), 14),
            Column("Oleh", "", lambda r: r.line.given_by, 28),
            Column("Keadaan", "", lambda r: r.state, 16),
        )
        super().__init__(
            "Daftar delegasi", columns, lambda row: row.line.id,
            "Penerima delegasi bertindak “a.n.” jabatan itu selama masanya: ia mengerjakan langkahnya dan "
            "melihat yang dilihat pemegangnya. Naskah tetap ditandatangani pemegang jabatan.",
            empty="Belum ada delegasi. Tekan “Delegasikan…” bila Anda berhalangan beberapa hari.",
            parent=parent,
        )  # fmt: skip
        self.add_button("&Delegasikan…", self.add_wanted.emit)
        self.add_button("A&khiri delegasi", self.on_current(self.end_wanted.emit), on_record=True)
        if may_reassign:
            self.add_button("A&lihkan tugas…", self.reassign_wanted.emit)
        self.allow(lambda row: row.open)
        self.end_buttons()


class DelegateDialog(AskDialog):
    """Which position, to whom, from when to when."""

    def __init__(
        self,
        positions: Sequence[tuple[int, str]],
        people: Sequence[tuple[int, str]],
        now: Callable[[], datetime],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            "Delegasikan jabatan",
            f"Paling lama {DELEGATION_DAYS} hari. Untuk waktu yang lebih lama, atau bila naskah harus "
            "ditandatangani, administrator menetapkan Plh. atau Plt.",
            "&Delegasikan",
            parent,
        )
        self.position = _box("Jabatan", self)
        if len(positions) > 1:
            # nobody's rights are given away because they came first in the list
            self.position.addItem("— pilih jabatan —", None)
        for position_id, name in positions:
            self.position.addItem(name, position_id)
        self.person = _box("Kepada", self)
        self.person.addItem("— pilih orang —", None)
        for person_id, name in people:
            self.person.addItem(name, person_id)
        self.since = DayField("Sejak", now, self)
        self.since.take_day(now().date())
        self.until = DayField("Sampai", now, self)
        self.form.addRow("&Jabatan", self.position)
        self.form.addRow("&Kepada", self.person)
        self.form.addRow("S&ejak", self.since)
        self.form.addRow("Sam&pai", self.until)
        self.position.currentIndexChanged.connect(self.check)
        self.person.currentIndexChanged.connect(self.check)
        self.since.changed.connect(self.check)
        self.until.changed.connect(self.check)
        self.ready(560, 360)

    def problems(self) -> list[str]:
        """All of it is needed, and not for too long."""
        found = [] if self.position.currentData() is not None else ["Pilih jabatannya."]
        if self.person.currentData() is None:
            found.append("Pilih orangnya.")
        since, until = self.since.day(), self.until.day()
        if since is None:
            found.append("Isi tanggal “Sejak”.")
        if until is None:
            found.append("Isi tanggal “Sampai”.")
        if since and until and until < since:
            found.append("“Sampai” tidak boleh sebelum “Sejak”.")
        if since and until and until - since >= timedelta(days=DELEGATION_DAYS):
            found.append(f"Paling lama {DELEGATION_DAYS} hari.")
        return found

    def typed(self) -> object:
        """All fields."""
        return (
            self.position.currentData(), self.person.currentData(), self.since.edit.text(),
            self.until.edit.text(),
        )  # fmt: skip


def _box(name: str, parent: QWidget) -> QComboBox:
    box = QComboBox(parent)
    box.setAccessibleName(name)
    return box
