"""Cetak > Nomor: the register of paper numbers, a series and a year at a time, with its gaps."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from models.records.paper import NumberLine
from resources.indonesian import short_date
from views.fields import WrappedLabel
from views.record_table import Column
from views.settings_list import SettingsList

_STATES = {"dipesan": "Dipesan", "terbit": "Terbit", "batal": "Batal", "luar": "Di luar aplikasi"}
_MOST_GAPS = 30


def _day(line: NumberLine) -> str:
    return short_date(date.fromisoformat(line.day)) if line.day else ""


_COLUMNS: tuple[Column[NumberLine], ...] = (
    Column("Nomor", "", lambda n: n.text, 26),
    Column("Tanggal", "", _day, 13),
    Column("Keadaan", "", lambda n: _STATES[n.state], 16),
    Column("Keperluan", "", lambda n: n.purpose, 36),
    Column("Oleh", "", lambda n: n.by, 24),
    Column("Alasan batal", "", lambda n: n.reason, 24),
)


class NumbersList(SettingsList[NumberLine]):
    """A number is never used twice: cancelled ones stay, gaps are told."""

    wanted = Signal()
    reserve_wanted = Signal(str)
    insert_wanted = Signal(object)
    outside_wanted = Signal(str)
    cancel_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Register nomor naskah", _COLUMNS, lambda line: line.id,
            empty="Belum ada nomor pada seri dan tahun ini.", parent=parent,
        )  # fmt: skip
        self.column.setContentsMargins(8, 8, 8, 8)
        self.group = QComboBox(self)
        self.year = QComboBox(self)
        self.add_filters((("&Seri", self.group), ("&Tahun", self.year)), self.wanted.emit)
        self.gaps = WrappedLabel("", self)
        self.gaps.setAccessibleName("Nomor yang terlewat")
        self.column.insertWidget(3, self.gaps)
        self.add_button("B&uka naskah…", self.on_current(self.opened.emit), on_record=True)
        self.keeping = (
            self.add_button("P&esan nomor…", lambda: self.reserve_wanted.emit(self.series())),
            self.add_button("Nomor s&isip…", self.on_current(self.insert_wanted.emit), on_record=True),
            self.add_button("Nomor dari &luar…", lambda: self.outside_wanted.emit(self.series())),
            self.add_button("&Batalkan nomor…", self.on_current(self.cancel_wanted.emit), on_record=True),
        )
        self.end_buttons()

    def show_rights(self, *, may_keep: bool) -> None:
        """Offer the acts on the book to whoever keeps it; reading is for all."""
        for button in self.keeping:
            button.setVisible(may_keep)

    def series(self) -> str:
        """The series that is shown, "" while there is none."""
        return str(self.group.currentData() or "")

    def shown_year(self) -> int:
        """The year that is shown."""
        return int(self.year.currentData() or 0)

    def show_series(self, groups: Sequence[tuple[str, str]], years: Sequence[int]) -> None:
        """The series (code, name) and years to choose from; the choice stays."""
        for box, items in ((self.group, groups), (self.year, [(year, str(year)) for year in years])):
            chosen = box.currentData()
            box.clear()
            for data, words in items:
                box.addItem(words, data)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def show_gaps(self, gaps: Sequence[int]) -> None:
        """Say which ordinals nobody took."""
        if not gaps:
            self.gaps.show_text("Tidak ada nomor yang terlewat.")
            return
        words = ", ".join(str(gap) for gap in gaps[:_MOST_GAPS])
        more = f", dan {len(gaps) - _MOST_GAPS} lainnya" if len(gaps) > _MOST_GAPS else ""
        self.gaps.show_text(
            f"Nomor urut yang terlewat: {words}{more}. Bila dipakai di luar aplikasi, catat dengan "
            "“Nomor dari luar”."
        )
