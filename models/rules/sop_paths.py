"""Follows the ways through the rows of an SOP: dead rows, cycles without exit, branches that stray."""

from __future__ import annotations

from collections.abc import Iterable

from models.records.sop import Outcome, Sop, Step
from models.rules.sop_fields import Defect


def check_paths(sop: Sop) -> list[Defect]:
    """The defects of the ways; every target of the SOP must exist."""
    graph = {step.id: _targets(step) for step in sop.steps}
    found = _unreachable(sop, graph)
    found += _without_exit(sop, graph)
    for step in sop.steps:
        found += _late_choice(sop, graph, step)
        for number, outcome in enumerate(step.outcomes, start=1):
            if _is_sound_split(sop, outcome):
                place = f"langkah {step.id} › keputusan {number}" if outcome.id else f"langkah {step.id}"
                found += _stray_branches(sop, graph, step, outcome, place)
    return found


def reachable(graph: dict[str, tuple[str, ...]], begin: Iterable[str], stop: Iterable[str] = ()) -> set[str]:
    """Every row that can be reached from `begin`, both ends counted, going no further than `stop`."""
    seen: set[str] = set()
    ahead = list(begin)
    walls = set(stop)
    while ahead:
        step = ahead.pop()
        if step in seen:
            continue
        seen.add(step)
        if step not in walls:
            ahead += graph[step]
    return seen


def _targets(step: Step) -> tuple[str, ...]:
    return tuple(target for outcome in step.outcomes for target in outcome.to)


def _unreachable(sop: Sop, graph: dict[str, tuple[str, ...]]) -> list[Defect]:
    reached = reachable(graph, [sop.steps[0].id])
    return [
        Defect(f"langkah {step.id}", "tidak dapat dicapai dari langkah pertama")
        for step in sop.steps
        if step.id not in reached
    ]


def _without_exit(sop: Sop, graph: dict[str, tuple[str, ...]]) -> list[Defect]:
    backwards: dict[str, list[str]] = {step_id: [] for step_id in graph}
    for step_id, targets in graph.items():
        for target in targets:
            backwards[target].append(step_id)
    ends = [s.id for s in sop.steps if any(o.end for o in s.outcomes)]
    saved = reachable({step_id: tuple(sources) for step_id, sources in backwards.items()}, ends)
    stuck = [s.id for s in sop.steps if s.id not in saved]
    if not stuck:
        return []
    rows = ", ".join(stuck)
    message = f"berputar tanpa jalan keluar: dari langkah {rows} tidak ada jalan menuju akhir"
    return [Defect(f"langkah {stuck[0]}", message)]


def _late_choice(sop: Sop, graph: dict[str, tuple[str, ...]], step: Step) -> list[Defect]:
    if step.parts_mode != "dipilih" or step.chosen_at not in {s.id for s in sop.work_steps}:
        return []
    # The walk stops at the choosing row; a row that is still reached opens without a choice.
    around = reachable(graph, [sop.steps[0].id], stop=[step.chosen_at])
    if step.id == step.chosen_at or step.id in around:
        message = f"pelaksana dipilih pada langkah {step.chosen_at}, yang tidak selalu dilalui sebelumnya"
        return [Defect(f"langkah {step.id}", message)]
    return []


def _is_sound_split(sop: Sop, outcome: Outcome) -> bool:
    """Whether branches can be followed; a split that is wrong in itself has been told already."""
    rows = {*outcome.to, outcome.join}
    if len(outcome.to) < 2 or len(rows) != len(outcome.to) + 1:
        return False
    return rows <= {s.id for s in sop.work_steps}


def _stray_branches(
    sop: Sop, graph: dict[str, tuple[str, ...]], split: Step, outcome: Outcome, place: str
) -> list[Defect]:
    ends = {s.id for s in sop.steps if s.kind == "selesai"}
    join = outcome.join
    regions = [reachable(graph, [first], stop=[join, split.id]) - ends for first in outcome.to]
    elsewhere = [t for o in split.outcomes if o is not outcome for t in o.to]
    # Rows before the split, after the join, or on the split's other outcomes are no part of a branch.
    outside = {split.id}
    if sop.steps[0].id != split.id:
        outside |= reachable(graph, [sop.steps[0].id], stop=[split.id])
    outside |= reachable(graph, elsewhere, stop=[split.id, join])
    outside |= reachable(graph, [join], stop=[split.id])
    found: list[Defect] = []
    for index, region in enumerate(regions):
        name = f"cabang {index + 1} (langkah {outcome.to[index]})"
        if join not in region:
            found.append(Defect(place, f"{name} tidak pernah sampai ke pertemuan, langkah {join}"))
        siblings = set().union(*(r for i, r in enumerate(regions) if i != index))
        strays = [s.id for s in sop.steps if s.id in region - {join} and s.id in outside | siblings]
        if strays:
            rows = ", ".join(strays)
            found.append(Defect(place, f"{name} keluar dari cabangnya sebelum pertemuan: langkah {rows}"))
    return found
