"""A paper to look at with what can be done with it: choose its size, print, save, open."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from models.records.paper import PaperSize
from views.act_button import act_button
from views.enter_key import enter_presses
from views.paper_preview import PaperPreview
from views.screen_fit import fit_to_screen

PAPER_NAMES: dict[PaperSize, str] = {
    "a4": "A4 (210 × 297 mm)",
    "f4": "F4 (210 × 330 mm)",
    "f4-215": "F4 (215 × 330 mm)",
}


class PaperShelf(QWidget):
    """The picture of a paper over its buttons; `size_chosen` asks for it in another size."""

    size_chosen = Signal(str)
    print_asked = Signal()
    save_asked = Signal()
    view_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preview = PaperPreview(self)
        self.size_box = QComboBox(self)
        self.size_box.setAccessibleName("Ukuran kertas")
        for size, words in PAPER_NAMES.items():
            self.size_box.addItem(words, size)
        label = QLabel("&Kertas", self)
        label.setBuddy(self.size_box)
        self.print_button = act_button("&Cetak…", self.print_asked.emit, self)
        self.print_button.setProperty("kind", "primary")
        self.save_button = act_button("Simpan &PDF…", self.save_asked.emit, self)
        self.view_button = act_button("B&uka di penampil", self.view_asked.emit, self)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.size_box)
        row.addStretch(1)
        for button in (self.view_button, self.save_button, self.print_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.preview, 1)
        column.addLayout(row)
        self.size_box.activated.connect(lambda _index: self.size_chosen.emit(self.paper_size()))
        self.allow(ready=False)

    def paper_size(self) -> PaperSize:
        """The size chosen."""
        size: PaperSize = self.size_box.currentData()
        return size

    def show_size(self, size: PaperSize) -> None:
        """Mark a size without telling."""
        self.size_box.setCurrentIndex(max(0, self.size_box.findData(size)))

    def allow(self, *, ready: bool) -> None:
        """Whether there is a paper that the buttons can act on."""
        for button in (self.print_button, self.save_button, self.view_button):
            button.setEnabled(ready)


class ShelfWindow(QDialog):
    """A paper that is only looked at and printed, in a window of its own."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.setWindowTitle(title)
        self.shelf = PaperShelf(self)
        column = QVBoxLayout(self)
        column.addWidget(self.shelf)
        fit_to_screen(self, 860, 720)

    def begin(self) -> None:
        """The paper stands there: printing it is what the window is for."""
        if self.focusWidget() is not self.shelf.size_box:
            self.shelf.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)
