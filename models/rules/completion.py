"""What stands in the way of finishing a part of a step: the one rule behind dialog and action.

Source: product rules of Complete, Parts, Documents and External parts; the step dialog shows
`obstacles(...)` live while a person types, and the action asks the same question once more
inside its transaction.
"""

from __future__ import annotations

from datetime import datetime

from models.records.completion import CHANNELS, LATE_REASONS, Attempt, CompletionFacts
from models.records.results import Obstacle
from models.records.sop import DocumentGroup, Part, Sop, Step


def open_workers(facts: CompletionFacts) -> tuple[Part, ...]:
    """The pelaksana parts that are not finished yet and still count."""
    return tuple(p for p in facts.step.workers if facts.phases[p.id] in ("terbuka", "menunggu"))


def is_last_act(facts: CompletionFacts, part_id: str) -> bool:
    """Whether finishing this part finishes the step (and so takes outcome and late reason)."""
    if facts.step.parts_mode == "salah_satu":
        return True
    return all(p.id == part_id for p in open_workers(facts))


def steps_to_choose(sop: Sop, step: Step) -> tuple[Step, ...]:
    """The later steps whose executors are chosen when this step is completed."""
    return tuple(s for s in sop.steps if s.parts_mode == "dipilih" and s.chosen_at == step.id)


def effective_outcome(step: Step, outcome: str | None) -> str | None:
    """The outcome that applies: a step without a decision always has its only one."""
    return outcome if step.is_decision else step.outcomes[0].id


def group_met(group: DocumentGroup, have: set[str] | frozenset[str]) -> bool:
    """Whether enough of the group's documents are there."""
    return sum(doc in have for doc in group.docs) >= group.at_least


def obstacles(facts: CompletionFacts, attempt: Attempt, now: datetime) -> tuple[Obstacle, ...]:
    """Everything that keeps this attempt from being done, in the order a person meets it.

    `now` is office-local. An empty answer means that the part may be finished.
    """
    blocked = _position_obstacles(facts, attempt)
    if blocked:
        return blocked
    last = is_last_act(facts, attempt.part_id)
    outcome = effective_outcome(facts.step, attempt.outcome) if last else None
    moment = max(attempt.occurred_at or now, facts.parts_until or datetime.min)
    found: list[Obstacle] = []
    found += _requirement_obstacles(facts, outcome)
    found += _output_obstacles(facts, attempt.part_id, outcome, last)
    found += _external_obstacles(facts, attempt, now)
    if last:
        found += _decision_obstacles(facts, attempt)
        found += _choice_obstacles(facts, attempt)
        found += _time_obstacles(facts, attempt, moment)
    return tuple(found)


def _position_obstacles(facts: CompletionFacts, attempt: Attempt) -> tuple[Obstacle, ...]:
    phase = facts.phases.get(attempt.part_id)
    if phase is None or phase in ("selesai", "gugur", "peserta"):
        return (Obstacle("bagian_tidak_terbuka", {"langkah": facts.step.no}),)
    if facts.paused:
        return (Obstacle("ditunda"),)
    if facts.step.parts_mode == "dipilih" and not facts.chosen:
        return (Obstacle("pelaksana_belum_dipilih", {"langkah": facts.step.no}),)
    if phase == "menunggu":
        before = next(p for p in facts.step.workers if facts.phases[p.id] == "terbuka")
        label = facts.sop.executor(before.executor).label
        return (Obstacle("menunggu_giliran", {"pelaksana": label}),)
    why = facts.acting.get(attempt.part_id, "bukan_pemegang")
    if why:
        executor = facts.sop.executor(facts.step.part(attempt.part_id).executor)
        holders = facts.holders.get(attempt.part_id, "")
        return (Obstacle(why, {"pelaksana": executor.label, "pemegang": holders}),)
    return ()


def _requirement_obstacles(facts: CompletionFacts, outcome: str | None) -> list[Obstacle]:
    found: list[Obstacle] = []
    usable = {d.doc_type for d in facts.present.values() if not d.stale}
    for index, group in enumerate(facts.step.needs):
        if not group.applies(outcome):
            continue
        if not group_met(group, usable):
            found.append(_missing(facts, group, "kelengkapan", usable))
        left = tuple(text for i, text in enumerate(group.points) if (index, i) not in facts.ticks)
        if left:
            found.append(Obstacle("butir_belum", {"butir": left, "dokumen": _label(facts, group.docs[0])}))
    return found


def _output_obstacles(
    facts: CompletionFacts, part_id: str, outcome: str | None, last: bool
) -> list[Obstacle]:
    groups = [g for g in facts.step.part(part_id).gives if g.applies(outcome)]
    if last:
        groups += [g for g in facts.step.gives if g.applies(outcome)]
    return [
        _missing(facts, group, "output", facts.delivered)
        for group in groups
        if not group_met(group, facts.delivered)
    ]


def _missing(
    facts: CompletionFacts, group: DocumentGroup, code: str, have: set[str] | frozenset[str]
) -> Obstacle:
    absent = tuple(doc for doc in group.docs if doc not in have)
    stale = tuple(_label(facts, doc) for doc in absent if doc in facts.present and facts.present[doc].stale)
    data: dict[str, str | int | tuple[str, ...]] = {
        "dokumen": tuple(_label(facts, doc) for doc in absent),
        "kurang": group.at_least - (len(group.docs) - len(absent)),
    }
    if group.at_least < len(group.docs):
        return Obstacle(code + "_minimal", data)
    if stale and code == "kelengkapan":
        data["usang"] = stale
    return Obstacle(code + "_belum", data)


def _external_obstacles(facts: CompletionFacts, attempt: Attempt, now: datetime) -> list[Obstacle]:
    executor = facts.sop.executor(facts.step.part(attempt.part_id).executor)
    if not executor.external:
        return [Obstacle("tanggal_mundur")] if attempt.occurred_at is not None else []
    found: list[Obstacle] = []
    if not attempt.contact.strip():
        found.append(Obstacle("kontak_kosong", {"pelaksana": executor.label}))
    if attempt.channel not in CHANNELS:
        found.append(Obstacle("kanal_kosong", {"pelaksana": executor.label}))
    at = attempt.occurred_at
    if at is None:
        found.append(Obstacle("waktu_kejadian_kosong"))
    elif at > now:
        found.append(Obstacle("waktu_di_depan"))
    else:
        earliest = earliest_act(facts)
        if earliest is not None and at < earliest:
            limit = earliest.isoformat(" ", "minutes")
            found.append(Obstacle("waktu_sebelum_kejadian_lalu", {"batas": limit}))
    return found


def earliest_act(facts: CompletionFacts) -> datetime | None:
    """The previous act: of the case, and in a step done in turn of the parts before."""
    if facts.step.parts_mode != "urut":
        return facts.earliest
    return max(filter(None, (facts.earliest, facts.parts_until)), default=None)


def _decision_obstacles(facts: CompletionFacts, attempt: Attempt) -> list[Obstacle]:
    step = facts.step
    if not step.is_decision:
        return []
    if attempt.outcome not in {o.id for o in step.outcomes}:
        return [Obstacle("keputusan_belum", {"pilihan": tuple(o.label for o in step.outcomes)})]
    outcome = step.outcome(attempt.outcome or "")
    if outcome.reason and not attempt.outcome_reason.strip():
        return [Obstacle("alasan_kosong", {"keputusan": outcome.label})]
    return []


def _choice_obstacles(facts: CompletionFacts, attempt: Attempt) -> list[Obstacle]:
    found: list[Obstacle] = []
    for later in steps_to_choose(facts.sop, facts.step):
        picked = attempt.chosen.get(later.id, ())
        known = {p.id for p in later.workers}
        if not picked or not set(picked) <= known:
            found.append(Obstacle("pelaksana_belum_dipilih", {"langkah": later.no}))
    return found


def _time_obstacles(facts: CompletionFacts, attempt: Attempt, moment: datetime) -> list[Obstacle]:
    if facts.needs_target:
        return [Obstacle("target_belum_disepakati")]
    if facts.due is None or moment <= facts.due:
        return []
    if attempt.late_code not in LATE_REASONS:
        return [Obstacle("alasan_telat_kosong")]
    if attempt.late_code == "lainnya" and not attempt.late_text.strip():
        return [Obstacle("alasan_telat_lainnya")]
    return []


def _label(facts: CompletionFacts, doc_id: str) -> str:
    return facts.sop.document(doc_id).label
