"""The menu of a card: open, take, assign, return."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from models.records.board import CardRow
from views.dialog_style import no_mnemonic


class CardMenu(QMenu):
    """What a person can do with this card; whether it is allowed is said when it is tried."""

    step_wanted = Signal()
    case_wanted = Signal()
    return_wanted = Signal()
    assign_wanted = Signal(object)

    def __init__(
        self,
        card: CardRow,
        person_id: int,
        people: Sequence[tuple[int, str]],
        parent: QWidget,
        *,
        reads_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"Menu {card.number}")
        step = self.addAction("Buka &langkah", self.step_wanted.emit)
        step.setShortcut(QKeySequence("Return"))
        case = self.addAction("Buka &permohonan", self.case_wanted.emit)
        case.setShortcut(QKeySequence("Space"))
        if not reads_only and card.role == "pelaksana" and card.state in ("terbuka", "menunggu"):
            self.addSeparator()
            self._add_assignment(card, person_id, people)
            self.addSeparator()
            self.addAction("&Kembalikan…", self.return_wanted.emit)

    def _add_assignment(self, card: CardRow, person_id: int, people: Sequence[tuple[int, str]]) -> None:
        if card.assignee_id == person_id:
            self.addAction("Lepas&kan dari saya", lambda: self.assign_wanted.emit(None))
        else:
            self.addAction("&Ambil", lambda: self.assign_wanted.emit(person_id))
        chooser = self.addMenu("&Tugaskan…")
        for chosen, name in people:
            action = chooser.addAction(no_mnemonic(name))
            action.setCheckable(True)
            action.setChecked(chosen == card.assignee_id)
            action.triggered.connect(lambda _checked=False, i=chosen: self.assign_wanted.emit(i))
        if not people:
            chooser.addAction("Belum ada pemegang jabatan ini").setEnabled(False)
        if card.assignee_id is not None and card.assignee_id != person_id:
            chooser.addSeparator()
            chooser.addAction("Tanpa petugas", lambda: self.assign_wanted.emit(None))
