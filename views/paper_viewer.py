"""A paper that was issued: its stored page, printing it again, its copies, and the scan that comes back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from models.records.paper import PaperLine
from views.act_button import act_button
from views.dialog_style import scale_font
from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.focus_order import order_focus
from views.paper_preview import PaperPreview
from views.progress_line import ProgressLine
from views.screen_fit import fit_to_screen


class PaperViewer(QDialog):
    """Shows a stored paper; what is printed again is the stored file, never a new drawing."""

    print_asked = Signal()
    copy_asked = Signal()
    save_asked = Signal()
    view_asked = Signal()
    word_asked = Signal()
    scan_asked = Signal()
    cancel_asked = Signal()

    def __init__(self, line: PaperLine, about: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowFlag(Qt.WindowType.WindowMaximizeButtonHint)
        self.line = line
        self.setWindowTitle(f"{line.name} {line.number}".strip())
        title = WrappedLabel(f"{line.name} {line.number}".strip(), self)
        scale_font(title, 1.15, bold=True)
        self.preview = PaperPreview(self)
        self.progress = ProgressLine(self)
        self.print_button = act_button("&Cetak…", self.print_asked.emit, self)
        self.print_button.setProperty("kind", "primary")
        self.copy_button = act_button("Cetak sali&nan…", self.copy_asked.emit, self)
        self.save_button = act_button("Simpan &PDF…", self.save_asked.emit, self)
        self.word_button = act_button("&Word…", self.word_asked.emit, self)
        self.view_button = act_button("B&uka di penampil", self.view_asked.emit, self)
        self.scan_button = act_button("&Lampirkan hasil pindai…", self.scan_asked.emit, self)
        self.cancel_button = act_button("&Batalkan naskah…", self.cancel_asked.emit, self)
        self.close_button = act_button("Tu&tup", self.reject, self)
        usable = line.state == "terbit"
        self.scan_button.setVisible(usable and line.case_id is not None)
        self.cancel_button.setVisible(usable)
        row = QHBoxLayout()
        for button in (self.view_button, self.save_button, self.word_button, self.cancel_button):
            row.addWidget(button)
        row.addStretch(1)
        for button in (self.scan_button, self.copy_button, self.print_button, self.close_button):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.addWidget(title)
        column.addWidget(WrappedLabel(about, self, quiet=True))
        column.addWidget(self.preview, 1)
        column.addWidget(self.progress)
        column.addLayout(row)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self.print_button.click)
        fit_to_screen(self, 980, 720)
        order_focus(self)
        self.print_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def set_busy(self, *, busy: bool) -> None:
        """While a scan is copied in nothing else is started."""
        for button in (self.print_button, self.copy_button, self.scan_button, self.cancel_button):
            button.setEnabled(not busy)
