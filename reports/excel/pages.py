"""A sheet of the workbook: kop, headings, table, signatures, and how it prints."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Generic, TypeVar

from openpyxl import Workbook
from openpyxl.drawing.image import Image
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.filters import AutoFilter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableColumn, TableStyleInfo

from models.records.paper import Letterhead, Signer
from reports.excel.cells import FONT, CellValue, Styles, plain

R = TypeVar("R")

#: Points; a kop logo is about as high as its lines.
_LOGO_PIXELS = 64
_PAPER_A4 = "9"
#: Empty rows for a signature.
_SIGNATURE_ROWS = 3
#: Height of a line of text, and the most that a row can have, in points.
_LINE_POINTS, _HIGHEST = 13.0, 409.0
_ROW_POINTS = 15.0
#: Styles whose text wraps.
_WRAPPED = frozenset({"kepala", "teks", "teks_merah", "catatan"})


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: heading, width in characters, style of its cells, and the value of a record."""

    title: str
    width: float
    style: str
    value: Callable[[R], CellValue]
    #: Style for one record, "" for the column's own.
    mark: Callable[[R], str] | None = None


class Page:
    """Writes one sheet from top to bottom; a row written is not touched again."""

    def __init__(
        self, book: Workbook, styles: Styles, title: str, widths: Sequence[float], *, frozen: int = 0
    ) -> None:
        """`frozen` rows at the top stay in sight and repeat on paper with the last of them."""
        self.sheet: Any = book.create_sheet(title)
        self._styles = styles
        self.row = 0
        self.columns = len(widths)
        self._widths = tuple(widths)
        for place, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(place)].width = width
        self._set_up(title)
        if frozen:
            # rows are streamed: what stands before them must be set before the first
            self.sheet.freeze_panes = f"A{frozen + 1}"
            self.sheet.print_title_rows = f"{frozen}:{frozen}"

    def _set_up(self, title: str) -> None:
        sheet = self.sheet
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = _PAPER_A4
        sheet.page_setup.fitToWidth = 1
        sheet.page_setup.fitToHeight = 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        # said, because programs differ in what they take for granted, and charts stand over rows
        sheet.sheet_format.defaultRowHeight, sheet.sheet_format.customHeight = _ROW_POINTS, True
        margins = sheet.page_margins
        margins.left = margins.right = 0.5
        margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.6, 0.3, 0.3
        sheet.oddFooter.left.text = plain(title)
        sheet.oddFooter.right.text = "Halaman &P dari &N"
        for side in (sheet.oddFooter.left, sheet.oddFooter.right):
            side.font, side.size = FONT, 8
        sheet.print_options.horizontalCentered = True

    def write(self, *cells: tuple[CellValue, str]) -> int:
        """A row of (value, style) from the first column on; answers its number."""
        styles = self._styles.on(self.sheet)
        wrapped = [value if style in _WRAPPED else None for value, style in cells]
        self._append([styles.cell(value, style) for value, style in cells], wrapped)
        return self.row

    def _append(self, cells: list[Any], values: Sequence[CellValue]) -> None:
        """Write a row, as high as its longest wrapped text needs: programs do not all work it out."""
        self.row += 1
        lines = 1
        for value, width in zip(values, self._widths, strict=False):
            if isinstance(value, str) and (len(value) > width or "\n" in value):
                lines = max(lines, _line_count(value, width))
        if lines == 1:
            self.sheet.append(cells)
            return
        self.sheet.row_dimensions[self.row].height = min(lines * _LINE_POINTS + 3, _HIGHEST)
        self.sheet.append(cells)
        # kept for rows that were written it would grow with the list
        del self.sheet.row_dimensions[self.row]

    def skip(self, rows: int = 1) -> None:
        """Empty rows."""
        for _ in range(rows):
            self.sheet.append([])
            self.row += 1

    def break_page(self) -> None:
        """What follows begins on a new page of paper."""
        self.sheet.row_breaks.append(Break(id=self.row))

    def across(self, text: str, style: str) -> int:
        """One line of text in the middle of the whole width."""
        return self.write((text, style), *((None, style),) * (self.columns - 1))

    def kop(self, kop: Letterhead, logo: bytes | None) -> None:
        """The letterhead over the sheet."""
        if logo:
            self._put_logo(logo)
        for line in kop.above:
            self.across(line, "kop")
        if kop.name:
            self.across(kop.name, "kop_nama")
        for line in kop.below:
            self.across(line, "kop")
        self.skip()

    def _put_logo(self, logo: bytes) -> None:
        try:
            picture = Image(io.BytesIO(logo))
        except (OSError, ValueError):
            # a picture that cannot be read leaves a kop without one, as on paper
            return
        picture.width = round(picture.width * _LOGO_PIXELS / max(picture.height, 1))
        picture.height = _LOGO_PIXELS
        self.sheet.add_image(picture, "A1")

    def titles(self, *lines: str) -> None:
        """The headings of the sheet."""
        for line in lines:
            self.across(line, "judul")
        self.skip()

    def table(
        self,
        name: str,
        columns: Sequence[Column[R]],
        records: Iterable[R],
        *,
        on_row: Callable[[int], None] | None = None,
    ) -> tuple[int, int]:
        """A table object with filter; answers its first and last row of records.

        An empty one keeps an empty row, because a table object needs one. `on_row` hears every row.
        """
        head = self.write(*((column.title, "kepala") for column in columns))
        styles = self._styles.on(self.sheet)
        wrapped = tuple(column.style in _WRAPPED for column in columns)
        for record in records:
            values = [column.value(record) for column in columns]
            cells = [
                styles.cell(value, _style(column, record))
                for column, value in zip(columns, values, strict=True)
            ]
            self._append(cells, [v if w else None for v, w in zip(values, wrapped, strict=True)])
            if on_row is not None:
                on_row(self.row - head)
        if self.row == head:
            self.write(*((None, "teks") for _ in columns))
        self._add_table(name, columns, head)
        return head + 1, self.row

    def _add_table(self, name: str, columns: Sequence[Column[R]], head: int) -> None:
        last = get_column_letter(len(columns))
        table = Table(displayName=name, ref=f"A{head}:{last}{self.row}")
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=False)
        table.tableColumns = [
            TableColumn(id=place, name=column.title) for place, column in enumerate(columns, 1)
        ]
        table.autoFilter = AutoFilter(ref=table.ref)
        # add_table would only warn that a streamed sheet needs its columns named, as they are here
        self.sheet.tables.add(table)

    def sign(self, signers: Sequence[Signer], place: str, day: str) -> None:
        """The signature blocks: the first at the left, the last at the right, with place and date."""
        if not signers:
            return
        left = _block(signers[0], "") if len(signers) > 1 else ([], [])
        right = _block(signers[-1], f"{place}, {day}" if place else day)
        at = max(self.columns - 3, 1)
        self.skip(2)
        # both names stand at one height, with equal room for the signatures above them
        for one, other in zip_longest(left[0], right[0], fillvalue=""):
            self._pair(one, other, at)
        self.skip(_SIGNATURE_ROWS)
        for one, other in zip_longest(left[1], right[1], fillvalue=""):
            self._pair(one, other, at)

    def _pair(self, left: str, right: str, at: int) -> None:
        cells: list[tuple[CellValue, str]] = [(None, "bebas")] * self.columns
        cells[0 if self.columns < 4 else 1] = (left, "bebas")
        cells[at] = (right, "bebas")
        self.write(*cells)


def _line_count(text: str, width: float) -> int:
    """About how many lines a text takes in a column; words are broken a little earlier than letters."""
    room = max(width - 1, 1)
    return sum(max(1, math.ceil(len(line) * 1.08 / room)) for line in text.split("\n"))


def _style(column: Column[R], record: R) -> str:
    return (column.mark(record) if column.mark is not None else "") or column.style


def _block(signer: Signer, dated: str) -> tuple[list[str], list[str]]:
    """What stands above a signature and what below; place and date or "Mengetahui," first."""
    heading = [line for line in (dated, signer.heading) if line]
    rank = [signer.rank] if signer.rank else []
    nip = [f"NIP {signer.nip}"] if signer.nip else []
    return [*heading, *signer.position], [signer.name or "." * 32, *rank, *nip]
