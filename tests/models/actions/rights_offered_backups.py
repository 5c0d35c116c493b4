"""The calls of the acts about backups, for the test of the rights table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from models.actions import backups
from models.records.backup import Anchor, BackupEntry
from models.store.backup_place import prepare_place


def backup_calls(folder: Path) -> dict[str, Callable[[Any, int], Any]]:
    """Every act about backups, on a place beside the data."""
    place = folder.parent / "usb"
    prepare_place(place)
    entry = BackupEntry(
        place / "2026-11-09_16.00.00_harian", datetime(2026, 11, 9, 9, tzinfo=UTC), 4, {}, Anchor(0, ""), True
    )
    return {
        "backups.choose_backup_place": lambda o, who: backups.choose_backup_place(o, who, place),
        "backups.set_backup_warning": lambda o, who: backups.set_backup_warning(o, who, 5),
        "backups.ask_backup": lambda o, who: backups.ask_backup(o, who, place),
        "backups.ask_restore": lambda o, who: backups.ask_restore(o, who, entry),
        "backups.ask_export": lambda o, who: backups.ask_export(o, who, place / "ekspor"),
    }
