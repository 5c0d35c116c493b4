"""Keeping what a person found about an SOP in a semester, with its trace in the history."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from models.actions import office_act
from models.actions.act import act, stop, who_acts
from models.actions.entered_text import printable
from models.records.monitoring import QUESTIONS, VERDICTS, Assessment
from models.records.results import Changed
from models.store.monitoring_tables import SopMonitoring
from models.store.office import Office
from models.store.rows import first_row
from models.store.tables import SopRow

_TEXT_LIMIT = 5_000


@act
def assess_sop(office: Office, person_id: int, period: str, sop_id: int, found: Assessment) -> Changed:
    """Keep the assessment of an SOP in a semester (`period` like 2026-S2), by a leader or administrator."""
    who = who_acts(office, person_id)
    code: str | None = SopRow.select(SopRow.code).where(SopRow.id == sop_id).scalar()
    if code is None:
        raise stop("sop_tidak_ada", sop=sop_id)
    found = _checked(office, found)
    before = _kept(period, sop_id)
    if before == found:
        raise stop("tidak_ada_perubahan")
    values: dict[Any, Any] = {
        "verdict": found.verdict, "note": found.note, "action": found.action, "answers": found.answers,
        "done_on": found.done_on, "person": who.person_id, "at": office.now(),
    }  # fmt: skip
    row = SopMonitoring.select(SopMonitoring.id).where(_of(period, sop_id)).scalar()
    if row is None:
        row = SopMonitoring.insert(period=period, sop=sop_id, **values).execute()
    else:
        SopMonitoring.update(**values).where(SopMonitoring.id == row).execute()
    data = {"period": period, "sop": code, "before": _plain(before), "after": _plain(found)}
    office_act.record(office, who, "monitoring_sop_dinilai", data)
    return Changed(frozenset({"monitoring"}), record_id=row)


def _checked(office: Office, found: Assessment) -> Assessment:
    """The assessment with clean words; stops when something in it cannot be."""
    if found.verdict not in VERDICTS:
        raise stop("penilaian_tidak_dikenal")
    if len(found.answers) != len(QUESTIONS) or set(found.answers) - set("yt-"):
        raise stop("jawaban_evaluasi_tidak_sah", jumlah=len(QUESTIONS))
    note = None if found.note is None else printable(found.note).strip()
    action = printable(found.action).strip()
    if max(len(note or ""), len(action)) > _TEXT_LIMIT:
        raise stop("catatan_terlalu_panjang", batas=_TEXT_LIMIT)
    if found.done_on is not None:
        if not action:
            raise stop("tindakan_belum_ada")
        if found.done_on > office.local(office.now()).date():
            raise stop("tanggal_pelaksanaan_di_depan")
    return Assessment(found.verdict, note, action, found.answers, found.done_on)


def _kept(period: str, sop_id: int) -> Assessment:
    fields = (
        SopMonitoring.verdict, SopMonitoring.note, SopMonitoring.action, SopMonitoring.answers,
        SopMonitoring.done_on,
    )  # fmt: skip
    row = first_row(SopMonitoring.select(*fields).where(_of(period, sop_id)))
    return Assessment() if row is None else Assessment(*row)


def _of(period: str, sop_id: int) -> Any:
    return (SopMonitoring.period == period) & (SopMonitoring.sop == sop_id)


def _plain(found: Assessment) -> dict[str, Any]:
    """For the history: plain JSON."""
    kept = asdict(found)
    kept["done_on"] = None if found.done_on is None else found.done_on.isoformat()
    return kept
