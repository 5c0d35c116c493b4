"""Dates and numbers as official papers write them in Indonesian: `21 November 2026`, `dua puluh satu`."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

_DIGITS = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
)  # fmt: skip
#: Scale words, the largest first; `se` takes the place of `satu` up to a thousand only.
_SCALES = (
    (1_000_000_000_000, "triliun", "satu "),
    (1_000_000_000, "miliar", "satu "),
    (1_000_000, "juta", "satu "),
    (1_000, "ribu", "se"),
    (100, "ratus", "se"),
)


def terbilang(number: int) -> str:
    """A whole number in words: 2026 is `dua ribu dua puluh enam`."""
    if number < 0:
        return f"minus {terbilang(-number)}"
    for scale, word, one in _SCALES:
        if number >= scale:
            count, rest = divmod(number, scale)
            head = f"{one}{word}" if count == 1 else f"{terbilang(count)} {word}"
            return f"{head} {terbilang(rest)}" if rest else head
    return _under_a_hundred(number)


def date_text(day: date) -> str:
    """`21 November 2026`, as letters write it."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def weekday_text(day: date) -> str:
    """`Sabtu`."""
    return WEEKDAYS[day.weekday()]


def date_in_words(day: date) -> str:
    """As a berita acara begins: `tanggal dua puluh satu, bulan November, tahun dua ribu dua puluh enam`."""
    return f"tanggal {terbilang(day.day)}, bulan {MONTHS[day.month - 1]}, tahun {terbilang(day.year)}"


def _under_a_hundred(number: int) -> str:
    if number < 10:
        return _DIGITS[number]
    if number < 12:
        return ("sepuluh", "sebelas")[number - 10]
    if number < 20:
        return f"{_DIGITS[number - 10]} belas"
    tens, ones = divmod(number, 10)
    return f"{_DIGITS[tens]} puluh {_DIGITS[ones]}" if ones else f"{_DIGITS[tens]} puluh"
