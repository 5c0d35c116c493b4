"""The history: append-only, each row hashed together with the hash of its predecessor."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any, NamedTuple

from models.store.tables import History

#: What the first row follows.
GENESIS = "0" * 64


class Head(NamedTuple):
    """The newest row: its id and hash; (0, GENESIS) for an empty history."""

    id: int
    digest: str


def head() -> Head:
    """The newest row of the history."""
    row = History.select(History.id, History.digest).order_by(History.id.desc()).limit(1).tuples().first()
    return Head(0, GENESIS) if row is None else Head(*row)


def append(
    case_id: int | None,
    run_id: int | None,
    kind: str,
    occurred_at: datetime,
    recorded_at: datetime,
    person_id: int | None,
    actor_text: str,
    data: dict[str, Any],
) -> int:
    """Append one event and answer its id; call inside the transaction of the act it tells of.

    Moments are aware; `data` must be plain JSON.
    """
    last = head()
    words = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    event_id = last.id + 1
    values = (event_id, case_id, run_id, kind, int(recorded_at.timestamp()), int(occurred_at.timestamp()),
              person_id, actor_text, words)  # fmt: skip
    History.insert(
        id=event_id, case=case_id, run=run_id, kind=kind, recorded_at=recorded_at,
        occurred_at=occurred_at, person=person_id, actor=actor_text, data=words,
        previous=last.digest, digest=digest_of(last.digest, values),
    ).execute()  # fmt: skip
    return event_id


def digest_of(previous: str, values: tuple[object, ...]) -> str:
    """SHA-256 over the predecessor's hash and the row as canonical JSON."""
    text = previous + json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
