"""Dispositions as they are stored: reading one, and what its lembar disposisi shows."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from models.records.paper import Form, Value
from models.records.secrecy import CONFIDENTIAL
from models.rules.date_words import date_text
from models.rules.papers import forms_for
from models.store.paper_settings import disposition_lists, forms
from models.store.paper_tables import Disposition, DispositionTo
from models.store.rows import first_row, rows
from models.store.tables import Agency, Case, Position

if TYPE_CHECKING:
    from models.records.sop import Sop
    from models.store.office import Office

#: The form that prints a disposition.
FORM = "disposisi"

#: How the urgency of a case is ticked on the form.
_URGENCY = {"segera": "Segera", "sangat_segera": "Sangat segera"}


class DispositionFacts(NamedTuple):
    """The columns of a disposition that acts decide by."""

    id: int
    case_id: int
    parent_id: int | None
    sender_position_id: int | None
    sender: str
    instructions: tuple[str, ...]
    note: str
    due: date | None
    state: str
    person_id: int
    at: datetime


class RecipientFacts(NamedTuple):
    """To whom a disposition went."""

    id: int
    disposition_id: int
    name: str
    position_id: int | None
    read_at: datetime | None
    answered_at: datetime | None


def read_disposition(disposition_id: int) -> DispositionFacts | None:
    """The disposition of that id, or None."""
    query = Disposition.select(
        Disposition.id, Disposition.case, Disposition.parent, Disposition.sender_position, Disposition.sender,
        Disposition.instructions, Disposition.note, Disposition.due, Disposition.state, Disposition.person,
        Disposition.at,
    )  # fmt: skip
    row = first_row(query.where(Disposition.id == disposition_id))
    if row is None:
        return None
    found = DispositionFacts._make(row)
    return found._replace(instructions=tuple(json.loads(row[5])))


def read_recipient(recipient_id: int) -> RecipientFacts | None:
    """The recipient of that id, or None."""
    row = first_row(_recipients().where(DispositionTo.id == recipient_id))
    return None if row is None else RecipientFacts._make(row)


def recipients_of(disposition_id: int) -> list[RecipientFacts]:
    """To whom a disposition went, in the order in which they were named."""
    query = _recipients().where(DispositionTo.disposition == disposition_id)
    return [RecipientFacts._make(row) for row in rows(query.order_by(DispositionTo.ordinal))]


def sheets_of(office: Office, sop: Sop) -> set[str]:
    """The documents of an SOP that are a lembar disposisi."""
    form = forms(office)[FORM]
    return {document.id for document in sop.documents if forms_for(document, (form,))}


def recipients_offered(office: Office) -> tuple[str, ...]:
    """The recipients that the form lists: those of the office's list, else its positions."""
    listed = disposition_lists(office).recipients
    if listed:
        return listed
    query = Position.select(Position.name).where(Position.active)
    return tuple(name for (name,) in rows(query.order_by(Position.is_leader.desc(), Position.id)))


def with_lists(office: Office, form: Form, disposition_id: int | None) -> Form:
    """The form with the office's lists to tick, and what this disposition names beyond them."""
    node = None if disposition_id is None else read_disposition(disposition_id)
    ticked = {
        "diteruskan": () if node is None else tuple(r.name for r in recipients_of(node.id)),
        "instruksi": () if node is None else node.instructions,
    }
    listed = {"diteruskan": recipients_offered(office), "instruksi": disposition_lists(office).instructions}
    return replace(form, fields=tuple(
        replace(field, choices=tuple(dict.fromkeys((*listed[field.id], *ticked[field.id]))))
        if field.id in listed and field.kind == "centang" else field
        for field in form.fields
    ))  # fmt: skip


def values_of(office: Office, form: Form, disposition_id: int) -> dict[str, Value]:
    """What the form says of a disposition, in the shape of its fields."""
    node = read_disposition(disposition_id)
    if node is None:
        return {}
    fields: Any = (
        Agency.name, Case.number, Case.subject, Case.priority, Case.letter_number, Case.letter_date,
        Case.received_at, Case.secret,
    )  # fmt: skip
    row = first_row(Case.select(*fields).join(Agency).where(Case.id == node.case_id))
    if row is None:
        return {}
    agency, number, subject, priority, letter, letter_date, received_at, secret = row
    nature = (_URGENCY.get(priority, ""), CONFIDENTIAL if secret else "")
    said: dict[str, Value | date | None] = {
        "surat_dari": agency, "nomor_surat": letter, "tanggal_surat": letter_date,
        "diterima_tanggal": office.local(received_at).date(), "nomor_agenda": number,
        "sifat": tuple(filter(None, nature)), "perihal": subject, "instruksi": node.instructions,
        "diteruskan": tuple(r.name for r in recipients_of(node.id)), "catatan": node.note,
        "batas_waktu": node.due,
    }  # fmt: skip
    kinds = {field.id: field.kind for field in form.fields}
    return {key: _shaped(value, kinds[key]) for key, value in said.items() if key in kinds}


def _shaped(value: Value | date | None, kind: str) -> Value:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat() if kind == "tanggal" else date_text(value)
    if kind in ("daftar", "centang"):
        return (value,) if isinstance(value, str) and value else value or ()
    return value if isinstance(value, str) else ", ".join(map(str, value))


def _recipients() -> Any:
    return DispositionTo.select(
        DispositionTo.id, DispositionTo.disposition, DispositionTo.name, DispositionTo.position,
        DispositionTo.read_at, DispositionTo.answered_at,
    )  # fmt: skip
