"""The SQL conditions that a `CaseFilter` stands for, one reading of it for board, list and tasks."""

from __future__ import annotations

from typing import Any

from peewee import Expression

from models.queries.rows import raw_rows
from models.records.secrecy import CONFIDENTIAL
from models.rules.search import ALL_STATUSES, CLOSED, NOBODY, CaseFilter
from models.store.office import Office
from models.store.tables import Agency, Card, Case, Person, SopRow
from models.store.text import normalise

#: Kinds of time whose passing is judged; a paused card keeps its limit only when it had passed before.
JUDGED = ("batas", "rentang", "ditunda")


def late_now(now: int) -> Expression:
    """The card's run is past the maximum of its standard, running or paused."""
    # the limit first: it decides for nearly every card, and comparing it is quicker than the words
    return (Card.due_at < now) & Card.pace.in_(JUDGED)


def is_late(pace: str, due_at: int | None, now: int) -> bool:
    """What `late_now` asks, of a card that was read."""
    return pace in JUDGED and due_at is not None and due_at < now


def on_cards(office: Office, wanted: CaseFilter, person_id: int | None = None) -> list[Expression]:
    """Conditions on `Card`; `person_id` is who "saya" means."""
    found = _shared(Card, wanted)
    if wanted.agency:
        found.append(Card.case.in_(Case.select(Case.id).where(Case.agency.in_(agencies_like(wanted.agency)))))
    if wanted.status not in ("", "berjalan", ALL_STATUSES):
        # cards are the open cases
        found.append(Card.id.is_null())
    return found + _work_in_hand(office, wanted, person_id)


def on_cases(office: Office, wanted: CaseFilter, person_id: int | None = None) -> list[Expression]:
    """Conditions on `Case`; what asks about the work in hand looks at the case's cards."""
    found = _shared(Case, wanted)
    if wanted.agency:
        found.append(Case.agency.in_(agencies_like(wanted.agency)))
    if wanted.status == CLOSED:
        found.append(Case.status != "berjalan")
    elif wanted.status not in ("", ALL_STATUSES):
        found.append(Case.status == wanted.status)
    in_hand = _work_in_hand(office, wanted, person_id)
    if in_hand:
        found.append(Case.id.in_(Card.select(Card.case).where(*in_hand)))
    if wanted.late is False:
        # one late branch makes the case late, also when another branch has time left
        late = late_now(int(office.now().timestamp()))
        found.append(Case.id.not_in(Card.select(Card.case).where(late)))
    return found


def agencies_like(text: str) -> list[int]:
    """Ids of the agencies whose name or short name holds the text, with all that were merged into them."""
    needle = normalise(text)
    known = raw_rows(Agency.select(Agency.id, Agency.norm, Agency.short_name, Agency.merged_into))
    found = {row[0] for row in known if needle in row[1] or needle in normalise(row[2])}
    merged = {row[0]: row[3] for row in known if row[3] is not None}
    for agency_id in merged:
        if _successor(agency_id, merged) in found:
            found.add(agency_id)
    return sorted(found)


def _successor(agency_id: int, merged: dict[int, int]) -> int:
    """The agency that stands for this one today; a circle of mergers ends where it began."""
    seen: set[int] = set()
    while agency_id in merged and agency_id not in seen:
        seen.add(agency_id)
        agency_id = merged[agency_id]
    return agency_id


def _shared(table: Any, wanted: CaseFilter) -> list[Expression]:
    """What a card and a case carry alike: the searched text, the SOP and the priority."""
    words = filter(None, map(normalise, wanted.words))
    found: list[Expression] = [table.search.contains(word) for word in words]
    if wanted.sop:
        codes = SopRow.select(SopRow.id).where(SopRow.code == wanted.sop.upper())
        found.append(table.sop.in_(codes))
    if wanted.priority.casefold() == CONFIDENTIAL.casefold():
        found.append(table.secret)
    elif wanted.priority:
        found.append(table.priority == wanted.priority.casefold().replace(" ", "_"))
    return found


def _work_in_hand(office: Office, wanted: CaseFilter, person_id: int | None) -> list[Expression]:
    found: list[Expression] = []
    if wanted.late is not None:
        late = late_now(int(office.now().timestamp()))
        in_time = Card.pace.not_in(JUDGED) | Card.due_at.is_null() | (Card.due_at >= _now(office))
        found.append(late if wanted.late else in_time)
    if wanted.paused is not None:
        found.append(Card.pace == "ditunda" if wanted.paused else Card.pace != "ditunda")
    if wanted.step:
        found.append((Card.step_no == wanted.step) | (Card.step == wanted.step.casefold()))
    return found + _assignee(wanted, person_id)


def _now(office: Office) -> int:
    return int(office.now().timestamp())


def _assignee(wanted: CaseFilter, person_id: int | None) -> list[Expression]:
    if wanted.mine is True:
        return [Card.assignee == person_id]
    if wanted.mine is False:
        return [Card.assignee.is_null(False) & (Card.assignee != person_id)]
    if wanted.assignee == NOBODY:
        return [Card.assignee.is_null()]
    if wanted.assignee:
        needle = normalise(wanted.assignee)
        people = raw_rows(Person.select(Person.id, Person.name, Person.username))
        return [Card.assignee.in_([i for i, *names in people if any(needle in normalise(n) for n in names)])]
    return []
