"""The list behind a figure: its requests or late runs, each opening the window of its request."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from models.records.recap import LateRun, RecapCase
from resources.indonesian import number_text
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.recap_columns import CASES, LATE
from views.recap_table import RecapTableBox
from views.recap_words import FIGURES, meaning
from views.screen_fit import fit_to_screen


class ListWish(NamedTuple):
    """The requests behind a figure that are asked for; `agency` is the key of its share."""

    figure: str
    sop: str = ""
    agency: str = ""
    where: str = ""

    def title(self) -> str:
        """`Selesai · PAW`."""
        return " · ".join(filter(None, (FIGURES.get(self.figure, "Permohonan"), self.where)))


class LateWish(NamedTuple):
    """The late runs that are asked for: of a step, an executor or a reason; "" for any.

    `ended` leaves those out that are still open: tables of steps count finished runs.
    """

    sop: str = ""
    step: str = ""
    executor: str = ""
    reason: str = ""
    ended: bool = False
    where: str = ""

    def title(self) -> str:
        """`Terlambat · PAW langkah 7`."""
        return " · ".join(filter(None, ("Langkah terlambat", self.where)))

    def takes(self, run: LateRun) -> bool:
        """Whether a run is one of them."""
        return (
            self.sop in ("", run.sop)
            and self.step in ("", run.step_no)
            and self.reason in ("", run.reason)
            and not (self.ended and run.finished is None)
            and (not self.executor or _among(self.executor, run.executor))
        )


def _among(label: str, words: str) -> bool:
    """Whether an executor is one of those that are named together."""
    link = "(, | dan | atau )"
    return re.search(f"(^|{link}){re.escape(label)}($|{link})", words) is not None


class RecapList(QDialog):
    """Stands beside the page; Enter or a double click on a row opens the request."""

    case_wanted = Signal(int)

    def __init__(self, wish: ListWish | LateWish, period: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(f"{wish.title()} · {period}")
        self._late = isinstance(wish, LateWish)
        tip = meaning(wish.figure if isinstance(wish, ListWish) else "late")
        self.count = WrappedLabel("Membaca daftar…", self)
        self.count.setAccessibleName("Banyaknya baris")
        self.box: RecapTableBox[Any] = RecapTableBox(
            "Daftar langkah terlambat" if self._late else "Daftar permohonan",
            LATE if self._late else CASES,
            intro=tip, opens="&Buka permohonan", empty="Membaca daftar…", parent=self,
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

    def show_records(self, records: Sequence[RecapCase] | Sequence[LateRun]) -> None:
        """Show what was read."""
        word = "langkah" if self._late else "permohonan"
        self.count.show_text(f"{number_text(len(records))} {word}")
        self.box.table.empty_words = "Tidak ada satu pun dalam periode ini."
        self.box.show_records(list(records))
        self.box.open_button.setEnabled(bool(records))

    def _open(self, record: RecapCase | LateRun, _figure: str) -> None:
        self.case_wanted.emit(record.case_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
