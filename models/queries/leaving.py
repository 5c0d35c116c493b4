"""What somebody who leaves would leave behind, and who could take it over."""

from __future__ import annotations

from collections import Counter

from models.queries.rows import raw_rows
from models.records.office_lines import LeftBehind
from models.store.assignments import may_take, open_assignments
from models.store.office import Office
from models.store.people import positions_going_on, standing
from models.store.reading_rights import must_read
from models.store.tables import Person


def left_behind(office: Office, person_id: int, successor_id: int | None = None) -> LeftBehind:
    """The positions held, the open work given by name, and how much of it the successor may do.

    Counted over everything, confidential requests too: numbers, and nothing of what stands in them.
    """
    must_read(office, "leaving")
    work = open_assignments(person_id)
    successor = None if successor_id is None else standing(office, successor_id, office.now())
    fitting = 0 if successor is None else sum(may_take(office, each, successor) for each in work)
    return LeftBehind(positions_going_on(office, person_id), len(work), fitting)


def colleagues(_office: Office, apart_from: int | None = None) -> list[tuple[int, str]]:
    """(id, name) of the accounts that can be given work, by name; namesakes with their user names."""
    query = Person.select(Person.id, Person.name, Person.username).where(Person.active & ~Person.reads_only)
    found = raw_rows(query.order_by(Person.name, Person.id))
    often = Counter(name for _, name, _ in found)
    return [
        (person_id, f"{name} ({username})" if often[name] > 1 else name)
        for person_id, name, username in found
        if person_id != apart_from
    ]


def busy_people(office: Office) -> list[tuple[int, str, int]]:
    """(id, name, open work) of those with open work in their name, who was closed before included."""
    must_read(office, "leaving")
    people = raw_rows(Person.select(Person.id, Person.name).order_by(Person.name, Person.id))
    counted = ((person_id, name, len(open_assignments(person_id))) for person_id, name in people)
    return [line for line in counted if line[2]]
