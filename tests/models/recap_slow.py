"""The figures of a period told the slow way: from the raw history alone, case by case, event by event."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from models.records.recap import Figures
from models.store.tables import Case, History, PauseRow, StepRun
from tests.office import SmallOffice

_COMPLETIONS = ("bagian_diselesaikan", "langkah_diselesaikan")


class Told(NamedTuple):
    """How a case counts: SOP, agency, how it came in, how it stood, and what its runs were."""

    sop: int
    agency: int
    entry: str
    ending: str
    late: bool
    past_target: bool
    judged: bool


class SlowRecap:
    """Reads the history and the runs of a small office once, and tells any days of it."""

    def __init__(self, small: SmallOffice) -> None:
        self._small = small
        self._cases = list(Case.select())
        self._events: dict[int | None, list[History]] = defaultdict(list)
        for event in History.select().order_by(History.id):
            event.data = json.loads(event.data)
            self._events[event.case_id].append(event)
        self._runs: dict[int, list[StepRun]] = defaultdict(list)
        for run in StepRun.select().where(StepRun.state != "batal"):
            self._runs[run.case_id].append(run)
        self._pauses: dict[int, list[PauseRow]] = defaultdict(list)
        for pause in PauseRow.select():
            self._pauses[pause.case_id].append(pause)
        mergers = [e.data for e in self._events[None] if e.kind == "opd_digabung"]
        self._renamed = {merger["from"]: merger["to"] for merger in mergers}

    def tell(self, since: date, until: date) -> dict[int, Told]:
        """Every case that counts in these days (both included)."""
        begin = self._small.office.utc(datetime.combine(since, time()))
        end = self._small.office.utc(datetime.combine(until, time()) + timedelta(days=1))
        found: dict[int, Told] = {}
        for case in self._cases:
            moments, agency = self._turns(case, end)
            before = [state for at, state in moments if at < begin]
            inside = [state for at, state in moments if begin <= at < end]
            open_before = bool(before) and before[-1] == "berjalan"
            if not open_before and "berjalan" not in inside:
                continue
            entry = "sisa_awal" if open_before else "dibuka_kembali" if before else "baru"
            state = (before + inside)[-1]
            runs = self._judged(case.id, end, min(end, self._small.office.now()))
            ending = "sisa_akhir" if state == "berjalan" else state
            found[case.id] = Told(case.sop_id, agency, entry, ending, *runs)
        return found

    def finished(self, since: date, until: date) -> Iterator[tuple[str, History]]:
        """The completions of these days that were not undone, each with the code of its SOP."""
        begin = self._small.office.utc(datetime.combine(since, time()))
        end = self._small.office.utc(datetime.combine(until, time()) + timedelta(days=1))
        for case in self._cases:
            events = self._events[case.id]
            undone = {e.data["event"] for e in events if e.kind == "penyelesaian_diurungkan"}
            for event in events:
                if event.kind in _COMPLETIONS and event.id not in undone and begin <= event.occurred_at < end:
                    yield case.sop.code, event

    def steps(self, since: date, until: date) -> dict[tuple[str, str], list[dict[str, Any]]]:
        """What was judged of every finished run, by SOP and printed number of the step."""
        found: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
        runs = {run.id: run for runs in self._runs.values() for run in runs}
        for code, event in self.finished(since, until):
            if event.kind == "langkah_diselesaikan":
                step = self._small.sop(code).step(runs[event.run].step)
                found[code, step.no].append(event.data | {"round": runs[event.run].round})
        return found

    def parts(self, since: date, until: date) -> tuple[Counter[tuple[str, str]], Counter[str]]:
        """Parts finished, by SOP and executor, and those of the office by who finished them."""
        executors: Counter[tuple[str, str]] = Counter()
        people: Counter[str] = Counter()
        runs = {run.id: run for runs in self._runs.values() for run in runs}
        for code, event in self.finished(since, until):
            sop = self._small.sop(code)
            executor = sop.step(runs[event.run].step).part(event.data["part"]).executor
            executors[code, executor] += 1
            if not sop.executor(executor).external:
                people[event.person.name] += 1
        return executors, people

    def _turns(self, case: Case, end: datetime) -> tuple[list[tuple[datetime, str]], int]:
        """When the case was opened and ended (undone endings left out), and its agency at the end."""
        events = self._events[case.id]
        undone = {e.data["event"] for e in events if e.kind == "penyelesaian_diurungkan"}
        agency = events[0].data["agency"]
        moments: list[tuple[datetime, str]] = [(case.received_at, "berjalan")]
        for event in events[1:]:
            at, data = event.occurred_at, event.data
            if event.kind == "dibuka_kembali":
                moments.append((at, "berjalan"))
            elif event.kind == "dibatalkan":
                moments.append((at, "dibatalkan"))
            elif data.get("end") and event.id not in undone:
                moments.append((at, data["end"]))
            elif event.kind == "registrasi_diubah" and "agency_id" in data and at < end:
                agency = data["agency_id"]["after"]
        assert [at for at, _ in moments] == sorted(at for at, _ in moments)
        while agency in self._renamed:
            agency = self._renamed[agency]
        return moments, agency

    def _judged(self, case_id: int, end: datetime, now: datetime) -> tuple[bool, bool, bool]:
        """Whether any run was late, past its target, judged at all, as of the end."""
        late = past = judged = False
        for run in self._runs[case_id]:
            if run.closed_at is not None and run.closed_at < end:
                if run.state == "selesai":
                    late |= run.late
                    past |= run.past_target
                    judged |= run.due_at is not None
                continue
            past |= run.target_at is not None and run.target_at < now
            late |= run.due_at is not None and run.due_at < now and not self._waits(case_id, run.due_at)
        return late, past, judged

    def _waits(self, case_id: int, due: datetime) -> bool:
        """Whether a pause lay over a limit."""
        for pause in self._pauses[case_id]:
            if pause.until_at is None and pause.since_at <= due:
                return True
            if pause.until_at is not None and pause.since_at < due < pause.until_at:
                return True
        return False


def figures(told: dict[int, Told]) -> dict[tuple[int, int], Figures]:
    """The cases counted by SOP and agency."""
    counts: dict[tuple[int, int], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for case in told.values():
        here = counts[case.sop, case.agency]
        here[case.entry] += 1
        here[case.ending] += 1
        here["late"] += case.late
        here["past_target"] += case.past_target
        if case.ending != "sisa_akhir":
            here["on_time"] += case.judged and not case.late
            here["ended_late"] += case.late
            here["unjudged"] += not case.judged and not case.late
    return {key: Figures(**here) for key, here in counts.items()}
