from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from sop_pictures import ENDLESS, FRAMES, check_picture, made_up, measure

from models.rules.sop_picture import lay_out

FRAME = st.sampled_from([*FRAMES.values(), ENDLESS])


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 12), FRAME)
def test_made_up_sops_keep_all_rules(seed: int, executors: int, rows: int, frame) -> None:
    sop = made_up(seed, executors, rows)
    check_picture(sop, lay_out(sop, frame, measure), frame)


@settings(max_examples=3, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(25, 40), FRAME)
def test_long_made_up_sops_keep_all_rules(seed: int, executors: int, rows: int, frame) -> None:
    sop = made_up(seed, executors, rows)
    check_picture(sop, lay_out(sop, frame, measure), frame)
