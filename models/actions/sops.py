"""SOPs of the office: new ones, new versions, and which are in use."""

from __future__ import annotations

import hashlib

from models.actions.act import Stop, act, stop, verbatim_act, who_acts
from models.actions.office_act import boards, record
from models.records.results import Changed, Obstacle
from models.records.sop import Sop
from models.rules.sop_head import write_head
from models.rules.sop_reader import read_sop
from models.store.office import Office
from models.store.rows import first_row
from models.store.tables import SopRow, SopVersion


@verbatim_act
def publish_sop(office: Office, actor_id: int, text: str) -> Changed:
    """Publish an SOP text: as a new SOP, or as the next version of the one with its code.

    Requests under way keep the version they began with; new ones take this one.
    """
    who = who_acts(office, actor_id)
    sop = _read(text)
    digest = hashlib.sha256(text.encode()).hexdigest()
    if _newest_digest(sop.code) == digest:
        raise stop("sop_sama", sop=sop.code)
    version_id, number = write_version(office, sop, text)
    record(office, who, "sop_diterbitkan", {"sop": sop.code, "number": number, "digest": digest})
    return Changed(frozenset({"sops"}) | boards(), record_id=version_id)


@act
def set_sop_active(office: Office, actor_id: int, code: str, active: bool) -> Changed:
    """Take an SOP out of use for new requests, or into use again; open ones go on."""
    who = who_acts(office, actor_id)
    row = first_row(SopRow.select(SopRow.id, SopRow.active).where(SopRow.code == code))
    if row is None:
        raise stop("sop_tidak_ada", sop=code)
    if bool(row[1]) == active:
        raise stop("tidak_ada_perubahan")
    SopRow.update(active=active).where(SopRow.id == row[0]).execute()
    record(office, who, "sop_diaktifkan" if active else "sop_dinonaktifkan", {"sop": code})
    return Changed(frozenset({"sops"}) | boards(), record_id=row[0])


def write_version(office: Office, sop: Sop, text: str) -> tuple[int, int]:
    """Write a text as the published version of its SOP; answers (version id, number)."""
    row = first_row(SopRow.select(SopRow.id).where(SopRow.code == sop.code))
    if row is None:
        last = first_row(SopRow.select(SopRow.ordinal).order_by(SopRow.ordinal.desc()).limit(1))
        ordinal = 0 if last is None else last[0] + 1
        sop_id = SopRow.insert(code=sop.code, name=sop.name, ordinal=ordinal).execute()
    else:
        sop_id = row[0]
        SopRow.update(name=sop.name).where(SopRow.id == sop_id).execute()
    query = SopVersion.select(SopVersion.number).where(SopVersion.sop == sop_id)
    newest = first_row(query.order_by(SopVersion.number.desc()).limit(1))
    number = 1 if newest is None else newest[0] + 1
    SopVersion.update(status="arsip").where(
        (SopVersion.sop == sop_id) & (SopVersion.status == "terbit")
    ).execute()
    version_id = SopVersion.insert(
        sop=sop_id, number=number, status="terbit", content=text, head=write_head(sop),
        digest=hashlib.sha256(text.encode()).hexdigest(), published_at=office.now(),
    ).execute()  # fmt: skip
    return version_id, number


def _read(text: str) -> Sop:
    sop, defects = read_sop(text)
    if sop is None:
        raise Stop(*(Obstacle("sop_cacat", {"tempat": d.place, "pesan": d.message}) for d in defects))
    return sop


def _newest_digest(code: str) -> str:
    query = SopVersion.select(SopVersion.digest).join(SopRow)
    query = query.where((SopRow.code == code) & (SopVersion.status == "terbit"))
    row = first_row(query.order_by(SopVersion.number.desc()).limit(1))
    return "" if row is None else row[0]
