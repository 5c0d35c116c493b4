"""The states in which the sample office shows requests, and how often each of them occurs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from desktop.sample_plans import (
    DAY,
    Plan,
    PlanWriter,
    looping,
    minutes_for,
    refusing,
    with_several_parts,
)
from models.records.sop import Sop, Step
from models.rules.time_standard import parse_time_standard

Scene = Callable[[Sop, Random], Plan | None]

_LATE_SHARE = 0.08


def standing(pace: str) -> Scene:
    """A request that stands at some row since so long that its badge shows that pace."""

    def scene(sop: Sop, rng: Random) -> Plan | None:
        rows = [s for s in sop.work_steps if pace == "hijau" or _limited(s)]
        if not rows:
            return None
        writer = _at(sop, rng, rng.choice(rows).id)
        step = writer.step or sop.first
        if rng.random() < 0.3:
            writer.add("supply", rng.randint(1, 5))
        if rng.random() < 0.25:
            writer.add("take", rng.randint(1, 5))
        return writer.plan(minutes_for(step, pace, rng))

    return scene


def paused(party: str) -> Scene:
    """A request on hold, waiting for a party."""

    def scene(sop: Sop, rng: Random) -> Plan | None:
        writer = _at(sop, rng, rng.choice(sop.work_steps).id)
        writer.add("hold", rng.randint(20, 200), party)
        return writer.plan(rng.randint(30, 6 * DAY))

    return scene


def resumed(sop: Sop, rng: Random) -> Plan | None:
    """A request that was on hold and runs again."""
    writer = _at(sop, rng, rng.choice(sop.work_steps).id)
    writer.add("hold", rng.randint(20, 200), "opd")
    writer.add("resume", rng.randint(DAY, 5 * DAY))
    return writer.plan(rng.randint(5, DAY))


def waiting_for_agency(sop: Sop, rng: Random) -> Plan | None:
    """Found incomplete: the row opened anew, on hold for the agency."""
    found = looping(sop)
    if found is None or not found[1].pause_for:
        return None
    step, outcome = found
    writer = _at(sop, rng, step.id)
    writer.finish(outcome)
    writer.beats.pop()  # the agency has not answered yet
    return writer.plan(rng.randint(60, 6 * DAY))


def second_round(sop: Sop, rng: Random) -> Plan | None:
    """A row entered for the second time after a failed test; what was delivered since is out of date."""
    found = looping(sop)
    if found is None:
        return None
    step, outcome = found
    writer = _at(sop, rng, step.id)
    writer.finish(outcome)
    if rng.random() < 0.5 and writer.step is not None and writer.step.id != step.id:
        writer.go_to(step.id, _LATE_SHARE)
    return writer.plan(rng.randint(20, DAY))


def sent_back(sop: Sop, rng: Random) -> Plan | None:
    """Returned to a row already done."""
    rows = sop.work_steps
    if len(rows) < 2:
        return None
    here = rng.randrange(1, len(rows))
    writer = _at(sop, rng, rows[here].id)
    writer.send_back(rows[rng.randrange(here)].id)
    return writer.plan(rng.randint(20, 2 * DAY))


def half_done(sop: Sop, rng: Random) -> Plan | None:
    """Some parts of a row done, the last one open."""
    rows = with_several_parts(sop)
    if not rows:
        return None
    writer = _at(sop, rng, rng.choice(rows).id)
    writer.some_parts()
    return writer.plan(rng.randint(20, 2 * DAY))


def with_target(pace: str) -> Scene:
    """A row without a limit and with an agreed date, still ahead (hijau) or already passed (merah)."""

    def scene(sop: Sop, rng: Random) -> Plan | None:
        rows = [s for s in sop.work_steps if not _limited(s)]
        if not rows:
            return None
        writer = _at(sop, rng, rng.choice(rows).id)
        writer.add("target", rng.randint(5, 60), pace)
        return writer.plan(rng.randint(6 * DAY, 9 * DAY) if pace == "merah" else rng.randint(30, 2 * DAY))

    return scene


def noted(sop: Sop, rng: Random) -> Plan | None:
    """A request with notes, a wrong upload withdrawn and an assignee."""
    writer = _at(sop, rng, rng.choice(sop.work_steps).id)
    writer.add("supply")
    writer.add("withdraw")
    writer.add("take")
    writer.add("note")
    return writer.plan(rng.randint(20, DAY))


def undone(sop: Sop, rng: Random) -> Plan | None:
    """The last completion taken back."""
    writer = _at(sop, rng, rng.choice(sop.work_steps).id)
    step = writer.step
    if step is None or step.outcomes[0].pause_for:
        return None
    writer.finish()
    writer.add("undo", rng.randint(1, 20))
    return writer.plan(rng.randint(10, DAY))


def skipped(sop: Sop, rng: Random) -> Plan | None:
    """A row left undone by a leader."""
    rows = [s for s in sop.work_steps[:-1] if not s.is_decision]
    if not rows:
        return None
    writer = _at(sop, rng, rng.choice(rows).id)
    writer.add("skip")
    return writer.plan(rng.randint(20, DAY))


def reopened(sop: Sop, rng: Random) -> Plan | None:
    """Ended, and opened again by a leader."""
    writer = _at(sop, rng, sop.first.id)
    writer.go_to_end(_LATE_SHARE)
    writer.add("reopen", rng.randint(DAY, 4 * DAY))
    return writer.plan(rng.randint(20, DAY))


def finished(late_share: float) -> Scene:
    """Walked through to its end."""

    def scene(sop: Sop, rng: Random) -> Plan | None:
        writer = _at(sop, rng, sop.first.id)
        loop = looping(sop)
        if loop is not None and rng.random() < 0.2:
            writer.go_to(loop[0].id, late_share)
            writer.finish(loop[1])
        writer.go_to_end(late_share)
        return writer.plan(0)

    return scene


def finished_at_once(sop: Sop, rng: Random) -> Plan | None:
    """An old file entered at its last row and finished there: the cheap way to a long history."""
    writer = PlanWriter(sop, rng)
    writer.register(at_step=sop.work_steps[-1].id)
    writer.finish()
    return writer.plan(0)


def entered_under_way(sop: Sop, rng: Random) -> Plan | None:
    """Entered at the row where it already stood: the cheap way to a full board."""
    writer = PlanWriter(sop, rng)
    writer.register(at_step=rng.choice(sop.work_steps).id)
    pace = rng.choices(("hijau", "kuning", "merah"), (60, 20, 20))[0]
    return writer.plan(minutes_for(writer.step or sop.first, pace, rng))


def refused(sop: Sop, rng: Random) -> Plan | None:
    """Refused with its reason."""
    found = refusing(sop)
    if found is None:
        return None
    writer = _at(sop, rng, found[0].id)
    writer.finish(found[1])
    return writer.plan(0)


def cancelled(sop: Sop, rng: Random) -> Plan | None:
    """Cancelled by a leader."""
    writer = _at(sop, rng, rng.choice(sop.work_steps).id)
    writer.add("cancel", rng.randint(60, 4 * DAY))
    return writer.plan(0)


#: Open requests: every scene once for every SOP that has it, then drawn by weight.
OPEN_SCENES: tuple[tuple[Scene, int], ...] = (
    (standing("hijau"), 40), (standing("kuning"), 9), (standing("merah"), 13), (paused("opd"), 5),
    (paused("pejabat"), 2), (paused("rapat"), 1), (paused("lainnya"), 1), (resumed, 2),
    (waiting_for_agency, 3), (second_round, 5), (sent_back, 4), (half_done, 6), (with_target("hijau"), 5),
    (with_target("merah"), 2), (noted, 3), (undone, 1), (skipped, 1), (reopened, 1),
    (entered_under_way, 2),
)  # fmt: skip

ENDED_SCENES: tuple[tuple[Scene, int], ...] = (
    (finished(0.08), 60), (finished(0.5), 15), (refused, 12), (cancelled, 8), (finished_at_once, 5),
)  # fmt: skip


def draw(scenes: tuple[tuple[Scene, int], ...], sops: list[Sop], count: int, rng: Random) -> Iterator[Plan]:
    """So many plans: each scene of each SOP once, as far as they reach, then by weight."""
    first = [(scene, sop) for scene, _ in scenes for sop in sops]
    made = 0
    weights = [weight for _, weight in scenes]
    while made < count:
        if first:
            scene, sop = first.pop(0)
        else:
            scene, sop = rng.choices(scenes, weights)[0][0], rng.choice(sops)
        plan = scene(sop, rng)
        if plan is not None:
            made += 1
            yield plan


def _at(sop: Sop, rng: Random, step_id: str) -> PlanWriter:
    """A writer whose request has come to that row."""
    writer = PlanWriter(sop, rng)
    writer.register()
    writer.go_to(step_id, _LATE_SHARE)
    return writer


def _limited(step: Step) -> bool:
    return parse_time_standard(step.time_text).maximum is not None
