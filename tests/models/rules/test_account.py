"""How long a guess at a password must wait, and which series of wrong ones is told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.account import is_told, wait_after, wait_left

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def test_the_wait_rises_and_has_an_end():
    assert [wait_after(n) for n in range(12)] == [0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900]
    assert wait_after(1_000_000) == 900


@pytest.mark.parametrize(("passed", "left"), [(0, 10), (4, 6), (10, 0), (3600, 0)])
def test_what_is_left_of_it_shrinks_with_time(passed, left):
    assert wait_left(4, NOW - timedelta(seconds=passed), NOW) == left


@given(st.integers(0, 60), st.integers(-(10**9), 10**9))
def test_no_clock_makes_a_wait_longer_than_it_is_or_negative(failures, passed):
    left = wait_left(failures, NOW - timedelta(seconds=passed), NOW)
    assert 0 <= left <= wait_after(failures)
    if passed <= 0:
        # a clock set back takes nothing off
        assert left == wait_after(failures)


def test_a_series_is_told_each_time_it_has_doubled():
    assert [n for n in range(1, 100) if is_told(n)] == [3, 6, 12, 24, 48, 96]
