"""Random stories of many requests through the real acts, over the ends of months and years."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta

from models.actions import agencies, moves, pauses, register, undo, work
from models.records.completion import LATE_REASONS
from models.records.results import Changed, Result
from models.store import case_state
from models.store.tables import Agency
from tests.office import SmallOffice

AGENCIES = ("Dinas Satu (CONTOH)", "Dinas Dua (CONTOH)", "Dinas Tiga (CONTOH)", "Dinas Empat (CONTOH)")


class RecapStory:
    """Requests that are registered, worked on, ended, reopened, undone and corrected at random.

    What the acts refuse is simply not done; time passes by minutes, days and weeks.
    """

    def __init__(self, small: SmallOffice, rng: random.Random, begin: str = "2025-11-20 09:00") -> None:
        self.small, self.rng = small, rng
        self.cases: list[int] = []
        self.done: dict[str, int] = {}
        small.clock.at(begin)

    def act(self) -> Result | None:
        """Time passes, then one act on one request, or one on the agencies."""
        self.small.clock.forward(minutes=self.rng.choice((0, 3, 200, 1500, 1500, 6000, 20_000)))
        return self.act_now()

    def verbs(self) -> list[tuple[int, Callable[[], Result | None]]]:
        """What may happen, and how often."""
        return [
            (6, self.begin), (5, self.finish), (6, self.skip), (2, self.cancel), (3, self.complete),
            (5, self.reopen), (5, self.undo), (3, self.correct_agency), (1, self.correct_reception),
            (1, self.merge), (3, self.pause_or_go_on), (2, self.give_back), (2, self.agree_target),
        ]  # fmt: skip

    def act_now(self) -> Result | None:
        """One act at this moment."""
        verbs = self.verbs()
        verb = self.rng.choices([v for _, v in verbs], [w for w, _ in verbs])[0]
        answer = verb()
        if isinstance(answer, Changed):
            self.done[verb.__name__] = self.done.get(verb.__name__, 0) + 1
        return answer

    def begin(self) -> Result | None:
        """Register a request, often one that was received some weeks ago or is under way."""
        now = self.small.office.local(self.small.clock())
        received = now - timedelta(minutes=self.rng.choice((0, 0, 500, 20_000, 60_000)))
        code = self.rng.choice(("PP", "PA"))
        fields: dict[str, object] = {"received_at": received, "agency_name": self.rng.choice(AGENCIES)}
        if self.rng.random() < 0.3:
            fields["start_step"] = self.rng.choice(self.small.sop(code).work_steps).id
            fields["step_started_at"] = received + (now - received) / 2
        self.cases.append(self.small.register(code, **fields))
        return None

    def finish(self) -> Result:
        """A request that is entered at its last row and finished there; what was finished may be undone."""
        last = self.small.sop("PA").work_steps[-1]
        received = self.small.office.local(self.small.clock()) - timedelta(days=self.rng.choice((0, 3, 50)))
        fields = {"received_at": received, "start_step": last.id, "agency_name": self.rng.choice(AGENCIES)}
        case_id = self.small.register("PA", **fields)
        self.cases.append(case_id)
        return self.small.walk(case_id, last.outcomes[0].id, late_code="opd")

    def skip(self) -> Result | None:
        """Go through a row without papers: the quickest way to an end."""
        found = self._run()
        if found is None:
            return None
        case_id, run = found
        outcome = self.rng.choice(
            self.small.office.sop(self.small.case(case_id).version_id).step(run.step).outcomes
        )
        return moves.skip_step(
            self.small.office, self._leader, run.id, "uji", self._version(case_id), outcome=outcome.id
        )

    def complete(self) -> Result | None:
        """Finish a part with everything supplied, late where it is late."""
        found = self._run()
        if found is None or self.small.case(found[0]).paused_for:
            return None
        case_id, run = found
        step = self.small.office.sop(self.small.case(case_id).version_id).step(run.step)
        part = next(p.part for p in case_state.parts_of([run.id]) if p.state == "terbuka")
        outcome = self.rng.choice(step.outcomes).id
        self.small.supply(case_id, run, outcome, part)
        code = self.rng.choice(list(LATE_REASONS))
        return self.small.complete(
            run, part, outcome, late_code=code, late_text="karena uji", outcome_reason="alasan uji"
        )

    def cancel(self) -> Result | None:
        case_id = self._case()
        if case_id is None:
            return None
        return moves.cancel_case(self.small.office, self._leader, case_id, "uji", self._version(case_id))

    def reopen(self) -> Result | None:
        case_id = self._ended()
        if case_id is None:
            return None
        return moves.reopen_case(self.small.office, self._leader, case_id, "uji", self._version(case_id))

    def undo(self) -> Result | None:
        """Take back what was done last, often an ending of weeks ago."""
        case_id = self._ended() or self._case()
        if case_id is None:
            return None
        return undo.undo_last(self.small.office, self._leader, case_id, self._version(case_id))

    def give_back(self) -> Result | None:
        found = self._run()
        if found is None:
            return None
        case_id, run = found
        steps = self.small.office.sop(self.small.case(case_id).version_id).work_steps
        step = self.rng.choice(steps).id
        version = self._version(case_id)
        return moves.return_case(self.small.office, self._leader, run.id, step, "uji", version)

    def pause_or_go_on(self) -> Result | None:
        case_id = self._case()
        if case_id is None:
            return None
        version = self._version(case_id)
        if self.small.case(case_id).paused_for:
            return pauses.continue_case(self.small.office, self._leader, case_id, version)
        party = self.rng.choice(("opd", "rapat"))
        return pauses.pause_case(self.small.office, self._leader, case_id, party, "uji", version)

    def correct_agency(self) -> Result | None:
        found = [row[0] for row in Agency.select(Agency.id).where(Agency.active).order_by(Agency.id).tuples()]
        case_id = self._case()
        if case_id is None or not found:
            return None
        return self._correct(case_id, {"agency_id": self.rng.choice(found)})

    def correct_reception(self) -> Result | None:
        case_id = self._case()
        if case_id is None:
            return None
        received = self.small.office.local(self.small.case(case_id).received_at)
        return self._correct(case_id, {"received_at": received - timedelta(days=self.rng.choice((1, 9, 40)))})

    def merge(self) -> Result | None:
        found = [row[0] for row in Agency.select(Agency.id).where(Agency.active).order_by(Agency.id).tuples()]
        if len(found) < 3:
            return None
        source, target = self.rng.sample(found, 2)
        return agencies.merge_agencies(self.small.office, self.small.people["tu"], source, target)

    def _correct(self, case_id: int, changes: dict[str, object]) -> Result:
        version = self._version(case_id)
        return register.correct_registration(
            self.small.office, self.small.people["tu"], case_id, version, changes
        )

    def agree_target(self) -> Result | None:
        found = self._run()
        if found is None:
            return None
        case_id, run = found
        target = self.small.office.local(self.small.clock()) + timedelta(days=self.rng.choice((1, 20)))
        return work.agree_target(
            self.small.office, self._leader, run.id, target, "OPD", self._version(case_id)
        )

    def _ended(self) -> int | None:
        found = [c for c in self.cases[-12:] if self.small.case(c).status != "berjalan"]
        return self.rng.choice(found) if found else None

    def _case(self) -> int | None:
        return self.rng.choice(self.cases[-12:]) if self.cases else None

    def _run(self) -> tuple[int, case_state.RunFacts] | None:
        case_id = self._case()
        runs = [] if case_id is None else self.small.open_runs(case_id)
        return (case_id, self.rng.choice(runs)) if case_id is not None and runs else None

    def _version(self, case_id: int) -> int:
        return self.small.version(case_id)

    @property
    def _leader(self) -> int:
        return self.small.people["leader"]
