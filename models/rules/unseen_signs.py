"""Signs that nobody sees: control characters, and those that turn the direction of writing around."""

from __future__ import annotations

#: They show words in another order than they are written: "surat" + U+202E + "fdp.exe" is seen as a PDF.
#: Numbers copied from chat programs carry them too.
DIRECTIONS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

#: ASCII and Latin-1 controls, tab and line breaks among them.
CONTROLS = "".join(map(chr, (*range(0x20), *range(0x7F, 0xA0))))

_GONE = str.maketrans("", "", CONTROLS + DIRECTIONS)


def one_line(text: str) -> str:
    """A name as it may stand in one line: without controls, line breaks and changes of direction."""
    return text if text.isprintable() else text.translate(_GONE)
