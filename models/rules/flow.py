"""Where a case goes: the runs that an outcome or a return closes and opens.

A branch path names the splits that a run stands in, outermost first. Each element reads
`split>join#index`; the empty path is outside every split. Source: product rules of Edges
(split and join, end states, return before a split).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from models.records.sop import EndState, Part, Sop, Step


@dataclass(frozen=True, slots=True)
class Token:
    """An open run of a case: its id, its step and the branch path it stands in."""

    run_id: int
    step: str
    branch: str = ""


@dataclass(frozen=True, slots=True)
class Opening:
    """A run to open; `pause_for` is the external executor that the case then waits for."""

    step: str
    branch: str
    pause_for: str = ""


@dataclass(frozen=True, slots=True)
class Move:
    """What follows an act: runs closed besides the one that acts, runs opened, or an end."""

    closes: tuple[int, ...] = ()
    opens: tuple[Opening, ...] = ()
    end: EndState | None = None


def start(sop: Sop, step_id: str = "") -> Opening:
    """The first run of a case: the first row that is work, or the row where it already stands."""
    return Opening(step_id or sop.first.id, "")


def advance(sop: Sop, run: Token, outcome_id: str, others: Sequence[Token]) -> Move:
    """What finishing a run with an outcome leads to.

    Raises KeyError when the step has no such outcome.
    """
    outcome = sop.step(run.step).outcome(outcome_id)
    everyone_else = tuple(o.run_id for o in others)
    if outcome.end is not None:
        return Move(closes=everyone_else, end=outcome.end)
    if len(outcome.to) > 1:
        return _split(sop, run, outcome.to, outcome.join, everyone_else)
    target = _through_terminators(sop, outcome.to[0])
    if target is None:
        return Move(closes=everyone_else, end="selesai")
    branch, waiting = _leave_joined(run.branch, target, others)
    if waiting:
        return Move()
    return Move(opens=(Opening(target, branch, outcome.pause_for),))


def go_back(run: Token, target: Token, others: Sequence[Token]) -> Move | None:
    """What returning a run to an earlier row closes and opens; None when that row is in a sibling branch.

    `target` carries the branch in which that row was last entered. A return to before a split
    closes all its branches.
    """
    inside = target.branch
    if not _in_line(run.branch, inside):
        return None
    closes = tuple(o.run_id for o in others if o.branch != inside and _within(o.branch, inside))
    if inside == run.branch:
        closes = ()
    return Move(closes=closes, opens=(Opening(target.step, inside),))


def reopen(last: Token, under_way: Iterable[Token]) -> tuple[Opening, ...]:
    """What reopening an ended case opens: its last finished row, and the sibling branches the end cut off.

    `under_way` are the runs that were open when the case ended. Those in the branch of the last
    finished row lie ahead of it and come again by themselves; those in sibling branches never
    would, and the join would be passed without them: they begin again where they stood.
    """
    beside = [t for t in under_way if not _in_line(t.branch, last.branch)]
    return (Opening(last.step, last.branch), *(Opening(t.step, t.branch) for t in beside))


def way(entries: Iterable[Token]) -> tuple[Token, ...]:
    """The runs through which a case came to stand where it does, in the order of their opening.

    `entries` are all its runs in that order, open ones too. A row that is entered anew while it
    is on the way takes back itself and all that came since, so that what lies ahead of it counts
    as not done; only sibling branches keep what they did. Source: product rules of Return (loops
    back and returns do their rows again).
    """
    kept: list[Token] = []
    for entry in entries:
        before = next((i for i in reversed(range(len(kept))) if kept[i].step == entry.step), len(kept))
        kept = kept[:before] + [t for t in kept[before:] if not _in_line(t.branch, entry.branch)]
        kept.append(entry)
    return tuple(kept)


def opening_phases(step: Step, chosen: Sequence[str] = ()) -> dict[str, str]:
    """The phase of every part when the step opens: terbuka, menunggu, gugur or peserta.

    `chosen` holds the part ids picked for a `dipilih` step; empty when nobody chose yet.
    """
    phases: dict[str, str] = {}
    first = True
    for part in step.parts:
        if part.role == "peserta":
            phases[part.id] = "peserta"
        elif step.parts_mode == "dipilih" and chosen and part.id not in chosen:
            phases[part.id] = "gugur"
        elif step.parts_mode == "urut" and not first:
            phases[part.id] = "menunggu"
        else:
            phases[part.id] = "terbuka"
            first = False
    return phases


def after_part(step: Step, phases: dict[str, str], part_id: str) -> dict[str, str]:
    """The phases once a part is finished: the next in turn opens, the alternatives fall away."""
    after = dict(phases)
    after[part_id] = "selesai"
    if step.parts_mode == "salah_satu":
        for other in step.workers:
            if after[other.id] in ("terbuka", "menunggu"):
                after[other.id] = "gugur"
        return after
    waiting = [p for p in step.workers if after[p.id] == "menunggu"]
    if waiting and not any(after[p.id] == "terbuka" for p in step.workers):
        after[waiting[0].id] = "terbuka"
    return after


def finished(step: Step, phases: dict[str, str]) -> bool:
    """Whether no pelaksana part is left to do."""
    return not any(phases[p.id] in ("terbuka", "menunggu") for p in step.workers)


def targets(sop: Sop, step: Step, outcome_id: str) -> tuple[Part, ...]:
    """The pelaksana parts of the steps that an outcome leads to (where a card would go)."""
    parts: list[Part] = []
    for step_id in step.outcome(outcome_id).to:
        reached = _through_terminators(sop, step_id)
        if reached is not None:
            parts += sop.step(reached).workers
    return tuple(parts)


def _split(sop: Sop, run: Token, to: Sequence[str], join: str, everyone_else: tuple[int, ...]) -> Move:
    opens: list[Opening] = []
    for index, step_id in enumerate(to):
        reached = _through_terminators(sop, step_id)
        if reached is None:
            return Move(closes=everyone_else, end="selesai")
        opens.append(Opening(reached, _join_path(run.branch, f"{run.step}>{join}#{index}")))
    return Move(opens=tuple(opens))


def _through_terminators(sop: Sop, step_id: str) -> str | None:
    """The row that is work behind a target; None when it is the end (kind selesai)."""
    seen: set[str] = set()
    step = sop.step(step_id)
    while step.kind == "mulai" and step.id not in seen:
        seen.add(step.id)
        step = sop.step(step.outcomes[0].to[0])
    return None if step.kind == "selesai" else step.id


def _leave_joined(branch: str, target: str, others: Sequence[Token]) -> tuple[str, bool]:
    """The path after passing the joins that `target` is; True when siblings are still under way."""
    while branch:
        parent, _, last = branch.rpartition("/")
        split, _, rest = last.partition(">")
        join = rest.partition("#")[0]
        if join != target:
            break
        siblings = _join_path(parent, f"{split}>{join}#")
        if any(o.branch.startswith(siblings) for o in others):
            return branch, True
        branch = parent
    return branch, False


def _join_path(parent: str, element: str) -> str:
    return f"{parent}/{element}" if parent else element


def _in_line(one: str, other: str) -> bool:
    """Whether one path lies inside the other (or is it): not in sibling branches."""
    return _within(one, other) or _within(other, one)


def _within(branch: str, outer: str) -> bool:
    return outer in ("", branch) or branch.startswith(outer + "/")
