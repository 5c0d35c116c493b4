"""Lembar disposisi as an object: who passes a letter on to whom, what is asked, what is answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class DispositionRecipient:
    """To whom a disposition went, and the answer back; `read` and `answered` are printed moments."""

    id: int
    name: str
    position_id: int | None = None
    read: str = ""
    answer: str = ""
    answered: str = ""


@dataclass(frozen=True, slots=True)
class DispositionNode:
    """One lembar disposisi in the chain of a case; `parent_id` is the one it passes on."""

    id: int
    parent_id: int | None
    sender: str
    recipients: tuple[DispositionRecipient, ...]
    instructions: tuple[str, ...]
    note: str
    due: str
    at: str
    state: Literal["aktif", "dijawab", "ditarik"]
    paper_id: int | None = None


@dataclass(frozen=True, slots=True)
class NewDisposition:
    """A disposition to be given: recipients by position id or typed name, ticked instructions."""

    case_id: int
    sender_position_id: int
    recipients: tuple[int | str, ...]
    instructions: tuple[str, ...]
    note: str = ""
    due: str = ""
    parent_id: int | None = None
    run_id: int | None = None


@dataclass(frozen=True, slots=True)
class InboxLine:
    """A disposition that waits for the holder of a position; moments as printed.

    `urgency` tells whether its due date is gone by or is today.
    """

    recipient_id: int
    disposition_id: int
    case_id: int
    case_number: str
    subject: str
    agency: str
    sender: str
    instructions: tuple[str, ...]
    note: str
    due: str
    at: str
    read: bool
    urgency: Literal["", "hari_ini", "lewat"] = ""
    secret: bool = False


@dataclass(frozen=True, slots=True)
class DispositionLists:
    """What a lembar disposisi offers to tick: instructions, and recipients by name."""

    instructions: tuple[str, ...]
    recipients: tuple[str, ...]
