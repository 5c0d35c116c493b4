"""Plain rows from a query: what lists and acts work on instead of model instances."""

from __future__ import annotations

from typing import Any


def rows(query: Any) -> list[tuple[Any, ...]]:
    """All rows of a peewee select as tuples, the cursor read to its end."""
    return list(query.tuples())


def first_row(query: Any) -> tuple[Any, ...] | None:
    """The first row of a peewee select as a tuple, None when there is none."""
    found: tuple[Any, ...] | None = query.tuples().first()
    return found
