"""What a case, its step and the office are called in the sentences of a paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from models.records.paper import PaperDraft
from models.rules.date_words import date_text
from models.rules.paper_tokens import date_tokens
from models.store.rows import first_row, rows
from models.store.tables import Agency, Case, Person, SopRow, StepRun

if TYPE_CHECKING:
    from models.records.sop import Sop
    from models.store.office import Office

#: Tokens that stay empty without a case.
CASE_TOKENS = (
    "nomor_permohonan", "perihal", "opd", "kontak", "telepon", "nomor_surat", "tanggal_surat",
    "tanggal_terima", "sop", "nama_sop", "langkah", "no_langkah", "alasan", "hasil",
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
    name = first_row(Person.select(Person.name).where(Person.id == person_id))
    words |= {
        "kota": profile.get("city", ""),
        "kantor": profile.get("name", ""),
        "pemda": profile.get("government", ""),
        "nomor": number,
        "petugas": "" if name is None else name[0],
    }
    return words, dates


def _of_case(office: Office, case_id: int) -> tuple[dict[str, str], dict[str, str]]:
    fields = (
        Case.number, Case.subject, Agency.name, Case.contact_name, Case.contact_phone, Case.letter_number,
        Case.letter_date, Case.received_at, SopRow.code, SopRow.name,
    )  # fmt: skip
    query: Any = Case.select(*fields).join(Agency).switch(Case).join(SopRow).where(Case.id == case_id)
    row = first_row(query)
    if row is None:
        return {}, {}
    number, subject, agency, contact, phone, letter, letter_date, received_at, code, name = row
    received = office.local(received_at).date()
    words = {
        "nomor_permohonan": number, "perihal": subject, "opd": agency, "kontak": contact, "telepon": phone,
        "nomor_surat": letter, "tanggal_surat": "" if letter_date is None else date_text(letter_date),
        "tanggal_terima": date_text(received), "sop": code, "nama_sop": name,
    }  # fmt: skip
    dates = {"tanggal_terima": received.isoformat()}
    dates["tanggal_surat"] = "" if letter_date is None else letter_date.isoformat()
    return words, dates


def _of_run(office: Office, case_id: int, run_id: int | None) -> dict[str, str]:
    """The step that the paper is made in, and the last decision before it with its reason."""
    version = first_row(Case.select(Case.sop_version).where(Case.id == case_id))
    if version is None:
        return {}
    sop = office.sop(version[0])
    words: dict[str, str] = {}
    here = StepRun.id == run_id if run_id is not None else _open_now(case_id)
    runs = rows(StepRun.select(StepRun.step).where(here).order_by(StepRun.id).limit(2))
    if len(runs) == 1:  # of two steps that run beside each other none is meant
        step = sop.step(runs[0][0])
        words |= {"langkah": step.title, "no_langkah": step.no}
    closed = (StepRun.case == case_id) & StepRun.closed_at.is_null(False) & (StepRun.state != "batal")
    query = StepRun.select(StepRun.step, StepRun.outcome, StepRun.reason).where(closed)
    for step_id, outcome, reason in rows(query.order_by(StepRun.closed_at.desc(), StepRun.id.desc())):
        if reason and "alasan" not in words:
            words["alasan"] = reason
        if outcome and "hasil" not in words:
            words["hasil"] = _outcome(sop, step_id, outcome)
    return words


def _open_now(case_id: int) -> Any:
    return (StepRun.case == case_id) & (StepRun.state == "terbuka")


def _outcome(sop: Sop, step_id: str, outcome: str) -> str:
    return next((o.label for o in sop.step(step_id).outcomes if o.id == outcome), outcome)
