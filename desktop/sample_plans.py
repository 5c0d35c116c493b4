"""What happens to each request of the sample office: beats, planned before any of them is carried out.

Waiting times are working minutes, so that a plan can be laid backwards from the day the sample is made.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from models.records.sop import Outcome, Part, Sop, Step
from models.rules.time_standard import parse_time_standard

#: Working minutes of a day, roughly: planning needs no more.
DAY = 450
_UNIT_MINUTES = {"menit": 1, "jam": 60, "hari": DAY, "minggu": 5 * DAY, "bulan": 22 * DAY}


@dataclass(slots=True)
class Beat:
    """One act, so many working minutes after the one before it; `kind` names a method of the actor."""

    kind: str
    wait: int
    step: str = ""
    part: str = ""
    outcome: str | None = None
    word: str = ""
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Plan:
    """A request from its registration to where the sample leaves it, `age` minutes before the end."""

    code: str
    beats: list[Beat]
    age: int

    @property
    def length(self) -> int:
        """Working minutes from registration to the last beat."""
        return sum(beat.wait for beat in self.beats)


def minutes_for(step: Step, pace: str, rng: Random) -> int:
    """How long a run takes to be hijau, kuning or merah; without a limit any pace is as good."""
    standard = parse_time_standard(step.time_text)
    if standard.maximum is None or standard.unit is None:
        return rng.randint(30, 900)
    unit = _UNIT_MINUTES[standard.unit]
    limit, green = standard.maximum * unit, (standard.minimum or 0) * unit
    in_days = standard.unit not in ("menit", "jam")
    if pace == "merah":
        # A limit in days ends at a closing time, up to a day later than its minutes.
        return limit + (DAY + 60 if in_days else 5) + rng.randint(15, 3 * DAY)
    if pace == "kuning":
        return rng.randint(green + 3, limit - 3) if green else limit - rng.randint(5, max(6, limit // 8))
    top = green - 3 if green else (limit - 30 if in_days else limit - 10)
    return rng.randint(min(10, top), max(top, 11))


class PlanWriter:
    """Writes the beats of one request along the rows of its SOP."""

    def __init__(self, sop: Sop, rng: Random) -> None:
        self.sop = sop
        self.rng = rng
        self.beats: list[Beat] = []
        self.step: Step | None = sop.first
        self._chosen: dict[str, tuple[str, ...]] = {}

    def register(self, *, at_step: str = "") -> None:
        """Register at the first row, or at a row where the case already stands."""
        if at_step:
            self.step = self.sop.step(at_step)
        self.beats.append(Beat("register", 0, at_step))

    def finish(self, outcome: Outcome | None = None, pace: str = "hijau") -> None:
        """Finish the row, every part by its own beat, and go where the outcome leads."""
        step = self._here()
        taken = outcome or step.outcomes[0]
        choices = self._choose_for(step)
        if self._needs_target(step):
            self.beats.append(Beat("target", self.rng.randint(5, 60), step.id, word=pace))
        parts = self._workers(step)
        total = minutes_for(step, pace, self.rng)
        for index, part in enumerate(parts):
            last = index == len(parts) - 1
            wait = total // len(parts)
            beat = Beat("part", wait, step.id, part.id, taken.id if last and step.is_decision else None)
            if last:
                beat.chosen = choices
            self.beats.append(beat)
        if taken.pause_for:
            self.beats.append(Beat("resume", self.rng.randint(DAY, 4 * DAY)))
        self.step = self._following(taken)

    def some_parts(self) -> None:
        """Finish the parts of the row but the last."""
        step = self._here()
        self._choose_for(step)
        parts = self._workers(step)
        for part in parts[: max(1, len(parts) - 1)] if len(parts) > 1 else ():
            self.beats.append(Beat("part", self.rng.randint(20, 200), step.id, part.id))

    def go_to(self, step_id: str, late_share: float) -> None:
        """Finish row after row, by the outcome that leads on, until the request stands at that row."""
        for _ in self.sop.steps:
            if self.step is None or self.step.id == step_id:
                return
            self.finish(forward(self.sop, self.step), self._any_pace(late_share))

    def go_to_end(self, late_share: float) -> None:
        """Finish row after row to the end."""
        self.go_to("", late_share)

    def send_back(self, step_id: str) -> None:
        """Kembalikan to a row already done."""
        self.beats.append(Beat("send_back", self.rng.randint(30, DAY), self._here().id, word=step_id))
        self.step = self.sop.step(step_id)

    def add(self, kind: str, wait: int | None = None, word: str = "") -> None:
        """A beat that leaves the request at its row."""
        step = "" if self.step is None else self.step.id
        beat_wait = self.rng.randint(5, 300) if wait is None else wait
        self.beats.append(Beat(kind, beat_wait, step, word=word))

    def plan(self, age: int) -> Plan:
        """The finished plan."""
        return Plan(self.sop.code, self.beats, age)

    def _here(self) -> Step:
        if self.step is None:
            raise ValueError("the request has already ended")
        return self.step

    def _any_pace(self, late_share: float) -> str:
        drawn = self.rng.random()
        if drawn < late_share:
            return "merah"
        return "kuning" if drawn < late_share + 0.1 else "hijau"

    def _workers(self, step: Step) -> tuple[Part, ...]:
        if step.parts_mode == "salah_satu":
            return (self.rng.choice(step.workers),)
        if step.parts_mode == "dipilih":
            chosen = self._chosen.get(step.id) or (step.workers[0].id,)
            return tuple(p for p in step.workers if p.id in chosen)
        return step.workers

    def _choose_for(self, step: Step) -> dict[str, tuple[str, ...]]:
        """The executors that finishing this row chooses for later rows."""
        chosen: dict[str, tuple[str, ...]] = {}
        for later in self.sop.steps:
            if later.parts_mode == "dipilih" and later.chosen_at == step.id:
                count = min(len(later.workers), self.rng.choice((1, 1, 2)))
                picked = {p.id for p in self.rng.sample(later.workers, count)}
                chosen[later.id] = tuple(p.id for p in later.workers if p.id in picked)
        self._chosen |= chosen
        return chosen

    def _needs_target(self, step: Step) -> bool:
        return parse_time_standard(step.time_text).kind == "tentatif"

    def _following(self, outcome: Outcome) -> Step | None:
        if outcome.end is not None:
            return None
        target = self.sop.step(outcome.to[0])
        return None if target.kind == "selesai" else target


def forward(sop: Sop, step: Step) -> Outcome:
    """The first outcome that leads on rather than back or out."""
    order = [s.id for s in sop.steps]
    for outcome in step.outcomes:
        if outcome.end != "ditolak" and all(order.index(t) > order.index(step.id) for t in outcome.to):
            return outcome
    return step.outcomes[0]


def looping(sop: Sop) -> tuple[Step, Outcome] | None:
    """A decision with the outcome that leads back to a row already done, None where the SOP has none."""
    order = [s.id for s in sop.steps]
    for step in sop.work_steps:
        for outcome in step.outcomes:
            if any(order.index(t) <= order.index(step.id) for t in outcome.to):
                return step, outcome
    return None


def refusing(sop: Sop) -> tuple[Step, Outcome] | None:
    """A decision with the outcome that refuses the request, None where the SOP has none."""
    for step in sop.work_steps:
        for outcome in step.outcomes:
            if outcome.end == "ditolak":
                return step, outcome
    return None


def with_several_parts(sop: Sop) -> tuple[Step, ...]:
    """Rows that several executors do together or in turn."""
    return tuple(s for s in sop.work_steps if len(s.workers) > 1 and s.parts_mode in ("semua", "urut"))
