"""Backups as records: what one holds, what the catalogue tells of it, what a restore did."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

#: The setting of the office about its backups, and when it warns unless told otherwise.
BACKUPS, WARN_DAYS, WARN_DAYS_LIMIT = "backup", 3, 60

#: Why a backup was made, by code, and the name people know it by.
KINDS: dict[str, str] = {
    "harian": "otomatis",
    "diminta": "diminta",
    "akhir": "saat ditutup",
    "sebelum_skema": "sebelum pembaruan susunan data",
    "sebelum_pulih": "sebelum pemulihan",
}


class Anchor(NamedTuple):
    """The newest row of the history at that moment: its id and hash."""

    id: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a backup says of itself. `made_at` is aware UTC; sizes are bytes, hashes SHA-256.

    `documents` are listed in a file of their own, whose hash is `list_digest`; without `has_documents`
    only the database was copied and the list tells which documents belong to it. `missing` counts
    documents that the database names and that were not there, whole, when the backup was made.
    `origin` is the hash of the first row of the history, which tells one office from another. `seal` is
    the newest seal, None where there is none and in manifests from before it was noted.
    """

    made_at: datetime
    kind: str
    office: str
    origin: str
    by: str
    program: str
    schema: int
    size: int
    digest: str
    counts: dict[str, int]
    head: Anchor
    documents: int
    documents_size: int
    list_digest: str
    has_documents: bool
    missing: int
    seal: Anchor | None = None


@dataclass(frozen=True, slots=True)
class BackupEntry:
    """A backup in the catalogue of a place; `good` as far as can be seen without reading all of it.

    `reason` is a code of `resources.wording_backup` when it is not good. `manifest` is None when it
    cannot be read; then only `path` and the time in its name are known. `all_read` is of one that was just
    made: whether all of it was read, those documents too that the place had already.
    """

    path: Path
    made_at: datetime
    schema: int
    counts: dict[str, int]
    head: Anchor
    good: bool
    reason: str = ""
    manifest: Manifest | None = None
    all_read: bool = field(default=False, compare=False)

    @property
    def name(self) -> str:
        """The name of its folder, by which the command line is told which one."""
        return self.path.name

    @property
    def kind(self) -> str:
        """Why it was made, "" when that cannot be read."""
        return self.manifest.kind if self.manifest is not None else ""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did; `counts` are those of the database as it stands in its place, table by table.

    `noted` are the rows by which the restore itself is noted there, which the backup did not have.
    `kept` is where the state that was replaced now lies, None when there was none. `lacking` are the
    hashes of documents that are neither in the data folder nor in the place of the backup.
    """

    entry: BackupEntry
    counts: dict[str, int]
    schema: int
    head: Anchor
    kept: Path | None
    copied_documents: int
    lacking: tuple[str, ...] = ()
    noted: dict[str, int] = field(default_factory=dict)

    @property
    def differing(self) -> tuple[str, ...]:
        """The tables that do not have as many rows as in the backup, and as the restore added."""
        held = {name: count for name, count in self.entry.counts.items() if name != "schema_version"}
        return tuple(
            name for name, count in held.items() if self.counts.get(name) != count + self.noted.get(name, 0)
        )


class BackupState(NamedTuple):
    """What a data folder knows of its backups; moments are aware, None for never.

    `head` is the newest row of the history that the last backup holds. `failure` is the code of what
    kept the last try from succeeding, with what its words need, "" when it succeeded.
    """

    place: Path
    made_at: datetime | None
    tested_at: datetime | None
    head: int
    failure: str
    failure_data: dict[str, str | int]
    failed_at: datetime | None


class BackupLine(NamedTuple):
    """A backup as a list shows it: with the office-local time it was made at."""

    entry: BackupEntry
    made_at: datetime


class PlaceLine(NamedTuple):
    """The place of backups: whether it is the one inside the data folder, on the same disk; free bytes.

    `free` is None while the place is away.
    """

    path: Path
    own: bool
    same_disk: bool
    free: int | None
