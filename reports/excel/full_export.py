"""Every table of an office in one workbook: a sheet each, a first sheet that says what they hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from models.records.full_export import ExportTable
from reports.excel.cells import Styles
from reports.excel.whole_book import filling, save

#: Rows that a sheet of Excel holds, its headings left out.
_SHEET_ROWS = 1_048_575
_WIDTH = 14
_EVERY = 200


class ExportCancelled(Exception):  # noqa: N818 - not an error: a person asked for it
    """The export was called off."""


def write_tables(
    file: IO[bytes], tables: Iterable[ExportTable], told: Callable[[int], bool] = lambda _done: True
) -> dict[str, int]:
    """Write the workbook; how many rows each table had. `told` counts rows and answers False to stop."""
    book = Workbook(write_only=True)
    counts: dict[str, int] = {}
    with filling(book):
        styles = Styles(book, None)
        front = book.create_sheet("Daftar tabel")
        front.column_dimensions["A"].width, front.column_dimensions["B"].width = 24, 70
        titles: dict[str, str] = {}
        done = 0
        for table in tables:
            if not told(done):
                raise ExportCancelled
            counts[table.name], titles[table.name] = 0, table.title
            for sheet in _sheets(book, table):
                written = _fill(sheet, styles, table, done, told)
                counts[table.name] += written
                done += written
                if written < _SHEET_ROWS:
                    break
        styles.on(front)
        front.append([styles.cell(words, "kepala") for words in ("Tabel", "Isi", "Baris")])
        for name, title in titles.items():
            front.append(
                [styles.cell(name, "teks"), styles.cell(title, "teks"), styles.cell(counts[name], "angka")]
            )
        save(book, file)
    return counts


def _sheets(book: Any, table: ExportTable) -> Iterable[Any]:
    """Sheets for a table, made one after the other as they are needed."""
    number = 1
    while True:
        sheet = book.create_sheet(table.name[:28] if number == 1 else f"{table.name[:24]} ({number})")
        sheet.freeze_panes = "A2"
        for place in range(1, len(table.columns) + 1):
            sheet.column_dimensions[get_column_letter(place)].width = _WIDTH
        yield sheet
        number += 1


def _fill(sheet: Any, styles: Styles, table: ExportTable, before: int, told: Callable[[int], bool]) -> int:
    styles.on(sheet)
    sheet.append([styles.cell(name, "kepala") for name in table.columns])
    written = 0
    for row in islice(table.rows, _SHEET_ROWS):
        sheet.append([styles.cell(value, _style(value)) for value in row])
        written += 1
        if written % _EVERY == 0 and not told(before + written):
            raise ExportCancelled
    return written


def _style(value: object) -> str:
    """Plain cells; days and moments show as such."""
    kind = type(value).__name__
    return {"datetime": "saat", "date": "hari"}.get(kind, "bebas")
