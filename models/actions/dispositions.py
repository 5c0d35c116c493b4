"""Dispositions: given, passed on, read, answered, withdrawn, or told to be unnecessary."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from models.actions import runs
from models.actions.act import CaseAct, act, on_case, stop
from models.actions.documents import add_document, must_take_part, outputs_of
from models.actions.moves import needed
from models.records.disposition import NewDisposition
from models.records.registration import PaperAttachment
from models.records.results import Changed
from models.rules.paper_tokens import iso_date
from models.store import case_state
from models.store.office import Office
from models.store.paper_dispositions import (
    DispositionFacts,
    RecipientFacts,
    read_disposition,
    read_recipient,
    recipients_of,
    sheets_of,
)
from models.store.paper_tables import Disposition, DispositionTo
from models.store.rows import first_row, rows
from models.store.secrecy import may_see
from models.store.tables import Document, Position

_NAME_LIMIT = 300
_TEXT_LIMIT = 10_000
_MOST = 100
#: Stands for the place of a sheet that was not needed.
NOT_NEEDED = "Tidak perlu disposisi"
#: States of what can no longer be passed on or withdrawn, and of what never was a disposition.
_GONE = ("ditarik", "tidak_perlu", "gugur")


@act
def give_disposition(office: Office, person_id: int, new: NewDisposition) -> Changed:
    """Give a disposition from a position to several recipients; with `parent_id` it passes one on.

    By the holder of the position, or by the secretariat that writes down what the official decided.
    """
    current = on_case(office, person_id, new.case_id, running=False)
    sender = _sender(current, new.sender_position_id)
    parent = None if new.parent_id is None else _parent(current, new)
    recipients = _recipients(new)
    instructions = tuple(filter(None, (" ".join(text.split()) for text in new.instructions)))
    note = new.note.strip()
    if not instructions and not note:
        raise stop("disposisi_tanpa_isi")
    if len(note) > _TEXT_LIMIT:
        raise stop("catatan_terlalu_panjang", batas=_TEXT_LIMIT)
    _check_run(new)
    due = _due(current, new)
    disposition_id = Disposition.insert(
        case=current.case.id, run=new.run_id, parent=new.parent_id, sender_position=new.sender_position_id,
        sender=sender, instructions=json.dumps(instructions, ensure_ascii=False), note=note, due=due,
        person=person_id, at=current.now,
    ).execute()  # fmt: skip
    for ordinal, (name, position_id) in enumerate(recipients):
        DispositionTo.insert(
            disposition=disposition_id, ordinal=ordinal, name=name, position=position_id
        ).execute()
    _no_longer_needless(current)
    current.record("disposisi_diberikan" if parent is None else "disposisi_diteruskan", {
        "disposition": disposition_id, "parent": new.parent_id, "sender": sender,
        "recipients": [name for name, _ in recipients], "instructions": list(instructions), "note": note,
        "due": "" if due is None else due.isoformat(),
    }, run_id=new.run_id)  # fmt: skip
    return _changed(current, disposition_id)


#: Passing on is giving with a parent.
pass_on = give_disposition


@act
def mark_read(office: Office, person_id: int, recipient_id: int) -> Changed:
    """Note that a recipient has read it; a second time changes nothing."""
    current, node, recipient = _on_recipient(office, person_id, recipient_id)
    if recipient.read_at is None:
        DispositionTo.update(read_at=current.now, read_by=person_id).where(
            DispositionTo.id == recipient_id
        ).execute()
        current.record("disposisi_dibaca", {"disposition": node.id, "recipient": recipient.name})
    return _changed(current, node.id)


@act
def answer_disposition(office: Office, person_id: int, recipient_id: int, text: str) -> Changed:
    """Answer back (laporan balik); when all have answered, the disposition is done."""
    current, node, recipient = _on_recipient(office, person_id, recipient_id)
    if node.state == "ditarik":
        raise stop("disposisi_sudah_ditarik")
    if recipient.answered_at is not None:
        raise stop("disposisi_sudah_dijawab", penerima=recipient.name)
    answer = text.strip()
    if not answer:
        raise stop("jawaban_disposisi_kosong")
    if len(answer) > _TEXT_LIMIT:
        raise stop("catatan_terlalu_panjang", batas=_TEXT_LIMIT)
    values: dict[str, Any] = {"answer": answer, "answered_at": current.now, "answered_by": person_id}
    if recipient.read_at is None:
        values |= {"read_at": current.now, "read_by": person_id}
    DispositionTo.update(**values).where(DispositionTo.id == recipient_id).execute()
    if all(r.answered_at is not None for r in recipients_of(node.id)):
        Disposition.update(state="dijawab").where(Disposition.id == node.id).execute()
    data = {"disposition": node.id, "recipient": recipient.name, "answer": answer}
    current.record("disposisi_dijawab", data)
    return _changed(current, node.id)


@act
def withdraw_disposition(office: Office, person_id: int, disposition_id: int, reason: str) -> Changed:
    """Withdraw a disposition with a reason; what was passed on from it is withdrawn with it."""
    current, node = _on_disposition(office, person_id, disposition_id)
    if node.state in _GONE:
        raise stop("disposisi_sudah_ditarik")
    if person_id != node.person_id and not _is(current, node.sender_position_id):
        raise stop("disposisi_bukan_pemberi")
    text = needed(reason)
    standing = Disposition.id.in_(_with_descendants(disposition_id)) & (Disposition.state != "ditarik")
    gone = [row[0] for row in rows(Disposition.select(Disposition.id).where(standing))]
    Disposition.update(state="ditarik", reason=text).where(Disposition.id.in_(gone)).execute()
    current.record(
        "disposisi_ditarik", {"disposition": node.id, "reason": text, "with": sorted({*gone} - {node.id})}
    )
    return _changed(current, node.id)


@act
def no_disposition_needed(office: Office, person_id: int, case_id: int, reason: str) -> Changed:
    """Put on record why a case needs no disposition; giving one later takes that back.

    Where an open step asks for the sheet, a document says so in its place, for everybody to see.
    """
    current = on_case(office, person_id, case_id, running=False)
    must_take_part(current)
    here = Disposition.case == case_id
    standing = here & Disposition.state.not_in(("ditarik", "gugur"))
    if first_row(Disposition.select(Disposition.id).where(standing)):
        raise stop("disposisi_sudah_ada", nomor=current.case.number)
    text = needed(reason)
    disposition_id = Disposition.insert(
        case=case_id, sender=current.who.actor_text, note=text, state="tidak_perlu", person=person_id,
        at=current.now,
    ).execute()  # fmt: skip
    current.record("disposisi_tidak_perlu", {"disposition": disposition_id, "reason": text})
    _stand_in(current, text)
    return _changed(current, disposition_id)


def _on_disposition(office: Office, person_id: int, disposition_id: int) -> tuple[CaseAct, DispositionFacts]:
    node = read_disposition(disposition_id)
    if node is None or not may_see(office, node.case_id, person_id):
        raise stop("disposisi_tidak_ada")
    return on_case(office, person_id, node.case_id, running=False), node


def _on_recipient(
    office: Office, person_id: int, recipient_id: int
) -> tuple[CaseAct, DispositionFacts, RecipientFacts]:
    """For the holder of the position it went to; for a typed name, anybody who takes part in the case."""
    recipient = read_recipient(recipient_id)
    if recipient is None:
        raise stop("disposisi_tidak_ada")
    current, node = _on_disposition(office, person_id, recipient.disposition_id)
    if recipient.position_id is None:
        must_take_part(current)
    elif not _is(current, recipient.position_id):
        raise stop("disposisi_bukan_penerima", penerima=recipient.name)
    return current, node, recipient


def _is(current: CaseAct, position_id: int | None) -> bool:
    """Whether somebody acts for a position: its holder, or the secretariat in the holder's name."""
    return current.who.is_secretariat or position_id in current.who.position_ids


def _sender(current: CaseAct, position_id: int) -> str:
    row = first_row(Position.select(Position.name).where((Position.id == position_id) & Position.active))
    if row is None:
        raise stop("jabatan_tidak_ada")
    if not _is(current, position_id):
        raise stop("disposisi_bukan_pejabat", jabatan=row[0])
    name: str = row[0]
    return name


def _parent(current: CaseAct, new: NewDisposition) -> DispositionFacts:
    """The disposition passed on: of the same case, standing, and received by the position that passes it."""
    node = None if new.parent_id is None else read_disposition(new.parent_id)
    if node is None or node.case_id != current.case.id:
        raise stop("disposisi_tidak_ada")
    if node.state in _GONE:
        raise stop("disposisi_sudah_ditarik")
    received = {recipient.position_id for recipient in recipients_of(node.id)}
    if new.sender_position_id not in received:
        raise stop("disposisi_bukan_penerima", penerima=", ".join(r.name for r in recipients_of(node.id)))
    return node


def _recipients(new: NewDisposition) -> list[tuple[str, int | None]]:
    """(name, position) of everybody named, each once."""
    found: dict[tuple[str, int | None], None] = {}
    for recipient in new.recipients:
        if isinstance(recipient, int):
            query = Position.select(Position.name).where((Position.id == recipient) & Position.active)
            row = first_row(query)
            if row is None:
                raise stop("jabatan_tidak_ada")
            if recipient == new.sender_position_id:
                raise stop("disposisi_kepada_sendiri")
            found[str(row[0]), recipient] = None
        elif name := " ".join(recipient.split()):
            if len(name) > _NAME_LIMIT:
                raise stop("nama_terlalu_panjang", batas=_NAME_LIMIT)
            found[name, None] = None
    if not found:
        raise stop("disposisi_tanpa_penerima")
    if len(found) > _MOST:
        raise stop("disposisi_terlalu_banyak", batas=_MOST)
    return list(found)


def _check_run(new: NewDisposition) -> None:
    run = None if new.run_id is None else case_state.read_run(new.run_id)
    if new.run_id is not None and (run is None or run.case_id != new.case_id):
        raise stop("langkah_tidak_ada")


def _due(current: CaseAct, new: NewDisposition) -> date | None:
    if not new.due:
        return None
    due = iso_date(new.due)
    if due is None or due < current.office.local(current.now).date():
        raise stop("batas_disposisi_lampau")
    return due


def _stand_in(current: CaseAct, reason: str) -> None:
    """Let a document tell, where an open step names the sheet, that none was needed."""
    sheets = sheets_of(current.office, current.sop)
    for run in case_state.open_runs(current.case.id):
        step = current.sop.step(run.step)
        asked = {doc for group in step.needs for doc in group.docs}
        for doc_type in sorted(sheets & (outputs_of(step) | asked)):
            add_document(current, PaperAttachment(doc_type, NOT_NEEDED, reason), run)
    runs.redraw(current)


def _no_longer_needless(current: CaseAct) -> None:
    """A disposition is given after all: what said that none was needed is taken back."""
    needless = (Disposition.case == current.case.id) & (Disposition.state == "tidak_perlu")
    if not Disposition.update(state="gugur").where(needless).execute():
        return
    here = (Document.case == current.case.id) & (Document.place == NOT_NEEDED)
    query = Document.select(Document.id, Document.doc_type, Document.version, Document.run)
    for document, doc_type, version, run_id in rows(query.where(here & Document.withdrawn_at.is_null())):
        reason = "Disposisi diberikan"
        Document.update(withdrawn_at=current.now, withdrawn_reason=reason).where(
            Document.id == document
        ).execute()
        data = {"document": document, "doc_type": doc_type, "version": version, "reason": reason}
        current.record("dokumen_ditarik", data, run_id=run_id)
    runs.redraw(current)


def _with_descendants(disposition_id: int) -> list[int]:
    found, level = [disposition_id], [disposition_id]
    while level:
        query = Disposition.select(Disposition.id).where(Disposition.parent.in_(level))
        level = [row[0] for row in rows(query.order_by(Disposition.id))]
        found += level
    return found


def _changed(current: CaseAct, disposition_id: int) -> Changed:
    subjects = frozenset({f"case:{current.case.id}", "dispositions"})
    return Changed(subjects, current.case.id, current.case.version, current.case.number, disposition_id)
