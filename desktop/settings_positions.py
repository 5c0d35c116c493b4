"""The pages Jabatan and Pelaksana SOP at work."""

from __future__ import annotations

from datetime import date

from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_page import SettingsPage
from models.actions.positions import (
    assign_position,
    change_position,
    create_position,
    end_holding,
    fill_executor,
)
from models.actions.sop_choice import choose_sops
from models.queries.leaving import colleagues
from models.queries.office_settings import executor_map, holdings, positions, sop_offers, sops
from models.records.office import ALL_HOLDING_KINDS
from models.records.office_lines import ExecutorLine, HoldingLine
from models.records.results import Result
from views.settings_executors import ExecutorSettings, FillDialog, UseDialog
from views.settings_positions import (
    EndHoldingDialog,
    HoldingDialog,
    HoldingRow,
    PositionDialog,
    PositionRow,
    PositionSettings,
)
from views.settings_window import SettingsWindow


class PositionsPage(SettingsPage):
    """Jabatan."""

    subjects = ("positions", "people")
    page: PositionSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(PositionSettings(), window, session, changes)
        self.page.add_wanted.connect(self.add)
        self.page.change_wanted.connect(self.change)
        self.page.assign_wanted.connect(self.assign)
        self.page.end_wanted.connect(self.end)

    def reload(self) -> None:
        """All positions with today's holders, and all holdings."""
        today = self.now().date()
        lines = holdings(self.office)
        rows = [
            PositionRow(p, ", ".join(_named(h) for h in lines if h.position_id == p.id and _holds(h, today)))
            for p in positions(self.office)
        ]
        self.page.show_office(rows, [HoldingRow(line, _state(line, today)) for line in lines])

    def add(self) -> PositionDialog:
        """Tambah jabatan."""
        dialog = PositionDialog(None, self.window)
        self.ask(
            dialog,
            lambda: create_position(
                self.office, self.actor_id, dialog.name.text(),
                is_leader=dialog.leader.isChecked(), is_secretariat=dialog.secretariat.isChecked(),
            ),
            lambda: "Jabatan ditambahkan. Tetapkan pemegangnya, dan kolom SOP yang diisinya.",
        )  # fmt: skip
        return dialog

    def change(self, row: PositionRow) -> PositionDialog:
        """Ubah."""
        dialog = PositionDialog(row.line, self.window)
        self.ask(
            dialog,
            lambda: change_position(
                self.office, self.actor_id, row.line.id, name=dialog.name.text(),
                is_leader=dialog.leader.isChecked(), is_secretariat=dialog.secretariat.isChecked(),
                active=dialog.active.isChecked(),
            ),
            lambda: "Jabatan diubah.",
        )  # fmt: skip
        return dialog

    def assign(self, row: PositionRow) -> HoldingDialog:
        """Tetapkan pemegang."""
        dialog = HoldingDialog(row.line.name, colleagues(self.office), self.now, self.window)
        self.ask(dialog, lambda: self._assign(row, dialog), lambda: "Pemegang jabatan ditetapkan.")
        return dialog

    def _assign(self, row: PositionRow, dialog: HoldingDialog) -> Result:
        since = dialog.since.day() or self.now().date()
        return assign_position(
            self.office, self.actor_id, int(dialog.person.currentData()), row.line.id, since,
            dialog.until.day(), str(dialog.kind.currentData()),
        )  # fmt: skip

    def end(self, row: HoldingRow) -> EndHoldingDialog:
        """Akhiri masa jabatan."""
        dialog = EndHoldingDialog(row.line, self.now, self.window)
        self.ask(
            dialog,
            lambda: end_holding(
                self.office, self.actor_id, row.line.id, dialog.last_day() or self.now().date()
            ),
            lambda: "Akhir masa jabatan dicatat.",
        )
        return dialog


class ExecutorsPage(SettingsPage):
    """Pelaksana SOP."""

    subjects = ("positions", "sops")
    page: ExecutorSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(ExecutorSettings(), window, session, changes)
        self.page.sop_chosen.connect(lambda _code: self.reload())
        self.page.fill_wanted.connect(self.fill)
        self.page.use_wanted.connect(self.use)

    def reload(self) -> None:
        """The SOPs, and the columns of the one chosen."""
        self.page.show_sops([(line.code, line.name) for line in sops(self.office)])
        code = self.page.code()
        if code:
            self.page.show_sop(self.office.sop_by_code(code)[2], executor_map(self.office, code))

    def fill(self, line: ExecutorLine) -> FillDialog:
        """Ubah jabatan pengisi."""
        code = self.page.code()
        filled = {position_id for position_id, _ in line.positions}
        offered = [(p.id, p.name) for p in positions(self.office) if p.active or p.id in filled]
        dialog = FillDialog(line, offered, self.window)
        self.ask(
            dialog,
            lambda: fill_executor(self.office, self.actor_id, code, line.executor.id, dialog.chosen()),
            lambda: f"Pengisi kolom {line.executor.label} disimpan.",
        )
        return dialog

    def use(self) -> UseDialog:
        """SOP yang dipakai."""
        dialog = UseDialog(sop_offers(self.office), self.window)
        self.ask(
            dialog,
            lambda: choose_sops(self.office, self.actor_id, dialog.chosen()),
            lambda: "SOP yang dipakai disimpan. Periksa jabatan pengisi tiap kolomnya.",
        )
        return dialog


def _named(line: HoldingLine) -> str:
    return line.person if line.kind == "definitif" else f"{line.person} ({ALL_HOLDING_KINDS[line.kind]})"


def _holds(line: HoldingLine, day: date) -> bool:
    return line.since <= day and (line.until is None or day <= line.until)


def _state(line: HoldingLine, today: date) -> str:
    if _holds(line, today):
        return "sekarang"
    return "akan datang" if line.since > today else "sudah berakhir"
