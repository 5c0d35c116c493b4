"""Dokumen SOP: the SOPs of the office as the official document, to look at, print and keep."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QSplitter, QVBoxLayout, QWidget

from models.records.office_lines import SopLine
from views.fields import WrappedLabel
from views.heading import Heading
from views.paper_shelf import PaperShelf
from views.title_words import calm_title

_CODE = Qt.ItemDataRole.UserRole


class SopDocumentsPage(QWidget):
    """SOPs at the left, the document at the right; `chosen` names the SOP."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget(self)
        self.list.setAccessibleName("Daftar SOP")
        self.list.setWordWrap(True)
        self.list.setSpacing(3)
        self.setFocusProxy(self.list)
        self.shelf = PaperShelf(self)
        halves = QSplitter(Qt.Orientation.Horizontal, self)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.list)
        halves.addWidget(self.shelf)
        halves.setSizes([250, 850])
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.addWidget(Heading("Dokumen SOP", self))
        column.addWidget(
            WrappedLabel(
                "Naskah resmi SOP: identitas dan bagan alir, seperti yang berlaku di papan.", self, quiet=True
            )
        )
        column.addWidget(halves, 1)
        self.list.currentItemChanged.connect(self._moved)

    def _moved(self, item: QListWidgetItem | None, _before: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(_CODE))

    def code(self) -> str:
        """The SOP that is shown, "" while there is none."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(_CODE))

    def show_sops(self, lines: Sequence[SopLine]) -> None:
        """List the SOPs; the one that is shown stays."""
        before = self.code()
        self.list.blockSignals(True)
        self.list.clear()
        for line in lines:
            item = QListWidgetItem(f"{line.code} · {calm_title(line.name)}\nversi {line.version}")
            item.setData(_CODE, line.code)
            self.list.addItem(item)
        self.list.blockSignals(False)
        codes = [line.code for line in lines]
        if codes:
            self.list.setCurrentRow(codes.index(before) if before in codes else 0)
