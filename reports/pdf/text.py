"""The door of user text to paper: escaped once, kept printable, its empty blanks turned into dots."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from models.rules.date_words import date_text
from models.rules.papers import BLANK
from reports.pdf.fonts import printable

#: A blank inside a sentence, wide enough to write a few words on.
DOTS = "." * 32

_BLANK = re.compile("…{2,}")
#: `1. `, `a. `, `A) `, `- `: a line that is an item of a list; `H. ` begins a name.
_ITEM = re.compile(r"(\d{1,3}[.)]|[a-z][.)]|[A-Z]\)|[-–•*])\s+(?=\S)")
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


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of free text as markup; `mark` is the number or dash of an item."""

    markup: str
    mark: str = ""


def passages(text: str) -> tuple[Passage, ...]:
    """Free text taken apart: blank lines part paragraphs, lines that begin like items become items."""
    found: list[Passage] = []
    open_lines: list[str] = []

    def close() -> None:
        if open_lines:
            found.append(_passage(open_lines))
            open_lines.clear()

    for raw in escaped(text).split("\n"):
        line = raw.strip()
        if not line or _ITEM.match(line):
            close()
        if line:
            open_lines.append(line)
    close()
    return tuple(found)


def _passage(lines: list[str]) -> Passage:
    item = _ITEM.match(lines[0])
    if item is None:
        return Passage("<br/>".join(lines))
    rest = [lines[0][item.end() :], *lines[1:]]
    return Passage("<br/>".join(rest), "–" if item[1] in "-–*" else item[1])


def worded_date(text: str) -> str:
    """An ISO date as letters write it; anything else stays as it is."""
    try:
        return date_text(date.fromisoformat(text))
    except ValueError:
        return text


__all__ = ["BLANK", "DOTS", "Passage", "escaped", "passages", "plain", "worded_date"]
