"""Normalised text: what searches and comparisons look at, the same on every database."""

from __future__ import annotations

import unicodedata

# Letters whose stroke is part of the letter: Unicode does not take them apart.
_STROKES = str.maketrans({"đ": "d", "ð": "d", "ø": "o", "ł": "l", "ħ": "h", "ŧ": "t"})


def normalise(text: str) -> str:
    """Lower case without accents (Đ becomes d), runs of blanks made one."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_STROKES)
    plain = "".join(c for c in folded if not unicodedata.combining(c))
    return " ".join(plain.split())
