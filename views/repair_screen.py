"""The repair screen: what is damaged, the backups at hand, and what can be done without losing anything."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.records.backup import KINDS, BackupLine
from resources.indonesian import moment_text
from resources.problems import Problem
from resources.wording_backup import reason_text
from views.ask_dialog import AskDialog
from views.fields import WrappedLabel
from views.heading import Heading
from views.message_bar import MessageBar
from views.progress_line import ProgressLine
from views.record_table import Column
from views.screen_fit import fit_to_screen
from views.settings_backup import contents_text
from views.settings_list import SettingsList
from views.told import Told

_LOOKING = "Mencari cadangan…"
_NONE = "Tidak ada cadangan di tempat yang dikenal. Tancapkan USB atau cari di folder lain."


class RepairScreen(QDialog):
    """Emits what is wanted; nothing is changed by showing it."""

    restore_wanted = Signal(object)
    look_wanted = Signal()
    salvage_wanted = Signal()
    cancel_wanted = Signal()
    aside_wanted = Signal()
    again_wanted = Signal()

    def __init__(self, problem: Problem, documents: str, *, log: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Papan SOP: perbaikan data")
        self.heading = Heading(problem.title, self)
        self.what = Told(self)
        self.what.say(problem.what, "merah")
        self.kept = WrappedLabel(f"{problem.kept} {documents}".strip(), self)
        self.message = MessageBar(self)
        self.progress = ProgressLine(self)
        self.progress.cancel_button.setText("&Hentikan")
        self.progress.cancel_button.setAccessibleName("Hentikan penyelamatan")
        self.progress.cancelled.connect(self.cancel_wanted)
        self.list = self._list()
        column = QVBoxLayout(self)
        for widget in (self.heading, self.what, self.kept, self.message, self.progress):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addLayout(self._ways(log=log))
        fit_to_screen(self, 860, 560)
        self.list.table.setFocus()

    def _list(self) -> SettingsList[BackupLine]:
        backups: SettingsList[BackupLine] = SettingsList(
            "Cadangan yang ditemukan",
            (
                Column("Dibuat", "", lambda r: moment_text(r.made_at), 22),
                Column("Jenis", "", lambda r: KINDS.get(r.entry.kind, "—"), 20),
                Column("Isi", "", contents_text, 30),
                Column("Tempat", "", lambda r: str(r.entry.path.parent), 30),
                Column("Keadaan", "", lambda r: reason_text(r.entry.reason), 16),
            ),
            lambda line: line.entry.path,
            intro="Pulihkan cadangan terbaru yang baik: itu cara yang paling lengkap.",
            empty=_LOOKING,
            parent=self,
        )
        backups.allow(lambda line: line.entry.good)
        self.restore_button = backups.add_button(
            "&Pulihkan cadangan ini…", backups.on_current(self.restore_wanted.emit), on_record=True
        )
        self.restore_button.setProperty("kind", "primary")
        self.look_button = backups.add_button("&Cari di folder lain…", self.look_wanted.emit)
        backups.end_buttons()
        backups.opened.connect(lambda line: self.restore_wanted.emit(line) if line.entry.good else None)
        return backups

    def _ways(self, *, log: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        self.salvage_button = self._button("&Selamatkan yang masih terbaca…", self.salvage_wanted, row)
        self.aside_button = self._button("Sisihkan berkas -&wal…", self.aside_wanted, row)
        self.aside_button.setVisible(log)
        row.addStretch(1)
        self.again_button = self._button("Coba &buka lagi", self.again_wanted, row)
        self.close_button = QPushButton("&Tutup program", self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.reject)
        row.addWidget(self.close_button)
        return row

    def _button(self, words: str, wanted: object, row: QHBoxLayout) -> QPushButton:
        button = QPushButton(words, self)
        button.setAutoDefault(False)
        button.setAccessibleName(words.replace("&", "").replace("…", ""))
        button.clicked.connect(lambda _on=False: wanted.emit())  # type: ignore[attr-defined]
        row.addWidget(button)
        return button

    def show_backups(self, lines: Sequence[BackupLine]) -> None:
        """The backups, newest first; the newest good one is under the focus."""
        self.list.table.empty_words = _NONE
        self.list.show_records(lines)
        good = next((line for line in lines if line.entry.good), None)
        if good is not None:
            self.list.choose(good.entry.path)

    def show_busy(self, words: str) -> None:
        """What is being done, "" for nothing."""
        for button in (self.salvage_button, self.aside_button, self.again_button, self.look_button):
            button.setEnabled(not words)
        self.list.table.setEnabled(not words)
        self.restore_button.setEnabled(not words and self.list.current() is not None)
        if words:
            self.progress.start(words)
        else:
            self.progress.stop()


class SalvageDialog(AskDialog):
    """What salvage does, before it is done."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Selamatkan yang masih terbaca",
            "Setiap baris yang masih terbaca disalin ke basis data baru. Berkas yang rusak dan folder "
            "dokumen tidak diubah. Yang tidak terbaca hilang, dan pemeriksaan riwayat kelak menyebutnya satu "
            "per satu. Bila ada cadangan yang baik, memulihkannya hampir selalu lebih lengkap.",
            "&Selamatkan",
            parent,
        )
        self.ready(560, 240)


class SalvagedDialog(AskDialog):
    """What was saved, before it takes the place of the damaged database."""

    def __init__(self, held: str, broken: str, orphans: int, parent: QWidget | None = None) -> None:
        super().__init__(
            "Hasil penyelamatan",
            "Pakai hasil ini sebagai data kantor? Berkas yang rusak disisihkan ke folder “rusak-…” di dalam "
            "folder data, dan tidak dihapus.",
            "&Pakai hasil ini",
            parent,
        )
        self.form.addRow("Terbaca", WrappedLabel(held, self))
        self.form.addRow("Tidak utuh", WrappedLabel(broken or "Tidak ada: semua tabel terbaca penuh.", self))
        if orphans:
            words = f"{orphans} baris merujuk ke baris yang hilang; tetap disimpan."
            self.form.addRow("Rujukan putus", WrappedLabel(words, self))
        self.ready(600, 320)


class AsideDialog(AskDialog):
    """What laying the log aside means."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Sisihkan berkas -wal",
            "Berkas -wal dipindahkan ke folder “rusak-…” di dalam folder data, lalu basis data dibuka "
            "seperti isinya sekarang. Pilih ini bila Anda sendiri mengembalikan berkas basis data yang lama. "
            "Kejadian sesudahnya tidak ada lagi di layar; program mengatakannya dan mencatatnya.",
            "&Sisihkan",
            parent,
        )
        self.ready(560, 240)
