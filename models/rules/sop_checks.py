"""Checks an SOP that was read: names that must exist or be unique, and the ways through its rows."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from models.records.sop import DocumentGroup, Outcome, Part, Sop, Step
from models.rules.sop_fields import Defect, quoted
from models.rules.sop_paths import check_paths


@dataclass(frozen=True, slots=True)
class Located:
    """An SOP as far as it could be read, the place of each of its steps, and the defects so far."""

    sop: Sop
    places: tuple[str, ...]
    defects: tuple[Defect, ...]


def check_sop(located: Located) -> list[Defect]:
    """Everything wrong between the fields; ways are followed only where every target exists."""
    sop = located.sop
    found = _repeated_ids(sop, located.places)
    found += _repeated_names(sop)
    for step, place in zip(sop.steps, located.places, strict=True):
        found += _step_defects(sop, step, place)
    found += _order_defects(sop, located.places)
    if _can_be_followed(sop):
        found += check_paths(sop)
    return found


def _can_be_followed(sop: Sop) -> bool:
    """Whether the ways make a graph: otherwise every broken target would be told again as a dead row."""
    ids = {step.id for step in sop.steps}
    outcomes = [outcome for step in sop.steps for outcome in step.outcomes]
    return (
        bool(sop.work_steps)
        and len(ids) == len(sop.steps)
        and "" not in ids
        and all(o.to or o.end for o in outcomes)
        and all(target in ids for o in outcomes for target in o.to)
    )


def folded(name: str) -> str:
    """A document name as compared: without case, accents and repeated spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def _repeated_ids(sop: Sop, places: tuple[str, ...]) -> list[Defect]:
    found = [
        Defect(f"pelaksana {number}", f"id “{item}” sudah dipakai pelaksana {first}")
        for number, item, first in _repeats(e.id for e in sop.executors)
    ]
    found += [
        Defect(f"dokumen {number}", f"id “{item}” sudah dipakai dokumen {first}")
        for number, item, first in _repeats(d.id for d in sop.documents)
    ]
    found += [
        Defect(places[number - 1], f"id “{item}” pada langkah ke-{number} sudah dipakai langkah ke-{first}")
        for number, item, first in _repeats(s.id for s in sop.steps)
    ]
    return found


def _repeated_names(sop: Sop) -> list[Defect]:
    return [
        Defect(
            f"dokumen {number}",
            f"nama {quoted(sop.documents[number - 1].label)} sudah dipakai dokumen {first}",
        )
        for number, _, first in _repeats(folded(d.label) for d in sop.documents)
    ]


def _repeats(items: Iterable[str]) -> list[tuple[int, str, int]]:
    """(number, item, number of its first occurrence) of what stands there again; empty items do not count."""
    firsts: dict[str, int] = {}
    again: list[tuple[int, str, int]] = []
    for number, item in enumerate(items, start=1):
        if item and item in firsts:
            again.append((number, item, firsts[item]))
        firsts.setdefault(item, number)
    return again


def _step_defects(sop: Sop, step: Step, place: str) -> list[Defect]:
    found = _part_defects(sop, step, place)
    for number, need in enumerate(step.needs, start=1):
        found += _group_defects(sop, step, need, f"{place} › kelengkapan {number}")
    for number, give in enumerate(step.gives, start=1):
        found += _group_defects(sop, step, give, f"{place} › output {number}")
    found += _outcome_defects(sop, step, place)
    found += _choice_defects(sop, step, place)
    if step.kind in ("mulai", "selesai"):
        if step.needs or step.gives:
            found.append(Defect(place, f"langkah {step.kind} tidak dapat mempunyai kelengkapan atau output"))
    elif not step.workers:
        found.append(Defect(place, "tidak ada bagian dengan peran pelaksana"))
    return found


def _part_defects(sop: Sop, step: Step, place: str) -> list[Defect]:
    found = [
        Defect(f"{place} › bagian {number}", f"id “{item}” sudah dipakai bagian {first}")
        for number, item, first in _repeats(p.id for p in step.parts)
    ]
    known = {e.id for e in sop.executors}
    for number, part in enumerate(step.parts, start=1):
        here = f"{place} › bagian {number}"
        found += _executor_defects(part, known, here)
        for index, give in enumerate(part.gives, start=1):
            found += _group_defects(sop, step, give, f"{here} › output {index}")
    return found


def _executor_defects(part: Part, known: set[str], place: str) -> list[Defect]:
    if not part.executor.strip() or part.executor in known:
        return []
    return [Defect(place, f"pelaksana {quoted(part.executor)} tidak ada")]


def _group_defects(sop: Sop, step: Step, group: DocumentGroup, place: str) -> list[Defect]:
    documents = {d.id for d in sop.documents}
    outcomes = {o.id for o in step.outcomes if o.id}
    found = [Defect(place, f"dokumen {quoted(doc)} tidak ada") for doc in group.docs if doc not in documents]
    found += [
        Defect(place, f"keputusan {quoted(word)} tidak ada pada langkah ini")
        for word in group.on
        if word not in outcomes
    ]
    return found


def _outcome_defects(sop: Sop, step: Step, place: str) -> list[Defect]:
    named = [o for o in step.outcomes if o.id]
    found = [
        Defect(f"{place} › keputusan {number}", f"id “{item}” sudah dipakai keputusan {first}")
        for number, item, first in _repeats(o.id for o in step.outcomes)
    ]
    labels = [o.label for o in step.outcomes]
    found += [
        Defect(
            f"{place} › keputusan {number}",
            f"nama {quoted(labels[number - 1])} sudah dipakai keputusan {first}",
        )
        for number, _, first in _repeats(folded(label) for label in labels)
    ]
    for number, outcome in enumerate(step.outcomes, start=1):
        here = f"{place} › keputusan {number}" if named else place
        found += _target_defects(sop, outcome, here)
        found += _pause_defects(sop, outcome, here)
    return found


def _target_defects(sop: Sop, outcome: Outcome, place: str) -> list[Defect]:
    steps = {s.id: s for s in sop.steps}
    found = [
        Defect(place, f"langkah tujuan {quoted(target)} tidak ada")
        for target in dict.fromkeys(outcome.to)
        if target not in steps
    ]
    if len(outcome.to) < 2:
        return found
    found += [
        Defect(place, f"cabang {number} sama dengan cabang {first}: langkah {quoted(target)}")
        for number, target, first in _repeats(outcome.to)
    ]
    found += [
        Defect(place, f"cabang tidak boleh berawal pada langkah {steps[target].kind} {quoted(target)}")
        for target in outcome.to
        if target in steps and steps[target].kind in ("mulai", "selesai")
    ]
    return found + _join_defects(steps, outcome, place)


def _join_defects(steps: dict[str, Step], outcome: Outcome, place: str) -> list[Defect]:
    if not outcome.join:
        return []
    join = steps.get(outcome.join)
    if join is None:
        return [Defect(place, f"langkah pertemuan {quoted(outcome.join)} tidak ada")]
    found: list[Defect] = []
    if join.kind in ("mulai", "selesai"):
        # Arriving at an end closes the sibling branches, so nothing could wait for them there.
        found.append(Defect(place, f"pertemuan “{join.id}” harus langkah kerja, bukan langkah {join.kind}"))
    if join.id in outcome.to:
        found.append(Defect(place, f"cabang “{join.id}” kosong: langsung ke langkah pertemuan"))
    return found


def _pause_defects(sop: Sop, outcome: Outcome, place: str) -> list[Defect]:
    if not outcome.pause_for:
        return []
    party = next((e for e in sop.executors if e.id == outcome.pause_for), None)
    if party is None:
        return [Defect(place, f"pelaksana {quoted(outcome.pause_for)} pada “pause_for” tidak ada")]
    if not party.external:
        return [Defect(place, f"pelaksana “{party.id}” pada “pause_for” bukan pelaksana luar (external)")]
    if outcome.end is not None:
        return [Defect(place, "“pause_for” tidak berlaku pada keputusan yang mengakhiri permohonan")]
    return []


def _choice_defects(sop: Sop, step: Step, place: str) -> list[Defect]:
    if step.parts_mode != "dipilih":
        if step.chosen_at:
            return [Defect(place, "“chosen_at” hanya untuk parts_mode “dipilih”")]
        return []
    if not step.chosen_at:
        return [Defect(place, "langkah mana yang memilih pelaksana (“chosen_at”) belum disebut")]
    chooser = next((s for s in sop.steps if s.id == step.chosen_at), None)
    if chooser is None:
        return [Defect(place, f"langkah {quoted(step.chosen_at)} pada “chosen_at” tidak ada")]
    if chooser.kind in ("mulai", "selesai"):
        return [
            Defect(place, f"“chosen_at” menunjuk langkah {chooser.kind}, yang tidak dikerjakan siapa pun")
        ]
    return []


def _order_defects(sop: Sop, places: tuple[str, ...]) -> list[Defect]:
    found = [
        Defect(place, "langkah mulai harus baris pertama")
        for step, place in list(zip(sop.steps, places, strict=True))[1:]
        if step.kind == "mulai"
    ]
    if sop.steps and not sop.work_steps:
        found.append(Defect("berkas", "tidak ada satu pun langkah kerja"))
    elif sop.steps and sop.steps[0].kind == "selesai":
        found.append(Defect(places[0], "langkah selesai tidak boleh baris pertama"))
    elif len(sop.steps) > 1 and sop.steps[0].kind == "mulai" and sop.steps[1].kind == "selesai":
        found.append(Defect(places[1], "langkah selesai tidak boleh langsung sesudah mulai"))
    return found
