"""Semua Permohonan: the list over all SOPs, running and finished."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from views.badges import Badges
from views.filter_bar import FilterBar
from views.heading import Heading
from views.listing import ListingView
from views.message_bar import MessageBar


class AllCasesPage(QWidget):
    """Title, filters and the list."""

    def __init__(self, badges: Badges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = Heading("Semua Permohonan", self)
        self.filters = FilterBar(self)
        self.filters.hide_empty.hide()
        self.message = MessageBar(self)
        self.listing = ListingView(badges, all_sops=True, parent=self)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(16, 12, 16, 12)
        stack.setSpacing(8)
        for widget in (self.title, self.filters, self.message):
            stack.addWidget(widget)
        stack.addWidget(self.listing, 1)
