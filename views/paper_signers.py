"""Who signs a paper: officials of its date are chosen, people of an agency are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFormLayout, QLineEdit, QWidget

from models.records.paper import Signer, SignerChoice, SignerSlot

_LIMIT = 300


class SignerField(QWidget):
    """One place to sign; `edited` tells that a person changed it."""

    edited = Signal()

    def __init__(self, slot: SignerSlot, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.slot = slot
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)

    def chosen(self) -> int | Signer | None:
        """The holding chosen, or who was typed; None for nobody."""
        raise NotImplementedError

    def on_behalf(self) -> int | None:
        """The holding in whose name is signed (a.n.), None when it is one's own."""
        return None

    def show_choices(
        self, choices: Sequence[SignerChoice], chosen: int | Signer | None, on_behalf: int | None, /
    ) -> None:
        """Show who may sign on the date, without telling."""
        raise NotImplementedError


class OfficialField(SignerField):
    """Somebody who held a position on the date; perhaps in the name of another (a.n.)."""

    def __init__(self, slot: SignerSlot, parent: QWidget | None = None) -> None:
        super().__init__(slot, parent)
        self.person = QComboBox(self)
        self.person.setAccessibleName(f"{slot.label}: pejabat")
        self.behalf = QComboBox(self)
        self.behalf.setAccessibleName(f"{slot.label}: atas nama")
        self.form.addRow("Pejabat", self.person)
        self.form.addRow("Atas nama (a.n.)", self.behalf)
        for box in (self.person, self.behalf):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(18)
            box.activated.connect(lambda _index: self.edited.emit())
        self.setFocusProxy(self.person)

    def chosen(self) -> int | Signer | None:
        """The holding chosen."""
        holding = self.person.currentData()
        return None if holding is None else int(holding)

    def on_behalf(self) -> int | None:
        """The holding in whose name is signed."""
        holding = self.behalf.currentData()
        return None if holding is None else int(holding)

    def show_choices(
        self, choices: Sequence[SignerChoice], chosen: int | Signer | None, on_behalf: int | None
    ) -> None:
        """Offer the officials of the date."""
        self._fill(self.person, "— belum dipilih —", choices, chosen)
        self._fill(self.behalf, "— atas nama sendiri —", choices, on_behalf)

    def _fill(self, box: QComboBox, none: str, choices: Sequence[SignerChoice], now: object) -> None:
        wanted = [(none, None), *((choice.label, choice.id) for choice in choices)]
        if wanted != [(box.itemText(i), box.itemData(i)) for i in range(box.count())]:
            box.clear()
            for label, holding in wanted:
                box.addItem(label, holding)
        box.setCurrentIndex(max(0, box.findData(now)))


class TypedSignerField(SignerField):
    """Somebody of the agency: name, position, rank and NIP as typed."""

    def __init__(self, slot: SignerSlot, parent: QWidget | None = None) -> None:
        super().__init__(slot, parent)
        self.edits: dict[str, QLineEdit] = {}
        for name, label in (("name", "Nama"), ("position", "Jabatan"), ("rank", "Pangkat"), ("nip", "NIP")):
            edit = QLineEdit(self)
            edit.setMaxLength(_LIMIT)
            edit.setAccessibleName(f"{slot.label}: {label.lower()}")
            edit.textEdited.connect(lambda _text: self.edited.emit())
            self.form.addRow(label, edit)
            self.edits[name] = edit
        self.setFocusProxy(self.edits["name"])

    def chosen(self) -> int | Signer | None:
        """Who was typed, None while nothing stands there."""
        words = {name: " ".join(edit.text().split()) for name, edit in self.edits.items()}
        if not any(words.values()):
            return None
        position = (words["position"],) if words["position"] else ()
        return Signer(self.slot.heading, position, words["name"], words["rank"], words["nip"])

    def show_choices(
        self, _choices: Sequence[SignerChoice], chosen: int | Signer | None, _on_behalf: int | None
    ) -> None:
        """Write who was proposed or kept."""
        if chosen == self.chosen() or not isinstance(chosen, Signer):
            return
        words = {
            "name": chosen.name, "position": " ".join(chosen.position),
            "rank": chosen.rank, "nip": chosen.nip,
        }  # fmt: skip
        for name, edit in self.edits.items():
            edit.setText(words[name])


def signer_field(slot: SignerSlot, parent: QWidget | None = None) -> SignerField:
    """The field for a place to sign."""
    return OfficialField(slot, parent) if slot.kind == "pejabat" else TypedSignerField(slot, parent)
