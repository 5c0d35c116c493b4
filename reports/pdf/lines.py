"""Text broken into lines that fit a width, for cells that are measured before they are drawn."""

from __future__ import annotations

from itertools import accumulate

from reports.pdf.fonts import fonts, printable


def wrapped(text: str, font: str, size: float, room: float) -> tuple[str, ...]:
    """The printable text in lines no wider than `room` points; a word wider than a line is broken.

    Line breaks of the text stay; an empty text has no lines.
    """
    shown = printable(text).strip()
    if not shown:
        return ()
    measure = fonts()[font].stringWidth
    if "\n" not in shown and measure(shown, size) <= room:
        return (" ".join(shown.split()),)
    return tuple(line for part in shown.split("\n") for line in _filled(part.split(), font, size, room))


def _filled(words: list[str], font: str, size: float, room: float) -> list[str]:
    measure = fonts()[font].stringWidth
    space = measure(" ", size)
    lines: list[str] = []
    line, used = "", 0.0
    for whole in words:
        word, wide = whole, measure(whole, size)
        if line and used + space + wide <= room:
            line, used = f"{line} {word}", used + space + wide
            continue
        if line:
            lines.append(line)
        if wide > room:
            *pieces, word = _broken(word, font, size, room)
            lines.extend(pieces)
            wide = measure(word, size)
        line, used = word, wide
    # an empty paragraph keeps its line
    return [*lines, line]


def _broken(word: str, font: str, size: float, room: float) -> list[str]:
    """A word too wide for a line in pieces; at a sign of joining where one stands near the end."""
    measure = fonts()[font].stringWidth
    pieces: list[str] = []
    while measure(word, size) > room and len(word) > 1:
        ends = accumulate(measure(sign, size) for sign in word)
        fits = max(1, sum(1 for end in ends if end <= room))
        near = max((word.rfind(sign, fits // 2, fits) for sign in "/-_.,@&"), default=-1)
        cut = near + 1 if near > 0 else fits
        pieces.append(word[:cut])
        word = word[cut:]
    return [*pieces, word]
