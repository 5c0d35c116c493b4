"""Everything that an office holds, as it is taken out in open formats."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

#: What stands in a cell.
Value = str | int | float | date | datetime | None


@dataclass(frozen=True, slots=True)
class ExportTable:
    """A table: its name in the database, what it holds in words, its columns, how many rows, and the rows."""

    name: str
    title: str
    columns: tuple[str, ...]
    count: int
    rows: Iterator[tuple[Value, ...]]


@dataclass(frozen=True, slots=True)
class ExportFile:
    """A file of the office: its hash and size, and the folder and name to read it by."""

    digest: str
    size: int
    folder: str
    name: str
