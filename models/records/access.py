"""Who may see a confidential request, as the window lists it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AccessLine:
    """Somebody who may see the request, and why; `by_name` tells that it was given and can be taken back."""

    person_id: int
    name: str
    reason: str
    by_name: bool


@dataclass(frozen=True, slots=True)
class AccessSheet:
    """Who may see a confidential request, and who else could be let in; `secret` is False once it was lifted.

    `may_admit` tells that whoever looks may give and end access, and lift the secrecy.
    """

    case_id: int
    version: int
    number: str
    secret: bool
    lines: tuple[AccessLine, ...]
    others: tuple[tuple[int, str], ...]
    may_admit: bool
