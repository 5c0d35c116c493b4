"""The frame of the small dialogs: a few fields, one act, and the words of a refusal inside the dialog."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from views.enter_key import enter_presses
from views.fields import WrappedLabel
from views.focus_order import focus_widgets, order_focus
from views.missing_list import MissingList
from views.screen_fit import fit_to_screen
from views.standby_key import StandbyKey
from views.unsaved import Unsaved, ask_unsaved


class AskDialog(QDialog):
    """Emits `submitted` once per try; the controller accepts it or shows the refusal.

    Subclasses fill `form`, answer `problems()` (why it cannot be sent yet) and `typed()`.
    """

    submitted = Signal()
    #: Subclasses that bring something which takes the room say so.
    fills = False

    def __init__(self, title: str, intro: str, act: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._done = False
        self._untouched: object = None
        self.setWindowTitle(title)
        self.intro = WrappedLabel(intro, self)
        self.intro.setVisible(bool(intro))
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.message = MissingList(self)
        self.ok_button = QPushButton(act, self)
        self.ok_button.setProperty("kind", "primary")
        self.ok_button.setAccessibleName(act.replace("&", ""))
        self.cancel_button = QPushButton("Ba&tal", self)
        self.ok_button.setDefault(True)
        for button in (self.ok_button, self.cancel_button):
            button.setAutoDefault(False)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.cancel_button)
        row.addWidget(self.ok_button)
        self.column = QVBoxLayout(self)
        self.column.addWidget(self.intro)
        self.column.addLayout(self.form)
        self.column.addWidget(self.message)
        self.column.addLayout(row)
        self.ok_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self.reject)
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self.submit)
        StandbyKey(self.ok_button, self._insist)

    def ready(self, width: int = 520, height: int = 300) -> None:
        """Call at the end of a subclass' constructor."""
        if not self.fills:
            self.column.insertStretch(2, 1)
        order_focus(self)
        self._untouched = self.typed()
        self.check()
        fit_to_screen(self, width, height)
        asked = [w for w in focus_widgets(self) if w.isVisibleTo(self)]
        # where nothing is asked but yes or no, Enter is the act that was called for
        nothing = asked == [self.cancel_button, self.ok_button]
        (self.ok_button if nothing else asked[0]).setFocus()

    def problems(self) -> list[str]:
        """Why it cannot be sent yet, one line each."""
        return []

    def typed(self) -> object:
        """What stands in the fields, to know whether closing would lose it."""
        return None

    def check(self) -> None:
        """Look again at what is missing."""
        found = self.problems()
        self.ok_button.setEnabled(not found and not self._busy)
        self.message.setVisible(bool(found))
        if found:
            self.message.show_missing("Yang masih kurang:", found, "kuning")

    def first_missing(self) -> QWidget | None:
        """The field that the first problem speaks of, for subclasses that know it."""
        return None

    def _insist(self) -> None:
        """It was sent before it could be: say what is missing, and go there."""
        if self._busy or self._done:
            return
        self.message.show_missing("Belum lengkap. Yang masih kurang:", self.problems())
        field = self.first_missing()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Send once; a second click while it runs does nothing."""
        if self._busy or self._done:
            return
        if self.problems():
            self._insist()
            return
        self._busy = True
        self.ok_button.setEnabled(False)
        self.submitted.emit()

    def show_refusal(self, lines: Sequence[str]) -> None:
        """Say why it was refused; what was typed stays. No lines: it was cancelled."""
        self._busy = False
        if not lines:
            self.check()
            return
        self.ok_button.setEnabled(True)
        self.message.setVisible(True)
        self.message.show_missing("Ditolak, tidak ada yang berubah:", lines)

    def cancel_work(self) -> None:
        """Subclasses with long work cancel it here."""

    def close_done(self) -> None:
        """Close after the act was done."""
        self._busy, self._done = False, True
        self.accept()

    def is_dirty(self) -> bool:
        """Whether closing would lose typed input."""
        return not self._done and self.typed() != self._untouched

    def _may_close(self) -> bool:
        return not self.is_dirty() or ask_unsaved(self) is Unsaved.DISCARD

    def reject(self) -> None:
        """Esc and Batal: ask first when typed input would be lost; running work is cancelled instead."""
        if self._busy:
            self.cancel_work()
        elif self._may_close():
            self._done = True
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The window's own close button asks too."""
        if self._busy:
            self.cancel_work()
        if self._busy or not self._may_close():
            event.ignore()
            return
        self._done = True
        super().closeEvent(event)
