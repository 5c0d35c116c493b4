"""The lists of a recap: the requests behind every figure, late runs, issued papers, the oldest requests."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any, NamedTuple

from models.queries import recap_times
from models.queries.recap_times import CHUNK, Loaded, Part, Run, late_then, past_target_then, split_of
from models.queries.rows import raw_rows
from models.queries.step_words import executor_words
from models.records.completion import LATE_REASONS
from models.records.recap import Ending, Entry, Figures, IssuedPaper, LateRun, Period, RecapCase
from models.rules.deadline import Pause as LocalPause
from models.rules.deadline import elapsed_minutes
from models.store.office import Office
from models.store.recap_figures import (
    Counted,
    Window,
    counted_cases,
    counts_as,
    sop_ids,
    window_of,
)
from models.store.secrecy import apart_from, hidden, visible
from models.store.tables import Agency, Case, Person, SopRow


class _Names(NamedTuple):
    """Names behind ids that every list tells."""

    sops: dict[int, str]
    agencies: dict[int, str]
    people: dict[int, str]


class _Facts(NamedTuple):
    """Columns of a case that lists show."""

    number: str
    subject: str
    received_at: int


def recap_cases(
    office: Office, period: Period, sops: tuple[str, ...] = (), *, figure: str = "", agency: int | None = None
) -> Iterator[RecapCase]:
    """The requests that count in a period, by SOP and in the order of their numbers, read chunk by chunk.

    `figure` names a field of `Figures`, masuk or berakhir: only those that stand behind it. `agency` is
    the id of one agency, as the key of its share tells it. LookupError for an unknown figure or SOP.
    """
    if figure not in ("", "masuk", "berakhir", *Figures._fields):
        raise LookupError(f"figure {figure}")
    window = window_of(office, period, sops)
    return _told(office, window, _chosen(window, figure, agency))


def oldest_cases(office: Office, limit: int = 10, sops: tuple[str, ...] = ()) -> tuple[RecapCase, ...]:
    """The requests that are open now and were received first."""
    now = int(office.now().timestamp())
    wanted = sop_ids(sops)
    window = Window(now, now + 1, now + 1, wanted, hidden(office))
    query = Case.select(Case.id, Case.sop, Case.agency).where(Case.status == "berjalan")
    query = query.where(*apart_from(Case.id, window.hidden)) if window.hidden else query
    if wanted is not None:
        query = query.where(Case.sop.in_(wanted))
    found = raw_rows(query.order_by(Case.received_at, Case.id).limit(limit))
    counted = (
        Counted(case_id, sop_id, agency_id, "sisa_awal", "sisa_akhir", None, 0)
        for case_id, sop_id, agency_id in found
    )
    return tuple(_told(office, window, counted))


def late_runs(office: Office, period: Period, sops: tuple[str, ...] = ()) -> Iterator[LateRun]:
    """Runs finished late in the period, and those open and late at its end, request by request."""
    window = window_of(office, period, sops)
    names, ids = _names(), array("q")
    of_case: dict[int, tuple[int, int]] = {}
    for counted in _chosen(window, "late", None):
        ids.append(counted.case_id)
        of_case[counted.case_id] = (counted.sop_id, counted.agency_id)
    facts = _facts(ids)
    for case in recap_times.load(ids, window):
        sop_id, agency_id = of_case[case.case_id]
        for run in case.runs:
            in_period = not run.finished(window.until) or (run.closed_at or 0) >= window.since
            if in_period and late_then(run, case.pauses, window):
                yield _late_run(
                    office, case, run, window, facts(case.case_id), names.sops[sop_id],
                    names.agencies[agency_id],
                )  # fmt: skip


def issued_papers(office: Office, period: Period, sops: tuple[str, ...] = ()) -> Iterator[IssuedPaper]:
    """Papers issued with a date of the period, those cancelled since too; of some SOPs only theirs."""
    # papers have tables of their own, which the figures do without
    from models.store.paper_tables import Paper  # noqa: PLC0415

    query = (
        Paper.select(
            Case.sop,
            Paper.day,
            Paper.number_text,
            Paper.name,
            Case.number,
            Paper.subject,
            Paper.signer,
            Paper.state,
        )
        .left_outer_join(Case, on=(Paper.case == Case.id))
        .where(
            Paper.day.between(period.since, period.until) & (Paper.state != "konsep"),
            *visible(office, Paper.case),
        )
        .order_by(Paper.day, Paper.id)
    )
    wanted = sop_ids(sops)
    for sop_id, day, number, name, case_number, subject, signer, state in raw_rows(query):
        if wanted is not None and sop_id not in wanted:
            continue
        yield IssuedPaper(date.fromisoformat(day), number, name, case_number or "", subject, signer, state)


def _chosen(window: Window, figure: str, agency: int | None) -> Iterator[Counted]:
    for counted in counted_cases(window):
        if agency not in (None, counted.agency_id):
            continue
        if not figure or figure in counts_as(counted):
            yield counted


def _told(office: Office, window: Window, chosen: Iterable[Counted]) -> Iterator[RecapCase]:
    names = _names()
    # the ids are read to their end before the first row is told: no cursor stays open over an export
    kept = [array("q"), array("q"), array("q"), array("q")]
    kinds: list[tuple[str, str]] = []
    # the few pairs of entry and ending, so that a long list keeps each once
    pairs: dict[tuple[str, str], tuple[str, str]] = {}
    for counted in chosen:
        closed = -1 if counted.closed_at is None else counted.closed_at
        for column, value in zip(
            kept, (counted.case_id, counted.sop_id, counted.agency_id, closed), strict=True
        ):
            column.append(value)
        pair = (counted.entry, counted.ending)
        kinds.append(pairs.setdefault(pair, pair))
    facts = _facts(kept[0])
    rows = zip(recap_times.load(kept[0], window), *kept[1:], kinds, strict=True)
    for case, sop_id, agency_id, closed, (entry, ending) in rows:
        yield _case(
            office, case, window, facts(case.case_id), names, sop_id, agency_id,
            None if closed < 0 else closed, entry, ending,
        )  # fmt: skip


def _case(
    office: Office,
    case: Loaded,
    window: Window,
    facts: _Facts,
    names: _Names,
    sop_id: int,
    agency_id: int,
    closed: int | None,
    entry: Any,
    ending: Any,
) -> RecapCase:
    finished = [run for run in case.runs if run.finished(window.until)]
    late = [run for run in case.runs if late_then(run, case.pauses, window)]
    here = _standing(case, window, ended=closed is not None)
    received = office.local(facts.received_at)
    last = office.local(window.judged if closed is None else closed)
    entered: Entry = entry
    ended: Ending = ending
    minutes = [run.minutes for run in finished if run.minutes is not None]
    return RecapCase(
        case_id=case.case_id,
        number=facts.number,
        sop=names.sops[sop_id],
        agency=names.agencies[agency_id],
        subject=facts.subject,
        received=received,
        entry=entered,
        ending=ended,
        closed=None if closed is None else last,
        step="; ".join(_step_words(office, case, run) for run in here),
        assignee=", ".join(_people(case, here, names)),
        working_minutes=sum(minutes) if minutes else None,
        calendar_days=max(0, (last.date() - received.date()).days),
        split=split_of(office, case, window),
        late_runs=len(late),
        judged_runs=sum(run.due_at is not None for run in finished),
        past_targets=sum(past_target_then(run, window) for run in case.runs),
        late_reason="; ".join(dict.fromkeys(filter(None, map(_reason, late)))),
    )


def _standing(case: Loaded, window: Window, *, ended: bool) -> list[Run]:
    """The runs in which the case stood at the end of the period; of an ended one the row finished last."""
    if not ended:
        return [run for run in case.runs if run.open_at(window.until)]
    closed = [
        run for run in case.runs if run.state in ("selesai", "dilewati") and not run.open_at(window.until)
    ]
    return [max(closed, key=lambda run: (run.closed_at or 0, run.id))] if closed else []


def _step_words(office: Office, case: Loaded, run: Run) -> str:
    step = office.sop(case.version_id).step(run.step)
    return f"{step.no} {step.title}".strip()


def _people(case: Loaded, runs: list[Run], names: _Names) -> list[str]:
    """Who looks after the parts still to be done, or finished those that are done."""
    parts: list[Part] = list(chain.from_iterable(case.parts.get(run.id, ()) for run in runs))
    found = [part.finished_by or part.assignee for part in parts]
    return list(dict.fromkeys(names.people[person] for person in found if person is not None))


def _late_run(
    office: Office, case: Loaded, run: Run, window: Window, facts: _Facts, sop_code: str, agency: str
) -> LateRun:
    sop = office.sop(case.version_id)
    step = sop.step(run.step)
    finished = run.closed_at if run.finished(window.until) else None
    end = office.local(window.judged if finished is None else finished)
    due = None if run.due_at is None else office.local(run.due_at)
    pauses = [
        LocalPause(office.local(p.since_at), None if p.until_at is None else office.local(p.until_at))
        for p in case.pauses
    ]
    return LateRun(
        case_id=case.case_id,
        number=facts.number,
        sop=sop_code,
        agency=agency,
        step_no=step.no,
        step=step.title,
        executor=executor_words(sop, step),
        due=due,
        finished=None if finished is None else end,
        over_minutes=0 if due is None else elapsed_minutes(due, end, office.calendar(), pauses),
        reason=LATE_REASONS.get(run.late_code, run.late_code) if finished is not None else "",
        reason_text=run.late_text if finished is not None else "",
    )


def _reason(run: Run) -> str:
    label = LATE_REASONS.get(run.late_code, run.late_code)
    return ": ".join(filter(None, (label, run.late_text)))


def _names() -> _Names:
    return _Names(
        dict(raw_rows(SopRow.select(SopRow.id, SopRow.code))),
        dict(raw_rows(Agency.select(Agency.id, Agency.name))),
        dict(raw_rows(Person.select(Person.id, Person.name))),
    )


def _facts(ids: array[int]) -> Any:
    """Reads the columns of cases that are asked for in this order, chunk by chunk."""
    chunks = (ids[start : start + CHUNK] for start in range(0, len(ids), CHUNK))
    known: dict[int, _Facts] = {}

    def of(case_id: int) -> _Facts:
        while case_id not in known:
            known.clear()
            query = Case.select(Case.id, Case.number, Case.subject, Case.received_at)
            for key, *values in raw_rows(query.where(Case.id.in_(list(next(chunks))))):
                known[key] = _Facts(*values)
        return known[case_id]

    return of
