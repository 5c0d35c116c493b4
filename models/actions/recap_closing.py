"""Closing a month of the recap (Tutup Bulan), and opening it again."""

from __future__ import annotations

from models.actions.act import act, stop, who_acts
from models.actions.moves import needed
from models.actions.office_act import record
from models.records.recap import Period
from models.records.results import Changed
from models.rules.periods import written
from models.store.closings import CLOSED, REOPENED, closing_of, digest_of_figures, frozen_text, levels_now
from models.store.office import Office
from models.store.recap_tables import MonthClosing

_RECAP = frozenset({"recap"})


@act
def close_month(
    office: Office, person_id: int, period: Period, digest: str = "", handed: str = ""
) -> Changed:
    """Freeze the figures of a month that is over, with the hash of the recap that was handed over.

    By a leader or an administrator. What is entered into the month afterwards shows as a correction.
    `handed` are the figures of that recap (`closings.figures_now`): others are not frozen beside it.
    """
    who = who_acts(office, person_id)
    key = _month(period)
    if office.local(office.now()).date() <= period.until:
        raise stop("bulan_belum_berakhir", bulan=period.name)
    if closing_of(key) is not None:
        raise stop("bulan_sudah_ditutup", bulan=period.name)
    levels = levels_now(office, key)
    text = frozen_text(office, key, levels)
    figures = digest_of_figures(text)
    if handed not in ("", figures):
        raise stop("angka_bulan_berubah", bulan=period.name)
    closing_id = MonthClosing.insert(
        period=key, figures=text, digest=digest, closed_at=office.now(), person=person_id
    ).execute()
    record(office, who, CLOSED, {
        "period": key, "digest": digest, "total": levels.total._asdict(),
        "figures": figures,
    })  # fmt: skip
    return Changed(_RECAP, record_id=closing_id)


@act
def reopen_month(office: Office, person_id: int, period: Period, reason: str) -> Changed:
    """Take a closing back, with a reason; the figures it kept stay on record.

    By a leader or an administrator.
    """
    who = who_acts(office, person_id)
    closing = closing_of(_month(period))
    if closing is None:
        raise stop("bulan_tidak_ditutup", bulan=period.name)
    text = needed(reason)
    MonthClosing.update(reopened_at=office.now(), reopened_by=person_id, reason=text).where(
        MonthClosing.id == closing.id
    ).execute()
    record(office, who, REOPENED, {"period": closing.period, "reason": text})
    return Changed(_RECAP, record_id=closing.id)


def _month(period: Period) -> str:
    if period.kind != "bulan":
        raise stop("hanya_bulan", periode=period.name)
    return written(period)
