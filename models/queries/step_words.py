"""Words about the steps of an SOP: who stands behind them and where an outcome leads."""

from __future__ import annotations

from models.records.sop import Outcome, Sop, Step


def outcome_words(sop: Sop, outcome: Outcome) -> str:
    """Where an outcome leads, such as "langkah 4 · Kabid", "selesai" or "ditolak"."""
    if outcome.end is not None:
        return outcome.end
    places = [step_words(sop, sop.step(step_id)) for step_id in outcome.to]
    words = _listed(list(dict.fromkeys(places)))
    if outcome.pause_for:
        words += f", ditunda menunggu {sop.executor(outcome.pause_for).label}"
    return words


def step_words(sop: Sop, step: Step) -> str:
    """A step with the executors who act in it; the closing row is the end of the case."""
    if step.kind == "selesai":
        return "selesai"
    who = executor_words(sop, step)
    return f"langkah {step.no} · {who}" if who else f"langkah {step.no}"


def executor_words(sop: Sop, step: Step, without: frozenset[str] = frozenset()) -> str:
    """The executors of a step's acting parts, each once; parts in `without` are left out."""
    link = "atau" if step.parts_mode in ("salah_satu", "dipilih") and not without else "dan"
    labels = dict.fromkeys(sop.executor(p.executor).label for p in step.workers if p.id not in without)
    return _listed(list(labels), link)


def _listed(words: list[str], link: str = "dan") -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {link} {words[-1]}"
