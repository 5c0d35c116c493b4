"""The time badge of a card: a tone, and words that say the same.

The list of cards asks for it while painting, so it is a few comparisons and two sums that the
calendar has ready. All moments are office-local and naive.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from models.rules.calendar import WorkingCalendar

Tone = Literal["hijau", "kuning", "merah", "abu"]

SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")

_USUAL_DAY = 450  # working minutes; used where the day itself has none
_MINUTES_PER_HOUR = 60
_ONE_DAY = timedelta(days=1)


class Badge(NamedTuple):
    """What the badge shows."""

    tone: Tone
    words: str


class Distance(NamedTuple):
    """How far two moments are apart, in the unit a person would say: hr, jam or mnt (0 mnt: nothing)."""

    amount: int
    unit: Literal["hr", "jam", "mnt"]

    @property
    def words(self) -> str:
        """`2 hr`."""
        return f"{self.amount} {self.unit}"


_PAUSED = Badge("abu", "ditunda")
_PAUSED_LATE = Badge("merah", "lewat, ditunda")
_WITHOUT_DUE = {
    "tentatif": Badge("abu", "tentatif"),
    "tidak_terbaca": Badge("abu", "tak terbaca"),
    # A limit that the calendar cannot place: an office without working days.
    "batas": Badge("abu", "tanpa tenggat"),
    "rentang": Badge("abu", "tanpa tenggat"),
}
_NO_LIMIT = Badge("abu", "tanpa batas")


def badge(
    pace: str,
    green_until: datetime | None,
    due: datetime | None,
    target: datetime | None,
    now: datetime,
    calendar: WorkingCalendar,
) -> Badge:
    """The badge of a run: its limit first, else its agreed target, else why there is none.

    Green until the minimum of a range, amber up to the maximum, red after it. A plain limit turns
    amber on its last day or when less than a working day is left. A passed target is amber: it is
    no lateness. A pause stops the clock and undoes no lateness: who pauses a run hands its limit over
    only when it had passed before.
    """
    if pace == "ditunda":
        return _PAUSED if due is None or now <= due else _PAUSED_LATE
    if due is not None:
        return _limit_badge(green_until, due, now, calendar)
    if target is not None:
        return _target_badge(target, now)
    return _WITHOUT_DUE.get(pace, _NO_LIMIT)


def _limit_badge(
    green_until: datetime | None, due: datetime, now: datetime, calendar: WorkingCalendar
) -> Badge:
    if now > due:
        late = distance(due, now, calendar)
        return Badge("merah", f"lewat {late.words}" if late.amount else "baru lewat")
    if due.date() == now.date():
        words, soon = f"hari ini {due:%H.%M}", True
    elif _outside_work(due, calendar):
        # Limits that run on the clock end at night or on a day off, where working time says nothing.
        words, soon = f"s.d. {short_day(due, now)} {due:%H.%M}", due - now < _ONE_DAY
    else:
        left = distance(now, due, calendar)
        words, soon = f"sisa {left.words}", left.unit != "hr"
    if green_until is not None:
        soon = now > green_until
    return Badge("kuning" if soon else "hijau", words)


def _target_badge(target: datetime, now: datetime) -> Badge:
    if now > target:
        return Badge("kuning", "lewat target")
    if target.date() == now.date():
        return Badge("kuning", "target hari ini")
    return Badge("hijau", f"target {short_day(target, now)}")


def short_day(day: date, now: date) -> str:
    """`3 Des`, with the year where it is not this year."""
    words = f"{day.day} {SHORT_MONTHS[day.month - 1]}"
    return words if day.year == now.year else f"{words} {day.year}"


def distance(start: datetime, end: datetime, calendar: WorkingCalendar) -> Distance:
    """From start to a later end: working days if a whole one fits, else working hours or minutes."""
    minutes = calendar.minutes_between(start, end)
    days = calendar.working_days_between(start.date(), end.date())
    if days and minutes >= _day_minutes(end, calendar):
        return Distance(days, "hr")
    if minutes >= _MINUTES_PER_HOUR:
        return Distance(minutes // _MINUTES_PER_HOUR, "jam")
    return Distance(minutes, "mnt")


def _outside_work(moment: datetime, calendar: WorkingCalendar) -> bool:
    """Whether that moment is no working time; the beginning of work has none before it to tell of."""
    return not any(begin < moment <= end for begin, end in calendar.intervals(moment.date()))


def _day_minutes(moment: datetime, calendar: WorkingCalendar) -> int:
    spans = calendar.intervals(moment.date())
    if not spans:
        return _USUAL_DAY
    return sum(int((end - begin).total_seconds()) for begin, end in spans) // 60
