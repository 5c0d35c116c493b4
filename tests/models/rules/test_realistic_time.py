"""The realistic standard: nearest rank, words rounded up, nothing told from too few runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.realistic_time import ENOUGH, middle, ninetieth, proposal, standard_words, usual_day


@given(st.lists(st.integers(0, 100_000), min_size=1, max_size=300))
def test_nine_of_ten_runs_keep_it_and_no_smaller_one_would_do(minutes: list[int]) -> None:
    found = ninetieth(minutes)
    assert found is not None
    kept = sum(m <= found for m in minutes)
    assert kept * 10 >= len(minutes) * 9
    fewer = sum(m < found for m in minutes)
    assert fewer * 10 < len(minutes) * 9


def test_exact_tenths() -> None:
    assert ninetieth(range(1, 11)) == 9
    assert ninetieth(range(1, 21)) == 18
    assert ninetieth(()) is None
    assert middle(()) is None
    assert middle([5, 1, 3]) == 3
    assert middle([1, 4]) == 2


@pytest.mark.parametrize(
    ("minutes", "words"),
    [
        (0, "5 menit"), (5, "5 menit"), (21, "25 menit"), (55, "55 menit"), (56, "1 jam kerja"),
        (60, "1 jam kerja"), (61, "2 jam kerja"), (390, "7 jam kerja"), (391, "1 hari kerja"),
        (450, "1 hari kerja"), (451, "2 hari kerja"), (4500, "10 hari kerja"),
    ],
)  # fmt: skip
def test_standards_are_rounded_up(minutes: int, words: str) -> None:
    assert standard_words(minutes) == words


def test_too_few_runs_tell_nothing() -> None:
    assert proposal([60] * (ENOUGH - 1), "permohonan") == "belum cukup data (9 permohonan; paling sedikit 10)"
    assert proposal([60] * ENOUGH, "permohonan") == "90 % permohonan selesai dalam 1 jam kerja"


def test_the_usual_day_is_that_of_most_days() -> None:
    assert usual_day([450, 450, 450, 450, 450, 0, 0]) == 450
    assert usual_day([420, 420, 300, 0, 0, 0, 0]) == 420
    assert usual_day([]) == 450
