"""Work that was open at the end of a period: as the boards showed it then, whatever happened since."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from models.actions import work
from models.queries.conditions import late_now
from models.queries.recap import recap
from models.queries.recap_open import OpenPart, open_parts
from models.records.recap import ExecutorShare
from models.records.results import Result
from models.rules import periods
from models.rules.open_parts import PartThen, open_then
from models.store import case_state
from models.store.recap_figures import window_of
from models.store.tables import Card
from tests.models.recap_story import RecapStory
from tests.office import SmallOffice, copy_office, done

#: What a board shows of an open part: SOP, executor, who looks after it, whether its run is late.
Shown = tuple[int, str, int | None, bool]


class PlainStory(RecapStory):
    """A story that is told as it happens: nothing is undone, corrected or entered for days gone by."""

    def verbs(self) -> list[tuple[int, Callable[[], Result | None]]]:
        return [
            (5, self.begin), (8, self.complete), (3, self.skip), (1, self.cancel), (3, self.reopen),
            (3, self.pause_or_go_on), (2, self.give_back), (6, self.assign), (4, self.choose),
        ]  # fmt: skip

    def begin(self) -> Result | None:
        self.cases.append(self.small.register(self.rng.choice(("PP", "PA", "PAW", "MLS", "MLS"))))
        return None

    def assign(self) -> Result | None:
        """Give an open part to whoever holds it, or to nobody."""
        found = self._run()
        if found is None:
            return None
        case_id, run = found
        part = self.rng.choice(
            [p for p in case_state.parts_of([run.id]) if p.state in ("terbuka", "menunggu")]
        )
        code = self.small.office.sop(self.small.case(case_id).version_id).code
        whom = self.rng.choice((None, self.small.person(code, part.executor)))
        return work.assign(self.small.office, self._leader, run.id, part.part, whom)

    def choose(self) -> Result | None:
        """Choose anew who does a step that is chosen for."""
        case_id = self._case()
        if case_id is None:
            return None
        sop = self.small.office.sop(self.small.case(case_id).version_id)
        steps = [step for step in sop.steps if step.parts_mode == "dipilih"]
        if not steps:
            return None
        step = self.rng.choice(steps)
        count = self.rng.randrange(1, len(step.workers) + 1)
        parts = tuple(part.id for part in self.rng.sample(list(step.workers), count))
        return work.choose_executors(
            self.small.office, self._leader, case_id, step.id, parts, self._version(case_id)
        )


def cards(now: int) -> Counter[Shown]:
    """What the boards show at a moment."""
    query = Card.select(Card.sop, Card.column, Card.assignee, Card.due_at, late_now(now))
    query = query.where((Card.role == "pelaksana") & (Card.state == "terbuka"))
    return Counter((sop, column, who, bool(late)) for sop, column, who, _, late in query.tuples())


def as_shown(parts: list[OpenPart]) -> Counter[Shown]:
    return Counter((part.sop_id, part.executor, part.person, part.late) for part in parts)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_end_of_a_month_is_told_as_the_boards_were_then(
    template: tuple[Path, dict[str, int]], tmp_path: Path, seed: int
) -> None:
    small = copy_office(*template, tmp_path / "kantor")
    story = PlainStory(small, random.Random(seed))
    shown: dict[date, Counter[Shown]] = {}
    midnight = small.office.local(small.clock()).date() + timedelta(days=1)
    for _ in range(120):
        before = small.clock.now
        small.clock.forward(minutes=story.rng.choice((0, 3, 200, 1500, 1500, 3000)))
        while midnight <= small.office.local(small.clock()).date():
            moment = small.office.utc(periods.borders(periods.any_days(midnight, midnight))[0])
            shown[midnight - timedelta(days=1)] = cards(int(moment.timestamp()))
            midnight += timedelta(days=1)
        assert small.clock.now >= before
        story.act_now()
    assert {"assign", "choose", "complete", "pause_or_go_on", "give_back"} <= set(story.done)
    assert sum(len(board) for board in shown.values()) > 100
    changed = 0
    for day, board in shown.items():
        window = window_of(small.office, periods.any_days(day, day))
        found = list(open_parts(small.office, window))
        assert as_shown(found) == board, day
        changed += board != cards(window.judged)
    assert changed > 10, "a history in which nothing changed proves nothing"
    small.office.close()


@pytest.mark.parametrize("seed", [4, 5])
def test_a_period_that_lasts_is_told_as_the_boards_are(
    template: tuple[Path, dict[str, int]], tmp_path: Path, seed: int
) -> None:
    small = copy_office(*template, tmp_path / "kantor")
    story = RecapStory(small, random.Random(seed))
    for _ in range(70):
        story.act()
    now = small.office.now()
    month = periods.month_of(small.office.local(now).date())
    found = list(open_parts(small.office, window_of(small.office, month)))
    assert found
    assert as_shown(found) == cards(int(now.timestamp()))
    told = recap(small.office, month).executors
    assert sum(e.open for e in told) == len(found)
    assert sum(e.open_late for e in told) == sum(part.late for part in found)
    small.office.close()


def test_what_was_finished_since_is_still_open_in_the_month_before(small: SmallOffice) -> None:
    small.clock.at("2026-10-05 09:00")
    case = small.register("PP")
    (run,) = small.open_runs(case)
    first = small.sop("PP").step(run.step).workers[0]
    who = small.person("PP", first.executor)
    done(work.assign(small.office, small.people["leader"], run.id, first.id, who))
    small.clock.at("2026-11-03 09:00")
    done(work.assign(small.office, small.people["leader"], run.id, first.id, None))
    small.walk(case, late_code="opd")
    october, november = (recap(small.office, periods.month(2026, n)) for n in (10, 11))
    (there,) = (e for e in october.executors if e.open)
    assert (there.executor, there.open, there.finished, there.late) == (first.executor, 1, 0, 0)
    assert [(p.person, p.open) for p in october.people] == [(who, 1)]
    assert _of(november.executors, first.executor).open == 0
    assert _of(november.executors, first.executor).finished == 1
    assert all(not p.open for p in november.people)


def _of(shares: tuple[ExecutorShare, ...], executor: str) -> ExecutorShare:
    (found,) = (share for share in shares if share.executor == executor)
    return found


def part(name: str, state: str = "terbuka", finished_at: int | None = None) -> PartThen:
    return PartThen(name, name, state, finished_at, None)


@pytest.mark.parametrize(
    ("mode", "parts", "chosen", "found"),
    [
        ("semua", [part("a", "selesai", 5), part("b"), part("c", "peserta")], None, "b"),
        ("semua", [part("a", "selesai", 50), part("b", "selesai", 10)], None, "ab"),
        ("urut", [part("a", "selesai", 50), part("b", "selesai", 60)], None, "a"),
        ("urut", [part("a", "selesai", 5), part("b"), part("c", "menunggu")], None, "b"),
        ("salah_satu", [part("a", "gugur"), part("b", "selesai", 50)], None, "ab"),
        ("dipilih", [part("a", "gugur"), part("b")], None, "b"),
        ("dipilih", [part("a", "gugur"), part("b")], ("a",), "a"),
        ("dipilih", [part("a", "gugur"), part("b")], (), "ab"),
    ],
)
def test_which_parts_were_open_at_second_ten(
    mode: str, parts: list[PartThen], chosen: tuple[str, ...] | None, found: str
) -> None:
    assert "".join(p.part for p in open_then(parts, mode, 10, chosen)) == found
