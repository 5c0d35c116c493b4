"""The spans in which cases are open, written by the acts that open, end, reopen and correct them."""

from __future__ import annotations

from datetime import UTC, datetime

from models.rules.spans import STILL_OPEN, fork_of
from models.store.recap_tables import AgencyChange, CaseSpan
from models.store.statements import Insertion, Statement

_BEGIN = Insertion(
    CaseSpan, CaseSpan.case, CaseSpan.ordinal, CaseSpan.sop, CaseSpan.agency, CaseSpan.opening,
    CaseSpan.opened_at, CaseSpan.previous_closed_at,
)  # fmt: skip
_OF_CASE = Statement(
    lambda case_id: (
        CaseSpan.select(
            CaseSpan.id, CaseSpan.ordinal, CaseSpan.sop, CaseSpan.agency, CaseSpan.opened_at,
            CaseSpan.closed_at, CaseSpan.fork,
        )
        .where(CaseSpan.case == case_id)
        .order_by(CaseSpan.ordinal)
    )
)  # fmt: skip
_SET_END = Statement(
    lambda closed_at, ending, fork, span_id: CaseSpan.update(
        closed_at=closed_at, ending=ending, fork=fork
    ).where(CaseSpan.id == span_id)
)
_SET_NEXT = Statement(
    lambda opened_at, span_id: CaseSpan.update(next_opened_at=opened_at).where(CaseSpan.id == span_id)
)
_SET_BEGINNING = Statement(
    lambda opened_at, fork, span_id: CaseSpan.update(opened_at=opened_at, fork=fork).where(
        CaseSpan.id == span_id
    )
)
_STORED = Statement(
    lambda case_id: (
        CaseSpan.select(
            CaseSpan.ordinal, CaseSpan.opening, CaseSpan.opened_at, CaseSpan.closed_at, CaseSpan.ending,
            CaseSpan.previous_closed_at, CaseSpan.next_opened_at, CaseSpan.fork,
        )
        .where(CaseSpan.case == case_id)
        .order_by(CaseSpan.ordinal)
    )
)  # fmt: skip
_FIRST_AGENCY = Statement(
    lambda case_id: (
        CaseSpan.select(CaseSpan.agency).where(CaseSpan.case == case_id).order_by(CaseSpan.ordinal).limit(1)
    )
)
_CHANGES = Statement(
    lambda case_id: (
        AgencyChange.select(AgencyChange.agency)
        .where(AgencyChange.case == case_id)
        .order_by(AgencyChange.at, AgencyChange.id)
    )
)
_CHANGE = Insertion(AgencyChange, AgencyChange.case, AgencyChange.agency, AgencyChange.at)


def begin(case_id: int, sop_id: int, agency_id: int, received_at: datetime) -> None:
    """A case came in."""
    _BEGIN.run(case_id, 1, sop_id, agency_id, "baru", received_at, None)


def end(case_id: int, ending: str, at: datetime) -> None:
    """A case ended as selesai, ditolak or dibatalkan."""
    span_id, _, _, _, opened_at, _, _ = _OF_CASE.rows(case_id)[-1]
    closed_at = max(at, opened_at)
    _SET_END.run(closed_at, ending, fork_of(_seconds(opened_at), _seconds(closed_at)), span_id)


def reopen(case_id: int, at: datetime) -> None:
    """An ended case is open again."""
    span_id, ordinal, sop_id, agency_id, _, closed_at, _ = _OF_CASE.rows(case_id)[-1]
    opened_at = max(at, closed_at)
    _SET_NEXT.run(opened_at, span_id)
    _BEGIN.run(case_id, ordinal + 1, sop_id, agency_id, "dibuka_kembali", opened_at, closed_at)


def undo_ending(case_id: int) -> None:
    """The last ending never happened."""
    _SET_END.run(None, "", STILL_OPEN, _OF_CASE.rows(case_id)[-1][0])


def move_reception(case_id: int, received_at: datetime) -> None:
    """A case came in at another moment than was registered."""
    span_id, _, _, _, _, closed_at, fork = _OF_CASE.rows(case_id)[0]
    if closed_at is not None:
        fork = fork_of(_seconds(received_at), _seconds(closed_at))
    _SET_BEGINNING.run(received_at, fork, span_id)


def change_agency(case_id: int, agency_id: int, at: datetime) -> None:
    """A case belongs to another agency from now on; what is past keeps the one it had."""
    _CHANGE.run(case_id, agency_id, at)


def stored(case_id: int) -> list[tuple[object, ...]]:
    """Every span of a case as kept, moments in seconds, to compare with what the history tells."""
    return [
        tuple(_seconds(v) if isinstance(v, datetime) else v for v in row) for row in _STORED.rows(case_id)
    ]


def stored_agencies(case_id: int) -> list[int]:
    """The agency registered and every later one."""
    return [row[0] for row in (*_FIRST_AGENCY.rows(case_id), *_CHANGES.rows(case_id))]


def _seconds(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp())
