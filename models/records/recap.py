"""The recap of a period: its figures, the rows behind them, and what a workbook is made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

from models.records.paper import Letterhead, Signer

PeriodKind = Literal["bulan", "triwulan", "semester", "tahun", "bebas"]
#: How a request came into the period, and how it stood at its end.
Entry = Literal["sisa_awal", "baru", "dibuka_kembali"]
Ending = Literal["selesai", "ditolak", "dibatalkan", "sisa_akhir"]
#: The figures of steps, executors and people: finished, of them late, of them done again; open at the end
#: of the period, of them late.
WorkFigure = Literal["selesai", "terlambat", "ulang", "berjalan", "berjalan_terlambat"]


@dataclass(frozen=True, slots=True)
class Period:
    """Office-local days, both included."""

    kind: PeriodKind
    since: date
    until: date
    name: str


class Figures(NamedTuple):
    """The identity: sisa_awal + baru + dibuka_kembali = selesai + ditolak + dibatalkan + sisa_akhir.

    Every request counts once on each side: how it came in, and by its state at the end of the period.
    `late` are requests with any judged run late, `past_target` those past an agreed target, `on_time`
    the ended ones with judged runs and none late, `ended_late` the ended ones with a late run, `unjudged`
    the ended ones that no standard judges.
    """

    sisa_awal: int = 0
    baru: int = 0
    dibuka_kembali: int = 0
    selesai: int = 0
    ditolak: int = 0
    dibatalkan: int = 0
    sisa_akhir: int = 0
    on_time: int = 0
    late: int = 0
    past_target: int = 0
    unjudged: int = 0
    ended_late: int = 0

    @property
    def judged(self) -> int:
        """The ended requests that a standard judges: what the share on time is a share of."""
        return self.on_time + self.ended_late

    @property
    def on_time_share(self) -> float | None:
        """Between 0 and 1; None when nothing that ended is judged."""
        return self.on_time / self.judged if self.judged else None

    @property
    def masuk(self) -> int:
        """New and reopened together."""
        return self.baru + self.dibuka_kembali

    def balanced(self) -> bool:
        """Whether both sides of the identity agree."""
        ended = self.selesai + self.ditolak + self.dibatalkan
        return self.sisa_awal + self.masuk == ended + self.sisa_akhir


class Share(NamedTuple):
    """Figures under a name: an SOP, an agency, a month."""

    key: str
    name: str
    figures: Figures


class TimeSplit(NamedTuple):
    """Where the time of a request went, in minutes that add up to `whole` (clock time)."""

    whole: int = 0
    office: int = 0
    agency: int = 0
    paused: int = 0
    outside: int = 0


class RecapCase(NamedTuple):
    """A request in the lists: one row for each that stands behind a figure; moments office-local."""

    case_id: int
    number: str
    sop: str
    agency: str
    subject: str
    received: datetime
    entry: Entry
    ending: Ending
    closed: datetime | None
    step: str
    assignee: str
    working_minutes: int | None
    calendar_days: int | None
    split: TimeSplit
    late_runs: int
    judged_runs: int
    past_targets: int
    late_reason: str


class StepShare(NamedTuple):
    """The finished runs of one step in the period, working minutes; `standard` is the text as written.

    `step` is the id of the step, by which its runs are asked for.
    """

    sop: str
    no: str
    title: str
    standard: str
    standard_minutes: int | None
    runs: int
    on_time: int
    late: int
    past_target: int
    unjudged: int
    median: float | None
    mean: float | None
    slowest: int | None
    rounds: int
    step: str = ""


class ExecutorShare(NamedTuple):
    """What one executor column did: parts finished, how many of their runs were late, what is open.

    `late` are those whose run had ended late by the end of the period; `open` and `open_late` are as of
    that end, or as of now while the period lasts.
    """

    sop: str
    executor: str
    label: str
    external: bool
    finished: int
    late: int
    open: int
    open_late: int
    median: float | None


class PersonShare(NamedTuple):
    """What one person finished in the period and looked after at its end; `person` is their id."""

    name: str
    finished: int
    late: int
    open: int
    person: int = 0


class WorkRow(NamedTuple):
    """A run, or one part of it, in the lists behind steps, executors and people; moments office-local.

    `executor` is the one whose part it is, of a whole run all of them; `finished` is None while it was
    open at the end of the period. `minutes` are those of the run.
    """

    case_id: int
    number: str
    sop: str
    agency: str
    subject: str
    step_no: str
    step: str
    round: int
    executor: str
    person: str
    opened: datetime
    due: datetime | None
    finished: datetime | None
    minutes: int | None
    late: bool
    reason: str


class LateRun(NamedTuple):
    """A run that ended late in the period, or is open and late at its end."""

    case_id: int
    number: str
    sop: str
    agency: str
    step_no: str
    step: str
    executor: str
    due: datetime | None
    finished: datetime | None
    over_minutes: int
    reason: str
    reason_text: str


class IssuedPaper(NamedTuple):
    """A paper that was issued in the period."""

    day: date
    number: str
    name: str
    case_number: str
    subject: str
    signer: str
    state: str


class Correction(NamedTuple):
    """What changed in a closed month since it was closed: a figure (by its name) then and now.

    `cause` is kalender where only other limits of open work make it late or not, since the working
    calendar was changed; "" for what was entered or changed afterwards. `month`, `sop` and `agency` (its
    key) name the list behind the figure of now, month "" where there is none.
    """

    period: str
    level: str
    figure: str
    closed_as: int
    now: int
    cause: str = ""
    month: str = ""
    sop: str = ""
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Recap:
    """Everything that a recap says; screen and workbook are drawn from it. Lists may be long."""

    period: Period
    made: datetime
    sops: tuple[str, ...]
    total: Figures
    before: Figures
    per_sop: tuple[Share, ...]
    per_agency: tuple[Share, ...]
    per_month: tuple[Share, ...]
    steps: tuple[StepShare, ...]
    executors: tuple[ExecutorShare, ...]
    people: tuple[PersonShare, ...]
    late_reasons: tuple[tuple[str, int], ...]
    split: TimeSplit
    closed: str = ""
    corrections: tuple[Correction, ...] = ()
    letterhead: Letterhead = field(default_factory=Letterhead)
    signers: tuple[Signer, ...] = ()
    place: str = ""
    sample: bool = False
    anchor: str = ""
    left_out: str = ""
