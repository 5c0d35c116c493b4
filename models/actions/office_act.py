"""The frame of acts on the office itself: their trace in the history, and the words they take."""

from __future__ import annotations

from typing import Any

from models.actions.entered_text import printable
from models.store import history
from models.store.office import Office
from models.store.people import Standing
from models.store.rows import rows
from models.store.tables import SopRow


def record(office: Office, who: Standing, kind: str, data: dict[str, Any]) -> int:
    """Append an event that belongs to no case."""
    now = office.now()
    return history.append(None, None, kind, now, now, who.person_id, who.actor_text, data)


def boards() -> frozenset[str]:
    """The subjects of all boards, for changes that show on cards anywhere."""
    return frozenset({"tasks", *(f"board:{code}" for (code,) in rows(SopRow.select(SopRow.code)))})


def clean(text: str) -> str:
    """Entered text without control characters, without blanks at its ends and with single ones inside."""
    return " ".join(printable(text).split())
