"""Numbers are what their pattern says, and patterns that could double them are refused."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.numbering import DEFAULT_PATTERN, LENGTH_LIMIT, format_number, pattern_fault


def test_the_default_pattern() -> None:
    assert format_number(DEFAULT_PATTERN, 12, "PAW", date(2026, 11, 3)) == "012/PAW/XI/2026"
    assert format_number(DEFAULT_PATTERN, 1234, "PAW", date(2026, 1, 3)) == "1234/PAW/I/2026"


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        (DEFAULT_PATTERN, ""),
        ("{urut}-{bulan}-{tahun}", ""),
        ("  ", "pola_kosong"),
        ("{kode}/{tahun}", "pola_tanpa_urut"),
        ("{urut:03}", "pola_tanpa_tahun"),
        ("{urut:03}/{tahun", "pola_tanda_asing"),
        ("{urut:x}/{tahun}", "pola_tanda_asing"),
        ("{urut.__class__}/{tahun}", "pola_tanda_asing"),
        ("{urut}/{tahun}\n", "pola_tanda_asing"),
        ("{urut}/{tahun}/" + "x" * 60, "pola_terlalu_panjang"),
    ],
)
def test_patterns_are_checked(pattern: str, fault: str) -> None:
    assert pattern_fault(pattern) == fault


@given(
    st.text(alphabet="ab/{}:03urtkodelnhm_", max_size=40),
    st.integers(1, 999_999),
    st.integers(1, 999_999),
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
)
def test_a_good_pattern_never_doubles_a_number(text: str, one: int, other: int, day: date) -> None:
    pattern = text + "{urut}/{tahun}"
    if pattern_fault(pattern):
        return
    first, second = (format_number(pattern, n, "PAW", day) for n in (one, other))
    assert len(first) <= LENGTH_LIMIT
    assert (first == second) == (one == other)
