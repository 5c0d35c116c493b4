"""Signing in: which accounts there are, and what stands at the door of one of them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from models.rules.account import plain_username, wait_left
from models.store.office import Office
from models.store.rows import first_row, rows
from models.store.tables import Person


class Door(NamedTuple):
    """An account as one comes to its door: the hash to check against, and the wait after wrong passwords.

    `must_change` asks for a password of one's own before anything else; `clock_back` tells that the
    clock stands before the last wrong password, so that the wait has to begin anew.
    """

    person_id: int
    name: str
    kept: str
    failures: int
    wait: int
    must_change: bool
    clock_back: bool


def door_named(office: Office, username: str) -> Door | None:
    """The door of the active account of that name; None when there is none."""
    query = Person.select(
        Person.id, Person.name, Person.password_hash, Person.failures, Person.failed_at, Person.must_change
    )
    row = first_row(query.where((Person.username == plain_username(username)) & Person.active))
    if row is None:
        return None
    person_id, name, kept, failures, failed_at, must_change = row
    now = office.now()
    return Door(
        person_id, name, kept, failures, wait_left(failures, failed_at, now), bool(must_change),
        _is_later(failed_at, now),
    )  # fmt: skip


def _is_later(failed_at: datetime | None, now: datetime) -> bool:
    return failed_at is not None and failed_at > now


def person_named(_office: Office, username: str) -> int | None:
    """The id of the active account of that name, for the command line's `--pengguna`."""
    query = Person.select(Person.id)
    row = first_row(query.where((Person.username == plain_username(username)) & Person.active))
    return None if row is None else row[0]


def username_of(_office: Office, person_id: int) -> str:
    """The name that a person signs in with."""
    row = first_row(Person.select(Person.username).where(Person.id == person_id))
    return "" if row is None else str(row[0])


def usernames(_office: Office) -> list[tuple[str, str]]:
    """(user name, name) of the accounts that may sign in, by name."""
    query = Person.select(Person.username, Person.name).where(Person.active)
    return [(username, name) for username, name in rows(query.order_by(Person.name, Person.id))]
