"""The scrolling middle of the step dialog: everything shown and asked between head and buttons."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from models.records.case import GroupLine, StepSheet
from models.records.completion import Attempt
from models.rules.completion import earliest_act, is_last_act
from resources.indonesian import moment_text
from views.dialog_style import tint
from views.document_slots import GroupBlock, SlotRow, quiet_note
from views.fields import LinesEdit, Section, WrappedLabel
from views.step_parts import PartsSection
from views.step_sections import ChoicesSection, DecisionSection, ExternalSection, LateSection


class StepBody(QWidget):
    """Sections of one step; those that do not apply are hidden."""

    changed = Signal()
    redrawn = Signal()
    attach_asked = Signal(str, str)
    view_asked = Signal(int)
    confirm_asked = Signal(str)
    withdraw_asked = Signal(int)
    files_dropped = Signal(str, list)
    point_ticked = Signal(int, int, bool)
    target_asked = Signal()

    def __init__(self, sheet: StepSheet, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._sheet = sheet
        self._blocks: list[tuple[GroupLine, bool, str]] | None = None
        self.text_frame = QFrame(self)
        self._text_lines = QVBoxLayout(self.text_frame)
        self.parts = PartsSection(self)
        self.needs = Section("Kelengkapan", self)
        self.decision = DecisionSection(self)
        self.choices = ChoicesSection(self)
        self.outputs = Section("Output", self)
        self.external = ExternalSection(now, self)
        self.target = Section("Target waktu", self)
        self.late = LateSection(self)
        self.note_section = Section("Catatan", self)
        self.note = LinesEdit("Catatan", self.note_section)
        self.note_section.add(self.note)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        for widget in (
            self.text_frame,
            self.parts,
            self.needs,
            self.decision,
            self.choices,
            self.outputs,
            self.external,
            self.target,
            self.late,
            self.note_section,
        ):
            column.addWidget(widget)
        column.addStretch(1)
        self.parts.part_changed.connect(self.refresh)
        self.decision.changed.connect(self.refresh)
        self.external.changed.connect(self.refresh)
        self.choices.changed.connect(self.changed)
        self.late.changed.connect(self.changed)
        self.note.textChanged.connect(self.changed)
        self._draw()
        self.external.contact.setText(_known_contact(sheet))
        self.blank = self.typed()
        self.apply(sheet.draft)
        self.refresh()

    @property
    def editable(self) -> bool:
        """Whether the person may finish a part here."""
        return bool(self._sheet.my_part)

    def show_sheet(self, sheet: StepSheet) -> None:
        """Draw a newer reading of the same run; what was typed stays."""
        typed = self.typed()
        self._sheet = sheet
        self._draw()
        self.apply(typed)
        self.refresh()

    def _draw(self) -> None:
        sheet = self._sheet
        self._show_text()
        self.parts.show_parts(
            sheet.parts,
            sheet.my_part,
            may_assign=sheet.is_leader,
            chosen_parts=sheet.facts.step.parts_mode == "dipilih",
        )
        self.decision.show_outcomes(sheet.outcomes, editable=self.editable)
        self.choices.show_choices(sheet.choices, editable=self.editable)
        self._show_target()
        self.note.setReadOnly(not self.editable)
        self._blocks = None

    def _show_text(self) -> None:
        while self._text_lines.count():
            item = self._text_lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        sheet = self._sheet
        self._text_lines.addWidget(WrappedLabel(f"“{sheet.text}”", self.text_frame))
        after = sheet.outcomes[0].leads_to if len(sheet.outcomes) == 1 else ""
        small = [
            f"Waktu baku: {sheet.time_text or 'tidak ada'}",
            *([f"sesudahnya: {after}"] if after else []),
            *([f"keterangan: {sheet.remark}"] if sheet.remark else []),
        ]
        for line in (" · ".join(small), *sheet.notes):
            self._text_lines.addWidget(quiet_note(line, self.text_frame))
        tint(self.text_frame, "abu")

    def _show_target(self) -> None:
        sheet = self._sheet
        self.target.clear()
        self.target.setVisible(sheet.due is None and bool(self.editable or sheet.target))
        row = QWidget(self.target)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        if sheet.target is None:
            words = "Belum ada tanggal target yang disepakati."
        else:
            words = f"{moment_text(sheet.target)}, disepakati dengan {sheet.target_by}"
        line.addWidget(WrappedLabel(words, row), 1)
        if self.editable:
            button = QPushButton("Ubah tar&get…" if sheet.target else "Sepakati tar&get…", row)
            button.setObjectName("target")
            button.setAutoDefault(False)
            button.clicked.connect(self.target_asked)
            line.addWidget(button)
        self.target.add(row)

    def refresh(self) -> None:
        """Show what applies to the part, outcome and time now, and tell that something changed."""
        sheet, part = self._sheet, self.parts.chosen()
        last = bool(part) and is_last_act(sheet.facts, part)
        self.decision.setVisible(len(sheet.outcomes) > 1 and (last or not self.editable))
        self.choices.setVisible(bool(sheet.choices) and last)
        self.external.setVisible(any(p.part == part and p.external for p in sheet.parts))
        due = sheet.facts.due
        self.late.setVisible(last and due is not None and self.moment() > due)
        self.note_section.setVisible(self.editable)
        self._show_documents(part, last=last)
        self.changed.emit()

    def _show_documents(self, part: str, *, last: bool) -> None:
        sheet = self._sheet
        outcome = self._outcome(last=last)
        wanted = [(g, False, _spared(g, outcome)) for g in sheet.needs]
        wanted += [
            (g, True, _spared(g, outcome))
            for g in sheet.outputs
            if not self.editable or g.part == part or (not g.part and last)
        ]
        if wanted == self._blocks:
            return
        self._blocks = wanted
        for section, as_output in ((self.needs, False), (self.outputs, True)):
            section.clear()
            mine = [(g, spared) for g, output, spared in wanted if output == as_output]
            section.setVisible(bool(mine))
            for group, spared in mine:
                section.add(self._block(group, as_output=as_output, spared=spared))
        self.redrawn.emit()

    def _outcome(self, *, last: bool) -> str | None:
        if len(self._sheet.outcomes) == 1:
            return self._sheet.outcomes[0].id
        return self.decision.outcome() if last else None

    def _block(self, group: GroupLine, *, as_output: bool, spared: str) -> GroupBlock:
        block = GroupBlock(group, as_output=as_output, spared=spared, editable=self.editable, parent=self)
        block.attach_asked.connect(self.attach_asked)
        block.view_asked.connect(self.view_asked)
        block.confirm_asked.connect(self.confirm_asked)
        block.withdraw_asked.connect(self.withdraw_asked)
        block.files_dropped.connect(self.files_dropped)
        block.point_ticked.connect(self.point_ticked)
        return block

    def wants_at(self, name: str) -> bool:
        """Whether the button of that name belongs to a document that is still wanted."""
        return any(
            row.wants() and name in (button.objectName() for button in row.buttons.values())
            for row in self.findChildren(SlotRow)
            if row.isVisibleTo(self)
        )

    def first_wanted(self) -> QWidget:
        """Where the work goes on: the first document still wanted, what is asked, else the note."""
        for row in self.findChildren(SlotRow):
            if row.isVisibleTo(self) and row.wants() and "lampirkan" in row.buttons:
                return row.buttons["lampirkan"]
        if not self.decision.isHidden() and self.decision.outcome() is None:
            return next(iter(self.decision.radios.values()))
        asked = (
            None if self.choices.isHidden() else self.choices.first_open(),
            None if self.external.isHidden() else self.external.first_empty(),
            None if self.late.isHidden() or self.late.code() else self.late.reason,
        )
        return next((field for field in asked if field is not None), self.note)

    def moment(self) -> datetime:
        """When the act counts: what was typed for an external part, otherwise now."""
        if self.external.isHidden():
            return self._now()
        return self._occurred() or self._now()

    def _occurred(self) -> datetime | None:
        """The minute typed; the one in which the act before was done counts from that act on."""
        typed, before = self.external.occurred.moment(), earliest_act(self._sheet.facts)
        if typed is not None and before is not None and typed == before.replace(second=0, microsecond=0):
            return before
        return typed

    def attempt(self) -> Attempt:
        """What the person is about to do."""
        external = not self.external.isHidden()
        return Attempt(
            part_id=self.parts.chosen(),
            outcome=self.decision.outcome() if not self.decision.isHidden() else None,
            outcome_reason=self.decision.reason.text() if not self.decision.reason.isHidden() else "",
            late_code=self.late.code() if not self.late.isHidden() else "",
            late_text=self.late.words.text().strip() if not self.late.isHidden() else "",
            chosen=self.choices.chosen() if not self.choices.isHidden() else {},
            contact=self.external.contact.text().strip() if external else "",
            channel=self.external.channel.code() if external else "",
            occurred_at=self._occurred() if external else None,
            note=self.note.text(),
        )

    def typed(self) -> dict[str, object]:
        """Everything typed, as a draft keeps it."""
        return {
            "part": self.parts.chosen(),
            "outcome": self.decision.outcome() or "",
            "outcome_reason": self.decision.reason.toPlainText(),
            "late_code": self.late.code(),
            "late_text": self.late.words.text(),
            "chosen": {step: list(parts) for step, parts in self.choices.chosen().items()},
            "contact": self.external.contact.text(),
            "channel": self.external.channel.code(),
            "occurred_at": self.external.occurred.edit.text(),
            "note": self.note.toPlainText(),
        }

    def apply(self, typed: dict[str, object]) -> None:
        """Put typed words back, from a draft or from before a reload; unknown keys are left alone."""
        words = {key: value for key, value in typed.items() if isinstance(value, str)}
        self.parts.choose(words.get("part", ""))
        if "outcome" in words:
            self.decision.choose(words["outcome"] or None)
        self.late.choose(words.get("late_code", self.late.code()))
        self.external.channel.choose(words.get("channel", self.external.channel.code()))
        for key, edit in (
            ("late_text", self.late.words),
            ("contact", self.external.contact),
            ("occurred_at", self.external.occurred.edit),
        ):
            if key in words and words[key] != edit.text():
                edit.setText(words[key])
        for key, lines in (("outcome_reason", self.decision.reason), ("note", self.note)):
            if key in words and words[key] != lines.toPlainText():
                lines.setPlainText(words[key])
        chosen = typed.get("chosen")
        if isinstance(chosen, dict):
            self.choices.choose({str(s): tuple(str(p) for p in parts) for s, parts in chosen.items()})


def _spared(group: GroupLine, outcome: str | None) -> str:
    """Why a group is not asked for, "" when it is."""
    if not group.on or outcome in group.on:
        return ""
    return "tergantung keputusan" if outcome is None else "tidak wajib untuk keputusan ini"


def _known_contact(sheet: StepSheet) -> str:
    return " · ".join(word for word in (sheet.contact_name, sheet.contact_phone) if word)
