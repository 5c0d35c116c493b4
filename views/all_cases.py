"""Semua Permohonan: the list over all SOPs, running and finished."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from views.badges import Badges
from views.dialog_style import scale_font
from views.filter_bar import FilterBar
from views.listing import ListingView
from views.message_bar import MessageBar


class AllCasesPage(QWidget):
    """Title, filters and the list."""

    def __init__(self, badges: Badges, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = QLabel("Semua Permohonan", self)
        scale_font(self.title, 1.3, bold=True)
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
