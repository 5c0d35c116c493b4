"""Why a row is done again: the return, the decision or the reopening that led back, from the history."""

from __future__ import annotations

import json
from typing import Any

from models.queries.rows import raw_rows
from models.records.case import RoundReason
from models.records.sop import Sop, Step
from models.store.case_state import RunFacts
from models.store.office import Office
from models.store.tables import History, StepRun

#: Events that open rows.
_OPENING = ("langkah_diselesaikan", "dilewati", "dikembalikan", "dibuka_kembali")


def round_reason(office: Office, sop: Sop, run: RunFacts) -> RoundReason | None:
    """What last led back before a run of a second or later round was opened; None in the first round."""
    if run.round < 2:
        return None
    entered = _entered(run.case_id)
    query = (
        History.select(History.run, History.kind, History.actor, History.occurred_at, History.data)
        .where((History.case == run.case_id) & History.kind.in_(_OPENING))
        .order_by(History.id.desc())
    )
    for source_id, kind, actor, at, text in raw_rows(query):
        data: dict[str, Any] = json.loads(text)
        source = sop.step(entered[source_id]) if source_id in entered else None
        for opened in data.get("opens", ()):
            # runs annulled by undo were never entered, later ones and other branches lead elsewhere
            if opened["run"] not in entered or opened["run"] > run.id or not _leads_to(opened, run):
                continue
            target = sop.step(opened["step"])
            if kind in ("dikembalikan", "dibuka_kembali") or _is_back(sop, source, target):
                what = _words(kind, source, target if target.id != run.step else None, data)
                return RoundReason(
                    what, data.get("reason", "") or data.get("note", ""), actor, office.local(at)
                )
    return None


def _entered(case_id: int) -> dict[int, str]:
    query = StepRun.select(StepRun.id, StepRun.step).where(
        (StepRun.case == case_id) & (StepRun.state != "batal")
    )
    return dict(raw_rows(query))


def _leads_to(opened: dict[str, Any], run: RunFacts) -> bool:
    branch = opened.get("branch", "")
    return branch in ("", run.branch) or run.branch.startswith(f"{branch}/")


def _is_back(sop: Sop, source: Step | None, target: Step) -> bool:
    """Whether a row led to itself or to one printed before it."""
    places = [step.id for step in sop.steps]
    return source is not None and places.index(target.id) <= places.index(source.id)


def _words(kind: str, source: Step | None, target: Step | None, data: dict[str, Any]) -> str:
    there = f" ke langkah {target.no}" if target is not None else ""
    if kind == "dibuka_kembali" or source is None:
        return "permohonan dibuka kembali" + (f" di langkah {target.no}" if target is not None else "")
    place = f"langkah {source.no} ({source.title})"
    if kind == "dikembalikan":
        return f"dikembalikan dari {place}{there}"
    label = next((o.label for o in source.outcomes if o.id == data.get("outcome")), "")
    decided = f"“{label}” pada {place}" if label else f"sesudah {place}"
    return f"{decided}{' yang dilewati' if kind == 'dilewati' else ''}, kembali{there or ' ke langkah ini'}"
