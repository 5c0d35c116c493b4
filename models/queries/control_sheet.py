"""Lembar kendali berkas: one case with its steps and documents, in words for one page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from models.queries.documents import current_of, versions_of
from models.queries.rows import raw_rows
from models.queries.timeline import timeline_of
from models.records.case import TimelineLine
from models.records.completion import CHANNELS
from models.records.paper import ControlSheet, ControlStep, PaperSize
from models.records.secrecy import CONFIDENTIAL
from models.rules.date_words import date_text
from models.store import paper_settings
from models.store.office import Office
from models.store.problems import GoneError
from models.store.rows import first_row
from models.store.secrecy import visible, visible_case
from models.store.tables import Agency, Case

_STATES = {
    "terbuka": "Sedang dikerjakan", "selesai": "Selesai", "dikembalikan": "Dikembalikan",
    "dilewati": "Dilewati", "ditutup": "Ditutup",
}  # fmt: skip
_STATUS = {"berjalan": "Diproses", "selesai": "Selesai", "ditolak": "Ditolak", "dibatalkan": "Dibatalkan"}


class NoCaseError(GoneError):
    """There is no case of that id, or none that whoever asks may see."""


def control_sheet(office: Office, case_id: int, *, paper: PaperSize | None = None) -> ControlSheet:
    """The sheet of a case as it stands now; raises `NoCaseError`."""
    case = visible_case(office, case_id)
    if case is None:
        raise NoCaseError(case_id)
    sop = office.sop(case.version_id)
    current = current_of(versions_of(office, case_id, sop))
    profile: dict[str, Any] = office.setting("office", {})
    defaults = paper_settings.paper_defaults(office)
    return ControlSheet(
        letterhead=paper_settings.letterhead(office),
        case_number=case.number,
        facts=_facts(office, case_id, f"{sop.code} — {sop.name}"),
        steps=tuple(_step(line) for line in timeline_of(office, case, sop)),
        documents=tuple(
            (d.label, _kept(current[d.id]) if d.id in current else "", d.id in current) for d in sop.documents
        ),
        printed=_moment(office.local(office.now())),
        paper=paper or defaults.paper,
        margins=defaults.margins,
        footer=defaults.footer,
        sample=bool(profile.get("sample", False)),
    )


def case_of_number(office: Office, number: str) -> int | None:
    """The case of a number, written with blanks or in other letter case too."""
    wanted = "".join(number.split()).casefold()
    told = visible(office, Case.id)
    row = first_row(Case.select(Case.id).where(Case.number == number.strip(), *told))
    if row is not None:
        return int(row[0])
    every = raw_rows(Case.select(Case.id, Case.number).where(Case.number != "", *told).order_by(Case.id))
    return next((i for i, text in every if "".join(text.split()).casefold() == wanted), None)


def _facts(office: Office, case_id: int, sop: str) -> tuple[tuple[str, str], ...]:
    fields: Any = (
        Agency.name, Case.subject, Case.contact_name, Case.contact_phone, Case.channel, Case.letter_number,
        Case.letter_date, Case.received_at, Case.status, Case.closed_at, Case.secret,
    )  # fmt: skip
    row = first_row(Case.select(*fields).join(Agency).where(Case.id == case_id))
    if row is None:
        return ()
    agency, subject, contact, phone, channel, letter, letter_date, received, status, closed, secret = row
    letter_words = " tanggal ".join(filter(None, (letter, date_text(letter_date) if letter_date else "")))
    ended = "" if closed is None else f" ({_moment(office.local(closed))})"
    facts = (
        ("SOP", sop), ("Perihal", subject), ("OPD", agency),
        ("Narahubung", ", ".join(filter(None, (contact, phone)))), ("Kanal", CHANNELS.get(channel, channel)),
        ("Surat", letter_words), ("Diterima", _moment(office.local(received))),
        ("Status", f"{_STATUS.get(status, status)}{ended}"),
    )  # fmt: skip
    return (("Sifat", CONFIDENTIAL.upper()), *facts) if secret else facts


def _step(line: TimelineLine) -> ControlStep:
    outcome = line.outcome or _STATES.get(line.state, line.state)
    again = f" (putaran {line.round})" if line.round > 1 else ""
    return ControlStep(
        no=line.step_no,
        title=f"{line.title}{again}",
        executor=line.executors,
        since=_moment(line.opened_at),
        until=_moment(line.closed_at),
        limit=_moment(line.due or line.target),
        outcome=": ".join(filter(None, (outcome, line.reason))),
        by=_doers(line.done_by),
        late=line.late,
    )


def _doers(words: str) -> str:
    """Who did it; who wrote it down for an agency stands in the timeline and would take a page here."""
    return "; ".join(piece.partition(", dicatat ")[0] for piece in words.split("; "))


def _kept(version: Any) -> str:
    """What is there of a document: its version, and where the paper lies."""
    place = version.place if version.kind == "kertas" else version.original_place
    return ", ".join(filter(None, (f"versi {version.version}", f"asli: {place}" if place else "")))


def _moment(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%d-%m-%Y %H.%M}"
