"""Daftar: the cases of one SOP, or of all of them, as a sortable table with chips for their state."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from models.records.board import CaseLine
from models.records.secrecy import NOT_YOURS
from models.rules.badge import Badge
from models.rules.search import ALL_STATUSES, CLOSED
from resources.indonesian import short_date
from views.badges import Badges
from views.card_words import nature_words
from views.record_table import Column, RecordModel, RecordTable

#: The state chips: words and the value of `status:` they stand for.
CHIPS = (("Berjalan", "berjalan"), ("Selesai", CLOSED), ("Semua", ALL_STATUSES))

#: A column that is empty for all that is running.
_ENDED = "Berakhir"

_STATUS_WORDS = {
    "berjalan": "berjalan",
    "selesai": "selesai",
    "ditolak": "ditolak",
    "dibatalkan": "dibatalkan",
}


class ListingView(QWidget):
    """The table with its chips and the number of cases found."""

    opened = Signal(int)
    sort_wanted = Signal(str, bool)
    status_wanted = Signal(str)

    def __init__(self, badges: Badges, *, all_sops: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._badges = badges
        self.model: RecordModel[CaseLine] = RecordModel(self._columns(all_sops), self)
        self.table = RecordTable(self.model, "Daftar permohonan", self)
        self.chips: dict[str, QPushButton] = {}
        self._group = QButtonGroup(self)
        self.count = QLabel(self)
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        self.count.setProperty("quiet", "true")
        chips = QHBoxLayout()
        for words, status in CHIPS:
            chip = QPushButton(words, self)
            chip.setCheckable(True)
            chip.setProperty("kind", "chip")
            chip.setAccessibleName(f"Tampilkan permohonan: {words}")
            chip.clicked.connect(lambda _checked=False, s=status: self.status_wanted.emit(s))
            self._group.addButton(chip)
            self.chips[status] = chip
            chips.addWidget(chip)
        chips.addSpacing(8)
        chips.addWidget(self.count, 1)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.addLayout(chips)
        stack.addWidget(self.table, 1)
        QWidget.setTabOrder(self.chips[ALL_STATUSES], self.table)
        self.table.opened.connect(self._open)
        self.table.opened_other.connect(self._open)
        self.table.sort_wanted.connect(self.sort_wanted)

    def _columns(self, all_sops: bool) -> list[Column[CaseLine]]:
        columns: list[Column[CaseLine]] = [
            Column("Nomor", "number", lambda r: r.number, 18, least=15),
            Column("Waktu", "time", _state, 16, self._badge),
            Column("Perihal", "subject", lambda r: r.subject, 38),
            Column("OPD", "agency", lambda r: r.agency, 24),
            Column("Langkah", "step_no", _step, 26),
            Column("Menunggu", "where", lambda r: r.where, 20),
            Column("Sifat", "priority", lambda r: nature_words(r.priority, secret=r.secret), 12, least=9),
            Column("Diterima", "received_at", lambda r: self._day(r.received_at), 13, least=11),
            Column(_ENDED, "closed_at", lambda r: self._day(r.closed_at), 13, least=11),
        ]
        if all_sops:
            columns.insert(1, Column("SOP", "sop_code", lambda r: r.sop_code, 7))
        return columns

    def _day(self, seconds: int | None) -> str:
        return "" if seconds is None else short_date(self._badges.local(seconds).date())

    def _badge(self, line: CaseLine) -> Badge | None:
        if line.status != "berjalan":
            return Badge("abu", _state(line))
        return self._badges.of(line) if line.pace else None

    def show_found(
        self, found: int, status: str, sort: str, descending: bool, *, left_out: bool = False
    ) -> None:
        """How many were found, in which state, sorted how; whether confidential ones are left out."""
        words = "1 permohonan" if found == 1 else f"{found:,} permohonan".replace(",", ".")
        self.count.setText(f"{words} · {NOT_YOURS}" if left_out else words)
        for value, chip in self.chips.items():
            chip.setChecked(value == status)
        self.table.show_column(_ENDED, on=status != "berjalan")
        self.table.show_sort(sort, descending)

    def _open(self, line: CaseLine) -> None:
        self.opened.emit(line.case_id)


def _step(line: CaseLine) -> str:
    return f"{line.step_no}. {line.step_title}" if line.step_no else ""


def _state(line: CaseLine) -> str:
    words = _STATUS_WORDS.get(line.status, line.status)
    return f"{words}, pernah lewat waktu" if line.late and line.status != "berjalan" else words
