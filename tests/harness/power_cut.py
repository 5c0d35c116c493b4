"""The power fails at every operation on the disk: what was acknowledged is there, nothing is by half.

    python tests/harness/power_cut.py --things 60
    python tests/harness/power_cut.py --things 60 --fault sync_normal         (must find losses)
    python tests/harness/power_cut.py --things 20 --fault document_unsynced   (must find damaged documents)
    python tests/harness/power_cut.py --scene first_start                     (also: upgrade)

A clerk works on a watched disk (`disk.c`). After each of its operations the power fails: `disk_model.py`
makes what a disk may hold then, the office is opened from that and compared with what was acknowledged.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.harness.clerk import FAULTS  # noqa: E402 - the path is set first
from tests.harness.disk_model import Disk, Fate, digest_of, write  # noqa: E402
from tests.harness.looking import Look  # noqa: E402
from tests.harness.scenes import SCENES, Scene  # noqa: E402
from tests.harness.watched_disk import Operation, build, read_log, under, why_not  # noqa: E402

#: Once as if nothing had reached the disk that need not, twice by chance, once as if everything had (a kill).
FATES: tuple[Fate, ...] = ("lost", "chance", "chance", "kept")
#: A disk that holds the same, after the same was said, need not be looked at again.
_Known = set[tuple[bytes, int]]


class Outcome(NamedTuple):
    """What all cuts together left."""

    scene: str
    acknowledged: int
    operations: int
    cuts: int
    openings: int
    different: int
    found: Counter[str]
    openings_with: Counter[str]
    words: list[str]

    def figures(self) -> dict[str, object]:
        """Everything as plain values."""
        return {
            **self._asdict(),
            "found": dict(self.found),
            "openings_with": dict(self.openings_with),
            "words": self.words[:5],
        }


def cut_everywhere(
    place: Path, scene: Scene, *, things: int = 10, fault: str = "", every: int = 1, seed: int = 7
) -> Outcome:
    """Let a scene play on a watched disk, then cut the power after every so many operations."""
    folder, log, said = place / "kantor", place / "log", place / "kata"
    people = scene.prepare(place / "contoh", folder)
    before = Disk(folder)
    command = [sys.executable, "-m", "tests.harness.scenes", scene.name, str(folder), json.dumps(people)]
    command += [str(seed), fault, str(things), str(said)]
    subprocess.run(command, cwd=ROOT, env=under(build(place), folder, log=log, said=said), check=True)
    return _cut(place / "sisa", before, list(read_log(log)), scene, every, random.Random(seed))


def _cut(
    target: Path, disk: Disk, done: list[Operation], scene: Scene, every: int, chance: random.Random
) -> Outcome:
    found: Counter[str] = Counter()
    openings_with: Counter[str] = Counter()
    words: list[str] = []
    said: list[str] = []
    spoken = b""
    known: _Known = set()
    cuts = openings = different = 0
    for number, operation in enumerate(done):
        if operation.what == "A":
            spoken += operation.content
            *whole, spoken = spoken.split(b"\n")
            said += [line.decode() for line in whole]
        else:
            disk.follow(operation)
        if number % every:
            continue
        cuts += 1
        for fate in FATES:
            left = disk.left(fate, chance)
            openings += 1
            seen = (digest_of(left), len(said))
            if seen in known:
                continue
            write(left, target)
            counts = _looked(scene.look, target, said, words, f"{number} {fate}")
            found += counts
            openings_with.update(counts.keys())
            if not counts:
                known.add(seen)
            different += 1
    return Outcome(
        scene.name, len(said), len(done), cuts, openings, different, found, openings_with, words
    )  # fmt: skip


def _looked(
    looking: Callable[[Path, list[str]], Look], target: Path, said: list[str], words: list[str], where: str
) -> Counter[str]:
    seen = looking(target, said)
    words += [f"{where}: {what} {text}" for what, text in seen.wrong]
    return seen.counts()


def main() -> int:
    """Cut the power everywhere and print what was left; 1 when anything was lost or broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--scene", choices=sorted(SCENES), default="work")
    parser.add_argument("--things", type=int, default=20, help="so many things of a day")
    parser.add_argument("--fault", choices=FAULTS, default="")
    parser.add_argument("--every", type=int, default=1, help="cut after every so many operations")
    parser.add_argument("--seed", type=int, default=7)
    given = parser.parse_args()
    if why_not():
        print(why_not(), file=sys.stderr)
        return 2
    memory = Path("/dev/shm")  # noqa: S108 - not a temporary name: the RAM disk of Linux
    place = Path(
        tempfile.mkdtemp(prefix="papan-sop-listrik-", dir=memory if os.access(memory, os.W_OK) else None)
    )
    began = time.monotonic()
    try:
        outcome = cut_everywhere(
            place,
            SCENES[given.scene],
            things=given.things,
            fault=given.fault,
            every=given.every,
            seed=given.seed,
        )
    finally:
        shutil.rmtree(place, ignore_errors=True)
    figures = {"fault": given.fault, **outcome.figures(), "seconds": round(time.monotonic() - began)}
    print(json.dumps(figures, ensure_ascii=False))
    return 1 if outcome.found else 0


if __name__ == "__main__":
    sys.exit(main())
