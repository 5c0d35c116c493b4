"""What is read of requests for the lists of a recap, chunk by chunk, and where their time went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from models.queries.rows import raw_rows
from models.records.recap import TimeSplit
from models.records.sop import Sop
from models.rules.recap_counting import Stay, Turn, limit_passed, split_time, stays_of_run
from models.store.office import Office
from models.store.recap_figures import Window
from models.store.recap_tables import CaseSpan
from models.store.tables import Case, PartRun, PauseRow, StepRun

#: As many requests as are read at a time: the whole of a list never lies in memory.
CHUNK = 400


class Run(NamedTuple):
    """A run of a case; moments in seconds UTC."""

    id: int
    step: str
    opened_at: int
    closed_at: int | None
    state: str
    minutes: int | None
    late: int
    past_target: int
    due_at: int | None
    target_at: int | None
    late_code: str
    late_text: str

    def finished(self, until: int) -> bool:
        """Whether it had been finished by then."""
        return self.state == "selesai" and self.closed_at is not None and self.closed_at < until

    def open_at(self, until: int) -> bool:
        """Whether it was still open then."""
        return self.closed_at is None or self.closed_at >= until


class Part(NamedTuple):
    """A part of a run that had to be done."""

    executor: str
    finished_at: int | None
    assignee: int | None
    finished_by: int | None


class Pause(NamedTuple):
    """A pause of a case; moments in seconds UTC."""

    since_at: int
    until_at: int | None
    party: str
    executor: str


class Loaded(NamedTuple):
    """What is known of one case in a period: only what had happened by its end."""

    case_id: int
    version_id: int
    runs: list[Run]
    parts: dict[int, list[Part]]
    pauses: list[Pause]
    spans: list[tuple[int, int | None]]


def load(case_ids: Iterable[int], window: Window) -> Iterator[Loaded]:
    """The cases of these ids, in this order."""
    ids = iter(case_ids)
    while chunk := list(islice(ids, CHUNK)):
        yield from _load_chunk(chunk, window)


def split_of(office: Office, case: Loaded, window: Window) -> TimeSplit:
    """Where the time went in which the case was open, until the end of the period or now."""
    sop = office.sop(case.version_id)
    until = window.judged
    stays: list[Stay] = []
    for run in case.runs:
        stays += _stays(office, sop, run, case.parts.get(run.id, ()), until)
    for pause in case.pauses:
        end = until if pause.until_at is None else min(pause.until_at, until)
        if pause.since_at < end:
            stays.append(
                Stay(office.local(pause.since_at), office.local(end), pause.party == "opd", pause=True)
            )
    spans = [
        (office.local(opened), office.local(until if closed is None else min(closed, until)))
        for opened, closed in case.spans
        if opened < until
    ]
    return split_time(spans, stays, office.calendar())


def late_then(run: Run, pauses: Iterable[Pause], window: Window) -> bool:
    """Whether a run was late as of the end of the period: as judged, or open after its limit.

    A limit that was not reached before a pause waits with the work.
    """
    if run.finished(window.until):
        return bool(run.late)
    return run.open_at(window.until) and passed_then(run.due_at, pauses, window)


def passed_then(due: int | None, pauses: Iterable[Pause], window: Window) -> bool:
    """Whether the limit of a run that was open at the end of the period had passed, and not in a pause."""
    return limit_passed(due, ((pause.since_at, pause.until_at) for pause in pauses), window.judged)


def past_target_then(run: Run, window: Window) -> bool:
    """Whether a run was past its agreed target as of the end of the period."""
    if run.finished(window.until):
        return bool(run.past_target)
    return run.open_at(window.until) and run.target_at is not None and run.target_at < window.judged


def _stays(office: Office, sop: Sop, run: Run, parts: Sequence[Part], until: int) -> Iterator[Stay]:
    closed = until if run.closed_at is None else min(run.closed_at, until)
    if closed <= run.opened_at:
        return iter(())
    turns = [
        Turn(
            sop.executor(part.executor).external,
            None if part.finished_at is None else office.local(part.finished_at),
        )
        for part in parts
    ]
    in_order = sop.step(run.step).parts_mode == "urut"
    return stays_of_run(office.local(run.opened_at), office.local(closed), turns, in_order=in_order)


def _load_chunk(chunk: list[int], window: Window) -> Iterator[Loaded]:
    versions = dict(raw_rows(Case.select(Case.id, Case.sop_version).where(Case.id.in_(chunk))))
    of_runs = (
        StepRun.select(
            StepRun.case, StepRun.id, StepRun.step, StepRun.opened_at, StepRun.closed_at, StepRun.state,
            StepRun.minutes, StepRun.late, StepRun.past_target, StepRun.due_at, StepRun.target_at,
            StepRun.late_code, StepRun.late_text,
        )
        .where(StepRun.case.in_(chunk) & (StepRun.state != "batal") & (StepRun.opened_at < window.until))
        .order_by(StepRun.case, StepRun.opened_at, StepRun.id)
    )  # fmt: skip
    of_parts = (
        PartRun.select(
            StepRun.case, PartRun.run, PartRun.executor, PartRun.finished_at, PartRun.assignee,
            PartRun.finished_by,
        )
        .join(StepRun)
        .where(StepRun.case.in_(chunk) & PartRun.state.in_(("terbuka", "menunggu", "selesai")))
        .order_by(PartRun.run, PartRun.ordinal)
    )  # fmt: skip
    of_pauses = PauseRow.select(
        PauseRow.case, PauseRow.since_at, PauseRow.until_at, PauseRow.party, PauseRow.executor
    )
    of_spans = CaseSpan.select(CaseSpan.case, CaseSpan.opened_at, CaseSpan.closed_at)
    runs = _by_case(of_runs, Run)
    pauses = _by_case(
        of_pauses.where(PauseRow.case.in_(chunk)).order_by(PauseRow.since_at, PauseRow.id), Pause
    )
    spans = _by_case(
        of_spans.where(CaseSpan.case.in_(chunk)).order_by(CaseSpan.case, CaseSpan.ordinal), _pair
    )
    parts: dict[int, dict[int, list[Part]]] = {}
    for case_id, run_id, *values in raw_rows(of_parts):
        parts.setdefault(case_id, {}).setdefault(run_id, []).append(Part(*values))
    for case_id in chunk:
        yield Loaded(
            case_id, versions[case_id], runs.get(case_id, []), parts.get(case_id, {}),
            pauses.get(case_id, []), spans.get(case_id, []),
        )  # fmt: skip


def _by_case(query: Any, make: Any) -> dict[int, list[Any]]:
    """Rows under the case that their first column names."""
    found: dict[int, list[Any]] = {}
    for case_id, *values in raw_rows(query):
        found.setdefault(case_id, []).append(make(*values))
    return found


def _pair(opened_at: int, closed_at: int | None) -> tuple[int, int | None]:
    return opened_at, closed_at
