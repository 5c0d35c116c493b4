"""What a case, its step and the office are called in the sentences of a paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from models.records.paper import PaperDraft
from models.records.secrecy import CONFIDENTIAL
from models.rules.date_words import date_text
from models.rules.paper_tokens import date_tokens
from models.store.statements import Statement
from models.store.tables import Agency, Case, Person, SopRow, StepRun

if TYPE_CHECKING:
    from models.records.sop import Sop
    from models.store.office import Office

_PERSON = Statement(lambda person_id: Person.select(Person.name).where(Person.id == person_id))
_CASE = Statement(
    lambda case_id: (
        Case.select(
            Case.number, Case.subject, Agency.name, Case.contact_name, Case.contact_phone,
            Case.letter_number, Case.letter_date, Case.received_at, SopRow.code, SopRow.name, Case.secret,
        )
        .join(Agency).switch(Case).join(SopRow)
        .where(Case.id == case_id)
    )
)  # fmt: skip
_VERSION = Statement(lambda case_id: Case.select(Case.sop_version).where(Case.id == case_id))
_STEP = Statement(lambda run_id: StepRun.select(StepRun.step).where(StepRun.id == run_id))
_STEPS_OPEN = Statement(
    lambda case_id: (
        StepRun.select(StepRun.step)
        .where((StepRun.case == case_id) & (StepRun.state == "terbuka"))
        .order_by(StepRun.id)
        .limit(2)
    )
)
_CLOSED = Statement(
    lambda case_id: (
        StepRun.select(StepRun.step, StepRun.outcome, StepRun.reason)
        .where((StepRun.case == case_id) & StepRun.closed_at.is_null(False) & (StepRun.state != "batal"))
        .order_by(StepRun.closed_at.desc(), StepRun.id.desc())
    )
)
#: Tokens that stay empty without a case.
CASE_TOKENS = (
    "nomor_permohonan", "perihal", "opd", "kontak", "telepon", "nomor_surat", "tanggal_surat",
    "tanggal_terima", "sop", "nama_sop", "langkah", "no_langkah", "alasan", "hasil",
    "rahasia",
)  # fmt: skip


def tokens(
    office: Office, person_id: int, draft: PaperDraft, day: date, number: str
) -> tuple[dict[str, str], dict[str, str]]:
    """Every letter token in words, and those that are dates in ISO form (for the fields that take dates)."""
    profile: dict[str, str] = office.setting("office", {})
    words = dict.fromkeys(CASE_TOKENS, "") | date_tokens(day)
    dates = {"tanggal": day.isoformat()}
    if draft.case_id is not None:
        in_case, case_dates = _of_case(office, draft.case_id)
        words |= in_case
        dates |= case_dates
        words |= _of_run(office, draft.case_id, draft.run_id)
    name = _PERSON.first(person_id)
    words |= {
        "kota": profile.get("city", ""),
        "kantor": profile.get("name", ""),
        "pemda": profile.get("government", ""),
        "nomor": number,
        "petugas": "" if name is None else name[0],
    }
    return words, dates


def _of_case(office: Office, case_id: int) -> tuple[dict[str, str], dict[str, str]]:
    row = _CASE.first(case_id)
    if row is None:
        return {}, {}
    number, subject, agency, contact, phone, letter, letter_date, received_at, code, name, secret = row
    # a statement gives a date as its database does: SQLite as text
    written = None if letter_date is None else date.fromisoformat(str(letter_date))
    received = office.local(received_at).date()
    words = {
        "nomor_permohonan": number, "perihal": subject, "opd": agency, "kontak": contact, "telepon": phone,
        "nomor_surat": letter, "tanggal_surat": "" if written is None else date_text(written),
        "tanggal_terima": date_text(received), "sop": code, "nama_sop": name,
        "rahasia": CONFIDENTIAL if secret else "",
    }  # fmt: skip
    dates = {"tanggal_terima": received.isoformat()}
    dates["tanggal_surat"] = "" if written is None else written.isoformat()
    return words, dates


def _of_run(office: Office, case_id: int, run_id: int | None) -> dict[str, str]:
    """The step that the paper is made in, and the last decision before it with its reason."""
    version = _VERSION.first(case_id)
    if version is None:
        return {}
    sop = office.sop(version[0])
    words: dict[str, str] = {}
    runs = _STEPS_OPEN.rows(case_id) if run_id is None else _STEP.rows(run_id)
    if len(runs) == 1:  # of two steps that run beside each other none is meant
        step = sop.step(runs[0][0])
        words |= {"langkah": step.title, "no_langkah": step.no}
    for step_id, outcome, reason in _CLOSED.rows(case_id):
        if reason and "alasan" not in words:
            words["alasan"] = reason
        if outcome and "hasil" not in words:
            words["hasil"] = _outcome(sop, step_id, outcome)
    return words


def _outcome(sop: Sop, step_id: str, outcome: str) -> str:
    return next((o.label for o in sop.step(step_id).outcomes if o.id == outcome), outcome)
