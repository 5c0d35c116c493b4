"""The recap of a period: its figures on every level, and what stands beside them."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.queries.recap_cases import issued_papers, late_runs, oldest_cases, recap_cases
from models.queries.recap_open import open_parts
from models.queries.recap_steps import (
    Parts,
    Sops,
    executor_shares,
    finished_parts,
    late_reasons,
    person_shares,
    step_shares,
)
from models.queries.recap_times import load, split_of
from models.queries.recap_work import part_work, step_work
from models.queries.rows import raw_rows
from models.records.paper import Signer, SignerSlot
from models.records.recap import Figures, Period, Recap, Share, TimeSplit
from models.records.secrecy import CORRECTIONS_WHOLE, LEFT_OUT
from models.rules.date_words import date_text
from models.rules.periods import before, month_of, months_in, months_until, written
from models.rules.recap_counting import add_splits
from models.store import paper_settings
from models.store.anchors import anchor_now
from models.store.closings import closing_of, corrections
from models.store.office import Office
from models.store.paper_signers import officials_on, proposed, signer_on
from models.store.recap_figures import Window, add, counted_cases, figures_of, total_of, window_of
from models.store.tables import Agency

__all__ = [
    "issued_papers", "late_runs", "oldest_cases", "part_work", "recap", "recap_cases", "step_work", "trend",
]  # fmt: skip

#: Who signs a recap: the head, and whoever answers for the boards.
_SLOTS = (
    SignerSlot("mengetahui", "Mengetahui", "Mengetahui,", positions=("Kepala Dinas",)),
    SignerSlot(
        "pembuat", "Pembuat",
        positions=("Kepala Bidang Aplikasi", "Kepala Bidang", "Sekretaris"),
    ),
)  # fmt: skip


def recap(office: Office, period: Period, sops: tuple[str, ...] = ()) -> Recap:
    """Everything that a recap says of a period, for all SOPs or those of these codes.

    LookupError where there is no SOP of a code.
    """
    window = window_of(office, period, sops)
    known = Sops(office)
    by_pair = figures_of(window)
    parts = Parts(finished_parts(window), list(open_parts(office, window)))
    corrected = corrections(office, written(month_of(period.until)), window.sops)
    profile: dict[str, Any] = office.setting("office", {})
    return Recap(
        period=period,
        made=office.local(office.now()),
        sops=sops,
        total=total_of(by_pair.values()),
        before=_total(office, before(period), sops),
        per_sop=_per_sop(by_pair, known, window),
        per_agency=_per_agency(by_pair),
        per_month=_by_month(office, months_in(period), sops),
        steps=step_shares(office, window, known),
        executors=executor_shares(known, parts),
        people=person_shares(known, parts),
        late_reasons=late_reasons(window),
        split=_split(office, window),
        closed=_closed(office, period),
        corrections=corrected,
        letterhead=paper_settings.letterhead(office),
        signers=_signers(office, period),
        place=str(profile.get("city", "")),
        sample=bool(profile.get("sample", False)),
        anchor=anchor_now(),
        left_out=" ".join(filter(None, (LEFT_OUT, CORRECTIONS_WHOLE if corrected else "")))
        if window.hidden
        else "",
    )


def trend(office: Office, until: date, months: int = 12, sops: tuple[str, ...] = ()) -> tuple[Share, ...]:
    """The figures of so many months, oldest first; the last is the one in which that day lies.

    Months to come have no figures yet: noughts would read as a fall, so this month ends the trend at most.
    """
    today = office.local(office.now()).date()
    return _by_month(office, months_until(min(until, today), months), sops)


def _total(office: Office, period: Period, sops: tuple[str, ...]) -> Figures:
    return total_of(figures_of(window_of(office, period, sops)).values())


def _by_month(office: Office, months: tuple[Period, ...], sops: tuple[str, ...]) -> tuple[Share, ...]:
    return tuple(Share(written(month), month.name, _total(office, month, sops)) for month in months)


def _per_sop(by_pair: dict[tuple[int, int], Figures], sops: Sops, window: Window) -> tuple[Share, ...]:
    """Every SOP in use or asked for, and those out of use that still count something."""
    found: dict[int, Figures] = {}
    for (sop_id, _), figures in by_pair.items():
        found[sop_id] = add(found.get(sop_id, Figures()), figures)
    asked = sops.active if window.sops is None else frozenset(window.sops)
    return tuple(
        Share(code, sops.names[sop_id], found.get(sop_id, Figures()))
        for sop_id, code in sops.codes.items()
        if sop_id in found or sop_id in asked
    )


def _per_agency(by_pair: dict[tuple[int, int], Figures]) -> tuple[Share, ...]:
    """Every agency that counts something, by name."""
    found: dict[int, Figures] = {}
    for (_, agency_id), figures in by_pair.items():
        found[agency_id] = add(found.get(agency_id, Figures()), figures)
    names = raw_rows(Agency.select(Agency.id, Agency.name).order_by(Agency.norm, Agency.id))
    return tuple(Share(str(key), name, found[key]) for key, name in names if key in found)


def _split(office: Office, window: Window) -> TimeSplit:
    """Where the time of the requests went that ended in the period, from *diterima* on."""
    ended = [counted.case_id for counted in counted_cases(window) if counted.ending != "sisa_akhir"]
    return add_splits(split_of(office, case, window) for case in load(ended, window))


def _closed(office: Office, period: Period) -> str:
    """When a month was closed and by whom, "" for what is not closed."""
    closing = closing_of(written(period)) if period.kind == "bulan" else None
    if closing is None:
        return ""
    at = office.local(closing.closed_at)
    return f"{date_text(at.date())} pukul {at:%H.%M} oleh {closing.person}"


def _signers(office: Office, period: Period) -> tuple[Signer, ...]:
    """The officials of the last day of the period, or of today while it lasts: the head, then the maker."""
    day = min(period.until, office.local(office.now()).date())
    officials = officials_on(day)
    return tuple(signer_on(office, slot, officials, proposed(slot, officials), None) for slot in _SLOTS)
