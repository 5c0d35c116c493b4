"""One window per data folder, also after the first was killed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop.single_instance import LOCK_NAME, SingleInstance

HOLD = """
import sys, time
from pathlib import Path
from desktop.single_instance import SingleInstance
lock = SingleInstance(Path(sys.argv[1]))
print(lock.take(), flush=True)
time.sleep(60)
"""


def test_a_second_window_is_refused_and_told_whose_the_first_is(tmp_path: Path) -> None:
    root = Path(__file__).parents[2]
    holder = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "True"
        second = SingleInstance(tmp_path)
        assert not second.take()
        assert str(holder.pid) in second.owner()
    finally:
        holder.kill()
        holder.communicate()
    # a process that died leaves its lock behind, and it counts for nothing
    assert (tmp_path / LOCK_NAME).exists()
    third = SingleInstance(tmp_path)
    assert third.take()
    third.release()
    assert not (tmp_path / LOCK_NAME).exists()


def test_different_folders_do_not_disturb_one_another(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first, second = SingleInstance(tmp_path / "a"), SingleInstance(tmp_path / "b")
    assert first.take()
    assert second.take()
    first.release()
    second.release()
