"""Who does a step: its parts with holders, phase, doer and source, and which part is being finished now."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from models.records.case import PartLine
from resources.indonesian import moment_text
from views.dialog_style import no_mnemonic, outline, scale_font
from views.document_slots import SOURCE_WORDS, StateMark
from views.fields import Section, WrappedLabel

_NOBODY = "belum ada pemegang jabatan; administrator menetapkannya di Pengaturan, bagian Jabatan"
_PHASE_TONE = {"terbuka": ("kuning", "…"), "menunggu": ("abu", "…"), "selesai": ("hijau", "✓")}


def phase_words(part: PartLine, *, chosen_parts: bool = False) -> str:
    """How far a part is, in words; `chosen_parts` when the executors of the step were chosen."""
    if part.phase == "gugur" and chosen_parts:
        return "tidak dipilih untuk langkah ini"
    if part.phase == "selesai":
        at = f", {moment_text(part.finished_at)}" if part.finished_at else ""
        return f"selesai oleh {part.finished_by}{at}"
    return {
        "terbuka": "belum selesai",
        "menunggu": "menunggu giliran",
        "gugur": "tidak perlu lagi, sudah dikerjakan pelaksana lain",
        "peserta": "peserta, tidak menahan langkah ini",
    }[part.phase]


def part_detail(part: PartLine, *, chosen_parts: bool = False) -> str:
    """Holders, phase and source of a part in one line."""
    words = [phase_words(part, chosen_parts=chosen_parts)]
    if part.phase in ("terbuka", "menunggu", "peserta") and not part.external:
        words.append(part.holders or _NOBODY)
    if part.assignee and part.phase != "selesai":
        words.append(f"petugas: {part.assignee}")
    if part.external:
        words.append("pihak luar, dicatat atas namanya")
    words.append(f"sumber: {SOURCE_WORDS[part.source]}")
    return " · ".join(words)


class PartsSection(Section):
    """All parts of the step; with several parts of one's own, the choice which one is finished now."""

    part_changed = Signal()
    take_asked = Signal(str)
    assign_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Pelaksana", parent)
        self._choice = QButtonGroup(self)
        self._radios: dict[str, QRadioButton] = {}
        self._only = ""
        self._may_assign = False
        self._chosen_parts = False

    def show_parts(
        self, parts: tuple[PartLine, ...], my_part: str, *, may_assign: bool, chosen_parts: bool = False
    ) -> None:
        """Draw the parts; `my_part` is chosen, others of one's own can be chosen instead."""
        self.clear()
        self._radios.clear()
        self._choice = QButtonGroup(self)
        self._only = my_part
        self._may_assign = may_assign
        self._chosen_parts = chosen_parts
        mine = [p.part for p in parts if p.may_act and p.phase == "terbuka"]
        for part in parts:
            self.add(self._row(part, several=len(mine) > 1 and part.part in mine, mine=part.part in mine))
        if my_part in self._radios:
            self._radios[my_part].setChecked(True)
        self._choice.buttonToggled.connect(lambda _button, on: self.part_changed.emit() if on else None)

    def chosen(self) -> str:
        """The part that would be finished; "" when none is mine."""
        for part, radio in self._radios.items():
            if radio.isChecked():
                return part
        return self._only

    def choose(self, part: str) -> None:
        """Choose a part of one's own, when there is a choice."""
        if part in self._radios:
            self._radios[part].setChecked(True)

    def _row(self, part: PartLine, *, several: bool, mine: bool) -> QFrame:
        frame = QFrame(self)
        outline(frame)
        said = part_detail(part, chosen_parts=self._chosen_parts)
        row = QHBoxLayout(frame)
        row.setContentsMargins(10, 4, 10, 4)
        tone, sign = _PHASE_TONE.get(part.phase, ("abu", "–"))
        row.addWidget(
            StateMark(tone, sign, phase_words(part, chosen_parts=self._chosen_parts), frame),
            0,
            Qt.AlignmentFlag.AlignTop,
        )
        words = QVBoxLayout()
        words.setSpacing(1)
        you = " — Anda" if mine else ""
        cell = f" · “{part.cell}”" if part.cell else ""
        if several:
            radio = QRadioButton(no_mnemonic(f"{part.label}{you}{cell}"), frame)
            radio.setAccessibleName(f"Selesaikan bagian {part.label}")
            self._choice.addButton(radio)
            self._radios[part.part] = radio
            words.addWidget(radio)
        else:
            label = WrappedLabel(f"{part.label}{you}{cell}", frame)
            scale_font(label, 1.0, bold=True)
            words.addWidget(label)
        detail = WrappedLabel(said, frame, quiet=True)
        scale_font(detail, 0.9)
        words.addWidget(detail)
        row.addLayout(words, 1)
        self._add_buttons(row, part, mine=mine)
        frame.setAccessibleName(f"{part.label}: {said}")
        return frame

    def _add_buttons(self, row: QHBoxLayout, part: PartLine, *, mine: bool) -> None:
        if part.phase not in ("terbuka", "menunggu") or part.role != "pelaksana" or part.external:
            return
        if mine and part.assignee_id is None:
            self._button(row, "Ambil", part).clicked.connect(lambda: self.take_asked.emit(part.part))
        if mine or self._may_assign:
            self._button(row, "Tugaskan…", part).clicked.connect(lambda: self.assign_asked.emit(part.part))

    def _button(self, row: QHBoxLayout, text: str, part: PartLine) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setObjectName(f"{text.rstrip('…').lower()}:{part.part}")
        button.setAccessibleName(f"{text.rstrip('…')} {part.label}")
        row.addWidget(button)
        return button
