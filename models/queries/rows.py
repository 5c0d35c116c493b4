"""From a query to raw rows or card records, without peewee's conversion of every value.

Moments come as whole seconds UTC, which is what records of lists and boards carry; converting
ten thousand cards costs more than reading them.
"""

from __future__ import annotations

from typing import Any

from models.records.board import CardRow
from models.store.tables import Card, proxy

#: The columns of a card in the order of `CardRow`, the code of its SOP left out.
CARD_COLUMNS = (
    Card.id, Card.case, Card.run, Card.part, Card.column, Card.role, Card.state, Card.number,
    Card.subject, Card.agency, Card.step, Card.step_no, Card.step_title, Card.round, Card.done,
    Card.total, Card.have, Card.need, Card.priority, Card.pace, Card.opened_at, Card.green_until,
    Card.due_at, Card.target_at, Card.assignee, Card.assignee_name,
)  # fmt: skip


def rows(query: Any) -> list[tuple[Any, ...]]:
    """All rows of a query as the database driver gives them."""
    sql, parameters = query.sql()
    found: list[tuple[Any, ...]] = proxy.execute_sql(sql, parameters).fetchall()
    return found


def read_cards(query: Any) -> list[CardRow]:
    """The cards of a query of `CARD_COLUMNS` and the SOP's code."""
    return list(map(CardRow._make, rows(query)))
