"""The wizard of the first start: five short pages, or a sample office at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from views.fields import WrappedLabel
from views.missing_list import MissingList
from views.screen_fit import fit_to_screen
from views.unsaved import Unsaved, ask_unsaved
from views.wizard_pages import (
    AdministratorPage,
    OfficePage,
    PositionOffer,
    SopOffer,
    SopPage,
    SummaryPage,
    WelcomePage,
    WizardPage,
)


class WizardDialog(QDialog):
    """Emits what is wanted; whoever listens makes the office and calls `close_done` or `show_problem`."""

    create_wanted = Signal()
    sample_wanted = Signal()
    sample_cancelled = Signal()
    restore_wanted = Signal()

    def __init__(
        self,
        positions: Sequence[PositionOffer],
        sops: Sequence[SopOffer],
        folder: str,
        sample_folder: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._busy = False
        self._done = False
        self.setWindowTitle("Papan SOP: persiapan pertama")
        self.welcome = WelcomePage(folder, sample_folder, self)
        self.office = OfficePage(self)
        self.administrator = AdministratorPage(positions, self)
        self.sops = SopPage(sops, self)
        self.summary = SummaryPage(folder, self)
        self.pages: tuple[WizardPage, ...] = (
            self.welcome, self.office, self.administrator, self.sops, self.summary,
        )  # fmt: skip
        self.stack = QStackedWidget(self)
        for page in self.pages:
            self.stack.addWidget(page)
        self.step_label = WrappedLabel("", self, quiet=True)
        self.message = MissingList(self)
        self.message.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.addWidget(self.step_label)
        column.addWidget(self.stack, 1)
        column.addWidget(self.message)
        column.addLayout(self._buttons())
        self._untouched = self._typed()
        self.welcome.office_wanted.connect(self.forward)
        self.welcome.sample_wanted.connect(self._begin_sample)
        self.welcome.progress.cancelled.connect(self.sample_cancelled)
        self.welcome.restore_wanted.connect(self.restore_wanted)
        self._show_page(0)
        fit_to_screen(self, 720, 560)

    def _buttons(self) -> QHBoxLayout:
        self.leave_button = QPushButton("&Tutup", self)
        self.back_button = QPushButton("&Kembali", self)
        self.next_button = QPushButton("&Lanjut", self)
        self.next_button.setProperty("kind", "primary")
        row = QHBoxLayout()
        row.addWidget(self.leave_button)
        row.addStretch(1)
        row.addWidget(self.back_button)
        row.addWidget(self.next_button)
        # as one reads the buttons of a way: on, back, away
        QWidget.setTabOrder(self.next_button, self.back_button)
        QWidget.setTabOrder(self.back_button, self.leave_button)
        self.leave_button.clicked.connect(self.reject)
        self.back_button.clicked.connect(self.back)
        self.next_button.clicked.connect(self.forward)
        return row

    def _typed(self) -> object:
        return [page.typed() for page in self.pages]

    def forward(self) -> None:
        """The next page, when this one is complete; after the last one the office is made."""
        here = self.stack.currentIndex()
        if self._busy or not self.pages[here].ready():
            return
        if here + 1 == len(self.pages):
            self._busy = True
            self.next_button.setEnabled(False)
            self.create_wanted.emit()
            return
        self._show_page(here + 1)

    def back(self) -> None:
        """The page before; nothing that was typed is lost."""
        if not self._busy:
            self._show_page(max(0, self.stack.currentIndex() - 1))

    def _show_page(self, number: int) -> None:
        page = self.pages[number]
        last = number + 1 == len(self.pages)
        if last:
            self.summary.show_choice(
                self.office.profile(), self.administrator.person(),
                self.administrator.position_name(), self.sops.codes(),
            )  # fmt: skip
        self.message.hide()
        self.stack.setCurrentIndex(number)
        self.step_label.show_text(f"Langkah {number + 1} dari {len(self.pages)}" if number else "")
        self.step_label.setVisible(number > 0)
        self.back_button.setVisible(number > 0)
        self.next_button.setVisible(number > 0)
        self.next_button.setText("&Buat kantor" if last else "&Lanjut")
        self.next_button.setDefault(number > 0)
        if last:
            self.next_button.setFocus()
        page.begin()

    def _begin_sample(self) -> None:
        if self._busy:
            return
        self._busy = True
        self.message.hide()
        self.welcome.show_busy(busy=True)
        self.welcome.progress.start("Membuat kantor contoh…")
        self.welcome.progress.cancel_button.setFocus()
        self.sample_wanted.emit()

    def sample_stopped(self) -> None:
        """The sample is not made, because it was cancelled or could not be."""
        self._busy = False
        self.welcome.progress.stop()
        self.welcome.show_busy(busy=False)
        self.welcome.sample_button.setFocus()

    def show_problem(self, heading: str, lines: Sequence[str]) -> None:
        """Say why the office could not be made; what was typed stays."""
        self._busy = False
        self.next_button.setEnabled(True)
        self.message.setVisible(True)
        self.message.show_missing(heading, lines)

    def close_done(self) -> None:
        """Close after the office was made or opened."""
        self._busy, self._done = False, True
        self.accept()

    def _may_close(self) -> bool:
        """Not while something is made; and typed input is not lost without asking."""
        if self._busy:
            self.welcome.progress.cancel()
            return False
        dirty = not self._done and self._typed() != self._untouched
        return not dirty or ask_unsaved(self) is Unsaved.DISCARD

    def reject(self) -> None:
        """Esc and Tutup."""
        if self._may_close():
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The window's own close button."""
        if self._may_close():
            self._done = True
            super().closeEvent(event)
        else:
            event.ignore()
