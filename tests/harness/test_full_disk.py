"""A disk that fails at any operation is told in words; what was there before and what was said stays."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.harness.watched_disk import why_not

SCRIPT = Path(__file__).with_name("full_disk.py")
#: The trials, and how many operations lie between two faults: the large run by hand leaves none out.
FULL = {
    "opening": 3, "sop_paper": 3, "monitoring_paper": 3, "monitoring_book": 9, "work": 41, "recap": 41,
    "first_start": 41, "upgrade": 41, "backup": 41, "restore": 41, "evidence": 121, "full_export": 121,
    "salvage": 397,
}  # fmt: skip
BROKEN = {"opening": 3, "work": 43, "restore": 43}

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


def tried(trials: dict[str, int], *options: str) -> dict[str, dict[str, Any]]:
    """What each trial told."""
    outcomes = {}
    for every in sorted(set(trials.values())):
        names = [f"--trial={name}" for name in trials if trials[name] == every]
        command = [sys.executable, str(SCRIPT), "--every", str(every), *names, *options]
        ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
        assert ran.returncode == 0, (ran.stdout, ran.stderr)
        outcomes |= {line["trial"]: line for line in map(json.loads, ran.stdout.splitlines())}
    return outcomes


@pytest.mark.parametrize(
    ("trials", "options"), [(FULL, ()), (BROKEN, ("--error", "eio", "--once"))], ids=["full", "broken"]
)
def test_a_disk_that_fails_is_told_and_costs_nothing(
    trials: dict[str, int], options: tuple[str, ...]
) -> None:
    outcomes = tried(trials, *options)
    assert outcomes.keys() == trials.keys()
    assert {name: told["words"] for name, told in outcomes.items() if told["wrong"]} == {}
    assert all(told["refused"] >= 1 for told in outcomes.values()), outcomes
