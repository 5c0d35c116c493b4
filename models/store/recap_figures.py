"""The figures of a period, counted by the database on indexes that cover them.

In a period every request counts once on each side: how it came in, and by its state at the end. What came
in is a span that lies over its beginning (sisa awal) or begins in it; what it counts as at the end is told
by its last span. A span whose case stands in the period with an earlier one too brings nothing in, and one
that is followed in it by another tells no state at the end; the row tells both, see `CaseSpan`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache, reduce
from typing import Any, NamedTuple

from peewee import SQL, Select, fn
from peewee import Case as When

from models.records.recap import Figures, Period
from models.rules.periods import borders
from models.rules.spans import FORKS, STILL_OPEN, forks_over
from models.store.office import Office
from models.store.recap_tables import AgencyChange, CaseSpan
from models.store.rows import rows
from models.store.secrecy import hidden, ids_text, outside
from models.store.statements import Statement
from models.store.tables import Agency, PauseRow, SopRow, StepRun

#: What a verdict on the runs of a case is made of.
LATE, PAST_TARGET, JUDGED = 4, 2, 1

_SPAN = (
    CaseSpan.case.alias("case_id"), CaseSpan.sop.alias("sop_id"), CaseSpan.agency.alias("agency_id"),
    CaseSpan.opened_at.alias("opened_at"), CaseSpan.closed_at.alias("closed_at"),
    CaseSpan.ending.alias("ending"), CaseSpan.previous_closed_at.alias("previous_closed_at"),
    CaseSpan.next_opened_at.alias("next_opened_at"),
)  # fmt: skip


_MERGED = Statement(
    lambda: Agency.select(Agency.id, Agency.merged_into).where(Agency.merged_into.is_null(False))
)


class Window(NamedTuple):
    """A period as moments in seconds UTC, `until` not included; `judged` is until now where that is sooner.

    `sops` are the SOPs that count, None for all of them; `hidden` the confidential requests that do not,
    because they do not concern who asks.
    """

    since: int
    until: int
    judged: int
    sops: tuple[int, ...] | None = None
    hidden: tuple[int, ...] = ()


class Counted(NamedTuple):
    """A case that counts in a period: how it came in, how it stood at the end, and its verdict."""

    case_id: int
    sop_id: int
    agency_id: int
    entry: str
    ending: str
    closed_at: int | None
    verdict: int


def window_of(office: Office, period: Period, sops: tuple[str, ...] = ()) -> Window:
    """The moments of a period in this office, the SOPs asked for and what the viewer may not see.

    LookupError for an unknown code.
    """
    since, until = (int(office.utc(border).timestamp()) for border in borders(period))
    judged = min(until, int(office.now().timestamp()))
    return Window(since, until, judged, sop_ids(sops), hidden(office))


def sop_ids(codes: tuple[str, ...]) -> tuple[int, ...] | None:
    """The ids of SOPs by code, None for no codes; LookupError where there is no such SOP."""
    if not codes:
        return None
    known = dict(rows(SopRow.select(SopRow.code, SopRow.id)))
    return tuple(sorted({known[code] for code in codes}))


def figures_of(window: Window) -> dict[tuple[int, int], Figures]:
    """The figures by (SOP id, agency id), merged agencies under the one that took them over."""
    survivors = merged_agencies()
    counts: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0] * len(Figures._fields))
    statement = _statement(figures_query, len(window.sops or ()), hides=bool(window.hidden))
    for sop_id, agency_id, entry, ending, verdict, count in statement.rows(*_values(window)):
        here = counts[sop_id, _survivor(agency_id, survivors)]
        for place in _places(entry, ending, verdict):
            here[place] += count
    return {key: Figures(*here) for key, here in counts.items()}


def counted_cases(window: Window) -> Iterator[Counted]:
    """Every case that counts, by SOP and id; read row by row, so that a long list takes no memory."""
    survivors = merged_agencies()
    came_in: str = ""
    statement = _statement(cases_query, len(window.sops or ()), hides=bool(window.hidden))
    for case_id, sop_id, agency_id, entry, ending, verdict, closed_at in statement.each(*_values(window)):
        came_in = entry or came_in
        if ending:
            closed = None if ending == "sisa_akhir" else closed_at
            agency = _survivor(agency_id, survivors)
            yield Counted(case_id, sop_id, agency, came_in, ending, closed, verdict)


def figures_query(window: Window, forks: Sequence[Any]) -> Any:
    """(SOP, agency, entry, ending, verdict, how many) of the spans that touch the period."""
    spans = _touching(window, forks)
    columns = (spans.c.sop_id, _agency(spans, window), _entry(spans, window), _ending(spans, window),
               _verdict(spans, window))  # fmt: skip
    groups = [SQL(str(number)) for number in range(1, len(columns) + 1)]
    return spans.select_from(*columns, fn.COUNT(spans.c.case_id)).group_by(*groups)


def cases_query(window: Window, forks: Sequence[Any]) -> Any:
    """(case, SOP, agency, entry, ending, verdict, end) of the spans that touch the period, case by case."""
    spans = _touching(window, forks)
    columns = (spans.c.case_id, spans.c.sop_id, _agency(spans, window), _entry(spans, window),
               _ending(spans, window), _verdict(spans, window), spans.c.closed_at)  # fmt: skip
    # the spans of a case stand side by side, what came in before what tells the end (even in one second)
    order = (
        spans.c.sop_id, spans.c.case_id, spans.c.opened_at, spans.c.closed_at.asc(nulls="LAST"),
        spans.c.previous_closed_at.asc(nulls="FIRST"), spans.c.next_opened_at.asc(nulls="LAST"),
    )  # fmt: skip
    return spans.select_from(*columns).order_by(*order)


def counts_as(counted: Counted) -> frozenset[str]:
    """The figures behind which a case stands, masuk and berakhir among them."""
    figures = {Figures._fields[place] for place in _places(counted.entry, counted.ending, counted.verdict)}
    if counted.entry != "sisa_awal":
        figures.add("masuk")
    if counted.ending != "sisa_akhir":
        figures.add("berakhir")
    return frozenset(figures)


@lru_cache(maxsize=128)
def _places(entry: str | None, ending: str | None, verdict: int) -> tuple[int, ...]:
    """Which figures a span counts in that came in and ended like this."""
    found = [entry, ending] if ending else [entry]
    if ending:
        found += ["late"] if verdict & LATE else []
        found += ["past_target"] if verdict & PAST_TARGET else []
        if ending != "sisa_akhir":
            in_time = "on_time" if verdict & JUDGED else "unjudged"
            found.append("ended_late" if verdict & LATE else in_time)
    return tuple(Figures._fields.index(name) for name in found if name)


@cache
def _statement(query: Callable[[Window, Sequence[Any]], Any], sops: int, *, hides: bool) -> Statement:
    """A query over the spans of a period for so many SOPs (none: all of them), put into SQL once.

    Doing so each time would take as long again as counting a small month.
    """

    def build(since: Any, until: Any, judged: Any, *others: Any) -> Any:
        forks, asked, ids = others[: 2 * FORKS], others[2 * FORKS :][:sops], others[2 * FORKS + sops :]
        return query(Window(since, until, judged, asked or None, ids), forks)

    return Statement(build, 3 + 2 * FORKS + sops + hides)


def rows_at_end(query: Callable[[Window, Sequence[Any]], Any], window: Window) -> list[tuple[Any, ...]]:
    """All rows of a query over the spans that lie over the end of a period (`over_end`)."""
    statement = _statement(query, len(window.sops or ()), hides=bool(window.hidden))
    return statement.rows(*_values(window, window.until))


def _values(window: Window, moment: int | None = None) -> tuple[int | str, ...]:
    """The values of a statement, its forks those over a moment: the beginning of the period unless told."""
    forks = _forks(window.since if moment is None else moment)
    ids = (ids_text(window.hidden),) if window.hidden else ()
    return window.since, window.until, window.judged, *forks, *(window.sops or ()), *ids


def _forks(moment: int) -> tuple[int, ...]:
    """The forks up to a moment and those after it, each filled up to the same length with what is there."""
    until, after = forks_over(moment)
    return (*until, *until[:1] * (FORKS - len(until)), *after, *after[:1] * (FORKS - len(after)))


def add(*parts: Figures) -> Figures:
    """Figures added up."""
    return Figures(*map(sum, zip(*parts, strict=True)))


def total_of(parts: Iterable[Figures]) -> Figures:
    """The sum of any number of figures."""
    return add(Figures(), *parts)


def agencies_then(case_ids: Sequence[int], window: Window) -> dict[int, int]:
    """The agencies that cases belonged to when the period ended, merged ones told by the one of today."""
    survivors = merged_agencies()
    first = CaseSpan.select(CaseSpan.case, CaseSpan.agency).where(
        CaseSpan.case.in_(case_ids) & (CaseSpan.ordinal == 1)
    )
    later = AgencyChange.select(AgencyChange.case, AgencyChange.agency).where(
        AgencyChange.case.in_(case_ids) & (AgencyChange.at < window.until)
    )
    found = dict(rows(first)) | dict(rows(later.order_by(AgencyChange.at, AgencyChange.id)))
    return {case_id: _survivor(agency_id, survivors) for case_id, agency_id in found.items()}


def merged_agencies() -> dict[int, int]:
    """Agencies that were merged, and the one that took them over."""
    found: dict[int, int] = dict(_MERGED.rows())
    return found


def _survivor(agency_id: int, survivors: dict[int, int]) -> int:
    return survivors.get(agency_id, agency_id)


def passed_in_pause(run: Any) -> Any:
    """Whether the limit of an open run waits with the work: a pause lay over it (`stands_in_pause`)."""
    lasting = PauseRow.until_at.is_null() & (PauseRow.since_at <= run.due_at)
    over = (PauseRow.since_at < run.due_at) & (PauseRow.until_at > run.due_at)
    return fn.EXISTS(PauseRow.select(PauseRow.id).where((PauseRow.case == run.case) & (lasting | over)))


def _touching(window: Window, forks: Sequence[Any]) -> Any:
    """Every span that lies over the beginning of the period or begins in it."""
    opened = CaseSpan.opened_at
    begins = (opened >= window.since) & (opened < window.until)
    return _spans(window, _SPAN, (*_over(window.since, forks), begins))


def over_end(window: Window, forks: Sequence[Any]) -> Any:
    """(case_id, sop_id) of every span that lies over the end of the period; the forks are those over it."""
    return _spans(window, _SPAN[:2], _over(window.until, forks))


def _over(moment: Any, forks: Sequence[Any]) -> tuple[Any, ...]:
    """What lies over a moment: ended since, begun before, or open."""
    opened, closed = CaseSpan.opened_at, CaseSpan.closed_at
    return (
        CaseSpan.fork.in_(forks[:FORKS]) & (closed >= moment),
        CaseSpan.fork.in_(forks[FORKS:]) & (opened < moment),
        (CaseSpan.fork == STILL_OPEN) & (opened < moment),
    )


def _spans(window: Window, columns: Sequence[Any], conditions: Sequence[Any]) -> Any:
    """The spans under any of these conditions, each by an index of its own.

    What is hidden stands in one value here, the place of `ids_text` in the statement.
    """
    asked: tuple[Any, ...] = () if window.sops is None else (CaseSpan.sop.in_(window.sops),)
    asked += tuple(outside(CaseSpan.case, ids) for ids in window.hidden)
    parts: list[Any] = [CaseSpan.select(*columns).where(condition, *asked) for condition in conditions]
    return reduce(Select.union_all, parts).alias("span")


def _agency(spans: Any, window: Window) -> Any:
    """The agency that the case belonged to when the period ended."""
    later = AgencyChange.select(AgencyChange.agency).where(
        (AgencyChange.case == spans.c.case_id) & (AgencyChange.at < window.until)
    )
    return fn.COALESCE(
        later.order_by(AgencyChange.at.desc(), AgencyChange.id.desc()).limit(1), spans.c.agency_id
    )


def _entry(spans: Any, window: Window) -> Any:
    return When(
        None,
        (
            (spans.c.opened_at < window.since, "sisa_awal"),
            (spans.c.previous_closed_at.is_null(), "baru"),
            (spans.c.previous_closed_at < window.since, "dibuka_kembali"),
        ),
    )


def _ending(spans: Any, window: Window) -> Any:
    still_open = spans.c.closed_at.is_null() | (spans.c.closed_at >= window.until)
    goes_on = spans.c.next_opened_at < window.until
    return When(None, ((goes_on, None), (still_open, "sisa_akhir")), spans.c.ending)


def _verdict(spans: Any, window: Window) -> Any:
    """Whether any run of the case was late, past a target or judged at all, as of the end of the period."""
    run = StepRun.alias("run")
    finished = (run.state == "selesai") & (run.closed_at < window.until)
    open_then = run.closed_at.is_null() | (run.closed_at >= window.until)
    late = (finished & run.late) | (open_then & (run.due_at < window.judged) & ~passed_in_pause(run))
    past = (finished & run.past_target) | (open_then & (run.target_at < window.judged))
    judged = finished & run.due_at.is_null(False)
    marks = [fn.MAX(When(None, ((mark, 1),), 0)) for mark in (late, past, judged)]
    verdict = run.select(marks[0] * LATE + marks[1] * PAST_TARGET + marks[2] * JUDGED).where(
        (run.case == spans.c.case_id) & (run.state != "batal")
    )
    return When(None, ((spans.c.next_opened_at < window.until, 0),), verdict)
