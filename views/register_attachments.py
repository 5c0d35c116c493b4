"""Documents that come with a new request, collected before it is registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QPushButton, QVBoxLayout, QWidget

from views.attach_dialog import AttachDialog
from views.dropped_files import ask_in_turn, usable_files
from views.fields import WrappedLabel


@dataclass(frozen=True, slots=True)
class PendingAttachment:
    """What was filled into the attach dialog; `source` is a path, a place or an address."""

    doc_type: str
    label: str
    kind: str
    source: str
    original_place: str = ""
    note: str = ""

    def words(self) -> str:
        """One line for the list."""
        name = Path(self.source).name if self.kind == "berkas" else self.source
        return f"{self.label} — {self.kind}: {name}"


def pending_of(dialog: AttachDialog) -> PendingAttachment:
    """What stands in an attach dialog."""
    kind = dialog.kind()
    source = {"berkas": dialog.path, "kertas": dialog.place, "tautan": dialog.address}[kind].text().strip()
    return PendingAttachment(
        doc_type=dialog.chosen_type(),
        label=dialog.doc_type.currentText(),
        kind=kind,
        source=source,
        original_place=dialog.original_place.text().strip() if kind == "berkas" else "",
        note=dialog.note.text(),
    )


class AttachmentList(QWidget):
    """A list with "Tambah…" and "Hapus"; files can be dropped on it."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self._doc_types: tuple[tuple[str, str], ...] = ()
        self._items: list[PendingAttachment] = []
        self.list = QListWidget(self)
        self.list.setAccessibleName("Lampiran")
        self.list.setWordWrap(True)
        self.list.setMaximumHeight(self.fontMetrics().lineSpacing() * 5)
        self.hint = WrappedLabel("Seret berkas ke sini, atau pakai “Tambah lampiran…”.", self, quiet=True)
        self.add_button = QPushButton("Ta&mbah lampiran…", self)
        self.remove_button = QPushButton("&Hapus", self)
        self.remove_button.setAccessibleName("Hapus lampiran terpilih")
        row = QHBoxLayout()
        for button in (self.add_button, self.remove_button):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.hint)
        column.addWidget(self.list)
        column.addLayout(row)
        self.add_button.clicked.connect(lambda _on: self.ask())
        self.remove_button.clicked.connect(self._remove)
        self._draw()

    def items(self) -> tuple[PendingAttachment, ...]:
        """Everything collected, in order."""
        return tuple(self._items)

    def show_types(self, doc_types: Sequence[tuple[str, str]]) -> None:
        """The document types of the chosen SOP; attachments of another SOP's types are dropped."""
        self._doc_types = tuple(doc_types)
        known = {doc for doc, _label in doc_types}
        self._items = [item for item in self._items if item.doc_type in known]
        self.add_button.setEnabled(bool(doc_types))
        self._draw()

    def ask(self, path: str = "") -> AttachDialog:
        """Open the attach dialog for one more."""
        dialog = AttachDialog(self._doc_types, "berkas", path, self)
        dialog.submitted.connect(lambda: self._take(dialog))
        dialog.open()
        return dialog

    def add(self, item: PendingAttachment) -> None:
        """Collect one more."""
        self._items.append(item)
        self._draw()
        self.changed.emit()

    def _take(self, dialog: AttachDialog) -> None:
        self.add(pending_of(dialog))
        dialog.close_done()

    def _remove(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._items):
            del self._items[row]
            self._draw()
            self.changed.emit()

    def _draw(self) -> None:
        self.list.clear()
        self.list.addItems([item.words() for item in self._items])
        self.list.setVisible(bool(self._items))
        self.remove_button.setVisible(bool(self._items))
        if self._items:
            self.list.setCurrentRow(len(self._items) - 1)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Welcome files once the SOP is known."""
        if self._doc_types and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Ask for the type of every file dropped."""
        event.acceptProposedAction()
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        ask_in_turn(self, usable_files(self, paths), self.ask)
