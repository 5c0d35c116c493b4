"""The cards of a case on the board, derived anew after every act that shows on them."""

from __future__ import annotations

from typing import Any

from models.records.board import ANY_ONE, CELL_MARK
from models.records.sop import DocumentGroup, Step
from models.store import case_state
from models.store.case_state import CaseFacts, PartFacts, RunFacts
from models.store.office import Office
from models.store.run_limits import stands_in_pause
from models.store.statements import Insertion, Statement
from models.store.tables import Agency, Card, Person

#: Sort keys beyond any deadline: work without a limit, then what is paused.
_NO_LIMIT = 20_000_000_000
_PAUSED = 40_000_000_000
#: As long as the column takes, and how much of it the cell text may have.
_TITLE_LIMIT, _CELL_LIMIT = 300, 100

_FIELDS = (
    Card.case, Card.run, Card.sop, Card.part, Card.column, Card.role, Card.state, Card.external,
    Card.number, Card.subject, Card.agency, Card.step, Card.step_no, Card.step_title, Card.round,
    Card.done, Card.total, Card.have, Card.need, Card.priority, Card.pace, Card.opened_at,
    Card.green_until, Card.due_at, Card.target_at, Card.sort_at, Card.assignee, Card.assignee_name,
    Card.search, Card.secret,
)  # fmt: skip
_KEEP = Insertion(Card, *_FIELDS)
_FORGET = Statement(lambda case_id: Card.delete().where(Card.case == case_id))
_AGENCY = Statement(lambda agency_id: Agency.select(Agency.name).where(Agency.id == agency_id))
_NAME = Statement(lambda person_id: Person.select(Person.name).where(Person.id == person_id))


def rebuild(office: Office, case_id: int) -> None:
    """Delete the cards of a case and write those that its present state asks for."""
    case = case_state.read_case(case_id)
    _FORGET.run(case_id)
    if case is None or case.status != "berjalan":
        return
    runs = case_state.open_runs(case_id)
    parts = case_state.parts_of([r.id for r in runs])
    documents = case_state.documents_of(case_id)
    usable = {d.doc_type for d in case_state.newest(documents).values() if not d.stale}
    agency = _AGENCY.value(case.agency_id)
    names = _names({p.assignee_id for p in parts if p.assignee_id is not None})
    cards: list[dict[str, Any]] = []
    for run in runs:
        delivered = case_state.delivered_types(run.id, documents)
        cards += _cards_of_run(office, case, run, [p for p in parts if p.run_id == run.id], usable, delivered)
    for card in cards:
        card["agency"] = agency
        card["assignee_name"] = names.get(card["assignee"], "")
    _KEEP.run_many([[card[field.name] for field in _FIELDS] for card in cards])


def _cards_of_run(
    office: Office,
    case: CaseFacts,
    run: RunFacts,
    parts: list[PartFacts],
    usable: set[str],
    delivered: frozenset[str],
) -> list[dict[str, Any]]:
    sop = office.sop(case.version_id)
    step = sop.step(run.step)
    have, need = document_count(step, usable, delivered)
    any_one = step.parts_mode == "salah_satu"
    counted = [p for p in parts if p.state in ("terbuka", "menunggu", "selesai")]
    common = {
        "case": case.id, "run": run.id, "sop": case.sop_id, "number": case.number,
        "subject": case.subject, "step": step.id, "step_no": step.no, "step_title": step.title,
        "round": run.round, "done": ANY_ONE if any_one else sum(p.state == "selesai" for p in counted),
        "total": len(counted),
        "have": have, "need": need, "priority": case.priority,
        "pace": "ditunda" if case.paused_for else run.time_kind, "opened_at": run.opened_at,
        "green_until": run.green_until, "due_at": run.due_at, "target_at": run.target_at,
        "sort_at": _sort_key(case, run), "search": case.search, "secret": case.secret,
    }  # fmt: skip
    waits_for = case.paused_party
    if case.paused_for and not stands_in_pause(run.due_at, case_state.pauses_of(case.id)):
        common |= {"green_until": None, "due_at": None}
    titles = _titles(step)
    rows = []
    for part in parts:
        if part.state == "gugur" or (waits_for and part.executor == waits_for):
            continue
        role = "peserta" if part.state == "peserta" or waits_for else "pelaksana"
        row = _row(common, part.part, part.executor, role, part.state, part.assignee_id)
        row["step_title"] = titles[part.part]
        rows.append(row)
    if waits_for:
        # Waiting for an agency shows in that agency's column; the card opens the step it waits in.
        acting = next((p for p in parts if p.state == "terbuka"), parts[0])
        rows.append(_row(common, acting.part, waits_for, "pelaksana", "terbuka", acting.assignee_id))
    for row in rows:
        row["external"] = sop.executor(row["column"]).external
    return rows


def _titles(step: Step) -> dict[str, str]:
    """The title on the card of each part; parts in one column are told apart by their cell text."""
    columns = [part.executor for part in step.parts]
    return {
        part.id: _title(step.title, part.cell if columns.count(part.executor) > 1 else "")
        for part in step.parts
    }


def _title(title: str, cell: str) -> str:
    mark = f"{CELL_MARK}{cell[:_CELL_LIMIT]}" if cell else ""
    return title[: _TITLE_LIMIT - len(mark)] + mark


def _row(
    common: dict[str, Any], part: str, column: str, role: str, state: str, assignee: int | None
) -> dict[str, Any]:
    return common | {"part": part, "column": column, "role": role, "state": state, "assignee": assignee}


def document_count(step: Step, usable: set[str], delivered: frozenset[str]) -> tuple[int, int]:
    """How many of the documents that the step asks for and delivers are there, and how many it wants.

    Counted as the step dialog lists them; of a group that is content with some, only those.
    """
    outputs: list[DocumentGroup] = list(step.gives)
    for part in step.parts:
        outputs += part.gives
    have = sum(_present(g, usable) for g in step.needs) + sum(_present(g, delivered) for g in outputs)
    return have, sum(group.at_least for group in (*step.needs, *outputs))


def _present(group: DocumentGroup, there: set[str] | frozenset[str]) -> int:
    return min(group.at_least, sum(doc in there for doc in group.docs))


def _sort_key(case: CaseFacts, run: RunFacts) -> int:
    opened = int(run.opened_at.timestamp())
    if case.paused_for:
        return _PAUSED + opened
    limit = run.due_at or run.target_at
    return _NO_LIMIT + opened if limit is None else int(limit.timestamp())


def _names(person_ids: set[int]) -> dict[int, str]:
    return {person: _NAME.value(person) for person in person_ids}
