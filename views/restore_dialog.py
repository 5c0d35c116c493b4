"""The dialogs of a restore: what it would bring back and replace, and afterwards what it did."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.records.backup import KINDS, BackupLine, Restored
from resources.indonesian import moment_text, number_text, size_text
from resources.wording_backup import TABLE_NAMES, counts_text, table_name
from views.ask_dialog import AskDialog
from views.fields import WrappedLabel
from views.heading import Heading
from views.record_table import Column, RecordModel, RecordTable
from views.screen_fit import fit_to_screen

#: What of a backup is told before it is restored.
_TOLD = ("permohonan", "naskah", "disposition", "history", "person")


class RestoreDialog(AskDialog):
    """Shows what a backup holds; nothing is restored before it is said to be understood."""

    def __init__(self, line: BackupLine, later: int, parent: QWidget | None = None) -> None:
        intro = (
            f"Kantor dikembalikan ke keadaan {moment_text(line.made_at)}. Keadaan sekarang disimpan dahulu "
            "sebagai cadangan baru di tempat yang sama. Sesudahnya setiap orang masuk lagi."
        )
        super().__init__("Pulihkan cadangan", intro, "&Pulihkan", parent)
        for words, value in held(line):
            self.form.addRow(words, WrappedLabel(value, self))
        self.form.addRow("Sesudah itu", WrappedLabel(_later_text(later), self))
        self.understood = QCheckBox("&Saya mengerti: keadaan sekarang diganti dengan cadangan ini", self)
        self.understood.toggled.connect(lambda _on: self.check())
        self.form.addRow(self.understood)
        self.ready(640, 460)

    def problems(self) -> list[str]:
        """It has to be understood."""
        return [] if self.understood.isChecked() else ["Centang “Saya mengerti” untuk memulihkan."]

    def first_missing(self) -> QWidget:
        """The tick."""
        return self.understood


class RestoreChoice(AskDialog):
    """Which backup a new computer takes its office from; what it holds is shown as it is chosen."""

    def __init__(self, lines: Sequence[BackupLine], folder: str, parent: QWidget | None = None) -> None:
        intro = f"Kantor dari cadangan ini ditempatkan di {folder}. Cadangannya sendiri tidak berubah."
        super().__init__("Pulihkan dari cadangan", intro, "&Pulihkan", parent)
        self._lines = lines
        self.choice = QComboBox(self)
        self.choice.setAccessibleName("Cadangan")
        for line in lines:
            self.choice.addItem(f"{moment_text(line.made_at)}: {_office(line)}")
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.held = WrappedLabel("", self)
        self.form.addRow("&Cadangan", self.choice)
        self.form.addRow("", self.held)
        self.choice.currentIndexChanged.connect(lambda _row: self._show())
        self._show()
        self.ready(640, 420)

    def line(self) -> BackupLine:
        """The backup that was chosen."""
        return self._lines[self.choice.currentIndex()]

    def _show(self) -> None:
        self.held.show_text("\n".join(f"{title}: {words}" for title, words in held(self.line())))


def _office(line: BackupLine) -> str:
    return line.entry.manifest.office if line.entry.manifest is not None else ""


def _later_text(later: int) -> str:
    if later <= 0:
        return "Tidak ada kejadian baru; tidak ada yang tertinggal."
    return (
        f"{number_text(later)} kejadian dicatat sesudah cadangan ini dibuat. Kejadian itu tidak ada lagi di "
        "layar setelah dipulihkan, dan tetap tersimpan dalam cadangan keadaan sekarang."
    )


def held(line: BackupLine) -> list[tuple[str, str]]:
    """What a backup holds, as titles and words."""
    entry, manifest = line.entry, line.entry.manifest
    if manifest is None:
        return [("Cadangan", entry.name)]
    counts = [
        f"{number_text(entry.counts[table])} {table_name(table).lower()}"
        for table in _TOLD
        if entry.counts.get(table)
    ]
    documents = f"{number_text(manifest.documents)} berkas, {size_text(manifest.documents_size)}"
    rows = [
        ("Dibuat", f"{moment_text(line.made_at)} ({KINDS.get(entry.kind, entry.kind)})"),
        ("Kantor", manifest.office or "(belum bernama)"),
        ("Isi", ", ".join(counts) or "kosong"),
        (
            "Dokumen",
            documents if manifest.has_documents else "tidak ikut disalin; dipakai yang ada di folder data",
        ),
        ("Susunan data", f"versi {entry.schema}, ditulis {manifest.program}"),
        ("Kepala riwayat", f"{entry.head.id} · {entry.head.digest[:16]}"),
    ]
    if manifest.missing:
        rows.insert(
            4, ("Perhatian", f"{number_text(manifest.missing)} dokumen sudah hilang ketika dicadangkan")
        )
    return rows


class RestoredDialog(QDialog):
    """The counts of the backup and of what is there now, side by side, and where the earlier state lies."""

    def __init__(self, line: BackupLine, done: Restored, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Cadangan dipulihkan")
        order = {table: place for place, table in enumerate(TABLE_NAMES)}
        rows = [
            (table_name(table), count, done.counts.get(table, 0))
            for table, count in sorted(
                done.entry.counts.items(), key=lambda held: order.get(held[0], len(order))
            )
            if count and table != "schema_version"
        ]
        verdict = counts_text(done.differing, tuple(done.noted))
        self.model: RecordModel[tuple[str, int, int]] = RecordModel(
            (
                Column("Tabel", "", lambda r: r[0], 30),
                Column("Di cadangan", "", lambda r: number_text(r[1]), 14),
                Column("Sekarang", "", lambda r: number_text(r[2]), 14),
            ),
            self,
        )
        self.table = RecordTable(self.model, "Jumlah baris", self)
        self.model.show_records(rows)
        column = QVBoxLayout(self)
        column.addWidget(
            Heading(f"✓ Kantor kembali ke keadaan {moment_text(line.made_at)}", self, factor=1.2)
        )
        column.addWidget(WrappedLabel("\n".join([verdict, *_remarks(done)]), self))
        column.addWidget(self.table, 1)
        self.go_on = QPushButton("&Lanjut masuk", self)
        self.go_on.setProperty("kind", "primary")
        self.go_on.setDefault(True)
        self.go_on.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.go_on)
        column.addLayout(row)
        fit_to_screen(self, 640, 520)
        self.go_on.setFocus()


def _remarks(done: Restored) -> list[str]:
    lines = []
    if done.kept is not None:
        lines.append(f"Keadaan sebelumnya tersimpan di {done.kept}.")
    if done.copied_documents:
        lines.append(f"{number_text(done.copied_documents)} dokumen disalin kembali.")
    if done.lacking:
        lines.append(
            f"{number_text(len(done.lacking))} dokumen tidak ada di cadangan maupun di folder data; jalankan "
            "pemeriksaan untuk melihat yang mana."
        )
    return lines
