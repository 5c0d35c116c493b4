"""The agenda books of a period: letters that came in, papers that went out, requests."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import fn

from models.queries.rows import raw_rows
from models.records.paper import PaperSize, Register, RegisterColumn
from models.records.secrecy import CONFIDENTIAL
from models.rules.date_words import date_text
from models.store import paper_settings
from models.store.office import Office
from models.store.paper_tables import Disposition, DispositionTo, Paper, PaperNumber
from models.store.rows import rows
from models.store.secrecy import hidden, left_out, visible
from models.store.tables import Agency, Case, Document, SopRow

_STATES = {
    "berjalan": "Diproses",
    "selesai": "Selesai",
    "ditolak": "Ditolak",
    "dibatalkan": "Dibatalkan",
}


def incoming_agenda(office: Office, since: date, until: date, *, paper: PaperSize = "a4") -> Register:
    """Agenda surat masuk: every request that came with a letter, in the order in which they were received."""
    columns = (
        RegisterColumn("No", 4, "tengah"), RegisterColumn("Nomor agenda", 11),
        RegisterColumn("Tanggal terima", 9), RegisterColumn("Asal surat", 16),
        RegisterColumn("Nomor surat", 13), RegisterColumn("Tanggal surat", 9), RegisterColumn("Perihal", 20),
        RegisterColumn("Lampiran", 6, "tengah"), RegisterColumn("Diteruskan kepada", 12),
    )  # fmt: skip
    fields: Any = (Case.id, Case.number, Case.received_at, Agency.name, Case.letter_number, Case.letter_date,
                   Case.subject)  # fmt: skip
    with_letter = (Case.letter_number != "") | (Case.channel == "surat")
    query = (
        Case.select(*fields)
        .join(Agency)
        .where(_received(office, since, until) & with_letter, *visible(office, Case.id))
    )
    found = rows(query.order_by(Case.received_at, Case.id))
    sent, attached = _passed_to(office, since, until), _attached(office, since, until)
    lines = tuple(
        (
            str(no), number, _short(office.local(received).date()), agency, letter, _short(day), subject,
            str(attached.get(case_id, "")), sent.get(case_id, ""),
        )
        for no, (case_id, number, received, agency, letter, day, subject) in enumerate(found, 1)
    )  # fmt: skip
    return _book(office, ("AGENDA SURAT MASUK",), since, until, columns, lines, paper)


def outgoing_agenda(office: Office, since: date, until: date, *, paper: PaperSize = "a4") -> Register:
    """Agenda surat keluar: every number of the period, cancelled and foreign ones too, so that none lacks."""
    columns = (
        RegisterColumn("No", 4, "tengah"), RegisterColumn("Nomor", 17), RegisterColumn("Tanggal", 9),
        RegisterColumn("Jenis naskah", 13), RegisterColumn("Kepada", 17), RegisterColumn("Hal", 20),
        RegisterColumn("Penanda tangan", 12), RegisterColumn("Keterangan", 12),
    )  # fmt: skip
    fields: Any = (PaperNumber.text, PaperNumber.day, PaperNumber.state, PaperNumber.purpose,
                   PaperNumber.reason, Paper.name, Paper.addressee, Paper.subject, Paper.signer,
                   Paper.day, Paper.case)  # fmt: skip
    query = PaperNumber.select(*fields).left_outer_join(Paper, on=(Paper.number == PaperNumber.id))
    # a number reserved on one day may stand on a paper of another
    day = fn.COALESCE(Paper.day, PaperNumber.day)
    query = query.where(day.between(since.isoformat(), until.isoformat()))
    order = (day, PaperNumber.group, PaperNumber.ordinal, PaperNumber.suffix)
    secret = frozenset(hidden(office))
    lines = tuple(
        _outgoing(no, row[:-1], hides=row[-1] in secret)
        for no, row in enumerate(rows(query.order_by(*order)), 1)
    )
    return _book(office, ("AGENDA SURAT KELUAR",), since, until, columns, lines, paper)


def request_agenda(office: Office, since: date, until: date, *, paper: PaperSize = "a4") -> Register:
    """Agenda permohonan: every request of the period with where it stands."""
    columns = (
        RegisterColumn("No", 4, "tengah"), RegisterColumn("Nomor permohonan", 13),
        RegisterColumn("Diterima", 9), RegisterColumn("OPD", 18), RegisterColumn("Narahubung", 12),
        RegisterColumn("SOP", 6), RegisterColumn("Perihal", 22), RegisterColumn("Status", 9),
        RegisterColumn("Tanggal akhir", 9),
    )  # fmt: skip
    fields: Any = (Case.number, Case.received_at, Agency.name, Case.contact_name, SopRow.code, Case.subject,
                   Case.status, Case.closed_at)  # fmt: skip
    query = Case.select(*fields).join(Agency).switch(Case).join(SopRow)
    query = query.where(_received(office, since, until), *visible(office, Case.id))
    query = query.order_by(Case.received_at, Case.id)
    lines = tuple(
        (
            str(no), number, _short(office.local(received).date()), agency, contact, code, subject,
            _STATES.get(status, status), "" if closed is None else _short(office.local(closed).date()),
        )
        for no, (number, received, agency, contact, code, subject, status, closed) in enumerate(
            rows(query), 1
        )
    )  # fmt: skip
    return _book(office, ("AGENDA PERMOHONAN",), since, until, columns, lines, paper)


def _outgoing(no: int, row: tuple[Any, ...], *, hides: bool) -> tuple[str, ...]:
    """A number; one on a paper that may not be seen is there without a word of it, so that none lacks."""
    text, day, state, purpose, reason, name, addressee, subject, signer, paper_day = row
    if hides:
        return str(no), text, _short(paper_day or day), "", "", "", "", CONFIDENTIAL
    remark = {"batal": f"BATAL: {reason}", "luar": "Dipakai di luar aplikasi", "dipesan": "Dipesan"}
    return (
        str(no), text, _short(paper_day or day), name or "", addressee or "", subject or purpose,
        signer or "", remark.get(state, ""),
    )  # fmt: skip


def _book(
    office: Office,
    title: tuple[str, ...],
    since: date,
    until: date,
    columns: tuple[RegisterColumn, ...],
    lines: tuple[tuple[str, ...], ...],
    paper: PaperSize,
) -> Register:
    profile: dict[str, Any] = office.setting("office", {})
    defaults = paper_settings.paper_defaults(office)
    period = f"Tanggal {date_text(since)} sampai dengan {date_text(until)}"
    return Register(
        title=tuple(filter(None, (*title, period, left_out(office)))),
        columns=columns,
        rows=lines,
        letterhead=paper_settings.letterhead(office),
        paper=paper,
        margins=defaults.margins,
        place=str(profile.get("city", "")),
        day=office.local(office.now()).date().isoformat(),
        footer=defaults.footer,
        sample=bool(profile.get("sample", False)),
    )


def _received(office: Office, since: date, until: date) -> Any:
    """Received on a day of the period, as the office counts days."""
    first = office.utc(datetime.combine(since, time()))
    after = office.utc(datetime.combine(until, time()) + timedelta(days=1))
    return (Case.received_at >= first) & (Case.received_at < after)


def _passed_to(office: Office, since: date, until: date) -> dict[int, str]:
    """To whom the first disposition of each case went."""
    query = (
        DispositionTo.select(Disposition.case, Disposition.id, DispositionTo.name)
        .join(Disposition)
        .join(Case)
        .where(_received(office, since, until) & (Disposition.state != "ditarik"))
        .order_by(Disposition.id, DispositionTo.ordinal)
    )
    first: dict[int, tuple[int, list[str]]] = {}
    for case_id, node, name in raw_rows(query):
        kept = first.setdefault(case_id, (node, []))
        if kept[0] == node:
            kept[1].append(name)
    return {case_id: ", ".join(names) for case_id, (_, names) in first.items()}


def _attached(office: Office, since: date, until: date) -> dict[int, int]:
    """How many documents each case has."""
    query = (
        Document.select(Document.case, fn.COUNT(Document.id))
        .join(Case)
        .where(_received(office, since, until) & Document.withdrawn_at.is_null())
        .group_by(Document.case)
    )
    return dict(raw_rows(query))


def _short(day: date | None) -> str:
    return "" if day is None else f"{day:%d-%m-%Y}"
