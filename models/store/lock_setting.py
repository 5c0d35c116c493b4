"""After how many idle minutes the screen is locked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.rules.account import LOCK_LIMITS, LOCK_MINUTES

if TYPE_CHECKING:
    from models.store.office import Office

SETTING = "kunci_menit"


def idle_minutes(office: Office) -> int:
    """The minutes that the office has set; the usual ones when it has set none, or none that can be."""
    kept = office.setting(SETTING, LOCK_MINUTES)
    shortest, longest = LOCK_LIMITS
    return kept if isinstance(kept, int) and shortest <= kept <= longest else LOCK_MINUTES
