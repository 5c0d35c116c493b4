"""Daftar and Semua Permohonan: cases open and closed, filtered, sorted by any column, page by page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from peewee import JOIN, fn
from peewee import Case as When

from models.queries.conditions import is_late, on_cases
from models.queries.rows import raw_rows
from models.records.board import CaseLine
from models.records.priorities import PRIORITIES
from models.rules.search import CaseFilter
from models.store.office import Office
from models.store.secrecy import hidden, visible
from models.store.tables import Agency, Card, Case, SopRow

#: Columns that a list can be sorted by: the fields of `CaseLine`, and `time` for the time badge.
SORTABLE = (
    "number", "sop_code", "subject", "agency", "received_at", "status", "step_no", "where",
    "time", "closed_at", "priority",
)  # fmt: skip

_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ."
_CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Sort:
    """A column of `SORTABLE` and its direction; empty cells always stand last."""

    column: str = "received_at"
    descending: bool = True


def cases(
    office: Office,
    wanted: CaseFilter | None = None,
    sort: Sort | None = None,
    *,
    limit: int = 200,
    offset: int = 0,
    person_id: int | None = None,
) -> list[CaseLine]:
    """One page of the list; the same filter and sort always give the same order."""
    query = _ordered(office, wanted, sort or Sort(), person_id).limit(limit).offset(offset)
    return _lines(office, [row[0] for row in raw_rows(query)])


def every_case(
    office: Office,
    wanted: CaseFilter | None = None,
    sort: Sort | None = None,
    *,
    person_id: int | None = None,
) -> Iterator[CaseLine]:
    """The whole list, read chunk by chunk."""
    ids = iter([row[0] for row in raw_rows(_ordered(office, wanted, sort or Sort(), person_id))])
    while chunk := list(islice(ids, _CHUNK)):
        yield from _lines(office, chunk)


def count_cases(office: Office, wanted: CaseFilter | None = None, *, person_id: int | None = None) -> int:
    """How many cases the filter lets through."""
    query = Case.select(fn.COUNT(Case.id))
    return int(raw_rows(_narrowed(office, query, wanted, person_id))[0][0])


def something_hidden(office: Office) -> bool:
    """Whether there are confidential requests that the lists of this viewer leave out."""
    return bool(hidden(office))


def lines_of(office: Office, case_ids: Sequence[int]) -> list[CaseLine]:
    """The lines of these cases, in this order; one that does not exist or may not be seen is left out."""
    return _lines(office, case_ids)


def _narrowed(office: Office, query: Any, wanted: CaseFilter | None, person_id: int | None) -> Any:
    conditions = [*visible(office, Case.id)]
    if wanted is not None:
        conditions += on_cases(office, wanted, person_id)
    return query.where(*conditions) if conditions else query


def _ordered(office: Office, wanted: CaseFilter | None, sort: Sort, person_id: int | None) -> Any:
    """Ids only: sorting wide rows of a long history would cost more than reading one page twice."""
    if sort.column not in SORTABLE:
        raise ValueError(f"Unknown sort column: {sort.column}")
    query, keys = _ORDERS[sort.column](Case.select(Case.id))
    terms = [key.desc(nulls="LAST") if sort.descending else key.asc(nulls="LAST") for key in keys]
    terms.append(Case.id.desc() if sort.descending else Case.id.asc())
    return _narrowed(office, query, wanted, person_id).order_by(*terms)


_Order = Callable[[Any], tuple[Any, tuple[Any, ...]]]


def _own(*keys: Any) -> _Order:
    """An order by columns of the case itself."""
    return lambda query: (query, keys)


def _by_sop(query: Any) -> tuple[Any, tuple[Any, ...]]:
    """By SOP; inside it by id, which is the order of its numbers."""
    return query.join(SopRow), (SopRow.code,)


def _by_agency(query: Any) -> tuple[Any, tuple[Any, ...]]:
    return query.join(Agency), (Agency.norm,)


def _by_first_card(*names: str) -> _Order:
    """By the most urgent card of the case; closed cases have none and stand last."""

    def order(query: Any) -> tuple[Any, tuple[Any, ...]]:
        stem = fn.RTRIM(Card.step_no, _LETTERS)
        rank = fn.ROW_NUMBER().over(partition_by=[Card.case], order_by=[Card.role, Card.sort_at, Card.id])
        first = Card.select(
            Card.case.alias("case_id"),
            fn.LENGTH(stem).alias("digits"),
            stem.alias("stem"),
            Card.step_no.alias("step_no"),
            Card.column.alias("column"),
            Card.sop.alias("sop_id"),
            Card.sort_at.alias("sort_at"),
            rank.alias("place"),
        ).alias("first_card")
        joined = query.join(first, JOIN.LEFT_OUTER, on=((first.c.case_id == Case.id) & (first.c.place == 1)))
        return joined, tuple(getattr(first.c, name) for name in names)

    return order


_ORDERS: dict[str, _Order] = {
    "number": _by_sop,
    "sop_code": _by_sop,
    "subject": _own(fn.LOWER(Case.subject)),
    "agency": _by_agency,
    "received_at": _own(Case.received_at),
    "status": _own(Case.status),
    # "10" comes after "9a": the length of the digits counts first
    "step_no": _by_first_card("digits", "stem", "step_no"),
    "where": _by_first_card("sop_id", "column"),
    "time": _by_first_card("sort_at"),
    "closed_at": _own(Case.closed_at),
    "priority": _own(When(Case.priority, tuple((key, place) for place, key in enumerate(PRIORITIES)), -1)),
}


def _lines(office: Office, case_ids: Sequence[int]) -> list[CaseLine]:
    query = (
        Case.select(
            Case.id, Case.number, SopRow.code, Case.subject, Agency.name, Case.received_at, Case.status,
            Case.late, Case.closed_at, Case.priority, Case.sop_version, Case.secret,
        )
        .join(SopRow)
        .switch(Case)
        .join(Agency)
        .where(Case.id.in_(case_ids), *visible(office, Case.id))
    )  # fmt: skip
    cards = _cards(case_ids)
    now = int(office.now().timestamp())
    found = {row[0]: _line(office, row, cards.get(row[0], []), now) for row in raw_rows(query)}
    return [found[case_id] for case_id in case_ids if case_id in found]


def _cards(case_ids: Sequence[int]) -> dict[int, list[tuple[Any, ...]]]:
    """What the cards of these cases tell about where they stand, the most urgent first."""
    query = (
        Card.select(
            Card.case, Card.step_no, Card.step_title, Card.column, Card.role, Card.state, Card.pace,
            Card.green_until, Card.due_at, Card.target_at,
        )
        .where(Card.case.in_(case_ids))
        .order_by(Card.case, Card.role, Card.sort_at, Card.id)
    )  # fmt: skip
    found: dict[int, list[tuple[Any, ...]]] = {}
    for row in raw_rows(query):
        found.setdefault(row[0], []).append(row)
    return found


def _line(office: Office, row: Sequence[Any], cards: list[tuple[Any, ...]], now: int) -> CaseLine:
    case_id, number, code, subject, agency, received, status, late, closed, priority, version, secret = row
    first = cards[0] if cards else (case_id, "", "", "", "", "", "", None, None, None)
    _, step_no, title, _, _, _, pace, green, due, target = first
    waiting = {c[3]: None for c in cards if c[4] == "pelaksana" and c[5] in ("terbuka", "menunggu")}
    sop = office.sop(version)
    late_here = any(is_late(c[6], c[8], now) for c in cards)
    return CaseLine(
        case_id=case_id,
        number=number,
        sop_code=code,
        subject=subject,
        agency=agency,
        received_at=received,
        status=status,
        step_no=step_no,
        step_title=title,
        where=", ".join(sop.executor(column).label for column in waiting),
        pace=pace,
        green_until=green,
        due_at=due,
        target_at=target,
        late=bool(late) or late_here,
        closed_at=closed,
        priority=priority,
        secret=bool(secret),
    )
