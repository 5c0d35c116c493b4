"""The backup before the schema changes: without one nothing is changed."""

from __future__ import annotations

from pathlib import Path

from models.records.backup import BackupEntry
from models.store.backup import make_backup
from models.store.backup_place import prepare_place
from models.store.backup_state import chosen_place, own_place
from models.store.clock import Clock
from models.store.problems import StoreProblem


def back_up_before(folder: Path, clock: Clock) -> BackupEntry:
    """Back up a database that is about to be upgraded, in the chosen place or else inside the data folder.

    The documents are listed only: an upgrade does not touch them. Raises `StoreProblem`.
    """
    place, own = chosen_place(folder), own_place(folder)
    if place != own:
        try:
            return make_backup(folder, place, clock, kind="sebelum_skema", documents=False)
        except StoreProblem:
            # away, full, locked: the one inside the data folder must do, and must succeed
            pass
    prepare_place(own)
    return make_backup(folder, own, clock, kind="sebelum_skema", documents=False)
