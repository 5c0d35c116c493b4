"""Pengaturan > Orang: accounts, and one's own password."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QSizePolicy, QWidget

from models.records.office import NewPerson
from models.records.office_lines import PersonLine
from models.rules.account import PASSWORD_LENGTH, password_fault, username_fault
from models.rules.signers import nip_digits, nip_fault, nip_text
from resources.wording import obstacle_text
from views.account_roles import AccountRoles
from views.ask_dialog import AskDialog
from views.checked_form import CheckedForm, ScrollPage
from views.fields import WrappedLabel
from views.heading import Heading
from views.record_table import Column
from views.settings_list import SettingsList

_NAME_LIMIT = 300


@dataclass(frozen=True, slots=True)
class PersonRow:
    """An account with the positions held and the roles of today, in words."""

    line: PersonLine
    positions: str
    roles: str = ""


def _state(row: PersonRow) -> str:
    return "Aktif" if row.line.active else "Tidak aktif"


class PeopleSettings(SettingsList[PersonRow]):
    """The accounts."""

    add_wanted = Signal()
    change_wanted = Signal(object)
    password_wanted = Signal(object)
    official_wanted = Signal(object)
    reassign_wanted = Signal(object)
    close_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        columns: tuple[Column[PersonRow], ...] = (
            Column("Nama", "", lambda r: r.line.name, 30),
            Column("Nama pengguna", "", lambda r: r.line.username, 16),
            Column("Peran", "", lambda r: r.roles, 26),
            Column("Status", "", _state, 12),
            Column("NIP", "", lambda r: nip_text(r.line.nip), 24),
            Column("Jabatan sekarang", "", lambda r: r.positions or "belum ada jabatan", 32),
        )
        super().__init__(
            "Daftar orang", columns, lambda row: row.line.id,
            "Setiap orang masuk dengan akunnya sendiri. Akun tidak dihapus, hanya dinonaktifkan, supaya "
            "riwayat tetap menyebut namanya. Jabatan ditetapkan di Pengaturan > Jabatan.",
            parent=parent,
        )  # fmt: skip
        self.add_button("&Tambah orang…", self.add_wanted.emit)
        self.add_button("U&bah…", self.on_current(self.change_wanted.emit), on_record=True)
        self.add_button("&NIP dan pangkat…", self.on_current(self.official_wanted.emit), on_record=True)
        self.add_button("Atur ulang &kata sandi…", self.on_current(self.password_wanted.emit), on_record=True)
        self.add_button("A&lihkan tugas…", self.on_current(self.reassign_wanted.emit), on_record=True)
        self.close_button = self.add_button(
            "Tutup &akun…", self.on_current(self.close_wanted.emit), on_record=True
        )
        self.chosen.connect(self._may_close)
        self.end_buttons()
        self.opened.connect(self.change_wanted)

    def _may_close(self) -> None:
        """A closed account is not closed again; it is opened with “Ubah…”."""
        row = self.current()
        self.close_button.setEnabled(row is not None and row.line.active)


class _WithPassword(AskDialog):
    """A dialog that takes a new password twice."""

    def add_passwords(self) -> None:
        """Add both fields."""
        self.password = _secret("Kata sandi baru", self)
        self.repeated = _secret("Ulangi kata sandi", self)
        self.form.addRow("Kata &sandi", self.password)
        self.form.addRow("&Ulangi kata sandi", self.repeated)
        self.password.textChanged.connect(self.check)
        self.repeated.textChanged.connect(self.check)

    def password_problems(self) -> list[str]:
        """What is wrong with them."""
        return _password_problems(self.password.text(), self.repeated.text())


class PersonDialog(_WithPassword):
    """A new account."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Orang baru", "", "Tam&bahkan", parent)
        self.name = _plain("Nama lengkap", self)
        self.username = _plain("Nama pengguna", self, 60)
        self.form.addRow("&Nama lengkap", self.name)
        self.form.addRow("Nama &pengguna", self.username)
        self.add_passwords()
        self.roles = AccountRoles(None, self)
        self.admin = self.roles.admin
        self.form.addRow("Peran", self.roles)
        self.name.textChanged.connect(self.check)
        self.username.textChanged.connect(self.check)
        self.ready(640, 440)

    def problems(self) -> list[str]:
        """Name, user name and password are needed."""
        found = [] if self.name.text().strip() else ["Isi nama lengkap."]
        if not self.username.text().strip():
            found.append("Isi nama pengguna.")
        elif fault := username_fault(self.username.text()):
            found.append(obstacle_text(fault, {}))
        return found + self.password_problems()

    def typed(self) -> object:
        """All fields."""
        return self.person()

    def person(self) -> NewPerson:
        """The account as entered."""
        return NewPerson(self.username.text(), self.name.text(), self.password.text(), *self.roles.chosen())


class ChangePersonDialog(AskDialog):
    """Name, roles, active."""

    def __init__(self, line: PersonLine, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Ubah {line.username}",
            "Siapa yang masih memegang jabatan atau tugas ditutup akunnya lewat “Tutup akun…”. "
            "Riwayatnya tetap.",
            "&Simpan",
            parent,
        )
        self._line = line
        self.name = _plain("Nama lengkap", self)
        self.name.setText(line.name)
        self.roles = AccountRoles(line, self)
        self.admin = self.roles.admin
        self.active = QCheckBox("Akun a&ktif", self)
        self.active.setChecked(line.active)
        self.form.addRow("&Nama lengkap", self.name)
        self.form.addRow("Peran", self.roles)
        self.form.addRow("", self.active)
        self.name.textChanged.connect(self.check)
        self.ready(640, 320)

    def problems(self) -> list[str]:
        """A name is needed."""
        return [] if self.name.text().strip() else ["Isi nama lengkap."]

    def typed(self) -> object:
        """All fields."""
        return self.name.text(), self.roles.chosen(), self.active.isChecked()


class OfficialDialog(AskDialog):
    """NIP and rank, as they stand under a signature."""

    def __init__(self, line: PersonLine, parent: QWidget | None = None) -> None:
        super().__init__(
            f"NIP dan pangkat {line.name}",
            "Tercetak di bawah tanda tangan pada naskah. Kosongkan bila tidak ada.",
            "&Simpan",
            parent,
        )
        self.nip = _plain("NIP", self, 30)
        self.nip.setText(nip_text(line.nip))
        self.nip.setPlaceholderText("18 angka")
        self.rank = _plain("Pangkat", self, 100)
        self.rank.setText(line.rank)
        self.rank.setPlaceholderText("misalnya Pembina Tingkat I, IV/b")
        self.form.addRow("&NIP", self.nip)
        self.form.addRow("&Pangkat, golongan", self.rank)
        self.nip.textChanged.connect(self.check)
        self.ready(480, 240)

    def problems(self) -> list[str]:
        """A NIP has 18 digits."""
        return ["NIP terdiri atas 18 angka."] if nip_fault(nip_digits(self.nip.text())) else []

    def typed(self) -> object:
        """Both fields."""
        return self.nip.text(), self.rank.text()


class ResetPasswordDialog(_WithPassword):
    """A new password for somebody else."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            f"Kata sandi baru untuk {name}",
            "Sampaikan kata sandi ini langsung kepada orangnya. Kata sandi ini hanya untuk masuk sekali: "
            "program lalu memintanya membuat kata sandi sendiri.",
            "&Simpan",
            parent,
        )
        self.add_passwords()
        self.ready()

    def problems(self) -> list[str]:
        """Both must agree."""
        return self.password_problems()

    def typed(self) -> object:
        """Both fields."""
        return self.password.text(), self.repeated.text()


class OwnPasswordSettings(ScrollPage):
    """Kata sandi saya: the present one, and the new one twice."""

    change_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.column.addWidget(Heading("Kata sandi saya", self, factor=1.1))
        self.form = CheckedForm(self)
        self.present = _secret("", self)
        self.password = _secret("", self)
        self.repeated = _secret("", self)
        self.form.add(
            "Kata sandi &sekarang", self.present,
            lambda: "" if self.present.text() else "Isi kata sandi yang sekarang.",
        )  # fmt: skip
        self.form.add(
            "Kata sandi &baru",
            self.password,
            self._password_fault,
            f"Paling sedikit {PASSWORD_LENGTH} karakter.",
        )
        self.form.add("U&langi kata sandi baru", self.repeated, self._repeated_fault)
        self.column.addWidget(self.form)
        self.save_button = QPushButton("&Ganti kata sandi", self)
        self.save_button.setAccessibleName("Ganti kata sandi")
        self.save_button.setAutoDefault(False)
        self.save_button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.column.addWidget(self.save_button)
        self.column.addWidget(
            WrappedLabel("Lupa kata sandi? Administrator dapat mengatur ulang.", self, quiet=True)
        )
        self.column.addStretch(1)
        self.save_button.clicked.connect(self._save)

    def _password_fault(self) -> str:
        if not self.password.text():
            return "Isi kata sandi baru."
        fault = password_fault(self.password.text())
        return obstacle_text(fault[0], {"batas": fault[1]}) if fault else ""

    def _repeated_fault(self) -> str:
        return "" if self.repeated.text() == self.password.text() else "Kedua kata sandi tidak sama."

    def _save(self) -> None:
        if self.form.insist():
            self.change_wanted.emit(self.present.text(), self.password.text())

    def clear(self) -> None:
        """After it was changed."""
        for edit in (self.present, self.password, self.repeated):
            edit.clear()
        self.form.forget()


def _password_problems(password: str, repeated: str) -> list[str]:
    if not password:
        return ["Isi kata sandi."]
    fault = password_fault(password)
    found = [obstacle_text(fault[0], {"batas": fault[1]})] if fault else []
    return found if repeated == password else [*found, "Kedua kata sandi tidak sama."]


def _plain(name: str, parent: QWidget, limit: int = _NAME_LIMIT) -> QLineEdit:
    edit = QLineEdit(parent)
    edit.setAccessibleName(name)
    edit.setMaxLength(limit)
    return edit


def _secret(name: str, parent: QWidget) -> QLineEdit:
    edit = _plain(name, parent)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    return edit
