"""What the controllers of all settings pages share: the session, acts with their answers, reading anew."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QFormLayout, QWidget

from desktop.case_acts import CaseActs, refusal_lines
from desktop.changes import Changes
from desktop.session import Session
from models.records.results import Changed, Result
from models.store.reading_rights import NotForViewerError
from resources.wording import obstacle_text
from views.ask_dialog import AskDialog
from views.settings_window import SettingsWindow

T = TypeVar("T")


class SettingsPage(QObject):
    """One page with its acts; `subjects` are those it is read again for."""

    subjects: tuple[str, ...] = ()
    page: QWidget

    def __init__(self, page: QWidget, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(window)
        self.page = page
        self.window = window
        self.office = session.office
        self.actor_id = session.person_id
        self.changes = changes
        self.acts = CaseActs(session, changes, window.refuse)

    def reload(self) -> None:
        """Read what the page shows."""

    def read(self, reading: Callable[[], T]) -> T | None:
        """What a query answers; None, with the words, when the right to it went while the page stood open."""
        try:
            return reading()
        except NotForViewerError:
            self.window.refuse([obstacle_text("bukan_hak_baca", {})])
            return None

    def show_made(self, record_id: int | None) -> None:
        """Put what was made or changed under the focus of the list, where a page has one for it."""

    def now(self) -> datetime:
        """The office-local moment."""
        return self.office.local(self.office.now())

    def do(self, act: Callable[[], Result], told: str) -> bool:
        """Carry out an act that needs no dialog; says what was done or why not."""
        answer = with_patience(act)
        done = self.acts.take(answer)
        if done:
            self.window.message.tell(told)
        return done

    def ask(self, dialog: AskDialog, act: Callable[[], Result], told: Callable[[], str]) -> AskDialog:
        """Show a dialog; refused, it stays open with the words; done, the window says what was done."""
        before = self.window.focusWidget()

        def settle() -> None:
            answer = with_patience(act)
            if isinstance(answer, Changed):
                words = told()
                dialog.close_done()
                self.changes.announce(answer.subjects)
                self.show_made(answer.record_id)
                self.window.message.tell(words)
                if before is not None:
                    before.setFocus()
            else:
                dialog.show_refusal(refusal_lines(answer))

        dialog.submitted.connect(settle)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        begin_typing(dialog)
        return dialog


def begin_typing(dialog: AskDialog) -> None:
    """Put the keyboard into the first field of a dialog that has any."""
    first = dialog.form.itemAt(0, QFormLayout.ItemRole.FieldRole) if dialog.form.rowCount() else None
    widget = first.widget() if first is not None else None
    if widget is not None:
        widget.setFocus()


def with_patience(act: Callable[[], T]) -> T:
    """Show the waiting cursor while an act runs that may take more than a moment."""
    QApplication.setOverrideCursor(QCursor(Qt.CursorShape.WaitCursor))
    try:
        return act()
    finally:
        QApplication.restoreOverrideCursor()
