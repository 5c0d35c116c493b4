"""What every controller of a case does with an answer: announce what changed, or word the refusal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from desktop.changes import Changes
from desktop.session import Session
from models.records.results import Changed, Result
from resources.wording import obstacle_text
from views.ask_dialog import AskDialog


def refusal_lines(answer: Result) -> list[str]:
    """Why it was refused, a line each; nothing when it was done."""
    if isinstance(answer, Changed):
        return []
    return [obstacle_text(o.code, o.data) for o in answer.obstacles]


class CaseActs:
    """Runs acts for one window: `refuse` shows the lines of a refusal in that window."""

    def __init__(self, session: Session, changes: Changes, refuse: Callable[[list[str]], None]) -> None:
        self.session = session
        self.changes = changes
        self._refuse = refuse
        #: Whether what is announced now was done in this window.
        self.acting = False

    def now(self) -> datetime:
        """The office-local moment."""
        office = self.session.office
        return office.local(office.now())

    def take(self, answer: Result) -> bool:
        """Announce a change, or show the refusal; whether it was done."""
        if isinstance(answer, Changed):
            self._announce(answer)
            return True
        self._refuse(refusal_lines(answer))
        return False

    def ask(self, dialog: AskDialog, act: Callable[[], Result]) -> AskDialog:
        """Show a small dialog; its act keeps it open with the words when it is refused."""
        dialog.submitted.connect(lambda: self._settle(dialog, act))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _settle(self, dialog: AskDialog, act: Callable[[], Result]) -> None:
        answer = act()
        if isinstance(answer, Changed):
            dialog.close_done()
            self._announce(answer)
        else:
            dialog.show_refusal(refusal_lines(answer))

    def _announce(self, answer: Changed) -> None:
        self.acting = True
        try:
            self.changes.announce(answer.subjects)
        finally:
            self.acting = False
