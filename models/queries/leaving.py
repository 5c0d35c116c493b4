"""What somebody who leaves would leave behind, and who could take it over."""

from __future__ import annotations

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
    """(id, name) of the accounts that can be given work, by name."""
    query = Person.select(Person.id, Person.name).where(Person.active & ~Person.reads_only)
    found = raw_rows(query.order_by(Person.name, Person.id))
    return [(person_id, name) for person_id, name in found if person_id != apart_from]
