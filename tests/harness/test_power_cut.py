"""The power fails anywhere: nothing acknowledged is lost; a setting that loses work is seen to lose it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.power_cut import cut_everywhere
from tests.harness.scenes import SCENES
from tests.harness.watched_disk import why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


@pytest.mark.parametrize(
    ("scene", "things", "every"),
    [("work", 8, 13), ("first_start", 1, 31), ("upgrade_1", 1, 41), ("backup", 1, 121), ("restore", 1, 41)],
)
def test_a_power_cut_loses_nothing_acknowledged(tmp_path: Path, scene: str, things: int, every: int) -> None:
    outcome = cut_everywhere(tmp_path, SCENES[scene], things=things, every=every)
    assert outcome.found == {}, outcome.figures()
    assert (outcome.cuts >= 6, outcome.acknowledged > 0) == (True, True)


@pytest.mark.parametrize(
    ("fault", "what"), [("sync_normal", "lost"), ("document_unsynced", "damaged"), ("ack_first", "lost")]
)
def test_what_a_power_cut_must_take_is_seen_to_go(tmp_path: Path, fault: str, what: str) -> None:
    outcome = cut_everywhere(tmp_path, SCENES["work"], things=6, every=13, fault=fault)
    assert outcome.found[what] > 0, outcome.figures()
