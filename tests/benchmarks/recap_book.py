"""The recap workbook against bare openpyxl write-only of the same cells and styles, in time and memory.

    .venv/bin/python tests/benchmarks/recap_book.py [--rows 10000] [--rounds 5]

Limits: at most 1.25 x the bare writing in the same run; peak memory at 100,000 rows at most 1.2 x
that at 10,000 (each in a process of its own).
"""

from __future__ import annotations

import argparse
import io
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "reports")]

import recap_made_up as made_up  # noqa: E402 - found only now
from openpyxl import Workbook  # noqa: E402
from openpyxl.cell import WriteOnlyCell  # noqa: E402

from reports.excel.cells import Styles  # noqa: E402
from reports.excel.recap_book import write_recap  # noqa: E402
from reports.excel.recap_lists import CASES  # noqa: E402


def main() -> None:
    """Run the paired rounds and print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peak", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.peak:
        ours(given.peak)
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
        return
    pairs = [(timed(bare, given.rows), timed(ours, given.rows)) for _ in range(given.rounds)]
    one, other = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"{given.rows} rows: bare {one:.2f} s, recap {other:.2f} s, {ratio:.2f} x (limit 1.25)")
    small, large = (peak(rows) for rows in (10_000, 100_000))
    print(f"peak memory: {small / 1024:.0f} MiB at 10,000 rows, {large / 1024:.0f} MiB at 100,000, "
          f"{large / small:.2f} x (limit 1.2)")  # fmt: skip


def timed(write: object, rows: int) -> float:
    """Seconds of processor time, which a busy machine does not stretch."""
    start = time.process_time()
    write(rows)  # type: ignore[operator]
    return time.process_time() - start


def bare(rows: int) -> None:
    """The cells of the longest list with the same shared styles, and nothing else."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Daftar")
    styles = Styles(book, sheet)
    shared = [styles.cell("", column.style)._style for column in CASES]
    for case in made_up.cases(rows):
        cells = []
        for column, style in zip(CASES, shared, strict=True):
            cell = WriteOnlyCell(sheet, column.value(case))
            cell._style = style
            cells.append(cell)
        sheet.append(cells)
    book.save(io.BytesIO())


def ours(rows: int) -> None:
    """The whole workbook with that list."""
    write_recap(io.BytesIO(), made_up.recap(), made_up.cases(rows), (), ())


def peak(rows: int) -> int:
    """Peak memory in KiB of a process that writes so many rows."""
    done = subprocess.run(
        [sys.executable, __file__, "--peak", str(rows)], capture_output=True, text=True, check=True
    )
    return int(done.stdout.split()[-1])


if __name__ == "__main__":
    main()
