"""The page OPD at work."""

from __future__ import annotations

from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_page import SettingsPage
from models.actions.agencies import create_agency, import_agencies, merge_agencies, rename_agency
from models.queries.lookups import agency_lines
from models.records.office_lines import AgencyLine
from views.settings_agencies import AgencyDialog, AgencySettings, ImportAgenciesDialog, MergeDialog
from views.settings_window import SettingsWindow


class AgenciesPage(SettingsPage):
    """OPD, for the secretariat and administrators."""

    # a registration may enter an agency, and every registration counts for one
    subjects = ("agencies", "case:")
    page: AgencySettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(AgencySettings(), window, session, changes)
        self._before = 0
        self.page.add_wanted.connect(self.add)
        self.page.change_wanted.connect(self.change)
        self.page.merge_wanted.connect(self.merge)
        self.page.import_wanted.connect(self.import_list)

    def reload(self) -> None:
        """All agencies with their requests."""
        self.page.show_lines(agency_lines(self.office))

    def show_made(self, record_id: int | None) -> None:
        """The agency."""
        self.page.list.choose(record_id)

    def add(self) -> AgencyDialog:
        """Tambah."""
        dialog = AgencyDialog(None, self.window)
        self.ask(
            dialog,
            lambda: create_agency(self.office, self.actor_id, dialog.name.text(), dialog.short_name.text()),
            lambda: f"{dialog.name.text().strip()} ditambahkan.",
        )
        return dialog

    def change(self, line: AgencyLine) -> AgencyDialog:
        """Ubah."""
        dialog = AgencyDialog(line, self.window)
        self.ask(
            dialog,
            lambda: rename_agency(
                self.office, self.actor_id, line.id, dialog.name.text(), dialog.short_name.text(),
                active=dialog.active.isChecked(),
            ),
            lambda: f"{dialog.name.text().strip()} disimpan.",
        )  # fmt: skip
        return dialog

    def merge(self, line: AgencyLine) -> MergeDialog:
        """Gabungkan."""
        others = [a for a in agency_lines(self.office) if a.active and not a.merged_into and a.id != line.id]
        dialog = MergeDialog(line, others, self.window)
        self.ask(
            dialog,
            lambda: merge_agencies(self.office, self.actor_id, line.id, dialog.target_id() or 0),
            lambda: f"{line.name} digabung ke {dialog.target.currentText().strip()}.",
        )
        return dialog

    def import_list(self) -> ImportAgenciesDialog:
        """Impor daftar."""
        dialog = ImportAgenciesDialog(self.window)
        before = len(agency_lines(self.office))
        self.ask(
            dialog,
            lambda: import_agencies(self.office, self.actor_id, dialog.names()),
            lambda: (
                f"{len(agency_lines(self.office)) - before} OPD ditambahkan "
                f"dari {len(dialog.names())} baris; sisanya sudah ada."
            ),
        )
        return dialog
