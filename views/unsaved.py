"""The question before typed input is lost."""

from __future__ import annotations

from enum import Enum

from PySide6.QtWidgets import QMessageBox, QWidget


class Unsaved(Enum):
    """What the person wants done with typed input."""

    SAVE = "simpan"
    DISCARD = "buang"
    STAY = "batal"


def ask_unsaved(parent: QWidget, *, keep: str = "", kept: str = "") -> Unsaved:
    """Buang or Batal, and where there is a draft to `keep` a button for it; Esc stays.

    `kept` tells what would not be lost.
    """
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle("Isian belum disimpan")
    box.setText("Isian di jendela ini belum disimpan.")
    if kept:
        box.setInformativeText(kept)
    save = box.addButton(keep, QMessageBox.ButtonRole.AcceptRole) if keep else None
    discard = box.addButton("&Buang", QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("Ba&tal", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay if save is None else save)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    if save is not None and clicked is save:
        return Unsaved.SAVE
    return Unsaved.DISCARD if clicked is discard else Unsaved.STAY
