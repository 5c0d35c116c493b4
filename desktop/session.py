"""Who works in this window, and on which office."""

from __future__ import annotations

from dataclasses import dataclass

from models.store.office import Office
from models.store.people import Standing


@dataclass(slots=True)
class Session:
    """An open office with the person who signed in."""

    office: Office
    person_id: int
    standing: Standing
