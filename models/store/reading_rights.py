"""Readings that are not for everybody, asked by the queries that give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.rights import READINGS
from models.store.people import standing
from models.store.problems import GoneError

if TYPE_CHECKING:
    from models.store.office import Office


class NotForViewerError(GoneError):
    """A reading was asked for by somebody without the right to it; screens do not offer it to them."""

    def __init__(self, reading: str) -> None:
        super().__init__(f"not for this viewer: {reading}")
        self.reading = reading


def may_read(office: Office, reading: str) -> bool:
    """Whether whoever the office is seen by has a role for that line of `rights.READINGS`."""
    if office.viewer_id is None:
        return False
    return bool(READINGS[reading].roles & standing(office, office.viewer_id, office.now()).roles)


def must_read(office: Office, reading: str) -> None:
    """Raise unless whoever the office is seen by may read that."""
    if not may_read(office, reading):
        raise NotForViewerError(reading)
