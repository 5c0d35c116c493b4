"""Checks of the history leave a trace in it: who checked when, and what came of it."""

from __future__ import annotations

from models.actions.act import act, who_acts
from models.actions.office_act import record
from models.records.results import Changed
from models.store.office import Office


@act
def note_check(office: Office, actor_id: int, findings: int, *, contents: bool) -> Changed:
    """Record that everything was checked; `contents` when every document was read as well."""
    who = who_acts(office, actor_id)
    record(office, who, "riwayat_diperiksa", {"findings": max(findings, 0), "contents": contents})
    return Changed(frozenset({"checks"}))
