"""Which parts of a run were there to be done at a moment that may have passed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class PartThen(NamedTuple):
    """A part of a run as it stands now; `finished_at` in seconds UTC."""

    part: str
    executor: str
    state: str
    finished_at: int | None
    assignee: int | None


def open_then(
    parts: Sequence[PartThen], mode: str, until: int, chosen: Sequence[str] | None = None
) -> list[PartThen]:
    """The parts that were to be done when a run was open at a moment, in printed order.

    `chosen` are the parts that were chosen then, where that was changed since; none means that nobody had
    chosen yet. Taking part is no work. Where one part suffices, the others fall away only when it is
    finished, and with it the run.
    """
    pending = [p for p in parts if p.state != "peserta" and not (p.finished_at or until) < until]
    if mode == "urut":
        return pending[:1]
    if mode != "dipilih":
        return pending
    if chosen is None:
        return [p for p in pending if p.state != "gugur"]
    return [p for p in pending if not chosen or p.part in chosen]
