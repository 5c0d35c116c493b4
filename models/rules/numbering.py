"""Case numbers: patterns such as `{urut:03}/{kode}/{bulan_romawi}/{tahun}`."""

from __future__ import annotations

import re
from datetime import date

DEFAULT_PATTERN = "{urut:03}/{kode}/{bulan_romawi}/{tahun}"

#: The longest number that fits its column.
LENGTH_LIMIT = 60

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_TOKEN = re.compile(r"\{(urut(?::0?([1-9]))?|kode|bulan|bulan_romawi|tahun)\}")


def pattern_fault(pattern: str) -> str:
    """What is wrong with a pattern, "" when it is good.

    pola_kosong, pola_tanda_asing (a brace or word that is no token), pola_tanpa_urut,
    pola_tanpa_tahun (the series begins anew every year, so the year must show) or
    pola_terlalu_panjang.
    """
    if not pattern.strip():
        return "pola_kosong"
    rest = _TOKEN.sub("", pattern)
    if "{" in rest or "}" in rest or not rest.isprintable():
        return "pola_tanda_asing"
    tokens = {match[1].partition(":")[0] for match in _TOKEN.finditer(pattern)}
    if "urut" not in tokens:
        return "pola_tanpa_urut"
    if "tahun" not in tokens:
        return "pola_tanpa_tahun"
    longest = format_number(pattern, 999_999, "W" * 12, date(2026, 8, 1))
    return "pola_terlalu_panjang" if len(longest) > LENGTH_LIMIT else ""


def format_number(pattern: str, ordinal: int, code: str, day: date) -> str:
    """The number that a pattern gives."""

    def word(match: re.Match[str]) -> str:
        name = match[1].partition(":")[0]
        if name == "urut":
            return f"{ordinal:0{match[2] or 1}d}"
        words = {
            "kode": code,
            "bulan": f"{day.month:02d}",
            "bulan_romawi": _ROMAN[day.month - 1],
            "tahun": str(day.year),
        }
        return words[name]

    return _TOKEN.sub(word, pattern)
