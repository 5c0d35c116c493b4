"""The lists behind steps, executors and people of a recap: each run, or each part, that a figure counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from models.queries.recap_open import open_parts
from models.queries.recap_steps import Sops, each_finished_part, each_finished_run
from models.queries.recap_times import CHUNK
from models.queries.rows import raw_rows
from models.queries.step_words import executor_words
from models.records.completion import LATE_REASONS
from models.records.recap import Period, WorkFigure, WorkRow
from models.store.office import Office
from models.store.recap_figures import Window, agencies_then, window_of
from models.store.tables import Agency, Case, Person, SopRow, StepRun

_OPEN: tuple[WorkFigure, ...] = ("berjalan", "berjalan_terlambat")
_FINISHED: tuple[WorkFigure, ...] = ("selesai", "terlambat", "ulang")


class _Work(NamedTuple):
    """A run or a part that counts; of a whole run `executor` is "", of open work `finished_at` None."""

    sop_id: int
    case_id: int
    run_id: int
    executor: str
    person: int | None
    finished_at: int | None
    late: bool


def step_work(
    office: Office, period: Period, sops: tuple[str, ...] = (), *, figure: WorkFigure, step: str = ""
) -> Iterator[WorkRow]:
    """The runs finished in a period, of one step or of all: those that a `StepShare` counts.

    LookupError for an unknown SOP, or for a figure that steps do not have.
    """
    if figure not in _FINISHED:
        raise LookupError(f"figure {figure}")
    window = window_of(office, period, sops)
    found = (
        _Work(sop_id, case_id, run_id, "", None, closed_at, bool(late))
        for sop_id, case_id, run_id, of, again, late, closed_at in each_finished_run(window)
        if step in ("", of) and (late if figure == "terlambat" else again or figure == "selesai")
    )
    return _told(office, window, found)


def part_work(
    office: Office,
    period: Period,
    sops: tuple[str, ...] = (),
    *,
    figure: WorkFigure,
    executor: str = "",
    person: int | None = None,
) -> Iterator[WorkRow]:
    """The parts that an `ExecutorShare` or a `PersonShare` counts: finished in a period, or open at its end.

    LookupError for an unknown SOP, or for a figure that they do not have.
    """
    if figure == "ulang":
        raise LookupError(f"figure {figure}")
    window = window_of(office, period, sops)
    found = _open(office, window) if figure in _OPEN else _finished(office, window, person)
    wanted = (
        work
        for work in found
        if executor in ("", work.executor)
        and person in (None, work.person)
        and (work.late or figure in ("selesai", "berjalan"))
    )
    return _told(office, window, wanted)


def _open(office: Office, window: Window) -> Iterator[_Work]:
    for part in open_parts(office, window):
        yield _Work(part.sop_id, part.case_id, part.run_id, part.executor, part.person, None, part.late)


def _finished(office: Office, window: Window, person: int | None) -> Iterator[_Work]:
    """Parts finished in the period; of a person none that they recorded for an agency."""
    sops = Sops(office)
    for sop_id, case_id, run_id, executor, who, late, finished_at in each_finished_part(window):
        if person is None or not sops.executor(sop_id, executor)[2]:
            yield _Work(sop_id, case_id, run_id, executor, who, finished_at, bool(late))


def _told(office: Office, window: Window, works: Iterable[_Work]) -> Iterator[WorkRow]:
    """The rows by SOP, then request by request, read chunk by chunk."""
    order = raw_rows(SopRow.select(SopRow.id).order_by(SopRow.ordinal, SopRow.id))
    of_sop: dict[int, list[_Work]] = {sop_id: [] for (sop_id,) in order}
    for work in works:
        of_sop[work.sop_id].append(work)
    agencies = dict(raw_rows(Agency.select(Agency.id, Agency.name)))
    people = dict(raw_rows(Person.select(Person.id, Person.name)))
    ordered = chain.from_iterable(of_sop.values())
    while chunk := list(islice(ordered, CHUNK)):
        runs = _runs([work.run_id for work in chunk])
        then = agencies_then([work.case_id for work in chunk], window)
        for work in chunk:
            run = runs[work.run_id]
            yield _row(office, window, work, run, agencies[then[work.case_id]], people.get(work.person, ""))


class _Run(NamedTuple):
    """What lists tell of a run and its case; moments in seconds UTC."""

    version_id: int
    number: str
    subject: str
    step: str
    round: int
    opened_at: int
    closed_at: int | None
    due_at: int | None
    minutes: int | None
    late_code: str
    late_text: str


def _runs(ids: list[int]) -> dict[int, _Run]:
    query = StepRun.select(
        StepRun.id, Case.sop_version, Case.number, Case.subject, StepRun.step, StepRun.round,
        StepRun.opened_at, StepRun.closed_at, StepRun.due_at, StepRun.minutes, StepRun.late_code,
        StepRun.late_text,
    )  # fmt: skip
    found = raw_rows(query.join(Case).where(StepRun.id.in_(ids)))
    return {run_id: _Run(*values) for run_id, *values in found}


def _row(office: Office, window: Window, work: _Work, run: _Run, agency: str, person: str) -> WorkRow:
    sop = office.sop(run.version_id)
    step = sop.step(run.step)
    # what was judged after the period was not known at its end
    judged = run.closed_at is not None and run.closed_at < window.until
    reason = (LATE_REASONS.get(run.late_code, run.late_code), run.late_text) if judged else ()
    return WorkRow(
        case_id=work.case_id,
        number=run.number,
        sop=sop.code,
        agency=agency,
        subject=run.subject,
        step_no=step.no,
        step=step.title,
        round=run.round,
        executor=sop.executor(work.executor).label if work.executor else executor_words(sop, step),
        person=person,
        opened=office.local(run.opened_at),
        due=None if run.due_at is None else office.local(run.due_at),
        finished=None if work.finished_at is None else office.local(work.finished_at),
        minutes=run.minutes if judged else None,
        late=work.late,
        reason=": ".join(filter(None, reason)),
    )
