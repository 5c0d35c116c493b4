"""Testing a backup as if it were needed: everything of it read, opened and counted."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from models.records.backup import BackupEntry, Manifest
from models.store.backup_database import (
    Cancelled,
    Progress,
    counts_of,
    digest_and_check,
    opened_copy,
)
from models.store.backup_documents import is_whole, read_list
from models.store.backup_place import LIST, Pool, claimed, of_place
from models.store.opening import DATABASE_NAME
from models.store.problems import StoreProblem
from models.store.sqlite import library


def verify(entry: BackupEntry, progress: Progress | None = None) -> BackupEntry:
    """The entry as it is after every byte of it was read; `progress` counts bytes.

    A document that is not whole is laid aside, so that the next backup copies it anew.

    Raises `Cancelled`, or `StoreProblem` when the place cannot be read.
    """
    if not entry.good or entry.manifest is None:
        return entry
    try:
        reason = _fault(entry, entry.manifest, progress)
    except OSError as error:
        raise of_place(error, entry.path.parent) from error
    return replace(entry, good=not reason, reason=reason)


def _fault(entry: BackupEntry, manifest: Manifest, progress: Progress | None) -> str:
    """The code of what is wrong, "" for nothing."""
    done, total = 0, manifest.size + manifest.documents_size * manifest.has_documents + 1

    def alive() -> bool:
        return progress is None or progress(done, total)

    path = entry.path / DATABASE_NAME
    try:
        if digest_and_check(path, alive) != manifest.digest:
            return "cadangan_basis_data_berubah"
        with opened_copy(path) as copy:
            if counts_of(copy) != manifest.counts:
                return "cadangan_jumlah_berbeda"
    except (StoreProblem, library.Error):
        return "cadangan_basis_data_berubah"
    done = manifest.size
    pool = Pool(entry.path.parent)
    listed = read_list(entry.path / LIST, manifest.list_digest) if manifest.has_documents else {}
    if listed is None:
        return "cadangan_daftar_berubah"
    lacking = False
    for digest, size in listed.items():
        if not alive():
            raise Cancelled
        if not is_whole(pool.path_of(digest), digest):
            lacking = True
            _lay_aside(entry.path.parent, digest)
        done += size
    return "cadangan_dokumen_hilang" if lacking else ""


def _lay_aside(place: Path, digest: str) -> None:
    """Take a document that is not whole out of the pool; it stays where the place cannot be written now."""
    pool = Pool(place)
    # a backup that copies it anew at this moment, a place that is read-only: told as not whole either way
    with suppress(OSError, StoreProblem), claimed(place):
        if not is_whole(pool.path_of(digest), digest):
            pool.lay_aside(digest)
