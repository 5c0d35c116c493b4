"""Processes killed at work: nothing acknowledged is lost, nothing is half done; and what is wrong is seen."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.harness.kill_loop import KillLoop
from tests.harness.victims import why_not

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


def test_killed_processes_lose_nothing(tmp_path: Path) -> None:
    tally = KillLoop(tmp_path, fresh=20).run(40)
    assert tally.sound, tally.figures()
    assert (tally.kills, tally.acknowledged > 100) == (40, True)


def test_two_that_are_killed_side_by_side_lose_nothing(tmp_path: Path) -> None:
    tally = KillLoop(tmp_path, seed=5, writers=2).run(6)
    assert tally.sound, tally.figures()
    assert tally.kills == 12


@pytest.mark.parametrize(("fault", "what"), [("ack_first", "lost"), ("document_after", "dangling")])
def test_a_deliberate_fault_is_caught(tmp_path: Path, fault: str, what: str) -> None:
    tally = KillLoop(tmp_path, fault=fault, fresh=1).run(10)
    assert tally.errors == []
    assert tally.found[what] > 0, tally.figures()
