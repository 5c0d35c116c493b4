"""A dialog whose typed input may be kept as a draft: it asks before anything is lost."""

from __future__ import annotations

from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QWidget

from views.enter_key import enter_presses
from views.unsaved import Unsaved, ask_unsaved


class DraftDialog(QDialog):
    """Never closed while an act runs, and with typed input only after a question."""

    #: The button that keeps the draft, and what is kept already.
    keep_words = ""
    kept_words = ""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._done = False

    def is_dirty(self) -> bool:
        """Whether closing would lose typed input."""
        raise NotImplementedError

    def save_draft(self) -> None:
        """Keep what was typed as a draft."""
        raise NotImplementedError

    def close_done(self) -> None:
        """Close without a question: nothing is left to keep."""
        self._done = True
        self.accept()

    def _may_close(self) -> bool:
        if self._done or not self.is_dirty():
            return True
        answer = ask_unsaved(self, keep=self.keep_words, kept=self.kept_words)
        if answer is Unsaved.SAVE:
            self.save_draft()
            return not self.is_dirty()
        return answer is Unsaved.DISCARD

    def reject(self) -> None:
        """Esc and Tutup: ask first when typed input would be lost."""
        if not self._busy and self._may_close():
            self._done = True
            super().reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Enter presses the button that has the focus."""
        if not enter_presses(self, event):
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """The window's own close button asks too."""
        if self._busy or not self._may_close():
            event.ignore()
            return
        self._done = True
        super().closeEvent(event)
