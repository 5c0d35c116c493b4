"""Signing in: which active account a name and a password belong to."""

from __future__ import annotations

from functools import cache

from models.store.office import Office
from models.store.passwords import check_password, hash_password
from models.store.rows import first_row, rows
from models.store.tables import Person


def sign_in(_office: Office, username: str, password: str) -> int | None:
    """The id of the account, or None; an unknown name takes as long as a wrong password."""
    query = Person.select(Person.id, Person.password_hash)
    row = first_row(query.where((Person.username == username.strip().casefold()) & Person.active))
    if row is None:
        check_password(_nobody(), password)
        return None
    return row[0] if check_password(row[1], password) else None


def person_named(_office: Office, username: str) -> int | None:
    """The id of the active account of that name, for the command line's `--pengguna`."""
    query = Person.select(Person.id)
    row = first_row(query.where((Person.username == username.strip().casefold()) & Person.active))
    return None if row is None else row[0]


def usernames(_office: Office) -> list[tuple[str, str]]:
    """(user name, name) of the accounts that may sign in, by name."""
    query = Person.select(Person.username, Person.name).where(Person.active)
    return [(username, name) for username, name in rows(query.order_by(Person.name, Person.id))]


@cache
def _nobody() -> str:
    return hash_password("tidak ada akun bernama itu")
