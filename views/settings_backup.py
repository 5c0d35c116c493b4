"""Pengaturan > Cadangan: where backups go, which there are, making, testing and restoring one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QVBoxLayout, QWidget

from models.records.backup import KINDS, WARN_DAYS_LIMIT, BackupLine, PlaceLine
from resources.indonesian import moment_text, number_text, size_text
from resources.wording_backup import reason_text
from views.fields import WrappedLabel
from views.progress_line import ProgressLine
from views.record_table import Column
from views.settings_letterhead import plain_button
from views.settings_list import SettingsList
from views.told import Told

_NONE = "Belum ada cadangan di tempat ini. Tekan “Cadangkan sekarang”."
_AWAY = "Tempat cadangan sedang tidak terhubung, jadi isinya tidak dapat ditampilkan."


def contents_text(line: BackupLine) -> str:
    """What a backup holds, in a few words."""
    manifest = line.entry.manifest
    if manifest is None:
        return "tidak terbaca"
    cases = f"{number_text(line.entry.counts.get('permohonan', 0))} permohonan"
    if not manifest.has_documents:
        return f"{cases}, tanpa salinan dokumen"
    return f"{cases}, {number_text(manifest.documents)} dokumen"


def _size(line: BackupLine) -> str:
    manifest = line.entry.manifest
    return "—" if manifest is None else size_text(manifest.size)


def _kind(line: BackupLine) -> str:
    return KINDS.get(line.entry.kind, "—")


class BackupSettings(QWidget):
    """Emits what is wanted; `may_all` for administrators, others make backups and look at them."""

    place_wanted = Signal()
    days_wanted = Signal(int)
    backup_wanted = Signal()
    cancel_wanted = Signal()
    test_wanted = Signal(object)
    restore_wanted = Signal(object)
    export_wanted = Signal()

    def __init__(self, *, may_all: bool, may_export: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._may_all = may_all
        self.state = Told(self)
        self.place = WrappedLabel("", self)
        self.progress = ProgressLine(self)
        self.progress.cancel_button.setText("&Batalkan")
        self.progress.cancel_button.setAccessibleName("Batalkan")
        self.progress.cancelled.connect(self.cancel_wanted)
        column = QVBoxLayout(self)
        column.addWidget(self.state)
        column.addLayout(self._place_row())
        column.addWidget(self.progress)
        column.addWidget(self._list(may_export=may_export), 1)

    def _place_row(self) -> QHBoxLayout:
        self.place_button = plain_button("&Ganti tempat…", self)
        self.place_button.clicked.connect(lambda _on=False: self.place_wanted.emit())
        self.days = QSpinBox(self)
        self.days.setRange(1, WARN_DAYS_LIMIT)
        self.days.setSuffix(" hari")
        self.days.setAccessibleName("Peringatkan bila cadangan terakhir lebih lama dari")
        self.days.setKeyboardTracking(False)
        self.days.valueChanged.connect(self.days_wanted)
        label = QLabel("&Peringatkan setelah", self)
        label.setBuddy(self.days)
        row = QHBoxLayout()
        row.addWidget(self.place, 1)
        for widget in (self.place_button, label, self.days):
            row.addWidget(widget)
            widget.setVisible(self._may_all)
        return row

    def _list(self, *, may_export: bool) -> SettingsList[BackupLine]:
        self.list = SettingsList[BackupLine](
            "Daftar cadangan",
            (
                Column("Dibuat", "", lambda r: moment_text(r.made_at), 24),
                Column("Jenis", "", _kind, 22),
                Column("Isi", "", contents_text, 34),
                Column("Ukuran", "", _size, 10),
                Column("Keadaan", "", lambda r: reason_text(r.entry.reason), 20),
            ),
            lambda line: line.entry.path,
            empty=_NONE,
            parent=self,
        )
        self.list.allow(lambda line: line.entry.good)
        add = self.list.add_button
        self.make_button = add("Cadangkan &sekarang", self.backup_wanted.emit)
        self.test_button = add(
            "&Uji cadangan ini", self.list.on_current(self.test_wanted.emit), on_record=True
        )
        if self._may_all:
            add("Pu&lihkan…", self.list.on_current(self.restore_wanted.emit), on_record=True)
            self.list.opened.connect(self._opened)
        if may_export:
            self.export_button = add("&Ekspor lengkap…", self.export_wanted.emit)
        self.list.end_buttons()
        return self.list

    def _opened(self, line: BackupLine) -> None:
        if line.entry.good:
            self.restore_wanted.emit(line)

    def show_place(self, line: PlaceLine) -> None:
        """Where backups go, and what speaks against it."""
        where = "di dalam folder data" if line.own else str(line.path)
        self.list.table.empty_words = _AWAY if line.free is None and not line.own else _NONE
        room = "sedang tidak terhubung" if line.free is None else f"sisa {size_text(line.free)}"
        words = f"Tempat cadangan: {where} ({room})."
        if line.own and line.free is None:
            words = f"Tempat cadangan: {where}."
        if line.same_disk:
            words += (
                " Tempat ini berada di cakram yang sama dengan data: bila cakramnya rusak atau hilang, "
                "cadangan ikut hilang. Pilih tempat kedua: cakram lain, USB, atau folder bersama."
            )
        self.place.show_text(words)

    def show_days(self, days: int) -> None:
        """After how many days it warns; nothing is asked for by showing it."""
        self.days.blockSignals(True)
        self.days.setValue(days)
        self.days.blockSignals(False)

    def show_busy(self, words: str) -> None:
        """Something runs, which `words` tell; "" when it is over."""
        busy = bool(words)
        button = self.focusWidget()
        if busy and isinstance(button, QPushButton) and button.hasFocus():
            # a button that goes grey would hand the keyboard to the number of days beside it
            self.list.table.setFocus()
        if busy and not self.progress.isVisibleTo(self):
            self.progress.start(words)
        elif not busy:
            self.progress.stop()
        for button in (self.make_button, self.place_button):
            button.setEnabled(not busy)
        self.list.allow(lambda line: line.entry.good and not busy)
        self.list.show_records(self.list.model.records)

    def show_lines(self, lines: Sequence[BackupLine]) -> None:
        """The backups, newest first."""
        self.list.show_records(lines)
