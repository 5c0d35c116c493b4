"""Papers: drafted, issued under a number with what they show frozen, kept as PDF, cancelled."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, get_args

from peewee import IntegrityError

from models.actions.act import act, stop
from models.actions.moves import needed
from models.actions.paper_act import PaperAct, on_paper, on_papers
from models.records.paper import PAPER_SIZES, Form, PaperDraft, Signing
from models.records.results import Changed
from models.rules.paper_tokens import iso_date
from models.rules.sheet_json import draft_to_json, freeze
from models.store import paper_numbers, paper_sheet
from models.store.case_state import read_run
from models.store.files import StoredFile
from models.store.office import Office
from models.store.paper_dispositions import read_disposition
from models.store.paper_numbers import TakenError, Wish
from models.store.paper_records import PaperFacts, read_paper
from models.store.paper_sheet import Made
from models.store.paper_tables import Paper, PaperNumber
from models.store.rows import first_row
from models.store.text import normalise

NUMBER_LIMIT = 100
#: A letter may be dated ahead (for a meeting next week), not by a slip of the year.
_AHEAD = timedelta(days=92)
_FIRST_YEAR = 2000


@act
def save_draft(office: Office, person_id: int, draft: PaperDraft) -> Changed:
    """Keep what was entered so far; it belongs to the case and anybody who may issue goes on with it."""
    current, form = _begin(office, person_id, draft)
    made = paper_sheet.make(office, person_id, form, draft)
    columns = _columns(made, form) | {"draft": draft_to_json(_kept(made.draft))}
    if draft.paper_id is not None:
        _draft_of(draft)
        Paper.update(person=person_id, at=office.now(), **columns).where(Paper.id == draft.paper_id).execute()
        return current.changed(draft.paper_id)
    paper_id = _insert(office, person_id, draft, form, columns | {"state": "konsep"})
    current.record("konsep_naskah_dibuat", _data(paper_id, form, draft), draft.run_id)
    return current.changed(paper_id)


@act
def discard_draft(office: Office, person_id: int, paper_id: int) -> Changed:
    """Throw a draft away; an issued paper is cancelled instead."""
    current, paper = on_paper(office, person_id, paper_id)
    if paper.state != "konsep":
        raise stop("naskah_bukan_konsep", nomor=paper.number)
    Paper.delete().where(Paper.id == paper_id).execute()
    current.record("konsep_naskah_dibuang", _named(paper), paper.run_id)
    return current.changed(paper_id)


@act
def issue_paper(office: Office, person_id: int, draft: PaperDraft) -> Changed:
    """Give a paper its number and freeze what it shows, in one transaction; the PDF is kept afterwards."""
    current, form = _begin(office, person_id, draft)
    if draft.paper_id is not None:
        _draft_of(draft)
    day = _day(office, draft)
    number_id, number = _number(current, form, draft, day)
    made = paper_sheet.make(office, person_id, form, draft, number=number, issued=True)
    if made.required:
        raise stop("isian_wajib_kosong", isian=made.required)
    frozen = freeze(made.sheet, form)
    columns = _columns(made, form) | {
        "state": "terbit", "number": number_id, "number_text": number, "frozen": frozen,
        "draft": draft_to_json(_kept(made.draft)),
    }  # fmt: skip
    if draft.paper_id is None:
        paper_id = _insert(office, person_id, draft, form, columns)
    else:
        paper_id = draft.paper_id
        Paper.update(person=person_id, at=office.now(), **columns).where(Paper.id == paper_id).execute()
    current.record("naskah_diterbitkan", _data(paper_id, form, draft) | {
        "number": number, "number_id": number_id, "day": made.sheet.day,
        "signer": columns["signer"], "subject": columns["subject"], "frozen": digest_of_text(frozen),
    }, draft.run_id)  # fmt: skip
    return current.changed(paper_id, number)


@act
def keep_file(office: Office, person_id: int, paper_id: int, stored: StoredFile) -> Changed:
    """Name the PDF of an issued paper, which was copied in before; from then on a reprint is that file."""
    current, paper = on_paper(office, person_id, paper_id)
    if paper.state == "konsep":
        raise stop("naskah_masih_konsep")
    if not office.store.files.exists(stored.digest):
        raise stop("berkas_tidak_tersimpan", berkas=stored.name)
    if paper.digest and paper.digest != stored.digest:
        raise stop("berkas_naskah_sudah_ada", nomor=paper.number or paper.name)
    if not paper.digest:
        Paper.update(digest=stored.digest, size=stored.size, file_name=stored.name).where(
            Paper.id == paper_id
        ).execute()
        data = {"digest": stored.digest, "size": stored.size, "file_name": stored.name}
        current.record("berkas_naskah_disimpan", _named(paper) | data, paper.run_id)
    return current.changed(paper_id, paper.number)


@act
def cancel_paper(office: Office, person_id: int, paper_id: int, reason: str) -> Changed:
    """Cancel an issued paper with a reason; paper, file and number stay on record, the number is spent."""
    current, paper = on_paper(office, person_id, paper_id)
    who = current.who
    if paper.state == "konsep":
        raise stop("naskah_masih_konsep")
    if paper.state == "batal":
        raise stop("naskah_sudah_batal", nomor=paper.number or paper.name)
    if not (who.is_leader or who.is_secretariat or who.is_admin or paper.person_id == person_id):
        raise stop("pembatalan_naskah_oleh_tu")
    text = needed(reason)
    Paper.update(state="batal", reason=text).where(Paper.id == paper_id).execute()
    if paper.number_id is not None:
        PaperNumber.update(state="batal", reason=text).where(PaperNumber.id == paper.number_id).execute()
    current.record("naskah_dibatalkan", _named(paper) | {"reason": text}, paper.run_id)
    return current.changed(paper_id, paper.number)


def digest_of_text(text: str) -> str:
    """The hash by which the history knows what a paper shows."""
    return hashlib.sha256(text.encode()).hexdigest()


def taken(error: TakenError) -> Exception:
    """The stop for a number that is there already."""
    group, text, state = error.row
    return stop("nomor_naskah_dipakai", nomor=text, buku=group.replace("_", " "), keadaan=state)


def _begin(office: Office, person_id: int, draft: PaperDraft) -> tuple[PaperAct, Form]:
    """Check a draft against what is there: its form, its case, its run, its paper, its disposition."""
    current = on_papers(office, person_id, draft.case_id)
    try:
        form = paper_sheet.form_of(office, draft)
    except KeyError:
        raise stop("formulir_tidak_ada", formulir=draft.form) from None
    if draft.paper not in PAPER_SIZES:
        raise stop("kertas_tidak_dikenal")
    if draft.signing not in get_args(Signing):
        raise stop("cara_tanda_tangan_tidak_dikenal")
    if draft.run_id is not None:
        run = read_run(draft.run_id)
        if run is None or run.case_id != draft.case_id:
            raise stop("langkah_tidak_ada")
    if draft.disposition_id is not None:
        node = read_disposition(draft.disposition_id)
        if node is None or node.case_id != draft.case_id:
            raise stop("disposisi_tidak_ada")
    return current, form


def _draft_of(draft: PaperDraft) -> PaperFacts:
    """The stored draft that this one goes on from; stops when it was issued or thrown away meanwhile."""
    paper = None if draft.paper_id is None else read_paper(draft.paper_id)
    if paper is None:
        raise stop("naskah_tidak_ada")
    if paper.state != "konsep":
        raise stop("naskah_sudah_terbit", nomor=paper.number or paper.name)
    if (paper.form, paper.case_id) != (draft.form, draft.case_id):
        raise stop("naskah_tidak_ada")
    return paper


def _day(office: Office, draft: PaperDraft) -> date:
    today = office.local(office.now()).date()
    day = iso_date(draft.day) if draft.day else today
    if day is None or not date(_FIRST_YEAR, 1, 1) <= day <= today + _AHEAD:
        raise stop("tanggal_naskah_tidak_sah", tanggal=draft.day)
    return day


def _number(current: PaperAct, form: Form, draft: PaperDraft, day: date) -> tuple[int | None, str]:
    """The number that the paper takes: the reserved one, the one typed by hand, or the next."""
    if not form.group:
        return None, ""
    if draft.number_id is not None:
        return _reserved(form, draft.number_id, day)
    wish = Wish(form.group, day, current.who.person_id, "terbit", "", form.classification)
    outside = " ".join(draft.outside_number.split())
    if not outside:
        return paper_numbers.take_number(current.office, wish)
    if len(outside) > NUMBER_LIMIT:
        raise stop("nomor_naskah_terlalu_panjang", batas=NUMBER_LIMIT)
    try:
        return paper_numbers.take_outside(current.office, wish._replace(state="luar"), outside)
    except TakenError as error:
        raise taken(error) from error


def _reserved(form: Form, number_id: int, day: date) -> tuple[int, str]:
    query = PaperNumber.select(PaperNumber.group, PaperNumber.year, PaperNumber.state, PaperNumber.text)
    row = first_row(query.where(PaperNumber.id == number_id))
    if row is None or row[0] != form.group:
        raise stop("nomor_naskah_tidak_ada")
    _, year, state, text = row
    bound = first_row(Paper.select(Paper.id).where(Paper.number == number_id)) is not None
    if bound or state not in ("dipesan", "luar"):
        raise stop("nomor_pesanan_terpakai", nomor=text)
    if year != day.year:
        raise stop("nomor_tahun_lain", nomor=text, tahun=year)
    if state == "dipesan":
        PaperNumber.update(state="terbit").where(PaperNumber.id == number_id).execute()
    return number_id, text


def _insert(office: Office, person_id: int, draft: PaperDraft, form: Form, columns: dict[str, Any]) -> int:
    try:
        paper_id: int = Paper.insert(
            form=form.id, case=draft.case_id, run=draft.run_id, disposition=draft.disposition_id,
            doc_type=draft.doc_type[:60], person=person_id,
            at=office.now(), **columns,
        ).execute()  # fmt: skip
    except IntegrityError as error:  # another program took the reserved number between the look and this
        raise stop("nomor_pesanan_terpakai", nomor=str(columns.get("number_text", ""))) from error
    return paper_id


def _columns(made: Made, form: Form) -> dict[str, Any]:
    """What lists show and searches look in."""
    subject = paper_sheet.subject_of(made.sheet, form, made.draft.case_id)
    addressee = paper_sheet.addressee_of(made.sheet)
    signer = paper_sheet.signer_line(made.sheet)
    return {
        "name": form.name,
        "day": iso_date(made.sheet.day),
        "subject": subject,
        "addressee": addressee,
        "signer": signer[:600],
        "search": normalise(
            f"{form.name} {made.sheet.number} {subject} {addressee} {signer} {made.sheet.case_number}"
        ),
    }


def _kept(draft: PaperDraft) -> PaperDraft:
    """A stored draft proposes nothing any more: what was erased stays erased."""
    return replace(draft, filled=True, paper_id=None)


def _data(paper_id: int, form: Form, draft: PaperDraft) -> dict[str, Any]:
    return {"paper": paper_id, "form": form.id, "name": form.name, "doc_type": draft.doc_type}


def _named(paper: PaperFacts) -> dict[str, Any]:
    return {"paper": paper.id, "form": paper.form, "name": paper.name, "number": paper.number}
