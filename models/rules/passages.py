"""Free text of a paper taken apart: paragraphs, and the items of lists that were typed in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: `1. `, `a. `, `A) `, `- `: a line that is an item of a list; `H. ` begins a name.
_ITEM = re.compile(r"(\d{1,3}[.)]|[a-z][.)]|[A-Z]\)|[-–•*])\s+(?=\S)")
_DASHES = "-–•*"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of free text, its line breaks kept; `mark` is the number or dash of an item."""

    text: str
    mark: str = ""


def passages(text: str) -> tuple[Passage, ...]:
    """The passages of a text: blank lines part paragraphs, lines that begin like items become items."""
    found: list[Passage] = []
    open_lines: list[str] = []

    def close() -> None:
        if open_lines:
            found.append(_passage("\n".join(open_lines)))
            open_lines.clear()

    for raw in text.split("\n"):
        line = raw.strip()
        if not line or _ITEM.match(line):
            close()
        if line:
            open_lines.append(line)
    close()
    return tuple(found)


def _passage(words: str) -> Passage:
    item = _ITEM.match(words)
    if item is None:
        return Passage(words)
    return Passage(words[item.end() :], "–" if item[1] in _DASHES else item[1])
