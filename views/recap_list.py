"""The list behind a figure: its requests or late runs, each opening the window of its request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from models.records.recap import LateRun, RecapCase, WorkRow
from resources.indonesian import number_text
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.recap_columns import CASES, LATE, PART_WORK, STEP_WORK, TIMES
from views.recap_table import RecapColumn, RecapTableBox
from views.recap_wishes import LateWish, Wish, WorkWish
from views.recap_words import meaning
from views.screen_fit import fit_to_screen

#: Where the definition of the parts of the time stands.
_SPLIT = "Di kantor, di OPD, ditunda, di luar jam kerja"


class _Kind(NamedTuple):
    """How a list looks: its name, what its rows are called, its columns and what they mean."""

    name: str
    rows: str
    columns: tuple[RecapColumn[Any], ...]
    meaning: str


def _kind(wish: Wish) -> _Kind:
    if isinstance(wish, LateWish):
        return _Kind("Daftar langkah terlambat", "langkah", LATE, meaning("late"))
    if isinstance(wish, WorkWish):
        if wish.step:
            return _Kind("Daftar langkah", "langkah", STEP_WORK, "")
        return _Kind("Daftar bagian langkah", "bagian langkah", PART_WORK, "")
    if wish.figure == "berakhir":
        return _Kind("Daftar permohonan berakhir", "permohonan", TIMES, meaning(_SPLIT))
    return _Kind("Daftar permohonan", "permohonan", CASES, meaning(wish.figure))


class RecapList(QDialog):
    """Stands beside the page; Enter or a double click on a row opens the request."""

    case_wanted = Signal(int)

    def __init__(self, wish: Wish, period: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{wish.title()} · {period}")
        self._kind = _kind(wish)
        self.count = WrappedLabel("Membaca daftar…", self)
        self.count.setAccessibleName("Banyaknya baris")
        self.box: RecapTableBox[Any] = RecapTableBox(
            self._kind.name, self._kind.columns, intro=self._kind.meaning, opens="&Buka permohonan",
            empty="Membaca daftar…", parent=self,
        )  # fmt: skip
        self.box.copy_button.setText("Sa&lin tabel")
        self.close_button = QPushButton("&Tutup", self)
        self.close_button.setAutoDefault(False)
        self.close_button.clicked.connect(self.close)
        self.box.buttons.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.addWidget(self.count)
        column.addWidget(self.box, 1)
        self.box.cell_opened.connect(self._open)
        fit_to_screen(self, 1240, 580)
        self.box.table.setFocus()

    @property
    def columns(self) -> tuple[RecapColumn[Any], ...]:
        """The columns that the list has."""
        return self._kind.columns

    def show_records(self, records: Sequence[Any], without: frozenset[str] = frozenset()) -> None:
        """Show what was read; columns `without` anything in them are left out."""
        for column in self._kind.columns:
            self.box.table.show_column(column.title, on=column.title not in without)
        self.count.show_text(f"{number_text(len(records))} {self._kind.rows}")
        self.box.table.empty_words = "Tidak ada satu pun dalam periode ini."
        self.box.show_records(list(records))
        self.box.open_button.setEnabled(bool(records))

    def _open(self, record: RecapCase | LateRun | WorkRow, _figure: str) -> None:
        self.case_wanted.emit(record.case_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
