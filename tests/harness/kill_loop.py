"""Kill -9 in the middle of work, again and again: no acknowledged act is lost, none is half done.

    python tests/harness/kill_loop.py --kills 500
    python tests/harness/kill_loop.py --kills 200 --writers 2
    python tests/harness/kill_loop.py --kills 60 --fault ack_first        (must find losses)
    python tests/harness/kill_loop.py --kills 60 --fault document_after   (must find dangling documents)

A child does an office's day through `models.actions`: requests, documents that are copied in, steps, papers
with numbers, dispositions. It says after every commit what must be there from then on, and is killed at a
random moment, some while they open the office. After each kill the office is opened and looked at as a whole.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.harness.clerk import FAULTS  # noqa: E402 - the path is set first
from tests.harness.looking import KINDS, Look, look  # noqa: E402
from tests.harness.offices import make_template, new_office  # noqa: E402
from tests.harness.victims import Nursery, Victim, why_not  # noqa: E402

#: A child is killed after one to so many acknowledged acts, and at most so much time after the last of them.
_ACTS, _LONGEST = 16, 0.012
#: The longest a child lives that is killed while it opens the office, and how many are.
_LONGEST_OPENING, _OPENING_SHARE = 0.02, 0.15


@dataclass
class Tally:
    """What all the kills together left."""

    kills: int = 0
    acknowledged: int = 0
    found: Counter[str] = field(default_factory=Counter)
    words: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    strays: int = 0
    half_copies: int = 0
    committed_unsaid: int = 0
    refusals: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing was lost, half done or broken."""
        return not self.found and not self.errors

    def figures(self) -> dict[str, object]:
        """Everything as plain values."""
        return {
            "kills": self.kills, "acknowledged": self.acknowledged,
            **{what: self.found[what] for what in KINDS},
            "committed_unsaid": self.committed_unsaid, "strays": self.strays, "half_copies": self.half_copies,
            "errors": self.errors[:3], "words": self.words[:5],
        }  # fmt: skip


class KillLoop:
    """Kills children at work in one office after the other."""

    def __init__(
        self, place: Path, *, seed: int = 11, fault: str = "", writers: int = 1, fresh: int = 40
    ) -> None:
        self.chance = random.Random(seed)
        self.fault, self.writers, self.fresh = fault, writers, fresh
        self.template = make_template(place / "contoh")
        self.place = place
        self.tally, self._left = Tally(), Look([])
        self._nursery = Nursery(place)

    def run(self, kills: int) -> Tally:
        """Kill so many times, looking at everything after each; a new office now and then."""
        said: list[str] = []
        folder = self.place / "kantor"
        for number in range(kills):
            if number % self.fresh == 0:
                people, said = self._begin_anew(folder), []
            victims = [
                self._nursery.victim(folder, people, self.chance.getrandbits(32), self.fault)
                for _ in range(self.writers)
            ]
            said += self._let_work_and_kill(victims)
            self._look(folder, said, number)
        self._begin_anew(folder)
        self._nursery.close()
        return self.tally

    def _begin_anew(self, folder: Path) -> dict[str, int]:
        self.tally.strays += self._left.strays
        self.tally.half_copies += self._left.half_copies
        self._left = Look([])
        return new_office(self.template, folder)

    def _let_work_and_kill(self, victims: list[Victim]) -> list[str]:
        first = ""
        if self.chance.random() < _OPENING_SHARE:
            time.sleep(self.chance.uniform(0, _LONGEST_OPENING))
        else:
            for _ in range(self.chance.randint(1, _ACTS)):
                first += victims[0].line()
            time.sleep(self.chance.uniform(0, _LONGEST))
        said: list[str] = []
        for victim in victims:
            heard, first = first + victim.kill(), ""
            self.tally.kills += 1
            # a line that the kill cut off was not heard, and nothing is expected of it
            said += heard.rpartition("\n")[0].splitlines()
        error = self._nursery.errors()
        if error:
            self.tally.errors.append(error[-500:])
        self.tally.acknowledged += len(said)
        return said

    def _look(self, folder: Path, said: list[str], number: int) -> None:
        seen = look(folder, said)
        self.tally.found += seen.counts()
        self.tally.words += [f"{number}: {what} {words}" for what, words in seen.wrong]
        self._left = seen
        self.tally.committed_unsaid += max(seen.beyond, 0)
        if seen.wrong:  # told once; the next kills begin from a sound office
            self._begin_anew(folder)
            said.clear()


def main() -> int:
    """Run the kills and print what they left; 1 when anything was lost or broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--writers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--fault", choices=FAULTS, default="")
    parser.add_argument("--fresh", type=int, default=40, help="a new office after so many kills")
    given = parser.parse_args()
    if why_not():
        print(why_not(), file=sys.stderr)
        return 2
    place = Path(tempfile.mkdtemp(prefix="papan-sop-kill-"))
    began = time.monotonic()
    try:
        loop = KillLoop(place, seed=given.seed, fault=given.fault, writers=given.writers, fresh=given.fresh)
        tally = loop.run(given.kills)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    figures = {"fault": given.fault, "writers": given.writers, **tally.figures()}
    print(json.dumps({**figures, "seconds": round(time.monotonic() - began)}, ensure_ascii=False))
    return 0 if tally.sound else 1


if __name__ == "__main__":
    sys.exit(main())
