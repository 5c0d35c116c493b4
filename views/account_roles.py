"""The roles that an account is given, to tick; the others follow from the positions that are held."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from models.records.office_lines import PersonLine
from views.fields import WrappedLabel

_FOLLOWING = "Peran Petugas, TU, dan Pimpinan mengikuti jabatan yang dipegang (Pengaturan > Jabatan)."


class AccountRoles(QWidget):
    """Administrator and Pengelola SOP; or Pembaca, which leaves no other role."""

    changed = Signal()

    def __init__(self, line: PersonLine | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.admin = QCheckBox("&Administrator: akun, jabatan, kalender, dan pengaturan kantor", self)
        self.sops = QCheckBox("Pengelola S&OP: versi SOP, kolom pelaksana, dan kalimat formulir", self)
        self.reader = QCheckBox("&Hanya membaca (Pembaca): tidak dapat mengubah apa pun", self)
        self.boxes = (self.admin, self.sops, self.reader)
        if line is not None:
            for box, has in zip(self.boxes, (line.is_admin, line.manages_sops, line.reads_only), strict=True):
                box.setChecked(has)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for box in self.boxes:
            column.addWidget(box)
            box.toggled.connect(self._toggled)
        column.addWidget(WrappedLabel(_FOLLOWING, self, quiet=True))
        self._toggled()

    def chosen(self) -> tuple[bool, bool, bool]:
        """Administrator, Pengelola SOP, Pembaca."""
        return self.admin.isChecked(), self.sops.isChecked(), self.reader.isChecked()

    def _toggled(self) -> None:
        for box in (self.admin, self.sops):
            box.setEnabled(not self.reader.isChecked())
        self.changed.emit()
