"""Whether every password is the one that the history tells of: a hash exchanged in the file is named."""

from __future__ import annotations

import json
from collections.abc import Iterator

from models.store.office import Finding
from models.store.passwords import fingerprint
from models.store.recovery import RECOVERED
from models.store.rows import rows
from models.store.tables import History, Person

#: The event of the first account, which names its person only as the one who acted.
_SET_UP = "kantor_disiapkan"
#: Every event that gives an account a password, with its fingerprint.
GIVING = (_SET_UP, "orang_dibuat", "sandi_diubah", "sandi_diatur_ulang", RECOVERED)


def check_passwords() -> Iterator[Finding]:
    """Every account whose hash is not the one that was given last.

    The seals tell of a row changed past the program; this tells of one whose seals were made anew, too.
    An account whose last password was given before fingerprints were kept is passed over.
    """
    told = _last_told()
    query = Person.select(Person.id, Person.username, Person.name, Person.password_hash).order_by(Person.id)
    for person_id, username, name, kept in rows(query):
        event, expected = told.get(person_id, (0, None))
        if expected is not None and (not isinstance(kept, str) or fingerprint(kept) != expected):
            yield Finding("sandi_ditukar", {"akun": f"{name} ({username})", "kejadian": event})


def _last_told() -> dict[int, tuple[int, str | None]]:
    """By account: the event that gave its last password, and the fingerprint that stands there."""
    found: dict[int, tuple[int, str | None]] = {}
    query = History.select(History.id, History.kind, History.person, History.data)
    for event, kind, actor, text in rows(query.where(History.kind.in_(GIVING)).order_by(History.id)):
        data = json.loads(text)
        found[actor if kind == _SET_UP else data["person"]] = (event, data.get("fingerprint"))
    return found
