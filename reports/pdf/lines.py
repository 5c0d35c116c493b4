"""Text broken into lines that fit a width, for cells that are measured before they are drawn."""

from __future__ import annotations

from functools import lru_cache

from reports.pdf.fonts import fonts, printable, width

#: Longer texts are measured anew: they seldom come twice.
_KEPT_LENGTH = 300


def wrapped(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """The printable text in lines no wider than `room` points; a word wider than a line is broken.

    Line breaks of the text stay; an empty text has no lines.
    """
    shown = printable(text).strip()
    if not shown:
        return ()
    if "\n" not in shown and _wide(shown, font, size) <= room:
        return (" ".join(shown.split()),)
    return tuple(line for part in shown.split("\n") for line in _filled(part.split(), font, size, room))


def _filled(words: list[str], font: str, size: float, room: float) -> list[str]:
    space = _wide(" ", font, size)
    lines: list[str] = []
    line, used = "", 0.0
    for whole in words:
        word, wide = whole, _wide(whole, font, size)
        if line and used + space + wide <= room:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        if wide > room:
            *pieces, word = _broken(word, font, size, room)
            lines.extend(pieces)
            wide = _wide(word, font, size)
        line, used = word, wide
    # an empty paragraph keeps its line
    return [*lines, line]


def _wide(text: str, font: str, size: float) -> float:
    """How wide a text runs; the same words are asked for at every width that a table tries."""
    return _kept_width(text, font, size) if len(text) <= _KEPT_LENGTH else width(text, font, size)


@lru_cache(maxsize=20_000)
def _kept_width(text: str, font: str, size: float) -> float:
    return width(text, font, size)


def _broken(word: str, font: str, size: float, room: float) -> list[str]:
    """A word too wide for a line in pieces; at a sign of joining where one stands near the end."""
    measure = fonts()[font].stringWidth
    pieces: list[str] = []
    start, used = 0, 0.0
    for at, sign in enumerate(word):
        wide = measure(sign, size)
        if at > start and used + wide > room:
            cut = _joint(word, start, at)
            pieces.append(word[start:cut])
            start, used = cut, float(measure(word[cut:at], size))
        used += wide
    return [*pieces, word[start:]]


def _joint(word: str, start: int, end: int) -> int:
    """Where to break: after a sign of joining in the latter half of what fits, else where the room ends."""
    near = max(word.rfind(sign, start + (end - start) // 2, end) for sign in "/-_.,@&")
    return near + 1 if near > start else end
