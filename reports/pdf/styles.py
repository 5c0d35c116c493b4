"""The named paragraph styles of every paper: Arial-metric 12 points, black on white."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT
from reportlab.lib.styles import ParagraphStyle

from reports.pdf.fonts import BOLD, REGULAR, register_fonts

MM = 72 / 25.4
SIZE = 12.0
LEADING = 15.0
#: How far items of a list stand in from their numbers.
INDENT = 20.0


@dataclass(frozen=True, slots=True)
class Styles:
    """`body` justified text, `line` the same ragged, `strong` bold lines, `title` centred headings,
    `item` numbered items, `cell` and `head` for tables (the small ones for many columns).
    """  # noqa: D205 - one list

    body: ParagraphStyle
    line: ParagraphStyle
    strong: ParagraphStyle
    title: ParagraphStyle
    item: ParagraphStyle
    heading: ParagraphStyle
    cell: ParagraphStyle
    head: ParagraphStyle
    small_cell: ParagraphStyle
    small_head: ParagraphStyle
    footer: ParagraphStyle


@cache
def styles() -> Styles:
    """The styles, made once the fonts are known."""
    register_fonts()
    body = _style("isi", alignment=TA_JUSTIFY, spaceBefore=6, spaceAfter=7)
    line = _style("baris", alignment=TA_LEFT)
    cell = _style("sel", fontSize=10, leading=12.5)
    small = _style("sel kecil", fontSize=9, leading=11)
    return Styles(
        body=body,
        line=line,
        strong=_style("tebal", fontName=BOLD),
        title=_style("judul", fontName=BOLD, alignment=TA_CENTER),
        item=_style("butir", alignment=TA_LEFT, leftIndent=INDENT, bulletIndent=0, spaceAfter=2.5),
        heading=_style("kepala bagian", fontName=BOLD, spaceBefore=6, spaceAfter=4),
        cell=cell,
        head=_style("kepala tabel", parent=cell, fontName=BOLD, alignment=TA_CENTER),
        small_cell=small,
        small_head=_style("kepala tabel kecil", parent=small, fontName=BOLD, alignment=TA_CENTER),
        footer=_style("kaki", fontSize=7.5, leading=9.5),
    )


def _style(name: str, parent: ParagraphStyle | None = None, **settings: object) -> ParagraphStyle:
    if parent is None:
        base: dict[str, object] = {
            "fontName": REGULAR,
            "fontSize": SIZE,
            "leading": LEADING,
            "bulletFontName": REGULAR,
            "bulletFontSize": SIZE,
            "splitLongWords": 1,
            "allowWidows": 0,
            "allowOrphans": 0,
        }
        return ParagraphStyle(name, **(base | settings))
    return ParagraphStyle(name, parent=parent, **settings)
