"""Several programs work in one office at once: everybody gets a turn, nobody overwrites anybody.

    python tests/harness/two_programs.py --acts 10000
    python tests/harness/two_programs.py --acts 10000 --programs 4
    python tests/harness/two_programs.py --starts 50          (first starts of the same office, at once)

Each program is a clerk that takes in and goes on with the same cases as the others. Who was overtaken is told
so and goes on; "locked" is told to nobody.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from subprocess import PIPE, Popen
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.records.results import Refused  # noqa: E402 - the path is set first
from models.store.opening import DATABASE_NAME, open_office  # noqa: E402
from models.store.problems import StoreProblem  # noqa: E402
from tests.harness.clerk import at_work  # noqa: E402
from tests.harness.looking import Look, look  # noqa: E402
from tests.harness.offices import make_template, new_office  # noqa: E402
from tests.harness.scenes import set_up  # noqa: E402
from tests.office import HandClock  # noqa: E402

LOCKED = "terkunci"


class Outcome(NamedTuple):
    """What all programs together did, and what was found afterwards; times in milliseconds an act."""

    programs: int
    acts: int
    locked: int
    overtaken: int
    refused: dict[str, int]
    wrong: list[str]
    median_ms: float
    p99_ms: float
    longest_ms: float
    largest_log_mb: float


def work_side_by_side(place: Path, acts: int, programs: int = 2) -> Outcome:
    """Let so many programs do so many acts in one office, then look at it."""
    folder = place / "kantor"
    people = new_office(make_template(place / "contoh"), folder)
    share = acts // programs
    children = [_child("--work", folder, people, share, place / f"kata-{n}", n) for n in range(programs)]
    for child in children:
        _begin(child)
    log, largest = folder / f"{DATABASE_NAME}-wal", 0
    while any(child.poll() is None for child in children):
        if log.exists():
            largest = max(largest, log.stat().st_size)
        time.sleep(0.05)
    told = [_answer(child) for child in children]
    said = [line for n in range(programs) for line in (place / f"kata-{n}").read_text("utf-8").splitlines()]
    times = sorted(ms for answer in told for ms in answer["times"])
    refused = sum((Counter(answer["refused"]) for answer in told), Counter[str]())
    seen: Look = look(folder, said)
    return Outcome(
        programs, len(said), refused[LOCKED], sum(answer["overtaken"] for answer in told), dict(refused),
        [f"{what} {words}" for what, words in seen.wrong], round(statistics.median(times), 2),
        round(times[len(times) * 99 // 100], 2), round(times[-1], 1), round(largest / 2**20, 1),
    )  # fmt: skip


def start_side_by_side(place: Path, programs: int = 2) -> list[str]:
    """Let programs make the same office at once, and set it up; what is wrong afterwards."""
    folder = place / "kantor"
    children = [_child("--start", folder, {}, 0, place / "kata", n) for n in range(programs)]
    for child in children:
        _begin(child)
    told = [_answer(child)["told"] for child in children]
    wrong = [words for words in told if words not in {"done", "kantor_sudah_disiapkan"}]
    if told.count("done") != 1:
        wrong.append(f"{told.count('done')} of {programs} set the office up")
    return wrong + [f"{what} {words}" for what, words in look(folder, ()).wrong]


def _child(kind: str, folder: Path, people: dict[str, int], acts: int, said: Path, seed: int) -> Popen[str]:
    command = [
        sys.executable,
        __file__,
        kind,
        str(folder),
        json.dumps(people),
        str(acts),
        str(said),
        str(seed),
    ]
    return Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True, cwd=ROOT)


def _begin(child: Popen[str]) -> None:
    assert child.stdin is not None
    assert child.stdout is not None
    if child.stdout.readline() != "ready\n":
        raise RuntimeError(child.communicate()[1])
    child.stdin.write("\n")
    child.stdin.flush()


def _answer(child: Popen[str]) -> dict[str, object]:
    out, error = child.communicate()
    if child.returncode or error:
        raise RuntimeError(error)
    answer: dict[str, object] = json.loads(out)
    return answer


def _work(folder: Path, people: dict[str, int], acts: int, said: Path, seed: int) -> dict[str, object]:
    refused: Counter[str] = Counter()
    times: list[float] = []
    with said.open("w", encoding="utf-8") as file:
        spoken = 0

        def say(words: str) -> None:
            nonlocal spoken
            file.write(f"{words}\n")
            spoken += 1

        with at_work(folder, people, say, seed) as clerk:
            clerk.largest_paper = 3_000
            while spoken < acts:
                began, before = time.perf_counter(), spoken
                try:
                    clerk.work()
                except AssertionError as error:  # `done` of an act that was refused
                    refusal = error.args[0]
                    if not isinstance(refusal, Refused):
                        raise
                    refused.update(obstacle.code for obstacle in refusal.obstacles)
                if spoken > before:
                    times.append((time.perf_counter() - began) * 1000 / (spoken - before))
            overtaken = len(clerk.refusals)
    return {"refused": refused, "times": times, "overtaken": overtaken}


def _start(folder: Path) -> dict[str, object]:
    try:
        office = open_office(folder, HandClock(), create=True)
    except StoreProblem as problem:
        return {"told": problem.code}
    try:
        answer = set_up(office)
    finally:
        office.close()
    return {"told": ", ".join(o.code for o in answer.obstacles) if isinstance(answer, Refused) else "done"}


def _as_child(kind: str, words: list[str]) -> int:
    folder, people, acts, said, seed = words
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    if kind == "--start":
        answer = _start(Path(folder))
    else:
        answer = _work(Path(folder), json.loads(people), int(acts), Path(said), int(seed))
    sys.stdout.write(json.dumps(answer))
    return 0


def main() -> int:
    """Let programs work or start side by side; 1 when anybody was locked out or anything is wrong."""
    if len(sys.argv) > 2 and sys.argv[1] in ("--work", "--start"):
        return _as_child(sys.argv[1], sys.argv[2:])
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--acts", type=int, default=10_000)
    parser.add_argument("--programs", type=int, default=2)
    parser.add_argument("--starts", type=int, default=0, help="so many first starts at once instead of work")
    given = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="papan-sop-berdua-"))
    began = time.monotonic()
    try:
        if given.starts:
            wrong = []
            for number in range(given.starts):
                wrong += start_side_by_side(place / str(number), given.programs)
            figures: dict[str, object] = {"starts": given.starts, "wrong": len(wrong), "words": wrong[:5]}
            failed = bool(wrong)
        else:
            outcome = work_side_by_side(place, given.acts, given.programs)
            figures = outcome._asdict() | {"wrong": len(outcome.wrong), "words": outcome.wrong[:5]}
            failed = bool(outcome.wrong or outcome.locked)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(json.dumps({**figures, "seconds": round(time.monotonic() - began)}, ensure_ascii=False))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
