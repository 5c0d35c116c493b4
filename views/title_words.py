"""Titles printed in capitals, written calmly for lists and headings."""

from __future__ import annotations

import re

_SMALL = frozenset(("dan", "atau", "di", "ke", "dari", "pada", "untuk", "dengan", "yang", "oleh"))
#: Abbreviations that stay as they are.
_CAPITALS = frozenset(("SOP", "SPBE", "OPD", "PD", "TIK", "IT", "TI", "SI", "TU", "UPT", "PPID", "AI"))


def calm_title(text: str) -> str:
    """`PENGELOLAAN PERUBAHAN SPBE` as `Pengelolaan Perubahan SPBE`; other writing stays."""
    if not text.isupper():
        return text
    words = re.sub(r"[^\W\d_]+", _calm, text)
    return words[:1].upper() + words[1:]


def _calm(found: re.Match[str]) -> str:
    word = found[0]
    if word in _CAPITALS:
        return word
    small = word.lower()
    return small if small in _SMALL else small.capitalize()
