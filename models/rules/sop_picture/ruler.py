"""Breaking text into lines, with the measuring of text passed in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

#: The width of a text at a size, bold or not.
Measure = Callable[[str, float, bool], float]

#: The height of a line over the size of its letters.
LEADING = 1.2

#: A word may break behind these signs when it is too long for its line.
_BREAKS = re.compile(r"(?<=[/\-_.@])(?=\w)")
#: Cells hold lists as one run of text: `- one - two`, `1. one 2. two`.
_LISTED = re.compile(r"\s+(?=-\s|\d{1,2}\.\s)")
_LIST = re.compile(r"-\s|1\.\s")


class Ruler:
    """Measures and wraps; widths of words are kept, because an SOP says the same words often."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self._widths: dict[tuple[str, float, bool], float] = {}

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """The width of a text on one line."""
        key = (text, size, bold)
        found = self._widths.get(key)
        if found is None:
            found = self._widths[key] = self._measure(text, size, bold)
        return found

    def longest_word(self, text: str, size: float, bold: bool = False) -> float:
        """The width below which a word of the text would have to be broken."""
        return max(
            (self.width(p, size, bold) for word in text.split() for p in _BREAKS.split(word)), default=0.0
        )

    def wrap(self, text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
        """The lines of a text; words stay whole unless one alone is wider than the line."""
        lines: list[str] = []
        for paragraph in paragraphs(text):
            lines += self._wrapped(paragraph, width, size, bold)
        return tuple(lines)

    def balanced(self, text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
        """As few lines as `wrap` makes, but about equally long: for headings."""
        lines = self.wrap(text, width, size, bold)
        narrow = width / 2
        while len(lines) > 1 and narrow < width:
            evener = self.wrap(text, narrow, size, bold)
            if len(evener) == len(lines):
                return evener
            narrow += width / 40
        return lines

    def _wrapped(self, text: str, width: float, size: float, bold: bool) -> Iterator[str]:
        space = self.width(" ", size, bold)
        line, reach = "", 0.0
        for word in text.split():
            wide = self.width(word, size, bold)
            if line and reach + space + wide <= width:
                line, reach = f"{line} {word}", reach + space + wide
                continue
            if line and wide <= width:
                yield line
                line, reach = word, wide
                continue
            if wide <= width:
                line, reach = word, wide
                continue
            *whole, line = self._broken(line, word, width, size, bold)
            yield from whole
            reach = self.width(line, size, bold)
        if line:
            yield line

    def _broken(self, line: str, word: str, width: float, size: float, bold: bool) -> list[str]:
        """The lines of a word that is too long, the first of them behind what the line already holds."""
        lines: list[str] = []
        begun = f"{line} " if line else ""
        for piece in _BREAKS.split(word):
            if self.width(begun + piece, size, bold) <= width:
                begun += piece
                continue
            if begun.strip():
                lines.append(begun.rstrip())
            *cut, begun = self._cut(piece, width, size, bold)
            lines += cut
        return [*lines, begun]

    def _cut(self, piece: str, width: float, size: float, bold: bool) -> list[str]:
        """The piece cut between letters, as the last resort."""
        if self.width(piece, size, bold) <= width:
            return [piece]
        lines: list[str] = []
        begun = ""
        for letter in piece:
            if begun and self.width(begun + letter, size, bold) > width:
                lines.append(begun)
                begun = ""
            begun += letter
        return [*lines, begun]


def paragraphs(text: str) -> list[str]:
    """The text by its own line breaks, and lists by their items."""
    found: list[str] = []
    for line in text.splitlines():
        stripped = line.strip()
        found += _LISTED.split(stripped) if _LIST.match(stripped) else [stripped]
    return [one for one in found if one]
