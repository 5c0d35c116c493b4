"""A table as text for the clipboard, cells parted by tabs, in which no user text becomes a formula."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication

#: Whoever pastes into a spreadsheet would have these calculated.
_FORMULA = ("=", "+", "-", "@")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")


def safe_cell(text: str) -> str:
    """Text of people as a cell: one line without tabs; what reads as a formula is marked as text."""
    plain = _CONTROLS.sub(" ", text).strip()
    return f"'{plain}" if plain.startswith(_FORMULA) else plain


def number_cell(value: float | None) -> str:
    """A number as an Indonesian spreadsheet reads it: a comma before decimals, nothing between thousands."""
    if value is None:
        return ""
    return str(value) if isinstance(value, int) else f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")


def copy_rows(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Put a table on the clipboard; its cells are made by `safe_cell` and `number_cell`."""
    lines = [titles, *rows]
    QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines) + "\n")
