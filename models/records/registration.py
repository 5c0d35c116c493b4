"""What a person enters to register a request, and what may be attached to a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.records.completion import Attempt


@dataclass(frozen=True, slots=True)
class FileAttachment:
    """A file already copied in (its digest and size), with the place of its paper original if any."""

    doc_type: str
    digest: str
    size: int
    file_name: str
    original_place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PaperAttachment:
    """A paper original with its place (rak/boks/map)."""

    doc_type: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkAttachment:
    """A document that lies elsewhere under an address."""

    doc_type: str
    address: str
    note: str = ""


Attachment = FileAttachment | PaperAttachment | LinkAttachment


@dataclass(frozen=True, slots=True)
class Registration:
    """A new request; moments office-local, naive.

    `agency_id` or, for an agency not listed yet, `agency_name`. `finish_first` finishes the
    external first step "atas nama OPD" in the same transaction. `start_step` names the row
    where a case stands that began before it was entered, since `step_started_at`. A `secret` one
    (sifat rahasia) is shown to those concerned only.
    """

    sop_code: str
    subject: str
    received_at: datetime
    agency_id: int | None = None
    agency_name: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    channel: str = "surat"
    priority: str = "biasa"
    letter_number: str = ""
    letter_date: date | None = None
    note: str = ""
    finish_first: Attempt | None = None
    start_step: str = ""
    step_started_at: datetime | None = None
    secret: bool = False
