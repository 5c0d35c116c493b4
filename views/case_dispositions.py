"""The dispositions of one request as the chain they form: who to whom, what is asked, what was answered."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from models.records.disposition import DispositionNode, DispositionRecipient
from views.act_button import act_button
from views.fields import WrappedLabel

_NODE = Qt.ItemDataRole.UserRole + 1
_RECIPIENT = Qt.ItemDataRole.UserRole + 2
_STATES = {"aktif": "Berjalan", "dijawab": "Dijawab", "ditarik": "Ditarik"}
#: Widths of the columns; the last one takes the rest.
_CHARACTERS = (38, 44, 20)
_EMPTY = "Belum ada disposisi."
_EMPTY_AND_HOW = f"{_EMPTY} Pilih “Beri disposisi”, atau catat bahwa surat ini tidak memerlukannya."


class CaseDispositions(QWidget):
    """The tree, its buttons, and the words for an empty one."""

    give_wanted = Signal()
    pass_on_wanted = Signal(object)
    answer_wanted = Signal(object, object)
    withdraw_wanted = Signal(object)
    print_wanted = Signal(object)
    not_needed_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = WrappedLabel("", self, quiet=True)
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName("Rantai disposisi")
        self.tree.setHeaderLabels(["Dari / kepada", "Instruksi dan jawaban", "Batas waktu", "Keadaan"])
        self.tree.setWordWrap(True)
        one = self.tree.fontMetrics().horizontalAdvance("0")
        for place, characters in enumerate(_CHARACTERS):
            self.tree.setColumnWidth(place, characters * one)
        self.give_button = act_button("Beri disposi&si…", self.give_wanted.emit, self)
        self.pass_button = act_button("Te&ruskan…", self._pass_on, self)
        self.answer_button = act_button("&Jawab…", self._answer, self)
        self.print_button = act_button("Cetak &lembar…", self._print, self)
        self.withdraw_button = act_button("Tarik kem&bali…", self._withdraw, self)
        self.not_needed_button = act_button("Tidak perl&u disposisi…", self.not_needed_wanted.emit, self)
        row = QHBoxLayout()
        for button in (
            self.give_button, self.pass_button, self.answer_button, self.print_button, self.withdraw_button,
        ):  # fmt: skip
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.not_needed_button)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.tree, 1)
        column.addLayout(row)
        self.tree.currentItemChanged.connect(lambda _now, _before: self._look())
        self._look()

    def show_chain(self, nodes: Sequence[DispositionNode], *, not_needed: str = "") -> None:
        """Show the dispositions below those they pass on; `not_needed` is the reason recorded for none."""
        self.tree.clear()
        items: dict[int, QTreeWidgetItem] = {}
        for node in nodes:
            above = items.get(node.parent_id) if node.parent_id is not None else None
            item = QTreeWidgetItem(above) if above is not None else QTreeWidgetItem(self.tree)
            items[node.id] = item
            _fill_node(item, node)
            for recipient in node.recipients:
                _fill_recipient(QTreeWidgetItem(item), node, recipient)
        self.tree.expandAll()
        empty = _EMPTY if self.give_button.isHidden() else _EMPTY_AND_HOW
        self.words.show_text(f"Dicatat tidak perlu disposisi: {not_needed}" if not_needed else empty)
        self.words.setVisible(not nodes)
        first = self.tree.topLevelItem(0)
        if first is not None:
            self.tree.setCurrentItem(first)
        self._look()

    def show_rights(self, *, may_act: bool) -> None:
        """Hide what somebody without the role for it would only be refused; reading and printing stay."""
        for button in (
            self.give_button, self.pass_button, self.answer_button, self.withdraw_button,
            self.not_needed_button,
        ):  # fmt: skip
            button.setVisible(may_act)

    def _node(self) -> DispositionNode | None:
        item = self.tree.currentItem()
        return None if item is None else item.data(0, _NODE)

    def _recipient(self) -> DispositionRecipient | None:
        item = self.tree.currentItem()
        return None if item is None else item.data(0, _RECIPIENT)

    def _look(self) -> None:
        node, recipient = self._node(), self._recipient()
        alive = node is not None and node.state != "ditarik"
        self.pass_button.setEnabled(alive)
        self.print_button.setEnabled(node is not None)
        self.withdraw_button.setEnabled(node is not None and node.state == "aktif")
        self.answer_button.setEnabled(alive and recipient is not None and not recipient.answer)

    def _pass_on(self) -> None:
        self.pass_on_wanted.emit(self._node())

    def _print(self) -> None:
        self.print_wanted.emit(self._node())

    def _withdraw(self) -> None:
        self.withdraw_wanted.emit(self._node())

    def _answer(self) -> None:
        self.answer_wanted.emit(self._node(), self._recipient())


def _fill_node(item: QTreeWidgetItem, node: DispositionNode) -> None:
    item.setData(0, _NODE, node)
    item.setText(0, f"{node.sender}\n{node.at}")
    item.setText(1, "\n".join(word for word in ("; ".join(node.instructions), node.note) if word))
    item.setText(2, node.due)
    item.setText(3, _STATES[node.state])


def _fill_recipient(item: QTreeWidgetItem, node: DispositionNode, recipient: DispositionRecipient) -> None:
    item.setData(0, _NODE, node)
    item.setData(0, _RECIPIENT, recipient)
    item.setText(0, f"→ {recipient.name}")
    item.setText(1, recipient.answer)
    if recipient.answered:
        item.setText(3, f"dijawab {recipient.answered}")
    else:
        item.setText(3, f"dibaca {recipient.read}" if recipient.read else "belum dibaca")
