"""Appending to the history of a database that is not the open office: while one is put in place anew."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from models.store.head_file import heads_of
from models.store.history import Head, digest_of
from models.store.seals import seal_digest


def append_bare(
    connection: Any, kind: str, data: dict[str, Any], at: datetime, actor: str
) -> tuple[Head, Head]:
    """Append an event and its seal through a bare connection, inside its transaction.

    Answers the heads of the history and of the seals. Older schemas have no seals, and older offices
    none yet: they are sealed when they are opened.
    """
    event, seal = heads_of(connection)
    seconds = int(at.timestamp())
    words = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    values = (event.id + 1, None, None, kind, seconds, seconds, None, actor, words)
    newest = Head(event.id + 1, digest_of(event.digest, values))
    connection.execute(
        "INSERT INTO history (id, case_id, run, kind, recorded_at, occurred_at, person_id, actor, data,"
        " previous, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, event.digest, newest.digest),
    )
    if seal.id:
        row = (seal.id + 1, newest.id, seconds, '{"history":1}')
        seal = Head(seal.id + 1, seal_digest(seal.digest, newest.digest, row))
        connection.execute(
            "INSERT INTO seal (id, event, at, content, digest) VALUES (?, ?, ?, ?, ?)", (*row, seal.digest)
        )
    return newest, seal
