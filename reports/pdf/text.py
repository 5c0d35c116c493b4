"""The door of user text to paper: escaped once, kept printable, its empty blanks turned into dots."""

from __future__ import annotations

import re
from datetime import date

from models.rules import passages as rules
from models.rules.date_words import date_text
from models.rules.papers import BLANK
from models.rules.passages import Passage
from reports.pdf.fonts import printable

#: A blank inside a sentence, wide enough to write a few words on.
DOTS = "." * 32

_BLANK = re.compile("…{2,}")
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def escaped(text: str) -> str:
    """The text for the inside of a paragraph; line breaks stay as they were typed."""
    clean = printable(text).translate(_ESCAPES)
    if "…" in clean:
        clean = _BLANK.sub(DOTS, clean)
    return clean


def plain(text: str) -> str:
    """The text as markup of one paragraph: everything prints whole, line breaks break lines."""
    return "<br/>".join(line.strip() for line in escaped(text).strip().split("\n"))


def passages(text: str) -> tuple[Passage, ...]:
    """Free text as markup, a passage for every paragraph and item."""
    return tuple(Passage(one.text.replace("\n", "<br/>"), one.mark) for one in rules.passages(escaped(text)))


def worded_date(text: str) -> str:
    """An ISO date as letters write it; anything else stays as it is."""
    try:
        return date_text(date.fromisoformat(text))
    except ValueError:
        return text


__all__ = ["BLANK", "DOTS", "Passage", "escaped", "passages", "plain", "worded_date"]
