"""The page Delegasi at work."""

from __future__ import annotations

from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_page import SettingsPage
from models.actions.delegations import delegate, end_delegation
from models.queries.delegations import delegations, positions_to_delegate
from models.queries.leaving import colleagues
from models.records.office_lines import HoldingLine
from models.records.results import Result
from views.settings_delegations import DelegateDialog, DelegationRow, DelegationSettings
from views.settings_window import SettingsWindow


class DelegationsPage(SettingsPage):
    """Delegasi."""

    subjects = ("positions", "people")
    page: DelegationSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(DelegationSettings(), window, session, changes)
        self.page.add_wanted.connect(self.add)
        self.page.end_wanted.connect(self.end)

    def reload(self) -> None:
        """Those given, received, or of the own positions."""
        self.page.show_records([self._row(line) for line in delegations(self.office)])

    def show_made(self, record_id: int | None) -> None:
        """The delegation."""
        self.page.choose(record_id)

    def add(self) -> DelegateDialog | None:
        """Delegasikan."""
        positions = positions_to_delegate(self.office)
        if not positions:
            self.window.refuse(["Anda tidak memegang jabatan yang dapat didelegasikan."])
            return None
        people = colleagues(self.office, self.actor_id)
        dialog = DelegateDialog(positions, people, self.now, self.window)
        self.ask(
            dialog,
            lambda: self._delegate(dialog),
            lambda: (
                f"Jabatan {dialog.position.currentText()} didelegasikan kepada {dialog.person.currentText()}."
            ),
        )
        return dialog

    def _delegate(self, dialog: DelegateDialog) -> Result:
        today = self.now().date()
        return delegate(
            self.office, self.actor_id, int(dialog.position.currentData()), int(dialog.person.currentData()),
            dialog.since.day() or today, dialog.until.day() or today,
        )  # fmt: skip

    def end(self, row: DelegationRow) -> None:
        """Akhiri delegasi: from now on it counts no longer."""
        self.do(
            lambda: end_delegation(self.office, self.actor_id, row.line.id),
            f"Delegasi {row.line.position} kepada {row.line.person} diakhiri.",
        )

    def _row(self, line: HoldingLine) -> DelegationRow:
        today = self.now().date()
        ended = line.until is not None and (line.until < today or line.until < line.since)
        if ended:
            return DelegationRow(line, "sudah berakhir", open=False)
        return DelegationRow(line, "akan datang" if line.since > today else "sekarang", open=True)
