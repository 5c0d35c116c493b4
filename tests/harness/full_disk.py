"""A disk that fails at any operation: a message, nothing acknowledged lost, earlier files as they were.

    python tests/harness/full_disk.py                           (every trial, every operation)
    python tests/harness/full_disk.py --trial work --every 10
    python tests/harness/full_disk.py --error eio --once        (one operation fails, and no other)

What is tried goes on in this very process, on a watched disk (`disk.c`) that lets the first operation that
takes space fail, then the second, the third, until a whole trial passes without meeting the fault. After each
the disk works again and everything is looked at: the office, the files that were there, what was said.
"""

from __future__ import annotations

import argparse
import errno
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.harness.trials import TRIALS, Trial  # noqa: E402 - the path is set first
from tests.harness.watched_disk import FailingDisk, build, under, why_not  # noqa: E402

ERRORS = {"enospc": errno.ENOSPC, "eio": errno.EIO, "edquot": errno.EDQUOT}


@dataclass
class Outcome:
    """What the faults of one trial left."""

    trial: str
    faults: int = 0
    refused: int = 0
    finished: int = 0
    told: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def figures(self) -> dict[str, object]:
        """Everything as plain values."""
        return {**self.__dict__, "told": dict(self.told), "wrong": len(self.wrong), "words": self.wrong[:5]}


def fail_everywhere(place: Path, trial: Trial, error: int, *, lasting: bool, every: int) -> Outcome:
    """Let the disk fail at every so many operations of a trial, and look at what is left."""
    disk = FailingDisk()
    outcome = Outcome(trial.name)
    kept, folder = place / "asal", place / "kantor"
    trial.prepare(kept)
    disk.keep_to(folder)
    number = 0
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(kept, folder)
        with trial.played(folder) as played:
            disk.fail_after(number, error, lasting=lasting)
            played.play()
            # every other time the disk is full still when the program ends
            if number // every % 2:
                played.end()
            met = disk.heal() > number
            outcome.wrong += [f"{number}: {words}" for words in played.look()]
        outcome.told.update(played.told)
        if not met:
            return outcome
        outcome.faults += 1
        outcome.refused += bool(played.told)
        outcome.finished += not played.told
        number += every


def main() -> int:
    """Let the disk fail everywhere and print what was left; 1 when anything was lost or untold."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--trial", choices=sorted(TRIALS), action="append", default=[])
    parser.add_argument("--error", choices=sorted(ERRORS), default="enospc")
    parser.add_argument("--once", action="store_true", help="one operation fails, and no other")
    parser.add_argument("--every", type=int, default=1, help="fail at every so many operations")
    given = parser.parse_args()
    if why_not():
        print(why_not(), file=sys.stderr)
        return 2
    if "DISK_FOLDER" not in os.environ:
        return _again_on_a_watched_disk()
    failed = False
    for name in given.trial or sorted(TRIALS):
        began = time.monotonic()
        place = Path(os.environ["DISK_FOLDER"]) / name
        outcome = fail_everywhere(
            place, TRIALS[name], ERRORS[given.error], lasting=not given.once, every=given.every
        )
        failed = failed or bool(outcome.wrong)
        figures = {**outcome.figures(), "seconds": round(time.monotonic() - began)}
        print(json.dumps(figures, ensure_ascii=False), flush=True)
    return 1 if failed else 0


def _again_on_a_watched_disk() -> int:
    memory = Path("/dev/shm")  # noqa: S108 - not a temporary name: the RAM disk of Linux
    roomy = memory if os.access(memory, os.W_OK) else None
    place = Path(tempfile.mkdtemp(prefix="papan-sop-penuh-", dir=roomy))
    command = [sys.executable, __file__, *sys.argv[1:]]
    try:
        return subprocess.run(command, cwd=ROOT, env=under(build(place), place), check=False).returncode
    finally:
        shutil.rmtree(place, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
