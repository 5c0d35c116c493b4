"""Where a new request starts: at the first row, after the agency's own first step, or under way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QVBoxLayout, QWidget

from models.records.completion import Attempt, CompletionFacts, DocumentFact, PartPhase
from models.records.results import Obstacle
from models.records.sop import Part, Sop
from models.rules.completion import obstacles
from views.fields import MomentField, WrappedLabel


def external_first(sop: Sop) -> Part | None:
    """The part of the first row that an agency does itself, if there is one."""
    first = sop.first
    return next((p for p in first.workers if sop.executor(p.executor).external), None)


class StartOptions(QWidget):
    """Two check boxes that exclude each other, each with what it needs."""

    changed = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sop: Sop | None = None
        self.finish_box = QCheckBox("Langkah pertama s&udah dilakukan atas nama OPD", self)
        self.finish_box.setAccessibleName("Langkah pertama sudah dilakukan atas nama OPD")
        self.finish_note = WrappedLabel("", self, quiet=True)
        self.under_way_box = QCheckBox("Permohonan sudah &berjalan sebelum dicatat di sini", self)
        self.under_way_box.setAccessibleName("Permohonan sudah berjalan")
        self.step = QComboBox(self)
        self.step.setAccessibleName("Mulai di langkah")
        self.step.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.started = MomentField("Langkah itu dimulai pada", now, self)
        self._rows = QWidget(self)
        form = QFormLayout(self._rows)
        form.setContentsMargins(24, 0, 0, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow("Mulai di langkah", self.step)
        form.addRow("Dimulai pada", self.started)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for widget in (self.finish_box, self.finish_note, self.under_way_box, self._rows):
            column.addWidget(widget)
        self.finish_box.toggled.connect(lambda on: self._only(on, self.under_way_box))
        self.under_way_box.toggled.connect(lambda on: self._only(on, self.finish_box))
        self.step.currentIndexChanged.connect(self.changed)
        self.started.changed.connect(self.changed)
        self._show()

    def _only(self, on: bool, other: QCheckBox) -> None:
        if on:
            other.setChecked(False)
        self._show()
        self.changed.emit()

    def show_sop(self, sop: Sop | None) -> None:
        """Offer what this SOP allows."""
        self._sop = sop
        self.finish_box.setChecked(False)
        self.under_way_box.setChecked(False)
        self.step.clear()
        self.step.addItem("— pilih langkah —", "")
        for step in sop.work_steps if sop else ():
            self.step.addItem(f"{step.no} · {step.title}", step.id)
        self._show()

    def _show(self) -> None:
        part = external_first(self._sop) if self._sop else None
        self.finish_box.setVisible(part is not None)
        self.finish_note.setVisible(part is not None and self.finish_box.isChecked())
        if self._sop is not None and part is not None:
            self.finish_note.show_text(
                f"Langkah {self._sop.first.no} “{self._sop.first.title}” langsung selesai, "
                "dihitung pada waktu diterima."
            )
        self.under_way_box.setVisible(self._sop is not None)
        self._rows.setVisible(self.under_way_box.isChecked())

    def start_step(self) -> str:
        """The row where the case stands already, "" for the first row."""
        return str(self.step.currentData() or "") if self.under_way_box.isChecked() else ""

    def started_at(self) -> datetime | None:
        """Since when it stands there."""
        return self.started.moment() if self.under_way_box.isChecked() else None

    def attempt(self, contact: str, channel: str, received: datetime | None) -> Attempt | None:
        """The agency's first step as done, when that is ticked."""
        part = external_first(self._sop) if self._sop else None
        if part is None or not self.finish_box.isChecked():
            return None
        return Attempt(part_id=part.id, contact=contact, channel=channel, occurred_at=received)

    def problems(self) -> list[str]:
        """What an entered case under way still needs."""
        if not self.under_way_box.isChecked():
            return []
        found = [] if self.start_step() else ["Pilih langkah tempat permohonan sekarang berada."]
        if self.started.unreadable():
            found.append("Waktu mulai langkah tidak terbaca.")
        return found

    def obstacles(self, attempt: Attempt, doc_types: set[str], now: datetime) -> tuple[Obstacle, ...]:
        """What keeps the agency's first step from being finished with these documents."""
        if self._sop is None:
            return ()
        return obstacles(first_facts(self._sop, attempt, doc_types), replace(attempt), now)


def first_facts(sop: Sop, attempt: Attempt, doc_types: set[str]) -> CompletionFacts:
    """The facts of the first row as they will be right after registering with these documents."""
    step = sop.first
    ordered = step.parts_mode == "urut"
    phases: dict[str, PartPhase] = {
        part.id: "peserta" if part.role == "peserta" else "terbuka" for part in step.parts
    }
    if ordered:
        phases.update({part.id: "menunggu" for part in step.workers[1:]})
    return CompletionFacts(
        sop=sop,
        step=step,
        phases=phases,
        present={doc: DocumentFact(doc) for doc in doc_types},
        delivered=frozenset(doc_types),
        ticks=frozenset(),
        acting={attempt.part_id: ""},
    )
