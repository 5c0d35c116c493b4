"""Cetak: papers, agenda books and the register of numbers, each on a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from views.agenda_page import AgendaPage
from views.heading import Heading
from views.message_bar import MessageBar
from views.numbers_list import NumbersList
from views.papers_list import PapersList


class PapersPage(QWidget):
    """The tabs of the screen; `turned` tells that another one is shown."""

    turned = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.papers = PapersList(self)
        self.agenda = AgendaPage(now, self)
        self.numbers = NumbersList(self)
        self.message = MessageBar(self)
        self.tabs = QTabWidget(self)
        self.tabs.setAccessibleName("Bagian Cetak")
        self.tabs.addTab(self.papers, "Naska&h")
        self.tabs.addTab(self.agenda, "Buku &agenda")
        self.tabs.addTab(self.numbers, "Nomo&r")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(Heading("Cetak", self))
        column.addWidget(self.message)
        column.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(lambda _index: self.turned.emit())
