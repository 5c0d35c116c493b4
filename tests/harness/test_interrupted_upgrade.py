"""Upgrades of old offices that are killed in between are finished by the next start, from every version."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from models.store.migrations import read_migrations

SCRIPT = Path(__file__).with_name("interrupted_upgrade.py")


@pytest.mark.skipif(sys.platform == "win32", reason="the trial forks the process that it kills")
def test_an_upgrade_that_was_killed_is_finished() -> None:
    command = [sys.executable, str(SCRIPT), "--every", "29"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    outcomes = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [outcome["wrong"] for outcome in outcomes] == [0] * (len(read_migrations()) - 1), ran
    assert all(outcome["kills"] > 5 for outcome in outcomes)
    assert (ran.returncode, ran.stderr) == (0, "")
