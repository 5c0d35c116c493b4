"""Programs that work in one office, or make it, at the same time: nobody is locked out, nothing is lost."""

from __future__ import annotations

from pathlib import Path

from tests.harness.two_programs import start_side_by_side, work_side_by_side


def test_two_programs_in_one_office_lock_nobody_out(tmp_path: Path) -> None:
    outcome = work_side_by_side(tmp_path, 400)
    assert (outcome.locked, outcome.wrong) == (0, [])
    assert outcome.acts >= 400
    assert outcome.largest_log_mb <= 16


def test_two_first_starts_of_one_office_make_one(tmp_path: Path) -> None:
    assert start_side_by_side(tmp_path, 3) == []
