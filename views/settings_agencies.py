"""Pengaturan > OPD: the list of agencies, merged, renamed and imported."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from models.records.office_lines import AgencyLine
from views.ask_dialog import AskDialog
from views.fields import LinesEdit, WrappedLabel
from views.record_table import Column
from views.settings_list import SettingsList

_NONE = "Belum ada OPD. Tambahkan satu per satu, atau tempel daftarnya lewat “Impor daftar…”."
_NONE_MATCH = "Tidak ada OPD yang cocok. Kosongkan “Cari” untuk melihat semua."


def _state(line: AgencyLine) -> str:
    if line.merged_into:
        return f"digabung ke {line.merged_into}"
    return "Aktif" if line.active else "Tidak ditawarkan"


def _cases(line: AgencyLine) -> str:
    return f"{line.cases} ({line.open_cases} berjalan)" if line.cases else "—"


class AgencySettings(QWidget):
    """The list with a field that narrows it."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    merge_wanted = Signal(object)
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: list[AgencyLine] = []
        self.narrow = QLineEdit(self)
        self.narrow.setClearButtonEnabled(True)
        self.narrow.setPlaceholderText("Ketik sebagian nama atau singkatan")
        self.narrow.setAccessibleName("Cari OPD")
        label = QLabel("&Cari", self)
        label.setBuddy(self.narrow)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.narrow, 1)
        self.list = SettingsList[AgencyLine](
            "Daftar OPD",
            (
                Column("Nama OPD", "", lambda r: r.name, 48),
                Column("Singkatan", "", lambda r: r.short_name, 16),
                Column("Permohonan", "", _cases, 18),
                Column("Status", "", _state, 40),
            ),
            lambda line: line.id,
            empty=_NONE,
            parent=self,
        )
        self.list.add_button("&Tambah…", self.add_wanted.emit)
        self.list.add_button("U&bah…", self.list.on_current(self.change_wanted.emit), on_record=True)
        self.list.add_button("&Gabungkan…", self.list.on_current(self.merge_wanted.emit), on_record=True)
        self.list.add_button("&Impor daftar…", self.import_wanted.emit)
        self.list.end_buttons()
        self.list.allow(lambda line: not line.merged_into)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        self.list.opened.connect(self._opened)
        self.narrow.textChanged.connect(lambda _text: self._show())

    def _opened(self, line: AgencyLine) -> None:
        if not line.merged_into:
            self.change_wanted.emit(line)

    def show_lines(self, lines: Sequence[AgencyLine]) -> None:
        """Show these, narrowed by what is typed."""
        self._lines = list(lines)
        self._show()

    def _show(self) -> None:
        needle = self.narrow.text().casefold().strip()
        self.list.table.empty_words = _NONE_MATCH if self._lines else _NONE
        self.list.show_records(
            [line for line in self._lines if needle in f"{line.name} {line.short_name}".casefold()]
        )


class AgencyDialog(AskDialog):
    """A new agency, or a change of one."""

    def __init__(self, line: AgencyLine | None = None, parent: QWidget | None = None) -> None:
        intro = "Nama baru tampil pada semua permohonannya." if line is not None else ""
        title = "OPD baru" if line is None else f"Ubah {line.name}"
        super().__init__(title, intro, "Tam&bahkan" if line is None else "&Simpan", parent)
        self.name = QLineEdit(self)
        self.name.setMaxLength(300)
        self.name.setAccessibleName("Nama OPD")
        self.short_name = QLineEdit(self)
        self.short_name.setMaxLength(60)
        self.short_name.setAccessibleName("Singkatan")
        self.active = QCheckBox("Ditawa&rkan pada pendaftaran", self)
        self.active.setChecked(line.active if line is not None else True)
        if line is not None:
            self.name.setText(line.name)
            self.short_name.setText(line.short_name)
        self.form.addRow("&Nama OPD", self.name)
        self.form.addRow("&Singkatan", self.short_name)
        self.form.addRow("", self.active)
        self.form.setRowVisible(self.active, line is not None)
        self.name.textChanged.connect(self.check)
        self.ready()

    def problems(self) -> list[str]:
        """A name is needed."""
        return [] if self.name.text().strip() else ["Isi nama OPD."]

    def typed(self) -> object:
        """All fields."""
        return self.name.text(), self.short_name.text(), self.active.isChecked()


class MergeDialog(AskDialog):
    """Which agency takes over, and what that moves."""

    def __init__(self, line: AgencyLine, others: Sequence[AgencyLine], parent: QWidget | None = None) -> None:
        super().__init__(
            f"Gabungkan {line.name}",
            "Dipakai bila satu OPD tercatat dua kali atau melebur. Nama lama tetap disimpan, tetapi tidak "
            "lagi ditawarkan. Penggabungan tidak dapat diurungkan.",
            "&Gabungkan",
            parent,
        )
        self._line = line
        self.target = QComboBox(self)
        self.target.setAccessibleName("Digabung ke")
        self.target.setEditable(True)
        self.target.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for other in others:
            self.target.addItem(other.name, other.id)
        self.target.setCurrentIndex(-1)
        self.target.setCurrentText("")
        completer = self.target.completer()
        if completer is not None:
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.preview = WrappedLabel("", self)
        self.preview.setAccessibleName("Akibat penggabungan")
        self.form.addRow("&Digabung ke", self.target)
        self.form.addRow("", self.preview)
        self.target.currentTextChanged.connect(lambda _text: self.check())
        self.ready(560, 340)

    def target_id(self) -> int | None:
        """The agency that takes over; None while what is typed names none."""
        row = self.target.findText(self.target.currentText().strip(), Qt.MatchFlag.MatchFixedString)
        found: int | None = self.target.itemData(row) if row >= 0 else None
        return found

    def problems(self) -> list[str]:
        """A target is needed."""
        chosen = self.target_id() is not None
        name = self.target.currentText().strip()
        moving = f"{self._line.cases} permohonan ({self._line.open_cases} berjalan) berpindah ke {name}."
        words = moving if self._line.cases else f"Tidak ada permohonan yang perlu berpindah ke {name}."
        self.preview.show_text(words if chosen else "")
        return [] if chosen else ["Pilih OPD yang mengambil alih."]

    def typed(self) -> object:
        """The target."""
        return self.target.currentText()


class ImportAgenciesDialog(AskDialog):
    """A pasted list, one agency a line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Impor daftar OPD",
            "Tempel daftar, satu nama tiap baris. Nama yang sudah ada dan baris kosong dilewati.",
            "&Impor",
            parent,
        )
        self.fills = True
        self.lines = LinesEdit("Daftar OPD", self, lines=10)
        self.lines.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.column.insertWidget(2, self.lines, 1)
        self.lines.textChanged.connect(self.check)
        self.ready(560, 420)

    def names(self) -> list[str]:
        """The names, one a line, without what stands after a tab (a pasted table)."""
        return [name for line in self.lines.text().splitlines() if (name := line.split("\t")[0].strip())]

    def problems(self) -> list[str]:
        """At least one name is needed."""
        return [] if self.names() else ["Tempel paling sedikit satu nama."]

    def typed(self) -> object:
        """The text."""
        return self.lines.text()
