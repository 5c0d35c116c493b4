"""One completed step through models/actions, against bare peewee doing the same writes in one commit.

    .venv/bin/python tests/benchmarks/step.py [--work FOLDER] [--rounds 200] [--growth]

Limits: at most 1.6 x bare peewee (instances: get, save, create), one commit; at most 1.15 x when the
history grows tenfold (1,200 -> 12,000 cases; with --growth also 12,000 -> 100,000). All variants take
turns on different requests of one copied office, on the same connection.
"""

from __future__ import annotations

import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

from offices import CODE, arguments, copy_of, office_folder

from models.actions import complete, documents
from models.records.completion import Attempt
from models.records.registration import PaperAttachment
from models.records.results import Changed
from models.store import case_state, history
from models.store.office import Office
from models.store.opening import open_office
from models.store.tables import (
    Card,
    Case,
    Draft,
    ExecutorPosition,
    History,
    Holding,
    PartRun,
    SopRow,
    StepRun,
)

#: Rows of one part, one after the other, all done by the same executor, each with one output.
ROWS = {
    "7": "spesifikasi_kebutuhan",
    "8": "rancangan_rinci",
    "9": "desain_database",
    "10": "disain_front_end",
}
EXECUTOR = "itsm"


def main() -> None:
    """Print medians and ratios."""
    parser = arguments("One completed step.", rounds=200)
    parser.add_argument("--growth", action="store_true", help="also with a history of 100,000 cases")
    parser.add_argument("--only", type=Path, help="measure the act in this office and print JSON")
    given = parser.parse_args()
    if given.only:
        print(json.dumps(acts_only(given.only, given.rounds)))
        return
    against_bare_peewee(office_folder(given.work, 10_000, 2_000), given.rounds)
    sizes = [(1_000, 200), (10_000, 2_000), *([(10_000, 90_000)] if given.growth else [])]
    growth([office_folder(given.work, *size) for size in sizes])


def against_bare_peewee(folder: Path, rounds: int) -> None:
    """The act and the bare writes in turn."""
    office = open_office(copy_of(folder, "step-copy"))
    variants: dict[str, Callable[[Office, int, int], None]] = {
        "through models/actions": act,
        "bare peewee, instances": bare_instances,
        "bare peewee, queries": bare_queries,
    }
    ready = prepare(office, (rounds + 10) * len(variants))
    spent: dict[str, list[float]] = {name: [] for name in variants}
    commits = count_commits(office, ready)
    gc.disable()
    for number in range(rounds + 5):
        for name, variant in variants.items():
            case_id, run_id = ready.pop()
            begin = time.perf_counter()
            variant(office, case_id, run_id)
            if number >= 5:
                spent[name].append((time.perf_counter() - begin) * 1e3)
    gc.enable()
    office.close()
    for name, values in spent.items():
        pairs = zip(spent["through models/actions"], values, strict=True)
        ratio = statistics.median(ours / bare for ours, bare in pairs)
        print(f"{name:24} {statistics.median(values):6.2f} ms   act / this {ratio:5.2f} x")
    print(f"commits per act: {commits}")


def count_commits(office: Office, ready: list[tuple[int, int]]) -> int:
    """How often one act commits."""
    seen: list[str] = []
    connection = office.store.db.connection()
    connection.set_trace_callback(seen.append)
    act(office, *ready.pop())
    connection.set_trace_callback(None)
    return sum(statement.startswith("COMMIT") for statement in seen)


def acts_only(folder: Path, rounds: int) -> list[float]:
    """Milliseconds of single acts in a copy of an office."""
    office = open_office(copy_of(folder, folder.name + "-copy"))
    spent = []
    ready = prepare(office, rounds + 5)
    gc.disable()
    for case_id, run_id in ready:
        begin = time.perf_counter()
        act(office, case_id, run_id)
        spent.append((time.perf_counter() - begin) * 1e3)
    office.close()
    return spent[5:]


def growth(folders: list[Path], turns: int = 5, rounds: int = 30) -> None:
    """Offices of different sizes in turn, each in a process of its own."""
    spent: dict[Path, list[float]] = {folder: [] for folder in folders}
    for _ in range(turns):
        for folder in folders:
            command = [sys.executable, __file__, "--only", str(folder), "--rounds", str(rounds)]
            answer = subprocess.run(command, capture_output=True, text=True, check=True)
            spent[folder].append(statistics.median(json.loads(answer.stdout)))
    for smaller, larger in pairwise(folders):
        ratio = statistics.median(b / a for a, b in zip(spent[smaller], spent[larger], strict=True))
        print(f"growth {smaller.name} -> {larger.name}: {ratio:.2f} x")


def prepare(office: Office, count: int) -> list[tuple[int, int]]:
    """So many requests that only wait for the act: output attached, nothing on hold."""
    query = StepRun.select(StepRun.id, StepRun.case, StepRun.step).join(Case)
    query = query.join(SopRow, on=(Case.sop == SopRow.id)).where(
        (SopRow.code == CODE)
        & (StepRun.state == "terbuka")
        & StepRun.step.in_(list(ROWS))
        & (Case.paused_for == "")
    )
    query = query.order_by(StepRun.id).limit(count)
    found = list(query.tuples())
    if len(found) < count:
        raise SystemExit(f"only {len(found)} requests stand ready; lower --rounds")
    with office.transaction():
        for run_id, case_id, step in found:
            paper = PaperAttachment(ROWS[step], "Rak 1")
            answer = documents.attach(office, worker(), case_id, paper, run_id)
            assert isinstance(answer, Changed), answer
    return [(case_id, run_id) for run_id, case_id, _ in found]


_workers: list[int] = []


def worker() -> int:
    """Somebody who holds the position of those rows."""
    if not _workers:
        query = Holding.select(Holding.person).join(
            ExecutorPosition, on=(ExecutorPosition.position == Holding.position)
        )
        _workers.append(query.where(ExecutorPosition.executor == EXECUTOR).tuples().first()[0])
    return _workers[0]


def act(office: Office, case_id: int, run_id: int) -> None:
    """The act that the window calls; what the window knows already is read outside of it."""
    version = Case.select(Case.version).where(Case.id == case_id).scalar()
    answer = complete.complete_part(office, worker(), run_id, Attempt("a"), version)
    assert isinstance(answer, Changed), answer


#: What finishing writes into the run.
JUDGED = [
    StepRun.state, StepRun.closed_at, StepRun.minutes, StepRun.late, StepRun.outcome, StepRun.reason,
    StepRun.late_code, StepRun.late_text, StepRun.past_target,
]  # fmt: skip


def bare_instances(office: Office, case_id: int, run_id: int) -> None:
    """The writes of the act as peewee's manual would write them."""
    now, person = office.now(), worker()
    last = history.head()
    with office.store.db.atomic("IMMEDIATE"):
        run = StepRun.get_by_id(run_id)
        part = PartRun.get((PartRun.run == run_id) & (PartRun.part == "a"))
        part.state, part.finished_by, part.finished_at, part.contact, part.channel = (
            "selesai",
            person,
            now,
            "",
            "",
        )
        part.save(
            only=[PartRun.state, PartRun.finished_by, PartRun.finished_at, PartRun.contact, PartRun.channel]
        )
        run.state, run.closed_at, run.minutes, run.late = "selesai", now, 60, False
        run.outcome = run.reason = run.late_code = run.late_text = ""
        run.past_target = False
        run.save(only=JUDGED)
        Draft.delete().where(Draft.run == run_id).execute()
        following = StepRun.create(case=case_id, step="8", round=1, opened_at=now)
        PartRun.create(run=following.id, part="a", executor=EXECUTOR, ordinal=0, state="terbuka")
        case = Case.get_by_id(case_id)
        case.last_act_at = now
        case.save(only=[Case.last_act_at])
        History.create(id=last.id + 1, case=case_id, run=run_id, kind="langkah_diselesaikan", recorded_at=now,
                       occurred_at=now, person=person, actor="Contoh", data=DATA, previous=last.digest,
                       digest=last.digest)  # fmt: skip
        Card.delete().where(Card.case == case_id).execute()
        Card.create(**card_values(case, following.id, now))
        case.version += 1
        case.save(only=[Case.version])


def bare_queries(office: Office, case_id: int, run_id: int) -> None:
    """The same writes without instances."""
    now, person = office.now(), worker()
    last = history.head()
    case = case_state.read_case(case_id)
    assert case is not None
    with office.store.db.atomic("IMMEDIATE"):
        PartRun.update(state="selesai", finished_by=person, finished_at=now, contact="", channel="").where(
            (PartRun.run == run_id) & (PartRun.part == "a")).execute()  # fmt: skip
        StepRun.update(
            state="selesai", closed_at=now, minutes=60, late=False, outcome="", reason="", late_code="",
            late_text="", past_target=False,
        ).where(StepRun.id == run_id).execute()  # fmt: skip
        Draft.delete().where(Draft.run == run_id).execute()
        following = StepRun.insert(case=case_id, step="8", round=1, opened_at=now).execute()
        PartRun.insert(run=following, part="a", executor=EXECUTOR, ordinal=0, state="terbuka").execute()
        Case.update(last_act_at=now).where(Case.id == case_id).execute()
        History.insert(id=last.id + 1, case=case_id, run=run_id, kind="langkah_diselesaikan", recorded_at=now,
                       occurred_at=now, person=person, actor="Contoh", data=DATA, previous=last.digest,
                       digest=last.digest).execute()  # fmt: skip
        Card.delete().where(Card.case == case_id).execute()
        Card.insert(**card_values(case, following, now)).execute()
        Case.update(version=case.version + 1).where(Case.id == case_id).execute()


#: As long as what the act records.
DATA = json.dumps({"part": "a", "before": {"a": "terbuka"}, "outcome": "", "minutes": 60, "late": False,
                   "closes": [], "opens": [{"run": 12345, "step": "8", "branch": "", "round": 1}], "end": "",
                   "reason": "", "late_code": "", "late_text": "", "contact": "", "channel": "", "note": "",
                   "due": None, "past_target": False, "choices": {}})  # fmt: skip


def card_values(case: Any, run_id: int, now: Any) -> dict[str, Any]:
    """One card like those of the board."""
    return {
        "case": case.id, "run": run_id, "sop": 1, "part": "a", "column": EXECUTOR, "role": "pelaksana",
        "state": "terbuka", "external": False, "number": case.number, "subject": case.subject,
        "agency": "Dinas Contoh (CONTOH)", "step": "8", "step_no": "8", "step_title": "Perancangan rinci",
        "round": 1, "done": 0, "total": 1, "have": 0, "need": 1, "priority": case.priority,
        "pace": "tanpa_batas", "opened_at": now, "sort_at": 20_000_000_000, "search": case.search,
    }  # fmt: skip


if __name__ == "__main__":
    main()
