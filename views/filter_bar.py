"""The filter row of board and list: choices that write the same search text a person could type."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from models.rules.search import NOBODY, CaseFilter, parse_search, to_text
from views.fields import WrappedLabel
from views.tips import plain_tip

_GAP = 8

_Change = Callable[[CaseFilter], CaseFilter]

_DEADLINES: tuple[tuple[str, bool | None, bool | None], ...] = (
    ("Batas waktu: semua", None, None),
    ("Lewat waktu", True, None),
    ("Belum lewat waktu", False, None),
    ("Ditunda", None, True),
)


class FilterBar(QWidget):
    """OPD, batas waktu and petugas; `text_changed` carries the whole search text."""

    text_changed = Signal(str)
    hide_empty_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = CaseFilter()
        self.agency = self._combo("Saring menurut OPD")
        self.deadline = self._combo("Saring menurut batas waktu")
        self.assignee = self._combo("Saring menurut petugas")
        for words, _, _ in _DEADLINES:
            self.deadline.addItem(words)
        self.hide_empty = QPushButton("Sembunyikan kolom kosong", parent=self)
        self.hide_empty.setCheckable(True)
        self.hide_empty.setProperty("kind", "chip")
        self.hide_empty.toggled.connect(self.hide_empty_changed)
        self.clear_button = QPushButton("Hapus saringan", parent=self)
        self.clear_button.setProperty("kind", "chip")
        self.clear_button.clicked.connect(lambda: self.text_changed.emit(""))
        self.problems = WrappedLabel("", self, quiet=True)
        self._combos = (self.agency, self.deadline, self.assignee)
        self._chips = (self.hide_empty, self.clear_button)
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        self._wrapped = False
        for row in (self._row, self._below):
            row.setSpacing(_GAP)
            row.addStretch(1)
        for place, widget in enumerate((*self._combos, *self._chips)):
            self._row.insertWidget(place, widget)
        stack = QVBoxLayout(self)
        stack.setContentsMargins(0, 0, 0, 0)
        stack.setSpacing(4)
        stack.addLayout(self._row)
        stack.addLayout(self._below)
        stack.addWidget(self.problems)
        self.agency.activated.connect(self._agency_picked)
        self.deadline.activated.connect(self._deadline_picked)
        self.assignee.activated.connect(self._assignee_picked)
        self.set_agencies(())
        self.set_people(())
        self.show_text("")

    def _combo(self, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        combo.setMaxVisibleItems(20)
        combo.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return combo

    def _narrowest(self) -> int:
        """As wide as the choices need to say what they are."""
        widths = [_narrowest(combo) for combo in self._combos]
        return sum(widths) + _GAP * (len(widths) - 1)

    def _wrap(self) -> None:
        """What has no room beside the choices stands below them."""
        for combo in self._combos:
            combo.setMinimumWidth(_narrowest(combo))
        chips = [chip for chip in self._chips if not chip.isHidden()]
        wanted = self._narrowest() + sum(chip.sizeHint().width() + _GAP for chip in chips)
        if (wanted > self.width()) == self._wrapped:
            return
        self._wrapped = not self._wrapped
        for place, chip in enumerate(self._chips):
            if self._wrapped:
                self._below.insertWidget(place, chip)
            else:
                self._row.insertWidget(len(self._combos) + place, chip)

    def event(self, event: QEvent) -> bool:
        """Wrap anew when the width, the text size or what is shown changed."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._wrap()
        return super().event(event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """A window is never kept wide by what would wrap."""
        return QSize(self._narrowest(), super().minimumSizeHint().height())

    def set_agencies(self, names: Sequence[str]) -> None:
        """Offer these agencies; the same ones again leave an open list alone."""
        if [self.agency.itemText(i) for i in range(1, self.agency.count())] == list(names) and names:
            return
        self.agency.clear()
        self.agency.addItem("OPD: semua", "")
        for name in names:
            self.agency.addItem(name, name)
            self.agency.setItemData(self.agency.count() - 1, plain_tip(name), Qt.ItemDataRole.ToolTipRole)
        self._reflect()

    def set_people(self, names: Sequence[str]) -> None:
        """Offer these people; the same ones again leave an open list alone."""
        fixed = (("Petugas: semua", ""), ("Saya", "saya"), ("Belum diambil", NOBODY))
        if [self.assignee.itemText(i) for i in range(len(fixed), self.assignee.count())] == list(
            names
        ) and names:
            return
        self.assignee.clear()
        for words, value in fixed:
            self.assignee.addItem(words, value)
        for name in names:
            self.assignee.addItem(name, name)
        self._reflect()

    def show_text(self, text: str) -> None:
        """Show what the search text asks for, and say what in it was not understood."""
        self._wanted = parse_search(text)
        self._reflect()
        self.clear_button.setVisible(bool(text.strip()))
        self.problems.show_text(" ".join(self._wanted.problems))
        self.problems.setVisible(bool(self._wanted.problems))

    def _reflect(self) -> None:
        self._pick(self.agency, self._wanted.agency)
        person = {True: "saya", False: "lain", None: self._wanted.assignee}[self._wanted.mine]
        self._pick(self.assignee, person)
        places = [i for i, (_, late, paused) in enumerate(_DEADLINES)
                  if (late, paused) == (self._wanted.late, self._wanted.paused)]  # fmt: skip
        self.deadline.setCurrentIndex(places[0] if places else -1)
        self.deadline.setPlaceholderText("Batas waktu: menurut pencarian")

    def _pick(self, combo: QComboBox, value: str) -> None:
        """Choose what was typed; what the list does not hold is shown as typed."""
        place = combo.findData(value, Qt.ItemDataRole.UserRole, Qt.MatchFlag.MatchFixedString)
        combo.setPlaceholderText(value)
        combo.setCurrentIndex(place)

    def _agency_picked(self) -> None:
        self._change(lambda wanted: wanted._replace(agency=str(self.agency.currentData())))

    def _deadline_picked(self, place: int) -> None:
        _, late, paused = _DEADLINES[place]
        self._change(lambda wanted: wanted._replace(late=late, paused=paused))

    def _assignee_picked(self) -> None:
        value = str(self.assignee.currentData())
        mine = True if value == "saya" else None
        self._change(lambda wanted: wanted._replace(mine=mine, assignee="" if mine else value))

    def _change(self, change: _Change) -> None:
        self.text_changed.emit(to_text(change(self._wanted)))


def _narrowest(combo: QComboBox) -> int:
    """The first words of a choice, with its frame and arrow."""
    metrics = combo.fontMetrics()
    return metrics.horizontalAdvance(combo.itemText(0)) + 2 * metrics.height() + 10
