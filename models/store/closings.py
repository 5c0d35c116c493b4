"""Months that were closed: their figures as they were then, and what has changed since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Any, NamedTuple

from models.records.recap import Correction, Figures
from models.rules.periods import parse_period
from models.store.office import Finding, Office
from models.store.recap_figures import add, figures_of, merged_agencies, total_of, window_of
from models.store.recap_tables import MonthClosing
from models.store.rows import rows
from models.store.secrecy import hidden
from models.store.tables import Agency, History, Person, SopRow

#: The level of a correction that is about everything.
ALL = "Seluruhnya"

#: The events of the history that closings leave.
CLOSED, REOPENED = "bulan_ditutup", "bulan_dibuka_lagi"


class Closing(NamedTuple):
    """A closing that counts; `closed_at` aware UTC."""

    id: int
    period: str
    closed_at: datetime
    person: str
    digest: str


class Levels(NamedTuple):
    """Figures on every level: in all, by SOP id and by agency id."""

    total: Figures
    sops: dict[int, Figures]
    agencies: dict[int, Figures]


def closing_of(period: str) -> Closing | None:
    """The closing of a month (as `periods.written` writes it) that counts, if it is closed."""
    found = _closings(MonthClosing.period == period)
    return found[-1] if found else None


def levels_now(office: Office, period: str) -> Levels:
    """The figures of a month as they are told today, over every request: what is confidential counts, too.

    A closing freezes all that happened, whoever closes; figures alone show nothing of a request.
    """
    by_pair = figures_of(window_of(office, parse_period(period))._replace(hidden=()))
    sops: dict[int, Figures] = {}
    agencies: dict[int, Figures] = {}
    for (sop_id, agency_id), figures in by_pair.items():
        sops[sop_id] = add(sops.get(sop_id, Figures()), figures)
        agencies[agency_id] = add(agencies.get(agency_id, Figures()), figures)
    return Levels(total_of(by_pair.values()), sops, agencies)


def frozen_text(levels: Levels) -> str:
    """The figures as a closing keeps them."""
    plain = {
        "total": levels.total._asdict(),
        "sops": {str(key): figures._asdict() for key, figures in sorted(levels.sops.items())},
        "agencies": {str(key): figures._asdict() for key, figures in sorted(levels.agencies.items())},
    }
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def corrections(
    office: Office, since: str, until: str, sops: tuple[int, ...] | None = None
) -> tuple[Correction, ...]:
    """What has changed since in the closed months from one to another (as `periods.written` writes them).

    Of some SOPs only their own levels are told: the others count every SOP. Agencies are not told of to
    whom something is hidden: a single confidential request would show in theirs.
    """
    by_agency = sops is None and not hidden(office)
    found: list[Correction] = []
    for closing in _closings((MonthClosing.period >= since) & (MonthClosing.period <= until)):
        text = MonthClosing.select(MonthClosing.figures).where(MonthClosing.id == closing.id).scalar()
        found += _changes(closing.period, _thawed(text), levels_now(office, closing.period), sops, by_agency)
    return tuple(found)


def check_closings() -> Iterator[Finding]:
    """Whether every closing is as the history recorded it, none missing, added or reopened beside it."""
    told: list[tuple[str, str, str, bool]] = []
    query = History.select(History.kind, History.data).where(History.kind.in_((CLOSED, REOPENED)))
    for kind, text in rows(query.order_by(History.id)):
        data = json.loads(text)
        if kind == CLOSED:
            told.append((data["period"], data["figures"], data["digest"], False))
        else:
            last = max(place for place, closing in enumerate(told) if closing[0] == data["period"])
            told[last] = (*told[last][:3], True)
    columns = (MonthClosing.period, MonthClosing.figures, MonthClosing.digest, MonthClosing.reopened_at)
    kept = [
        (period, digest_of_figures(figures), digest, reopened_at is not None)
        for period, figures, digest, reopened_at in rows(
            MonthClosing.select(*columns).order_by(MonthClosing.id)
        )
    ]
    for one, other in zip_longest(told, kept):
        if one != other:
            period = (one or other or ("",))[0]
            yield Finding("tutup_bulan_berubah", {"bulan": parse_period(period).name})


def digest_of_figures(text: str) -> str:
    """The hash of frozen figures, which the history keeps."""
    return hashlib.sha256(text.encode()).hexdigest()


def _changes(
    period: str, then: Levels, now: Levels, sops: tuple[int, ...] | None, by_agency: bool
) -> Iterator[Correction]:
    codes = dict(rows(SopRow.select(SopRow.id, SopRow.code).order_by(SopRow.ordinal, SopRow.id)))
    name = parse_period(period).name
    if sops is None:
        yield from _differences(name, ALL, then.total, now.total)
    for sop_id, code in codes.items():
        if sops is None or sop_id in sops:
            yield from _differences(name, code, then.sops.get(sop_id), now.sops.get(sop_id))
    if by_agency:
        agencies = dict(rows(Agency.select(Agency.id, Agency.name).order_by(Agency.name, Agency.id)))
        for agency_id, agency in agencies.items():
            yield from _differences(name, agency, then.agencies.get(agency_id), now.agencies.get(agency_id))


def _differences(period: str, level: str, then: Figures | None, now: Figures | None) -> Iterator[Correction]:
    before, after = then or Figures(), now or Figures()
    for figure, closed_as, is_now in zip(Figures._fields, before, after, strict=True):
        if closed_as != is_now:
            yield Correction(period, level, figure, closed_as, is_now)


def _thawed(text: str) -> Levels:
    """Frozen figures, those of agencies that were merged since under the one that took them over."""
    plain: dict[str, Any] = json.loads(text)
    survivors = merged_agencies()
    agencies: dict[int, Figures] = {}
    for key, figures in plain["agencies"].items():
        agency = survivors.get(int(key), int(key))
        agencies[agency] = add(agencies.get(agency, Figures()), Figures(**figures))
    sops = {int(key): Figures(**figures) for key, figures in plain["sops"].items()}
    return Levels(Figures(**plain["total"]), sops, agencies)


def _closings(condition: Any) -> list[Closing]:
    query = MonthClosing.select(
        MonthClosing.id, MonthClosing.period, MonthClosing.closed_at, Person.name, MonthClosing.digest
    ).join(Person, on=(MonthClosing.person == Person.id))
    query = query.where(condition & MonthClosing.reopened_at.is_null())
    return [Closing(*row) for row in rows(query.order_by(MonthClosing.period, MonthClosing.id))]
