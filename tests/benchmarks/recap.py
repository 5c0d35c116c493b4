"""The figures of one month against bare SQL, and with a history ten times as long.

    .venv/bin/python tests/benchmarks/recap.py [--work FOLDER] [--rounds 15] [--month-rows 10000]

Limits: at most 2 x the bare SQL that counts the same from the same covering indexes; at most 1.3 x when
the history grows tenfold (4 -> 40 months of 1,000 requests, and as many months again after the one asked
for). The rows are written straight: requests, their spans and runs as the acts would leave them. The
whole recap and its list are told beside it, without a limit.
"""

from __future__ import annotations

import argparse
import gc
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from peewee import chunked

from models.actions.setup import publish_shipped_sops
from models.queries.recap import recap, recap_cases
from models.rules import periods
from models.rules.spans import fork_of, forks_over
from models.store.office import Office
from models.store.opening import open_office
from models.store.recap_figures import figures_of, total_of, window_of
from models.store.recap_tables import CaseSpan
from models.store.tables import Agency, Case, SopVersion, StepRun

RUNS_PER_CASE = 5
AGENCIES = 40
MONTH = periods.month(2024, 6)
NOW = datetime(2031, 1, 15, 3, 0, tzinfo=UTC)

#: What somebody would write by hand who knows the indexes: the same counts, and whether a case was late.
#: (The unary plus keeps the planner from the index by state and time, which it takes without statistics.)
BARE = """
SELECT s.sop_id,
  COALESCE((SELECT a.agency_id FROM agency_change a WHERE a.case_id = s.case_id AND a.at < :until
            ORDER BY a.at DESC LIMIT 1), s.agency_id),
  SUM(s.opened_at < :since), SUM(s.opened_at >= :since AND s.previous_closed_at IS NULL),
  SUM(s.opened_at >= :since AND s.previous_closed_at < :since),
  SUM(s.closed_at < :until AND s.ending = 'selesai'), SUM(s.closed_at < :until AND s.ending = 'ditolak'),
  SUM(s.closed_at < :until AND s.ending = 'dibatalkan'),
  SUM(s.closed_at IS NULL OR s.closed_at >= :until),
  SUM(EXISTS (SELECT 1 FROM step_run r WHERE r.case_id = s.case_id AND r.state = 'selesai' AND r.late
              AND +r.closed_at < :until)),
  SUM(EXISTS (SELECT 1 FROM step_run r WHERE r.case_id = s.case_id AND r.state <> 'batal'
              AND (r.closed_at IS NULL OR r.closed_at >= :until) AND r.due_at < :until)),
  SUM(EXISTS (SELECT 1 FROM step_run r WHERE r.case_id = s.case_id AND r.state = 'selesai'
              AND r.past_target AND +r.closed_at < :until)),
  SUM(EXISTS (SELECT 1 FROM step_run r WHERE r.case_id = s.case_id AND r.state = 'selesai'
              AND r.due_at IS NOT NULL AND +r.closed_at < :until))
FROM (
  SELECT * FROM case_span WHERE fork IN ({until_forks}) AND closed_at >= :since
  UNION ALL SELECT * FROM case_span WHERE fork IN ({after_forks}) AND opened_at < :since
  UNION ALL SELECT * FROM case_span WHERE fork = 0 AND opened_at < :since
  UNION ALL SELECT * FROM case_span WHERE opened_at >= :since AND opened_at < :until
) s GROUP BY 1, 2
"""


def main() -> None:
    """Print medians and ratios, and whether they hold."""
    parser = argparse.ArgumentParser(description="The figures of a month.")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "papan-sop-benchmarks")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--month-rows", type=int, default=1_000, help="requests received in a month")
    given = parser.parse_args()
    small = office_folder(given.work, given.month_rows, 2, 2)
    large = office_folder(given.work, given.month_rows, 20, 20)
    spent: dict[str, list[float]] = {"small": [], "large": [], "bare small": [], "bare large": []}
    for _ in range(given.rounds):
        for name, folder in (("small", small), ("large", large)):
            ours, bare = measure(folder)
            spent[name].append(ours)
            spent[f"bare {name}"].append(bare)
    for name, values in spent.items():
        print(f"{name:12} {statistics.median(values):7.2f} ms")
    tell("figures / bare SQL, small", ratio(spent["small"], spent["bare small"]), 2.0)
    tell("figures / bare SQL, large", ratio(spent["large"], spent["bare large"]), 2.0)
    tell("history tenfold", ratio(spent["large"], spent["small"]), 1.3)
    whole(large)


def measure(folder: Path) -> tuple[float, float]:
    """Milliseconds of the figures and of the bare SQL, in one opened office, after one of each."""
    office = open_office(folder, lambda: NOW)
    variants: tuple[Callable[[Office], Any], ...] = (figures, bare_sql)
    answers = [variant(office) for variant in variants]
    assert answers[0] == answers[1], answers
    best = []
    gc.disable()
    for variant in variants:
        took = []
        for _ in range(3):
            began = time.perf_counter()
            variant(office)
            took.append((time.perf_counter() - began) * 1e3)
        best.append(min(took))
    gc.enable()
    office.close()
    return best[0], best[1]


def figures(office: Office) -> tuple[int, ...]:
    """What the program counts."""
    total = total_of(figures_of(window_of(office, MONTH)).values())
    return tuple(total)[:7]


def bare_sql(office: Office) -> tuple[int, ...]:
    """The same counts by hand; rows summed up."""
    window = window_of(office, MONTH)
    until, after = (", ".join(map(str, forks)) for forks in forks_over(window.since))
    sql = BARE.format(until_forks=until, after_forks=after)
    found = office.store.db.execute_sql(sql, {"since": window.since, "until": window.until}).fetchall()
    return tuple(sum(row[column] or 0 for row in found) for column in range(2, 9))


def whole(folder: Path) -> None:
    """The whole recap and its list of requests."""
    office = open_office(folder, lambda: NOW)
    began = time.perf_counter()
    told = recap(office, MONTH)
    middle = time.perf_counter()
    count = sum(1 for _ in recap_cases(office, MONTH))
    end = time.perf_counter()
    office.close()
    print(
        f"whole recap {(middle - began) * 1e3:.0f} ms, list of {count} requests {(end - middle) * 1e3:.0f} ms"
    )
    print(told.total)


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the paired ratios."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


def tell(name: str, found: float, limit: float) -> None:
    """One line of the answer."""
    print(f"{name}: {found:.2f} x (limit {limit}) {'ok' if found <= limit else 'MISSED'}")


def office_folder(work: Path, rows: int, before: int, after: int) -> Path:
    """The folder of an office with so many months before and after the one asked for."""
    folder = work / f"recap-{rows}-{before}-{after}"
    if folder.exists():
        return folder
    draft = folder.with_name(folder.name + ".draft")
    shutil.rmtree(draft, ignore_errors=True)
    print(f"building {folder} ...", file=sys.stderr, flush=True)
    office = open_office(draft, lambda: NOW, create=True)
    publish_shipped_sops(office)
    fill(office, rows, before, after)
    office.store.db.ask("wal_checkpoint(TRUNCATE)")
    office.close()
    return draft.rename(folder)


def fill(office: Office, rows: int, before: int, after: int) -> None:
    """Requests that last up to six weeks, a few of them still open; four of five end as selesai."""
    rng = random.Random(3)
    versions = list(SopVersion.select(SopVersion.id, SopVersion.sop).tuples())
    steps = {version: [s.id for s in office.sop(version).work_steps] for version, _ in versions}
    start = datetime(2024, 6, 1, tzinfo=UTC) - timedelta(days=30.4 * before)
    with office.store.db.atomic():
        for number in range(AGENCIES):
            Agency.insert(name=f"Dinas {number} (CONTOH)", norm=f"dinas {number} (contoh)").execute()
        cases, spans, runs = [], [], []
        for case_id in range(1, rows * (before + 1 + after) + 1):
            received = start + timedelta(days=30.4 * case_id / rows)
            version, sop = rng.choice(versions)
            case = a_case(case_id, int(received.timestamp()), version, sop, rng)
            cases.append(case)
            spans.append(its_span(case))
            runs += its_runs(case, steps[version], rng)
        for table, values in ((Case, cases), (CaseSpan, spans), (StepRun, runs)):
            for batch in chunked(values, 1_000):
                table.insert_many(batch).execute()


def a_case(case_id: int, begin: int, version: int, sop: int, rng: random.Random) -> dict[str, Any]:
    """One request."""
    is_open = rng.random() < 0.002
    return {
        "number": f"{case_id:06}/X/2024", "id": case_id, "sop": sop, "sop_version": version,
        "agency": rng.randrange(AGENCIES) + 1, "subject": "Permohonan contoh " * 4, "channel": "surat",
        "received_at": begin, "registered_at": begin, "last_act_at": begin,
        "status": "berjalan" if is_open else rng.choice(("selesai",) * 4 + ("ditolak",)),
        "closed_at": None if is_open else begin + rng.randrange(86_400, 86_400 * 45),
        "search": "permohonan contoh " * 6,
    }  # fmt: skip


def its_span(case: dict[str, Any]) -> dict[str, Any]:
    """The stretch in which it was open."""
    begin, end = case["received_at"], case["closed_at"]
    return {
        "case": case["id"], "ordinal": 1, "sop": case["sop"], "agency": case["agency"], "opening": "baru",
        "opened_at": begin, "closed_at": end, "ending": "" if end is None else case["status"],
        "fork": 0 if end is None else fork_of(begin, end),
    }  # fmt: skip


def its_runs(case: dict[str, Any], steps: list[str], rng: random.Random) -> Iterator[dict[str, Any]]:
    """Its runs, one after the other; one of ten is late."""
    begin, end = case["received_at"], case["closed_at"]
    each = ((end or begin + 86_400) - begin) // RUNS_PER_CASE
    for number in range(RUNS_PER_CASE):
        opened, late = begin + each * number, rng.random() < 0.1
        still = end is None and number == RUNS_PER_CASE - 1
        yield {
            "case": case["id"], "step": steps[number % len(steps)], "round": 1, "opened_at": opened,
            "state": "terbuka" if still else "selesai", "closed_at": None if still else opened + each,
            "time_kind": "batas", "due_at": opened + each // 2 if late else opened + each * 2,
            "minutes": each // 240, "late": late and not still,
        }  # fmt: skip


if __name__ == "__main__":
    main()
