"""The page Delegasi at work."""

from __future__ import annotations

from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_page import SettingsPage
from models.actions.delegations import delegate, end_delegation
from models.actions.handing_over import reassign
from models.queries.delegations import delegations, positions_to_delegate
from models.queries.leaving import busy_people, colleagues, left_behind
from models.records.office_lines import HoldingLine
from models.records.results import Result
from models.rules.rights import may
from models.store.people import standing
from views.leaving_dialogs import CloseAccountDialog, ReassignDialog
from views.settings_delegations import DelegateDialog, DelegationRow, DelegationSettings
from views.settings_window import SettingsWindow


class DelegationsPage(SettingsPage):
    """Delegasi."""

    subjects = ("positions", "people")
    page: DelegationSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        roles = standing(session.office, session.person_id, session.office.now()).roles
        page = DelegationSettings(may_reassign=may("handing_over.reassign", roles))
        super().__init__(page, window, session, changes)
        self.page.add_wanted.connect(self.add)
        self.page.end_wanted.connect(self.end)
        self.page.reassign_wanted.connect(lambda: ask_reassign(self))

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


def ask_reassign(page: SettingsPage, person_id: int | None = None) -> ReassignDialog | None:
    """Alihkan tugas: of that person, or of one chosen among those with open work; said when there is none."""
    office = page.office
    owners = page.read(lambda: busy_people(office))
    if owners is None:
        return None
    chosen = [line for line in owners if person_id in (None, line[0])]
    if not chosen:
        page.window.refuse(["Tidak ada tugas terbuka yang sudah ditetapkan petugasnya."])
        return None
    dialog = ReassignDialog(chosen, colleagues(office), page.window)
    dialog.taker_chosen.connect(lambda taker: show_fitting(page, dialog, dialog.owner_id(), taker))
    show_fitting(page, dialog, dialog.owner_id(), None)
    page.ask(
        dialog,
        lambda: reassign(office, page.actor_id, dialog.owner_id(), dialog.taker_id()),
        lambda: "Tugas dialihkan.",
    )
    return dialog


def show_fitting(
    page: SettingsPage, dialog: ReassignDialog | CloseAccountDialog, owner_id: int, taker_id: int | None
) -> None:
    """Say in the dialog how much of somebody's open work the one chosen may do."""
    left = page.read(lambda: left_behind(page.office, owner_id, taker_id))
    if left is not None:
        dialog.show_fitting(left)
