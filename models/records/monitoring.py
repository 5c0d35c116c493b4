"""Monitoring and evaluation of SOPs in a semester: what the runs tell, and what a person found."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from models.records.paper import Letterhead, Margins, PaperSize, Signer
from models.records.recap import Figures, Period

Verdict = Literal["", "baik", "tidak_baik"]
#: One answer of the evaluation: yes, no, or not given.
Answer = Literal["y", "t", "-"]

VERDICTS: dict[Verdict, str] = {
    "": "belum dinilai",
    "baik": "Berjalan dengan baik",
    "tidak_baik": "Tidak berjalan dengan baik",
}

#: The seven questions of the evaluation (PermenPAN-RB 35/2012).
QUESTIONS = (
    "Mampu mendorong peningkatan kinerja",
    "Mudah dipahami",
    "Mudah dilaksanakan",
    "Semua orang dapat menjalankan perannya masing-masing",
    "Mampu mengatasi permasalahan yang berkaitan dengan proses",
    "Mampu menjawab kebutuhan peningkatan kinerja organisasi",
    "Sinergi satu dengan lainnya",
)
UNANSWERED = "-" * len(QUESTIONS)


class StepFact(NamedTuple):
    """The finished runs of a step in the semester; minutes are working minutes, None without runs.

    `standard` is the time as written in the SOP, `proposal` a standard that most runs would have kept
    ("" when there are too few to tell).
    """

    no: str
    title: str
    standard: str
    runs: int
    judged: int
    late: int
    median: int | None
    ninetieth: int | None
    proposal: str


class SopFact(NamedTuple):
    """What the runs of an SOP tell: its requests, steps, and documents that are waited for now."""

    figures: Figures
    finished_runs: int
    judged_runs: int
    late_runs: int
    finished_cases: int
    case_median: int | None
    case_ninetieth: int | None
    proposal: str
    steps: tuple[StepFact, ...]
    missing: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a person found for one SOP; `note` None leaves the program's own words."""

    verdict: Verdict = ""
    note: str | None = None
    action: str = ""
    answers: str = UNANSWERED
    done_on: date | None = None


class MonitoringLine(NamedTuple):
    """A row of the monitoring form."""

    sop_id: int
    code: str
    name: str
    fact: SopFact
    proposed_note: str
    assessment: Assessment
    assessor: str
    assessed_at: datetime | None

    @property
    def note(self) -> str:
        """The note as it prints: the person's, else what the runs tell."""
        own = self.assessment.note
        return self.proposed_note if own is None else own


@dataclass(frozen=True, slots=True)
class Monitoring:
    """The monitoring of a semester, ready to be shown and printed."""

    period: Period
    made: datetime
    lines: tuple[MonitoringLine, ...]
    letterhead: Letterhead = field(default_factory=Letterhead)
    signers: tuple[Signer, ...] = ()
    place: str = ""
    paper: PaperSize = "a4"
    margins: Margins = field(default_factory=Margins)
    footer: str = ""
    sample: bool = False
    anchor: str = ""
    left_out: str = ""
