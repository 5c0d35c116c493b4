"""Random acts in random order: whatever is allowed leaves history, runs, deadlines and cards in agreement."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from models.actions import cards, documents, moves, pauses, undo, work
from models.records.completion import LATE_REASONS
from models.records.registration import PaperAttachment
from models.records.results import Changed, Result
from models.store import case_state, history
from models.store.case_state import RunFacts
from models.store.rederive import differences
from models.store.seal_findings import check_seals
from models.store.statements import Statement
from models.store.tables import Card, ExecutorPosition, Holding, SopRow
from tests.office import SmallOffice, add_sop

SPLIT_SOP = """
code = "UJI"
name = "SOP uji dengan cabang"

[[executor]]
id = "satu"
label = "Satu"

[[executor]]
id = "dua"
label = "Dua"

[[executor]]
id = "luar"
label = "Luar"
external = true

[[document]]
id = "surat"
label = "Surat"

[[document]]
id = "hasil"
label = "Hasil"

[[step]]
id = "1"
no = "1"
title = "Mulai kerja"
text = "Mulai kerja"
time_text = "1 Hari"
parts = [{ id = "a", executor = "satu" }]
gives = [{ docs = ["surat", "hasil"], at_least = 1 }]
next = ["2", "3"]
join = "5"

[[step]]
id = "2"
no = "2"
title = "Cabang pertama"
text = "Cabang pertama"
time_text = "2 Jam"
parts_mode = "urut"
parts = [{ id = "a", executor = "satu" }, { id = "b", executor = "luar" }]
next = "5"

[[step]]
id = "3"
no = "3"
kind = "keputusan"
title = "Cabang kedua"
text = "Cabang kedua"
time_text = "1-3 Hari"
parts_mode = "salah_satu"
parts = [{ id = "a", executor = "dua" }, { id = "b", executor = "satu" }]
outcomes = [
  { id = "terus", label = "Terus", to = "4" },
  { id = "ulang", label = "Ulang", to = "3", reason = true, pause_for = "luar" },
  { id = "tolak", label = "Tolak", end = "ditolak", reason = true },
]

[[step]]
id = "4"
no = "4"
title = "Lanjutan cabang kedua"
text = "Lanjutan cabang kedua"
time_text = "tentatif"
parts = [{ id = "a", executor = "dua" }]
next = "5"

[[step]]
id = "5"
no = "5"
title = "Bertemu"
text = "Bertemu"
time_text = ""
parts = [{ id = "a", executor = "dua" }, { id = "b", executor = "luar", role = "peserta" }]
needs = [{ docs = ["surat", "hasil"], at_least = 1 }]
"""


class Walker:
    """Tries random acts on one case, each as whoever may do it."""

    def __init__(self, small: SmallOffice, code: str, rng: random.Random) -> None:
        self.small, self.rng = small, rng
        self.case = small.register(code)
        self.done: set[str] = set()

    @property
    def run(self) -> RunFacts | None:
        runs = self.small.open_runs(self.case)
        return self.rng.choice(runs) if runs else None

    def act(self) -> None:
        self.small.clock.forward(minutes=self.rng.choice((7, 90, 1500, 9000)))
        verbs: list[tuple[int, Callable[[], Result | None]]] = [
            (12, self.complete), (5, self.complete_and_undo), (2, self.give_back), (2, self.pause),
            (4, self.go_on), (1, self.skip), (1, self.cancel), (3, self.reopen), (2, self.undo),
            (1, self.note), (2, self.attach), (1, self.withdraw),
        ]  # fmt: skip
        verb = self.rng.choices([v for _, v in verbs], [w for w, _ in verbs])[0]
        answer = verb()
        if isinstance(answer, Changed):
            self.done.add(verb.__name__)

    def complete(self) -> Result | None:
        run = self.run
        if run is None or self.small.case(self.case).paused_for:
            return None
        step = self.small.office.sop(self.small.case(self.case).version_id).step(run.step)
        parts = [p for p in case_state.parts_of([run.id]) if p.state == "terbuka"]
        outcome = self.rng.choice(step.outcomes).id
        part = self.rng.choice(parts).part
        self.small.supply(self.case, run, outcome, part)
        self.agree(run)
        late = self.rng.choice(list(LATE_REASONS))
        return self.small.complete(
            run, part, outcome, late_code=late, late_text="karena uji", outcome_reason="alasan uji"
        )

    def agree(self, run: RunFacts) -> None:
        if run.time_kind == "tentatif" and run.target_at is None:
            target = self.small.office.local(self.small.clock()).replace(hour=23)
            work.agree_target(self.small.office, self.leader, run.id, target, "OPD", self.version)

    def complete_and_undo(self) -> Result | None:
        """Undoing at once must leave the case as it was before completing."""
        run = self.run
        if run is None or self.small.case(self.case).paused_for:
            return None
        step = self.small.office.sop(self.small.case(self.case).version_id).step(run.step)
        part = next(p.part for p in case_state.parts_of([run.id]) if p.state == "terbuka")
        outcome = self.rng.choice(step.outcomes).id
        self.small.supply(self.case, run, outcome, part)
        self.agree(run)
        before = snapshot(self.small, self.case)
        answer = self.small.complete(run, part, outcome, late_code="opd", outcome_reason="alasan uji")
        if isinstance(answer, Changed):
            assert isinstance(self.undo(), Changed)
            assert snapshot(self.small, self.case) == before
        return answer

    def give_back(self) -> Result | None:
        run = self.run
        if run is None:
            return None
        steps = self.small.office.sop(self.small.case(self.case).version_id).work_steps
        step = self.rng.choice(steps).id
        return moves.return_case(self.small.office, self.leader, run.id, step, "uji", self.version)

    def pause(self) -> Result:
        party = self.rng.choice(("opd", "rapat"))
        return pauses.pause_case(self.small.office, self.leader, self.case, party, "uji", self.version)

    def go_on(self) -> Result:
        return pauses.continue_case(self.small.office, self.leader, self.case, self.version)

    def skip(self) -> Result | None:
        run = self.run
        if run is None:
            return None
        step = self.small.office.sop(self.small.case(self.case).version_id).step(run.step)
        outcome = self.rng.choice(step.outcomes).id
        return moves.skip_step(self.small.office, self.leader, run.id, "uji", self.version, outcome=outcome)

    def cancel(self) -> Result:
        return moves.cancel_case(self.small.office, self.leader, self.case, "uji", self.version)

    def reopen(self) -> Result:
        return moves.reopen_case(self.small.office, self.leader, self.case, "uji", self.version)

    def undo(self) -> Result:
        return undo.undo_last(self.small.office, self.leader, self.case, self.version)

    def note(self) -> Result:
        return work.add_note(self.small.office, self.leader, self.case, "uji")

    def attach(self) -> Result:
        types = self.small.office.sop(self.small.case(self.case).version_id).documents
        paper = PaperAttachment(self.rng.choice(types).id, "Rak uji")
        return documents.attach(self.small.office, self.leader, self.case, paper)

    def withdraw(self) -> Result | None:
        newest = list(case_state.newest_documents(self.case).values())
        if not newest:
            return None
        return documents.withdraw(self.small.office, self.leader, self.rng.choice(newest).id, "uji")

    @property
    def leader(self) -> int:
        return self.small.people["leader"]

    @property
    def version(self) -> int:
        return self.small.version(self.case)


def snapshot(small: SmallOffice, case_id: int) -> tuple[object, ...]:
    runs = small.open_runs(case_id)
    parts = case_state.parts_of([r.id for r in runs])
    case = small.case(case_id)._replace(version=0)
    return case, runs, parts, case_state.newest_documents(case_id), cards_of(case_id)


CARDS = Statement(
    lambda case_id: Card.select(*(field for name, field in Card._meta.fields.items() if name != "id")).where(
        Card.case == case_id
    )
)


def cards_of(case_id: int) -> list[tuple[object, ...]]:
    return sorted(CARDS.rows(case_id), key=str)


def check(small: SmallOffice, case_id: int) -> None:
    assert list(differences(small.office, [case_id])) == []
    kept = cards_of(case_id)
    with small.office.transaction():
        cards.rebuild(small.office, case_id)
    assert cards_of(case_id) == kept
    case = small.case(case_id)
    runs = small.open_runs(case_id)
    assert bool(runs) == (case.status == "berjalan"), "a running case stands somewhere, an ended one nowhere"
    branches = [r.branch for r in runs]
    assert len(set(branches)) == len(branches), "one run in every branch"
    for run in runs:
        assert any(p.state == "terbuka" for p in case_state.parts_of([run.id]))


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("code", ["MLS", "PP", "PA", "PAW", "UJI"])
def test_random_acts_keep_everything_in_agreement(small: SmallOffice, code: str, seed: int) -> None:
    if code == "UJI":
        add_sop("UJI", SPLIT_SOP, small.office)
        small.people |= {"UJI:satu": small.people["leader"], "UJI:dua": small.people["leader"]}
        fill_split(small)
    walker = Walker(small, code, random.Random(seed))
    for _ in range(30):
        walker.act()
        check(small, walker.case)
    assert {"complete", "complete_and_undo"} <= walker.done
    assert list(history.verify()) == []
    written_by_hand = {"sop", "sop_version", "executor_position"} if code == "UJI" else set()
    assert {f.data.get("tabel") for f in check_seals(small.office)} <= written_by_hand


def fill_split(small: SmallOffice) -> None:
    sop = SopRow.get(SopRow.code == "UJI").id
    position = Holding.get(Holding.person == small.people["leader"]).position_id
    for executor in ("satu", "dua"):
        ExecutorPosition.insert(sop=sop, executor=executor, position=position).execute()
