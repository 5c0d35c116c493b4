"""Remarks under the table of an SOP: how it is drawn, and what was read or decided rather than printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from models.records.sop import Sop, Source, Step


def remarks_of(sop: Sop) -> list[str]:
    """One line about the drawing, one about rows that one of several does, one about what was read."""
    lines = [" ".join(found) for found in (_drawing(sop), _choices(sop), _readings(sop)) if found]
    return [*lines]


def _drawing(sop: Sop) -> list[str]:
    if any(p.role == "peserta" for s in sop.steps for p in s.parts):
        return ["Simbol bergaris putus-putus: peserta (hadir atau menerima), bukan pelaksana."]
    return []


def _choices(sop: Sop) -> list[str]:
    said: list[str] = []
    for step in sop.work_steps:
        if len(step.workers) < 2:
            continue
        if step.parts_mode == "salah_satu":
            said.append(f"Baris {_no(step)}: dikerjakan salah satu pelaksana.")
        if step.parts_mode == "dipilih":
            said.append(f"Baris {_no(step)}: pelaksana dipilih pada baris {_no(sop.step(step.chosen_at))}.")
    return said


def _readings(sop: Sop) -> list[str]:
    """Which executors the sentence names and which the office set, for an SOP that was read from a paper."""
    if not any(mark != "office" for mark in _marks(sop)):
        return []
    said: list[str] = []
    for mark, words in (("wording", "dibaca dari kalimat kegiatan"), ("office", "ditetapkan kantor")):
        rows = [s for s in sop.work_steps if any(p.source == mark for p in s.parts)]
        if rows:
            said.append(f"baris {_listed(sop, rows)} {words}")
    readings = [f"Pelaksana {'; '.join(said)}."] if said else []
    branches = [
        f"“{o.label}” (baris {_no(s)})"
        for s in sop.work_steps
        if s.is_decision
        for o in s.outcomes
        if o.source == "office"
    ]
    if branches:
        readings.append(f"Cabang {', '.join(branches)} ditetapkan kantor.")
    return readings


def _marks(sop: Sop) -> Iterable[Source]:
    for step in sop.steps:
        yield from (p.source for p in step.parts)
        yield from (g.source for g in (*step.needs, *step.gives))


def _no(step: Step) -> str:
    return step.no.rstrip(".")


def _listed(sop: Sop, rows: Sequence[Step]) -> str:
    """Row numbers, runs of neighbours drawn together: `1, 4-8`."""
    order = [s.id for s in sop.work_steps]
    runs: list[list[Step]] = []
    for row in rows:
        if runs and order.index(row.id) == order.index(runs[-1][-1].id) + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(
        _no(run[0]) if len(run) == 1 else f"{_no(run[0])}{', ' if len(run) == 2 else '–'}{_no(run[-1])}"
        for run in runs
    )
