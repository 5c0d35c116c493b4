"""The dialog for a password of one's own, before the first work with an account that another made."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from models.rules.account import PASSWORD_LENGTH, PASSWORD_LIMIT, password_fault
from resources.wording import obstacle_text
from views.ask_dialog import AskDialog


class FirstPasswordDialog(AskDialog):
    """Takes the new password twice."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(
            "Buat kata sandi Anda",
            f"{name}, kata sandi yang Anda pakai dibuat oleh orang lain atau hanya berlaku sekali. "
            f"Buat kata sandi yang hanya Anda ketahui, paling sedikit {PASSWORD_LENGTH} karakter.",
            "&Simpan dan masuk",
            parent,
        )
        self.password = _secret("Kata sandi baru", self)
        self.repeated = _secret("Ulangi kata sandi baru", self)
        self.shown = QCheckBox("&Lihat kata sandi", self)
        self.form.addRow("Kata &sandi baru", self.password)
        self.form.addRow("&Ulangi kata sandi", self.repeated)
        self.form.addRow("", self.shown)
        self.password.textChanged.connect(self.check)
        self.repeated.textChanged.connect(self.check)
        self.shown.toggled.connect(self._show_passwords)
        self.ready(480, 300)

    def _show_passwords(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for edit in (self.password, self.repeated):
            edit.setEchoMode(mode)

    def problems(self) -> list[str]:
        """Both must agree and be long enough."""
        password = self.password.text()
        if not password:
            return ["Isi kata sandi baru."]
        fault = password_fault(password)
        found = [obstacle_text(fault[0], {"batas": fault[1]})] if fault else []
        return found if self.repeated.text() == password else [*found, "Kedua kata sandi tidak sama."]

    def is_dirty(self) -> bool:
        """A password that was not kept yet is no loss."""
        return False


def _secret(name: str, parent: QWidget) -> QLineEdit:
    edit = QLineEdit(parent)
    edit.setAccessibleName(name)
    edit.setMaxLength(PASSWORD_LIMIT)
    edit.setEchoMode(QLineEdit.EchoMode.Password)
    edit.setProperty("secret", True)
    return edit
