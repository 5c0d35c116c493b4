"""Buku agenda: which book, from when to when, and its pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from views.fields import DayField, WrappedLabel
from views.paper_shelf import PaperShelf

#: The books, in the order offered.
BOOKS = {
    "permohonan": "Agenda permohonan",
    "masuk": "Agenda surat masuk",
    "keluar": "Agenda surat keluar",
}


class AgendaPage(QWidget):
    """Emits `wanted` (book, since, until) when the choice is complete and makes sense."""

    wanted = Signal(str, date, date)

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.book = QComboBox(self)
        for code, words in BOOKS.items():
            self.book.addItem(words, code)
        self.since = DayField("Dari tanggal", now, self)
        self.until = DayField("Sampai tanggal", now, self)
        today = now().date()
        self.since.take_day(today.replace(day=1))
        self.until.take_day(today)
        self.problem = WrappedLabel("", self)
        self.problem.hide()
        grid = QGridLayout()
        for words, widget, row, place in (
            ("&Buku", self.book, 0, 0), ("&Dari", self.since, 1, 0), ("&Sampai", self.until, 1, 2),
        ):  # fmt: skip
            label = QLabel(words, self)
            label.setBuddy(widget)
            grid.addWidget(label, row, place)
            # the book takes the whole row: beside it large text would make the window too wide
            grid.addWidget(widget, row, place + 1, 1, 1 if row else 3)
        self.shelf = PaperShelf(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.addLayout(grid)
        column.addWidget(self.problem)
        column.addWidget(self.shelf, 1)
        self.book.activated.connect(lambda _index: self.ask())
        for field in (self.since, self.until):
            field.changed.connect(self.ask)

    def ask(self) -> None:
        """Ask for the book when both dates are there and in order."""
        since, until = self.since.day(), self.until.day()
        words = ""
        if since is None or until is None:
            words = "Isi tanggal awal dan akhir."
        elif since > until:
            words = "Tanggal awal sesudah tanggal akhir."
        self.problem.show_text(words)
        self.problem.setVisible(bool(words))
        self.shelf.allow(ready=False)
        if since is not None and until is not None and not words:
            self.wanted.emit(str(self.book.currentData()), since, until)
