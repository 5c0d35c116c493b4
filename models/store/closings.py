"""Months that were closed: their figures as they were then, and what has changed since."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from itertools import zip_longest
from typing import Any, NamedTuple

from models.records.recap import Correction, Figures
from models.rules.periods import parse_period
from models.store.closed_limits import limits_at_end, shifted
from models.store.office import Finding, Office
from models.store.recap_figures import Window, add, figures_of, merged_agencies, total_of, window_of
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


class _Frozen(NamedTuple):
    """What a closing kept: its figures, and the limits of what was open by the id of their run.

    Closings that are older than such limits have none.
    """

    levels: Levels
    limits: dict[int, int]


class _Level(NamedTuple):
    """One level of a correction: its name, and the SOP or agency that it is."""

    name: str
    sop: str = ""
    agency: str = ""


def closing_of(period: str) -> Closing | None:
    """The closing of a month (as `periods.written` writes it) that counts, if it is closed."""
    found = _closings(MonthClosing.period == period)
    return found[-1] if found else None


def levels_now(office: Office, period: str) -> Levels:
    """The figures of a month as they are told today, over every request: what is confidential counts, too.

    A closing freezes all that happened, whoever closes; figures alone show nothing of a request.
    """
    by_pair = figures_of(_whole(office, period))
    sops: dict[int, Figures] = {}
    agencies: dict[int, Figures] = {}
    for (sop_id, agency_id), figures in by_pair.items():
        sops[sop_id] = add(sops.get(sop_id, Figures()), figures)
        agencies[agency_id] = add(agencies.get(agency_id, Figures()), figures)
    return Levels(total_of(by_pair.values()), sops, agencies)


def _whole(office: Office, period: str) -> Window:
    """A month with everything in it, whoever looks."""
    return window_of(office, parse_period(period))._replace(hidden=())


def frozen_text(office: Office, period: str, levels: Levels) -> str:
    """The figures of a month as a closing keeps them, with the limits of what was open at its end."""
    plain = {
        "total": levels.total._asdict(),
        "sops": {str(key): figures._asdict() for key, figures in sorted(levels.sops.items())},
        "agencies": {str(key): figures._asdict() for key, figures in sorted(levels.agencies.items())},
        "limits": {str(key): due for key, due in sorted(limits_at_end(_whole(office, period)).items())},
    }
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def corrections(office: Office, until: str, sops: tuple[int, ...] | None = None) -> tuple[Correction, ...]:
    """What has changed since in all months that were closed up to one (as `periods.written` writes it).

    Of some SOPs only their own levels are told: the others count every SOP. Agencies are not told of to
    whom something is hidden: a single confidential request would show in theirs.
    """
    told = _Told(office, sops, by_agency=sops is None and not hidden(office))
    found: list[Correction] = []
    for closing in _closings(MonthClosing.period <= until):
        text = MonthClosing.select(MonthClosing.figures).where(MonthClosing.id == closing.id).scalar()
        found += told.of(closing.period, _thawed(text))
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


def figures_now(office: Office, period: str) -> str:
    """The hash of the figures that closing a month now would freeze."""
    return digest_of_figures(frozen_text(office, period, levels_now(office, period)))


def digest_of_figures(text: str) -> str:
    """The hash of frozen figures, which the history keeps."""
    return hashlib.sha256(text.encode()).hexdigest()


class _Told:
    """Tells the corrections of closed months on the levels that are asked for."""

    def __init__(self, office: Office, sops: tuple[int, ...] | None, *, by_agency: bool) -> None:
        self._office = office
        self._total = sops is None
        codes = rows(SopRow.select(SopRow.id, SopRow.code).order_by(SopRow.ordinal, SopRow.id))
        self._sops = {key: _Level(code, sop=code) for key, code in codes if sops is None or key in sops}
        agencies = rows(Agency.select(Agency.id, Agency.name).order_by(Agency.name, Agency.id))
        self._agencies = {key: _Level(name, agency=str(key)) for key, name in agencies if by_agency}

    def of(self, month: str, frozen: _Frozen) -> Iterator[Correction]:
        """What is told of a month today and was not when it was closed."""
        then, now = frozen.levels, levels_now(self._office, month)
        # the limits of open work make nothing but lateness
        late = any(one.late != other.late for one, other in _pairs(then, now))
        shift = shifted(_whole(self._office, month), frozen.limits) if late else Counter()
        if self._total:
            yield from _differences(month, _Level(ALL), then.total, now.total, shift.total())
        for key, level in self._sops.items():
            more = sum(count for (sop_id, _), count in shift.items() if sop_id == key)
            yield from _differences(month, level, then.sops.get(key), now.sops.get(key), more)
        for key, level in self._agencies.items():
            more = sum(count for (_, agency_id), count in shift.items() if agency_id == key)
            yield from _differences(month, level, then.agencies.get(key), now.agencies.get(key), more)


def _pairs(then: Levels, now: Levels) -> Iterator[tuple[Figures, Figures]]:
    for one, other in ((then.sops, now.sops), (then.agencies, now.agencies)):
        yield from ((one.get(key, Figures()), other.get(key, Figures())) for key in one.keys() | other.keys())


def _differences(
    month: str, level: _Level, then: Figures | None, now: Figures | None, shift: int
) -> Iterator[Correction]:
    """Figure by figure; what only other limits make is told apart, before what was entered since."""
    before, after = then or Figures(), now or Figures()
    name = parse_period(month).name
    for figure, closed_as, is_now in zip(Figures._fields, before, after, strict=True):
        shifted_to = closed_as + shift if figure == "late" else closed_as
        steps = ((closed_as, shifted_to, "kalender"), (shifted_to, is_now, ""))
        for first, last, cause in steps:
            if first != last:
                # the list of the figure tells what it is now, not what it was on the way
                at = month if last == is_now else ""
                yield Correction(name, level.name, figure, first, last, cause, at, level.sop, level.agency)


def _thawed(text: str) -> _Frozen:
    """What a closing kept, figures of agencies that were merged since under the one that took them over."""
    plain: dict[str, Any] = json.loads(text)
    survivors = merged_agencies()
    agencies: dict[int, Figures] = {}
    for key, figures in plain["agencies"].items():
        agency = survivors.get(int(key), int(key))
        agencies[agency] = add(agencies.get(agency, Figures()), Figures(**figures))
    sops = {int(key): Figures(**figures) for key, figures in plain["sops"].items()}
    limits = {int(key): due for key, due in plain.get("limits", {}).items()}
    return _Frozen(Levels(Figures(**plain["total"]), sops, agencies), limits)


def _closings(condition: Any) -> list[Closing]:
    query = MonthClosing.select(
        MonthClosing.id, MonthClosing.period, MonthClosing.closed_at, Person.name, MonthClosing.digest
    ).join(Person, on=(MonthClosing.person == Person.id))
    query = query.where(condition & MonthClosing.reopened_at.is_null())
    return [Closing(*row) for row in rows(query.order_by(MonthClosing.period, MonthClosing.id))]
