"""The news of the application: which subjects an act has changed, for every screen that is open."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class Changes(QObject):
    """Screens connect to `happened` and reload what they show of those subjects.

    Subjects are those of `models.records.results.Changed`: `case:12`, `board:PAW`, `tasks`, …
    `EVERYTHING` alone tells that another program wrote and nobody knows what.
    """

    EVERYTHING = "semuanya"

    happened = Signal(object)

    def announce(self, subjects: Iterable[str]) -> None:
        """Tell every open screen."""
        self.happened.emit(frozenset(subjects))


def touched(subjects: frozenset[str], *prefixes: str) -> bool:
    """Whether any subject is, or begins with, one of these; everything touches all."""
    return Changes.EVERYTHING in subjects or any(s.startswith(prefixes) for s in subjects)


def touched_cases(subjects: frozenset[str]) -> list[int]:
    """The cases among the subjects."""
    return sorted(int(s.removeprefix("case:")) for s in subjects if s.startswith("case:"))
