"""Dates and numbers in words as official papers write them."""

from __future__ import annotations

from datetime import date

import pytest

from models.rules.date_words import date_in_words, date_text, terbilang, weekday_text


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (8, "delapan"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (19, "sembilan belas"),
        (20, "dua puluh"),
        (31, "tiga puluh satu"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (999, "sembilan ratus sembilan puluh sembilan"),
        (1000, "seribu"),
        (1945, "seribu sembilan ratus empat puluh lima"),
        (2026, "dua ribu dua puluh enam"),
        (11_000, "sebelas ribu"),
        (100_001, "seratus ribu satu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (2_000_000_000, "dua miliar"),
        (-5, "minus lima"),
    ],
)
def test_numbers_in_words(number: int, words: str) -> None:
    assert terbilang(number) == words


def test_the_date_of_a_berita_acara() -> None:
    day = date(2026, 11, 21)
    assert (weekday_text(day), date_text(day)) == ("Sabtu", "21 November 2026")
    assert date_in_words(day) == "tanggal dua puluh satu, bulan November, tahun dua ribu dua puluh enam"


def test_every_number_of_a_year_is_told_apart() -> None:
    words = [terbilang(n) for n in range(10_000)]
    assert len(set(words)) == len(words)
    assert not [w for w in words if "  " in w or "satu ribu" in w]
