"""What a person says when finishing a step: decision, executors chosen, external details, late reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from models.records.case import ChoiceLine, OutcomeLine
from models.records.completion import CHANNELS, LATE_REASONS
from views.dialog_style import no_mnemonic
from views.document_slots import SOURCE_WORDS, quiet_note
from views.fields import LinesEdit, MomentField, Section
from views.tips import plain_tip


class DecisionSection(Section):
    """The outcomes as radio buttons with where they lead, and the reason where one is demanded."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Keputusan", parent)
        self._outcomes: tuple[OutcomeLine, ...] = ()
        self._group = QButtonGroup(self)
        self.radios: dict[str, QRadioButton] = {}
        self.reason_label = QLabel("Alasan (&wajib)", self)
        self.reason = LinesEdit("Alasan keputusan", self)
        self.reason_label.setBuddy(self.reason)
        self.reason.textChanged.connect(self.changed)
        self._options = QVBoxLayout()
        self._options.setSpacing(4)
        self.body.addLayout(self._options)
        self.body.addWidget(self.reason_label)
        self.body.addWidget(self.reason)

    def show_outcomes(self, outcomes: tuple[OutcomeLine, ...], *, editable: bool) -> None:
        """Draw the outcomes anew, keeping the choice when it is still among them."""
        kept = self.outcome()
        for radio in self.radios.values():
            self._group.removeButton(radio)
        while self._options.count():
            item = self._options.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._outcomes = outcomes
        self.radios = {line.id: self._radio(line, editable=editable) for line in outcomes}
        self.reason.setReadOnly(not editable)
        self.choose(kept)
        self._show_reason()

    def _radio(self, line: OutcomeLine, *, editable: bool) -> QRadioButton:
        leads = f" → {line.leads_to}" if line.leads_to else ""
        radio = QRadioButton(no_mnemonic(f"{line.label}{leads}"), self)
        radio.setObjectName(f"keputusan:{line.id}")
        radio.setAccessibleName(f"{line.label}{leads}")
        radio.setToolTip(plain_tip(f"{line.label}{leads}\nSumber: {SOURCE_WORDS[line.source]}"))
        radio.setEnabled(editable)
        radio.toggled.connect(self._toggled)
        self._group.addButton(radio)
        self._options.addWidget(radio)
        # a layout would show it only with the next event, too late to take the keyboard
        radio.show()
        return radio

    def _toggled(self, on: bool) -> None:
        if on:
            self._show_reason()
            self.changed.emit()

    def _show_reason(self) -> None:
        chosen = self.outcome()
        wanted = any(line.reason for line in self._outcomes if line.id == chosen)
        self.reason_label.setVisible(wanted)
        self.reason.setVisible(wanted)

    def outcome(self) -> str | None:
        """The outcome chosen, if any."""
        return next((oid for oid, radio in self.radios.items() if radio.isChecked()), None)

    def choose(self, outcome: str | None) -> None:
        """Choose an outcome when it is there, or none."""
        if outcome is not None and outcome in self.radios:
            self.radios[outcome].setChecked(True)
        elif outcome is None:
            self._group.setExclusive(False)
            for radio in self.radios.values():
                radio.setChecked(False)
            self._group.setExclusive(True)
            self._show_reason()


class ChoicesSection(Section):
    """Executors chosen now for a later step."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Pelaksana langkah berikut", parent)
        self._boxes: dict[str, dict[str, QCheckBox]] = {}

    def show_choices(self, choices: tuple[ChoiceLine, ...], *, editable: bool) -> None:
        """Draw the candidates; those chosen earlier stay chosen until chosen anew."""
        self.clear()
        self._boxes = {}
        for choice in choices:
            self.add(quiet_note(f"Siapa yang mengerjakan langkah {choice.step_no} · {choice.title}?", self))
            self._boxes[choice.step] = {}
            for part, label in choice.candidates:
                box = QCheckBox(no_mnemonic(label), self)
                box.setObjectName(f"pilih:{choice.step}:{part}")
                box.setAccessibleName(f"{label} mengerjakan langkah {choice.step_no}")
                box.setChecked(part in choice.chosen)
                box.setEnabled(editable)
                box.toggled.connect(self.changed)
                self.add(box)
                self._boxes[choice.step][part] = box

    def first_open(self) -> QWidget | None:
        """The first candidate for a step that has nobody chosen yet."""
        unanswered = [boxes for step, boxes in self._boxes.items() if boxes and step not in self.chosen()]
        return next(iter(unanswered[0].values())) if unanswered else None

    def chosen(self) -> dict[str, tuple[str, ...]]:
        """Parts chosen per later step; a step with none is left out."""
        picked = {
            step: tuple(part for part, box in boxes.items() if box.isChecked())
            for step, boxes in self._boxes.items()
        }
        return {step: parts for step, parts in picked.items() if parts}

    def choose(self, chosen: dict[str, tuple[str, ...]]) -> None:
        """Tick what was typed before."""
        for step, boxes in self._boxes.items():
            for part, box in boxes.items():
                box.setChecked(part in chosen.get(step, ()))


class ExternalSection(Section):
    """What is recorded for a party outside the office: contact, channel, and when it really happened."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__("Dicatat atas nama pihak luar", parent)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.contact = QLineEdit(self)
        self.contact.setAccessibleName("Kontak pihak luar")
        self.contact.setPlaceholderText("nama orang yang menyampaikan atau melakukan")
        self.channel = ChannelBox(self)
        self.occurred = MomentField("Terjadi pada", now, self)
        form.addRow("K&ontak", self.contact)
        form.addRow("Ka&nal", self.channel)
        form.addRow("T&erjadi pada", self.occurred)
        self.body.addLayout(form)
        self.note = quiet_note("Waktu inilah yang dihitung, bukan saat pencatatan.", self)
        self.body.addWidget(self.note)
        self.contact.textChanged.connect(self.changed)
        self.channel.currentIndexChanged.connect(self.changed)
        self.occurred.changed.connect(self.changed)

    def first_empty(self) -> QWidget | None:
        """The first of the three that nobody filled yet."""
        asked: tuple[tuple[QWidget, str], ...] = (
            (self.contact, self.contact.text().strip()),
            (self.channel, self.channel.code()),
            (self.occurred, self.occurred.edit.text().strip()),
        )
        return next((field for field, given in asked if not given), None)


class ChannelBox(QComboBox):
    """Channels, with nothing chosen at first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Kanal")
        self.addItem("— pilih —", "")
        for code, label in CHANNELS.items():
            self.addItem(label, code)

    def code(self) -> str:
        """The channel's code, "" when none is chosen."""
        return str(self.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose a channel by its code."""
        self.setCurrentIndex(max(0, self.findData(code)))


class LateSection(Section):
    """The coded reason of a late step."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Alasan terlambat", parent)
        self.reason = QComboBox(self)
        self.reason.setAccessibleName("Alasan terlambat")
        self.reason.addItem("— pilih alasan —", "")
        for code, label in LATE_REASONS.items():
            self.reason.addItem(label, code)
        self.words = QLineEdit(self)
        self.words.setAccessibleName("Keterangan keterlambatan")
        self.words.setPlaceholderText("keterangan (wajib untuk “Lainnya”)")
        self.body.addWidget(self.reason)
        self.body.addWidget(self.words)
        self.reason.currentIndexChanged.connect(self.changed)
        self.words.textChanged.connect(self.changed)

    def code(self) -> str:
        """The reason's code, "" when none is chosen."""
        return str(self.reason.currentData() or "")

    def choose(self, code: str) -> None:
        """Choose a reason by its code."""
        self.reason.setCurrentIndex(max(0, self.reason.findData(code)))
