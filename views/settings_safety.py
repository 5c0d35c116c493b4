"""Pengaturan > Keamanan: the idle lock, a clock that was set back, and what happened to accounts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from models.records.safety import ClockState, SafetyNote
from models.rules.account import LOCK_LIMITS
from resources.indonesian import duration_text, moment_text
from views.dialog_style import tint
from views.fields import WrappedLabel
from views.heading import Heading
from views.record_table import Column
from views.settings_list import SettingsList


class SafetySettings(QWidget):
    """`lock_wanted` tells the minutes, `clock_right` that the clock is right although it stands back."""

    lock_wanted = Signal(int)
    clock_right = Signal()

    def __init__(self, *, all_of_it: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kept = 0
        self._all_of_it = all_of_it
        self.clock = QFrame(self)
        self.clock_words = WrappedLabel("", self.clock)
        self.clock_button = QPushButton("&Jam sekarang sudah benar", self.clock)
        self.clock_button.setAutoDefault(False)
        self.clock_button.clicked.connect(lambda _on: self.clock_right.emit())
        row = QHBoxLayout(self.clock)
        row.setContentsMargins(10, 8, 10, 8)
        row.addWidget(self.clock_words, 1)
        row.addWidget(self.clock_button)
        self.minutes = QSpinBox(self)
        self.minutes.setRange(*LOCK_LIMITS)
        self.minutes.setSuffix(" menit")
        self.minutes.setAccessibleName("Kunci layar sesudah")
        self.save_button = QPushButton("&Simpan", self)
        self.save_button.setAutoDefault(False)
        self.save_button.setAccessibleName("Simpan kunci layar")
        self.save_button.clicked.connect(lambda _on: self.lock_wanted.emit(self.minutes.value()))
        self.minutes.valueChanged.connect(self._look)
        columns: tuple[Column[SafetyNote], ...] = (
            Column("Waktu", "", lambda n: moment_text(n.at), 18),
            Column("Oleh", "", lambda n: n.actor, 30),
            Column("Kejadian", "", lambda n: n.words, 60),
        )
        self.notes: SettingsList[SafetyNote] = SettingsList(
            "Catatan keamanan", columns, lambda n: (n.at, n.words), empty="Belum ada kejadian.", parent=self
        )
        self.lock_part = self._lock_part()
        self._build()

    def _lock_part(self) -> QWidget:
        part = QWidget(self)
        label = QLabel("Layar dikunci sesudah tidak dipakai &selama", part)
        label.setBuddy(self.minutes)
        row = QHBoxLayout()
        for widget in (label, self.minutes, self.save_button):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(Heading("Kunci layar", part, factor=1.1))
        column.addLayout(row)
        column.addWidget(
            WrappedLabel("Setiap orang juga dapat mengunci layarnya sendiri dengan Ctrl+L.", part, quiet=True)
        )
        return part

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.clock)
        column.addWidget(self.lock_part)
        heading = Heading("Catatan keamanan", self, factor=1.1)
        column.addWidget(heading)
        column.addWidget(self.notes, 1)
        column.addStretch(0)
        for widget in (self.lock_part, heading, self.notes):
            widget.setVisible(self._all_of_it)
        if not self._all_of_it:
            column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_lock(self, minutes: int) -> None:
        """What is kept; a value that was changed and not yet kept stays."""
        changed = self._kept and self.minutes.value() != self._kept
        self._kept = minutes
        if not changed:
            self.minutes.setValue(minutes)
        self._look()

    def show_clock(self, state: ClockState | None) -> None:
        """Whether the clock stands back, and by how much."""
        self.clock.setVisible(state is not None or not self._all_of_it)
        self.clock_button.setVisible(state is not None)
        if state is None:
            self.clock_words.show_text(
                "Jam komputer tidak tertinggal dari riwayat; tidak ada yang perlu dinyatakan."
            )
            tint(self.clock, "hijau")
        else:
            tint(self.clock, "kuning")
            self.clock_words.show_text(
                f"Jam komputer menunjukkan {moment_text(state.shown)}, {duration_text(state.minutes)} lebih "
                "awal daripada tindakan terakhir yang tercatat. Selama itu tidak ada tindakan yang dapat "
                "disimpan. Betulkan jam komputer; hanya bila jamnya memang sudah benar, nyatakan di sini. "
                "Pernyataan ini tercatat di riwayat atas nama Anda."
            )

    def show_notes(self, notes: Sequence[SafetyNote]) -> None:
        """What happened to accounts and to the clock, newest first."""
        self.notes.show_records(list(notes))

    def _look(self) -> None:
        self.save_button.setEnabled(self.minutes.value() != self._kept)
