"""What the paper dialog and the lists of papers show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from models.queries.rows import raw_rows
from models.records.paper import (
    Form,
    Letterhead,
    PaperDefaults,
    PaperDraft,
    PaperForm,
    PaperLine,
    PaperOffer,
    Picture,
    Sheet,
)
from models.records.sop import DocumentType, Sop, Step
from models.rules.paper_tokens import iso_date
from models.rules.papers import forms_for
from models.rules.search import MOST_WORDS, bounded
from models.rules.sheet_json import draft_from_json, thaw
from models.store import case_state, paper_settings, paper_sheet
from models.store.office import Office
from models.store.paper_dispositions import read_disposition
from models.store.paper_numbers import next_text
from models.store.paper_records import line_of, line_query
from models.store.paper_signers import choices_on
from models.store.paper_tables import Paper, PaperNumber
from models.store.problems import GoneError
from models.store.rows import rows
from models.store.secrecy import visible, visible_case, visible_run
from models.store.tables import Document
from models.store.text import normalise

#: Files that may be printed as photographs.
_PICTURE_ENDINGS = (".jpg", ".jpeg", ".png")


class PaperGoneError(GoneError):
    """There is no paper (or no case, or no form) of that id, or none that whoever asks may see."""


def forms(office: Office) -> tuple[Form, ...]:
    """Every form as the office words it, by name."""
    return tuple(paper_settings.forms(office).values())


def letterhead(office: Office) -> Letterhead:
    """The kop of the office."""
    return paper_settings.letterhead(office)


def paper_defaults(office: Office) -> PaperDefaults:
    """What every new paper begins with."""
    return paper_settings.paper_defaults(office)


def logo_bytes(office: Office, digest: str | None = None) -> bytes | None:
    """The picture of the kop; `digest` names that of an issued paper, None the present one."""
    wanted = paper_settings.letterhead(office).logo if digest is None else digest
    files = office.store.files
    return files.path_of(wanted).read_bytes() if wanted and files.exists(wanted) else None


def paper_form(office: Office, person_id: int, draft: PaperDraft) -> PaperForm:
    """The form as filled so far, its sheet, what is empty and who may sign; raises `PaperGoneError`.

    A draft that only names its paper is read from what was stored.
    """
    draft = _stored_draft(draft)
    try:
        form = paper_sheet.form_of(office, draft)
    except KeyError:
        raise PaperGoneError(draft.form) from None
    if draft.case_id is not None and visible_case(office, draft.case_id) is None:
        raise PaperGoneError(draft.case_id)
    if draft.disposition_id is not None and not _of_case(draft.disposition_id, draft.case_id):
        raise PaperGoneError(draft.disposition_id)
    made = paper_sheet.make(office, person_id, form, paper_sheet.new_draft(office, draft))
    day = iso_date(made.sheet.day) or office.local(office.now()).date()
    return PaperForm(
        form=form,
        draft=made.draft,
        sheet=made.sheet,
        gaps=made.gaps,
        signers=choices_on(office, day),
        reserved=_reserved(form.group, day.year),
        pictures=_pictures(form, draft.case_id),
        next_number=next_text(office, form.group, day, form.classification) if form.group else "",
    )


def stored_paper(office: Office, paper_id: int) -> tuple[PaperLine, Sheet, Form]:
    """A paper as stored: an issued one with its frozen sheet and form, a draft as it would print now."""
    found = rows(line_query().where(Paper.id == paper_id, *visible(office, Paper.case)))
    if not found:
        raise PaperGoneError(paper_id)
    line = line_of(office, found[0])
    frozen, draft, person_id = raw_rows(
        Paper.select(Paper.frozen, Paper.draft, Paper.person).where(Paper.id == paper_id)
    )[0]
    if frozen:
        return line, *thaw(frozen)
    kept = replace(draft_from_json(draft), paper_id=paper_id)
    form = paper_sheet.form_of(office, kept)
    return line, paper_sheet.make(office, person_id, form, kept).sheet, form


def picture_files(office: Office, sheet: Sheet, form: Form) -> dict[str, Path]:
    """The files of the pictures that a sheet prints, by digest; those that are lost are left out."""
    values = [sheet.values.get(field.id, ()) for field in form.fields if field.kind == "foto"]
    digests = {row[0] for value in values for row in value if not isinstance(row, str) and row[0]}
    files = office.store.files
    return {digest: files.path_of(digest) for digest in sorted(digests) if files.exists(digest)}


def paper_lines(
    office: Office,
    *,
    since: date | None = None,
    until: date | None = None,
    form: str = "",
    state: str = "",
    text: str = "",
    case_id: int | None = None,
    limit: int = 200,
    offset: int = 0,
) -> tuple[PaperLine, ...]:
    """Papers by date, newest first; every word of `text` must be in what they are known by."""
    told = visible(office, Paper.case)
    query = line_query().where(*told) if told else line_query()
    if since is not None:
        query = query.where(Paper.day >= since)
    if until is not None:
        query = query.where(Paper.day <= until)
    if form:
        query = query.where(Paper.form == form)
    if state:
        query = query.where(Paper.state == state)
    if case_id is not None:
        query = query.where(Paper.case == case_id)
    for word in normalise(bounded(text)).split()[:MOST_WORDS]:
        query = query.where(Paper.search.contains(word))
    query = query.order_by(Paper.day.desc(), Paper.id.desc()).limit(limit).offset(offset)
    return tuple(line_of(office, row) for row in rows(query))


def papers_of_case(office: Office, case_id: int) -> list[PaperLine]:
    """All papers of a case, newest first; drafts and cancelled ones too."""
    return list(paper_lines(office, case_id=case_id, limit=-1))


def paper_years(office: Office) -> list[int]:
    """The years of all papers, newest first; this year always."""
    days = [day for (day,) in rows(Paper.select(Paper.day).distinct().where(Paper.day.is_null(False)))]
    return sorted({day.year for day in days} | {office.local(office.now()).year}, reverse=True)


def offers_for_run(office: Office, _person_id: int, run_id: int) -> tuple[PaperOffer, ...]:
    """The papers that a step's outputs and requirements name, outputs first."""
    found = visible_run(office, run_id)
    if found is None:
        raise PaperGoneError(run_id)
    case, run = found
    sop = office.sop(case.version_id)
    return _offers(office, case.id, [sop.document(doc) for doc in _documents_of(sop.step(run.step))])


def offers_for_case(office: Office, person_id: int, case_id: int) -> tuple[PaperOffer, ...]:
    """The papers of the steps that are open, then every other paper that a case may need."""
    case = visible_case(office, case_id)
    if case is None:
        raise PaperGoneError(case_id)
    sop = office.sop(case.version_id)
    found: dict[tuple[str, str], PaperOffer] = {}
    for run in case_state.open_runs(case_id):
        for offer in offers_for_run(office, person_id, run.id):
            found.setdefault((offer.form, offer.doc_type), offer)
    for offer in _offers(office, case_id, sop.documents):
        found.setdefault((offer.form, offer.doc_type), offer)
    named = {form for form, _ in found}
    papers = _papers_of(case_id)
    for form in paper_settings.forms(office).values():
        if form.id not in named:
            found[form.id, ""] = _offer(form, None, papers)
    return tuple(found.values())


def scan_target(office: Office, paper_id: int) -> tuple[int, int | None, list[tuple[str, str]]]:
    """Where the signed scan of a paper belongs: case, open run, and document types, its own first."""
    query = Paper.select(Paper.case, Paper.run, Paper.form, Paper.doc_type).where(Paper.id == paper_id)
    found = raw_rows(query)
    case = visible_case(office, found[0][0]) if found and found[0][0] is not None else None
    if case is None:
        raise PaperGoneError(paper_id)
    _, run_id, form_id, doc_type = found[0]
    sop = office.sop(case.version_id)
    own = [doc_type] if doc_type else _document_of(office, sop, form_id)
    types = sorted(((d.id, d.label) for d in sop.documents), key=lambda pair: pair[0] not in own)
    open_now = {run.id for run in case_state.open_runs(case.id)}
    return case.id, run_id if run_id in open_now else None, types


def _document_of(office: Office, sop: Sop, form_id: str) -> list[str]:
    """The documents of an SOP that a form makes."""
    all_forms = paper_settings.forms(office).values()
    return [d.id for d in sop.documents if form_id in {form.id for form in forms_for(d, all_forms)}]


def _documents_of(step: Step) -> list[str]:
    """Every document that a step delivers or asks for, each once, outputs first."""
    groups = [*step.gives, *(group for part in step.parts for group in part.gives), *step.needs]
    return list(dict.fromkeys(doc for group in groups for doc in group.docs))


def _offers(office: Office, case_id: int, documents: Iterable[DocumentType]) -> tuple[PaperOffer, ...]:
    all_forms = tuple(paper_settings.forms(office).values())
    papers = _papers_of(case_id)
    return tuple(
        _offer(form, document, papers) for document in documents for form in forms_for(document, all_forms)
    )


def _offer(
    form: Form, document: DocumentType | None, papers: dict[tuple[str, str], tuple[int, str, str]]
) -> PaperOffer:
    doc_type = "" if document is None else document.id
    there = papers.get((form.id, doc_type))
    label = "" if document is None else document.label
    if there is None:
        return PaperOffer(form.id, form.name, doc_type, label)
    return PaperOffer(form.id, form.name, doc_type, label, *there)


def _papers_of(case_id: int) -> dict[tuple[str, str], tuple[int, str, str]]:
    """The newest paper of a case that was not cancelled, by form and document: (id, state, number)."""
    query = Paper.select(Paper.form, Paper.doc_type, Paper.id, Paper.state, Paper.number_text)
    query = query.where((Paper.case == case_id) & (Paper.state != "batal")).order_by(Paper.id)
    return {(form, doc): (i, state, number) for form, doc, i, state, number in raw_rows(query)}


def _stored_draft(draft: PaperDraft) -> PaperDraft:
    """What was stored of a draft, when all that is given is its id."""
    if draft.paper_id is None or draft.filled or draft.values:
        return draft
    found = raw_rows(Paper.select(Paper.draft).where(Paper.id == draft.paper_id))
    if not found:
        raise PaperGoneError(draft.paper_id)
    return replace(draft_from_json(found[0][0]), paper_id=draft.paper_id)


def _of_case(disposition_id: int, case_id: int | None) -> bool:
    node = read_disposition(disposition_id)
    return node is not None and node.case_id == case_id


def _pictures(form: Form, case_id: int | None) -> tuple[Picture, ...]:
    """The pictures among the documents of a case, for a form that prints photographs."""
    if case_id is None or not any(field.kind == "foto" for field in form.fields):
        return ()
    query = Document.select(Document.digest, Document.file_name).order_by(Document.id)
    query = query.where(Document.case == case_id, Document.kind == "berkas", Document.withdrawn_at.is_null())
    found = {digest: name for digest, name in rows(query) if name.casefold().endswith(_PICTURE_ENDINGS)}
    return tuple(Picture(digest, name) for digest, name in found.items())


def _reserved(group: str, year: int) -> tuple[tuple[int, str], ...]:
    """Numbers of a series that wait for their paper."""
    if not group:
        return ()
    query: Any = PaperNumber.select(PaperNumber.id, PaperNumber.text).left_outer_join(
        Paper, on=(Paper.number == PaperNumber.id)
    )
    free = PaperNumber.state.in_(("dipesan", "luar")) & Paper.id.is_null()
    query = query.where((PaperNumber.group == group) & (PaperNumber.year == year) & free)
    return tuple(raw_rows(query.order_by(PaperNumber.ordinal, PaperNumber.suffix)))
