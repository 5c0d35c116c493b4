"""Registering a request, and correcting what was entered."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from models.actions import runs
from models.actions.act import CaseAct, Stop, act, on_case, stop, who_acts
from models.actions.complete import finish
from models.actions.deadlines import refresh_run
from models.actions.documents import add_document
from models.actions.entered_text import (
    LETTER_NUMBER_LIMIT,
    NAME_LIMIT,
    NOTE_LIMIT,
    PHONE_LIMIT,
    too_long,
)
from models.actions.secrecy import admit
from models.records.completion import CHANNELS
from models.records.priorities import PRIORITIES
from models.records.registration import Attachment, Registration
from models.records.results import Changed, Obstacle
from models.records.sop import Sop
from models.rules import flow
from models.store import case_state, spans
from models.store.case_state import RunFacts
from models.store.numbers import take_case_number
from models.store.office import Office
from models.store.people import Standing, executors_of
from models.store.statements import Insertion, Statement
from models.store.tables import Agency, Case, StepRun
from models.store.text import normalise

_SUBJECT_LIMIT = 1_000
#: Nothing older is still under way: an earlier year is a slip of the keyboard.
_FIRST_YEAR = 2000
#: What a registration may say itself, in the order of `_columns`.
_ENTERED = (
    Case.subject, Case.contact_name, Case.contact_phone, Case.channel, Case.priority, Case.letter_number,
    Case.letter_norm, Case.letter_date, Case.note,
)  # fmt: skip
_CASE = Insertion(
    Case, Case.number, Case.sop, Case.sop_version, Case.agency, Case.received_at, Case.registered_at,
    Case.last_act_at, Case.search, Case.secret, *_ENTERED,
)  # fmt: skip
_AGENCY_COLUMNS = (Agency.id, Agency.name, Agency.merged_into)
_AGENCY_BY_ID = Statement(lambda agency_id: Agency.select(*_AGENCY_COLUMNS).where(Agency.id == agency_id))
_AGENCY_BY_NAME = Statement(
    lambda norm: (
        Agency.select(*_AGENCY_COLUMNS)
        .where(Agency.norm == norm)
        .order_by(Agency.active.desc(), Agency.id)
        .limit(1)
    )
)


@act
def register(
    office: Office, person_id: int, registration: Registration, attachments: Sequence[Attachment] = ()
) -> Changed:
    """Register a request: it takes its number and stands at its first row, or where it already is.

    By the secretariat, a leader or a holder of an executor of the SOP. With `finish_first` the
    external first step is finished "atas nama OPD" in the same transaction.
    """
    sop_id, version_id, sop = office.sop_by_code(registration.sop_code)
    now = office.now()
    who = who_acts(office, person_id)
    _must_register(who, sop_id, sop)
    found = _obstacles(registration, sop, office.local(now))
    if found:
        raise Stop(*found)
    agency_id, agency = _agency(registration)
    received = office.utc(registration.received_at)
    number = take_case_number(office, sop.code, registration.received_at.date())
    case_id = _CASE.run(
        number, sop_id, version_id, agency_id, received, now, received,
        _search(number, registration, agency), registration.secret, *_columns(registration).values(),
    )  # fmt: skip
    if registration.secret:
        admit(case_id, person_id, person_id, now)
    spans.begin(case_id, sop_id, agency_id, received)
    current = on_case(office, person_id, case_id)
    run = _start(current, registration, received)
    record = _record(registration, number, agency_id, run) | {"received": int(received.timestamp())}
    current.record("permohonan_didaftarkan", record, run_id=run.id)
    for attachment in attachments:
        add_document(current, attachment, run)
    if registration.finish_first is not None:
        answer = finish(current, run, registration.finish_first)
    else:
        runs.redraw(current)
        answer = current.changed(moved=False)
    extra = frozenset({"agencies"}) if registration.agency_id is None else frozenset()
    return Changed(answer.subjects | extra, case_id, answer.version, number, record_id=run.id)


@act
def correct_registration(
    office: Office, person_id: int, case_id: int, seen_version: int, changes: dict[str, Any]
) -> Changed:
    """Correct registration data; old and new values are recorded.

    `changes` maps fields of `Registration` (subject, agency_id, contact_name, contact_phone,
    channel, priority, letter_number, letter_date, note, received_at) to new values. A corrected
    *diterima* moves the deadline of the first run while that is open.
    """
    current = on_case(office, person_id, case_id, seen_version, running=False)
    _must_register(current.who, current.case.sop_id, current.sop)
    before = _present(current)
    values = {k: v for k, v in changes.items() if k in before and before[k] != v}
    if not values:
        raise stop("tidak_ada_perubahan")
    merged = before | values
    proposal = Registration(sop_code=current.sop.code, **merged)
    found = _obstacles(proposal, current.sop, office.local(current.now))
    if found:
        raise Stop(*found)
    merged["agency_id"], agency = _agency(proposal)
    moved = _move_reception(current, proposal) if "received_at" in values else {}
    Case.update(
        agency=merged["agency_id"], received_at=office.utc(merged["received_at"]), **_columns(proposal),
        search=_search(current.case.number, proposal, agency),
    ).where(Case.id == case_id).execute()  # fmt: skip
    if "received_at" in values:
        spans.move_reception(case_id, office.utc(merged["received_at"]))
    if "agency_id" in values:
        spans.change_agency(case_id, values["agency_id"], current.now)
    record = {k: {"before": _plain(before[k]), "after": _plain(v)} for k, v in values.items()}
    current.record("registrasi_diubah", record | moved)
    runs.redraw(current)
    return current.changed(moved="received_at" in values)


def search_text(number: str, *words: str) -> str:
    """The normalised text that searches look in."""
    return normalise(" ".join((number, *words)))


def _search(number: str, registration: Registration, agency: str) -> str:
    return search_text(
        number, registration.subject, agency, registration.contact_name, registration.letter_number
    )


def _must_register(who: Standing, sop_id: int, sop: Sop) -> None:
    if who.is_secretariat or who.is_leader or executors_of(sop_id, who.position_ids):
        return
    raise stop("bukan_pendaftar", sop=sop.name)


def _obstacles(registration: Registration, sop: Sop, now: datetime) -> tuple[Obstacle, ...]:
    found: list[Obstacle] = []
    if not registration.subject.strip():
        found.append(Obstacle("perihal_kosong"))
    if len(registration.subject) > _SUBJECT_LIMIT:
        found.append(Obstacle("perihal_terlalu_panjang", {"batas": _SUBJECT_LIMIT}))
    if registration.agency_id is None and not registration.agency_name.strip():
        found.append(Obstacle("opd_kosong"))
    if len(registration.agency_name) > NAME_LIMIT:
        found.append(Obstacle("opd_terlalu_panjang", {"batas": NAME_LIMIT}))
    found += too_long(
        (
            ("kontak_terlalu_panjang", registration.contact_name, NAME_LIMIT),
            ("telepon_terlalu_panjang", registration.contact_phone, PHONE_LIMIT),
            ("nomor_surat_terlalu_panjang", registration.letter_number, LETTER_NUMBER_LIMIT),
            ("catatan_terlalu_panjang", registration.note, NOTE_LIMIT),
        )
    )
    if registration.channel not in CHANNELS:
        found.append(Obstacle("kanal_kosong", {"pelaksana": ""}))
    if registration.priority not in PRIORITIES:
        found.append(Obstacle("sifat_tidak_dikenal"))
    if registration.received_at > now:
        found.append(Obstacle("diterima_di_depan"))
    if registration.received_at.year < _FIRST_YEAR:
        found.append(Obstacle("diterima_terlalu_lama", {"tahun": registration.received_at.year}))
    if registration.letter_date is not None and registration.letter_date > registration.received_at.date():
        found.append(Obstacle("surat_setelah_diterima"))
    return (*found, *_start_obstacles(registration, sop, now))


def _start_obstacles(registration: Registration, sop: Sop, now: datetime) -> list[Obstacle]:
    """What is wrong with entering a case that is already under way."""
    if not registration.start_step:
        return []
    if registration.start_step not in {s.id for s in sop.work_steps}:
        return [Obstacle("langkah_tidak_ada")]
    started = registration.step_started_at
    if started is None:
        return []
    if started > now:
        return [Obstacle("langkah_mulai_di_depan")]
    if started < registration.received_at:
        return [Obstacle("langkah_mulai_sebelum_diterima")]
    return []


def _agency(registration: Registration) -> tuple[int, str]:
    """The agency named, created when it is new; an equal name is taken, not doubled.

    One that was merged into another answers with that one.
    """
    if registration.agency_id is not None:
        row = _AGENCY_BY_ID.first(registration.agency_id)
        if row is None:
            raise stop("opd_tidak_ada")
    else:
        name = " ".join(registration.agency_name.split())
        norm = normalise(name)
        row = _AGENCY_BY_NAME.first(norm)
        if row is None:
            return Agency.insert(name=name, norm=norm).execute(), name
    agency_id, name, successor = row
    if successor is not None:
        # merging leads former mergers on, so the successor has none itself
        return successor, Agency.select(Agency.name).where(Agency.id == successor).scalar()
    return agency_id, name


def _start(current: CaseAct, registration: Registration, received: datetime) -> RunFacts:
    at = received
    if registration.step_started_at is not None and registration.start_step:
        at = current.office.utc(registration.step_started_at)
    opened = runs.open_run(current, flow.start(current.sop, registration.start_step), at)
    run = case_state.read_run(opened["run"])
    if run is None:  # written a moment ago in this transaction
        raise stop("langkah_tidak_ada")
    return run


def _columns(registration: Registration) -> dict[str, Any]:
    """The columns of `_ENTERED` in their order."""
    return {
        "subject": registration.subject.strip(),
        "contact_name": registration.contact_name.strip(),
        "contact_phone": registration.contact_phone.strip(),
        "channel": registration.channel,
        "priority": registration.priority,
        "letter_number": registration.letter_number.strip(),
        "letter_norm": normalise(registration.letter_number)[:200],
        "letter_date": registration.letter_date,
        "note": registration.note.strip(),
    }


def _record(registration: Registration, number: str, agency_id: int, run: RunFacts) -> dict[str, Any]:
    return {
        "number": number,
        "agency": agency_id,
        "subject": registration.subject.strip(),
        "channel": registration.channel,
        "received_at": registration.received_at.isoformat(" ", "minutes"),
        "opens": [{"run": run.id, "step": run.step, "branch": run.branch, "round": run.round,
                   "at": int(run.opened_at.timestamp())}],
        "under_way": bool(registration.start_step),
        **({"secret": True} if registration.secret else {}),
    }  # fmt: skip


def _present(current: CaseAct) -> dict[str, Any]:
    fields = (
        Case.subject, Case.agency, Case.contact_name, Case.contact_phone, Case.channel,
        Case.priority, Case.letter_number, Case.letter_date, Case.note, Case.received_at,
    )  # fmt: skip
    names = (
        "subject", "agency_id", "contact_name", "contact_phone", "channel", "priority",
        "letter_number", "letter_date", "note", "received_at",
    )  # fmt: skip
    row = Case.select(*fields).where(Case.id == current.case.id).tuples().first()
    present = dict(zip(names, row, strict=True))
    present["received_at"] = current.office.local(present["received_at"])
    return present


def _move_reception(current: CaseAct, proposal: Registration) -> dict[str, Any]:
    """The first run starts at *diterima*: move it while it is open, else keep what was judged.

    The row at which a case under way was entered began at a moment of its own and stays.
    """
    received = current.office.utc(proposal.received_at)
    query = StepRun.select(StepRun.id).where(StepRun.case == current.case.id).order_by(StepRun.id)
    first = case_state.read_run(query.limit(1).scalar())
    if first is None:  # every case has had a run since it was registered
        raise stop("langkah_tidak_ada")
    if first.opened_at != current.case.received_at:
        if received > first.opened_at:
            raise stop("langkah_mulai_sebelum_diterima")
        return {}
    if first.state != "terbuka":
        raise stop("diterima_sudah_dinilai", nomor=current.case.number)
    StepRun.update(opened_at=received).where(StepRun.id == first.id).execute()
    pauses = case_state.pauses_of(current.case.id)
    refresh_run(current.office, current.sop, first._replace(opened_at=received), pauses)
    return {"moved": {"run": first.id, "at": int(received.timestamp())}}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
