"""Documents of a case: attach, withdraw, confirm as still valid, tick points off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peewee import fn

from models.actions import runs
from models.actions.act import CaseAct, Stop, act, on_case, on_run, stop
from models.actions.entered_text import ADDRESS_LIMIT, NOTE_LIMIT, PLACE_LIMIT, too_long
from models.actions.moves import needed
from models.records.registration import (
    Attachment,
    FileAttachment,
    LinkAttachment,
    PaperAttachment,
)
from models.records.results import Changed
from models.records.sop import Step
from models.store import case_state
from models.store.case_state import RunFacts
from models.store.office import Office
from models.store.people import executors_of
from models.store.secrecy import may_see
from models.store.statements import Insertion, Statement
from models.store.tables import Confirmation, Document, Tick

_STORED = (
    Document.kind, Document.digest, Document.size, Document.file_name, Document.place,
    Document.original_place,
)  # fmt: skip
_ADD = Insertion(
    Document, Document.case, Document.run, Document.doc_type, Document.version, Document.added_by,
    Document.added_at, Document.note, Document.as_output, *_STORED,
)  # fmt: skip
_NEWEST = Statement(
    lambda case_id, doc_type: Document.select(fn.MAX(Document.version)).where(
        (Document.case == case_id) & (Document.doc_type == doc_type)
    )
)


@act
def attach(
    office: Office, person_id: int, case_id: int, attachment: Attachment, run_id: int | None = None
) -> Changed:
    """Add a new version of a document type; nothing is overwritten.

    The file itself was copied in before (`DocumentFiles.ingest`). Works while paused and after
    the end. Without `run_id` the document belongs to the open run whose step names it.
    """
    current = on_case(office, person_id, case_id, running=False)
    must_take_part(current)
    document_id = add_document(current, attachment, _run_for(current, attachment.doc_type, run_id))
    runs.redraw(current)
    return current.changed(moved=False, record_id=document_id)


def add_document(current: CaseAct, attachment: Attachment, run: RunFacts | None) -> int:
    """Write one document version inside a running act; answers its id."""
    if attachment.doc_type not in {d.id for d in current.sop.documents}:
        raise stop("jenis_dokumen_tidak_dikenal", jenis=attachment.doc_type)
    long = too_long(_lengths(attachment))
    if long:
        raise Stop(*long)
    values = _columns(current, attachment)
    version = (_NEWEST.value(current.case.id, attachment.doc_type) or 0) + 1
    document_id = _ADD.run(
        current.case.id, None if run is None else run.id, attachment.doc_type, version,
        current.who.person_id, current.now, attachment.note,
        run is not None and attachment.doc_type in outputs_of(current.sop.step(run.step)),
        *(values.get(field.name, field.default) for field in _STORED),
    )  # fmt: skip
    record = {"document": document_id, "doc_type": attachment.doc_type, "version": version, **values}
    current.record("dokumen_dilampirkan", record, run_id=None if run is None else run.id)
    return document_id


@act
def withdraw(office: Office, person_id: int, document_id: int, reason: str) -> Changed:
    """Withdraw a wrong upload with a reason; the version stays on record and on disk."""
    query = Document.select(
        Document.case, Document.run, Document.doc_type, Document.version, Document.withdrawn_at
    )
    row = query.where(Document.id == document_id).tuples().first()
    if row is None or not may_see(office, row[0], person_id):
        raise stop("dokumen_tidak_ada")
    case_id, run_id, doc_type, version, withdrawn_at = row
    current = on_case(office, person_id, case_id, running=False)
    must_take_part(current)
    if withdrawn_at is not None:
        raise stop("dokumen_sudah_ditarik")
    text = needed(reason)
    Document.update(withdrawn_at=current.now, withdrawn_reason=text).where(
        Document.id == document_id
    ).execute()
    record = {"document": document_id, "doc_type": doc_type, "version": version, "reason": text}
    current.record("dokumen_ditarik", record, run_id=run_id)
    runs.redraw(current)
    return current.changed(moved=False, record_id=document_id)


@act
def confirm_valid(office: Office, person_id: int, run_id: int, doc_type: str) -> Changed:
    """Declare the newest version "masih berlaku" in this run: the output is given, nothing is stale."""
    current, run = on_run(office, person_id, run_id)
    must_take_part(current)
    newest = case_state.newest_documents(current.case.id).get(doc_type)
    if newest is None:
        raise stop("dokumen_belum_ada", dokumen=_label(current, doc_type))
    done = Confirmation.select().where((Confirmation.run == run.id) & (Confirmation.document == newest.id))
    if not done.exists():
        Confirmation.insert(
            run=run.id, document=newest.id, person=current.who.person_id, at=current.now
        ).execute()
    Document.update(stale=False).where(Document.id == newest.id).execute()
    record = {"document": newest.id, "doc_type": doc_type, "version": newest.version}
    current.record("dokumen_dinyatakan_berlaku", record, run_id=run.id)
    runs.redraw(current)
    return current.changed(moved=False, record_id=newest.id)


@act
def tick(office: Office, person_id: int, run_id: int, need: int, point: int, on: bool) -> Changed:
    """Tick a point (butir) of a requirement off, or take the tick back."""
    current, run = on_run(office, person_id, run_id)
    must_take_part(current)
    needs = current.sop.step(run.step).needs
    if not (0 <= need < len(needs) and 0 <= point < len(needs[need].points)):
        raise stop("butir_tidak_ada")
    here = (Tick.run == run.id) & (Tick.need == need) & (Tick.point == point)
    standing = Tick.select().where(here).exists()
    if on and not standing:
        Tick.insert(
            run=run.id, need=need, point=point, person=current.who.person_id, at=current.now
        ).execute()
    elif not on and standing:
        Tick.delete().where(here).execute()
    if on != standing:
        record = {"need": need, "point": point, "text": needs[need].points[point]}
        current.record("butir_dicentang" if on else "butir_dibatalkan", record, run_id=run.id)
    return current.changed(moved=False)


def outputs_of(step: Step) -> set[str]:
    """Every document type that a step or one of its parts delivers."""
    groups = [*step.gives, *(g for p in step.parts for g in p.gives)]
    return {doc for g in groups for doc in g.docs}


def must_take_part(current: CaseAct) -> None:
    """Documents are handled by holders of an executor of the SOP, the secretariat and leaders."""
    who = current.who
    if who.is_leader or who.is_secretariat:
        return
    if not executors_of(current.case.sop_id, who.position_ids):
        raise stop("bukan_pelaksana_sop", sop=current.sop.name)


def _run_for(current: CaseAct, doc_type: str, run_id: int | None) -> RunFacts | None:
    """The run a document is attached in: the one named, else the open run whose step names it."""
    open_now = case_state.open_runs(current.case.id)
    if run_id is not None:
        named = [r for r in open_now if r.id == run_id]
        if not named:
            raise stop("langkah_sudah_berpindah", nomor=current.case.number)
        return named[0]
    for run in open_now:
        if doc_type in outputs_of(current.sop.step(run.step)):
            return run
    for run in open_now:
        if any(doc_type in g.docs for g in current.sop.step(run.step).needs):
            return run
    return None


def _columns(current: CaseAct, attachment: Attachment) -> dict[str, Any]:
    if isinstance(attachment, FileAttachment):
        if not current.office.store.files.exists(attachment.digest):
            raise stop("berkas_tidak_tersimpan", berkas=attachment.file_name)
        return {
            "kind": "berkas", "digest": attachment.digest, "size": attachment.size,
            "file_name": attachment.file_name[:300], "original_place": attachment.original_place.strip(),
        }  # fmt: skip
    if isinstance(attachment, PaperAttachment):
        if not attachment.place.strip():
            raise stop("tempat_arsip_kosong")
        return {"kind": "kertas", "place": attachment.place.strip()}
    return {"kind": "tautan", "place": _address(attachment)}


def _lengths(attachment: Attachment) -> Iterator[tuple[str, str, int]]:
    yield "catatan_terlalu_panjang", attachment.note, NOTE_LIMIT
    if isinstance(attachment, FileAttachment):
        yield "tempat_arsip_terlalu_panjang", attachment.original_place, PLACE_LIMIT
    elif isinstance(attachment, PaperAttachment):
        yield "tempat_arsip_terlalu_panjang", attachment.place, PLACE_LIMIT
    else:
        yield "alamat_tautan_terlalu_panjang", attachment.address, ADDRESS_LIMIT


def _address(attachment: LinkAttachment) -> str:
    address = attachment.address.strip()
    if not address:
        raise stop("alamat_tautan_kosong")
    return address


def _label(current: CaseAct, doc_type: str) -> str:
    known = {d.id: d.label for d in current.sop.documents}
    return known.get(doc_type, doc_type)
