"""Which backups stay: all of late, then one a day, a week, a month, and the last before great changes."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date, datetime, timedelta
from typing import NamedTuple

#: How many days, weeks and months have a backup each.
DAYS, WEEKS, MONTHS = 12, 10, 9
#: Of so many days, counted back from the newest backup, all stay: one that was asked for in the morning
#: does not go because of the one in the evening.
ALL_OF = 2
#: How many of those made before a change of the schema, and before a restore, stay whatever their age.
BEFORE = 3
_BEFORE = ("sebelum_skema", "sebelum_pulih")


class Made(NamedTuple):
    """What rotation looks at of a backup: its name, when it was made (office-local), and why."""

    name: str
    at: datetime
    kind: str


def kept(backups: Iterable[Made]) -> set[str]:
    """The names of those that stay; the newest of a day, week or month stands for it."""
    newest_first = sorted(backups, key=lambda made: (made.at, made.name), reverse=True)
    regular = [made for made in newest_first if made.kind not in _BEFORE]
    late = {made.at.date() for made in regular[:1]}
    late |= {day - timedelta(days=back) for day in late for back in range(1, ALL_OF)}
    names = {made.name for made in regular if made.at.date() in late}
    names |= _first_of_each(regular, _day, DAYS)
    names |= _first_of_each(regular, _week, WEEKS)
    names |= _first_of_each(regular, _month, MONTHS)
    for kind in _BEFORE:
        names |= {made.name for made in [m for m in newest_first if m.kind == kind][:BEFORE]}
    return names


def _first_of_each(backups: list[Made], span: Callable[[date], Hashable], limit: int) -> set[str]:
    found: dict[Hashable, str] = {}
    for made in backups:
        found.setdefault(span(made.at.date()), made.name)
        if len(found) > limit:
            found.popitem()
            break
    return set(found.values())


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month
