"""Cells of a workbook: styles made once and shared, and text that can never become a formula."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray

#: What a cell may be written as.
CellValue = str | int | float | date | datetime | None

FONT = "Arial"
#: Signs that a spreadsheet might take for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@")
#: What XML 1.0 cannot carry, and the halves of emoji cut in two.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
#: The longest text that a cell of a workbook holds.
_LONGEST = 32_767

_GRID = Side(style="thin", color="9AA5B1")
_BORDER = Border(left=_GRID, right=_GRID, top=_GRID, bottom=_GRID)
_HEAD = PatternFill("solid", fgColor="DCE6F1")
_SUM = PatternFill("solid", fgColor="EEF2F7")
_BAD = PatternFill("solid", fgColor="FBE3E0")

#: Formats that any system shows in Indonesian: 421 is the language.
NUMBER = "[$-421]#,##0"
DECIMAL = "[$-421]#,##0.0"
PERCENT = "[$-421]0.0%"
DAY = "[$-421]d mmm yyyy"
#: The dot is marked as a letter: a bare one reads as the sign before decimals.
MOMENT = r"[$-421]d mmm yyyy hh\.mm"


def plain(text: str) -> str:
    """Text as a workbook can hold it: no control characters, not longer than a cell."""
    clean = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"


class Styles:
    """The styles of one workbook by name; a style is registered once and shared by all its cells."""

    def __init__(self, book: Workbook, sheet: Any) -> None:
        self._sheet = sheet
        self._kept: dict[str, StyleArray] = {}
        self._kinds = _kinds()
        del book

    def on(self, sheet: Any) -> Styles:
        """The same styles for the cells of another sheet."""
        self._sheet = sheet
        return self

    def cell(self, value: CellValue, style: str) -> WriteOnlyCell:
        """A cell in a style; text stays text, whatever it begins with."""
        if isinstance(value, str):
            return self._text(value, style)
        made = WriteOnlyCell(self._sheet, value)
        made._style = self._style(style)  # noqa: SLF001 - sharing styles halves the time of an export
        return made

    def _text(self, value: str, style: str) -> WriteOnlyCell:
        words = plain(value)
        made = WriteOnlyCell(self._sheet, words)
        quoted = words.startswith(_FORMULA)
        made._style = self._style(style, quoted=quoted)  # noqa: SLF001 - see above
        if quoted:
            made.data_type = "s"
        return made

    def _style(self, name: str, *, quoted: bool = False) -> StyleArray:
        key = f"{name}'" if quoted else name
        kept = self._kept.get(key)
        if kept is None:
            template = WriteOnlyCell(self._sheet, "")
            self._kinds[name](template)
            template.quotePrefix = quoted
            kept = self._kept[key] = template._style  # noqa: SLF001 - see above
        return kept


def _kinds() -> dict[str, Callable[[Any], None]]:
    """How each style dresses its template."""
    return {
        "bebas": _dressed(),
        "judul": _dressed(bold=True, size=13, across="centerContinuous"),
        "kop": _dressed(size=12, across="centerContinuous"),
        "kop_nama": _dressed(bold=True, size=16, across="centerContinuous"),
        "tengah": _dressed(across="center"),
        "tebal": _dressed(bold=True),
        "catatan": _dressed(italic=True, wrap=True),
        "kepala": _dressed(bold=True, across="center", wrap=True, fill=_HEAD, border=_BORDER),
        "teks": _dressed(wrap=True, border=_BORDER),
        "teks_tengah": _dressed(across="center", wrap=True, border=_BORDER),
        "angka": _dressed(across="right", number=NUMBER, border=_BORDER),
        "desimal": _dressed(across="right", number=DECIMAL, border=_BORDER),
        "persen": _dressed(across="right", number=PERCENT, border=_BORDER),
        "hari": _dressed(across="center", number=DAY, border=_BORDER),
        "saat": _dressed(across="center", number=MOMENT, border=_BORDER),
        "teks_merah": _dressed(across="center", wrap=True, bold=True, fill=_BAD, border=_BORDER),
        "jumlah": _dressed(bold=True, across="right", number=NUMBER, fill=_SUM, border=_BORDER),
        "jumlah_teks": _dressed(bold=True, fill=_SUM, border=_BORDER),
        "jumlah_persen": _dressed(bold=True, across="right", number=PERCENT, fill=_SUM, border=_BORDER),
    }


def _dressed(
    *,
    bold: bool = False,
    italic: bool = False,
    size: float = 10,
    across: str = "",
    wrap: bool = False,
    number: str = "",
    fill: PatternFill | None = None,
    border: Border | None = None,
) -> Callable[[Any], None]:
    font = Font(name=FONT, size=size, bold=bold, italic=italic)
    alignment = Alignment(horizontal=across or None, vertical="center", wrap_text=wrap)

    def dress(cell: Any) -> None:
        cell.font = font
        cell.alignment = alignment
        if number:
            cell.number_format = number
        if fill is not None:
            cell.fill = fill
        if border is not None:
            cell.border = border

    return dress
