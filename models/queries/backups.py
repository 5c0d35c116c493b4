"""What screens need about backups: when to warn, and which there are."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from models.records.backup import BACKUPS, WARN_DAYS, BackupEntry, BackupLine, PlaceLine
from models.store.backup import catalogue
from models.store.backup_place import fitting_place, free_room
from models.store.backup_state import own_place, read_state
from models.store.office import Office
from models.store.problems import StoreProblem

_WEST = timedelta(hours=7)


def warn_days(office: Office) -> int:
    """After how many days without a tested backup the window warns."""
    return int(office.setting(BACKUPS, {}).get("warn_days", WARN_DAYS))


def backup_lines(office: Office) -> tuple[BackupLine, ...]:
    """The backups of the chosen place, newest first, with their office-local times; in a worker.

    Raises `StoreProblem` when the place is away.
    """
    offset = office.zone.utcoffset(None) or timedelta(0)
    return tuple(_line(entry, offset) for entry in catalogue(read_state(office.store.folder).place))


def lines_of(place: Path) -> tuple[BackupLine, ...]:
    """The backups in a folder that somebody chose before there is an office; in a worker.

    Their times are those of the west, where most offices are: which zone counts stands in the backup.
    Raises `StoreProblem` when there is no place in it.
    """
    return tuple(_line(entry, _WEST) for entry in catalogue(fitting_place(place)))


def _line(entry: BackupEntry, offset: timedelta) -> BackupLine:
    return BackupLine(entry, (entry.made_at + offset).replace(tzinfo=None))


def place_line(office: Office) -> PlaceLine:
    """The chosen place: whether it is there, on the same disk as the data, how much room; in a worker."""
    folder = office.store.folder
    place = read_state(folder).place
    own = place == own_place(folder)
    try:
        same = own or place.stat().st_dev == folder.stat().st_dev
        return PlaceLine(place, own, same, free_room(place))
    except (OSError, StoreProblem):
        return PlaceLine(place, own, own, None)
