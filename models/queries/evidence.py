"""What an office holds as evidence for an evaluation: requests of a period, their files, books and logs."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from models.queries.case_sheet import history_of
from models.queries.control_sheet import case_of_number
from models.queries.papers import paper_lines
from models.queries.rows import raw_rows
from models.records.evidence import EvidenceCase
from models.records.paper import PaperLine, Register, RegisterColumn
from models.records.recap import Period
from models.records.sop import DocumentGroup, Step
from models.rules.date_words import date_text
from models.rules.periods import borders, months_in, semester, written
from models.store import case_state, paper_settings
from models.store.monitoring_tables import SopMonitoring
from models.store.office import Office
from models.store.paper_tables import Disposition, DispositionTo
from models.store.rows import rows
from models.store.secrecy import left_out, visible, visible_case
from models.store.tables import Case, SopRow, SopVersion, StepRun

#: A note that nobody wrote stands on the form as the runs tell it.
_FROM_DATA = "Lihat form monitoring: catatan diisi dari data."
_STATES = {"aktif": "belum dijawab", "dijawab": "dijawab", "ditarik": "ditarik"}


def cases_of(office: Office, period: Period, sops: tuple[str, ...] = ()) -> tuple[EvidenceCase, ...]:
    """Every request that was open at some time of the period, in the order of receipt."""
    since, until = (office.utc(border) for border in borders(period))
    query = _case_query().where(
        (Case.received_at < until) & (Case.closed_at.is_null() | (Case.closed_at >= since)),
        *visible(office, Case.id),
    )
    if sops:
        query = query.where(SopRow.code.in_(sops))
    return tuple(map(_case, raw_rows(query.order_by(Case.received_at, Case.id))))


def years_of(office: Office) -> tuple[int, ...]:
    """The years in which the office had requests, and this one, newest first."""
    first = Case.select(Case.received_at).order_by(Case.received_at).limit(1).scalar()
    this = office.local(office.now()).year
    return tuple(range(this, min(this, this if first is None else office.local(first).year) - 1, -1))


def case_of(office: Office, number: str) -> EvidenceCase | None:
    """The request of a number."""
    case_id = case_of_number(office, number)
    found = [] if case_id is None else raw_rows(_case_query().where(Case.id == case_id))
    return _case(found[0]) if found else None


def span_of(office: Office, case_id: int) -> tuple[datetime, datetime]:
    """From when to when a request is told of: its receipt, and its end or now (office-local).

    LookupError for one that is not there or may not be seen.
    """
    case = visible_case(office, case_id)
    if case is None:
        raise LookupError(f"case {case_id}")
    return office.local(case.received_at), office.local(case.closed_at or office.now())


def effective_sops(office: Office) -> tuple[tuple[str, int], ...]:
    """Code and version of every SOP in use."""
    codes = raw_rows(SopRow.select(SopRow.code).where(SopRow.active).order_by(SopRow.ordinal, SopRow.id))
    return tuple((code, office.sop_by_code(code)[1]) for (code,) in codes)


def published_on(office: Office, version_id: int) -> str:
    """The day on which a version of an SOP came into use, "" when that is not known."""
    at = SopVersion.select(SopVersion.published_at).where(SopVersion.id == version_id).scalar()
    return "" if at is None else office.local(at).date().isoformat()


def papers_without_case(office: Office, period: Period) -> tuple[PaperLine, ...]:
    """Papers of the period that belong to no request, oldest first."""
    found = paper_lines(office, since=period.since, until=period.until, state="terbit", limit=-1)
    return tuple(line for line in reversed(found) if line.case_id is None)


def lacking_documents(office: Office, case: EvidenceCase) -> tuple[str, ...]:
    """Documents that finished steps ask for or deliver and that the request does not have."""
    if visible_case(office, case.id) is None:
        return ()
    sop = office.sop(case.version_id)
    there = set(case_state.newest_documents(case.id))
    labels: dict[str, None] = {}
    query = StepRun.select(StepRun.step, StepRun.outcome).where(
        (StepRun.case == case.id) & (StepRun.state == "selesai")
    )
    for step_id, outcome in raw_rows(query.order_by(StepRun.id)):
        for group in _groups(sop.step(step_id)):
            lacking = [doc for doc in group.docs if doc not in there]
            if group.applies(outcome) and len(group.docs) - len(lacking) < group.at_least:
                labels.update(dict.fromkeys(sop.document(doc).label for doc in lacking))
    return tuple(labels)


def history_register(office: Office, case: EvidenceCase) -> Register:
    """The history of a request as a table, the oldest event first."""
    columns = (
        RegisterColumn("Baris riwayat", 6, "kanan"), RegisterColumn("Terjadi", 10),
        RegisterColumn("Dicatat", 10), RegisterColumn("Oleh", 20), RegisterColumn("Perbuatan", 24),
        RegisterColumn("Rincian", 40),
    )  # fmt: skip
    lines = history_of(office, case.id, office.sop(case.version_id))
    table = tuple(
        (str(e.id), _moment(e.occurred_at), _moment(e.recorded_at), e.actor, e.verb, e.detail)
        for e in reversed(lines)
    )
    return _book(office, ("RIWAYAT PERMOHONAN", case.number), columns, table)


def disposition_register(office: Office, period: Period) -> Register:
    """Every disposition of the period, with to whom it went and what was answered."""
    columns = (
        RegisterColumn("No", 4, "tengah"), RegisterColumn("Permohonan", 12), RegisterColumn("Tanggal", 9),
        RegisterColumn("Dari", 16), RegisterColumn("Kepada", 16), RegisterColumn("Instruksi", 18),
        RegisterColumn("Catatan", 16), RegisterColumn("Batas", 8), RegisterColumn("Jawaban", 16),
        RegisterColumn("Keadaan", 9),
    )  # fmt: skip
    since, until = (office.utc(border) for border in borders(period))
    query = (
        DispositionTo.select(
            Case.number, Disposition.at, Disposition.sender, DispositionTo.name, Disposition.instructions,
            Disposition.note, Disposition.due, DispositionTo.answer, Disposition.state,
        )
        .join(Disposition)
        .join(Case)
        .where(
            (Disposition.at >= since) & (Disposition.at < until) & Disposition.state.in_(list(_STATES)),
            *visible(office, Disposition.case),
        )
        .order_by(Disposition.id, DispositionTo.ordinal)
    )  # fmt: skip
    table = tuple(
        (
            str(no), number, _moment(office.local(at)), sender, name, "; ".join(json.loads(instructions)),
            note, "" if due is None else f"{due:%d-%m-%Y}", answer, _STATES[state],
        )
        for no, (number, at, sender, name, instructions, note, due, answer, state) in enumerate(
            rows(query), 1
        )
    )  # fmt: skip
    title = ("DAFTAR DISPOSISI", period.name, left_out(office))
    return _book(office, tuple(filter(None, title)), columns, table)


def follow_up_register(office: Office, period: Period) -> Register:
    """The actions of the monitoring in a period, with the day on which each was carried out."""
    columns = (
        RegisterColumn("No", 4, "tengah"), RegisterColumn("Semester", 12), RegisterColumn("SOP", 22),
        RegisterColumn("Catatan hasil penilaian", 30), RegisterColumn("Tindakan yang harus diambil", 30),
        RegisterColumn("Dilaksanakan", 12),
    )  # fmt: skip
    names = {written(one): one.name for one in semesters_in(period)}
    query = (
        SopMonitoring.select(
            SopMonitoring.period, SopRow.name, SopRow.code, SopMonitoring.note, SopMonitoring.action,
            SopMonitoring.done_on,
        )
        .join(SopRow)
        .where(SopMonitoring.period.in_(list(names)) & (SopMonitoring.action != ""))
        .order_by(SopMonitoring.period, SopRow.ordinal, SopRow.id)
    )  # fmt: skip
    table = tuple(
        (
            str(no), names[key], f"{name} ({code})", _FROM_DATA if note is None else note, action,
            "belum" if done is None else date_text(done),
        )
        for no, (key, name, code, note, action, done) in enumerate(rows(query), 1)
    )  # fmt: skip
    return _book(office, ("TINDAK LANJUT MONITORING SOP", period.name), columns, table)


def follow_ups_open(_office: Office, period: Period) -> tuple[tuple[str, str, str], ...]:
    """Actions of the monitoring that nobody noted as carried out: code of the SOP, action, semester."""
    names = {written(one): one.name for one in semesters_in(period)}
    query = SopMonitoring.select(SopRow.code, SopMonitoring.action, SopMonitoring.period).join(SopRow)
    query = query.where(
        SopMonitoring.period.in_(list(names)) & (SopMonitoring.action != "") & SopMonitoring.done_on.is_null()
    )
    found = raw_rows(query.order_by(SopMonitoring.period, SopRow.ordinal, SopRow.id))
    return tuple((code, action, names[key]) for code, action, key in found)


def semesters_in(period: Period) -> tuple[Period, ...]:
    """The semesters that a period touches."""
    found = {(month.since.year, (month.since.month + 5) // 6) for month in months_in(period)}
    return tuple(semester(year, number) for year, number in sorted(found))


def _case_query() -> Any:
    fields: Any = (Case.id, Case.number, SopRow.code, Case.sop_version, Case.status)
    return Case.select(*fields).join(SopRow)


def _case(row: tuple[Any, ...]) -> EvidenceCase:
    case_id, number, code, version_id, status = row
    return EvidenceCase(case_id, number, code, version_id, ended=status != "berjalan")


def _groups(step: Step) -> list[DocumentGroup]:
    """What a step asks for and delivers as a whole."""
    return [*step.needs, *step.gives]


def _book(
    office: Office,
    title: tuple[str, ...],
    columns: tuple[RegisterColumn, ...],
    table: tuple[tuple[str, ...], ...],
) -> Register:
    profile: dict[str, Any] = office.setting("office", {})
    defaults = paper_settings.paper_defaults(office)
    return Register(
        title=title,
        columns=columns,
        rows=table,
        letterhead=paper_settings.letterhead(office),
        paper=defaults.paper,
        margins=defaults.margins,
        footer=defaults.footer,
        sample=bool(profile.get("sample", False)),
    )


def _moment(moment: datetime) -> str:
    return f"{moment:%d-%m-%Y %H.%M}"
