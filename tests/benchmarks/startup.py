"""Process start to painted board, against an empty PySide6 window; and what the size of the history costs.

    .venv/bin/python tests/benchmarks/startup.py [--work FOLDER] [--rounds 9] [--growth]

Limits: board of 10,000 open cards at most 2.2 x the empty window; at most 1.1 x of that when the
history grows from 12,000 to 100,000 cases (--growth builds the large office, which takes minutes);
peak memory at most 1.8 x; none of the unwanted libraries imported before the first paint.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from offices import CODE, arguments, office_folder

#: 5,750 open requests of this SOP make 10,000 cards: steps of several parts stand in several columns.
SMALL, LARGE = (5_750, 6_250), (5_750, 94_250)
CHILD = Path(__file__).with_name("first_paint.py")


def main() -> None:
    """Run the paired rounds and print medians and ratios."""
    parser = arguments("Start-up to the painted board.", rounds=9)
    parser.add_argument("--growth", action="store_true", help="also with a history of 100,000 cases")
    given = parser.parse_args()
    variants: dict[str, tuple[str, ...]] = {
        "empty window": ("empty",),
        "board, 12,000 cases": ("board", str(office_folder(given.work, *SMALL)), CODE),
    }
    if given.growth:
        variants["board, 100,000 cases"] = ("board", str(office_folder(given.work, *LARGE)), CODE)
    runs: dict[str, list[dict]] = {name: [] for name in variants}
    for number in range(given.rounds + 1):
        for name, words in variants.items():
            answer = measure(words, given.work / "bytecode")
            if number:  # the first round warms the caches of the disk
                runs[name].append(answer)
    report(runs)


def measure(words: tuple[str, ...], cache: Path) -> dict:
    """One child process."""
    env = os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    # a program that was started once has its bytecode, wherever the benchmark is run
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env["PYTHONPYCACHEPREFIX"] = str(cache)
    env["T0_NS"] = str(time.time_ns())
    done = subprocess.run(
        [sys.executable, CHILD, *words], env=env, capture_output=True, text=True, check=False
    )
    if not done.stdout.strip():
        raise SystemExit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def report(runs: dict[str, list[dict]]) -> None:
    """Medians, and ratios of paired runs."""
    base = runs["empty window"]
    for name, answers in runs.items():
        paint = statistics.median(a["paint_ms"] for a in answers)
        peak = statistics.median(a["peak_mb"] for a in answers)
        ratio = statistics.median(a["paint_ms"] / b["paint_ms"] for a, b in zip(answers, base, strict=True))
        memory = statistics.median(a["peak_mb"] / b["peak_mb"] for a, b in zip(answers, base, strict=True))
        print(f"{name:24} {paint:7.1f} ms  {ratio:5.2f} x   peak {peak:6.1f} MiB  {memory:5.2f} x")
        unwanted = sorted({module for a in answers for module in a["unwanted"]})
        if unwanted:
            print(f"{'':24} imported before the first paint: {', '.join(unwanted)}")
    small, large = runs.get("board, 12,000 cases"), runs.get("board, 100,000 cases")
    if small and large:
        pairs = zip(large, small, strict=True)
        growth = statistics.median(a["paint_ms"] / b["paint_ms"] for a, b in pairs)
        print(f"growth 12,000 -> 100,000 cases: {growth:.2f} x")


if __name__ == "__main__":
    main()
