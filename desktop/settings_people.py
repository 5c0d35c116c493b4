"""The pages Kantor, Orang and Kata sandi saya at work."""

from __future__ import annotations

from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_delegations import ask_reassign, show_fitting
from desktop.settings_page import SettingsPage, with_patience
from models.actions.handing_over import close_account
from models.actions.people import change_password, change_person, create_person, set_official
from models.actions.settings import set_number_pattern, set_office_profile
from models.actions.sign_in import count_failure
from models.queries.leaving import colleagues, left_behind
from models.queries.office_settings import common_pattern, people, profile, sops
from models.records.office import OfficeProfile
from models.records.office_lines import PersonLine
from models.records.results import Refused
from models.records.roles import ROLES
from models.store.passwords import Checked
from models.store.people import Standing, standing
from views.leaving_dialogs import CloseAccountDialog, ReassignDialog
from views.settings_office import OfficeSettings
from views.settings_people import (
    ChangePersonDialog,
    OfficialDialog,
    OwnPasswordSettings,
    PeopleSettings,
    PersonDialog,
    PersonRow,
    ResetPasswordDialog,
)
from views.settings_window import SettingsWindow


class OfficePage(SettingsPage):
    """Kantor."""

    subjects = ("settings", "sops")
    page: OfficeSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        office = session.office
        super().__init__(OfficeSettings(office.local(office.now()).date()), window, session, changes)
        self.page.profile_wanted.connect(self._save)
        self.page.pattern_wanted.connect(self._save_pattern)

    def reload(self) -> None:
        """Profile and patterns."""
        self.page.show_office(profile(self.office), sops(self.office), common_pattern(self.office))

    def _save(self, wanted: OfficeProfile) -> None:
        self.do(lambda: set_office_profile(self.office, self.actor_id, wanted), "Identitas kantor disimpan.")

    def _save_pattern(self, pattern: str, code: str) -> None:
        self.do(
            lambda: set_number_pattern(self.office, self.actor_id, pattern, code),
            "Pola nomor disimpan; berlaku untuk permohonan berikutnya.",
        )


class PeoplePage(SettingsPage):
    """Orang."""

    subjects = ("people", "positions")
    page: PeopleSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(PeopleSettings(), window, session, changes)
        self.page.add_wanted.connect(self.add)
        self.page.change_wanted.connect(self.change)
        self.page.password_wanted.connect(self.reset_password)
        self.page.official_wanted.connect(self.official)
        self.page.reassign_wanted.connect(self.reassign)
        self.page.close_wanted.connect(self.close)

    def reload(self) -> None:
        """All accounts with the positions held today."""
        now = self.office.now()
        lines = self.read(lambda: people(self.office)) or []
        self.page.show_records([_row(line, standing(self.office, line.id, now)) for line in lines])

    def show_made(self, record_id: int | None) -> None:
        """The account."""
        self.page.choose(record_id)

    def add(self) -> PersonDialog:
        """Tambah orang."""
        dialog = PersonDialog(self.window)
        self.ask(
            dialog,
            lambda: create_person(self.office, self.actor_id, dialog.person()),
            lambda: _added(dialog.name.text().strip(), reads_only=dialog.person().reads_only),
        )
        return dialog

    def change(self, row: PersonRow) -> ChangePersonDialog:
        """Ubah."""
        dialog = ChangePersonDialog(row.line, self.window)
        self.ask(
            dialog,
            lambda: change_person(
                self.office, self.actor_id, row.line.id, name=dialog.name.text(),
                active=dialog.active.isChecked(),
                **dict(zip(("is_admin", "manages_sops", "reads_only"), dialog.roles.chosen(), strict=True)),
            ),
            lambda: f"Akun {row.line.username} diubah.",
        )  # fmt: skip
        return dialog

    def official(self, row: PersonRow) -> OfficialDialog:
        """NIP dan pangkat."""
        dialog = OfficialDialog(row.line, self.window)
        self.ask(
            dialog,
            lambda: set_official(
                self.office, self.actor_id, row.line.id, dialog.nip.text(), dialog.rank.text()
            ),
            lambda: f"NIP dan pangkat {row.line.name} disimpan.",
        )
        return dialog

    def reassign(self, row: PersonRow) -> ReassignDialog | None:
        """Alihkan tugas."""
        return ask_reassign(self, row.line.id)

    def close(self, row: PersonRow) -> CloseAccountDialog | None:
        """Tutup akun."""
        left = self.read(lambda: left_behind(self.office, row.line.id))
        if left is None:
            return None
        dialog = CloseAccountDialog(row.line.name, left, colleagues(self.office, row.line.id), self.window)
        dialog.taker_chosen.connect(lambda taker: show_fitting(self, dialog, row.line.id, taker))
        self.ask(
            dialog,
            lambda: close_account(
                self.office, self.actor_id, row.line.id, dialog.taker_id(), dialog.holding_kind()
            ),
            lambda: _closed(row.line.name, dialog),
        )
        return dialog

    def reset_password(self, row: PersonRow) -> ResetPasswordDialog | None:
        """Atur ulang kata sandi; one's own asks for the present one on its own page."""
        if row.line.id == self.actor_id:
            self.window.refuse(["Kata sandi sendiri diganti di bagian “Kata sandi saya”."])
            return None
        return self._reset(row.line)

    def _reset(self, line: PersonLine) -> ResetPasswordDialog:
        dialog = ResetPasswordDialog(line.name, self.window)
        self.ask(
            dialog,
            lambda: change_password(self.office, self.actor_id, line.id, dialog.password.text()),
            lambda: f"Kata sandi {line.name} diganti.",
        )
        return dialog


def _row(line: PersonLine, who: Standing) -> PersonRow:
    roles = ", ".join(name for role, name in ROLES.items() if role in who.roles)
    return PersonRow(line, ", ".join(who.position_names), roles)


def _added(name: str, *, reads_only: bool) -> str:
    """What comes next for a new account; who only reads holds no position."""
    words = f"{name} ditambahkan dan mengganti kata sandi ini saat pertama masuk."
    return words if reads_only else f"{words} Tetapkan jabatannya di bagian Jabatan."


def _closed(name: str, dialog: CloseAccountDialog) -> str:
    """What became of the work and the positions of an account that was closed."""
    work = "terbuka bagi semua pemegang jabatan" if dialog.taker_id() is None else "diserahkan"
    positions = "diserahkan" if dialog.holding_kind() else "berakhir"
    return f"Akun {name} ditutup: tugasnya {work}, jabatannya {positions}."


class OwnPasswordPage(SettingsPage):
    """Kata sandi saya."""

    page: OwnPasswordSettings

    def __init__(self, window: SettingsWindow, session: Session, changes: Changes) -> None:
        super().__init__(OwnPasswordSettings(), window, session, changes)
        self.page.change_wanted.connect(self._change)

    def _change(self, present: str, password: str) -> None:
        answer = with_patience(
            lambda: change_password(self.office, self.actor_id, self.actor_id, password, present)
        )
        if isinstance(answer, Refused) and answer.obstacles[0].code == "sandi_sekarang_salah":
            # a guess at a desk that somebody left counts as one at the door
            count_failure(self.office, self.actor_id, Checked("", right=False))
        if self.acts.take(answer):
            self.window.message.tell("Kata sandi Anda diganti.")
            self.page.clear()
