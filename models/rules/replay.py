"""Deriving a case from its history: the truth that the stored runs are checked against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Event(NamedTuple):
    """One row of the history; `occurred_at` in seconds UTC, `data` as recorded."""

    id: int
    kind: str
    run: int | None
    occurred_at: int
    data: dict[str, Any]


@dataclass(slots=True)
class ReplayedRun:
    """A run as the history tells it; moments in seconds UTC."""

    step: str
    branch: str
    round: int
    opened_at: int
    state: str = "terbuka"
    closed_at: int | None = None


@dataclass(slots=True)
class Replay:
    """A case as the history tells it: status, runs by id, pauses as (since, until)."""

    status: str = "berjalan"
    runs: dict[int, ReplayedRun] = field(default_factory=dict)
    pauses: list[tuple[int, int | None]] = field(default_factory=list)


_CLOSING = {"langkah_diselesaikan": "selesai", "dikembalikan": "dikembalikan", "dilewati": "dilewati"}


def replay(events: Iterable[Event]) -> Replay:
    """Walk the history of one case, oldest event first.

    Raises KeyError when an event speaks of a run that was never opened.
    """
    case = Replay()
    seen: dict[int, Event] = {}
    for event in events:
        seen[event.id] = event
        if event.kind == "permohonan_didaftarkan":
            _open(case, event)
        elif event.kind in _CLOSING:
            _close(case, event, _CLOSING[event.kind])
        elif event.kind == "dibatalkan":
            _close_all(case, event)
            case.status = "dibatalkan"
        elif event.kind == "dibuka_kembali":
            case.status = "berjalan"
            _open(case, event)
        elif event.kind == "ditunda":
            case.pauses.append((event.occurred_at, None))
        elif event.kind == "dilanjutkan":
            _continue(case, event.occurred_at)
        elif event.kind == "penyelesaian_diurungkan":
            _undo(case, event, seen[event.data["event"]])
        elif event.kind == "registrasi_diubah" and "moved" in event.data:
            moved = event.data["moved"]
            case.runs[moved["run"]].opened_at = moved["at"]
    return case


def _open(case: Replay, event: Event) -> None:
    at = event.occurred_at
    for opened in event.data["opens"]:
        at = opened.get("at", event.occurred_at)
        case.runs[opened["run"]] = ReplayedRun(opened["step"], opened["branch"], opened["round"], at)
    if "pause" in event.data:
        case.pauses.append((at, None))


def _close(case: Replay, event: Event, state: str) -> None:
    if event.run is None:
        raise KeyError(event.id)
    run = case.runs[event.run]
    run.state, run.closed_at = state, event.occurred_at
    for closed in event.data["closes"]:
        case.runs[closed].state, case.runs[closed].closed_at = "ditutup", event.occurred_at
    _open(case, event)
    if event.data["end"]:
        case.status = event.data["end"]


def _close_all(case: Replay, event: Event) -> None:
    for closed in event.data["closes"]:
        case.runs[closed].state, case.runs[closed].closed_at = "ditutup", event.occurred_at
    _continue(case, event.occurred_at)


def _continue(case: Replay, at: int) -> None:
    case.pauses = [(since, at if until is None else until) for since, until in case.pauses]


def _undo(case: Replay, event: Event, undone: Event) -> None:
    if undone.kind != "langkah_diselesaikan" or undone.run is None:
        return
    for opened in undone.data["opens"]:
        run = case.runs[opened["run"]]
        run.state, run.closed_at = "batal", event.occurred_at
    for run_id in (undone.run, *undone.data["closes"]):
        case.runs[run_id].state, case.runs[run_id].closed_at = "terbuka", None
    if "pause" in undone.data:
        since, _ = case.pauses.pop()
        case.pauses.append((since, since))
    case.status = "berjalan"
