"""Tugas Saya: the parts that a person may act on now, over all SOPs."""

from __future__ import annotations

from functools import reduce
from operator import and_
from typing import Any

from peewee import Case as When

from models.queries.conditions import on_cards
from models.queries.rows import CARD_COLUMNS, raw_rows, read_cards
from models.records.board import CardRow
from models.rules.search import CaseFilter
from models.store.office import Office
from models.store.people import standing
from models.store.secrecy import visible
from models.store.tables import Card, ExecutorPosition, SopRow


def my_tasks(office: Office, person_id: int, wanted: CaseFilter | None = None) -> list[CardRow]:
    """The open parts of this person: those assigned to them first, then by time left, paused last."""
    query = Card.select(*CARD_COLUMNS, SopRow.code).join(SopRow).where(is_task(office, person_id))
    if wanted is not None and not wanted.is_empty:
        query = query.where(*on_cards(office, wanted, person_id))
    taken = When(None, ((Card.assignee == person_id, 0),), 1)
    # the sort key of a card is its deadline, then work without one, then what is paused
    return read_cards(query.order_by(taken, Card.sort_at, Card.id))


def is_task(office: Office, person_id: int) -> Any:
    """The condition that a card is an open part which this person may finish (acting officers included).

    External parts are recorded by the secretariat, or by a holder of any executor of that SOP.
    """
    who = standing(office, person_id, office.now())
    executors: dict[int, list[str]] = {}
    pairs = ExecutorPosition.select(ExecutorPosition.sop, ExecutorPosition.executor)
    for sop_id, executor in raw_rows(pairs.where(ExecutorPosition.position.in_(tuple(who.position_ids)))):
        executors.setdefault(sop_id, []).append(executor)
    recorded = Card.sop.in_(sorted(executors))
    # an external part under a column of mine is among these too, so that none needs to be left out below
    mine = Card.external if who.is_secretariat else Card.external & recorded
    for sop_id, names in sorted(executors.items()):
        mine |= (Card.sop == sop_id) & Card.column.in_(sorted(set(names)))
    # whose it is comes first: that leaves out more cards than role and state do
    return reduce(
        and_, visible(office, Card.case), mine & (Card.role == "pelaksana") & (Card.state == "terbuka")
    )
