"""Passwords of administrators made anew from outside: who may get one, and the names of the events."""

from __future__ import annotations

from models.store.rows import rows
from models.store.tables import Person

#: An administrator got a password for one sign-in by the command line.
RECOVERED = "sandi_admin_dipulihkan"
#: An administrator has been told of it.
KNOWN = "pemulihan_diketahui"


def administrators() -> tuple[str, ...]:
    """The user names of the active administrators."""
    query = Person.select(Person.username).where(Person.is_admin & Person.active & ~Person.reads_only)
    return tuple(name for (name,) in rows(query.order_by(Person.username)))
