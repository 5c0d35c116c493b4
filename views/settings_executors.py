"""Pengaturan > Pelaksana SOP: who fills the columns of an SOP, and why each row has its executor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from models.records.office_lines import ExecutorLine
from models.records.sop import Part, Sop
from views.ask_dialog import AskDialog
from views.checked_form import ScrollPage
from views.fields import WrappedLabel
from views.record_table import Column
from views.settings_list import SettingsList
from views.title_words import calm_title

K = TypeVar("K")

_SOURCES = {
    "cell": "tertulis di sel naskah",
    "wording": "dibaca dari kalimat kegiatan",
    "office": "ditetapkan kantor",
}


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One executor of one row of the SOP table, and why it is that one."""

    no: str
    title: str
    executor: str
    role: str
    source: str


def _filled(line: ExecutorLine) -> str:
    if line.executor.external:
        return "pihak luar: dicatat TU atau pelaksana lain"
    return ", ".join(name for _, name in line.positions) or "belum diisi jabatan"


class ExecutorSettings(QWidget):
    """The columns of one SOP above; below, the source of each row's executor and the source notes."""

    sop_chosen = Signal(str)
    fill_wanted = Signal(object)
    use_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = ""
        self.sop = QComboBox(self)
        self.sop.setAccessibleName("SOP")
        label = QLabel("&SOP", self)
        label.setBuddy(self.sop)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.sop, 1)
        self.executors = SettingsList[ExecutorLine](
            "Kolom pelaksana",
            (
                Column("Kolom pelaksana", "", lambda r: r.executor.label, 30),
                Column("Kelompok", "", lambda r: r.executor.group, 20),
                Column("Diisi jabatan", "", _filled, 60),
            ),
            lambda line: line.executor.id,
            "Pemegang jabatan yang mengisi sebuah kolom mengerjakan langkah di kolom itu.",
            parent=self,
        )
        self.executors.add_button(
            "U&bah jabatan pengisi…", self.executors.on_current(self.fill_wanted.emit), on_record=True
        )
        self.executors.add_button("SOP yang &dipakai…", self.use_wanted.emit)
        self.executors.end_buttons()
        self.executors.allow(lambda line: not line.executor.external)
        self.executors.opened.connect(self._opened)
        self.sources = SettingsList[SourceRow](
            "Dasar penetapan pelaksana",
            (
                Column("No", "", lambda r: r.no, 5),
                Column("Langkah", "", lambda r: r.title, 40),
                Column("Pelaksana", "", lambda r: r.executor, 26),
                Column("Peran", "", lambda r: r.role, 14),
                Column("Dasar", "", lambda r: r.source, 22),
            ),
            lambda row: (row.no, row.executor, row.role),
            parent=self,
        )
        self.notes_page = ScrollPage(self)
        self.notes = WrappedLabel("", self)
        self.notes_page.column.addWidget(self.notes)
        self.notes_page.column.addStretch(1)
        self.below = QTabWidget(self)
        self.below.setAccessibleName("Keterangan SOP")
        self.below.addTab(self.sources, "Dasar tiap langkah")
        self.below.addTab(self.notes_page, "Catatan naskah")
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self.executors)
        split.addWidget(self.below)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(split, 1)
        self.sop.currentIndexChanged.connect(lambda _index: self.sop_chosen.emit(self.code()))

    def _opened(self, line: ExecutorLine) -> None:
        if not line.executor.external:
            self.fill_wanted.emit(line)

    def code(self) -> str:
        """The SOP chosen, "" without any."""
        return str(self.sop.currentData() or "")

    def turn_to(self, code: str) -> None:
        """Stand on that SOP; before the SOPs were read it is remembered until they are."""
        self._wanted = code
        self.sop.setCurrentIndex(self.sop.findData(code) if self.sop.count() else -1)

    def show_sops(self, sops: Sequence[tuple[str, str]]) -> None:
        """Offer these (code, name); the one chosen stays."""
        if [self.sop.itemData(i) for i in range(self.sop.count())] == [code for code, _ in sops]:
            return
        chosen = self.code() or self._wanted
        self.sop.blockSignals(True)
        self.sop.clear()
        for code, name in sops:
            self.sop.addItem(f"{code}: {calm_title(name)}", code)
        self.sop.setCurrentIndex(max(0, self.sop.findData(chosen)))
        self.sop.blockSignals(False)

    def show_sop(self, sop: Sop, lines: Sequence[ExecutorLine]) -> None:
        """Show the columns, the sources and the notes of an SOP."""
        self.executors.show_records(lines)
        self.sources.show_records(source_rows(sop))
        self.notes.show_text("\n\n".join(f"• {note}" for note in sop.notes) or "Naskah ini tanpa catatan.")


def source_rows(sop: Sop) -> list[SourceRow]:
    """Every executor of every row, with the words of its source mark."""
    return [
        SourceRow(step.no, step.title, sop.executor(part.executor).label, _role(part), _SOURCES[part.source])
        for step in sop.steps
        for part in step.parts
    ]


def _role(part: Part) -> str:
    return "peserta" if part.role == "peserta" else "pelaksana"


class _TickDialog(AskDialog, Generic[K]):
    """A list to tick."""

    fills = True

    def offer(self, name: str, choices: Sequence[tuple[K, str, bool]]) -> None:
        """Offer (key, words, ticked)."""
        self.choices = QListWidget(self)
        self.choices.setAccessibleName(name)
        for key, words, ticked in choices:
            item = QListWidgetItem(words, self.choices)
            item.setData(Qt.ItemDataRole.UserRole, key)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        self.choices.setCurrentRow(0)
        self.column.insertWidget(2, self.choices, 1)
        self.choices.itemChanged.connect(lambda _item: self.check())
        self.ready(540, 420)
        self.choices.setFocus()

    def chosen(self) -> frozenset[K]:
        """The keys ticked."""
        items = (self.choices.item(row) for row in range(self.choices.count()))
        return frozenset(
            item.data(Qt.ItemDataRole.UserRole)
            for item in items
            if item.checkState() == Qt.CheckState.Checked
        )

    def typed(self) -> object:
        """The choice."""
        return self.chosen()


class FillDialog(_TickDialog[int]):
    """Which positions fill a column."""

    def __init__(
        self, line: ExecutorLine, positions: Sequence[tuple[int, str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(
            f"Jabatan pengisi “{line.executor.label}”",
            "Centang jabatan yang mengerjakan langkah di kolom ini (Spasi mencentang).",
            "&Simpan",
            parent,
        )
        filled = {position_id for position_id, _ in line.positions}
        self.offer("Jabatan pengisi", [(key, name, key in filled) for key, name in positions])


class UseDialog(_TickDialog[str]):
    """Which SOPs the office uses."""

    def __init__(self, sops: Sequence[tuple[str, str, bool]], parent: QWidget | None = None) -> None:
        super().__init__(
            "SOP yang dipakai",
            "SOP yang tidak dicentang tidak menerima permohonan baru; yang sedang berjalan tetap "
            "diselesaikan. SOP yang baru dipakai langsung diisi jabatan bakunya.",
            "&Simpan",
            parent,
        )
        self.offer(
            "SOP yang dipakai", [(code, f"{code}: {calm_title(name)}", used) for code, name, used in sops]
        )

    def problems(self) -> list[str]:
        """At least one is needed."""
        return [] if self.chosen() else ["Pilih paling sedikit satu SOP."]
