"""One round of backing up: into the chosen place, remembered beside the data, older ones thinned out."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timezone
from pathlib import Path

from models.records.backup import BackupEntry, BackupState
from models.store.backup import catalogue, make_backup, rotate
from models.store.backup_database import Progress
from models.store.backup_place import prepare_place
from models.store.backup_state import check_note, chosen_place, note_failed, note_made, own_place
from models.store.clock import Clock
from models.store.problems import StoreProblem

#: Kinds of backups that nobody asked for.
_BY_ITSELF = ("harian", "akhir")


def back_up(
    folder: Path,
    clock: Clock,
    zone: timezone,
    *,
    kind: str,
    by: str = "",
    progress: Progress | None = None,
) -> BackupEntry:
    """Back up into the chosen place; whether it succeeded is remembered either way.

    While that place is away, or not known because its note cannot be read, one made by itself goes into
    the data folder meanwhile, once a day: it saves from damage, if not from the loss of the disk. Raises
    what `make_backup` raises, and cadangan_catatan_rusak.
    """
    place = chosen_place(folder)
    noted = False
    try:
        check_note(folder)
        noted = True
        if place == own_place(folder):
            prepare_place(place)
        entry = make_backup(folder, place, clock, kind=kind, by=by, progress=progress)
        note_made(folder, entry, clock())
    except StoreProblem as problem:
        note_failed(folder, problem, clock())
        if kind in _BY_ITSELF and not (noted and place == own_place(folder)):
            _meanwhile(folder, clock, zone, kind)
        raise
    _thin_out(place, entry, zone)
    return entry


def _thin_out(place: Path, entry: BackupEntry, zone: timezone) -> None:
    """Remove what no day, week or month needs; what cannot be removed now is looked at again next time."""
    if entry.manifest is not None:
        with suppress(StoreProblem):
            rotate(place, entry.manifest.origin, zone)


def _meanwhile(folder: Path, clock: Clock, zone: timezone, kind: str) -> None:
    """A backup of the database inside the data folder, unless there is one of this day."""
    own, today = own_place(folder), clock().astimezone(zone).date()
    with suppress(StoreProblem):  # what keeps the chosen place from being used is told already
        prepare_place(own)
        if any(e.good and e.made_at.astimezone(zone).date() == today for e in catalogue(own)):
            return
        _thin_out(own, make_backup(folder, own, clock, kind=kind, documents=False), zone)


def is_due(state: BackupState, now: datetime, zone: timezone) -> bool:
    """Whether no backup was made on this day of the office; one of the future counts as none."""
    if state.made_at is None or state.made_at > now:
        return True
    return state.made_at.astimezone(zone).date() < now.astimezone(zone).date()


def age_in_days(state: BackupState, now: datetime) -> int | None:
    """Whole days since a backup was last made or tested, None for never.

    Making one reads all of its database; how long ago all documents were read, too, is told beside.
    """
    known = [moment.astimezone(UTC) for moment in (state.made_at, state.tested_at) if moment is not None]
    return max(0, (now.astimezone(UTC) - max(known)).days) if known else None
