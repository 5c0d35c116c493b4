"""The question before typed input is lost."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QMessageBox, QWidget


class Unsaved(Enum):
    """What the person wants done with typed input."""

    SAVE = "simpan"
    DISCARD = "buang"
    STAY = "batal"


def ask_unsaved(parent: QWidget, *, with_draft: bool = True) -> Unsaved:
    """Simpan draf, Buang or Batal; Esc stays."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Isian belum disimpan")
    box.setText("Isian di jendela ini belum disimpan.")
    if with_draft:
        box.setInformativeText("Lampiran dan centang sudah tersimpan; yang lain akan hilang bila dibuang.")
    save = box.addButton("&Simpan draf", QMessageBox.ButtonRole.AcceptRole) if with_draft else None
    discard = box.addButton("&Buang", QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("Ba&tal", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay if save is None else save)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    if save is not None and clicked is save:
        return Unsaved.SAVE
    return Unsaved.DISCARD if clicked is discard else Unsaved.STAY
