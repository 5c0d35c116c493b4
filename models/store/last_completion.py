"""The completion of a case that could still be undone, and who may undo it."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

from models.store.statements import Statement
from models.store.tables import History

_COMPLETIONS = frozenset({"bagian_diselesaikan", "langkah_diselesaikan"})
#: What may follow a completion without making it final: it moved nothing and gave nothing away.
_NOTES = (
    "catatan", "konsep_naskah_dibuat", "konsep_naskah_dibuang", "berkas_naskah_disimpan", "disposisi_dibaca",
    "dirahasiakan", "rahasia_dicabut", "akses_diberikan", "akses_dicabut",
)  # fmt: skip
_NEWEST = Statement(
    lambda case_id: (
        History.select(History.id, History.run, History.kind, History.person, History.data)
        .where((History.case == case_id) & History.kind.not_in(_NOTES))
        .order_by(History.id.desc())
        .limit(1)
    )
)


class LastCompletion(NamedTuple):
    """An event of the history; `data` is what the act recorded."""

    event_id: int
    run_id: int
    kind: str
    doer_id: int
    data: dict[str, Any]


def last_completion(case_id: int) -> LastCompletion | None:
    """The last event of a case when it is a completion; notes and drafts after it do not count."""
    row = _NEWEST.first(case_id)
    if row is None or row[2] not in _COMPLETIONS:
        return None
    return LastCompletion(row[0], row[1], row[2], row[3], json.loads(row[4]))


def may_undo(case_id: int, person_id: int, *, is_leader: bool) -> bool:
    """Whether this person may undo the last act of a case: its doer, or a leader."""
    event = last_completion(case_id)
    return event is not None and (is_leader or event.doer_id == person_id)
