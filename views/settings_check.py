"""Pengaturan > Pemeriksaan: checking history, data and documents, what was found, anchors from papers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from views.fields import WrappedLabel
from views.progress_line import ProgressLine
from views.record_table import Column
from views.settings_list import SettingsList
from views.told import Told

#: What is looked at, by the stage of the check.
STAGE_WORDS = {
    "basis_data": "Memeriksa basis data…",
    "riwayat": "Memeriksa rantai riwayat…",
    "meterai": "Mencocokkan setiap baris data dengan riwayat…",
    "dokumen": "Membaca dokumen…",
    "naskah": "Memeriksa naskah dan nomornya…",
    "turunan": "Menyusun ulang setiap permohonan dari riwayatnya…",
}


class FoundLine(NamedTuple):
    """A finding in words; `grave` tells damage or loss from a remark."""

    place: int
    words: str
    grave: bool


class CheckSettings(QWidget):
    """Emits what is wanted; `check_wanted` tells whether every document is to be read."""

    check_wanted = Signal(bool)
    cancel_wanted = Signal()
    save_wanted = Signal()
    anchor_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = ""
        self.state = Told(self)
        self.contents = QCheckBox("&Baca isi setiap dokumen (lebih lama)", self)
        self.contents.setChecked(True)
        self.progress = ProgressLine(self)
        self.progress.cancel_button.setText("&Hentikan")
        self.progress.cancel_button.setAccessibleName("Hentikan pemeriksaan")
        self.progress.cancelled.connect(self.cancel_wanted)
        self.list = self._list()
        self.whole = WrappedLabel("", self)
        self.whole.setAccessibleName("Temuan selengkapnya")
        self.list.chosen.connect(self._show_whole)
        column = QVBoxLayout(self)
        column.addWidget(self.state)
        column.addLayout(self._start_row())
        column.addWidget(self.progress)
        column.addWidget(self.list, 1)
        column.addWidget(self.whole)
        column.addWidget(self._anchors())

    def _start_row(self) -> QHBoxLayout:
        self.check_button = _button("&Periksa riwayat", self)
        self.check_button.clicked.connect(lambda _on: self.check_wanted.emit(self.contents.isChecked()))
        row = QHBoxLayout()
        row.addWidget(self.check_button)
        row.addWidget(self.contents)
        row.addStretch(1)
        return row

    def _list(self) -> SettingsList[FoundLine]:
        found: SettingsList[FoundLine] = SettingsList(
            "Hasil pemeriksaan",
            (
                Column("Sifat", "", lambda line: "Temuan" if line.grave else "Catatan", 10),
                Column("Uraian", "", lambda line: line.words, 100),
            ),
            lambda line: line.place,
            empty="Tekan “Periksa riwayat” untuk memeriksa riwayat, data, dan dokumen.",
            parent=self,
        )
        self.save_button = found.add_button("&Simpan sebagai teks…", self.save_wanted.emit)
        self.save_button.setEnabled(False)
        found.end_buttons()
        return found

    def _anchors(self) -> QWidget:
        part = QWidget(self)
        self.anchor = QLineEdit(part)
        self.anchor.setMaxLength(200)
        self.anchor.setPlaceholderText("mis. 1234-9f3a 6c2e 11b0 77d2, tercetak pada rekap atau cadangan")
        self.anchor.setAccessibleName("Jangkar dari kertas")
        label = QLabel("&Jangkar dari kertas", part)
        label.setBuddy(self.anchor)
        self.anchor_button = _button("&Cocokkan", part)
        self.anchor_button.clicked.connect(lambda _on: self._match())
        self.anchor.returnPressed.connect(self._match)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.anchor, 1)
        row.addWidget(self.anchor_button)
        self.answer = Told(part)
        self.answer.hide()
        self.present = WrappedLabel("", part, quiet=True)
        self.copy_button = _button("Sali&n", part)
        self.copy_button.setAccessibleName("Salin jangkar saat ini")
        self.copy_button.clicked.connect(lambda _on: QApplication.clipboard().setText(self._now))
        below = QHBoxLayout()
        below.addWidget(self.present, 1)
        below.addWidget(self.copy_button)
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.answer)
        column.addLayout(below)
        return part

    def _match(self) -> None:
        if self.anchor.text().strip():
            self.anchor_wanted.emit(self.anchor.text())
        else:
            self.anchor.setFocus()

    def show_anchor(self, now: str) -> None:
        """The anchor of what is stored now."""
        self._now = now
        self.present.show_text(f"Jangkar saat ini: {now}" if now else "Belum ada riwayat.")
        self.copy_button.setEnabled(bool(now))

    def show_busy(self, *, busy: bool) -> None:
        """Whether a check runs."""
        self.check_button.setEnabled(not busy)
        self.contents.setEnabled(not busy)
        self.list.table.empty_words = "Sedang memeriksa…" if busy else "Tidak ada yang ditemukan."
        if busy:
            self.show_found(())
            self.progress.start(STAGE_WORDS["basis_data"])
        else:
            self.progress.stop()

    def advance(self, done: int, total: int, stage: str) -> None:
        """How far the check is."""
        self.progress.words.show_text(STAGE_WORDS[stage])
        self.progress.advance(done, total)

    def show_found(self, lines: Sequence[FoundLine]) -> None:
        """What was found."""
        self.list.show_records(lines)
        self.save_button.setEnabled(bool(lines))
        self._show_whole()

    def _show_whole(self) -> None:
        line = self.list.current()
        self.whole.show_text(line.words if line is not None else "")
        self.whole.setVisible(line is not None)


def _button(words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setAutoDefault(False)
    return button
