"""Kill -9 in the middle of work, again and again: no acknowledged step is lost, none is half done.

    python tests/benchmarks/kill_loop.py --kills 300

A child registers requests and completes their steps through `models.actions`, documents copied in and
all, and says so after every commit. It is killed at a random moment; then the office is opened again and
everything that was acknowledged must be there, the history unbroken, every document whole.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from subprocess import PIPE, Popen
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.actions import documents  # noqa: E402
from models.records.registration import FileAttachment  # noqa: E402 - the path is set first
from models.records.results import Result  # noqa: E402
from models.store.integrity import check_office  # noqa: E402
from models.store.opening import open_office  # noqa: E402
from models.store.tables import Case, Document, StepRun  # noqa: E402
from tests.office import HandClock, SmallOffice, build_office  # noqa: E402

#: The longest a child lives after its first acknowledged step.
_LONGEST = 0.12
#: How many children are loaded ahead.
_WAITING = 2
_LARGEST_PAPER = 200_000


class Outcome(NamedTuple):
    """What all the kills together left."""

    kills: int
    acknowledged: int
    lost: int
    findings: list[str]
    errors: list[str]


class WithFiles(SmallOffice):
    """The small office, where every document is a file that is copied in."""

    paper: Path

    def attach(self, case_id: int, doc_type: str, run_id: int | None = None) -> Result:
        self.paper.write_bytes(os.urandom(random.randint(1, _LARGEST_PAPER)))
        stored = self.office.store.files.ingest(self.paper)
        attachment = FileAttachment(doc_type, stored.digest, stored.size, stored.name)
        return documents.attach(self.office, self.people["tu"], case_id, attachment, run_id)


def work(folder: Path, people: dict[str, int], rounds: int) -> None:
    """Register requests and complete their steps, each acknowledged after its commit."""
    clock = HandClock()
    office = open_office(folder, clock)
    small = WithFiles(office, clock, people)
    with tempfile.TemporaryDirectory(prefix="papan-sop-berkas-") as papers:
        small.paper = Path(papers) / "surat.bin"
        for _ in range(rounds):
            case_id = small.register("PP")
            _say(f"case {case_id}")
            for _ in range(4):
                runs = small.open_runs(case_id)
                if not runs:
                    break
                step = small.sop("PP").step(runs[0].step)
                small.walk(case_id, step.outcomes[0].id if step.is_decision else None)
                _say(f"run {runs[0].id}")
    office.close()


def _say(words: str) -> None:
    sys.stdout.write(f"ACK {words}\n")
    sys.stdout.flush()


def kill_again_and_again(folder: Path, people: dict[str, int], kills: int, seed: int = 11) -> Outcome:
    """Kill a working child so many times, looking at everything after each."""
    chance = random.Random(seed)
    acknowledged: list[str] = []
    findings: list[str] = []
    errors: list[str] = []
    # loading takes a child longer than it lives: the next ones load while one works
    waiting = deque(start_child(folder, people) for _ in range(min(_WAITING, kills)))
    for number in range(kills):
        child = waiting.popleft()
        if number + _WAITING < kills:
            waiting.append(start_child(folder, people))
        said, error = _let_work_and_kill(child, chance.uniform(0, _LONGEST))
        acknowledged += said
        errors += error
        findings += [f"{number}: {words}" for words in look(folder)]
    return Outcome(kills, len(acknowledged), count_lost(folder, acknowledged), findings, errors)


def start_child(folder: Path, people: dict[str, int], rounds: int = 1000) -> Popen[str]:
    """A child that has loaded all it needs and waits for a line to begin."""
    command = [sys.executable, __file__, "--write", str(folder), json.dumps(people), str(rounds)]
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True)


def _let_work_and_kill(child: Popen[str], after: float) -> tuple[list[str], list[str]]:
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("\n")
    child.stdin.flush()
    first = child.stdout.readline()
    time.sleep(after)
    child.kill()
    rest, error = child.communicate()
    whole = (first + rest).rpartition("\n")[0].splitlines()
    return [line.removeprefix("ACK ") for line in whole], [error] if error else []


def look(folder: Path) -> list[str]:
    """Everything that is wrong with the office after a kill; a file nobody names yet is not."""
    office = open_office(folder)
    try:
        found = [*office.findings, *check_office(office)]
        return [f"{f.code} {f.data}" for f in found if f.grave]
    finally:
        office.close()


def count_lost(folder: Path, acknowledged: list[str]) -> int:
    """How many acknowledged cases and completed runs are not there."""
    office = open_office(folder)
    try:
        cases = {str(row.id) for row in Case.select(Case.id)}
        finished = {str(r.id) for r in StepRun.select(StepRun.id).where(StepRun.state == "selesai")}
        kept = {"case": cases, "run": finished}
        files = sum(not office.store.files.exists(d.digest) for d in Document.select() if d.kind == "berkas")
        return files + sum(name not in kept[kind] for kind, name in (a.split() for a in acknowledged))
    finally:
        office.close()


def main() -> int:
    """Run the kills and print what they left; 1 when anything was lost or broken."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--write", nargs=3, metavar=("FOLDER", "PEOPLE", "ROUNDS"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.write:
        sys.stdin.readline()
        work(Path(given.write[0]), json.loads(given.write[1]), int(given.write[2]))
        return 0
    folder = Path(tempfile.mkdtemp(prefix="papan-sop-kill-"))
    try:
        people = build_office(folder / "kantor")
        found = kill_again_and_again(folder / "kantor", people, given.kills, given.seed)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(found._asdict(), ensure_ascii=False))
    return 1 if found.lost or found.findings or found.errors else 0


if __name__ == "__main__":
    sys.exit(main())
