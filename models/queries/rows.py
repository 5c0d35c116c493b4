"""From a query to raw rows or card records, without peewee's conversion of every value.

Moments come as whole seconds UTC, which is what records of lists and boards carry; converting
ten thousand cards costs more than reading them.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, cast

from peewee import Case as When
from peewee import SqliteDatabase, fn

from models.records.board import CardRow
from models.records.packed_cards import PackedCard, PackedCards
from models.store.office import Office
from models.store.tables import Card, proxy

#: The columns of a card in the order of `CardRow`, the code of its SOP left out.
CARD_COLUMNS = (
    Card.id, Card.case, Card.run, Card.part, Card.column, Card.role, Card.state, Card.number,
    Card.subject, Card.agency, Card.step, Card.step_no, Card.step_title, Card.round, Card.done,
    Card.total, Card.have, Card.need, Card.priority, Card.pace, Card.opened_at, Card.green_until,
    Card.due_at, Card.target_at, Card.assignee, Card.assignee_name, Card.secret,
)  # fmt: skip


def raw_rows(query: Any) -> list[tuple[Any, ...]]:
    """All rows of a query as the database driver gives them: moments as seconds UTC, dates as text.

    `models.store.rows.rows` converts every value instead.
    """
    sql, parameters = query.sql()
    found: list[tuple[Any, ...]] = proxy.execute_sql(sql, parameters).fetchall()
    return found


def packed_columns(office: Office, code: str | int) -> tuple[Any, ...]:
    """The columns of a `PackedCard`; `code` is that of the SOP, or the slot of a statement."""
    array = fn.json_array if isinstance(office.store.db, SqliteDatabase) else fn.json_build_array
    counts = When(None, ((Card.role == "pelaksana", 1),), 0)
    return Card.case, Card.column, counts, array(*CARD_COLUMNS, code).cast("TEXT")


def read_packed(office: Office, condition: Sequence[Any], code: str) -> PackedCards:
    """The cards under these conditions, most urgent first, each as one JSON text."""
    query = Card.select(*packed_columns(office, code)).where(*condition)
    # plain tuples with the places of PackedCard: naming them costs as much as reading them
    return PackedCards(cast("list[PackedCard]", raw_rows(query.order_by(Card.sort_at, Card.id))))


def read_cards(query: Any) -> list[CardRow]:
    """The cards of a query of `CARD_COLUMNS` and the SOP's code."""
    # what CardRow._make does, without a Python call for every card
    return list(map(partial(tuple.__new__, CardRow), raw_rows(query)))
