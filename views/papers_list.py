"""Cetak > Naskah: the papers of the office, drafts and issued, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QMenu, QWidget

from models.records.paper import Form, PaperLine
from resources.indonesian import short_date
from views.dialog_style import no_mnemonic
from views.record_table import RECORD_ROLE, Column
from views.settings_list import SettingsList

_STATES = {"konsep": "Konsep", "terbit": "Terbit", "batal": "Batal"}
_PAUSE_MS = 200
_NONE = "Belum ada naskah. Naskah dibuat dari langkah sebuah permohonan"
_EMPTY = f"{_NONE} (tombol Cetak), atau di sini dengan “Naskah baru”."
_CUT = "Yang tampil {most} naskah terbaru; persempit dengan pencarian, keadaan, atau tahun."
_NONE_MATCH = "Tidak ada naskah yang cocok. Kosongkan pencarian dan pilihannya untuk melihat semua."


def _day(line: PaperLine) -> str:
    return short_date(date.fromisoformat(line.day)) if line.day else ""


_COLUMNS: tuple[Column[PaperLine], ...] = (
    Column("Nomor", "", lambda p: p.number or "—", 22),
    Column("Tanggal", "", _day, 13),
    Column("Naskah", "", lambda p: p.name, 22),
    Column("Permohonan", "", lambda p: p.case_number, 18),
    Column("Perihal", "", lambda p: p.subject, 34),
    Column("Keadaan", "", lambda p: _STATES[p.state], 10),
    Column("Penanda tangan", "", lambda p: p.signer, 24),
    Column("Oleh", "", lambda p: p.by, 18),
)


class PapersList(SettingsList[PaperLine]):
    """The list with its filters; several papers can be marked and printed together."""

    wanted = Signal()
    new_wanted = Signal(str)
    print_wanted = Signal(list)
    save_wanted = Signal(object)
    case_wanted = Signal(object)
    cancel_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "Daftar naskah", _COLUMNS, lambda line: line.id,
            empty=_EMPTY, parent=parent,
        )  # fmt: skip
        self.column.setContentsMargins(8, 8, 8, 8)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._add_filters()
        self.new_button = self.add_button("&Naskah baru", lambda: None)
        self.new_menu = QMenu(self.new_button)
        self.new_button.setMenu(self.new_menu)
        self.add_button("B&uka…", self.on_current(self.opened.emit), on_record=True)
        self.print_button = self.add_button("&Cetak…", self._print, on_record=True)
        self.add_button("Simpan &PDF…", self.on_current(self.save_wanted.emit), on_record=True)
        self.add_button("Buka per&mohonan", self.on_current(self.case_wanted.emit), on_record=True)
        self.cancel_button = self.add_button(
            "&Batalkan naskah…", self.on_current(self.cancel_wanted.emit), on_record=True
        )
        self.end_buttons()

    def show_rights(self, *, may_make: bool) -> None:
        """Offer making and cancelling papers, or reading and printing alone."""
        self.new_button.setVisible(may_make)
        self.cancel_button.setVisible(may_make)

    def _add_filters(self) -> None:
        self.words = QLineEdit(self)
        self.words.setClearButtonEnabled(True)
        self.words.setPlaceholderText("Cari nomor, perihal, naskah…")
        self.words.setAccessibleName("Cari naskah")
        self.state = QComboBox(self)
        self.state.addItem("Semua keadaan", "")
        for state, name in _STATES.items():
            self.state.addItem(name, state)
        self.year = QComboBox(self)
        self.year.addItem("Semua tahun", 0)
        self.add_filters((("&Keadaan", self.state), ("&Tahun", self.year)), self.wanted.emit, self.words)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.wanted)
        self.words.textChanged.connect(lambda _text: self._pause.start())

    def show_choices(self, forms: Sequence[Form], years: Sequence[int]) -> None:
        """Which papers can be begun here, and which years there are."""
        self.new_menu.clear()
        for form in forms:
            action = self.new_menu.addAction(no_mnemonic(form.name))
            action.triggered.connect(partial(self._new, form.id))
        chosen = self.year.currentData()
        self.year.clear()
        self.year.addItem("Semua tahun", 0)
        for year in years:
            self.year.addItem(str(year), year)
        self.year.setCurrentIndex(max(0, self.year.findData(chosen)))

    def show_records(self, records: Sequence[PaperLine]) -> None:
        """Show these; an empty list says whether it was narrowed."""
        narrowed = self.words.text().strip() or self.state.currentData() or self.year.currentData()
        self.table.empty_words = (
            _NONE_MATCH if narrowed else f"{_NONE}." if self.new_button.isHidden() else _EMPTY
        )
        super().show_records(records)

    def show_cut(self, most: int) -> None:
        """Say that there are more than are listed; 0: all are here."""
        self.intro.show_text(_CUT.format(most=f"{most:,}".replace(",", ".")) if most else "")
        self.intro.setVisible(bool(most))

    def _new(self, form_id: str, _checked: bool = False) -> None:
        self.new_wanted.emit(form_id)

    def marked(self) -> list[PaperLine]:
        """The papers that are marked, in the order of the list."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self.model.index(row, 0).data(RECORD_ROLE) for row in rows]

    def _print(self) -> None:
        marked = self.marked()
        if marked:
            self.print_wanted.emit(marked)
