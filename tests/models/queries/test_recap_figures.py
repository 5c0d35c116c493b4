"""The figures of a recap on random histories: balanced on every level, as the raw history tells them."""

from __future__ import annotations

import random
import statistics
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from models.queries.recap import late_runs, part_work, recap, recap_cases, step_work
from models.records.completion import LATE_REASONS
from models.records.recap import Figures, Period, RecapCase, WorkRow
from models.rules import periods
from models.store import recap_figures
from models.store.rederive import differences
from tests.models.recap_slow import SlowRecap
from tests.models.recap_slow import figures as slow_figures
from tests.models.recap_story import RecapStory
from tests.office import SmallOffice, copy_office

ENTRIES = ("sisa_awal", "baru", "dibuka_kembali")
ENDINGS = ("selesai", "ditolak", "dibatalkan", "sisa_akhir")


def some_periods(story: RecapStory, rng: random.Random) -> list[Period]:
    """Every month of the story and around it, what lies over its turn of the year, and any days."""
    today = story.small.office.local(story.small.clock()).date()
    months = periods.months_until(today + timedelta(days=31), 16)
    days = [date(2025, 10, 1) + timedelta(days=rng.randrange(400)) for _ in range(4)]
    years = (periods.whole_year(2025), periods.whole_year(2026))
    halves = (periods.semester(2025, 2), periods.quarter(2026, 1))
    return [
        *months,
        *years,
        *halves,
        *(periods.any_days(d, d + timedelta(days=rng.randrange(60))) for d in days),
    ]


# a smaller seed is no simpler story: nothing is gained by shrinking
@settings(
    max_examples=3, deadline=None, suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)  # fmt: skip
@given(seed=st.integers(0, 10_000))
def test_random_histories_balance_and_agree_with_the_raw_history(
    template: tuple[Path, dict[str, int]], tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    small = copy_office(*template, tmp_path_factory.mktemp("kisah") / "kantor")
    rng = random.Random(seed)
    story = RecapStory(small, rng)
    for _ in range(70):
        story.act()
    assert list(differences(small.office)) == []
    wanted, slow = some_periods(story, rng), SlowRecap(small)
    left: Figures | None = None
    for period in wanted:
        window = recap_figures.window_of(small.office, period)
        found = recap_figures.figures_of(window)
        assert found == slow_figures(slow.tell(period.since, period.until)), period.name
        assert all(figures.balanced() for figures in found.values())
        total = recap_figures.total_of(found.values())
        if period in wanted[1:16]:
            assert left is not None
            assert total.sisa_awal == left.sisa_akhir, "what is left is what the next month begins with"
        left = total
    period = rng.choice(wanted)
    agree_with_rows(small, slow, period)
    for one in (period, periods.whole_year(2026)):
        agree_with_work(small, one)
    work_agrees_with_history(small, slow, periods.any_days(date(2024, 1, 1), period.until))
    small.office.close()


def agree_with_rows(small: SmallOffice, slow: SlowRecap, period: Period) -> None:
    """Every figure on every level is the number of rows behind it, and the rows are those of the history."""
    told = recap(small.office, period)
    rows = list(recap_cases(small.office, period))
    assert len({row.case_id for row in rows}) == len(rows)
    cases = slow.tell(period.since, period.until)
    assert {r.case_id: (r.entry, r.ending) for r in rows} == {
        i: (t.entry, t.ending) for i, t in cases.items()
    }
    assert {r.case_id for r in rows if r.late_runs} == {i for i, t in cases.items() if t.late}
    assert {r.case_id for r in rows if r.past_targets} == {i for i, t in cases.items() if t.past_target}
    for field in (*Figures._fields, "masuk"):
        behind = list(recap_cases(small.office, period, figure=field))
        assert len(behind) == getattr(told.total, field), field
        by_sop, by_agency = Counter(r.sop for r in behind), Counter(r.agency for r in behind)
        assert all(by_sop[share.key] == getattr(share.figures, field) for share in told.per_sop)
        assert all(by_agency[share.name] == getattr(share.figures, field) for share in told.per_agency)
    for share in told.per_agency[:1]:
        assert len(list(recap_cases(small.office, period, agency=int(share.key)))) == entered(share.figures)
    for level in (told.per_sop, told.per_agency):
        assert recap_figures.total_of(share.figures for share in level) == told.total
    for share in (*told.per_sop, *told.per_agency, *told.per_month):
        assert share.figures.balanced()
    assert told.split == ended_split(rows)
    runs = list(late_runs(small.office, period))
    assert sum(run.finished is not None for run in runs) == sum(count for _, count in told.late_reasons)
    assert sum(step.late for step in told.steps) == sum(count for _, count in told.late_reasons)


def agree_with_work(small: SmallOffice, period: Period) -> None:
    """Every figure of steps, executors and people is the number of rows behind it."""
    office, told = small.office, recap(small.office, period)
    for step in told.steps:
        for figure, count in (("selesai", step.runs), ("terlambat", step.late), ("ulang", step.rounds)):
            behind = list(step_work(office, period, (step.sop,), figure=figure, step=step.step))
            assert len(behind) == count, (step, figure)
            assert {(r.sop, r.step_no) for r in behind} <= {(step.sop, step.no)}
        behind = list(step_work(office, period, (step.sop,), figure="selesai", step=step.step))
        assert statistics.median(r.minutes for r in behind if r.minutes is not None) == step.median
    for executor in told.executors:
        counts = {
            "selesai": executor.finished, "terlambat": executor.late, "berjalan": executor.open,
            "berjalan_terlambat": executor.open_late,
        }  # fmt: skip
        for figure, count in counts.items():
            behind = list(
                part_work(office, period, (executor.sop,), figure=figure, executor=executor.executor)
            )
            assert len(behind) == count, (executor, figure)
            assert {r.executor for r in behind} <= {executor.label}
    for person in told.people:
        counts = {"selesai": person.finished, "terlambat": person.late, "berjalan": person.open}
        for figure, count in counts.items():
            behind = list(part_work(office, period, figure=figure, person=person.person))
            assert len(behind) == count, (person, figure)
            assert {r.person for r in behind} <= {person.name}
    every = [row for figure in ("selesai", "berjalan") for row in part_work(office, period, figure=figure)]
    assert all(tells_what_is_known(row, period) for row in every)
    sops = [share.key for share in told.per_sop]
    for figure in ("selesai", "berjalan"):
        places = [(sops.index(row.sop), row.case_id) for row in part_work(office, period, figure=figure)]
        assert places == sorted(places), "by SOP, then request by request"
    assert len(list(recap_cases(office, period, figure="berakhir"))) == sum(
        getattr(told.total, ending) for ending in ENDINGS[:3]
    )


def tells_what_is_known(row: WorkRow, period: Period) -> bool:
    """Nothing in a row lies after the end of its period."""
    end = periods.borders(period)[1]
    return row.opened < end and (row.finished is None or periods.borders(period)[0] <= row.finished < end)


def work_agrees_with_history(small: SmallOffice, slow: SlowRecap, period: Period) -> None:
    """Steps, executors and people against the completions that the history keeps."""
    told = recap(small.office, period)
    steps = slow.steps(period.since, period.until)
    assert {(s.sop, s.no): s.runs for s in told.steps} == {key: len(runs) for key, runs in steps.items()}
    for step in told.steps:
        runs = steps[step.sop, step.no]
        minutes = [run["minutes"] for run in runs]
        assert (step.median, step.slowest) == (statistics.median(minutes), max(minutes))
        assert step.mean == sum(minutes) / len(minutes)
        assert step.late == sum(run["late"] for run in runs)
        assert step.past_target == sum(run["past_target"] for run in runs)
        assert step.unjudged == sum(run["due"] is None for run in runs)
        assert step.rounds == sum(run["round"] > 1 for run in runs)
        assert step.runs == step.on_time + step.late + step.unjudged
    reasons = Counter(
        LATE_REASONS[run["late_code"]] for runs in steps.values() for run in runs if run["late"]
    )
    assert dict(told.late_reasons) == reasons
    executors, people = slow.parts(period.since, period.until)
    assert {(e.sop, e.executor): e.finished for e in told.executors if e.finished} == executors
    assert {p.name: p.finished for p in told.people if p.finished} == people


def ended_split(rows: list[RecapCase]) -> tuple[int, ...]:
    ended = [row.split for row in rows if row.ending != "sisa_akhir"]
    return tuple(sum(column) for column in zip(*ended, strict=True)) if ended else (0,) * 5


def entered(figures: Figures) -> int:
    return figures.sisa_awal + figures.masuk
