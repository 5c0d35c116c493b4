"""Statements that are put into SQL once and run many times: what the hot path of an act is made of.

peewee spends far longer on turning a query into SQL than SQLite spends on running it. A `Statement`
lets peewee write the SQL once for each kind of database, with places where values go, and from then
on only runs it. Acts stay in the words of the tables, and the SQL stays peewee's.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from peewee import BooleanField, Field, ForeignKeyField, Insert, Node

from models.store.tables import MomentField, Table, proxy

Row = tuple[Any, ...]
_Converters = tuple[tuple[int, Callable[[Any], Any]], ...]


class _Slot(Node):
    """Stands in a query for the value of that number."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def __sql__(self, ctx: Any) -> Any:
        return ctx.value(_Place(self.number), converter=False)


class _Place:
    """The mark that a slot leaves among the values of the SQL."""

    __slots__ = ("number",)

    def __init__(self, number: int) -> None:
        self.number = number


class _Compiled:
    """The SQL for one kind of database, where the values go, and how columns are read."""

    __slots__ = ("constants", "converters", "places", "returns_id", "sql")

    def __init__(self, query: Any, database: Any) -> None:
        self.returns_id = isinstance(query, Insert) and database.returning_clause
        if self.returns_id:
            query = query.returning(query.model._meta.primary_key)  # noqa: SLF001 - peewee's name for it
        self.sql, values = database.get_sql_context().sql(query).query()
        self.places = tuple((i, v.number) for i, v in enumerate(values) if isinstance(v, _Place))
        self.constants = [None if isinstance(v, _Place) else v for v in values]
        chosen = getattr(query, "_returning", None) or ()
        self.converters = tuple((i, c) for i, c in enumerate(map(_converter, chosen)) if c is not None)

    def parameters(self, values: Sequence[Any]) -> list[Any]:
        """The values of one run in the order of the SQL, moments as seconds."""
        ordered = self.constants.copy()
        for index, number in self.places:
            value = values[number]
            ordered[index] = _seconds(value) if isinstance(value, datetime) else value
        return ordered


class Statement:
    """One query of the hot path: `build` writes it with peewee, its parameters are the places for values."""

    def __init__(self, build: Callable[..., Any], places: int | None = None) -> None:
        self._build = build
        self._count = len(inspect.signature(build).parameters) if places is None else places
        self._compiled: dict[type, _Compiled] = {}

    def rows(self, *values: Any) -> list[Row]:
        """All rows of a select; moments and truth values come as peewee would give them."""
        compiled, cursor = self._execute(values)
        # Read to its end: an open cursor would keep the write-ahead log from being reset.
        found: list[Row] = cursor.fetchall()
        return [_read(row, compiled.converters) for row in found] if compiled.converters else found

    def each(self, *values: Any) -> Iterator[Row]:
        """The rows of a select one by one, for lists too long to be held; to be read to their end."""
        compiled, cursor = self._execute(values)
        for row in cursor:
            yield _read(row, compiled.converters) if compiled.converters else row

    def first(self, *values: Any) -> Row | None:
        """The first row of a select, or None."""
        found = self.rows(*values)
        return found[0] if found else None

    def value(self, *values: Any) -> Any:
        """The first column of the first row of a select, or None."""
        found = self.rows(*values)
        return found[0][0] if found else None

    def run(self, *values: Any) -> int:
        """Run an update or delete; answers how many rows it touched."""
        count: int = self._execute(values)[1].rowcount
        return count

    def insert(self, *values: Any) -> int:
        """Run an insert of one row; answers its id."""
        compiled, cursor = self._execute(values)
        new_id: int = cursor.fetchall()[0][0] if compiled.returns_id else cursor.lastrowid
        return new_id

    def _execute(self, values: Sequence[Any]) -> tuple[_Compiled, Any]:
        database = proxy.obj
        compiled = self._compiled.get(type(database))
        if compiled is None:
            query = self._build(*(_Slot(number) for number in range(self._count)))
            compiled = self._compiled[type(database)] = _Compiled(query, database)
        return compiled, database.execute_sql(compiled.sql, compiled.parameters(values))


class Insertion:
    """Inserts into a table that always name the same columns; the others take their defaults."""

    def __init__(self, table: type[Table], *fields: Any) -> None:
        self._table = table
        self._fields = fields
        self._by_count: dict[int, Statement] = {}

    def run(self, *values: Any) -> int:
        """Insert one row; answers its id."""
        return self._statement(1).insert(*values)

    def run_many(self, rows: Sequence[Sequence[Any]]) -> None:
        """Insert several rows in one statement; none is well."""
        if rows:
            self._statement(len(rows)).run(*(value for row in rows for value in row))

    def _statement(self, count: int) -> Statement:
        found = self._by_count.get(count)
        if found is None:
            places = count * len(self._fields)
            found = self._by_count[count] = Statement(self._build, places)
        return found

    def _build(self, *slots: _Slot) -> Any:
        width = len(self._fields)
        rows = [
            dict(zip(self._fields, slots[start : start + width], strict=True))
            for start in range(0, len(slots), width)
        ]
        return self._table.insert(rows[0]) if len(rows) == 1 else self._table.insert_many(rows)


def _seconds(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise ValueError("moment without a time zone")
    return int(moment.timestamp())


def _converter(column: Any) -> Callable[[Any], Any] | None:
    """How a column of a select is read; None where the database gives the value itself."""
    if not isinstance(column, Field):
        return None
    field = column.rel_field if isinstance(column, ForeignKeyField) else column
    if isinstance(field, MomentField | BooleanField):
        reader: Callable[[Any], Any] = field.python_value
        return reader
    return None


def _read(row: Row, converters: _Converters) -> Row:
    values = list(row)
    for index, convert in converters:
        values[index] = convert(values[index])
    return tuple(values)
