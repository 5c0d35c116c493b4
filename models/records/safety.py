"""What the screens tell about the safety of accounts and of the clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Recovery:
    """The password of an administrator made anew from outside: when, whose, by which computer account."""

    event_id: int
    at: datetime
    username: str
    account: str


@dataclass(frozen=True, slots=True)
class SafetyNote:
    """An event about accounts or the clock (office-local): who, and what in words."""

    at: datetime
    actor: str
    words: str


@dataclass(frozen=True, slots=True)
class ClockState:
    """A clock that stands before the newest event: what it shows (office-local), and by how many minutes."""

    shown: datetime
    minutes: int
