"""Numbers of papers: patterns such as `{klas}/{urut}{sisip}/{unit}/{tahun}`, and how numbers compare."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

DEFAULT_PATTERN = "{klas}/{urut}{sisip}/{unit}/{tahun}"

#: The longest number that fits its column.
LENGTH_LIMIT = 120

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TOKEN = re.compile(r"\{(urut(?::0?([1-9]))?|klas|sisip|unit|bulan|bulan_romawi|tahun)\}")


class NumberParts(NamedTuple):
    """What a number is made of; `suffix` marks one put in between (sisip)."""

    ordinal: int
    suffix: int
    day: date
    classification: str
    unit: str


def pattern_fault(pattern: str) -> str:
    """What is wrong with a pattern, "" when it is good.

    pola_kosong, pola_naskah_tanda_asing (a brace or word that is no token), pola_tanpa_urut,
    pola_tanpa_tahun (the series begins anew every year) or pola_terlalu_panjang.
    """
    if not pattern.strip():
        return "pola_kosong"
    rest = _TOKEN.sub("", pattern)
    if "{" in rest or "}" in rest or not rest.isprintable():
        return "pola_naskah_tanda_asing"
    tokens = {match[1].partition(":")[0] for match in _TOKEN.finditer(pattern)}
    for token in ("urut", "tahun"):
        if token not in tokens:
            return f"pola_tanpa_{token}"
    longest = NumberParts(999_999, 99, date(2026, 8, 1), "0" * 20, "W" * 30)
    return "pola_terlalu_panjang" if len(paper_number(pattern, longest)) > LENGTH_LIMIT else ""


def paper_number(pattern: str, parts: NumberParts) -> str:
    """The number that a pattern gives; `.01` follows the ordinal where the pattern has no place for it.

    A part that is empty (an office without a code) takes the separator after it away.
    """
    words = {
        "klas": parts.classification,
        "unit": parts.unit,
        "sisip": f".{parts.suffix:02d}" if parts.suffix else "",
        "bulan": f"{parts.day.month:02d}",
        "bulan_romawi": _ROMAN[parts.day.month - 1],
        "tahun": f"{parts.day.year:04d}",
    }
    for name in ("klas", "unit"):
        if not words[name]:
            pattern = re.sub(rf"\{{{name}\}}[/.\- ]*", "", pattern)
    inline = "" if "{sisip}" in pattern else words["sisip"]

    def word(match: re.Match[str]) -> str:
        name = match[1].partition(":")[0]
        return f"{parts.ordinal:0{match[2] or 1}d}{inline}" if name == "urut" else words[name]

    return _TOKEN.sub(word, pattern)


def compared(text: str) -> str:
    """A number as it is compared: blanks and letter case make no difference."""
    return "".join(text.split()).casefold()
