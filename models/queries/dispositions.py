"""The dispositions of a case as a chain, and those that wait for somebody."""

from __future__ import annotations

import json
from typing import Any, Literal

from models.queries.rows import raw_rows
from models.records.disposition import DispositionLists, DispositionNode, DispositionRecipient, InboxLine
from models.rules.date_words import date_text
from models.rules.paper_tokens import iso_date
from models.store import paper_settings
from models.store.office import Office
from models.store.paper_dispositions import recipients_offered
from models.store.paper_tables import Disposition, DispositionTo, Paper
from models.store.people import standing
from models.store.secrecy import visible
from models.store.tables import Agency, Case, Position


def chain(office: Office, case_id: int) -> tuple[DispositionNode, ...]:
    """Every disposition of a case, each followed by what was passed on from it."""
    query = (
        Disposition.select(
            Disposition.id, Disposition.parent, Disposition.sender, Disposition.instructions,
            Disposition.note, Disposition.due, Disposition.at, Disposition.state,
        )
        .where(
            (Disposition.case == case_id) & Disposition.state.not_in(("tidak_perlu", "gugur")),
            *visible(office, Disposition.case),
        )
        .order_by(Disposition.id)
    )  # fmt: skip
    recipients = _recipients(office, case_id)
    papers = dict(
        raw_rows(
            Paper.select(Paper.disposition, Paper.id)
            .where((Paper.case == case_id) & Paper.disposition.is_null(False) & (Paper.state != "batal"))
            .order_by(Paper.id)
        )
    )
    nodes = [_node(office, row, recipients.get(row[0], ()), papers.get(row[0])) for row in raw_rows(query)]
    return tuple(_in_tree_order(nodes))


def not_needed(office: Office, case_id: int) -> str:
    """Why a case needs no disposition; "" when nobody said so."""
    here = (Disposition.case == case_id) & (Disposition.state == "tidak_perlu")
    query = Disposition.select(Disposition.note).where(here, *visible(office, Disposition.case))
    return "".join(row[0] for row in raw_rows(query.order_by(Disposition.id.desc()).limit(1)))


def inbox(office: Office, person_id: int) -> tuple[InboxLine, ...]:
    """Dispositions to the positions that a person holds today, not answered yet, those due first."""
    positions = standing(office, person_id, office.now()).position_ids
    if not positions:
        return ()
    query = (
        DispositionTo.select(
            DispositionTo.id, Disposition.id, Case.id, Case.number, Case.subject, Agency.name,
            Disposition.sender, Disposition.instructions, Disposition.note, Disposition.due, Disposition.at,
            DispositionTo.read_at, Case.secret,
        )
        .join(Disposition)
        .join(Case)
        .join(Agency)
        .where(
            DispositionTo.position.in_(positions)
            & DispositionTo.answered_at.is_null()
            & (Disposition.state == "aktif")
            & (Case.status == "berjalan"),
            *visible(office, Disposition.case),
        )
        .order_by(Disposition.due.is_null(), Disposition.due, Disposition.id)
    )  # fmt: skip
    return tuple(_line(office, row) for row in raw_rows(query))


def offered(office: Office) -> DispositionLists:
    """What a disposition offers to tick; recipients are the positions when the office listed none."""
    return DispositionLists(paper_settings.disposition_lists(office).instructions, recipients_offered(office))


def positions_offered(_office: Office) -> list[tuple[int, str]]:
    """The positions that a disposition can come from or go to, the head of the office first."""
    query = Position.select(Position.id, Position.name).where(Position.active)
    query = query.order_by(Position.is_leader.desc(), Position.id)
    return [(position_id, name) for position_id, name in raw_rows(query)]


def _recipients(office: Office, case_id: int) -> dict[int, tuple[DispositionRecipient, ...]]:
    query = (
        DispositionTo.select(
            DispositionTo.disposition, DispositionTo.id, DispositionTo.name, DispositionTo.position,
            DispositionTo.read_at, DispositionTo.answer, DispositionTo.answered_at,
        )
        .join(Disposition)
        .where(Disposition.case == case_id)
        .order_by(DispositionTo.disposition, DispositionTo.ordinal)
    )  # fmt: skip
    found: dict[int, tuple[DispositionRecipient, ...]] = {}
    for node, to_id, name, position, read, answer, answered in raw_rows(query):
        one = DispositionRecipient(
            to_id, name, position, _moment(office, read), answer, _moment(office, answered)
        )
        found[node] = (*found.get(node, ()), one)
    return found


def _node(
    office: Office, row: tuple[Any, ...], to: tuple[DispositionRecipient, ...], paper_id: int | None
) -> DispositionNode:
    node_id, parent, sender, instructions, note, due, at, state = row
    return DispositionNode(
        node_id, parent, sender, to, tuple(json.loads(instructions)), note, _day(due), _moment(office, at),
        state, paper_id,
    )  # fmt: skip


def _in_tree_order(nodes: list[DispositionNode]) -> list[DispositionNode]:
    """Parents before what was passed on from them, in the order in which they were given."""
    children: dict[int | None, list[DispositionNode]] = {}
    for node in nodes:
        children.setdefault(node.parent_id, []).append(node)
    ordered: list[DispositionNode] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        node = waiting.pop()
        ordered.append(node)
        waiting += reversed(children.get(node.id, []))
    return ordered


def _line(office: Office, row: tuple[Any, ...]) -> InboxLine:
    (to_id, node, case_id, number, subject, agency, sender, instructions, note, due, at, read, secret) = row
    return InboxLine(
        to_id, node, case_id, number, subject, agency, sender, tuple(json.loads(instructions)), note,
        _day(due), _moment(office, at), read is not None, _urgency(office, due),
        bool(secret),
    )  # fmt: skip


def _urgency(office: Office, due: Any) -> Literal["", "hari_ini", "lewat"]:
    """Whether a due date is gone by or is today; the whole of it is still in time."""
    day = iso_date(str(due)) if due else None
    today = office.local(office.now()).date()
    if day is None or day > today:
        return ""
    return "hari_ini" if day == today else "lewat"


def _day(value: Any) -> str:
    day = iso_date(str(value)) if value else None
    return "" if day is None else date_text(day)


def _moment(office: Office, at: int | None) -> str:
    return "" if at is None else office.local(at).strftime("%d-%m-%Y %H.%M")
