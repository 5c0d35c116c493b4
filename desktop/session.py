"""Who works in this window, and on which office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.store.office import Office
from models.store.people import Standing

if TYPE_CHECKING:
    from desktop.backup_keeper import BackupKeeper


@dataclass(slots=True)
class Session:
    """An open office with the person who signed in; `backups` once somebody watches over them."""

    office: Office
    person_id: int
    standing: Standing
    backups: BackupKeeper | None = None
