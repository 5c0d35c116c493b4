"""Working time as one row of minutes, so that the acts of the sample office fall into office hours."""

from __future__ import annotations

from bisect import bisect_right
from datetime import datetime, timedelta

from models.rules.calendar import WorkingCalendar


class WorkingMinutes:
    """The working minutes between two local moments, numbered from 0."""

    def __init__(self, calendar: WorkingCalendar, since: datetime, until: datetime) -> None:
        self._first: list[int] = []
        self._begins: list[datetime] = []
        self.total = 0
        day = since.date()
        while day <= until.date():
            for begin, end in calendar.intervals(day):
                self._append(max(begin, since), min(end, until))
            day += timedelta(days=1)
        if not self.total:
            raise ValueError("no working time in that stretch")

    def at(self, minute: int) -> datetime:
        """The local moment of a minute; minutes outside the stretch give its ends."""
        minute = min(max(minute, 0), self.total - 1)
        place = bisect_right(self._first, minute) - 1
        return self._begins[place] + timedelta(minutes=minute - self._first[place])

    def _append(self, begin: datetime, end: datetime) -> None:
        minutes = int((end - begin).total_seconds()) // 60
        if minutes > 0:
            self._first.append(self.total)
            self._begins.append(begin)
            self.total += minutes
