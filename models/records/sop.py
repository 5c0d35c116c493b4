"""The SOP as data: executors, steps, parts, requirements, outputs and outcomes of one version.

Everything here is resolved: the reader of SOP files has filled in defaults, so that
every step has at least one outcome and every target names a step that exists.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Source = Literal["cell", "wording", "office"]
StepKind = Literal["mulai", "kegiatan", "keputusan", "selesai"]
PartsMode = Literal["semua", "urut", "salah_satu", "dipilih"]
Role = Literal["pelaksana", "peserta"]
EndState = Literal["selesai", "ditolak"]
DayRule = Literal["akhir_hari", "jam_sama", "kalender"]


@dataclass(frozen=True, slots=True)
class Executor:
    """A column of the SOP table (Pelaksana); `external` marks OPD and PD."""

    id: str
    label: str
    group: str = ""
    external: bool = False


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A paper that the SOP names, its spelling variants folded into one."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class DocumentGroup:
    """Documents asked for or delivered together (one requirement or one output).

    `at_least` is how many of `docs` are enough (len(docs) when all are needed);
    `on` names the outcomes it applies to, empty for every outcome;
    `points` (butir) are ticked off inside the document, requirements only.
    """

    docs: tuple[str, ...]
    at_least: int
    on: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    source: Source = "cell"

    def applies(self, outcome: str | None) -> bool:
        """Whether it counts for an outcome; None (not chosen yet) counts only what always applies."""
        return not self.on or outcome in self.on


@dataclass(frozen=True, slots=True)
class Part:
    """What one executor does in a step; a `peserta` attends and never blocks."""

    id: str
    executor: str
    role: Role = "pelaksana"
    cell: str = ""
    gives: tuple[DocumentGroup, ...] = ()
    source: Source = "office"


@dataclass(frozen=True, slots=True)
class Outcome:
    """One way out of a step: to step ids (several: a split that meets again at `join`) or an end.

    A step without a decision has exactly one outcome, with the empty id.
    `pause_for` names the external executor for whom the target opens paused.
    """

    id: str
    label: str
    to: tuple[str, ...] = ()
    join: str = ""
    end: EndState | None = None
    reason: bool = False
    pause_for: str = ""
    source: Source = "wording"


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the SOP table; `*_text` fields hold the cells verbatim."""

    id: str
    no: str
    kind: StepKind
    title: str
    text: str
    needs_text: str
    time_text: str
    output_text: str
    outcomes: tuple[Outcome, ...]
    parts: tuple[Part, ...] = ()
    parts_mode: PartsMode = "semua"
    chosen_at: str = ""
    needs: tuple[DocumentGroup, ...] = ()
    gives: tuple[DocumentGroup, ...] = ()
    remark: str = ""
    notes: tuple[str, ...] = ()

    @property
    def is_decision(self) -> bool:
        """Whether a person must choose the outcome."""
        return len(self.outcomes) > 1

    def part(self, part_id: str) -> Part:
        """The part of that id; KeyError when the step has none."""
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)

    def outcome(self, outcome_id: str) -> Outcome:
        """The outcome of that id; KeyError when the step has none."""
        for outcome in self.outcomes:
            if outcome.id == outcome_id:
                return outcome
        raise KeyError(outcome_id)

    @property
    def workers(self) -> tuple[Part, ...]:
        """The parts that act (role pelaksana), in printed order."""
        return tuple(p for p in self.parts if p.role == "pelaksana")


@dataclass(frozen=True, slots=True)
class Identity:
    """The identity block (PermenPAN-RB 35/2012), words verbatim, lists split into items.

    `address` holds the lines under the unit where a kop stands in place of the block.
    `labels` maps a field name of this class to the label printed in the source document.
    """

    unit: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    bidang: str = ""
    number: str = ""
    created: str = ""
    revised: str = ""
    effective: str = ""
    approved_by: tuple[str, ...] = ()
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    labels: dict[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Sop:
    """One version of one SOP, complete and resolved.

    `columns` holds the printed headings: number, activity, over the executors, over the
    standards, requirements, time, output, remark (empty where the document prints none).
    `quality_columns` tells how many of the last four stand under the heading over the standards.
    """

    code: str
    name: str
    table_title: str
    identity: Identity
    executors: tuple[Executor, ...]
    documents: tuple[DocumentType, ...]
    steps: tuple[Step, ...]
    notes: tuple[str, ...] = ()
    day_rule: DayRule = "akhir_hari"
    columns: tuple[str, ...] = ()
    quality_columns: int = 3

    def step(self, step_id: str) -> Step:
        """The step of that id; KeyError when there is none."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise KeyError(step_id)

    def executor(self, executor_id: str) -> Executor:
        """The executor of that id; KeyError when there is none."""
        for executor in self.executors:
            if executor.id == executor_id:
                return executor
        raise KeyError(executor_id)

    def document(self, doc_id: str) -> DocumentType:
        """The document type of that id; KeyError when there is none."""
        for document in self.documents:
            if document.id == doc_id:
                return document
        raise KeyError(doc_id)

    @property
    def first(self) -> Step:
        """The first row that is work (kind *mulai* passes by itself)."""
        for step in self.steps:
            if step.kind not in ("mulai", "selesai"):
                return step
        raise ValueError(f"SOP {self.code} tidak mempunyai langkah kerja")

    @property
    def work_steps(self) -> tuple[Step, ...]:
        """The rows that are work, in printed order."""
        return tuple(s for s in self.steps if s.kind not in ("mulai", "selesai"))
