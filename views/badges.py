"""Time badges of rows: asked for while painting, worked out once a minute per deadline."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from models.rules.badge import Badge, badge
from models.rules.calendar import WorkingCalendar


class Timed(Protocol):
    """A row that carries a deadline; moments are seconds UTC."""

    @property
    def pace(self) -> str: ...  # noqa: D102 - a field
    @property
    def green_until(self) -> int | None: ...  # noqa: D102 - a field
    @property
    def due_at(self) -> int | None: ...  # noqa: D102 - a field
    @property
    def target_at(self) -> int | None: ...  # noqa: D102 - a field


class Badges:
    """Gives the badge of a row; `local` turns seconds into office time, `now` is office-local."""

    def __init__(
        self,
        local: Callable[[int], datetime],
        now: Callable[[], datetime],
        calendar: Callable[[], WorkingCalendar],
    ) -> None:
        self.local = local
        self.now = now
        self._calendar = calendar
        self._minute = now().replace(second=0, microsecond=0)
        self._known: dict[tuple[str, int | None, int | None, int | None], Badge] = {}

    def refresh(self) -> None:
        """Take the present minute and the present calendar; badges are worked out anew."""
        self._minute = self.now().replace(second=0, microsecond=0)
        self._known.clear()

    def of(self, row: Timed) -> Badge:
        """The badge of this row as of the last refresh."""
        key = (row.pace, row.green_until, row.due_at, row.target_at)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = badge(
                row.pace,
                self._moment(row.green_until),
                self._moment(row.due_at),
                self._moment(row.target_at),
                self._minute,
                self._calendar(),
            )
        return found

    def _moment(self, seconds: int | None) -> datetime | None:
        return None if seconds is None else self.local(seconds)
