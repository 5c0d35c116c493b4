"""What the board and the sidebar show: header, columns, cards and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from peewee import Case as When
from peewee import fn

from models.queries.conditions import late_now, on_cards
from models.queries.rows import CARD_COLUMNS, packed_columns, raw_rows, read_cards, read_packed
from models.queries.tasks import is_task
from models.records.board import BoardColumn, BoardSheet, CardRow, Sidebar, SidebarLine
from models.records.packed_cards import BoardTop, PackedCard, PackedCards
from models.rules.search import CaseFilter
from models.rules.sop_head import SopHead
from models.store.office import Office
from models.store.secrecy import hidden, ids_text, inside, visible
from models.store.statements import Statement
from models.store.tables import Card, Case, SopRow

if TYPE_CHECKING:
    from models.records.sop import Executor


#: From so many cards on a board is read in two goes: what the first picture shows, then the rest.
LARGE_BOARD = 600
#: More cards of a column than any screen is high.
FIRST_CARDS = 24


def board_sheet(
    office: Office, sop_code: str, counts: Sidebar | None = None, paused: int | None = None
) -> BoardSheet:
    """Header, columns and counts of one board; what is known already is not counted again."""
    sop_id, number, head = office.board_head(sop_code)
    here = Card.sop == sop_id
    line = next((b for b in counts.boards if b.sop_id == sop_id), None) if counts is not None else None
    if line is None:
        opened = raw_rows(SopRow.select(_open_cases(office)).where(SopRow.id == sop_id))[0][0]
        late = _cases_by_sop(office, here, late_now(_now(office))).get(sop_id, 0)
    else:
        opened, late = line.open_cases, line.late_cases
    if paused is None:
        paused = _cases_by_sop(office, here, Card.pace == "ditunda").get(sop_id, 0)
    return BoardSheet(
        sop_id=sop_id,
        code=sop_code,
        name=head.name,
        title=head.title,
        version=number,
        steps=head.steps,
        columns=_columns(office, sop_id, number, head),
        open_cases=opened,
        late_cases=late,
        paused_cases=paused,
    )


def board_cards(
    office: Office, sop_code: str, wanted: CaseFilter | None = None, person_id: int | None = None
) -> PackedCards:
    """The cards of a board, most urgent first: one SELECT on one index, whatever the history holds."""
    condition: list[Any] = [Card.sop == office.board_head(sop_code)[0], *visible(office, Card.case)]
    if wanted is not None and not wanted.is_empty:
        condition += on_cards(office, wanted, person_id)
    return read_packed(office, condition, sop_code)


def board_top(office: Office, sop_code: str) -> BoardTop | None:
    """What the first picture of a large board needs; None for a board that is read quickly enough.

    The rest is read by `board_cards` once that picture is shown.
    """
    sop_id = office.board_head(sop_code)[0]
    told = visible(office, Card.case)
    known = _counts(office, sop_id)
    if sum(total for total, _ in known.values()) < LARGE_BOARD:
        return None
    urgent = Statement(
        lambda column: (
            Card.select(*packed_columns(office, sop_code))
            .where((Card.sop == sop_id) & (Card.column == column), *told)
            .order_by(Card.sort_at, Card.id)
            .limit(FIRST_CARDS)
        )
    )
    cards = [card for column in known for card in urgent.rows(column)]
    return BoardTop(PackedCards(cast("list[PackedCard]", cards)), known)


def cards_of_case(
    office: Office, case_id: int, wanted: CaseFilter | None = None, person_id: int | None = None
) -> list[CardRow]:
    """The cards of one case as they stand now (none when it has ended), to move them on a board.

    With a filter, only those that the filter lets through.
    """
    query = Card.select(*CARD_COLUMNS, SopRow.code).join(SopRow)
    query = query.where(Card.case == case_id, *visible(office, Card.case))
    if wanted is not None and not wanted.is_empty:
        query = query.where(*on_cards(office, wanted, person_id))
    return read_cards(query.order_by(Card.sort_at, Card.id))


def sidebar(office: Office, person_id: int) -> Sidebar:
    """Open and late cases of every board in use, and the parts that this person may act on."""
    late = late_now(_now(office))
    mine = Card.select(fn.COUNT(Card.sop), fn.SUM(When(None, ((late, 1),), 0)))
    tasks, tasks_late = raw_rows(mine.where(is_task(office, person_id)))[0]
    late_cases = _cases_by_sop(office, late)
    sops = SopRow.select(SopRow.id, SopRow.code, SopRow.name, _open_cases(office)).where(SopRow.active)
    return Sidebar(
        tasks=tasks,
        tasks_late=tasks_late or 0,
        boards=tuple(
            SidebarLine(sop_id, code, name, opened, late_cases.get(sop_id, 0))
            for sop_id, code, name, opened in raw_rows(sops.order_by(SopRow.ordinal, SopRow.id))
        ),
    )


def _counts(office: Office, sop_id: int) -> dict[str, tuple[int, int]]:
    """How many cards every column has, and how many of them count there.

    The index that holds the order of the cards holds no cases: what is hidden is counted apart and taken off.
    """
    secret = hidden(office)
    found = _count_where(Card.sop == sop_id)
    if secret:
        # the sum keeps the index of the SOP out of it: the few hidden cases lead to their cards
        of_these = inside(Card.case, ids_text(secret)) & (Card.sop + 0 == sop_id)
        for column, counts in _count_where(of_these).items():
            total, worked = (every - some for every, some in zip(found[column], counts, strict=True))
            found[column] = (total, worked)
    return {column: counts for column, counts in found.items() if counts[0]}


def _count_where(condition: Any) -> dict[str, tuple[int, int]]:
    worked = When(None, ((Card.role == "pelaksana", 1),), 0)
    query = Card.select(Card.column, fn.COUNT(Card.id), fn.SUM(worked)).where(condition)
    rows = raw_rows(query.group_by(Card.column).order_by(Card.column))
    return {column: (total, count) for column, total, count in rows}


def _open_cases(office: Office) -> Any:
    """How many cases of an SOP run: counted on a narrow index that passes over what has ended."""
    here = (Case.sop == SopRow.id) & (Case.status == "berjalan")
    return Case.select(fn.COUNT(Case.id)).where(here, *visible(office, Case.id))


def _cases_by_sop(office: Office, *conditions: Any) -> dict[int, int]:
    """How many cases have cards like this, by SOP.

    One count a query: the index gives the cases of an SOP in order, and a single count of different
    cases follows it, where two of them would each sort all cards first.
    """
    query = Card.select(Card.sop, fn.COUNT(fn.DISTINCT(Card.case)))
    query = query.where(*conditions, *visible(office, Card.case))
    return dict(raw_rows(query.group_by(Card.sop).order_by(Card.sop)))


def _now(office: Office) -> int:
    return int(office.now().timestamp())


def _columns(office: Office, sop_id: int, number: int, head: SopHead) -> tuple[BoardColumn, ...]:
    """The executors in printed order, then those that only cases of an older version still stand under."""
    columns = tuple(BoardColumn(*executor) for executor in head.executors)
    if number == 1:
        return columns
    known = {c.executor for c in columns}
    former_ones = (Card.sop == sop_id) & Card.column.not_in(sorted(known))
    others = Card.select(Card.column).where(former_ones, *visible(office, Card.case))
    former = {row[0] for row in raw_rows(others.distinct())}
    executors = _former_executors(office, sop_id, former) if former else []
    return columns + tuple(BoardColumn(e.id, e.label, e.group, e.external) for e in executors)


def _former_executors(office: Office, sop_id: int, wanted: set[str]) -> list[Executor]:
    versions = (
        Case.select(Case.sop_version)
        .where((Case.sop == sop_id) & (Case.status == "berjalan"))
        .distinct()
        .order_by(Case.sop_version.desc())
    )
    found: dict[str, Executor] = {}
    for (version_id,) in raw_rows(versions):
        for executor in office.sop(version_id).executors:
            if executor.id in wanted:
                found.setdefault(executor.id, executor)
    return list(found.values())
