"""Backups of an office: made whole or not at all, checked by opening them, listed in a catalogue."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from uuid import uuid4

from models.records.backup import Anchor, BackupEntry, Manifest
from models.rules import backup_rotation
from models.rules.backup_manifest import LIMIT, ManifestError, read_manifest, write_manifest
from models.store.backup_database import (
    Cancelled,
    Facts,
    Progress,
    copy_database,
    digest_and_check,
    facts_of,
    opened_copy,
    sync_file,
)
from models.store.backup_documents import Documents, copy_documents, documents_of, read_list
from models.store.backup_place import (
    HALF,
    LIST,
    MANIFEST,
    Claim,
    Pool,
    check_place_there,
    claimed,
    free_room,
    of_place,
    stored_files,
    sync_place,
)
from models.store.clock import Clock
from models.store.history import GENESIS
from models.store.office import ZONES
from models.store.opening import DATABASE_NAME, DOCUMENTS_NAME
from models.store.problems import StoreProblem, of_database
from models.store.sqlite import library

__all__ = ["Cancelled", "Progress", "catalogue", "make_backup", "read_entry", "rotate"]

#: What the manifest names as its maker.
PROGRAM = "Papan SOP 0.1.0"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d)_(\d\d)\.(\d\d)\.(\d\d)_[a-z_]+(?:-\d+)?")
#: Room that must stay free on the disk of a place, so that it is not filled to its last byte.
_SPARE = 16 * 1024 * 1024
_LONGEST = 700


def make_backup(
    folder: Path,
    place: Path,
    clock: Clock,
    *,
    kind: str = "diminta",
    by: str = "",
    documents: bool = True,
    progress: Progress | None = None,
) -> BackupEntry:
    """Back up the office of a data folder, which may be in use, into a place that was prepared.

    The database is copied as it is at one moment, opened and checked; documents that the place has
    already are not copied again, and without `documents` only listed. `progress` counts bytes and
    answers False to cancel.

    Raises:
        Cancelled: `progress` said no; nothing is left behind.
        StoreProblem: cadangan_tempat_tidak_ada, cadangan_tempat_lain, cadangan_sedang_berjalan,
            cadangan_penuh, cadangan_baca_saja, cadangan_terputus, cadangan_gagal, cadangan_rusak, or
            what keeps the office itself from being read; the backups that were there stay.
    """
    if not (folder / DATABASE_NAME).is_file():
        raise StoreProblem("data_tidak_ada", folder=str(folder))
    check_place_there(place)
    with claimed(place) as claim:
        half = place / f"{HALF}{uuid4().hex[:12]}"
        try:
            half.mkdir()
            name, all_read = _fill(
                folder, place, half, clock, kind, by, _Told(folder, claim, progress), documents
            )
            _check_whole(half, place)
            target = _free_name(place, name)
            half.rename(target)
            sync_place(place)
            return replace(read_entry(target), all_read=all_read)
        except OSError as error:
            raise of_place(error, place) from error
        except library.Error as error:
            raise _of_library(error, folder, place) from error
        finally:
            shutil.rmtree(half, ignore_errors=True)


class _Told:
    """Tells how far a backup is, in bytes, over all its parts: copying, documents, checking."""

    def __init__(self, folder: Path, claim: Claim, progress: Progress | None) -> None:
        self.size = (folder / DATABASE_NAME).stat().st_size
        self._claim = claim
        self._progress = progress
        self._total = 2 * self.size
        self._before = 0

    def expect(self, documents: int) -> None:
        """So many bytes of documents are to be copied."""
        self._total += documents

    def pages(self, done: int, total: int) -> bool:
        """So many pages of the database are copied."""
        return self._tell(self.size * done // max(total, 1))

    def documents(self, done: int, _total: int) -> bool:
        """So many bytes of documents are copied."""
        return self._tell(self.size + done)

    def checking(self) -> bool:
        """The copy is being checked."""
        return self._tell(self._total - self.size)

    def _tell(self, done: int) -> bool:
        self._claim.still_here()
        return self._progress is None or self._progress(done, max(self._total, done, 1))


def _fill(
    folder: Path, place: Path, half: Path, clock: Clock, kind: str, by: str, told: _Told, documents: bool
) -> tuple[str, bool]:
    """Write everything of a backup into its folder; the name it is to have, and whether all was read."""
    pool = Pool(place)
    there = pool.sizes()
    _check_room(place, told.size + _lacking(folder, there) * documents)
    copy = half / DATABASE_NAME
    made_at = clock().astimezone(UTC).replace(microsecond=0)
    copy_database(folder / DATABASE_NAME, copy, told.pages)
    # after the database: whatever it names was on the disk before it was named
    found, all_read = documents_of(folder / DOCUMENTS_NAME), True
    if documents:
        told.expect(sum(size for digest, size in found.items() if there.get(digest) != size))
        found, all_read = copy_documents(folder / DOCUMENTS_NAME, found, pool, there, told.documents)
    digest = digest_and_check(copy, told.checking)
    with opened_copy(copy) as connection:
        facts = facts_of(connection)
    listed = Documents(found)
    listed.write(half / LIST)
    manifest = Manifest(
        made_at, kind, facts.office, facts.origin, by[:_LONGEST], PROGRAM, facts.schema, copy.stat().st_size,
        digest, facts.counts, facts.head, len(found), listed.size, listed.digest, documents,
        len(facts.documents - found.keys()), facts.seal,
    )  # fmt: skip
    (half / MANIFEST).write_text(write_manifest(manifest), "utf-8", newline="\n")
    sync_file(half / MANIFEST)
    sync_place(half)
    return f"{_local(made_at, facts):%Y-%m-%d_%H.%M.%S}_{kind}", all_read


def _check_whole(half: Path, place: Path) -> None:
    """Read what was written as the catalogue will: what it would call damaged is no backup."""
    written = read_entry(half, Pool(place).sizes())
    if not written.good:
        raise StoreProblem("cadangan_rusak", berkas=str(half), sebab=written.reason)


def _local(moment: datetime, facts: Facts) -> datetime:
    return moment.astimezone(timezone(timedelta(hours=ZONES.get(facts.timezone, 7))))


def _lacking(folder: Path, there: dict[str, int]) -> int:
    documents = stored_files(folder / DOCUMENTS_NAME)
    return sum(size for digest, size in documents if there.get(digest) != size)


def _check_room(place: Path, needed: int) -> None:
    """Refuse before anything is written what would not fit."""
    if free_room(place) < needed + _SPARE:
        raise StoreProblem("cadangan_penuh", tempat=str(place))


def _free_name(place: Path, name: str) -> Path:
    """A name that no backup of the place has."""
    number, target = 2, place / name
    while target.exists():
        target = place / f"{name}-{number}"
        number += 1
    return target


def _of_library(error: Exception, folder: Path, place: Path) -> StoreProblem:
    """What an error of SQLite means while two databases are open, of the office and of the copy."""
    text = str(error).casefold()
    if "full" in text:
        return StoreProblem("cadangan_penuh", tempat=str(place))
    if not place.is_dir():
        return StoreProblem("cadangan_terputus", tempat=str(place))
    if "i/o" in text or "unable to open" in text or "readonly" in text:
        return StoreProblem("cadangan_gagal", tempat=str(place), sebab="baca_tulis_gagal")
    found = of_database(error, str(folder))
    return found or StoreProblem("basis_data_rusak", berkas=str(folder / DATABASE_NAME), sebab=str(error))


def catalogue(place: Path) -> tuple[BackupEntry, ...]:
    """The backups of a place, newest first; whether each is whole as far as sizes and lists tell.

    Raises:
        StoreProblem: the place is not there or cannot be read.
    """
    check_place_there(place)
    try:
        pool = Pool(place).sizes()
        names = [entry.name for entry in os.scandir(place) if _NAME.fullmatch(entry.name) and entry.is_dir()]
        entries = [read_entry(place / name, pool) for name in names]
    except OSError as error:
        raise of_place(error, place) from error
    return tuple(sorted(entries, key=lambda entry: (entry.made_at, entry.name), reverse=True))


def read_entry(path: Path, pool: dict[str, int] | None = None) -> BackupEntry:
    """What a backup says of itself, and whether all of it is there; `pool` spares reading that again."""
    try:
        with (path / MANIFEST).open("rb") as file:
            manifest = read_manifest(file.read(LIMIT + 1).decode("utf-8"))
    except ManifestError as error:
        return _unreadable(path, error.code)
    except (OSError, UnicodeDecodeError):
        return _unreadable(path, "cadangan_manifes_rusak")
    reason = _fault(path, manifest, pool)
    return BackupEntry(
        path, manifest.made_at, manifest.schema, manifest.counts, manifest.head, not reason, reason, manifest
    )


def _fault(path: Path, manifest: Manifest, pool: dict[str, int] | None) -> str:
    """The code of what is wrong with a backup at first sight, "" when nothing is."""
    database = path / DATABASE_NAME
    if not database.is_file() or database.stat().st_size != manifest.size:
        return "cadangan_basis_data_berubah"
    listed = read_list(path / LIST, manifest.list_digest)
    if listed is None:
        return "cadangan_daftar_berubah"
    there = Pool(path.parent).sizes() if pool is None else pool
    if manifest.has_documents and any(there.get(digest) != size for digest, size in listed.items()):
        return "cadangan_dokumen_hilang"
    return ""


def _unreadable(path: Path, reason: str) -> BackupEntry:
    """An entry of which only the name can be told."""
    found = _NAME.fullmatch(path.name)
    day = "-".join(found.groups()[:1]) if found else "1970-01-01"
    clock = ":".join(found.groups()[1:]) if found else "00:00:00"
    try:
        made_at = datetime.fromisoformat(f"{day}T{clock}+07:00").astimezone(UTC)
    except ValueError:
        made_at = datetime.fromtimestamp(0, UTC)
    return BackupEntry(path, made_at, 0, {}, Anchor(0, GENESIS), good=False, reason=reason)


def rotate(place: Path, origin: str, zone: timezone) -> tuple[str, ...]:
    """Remove the backups of one office that no day, week or month needs; the names of those removed.

    Damaged ones are neither counted nor removed: somebody may still want to look at them. Documents
    that no backup lists any more go, too.
    """
    with claimed(place) as claim:
        entries = catalogue(place)
        ours = [e for e in entries if e.good and e.manifest is not None and e.manifest.origin == origin]
        made = [backup_rotation.Made(e.name, e.made_at.astimezone(zone), e.kind) for e in ours]
        stay = backup_rotation.kept(made)
        gone = [entry for entry in ours if entry.name not in stay]
        try:
            for entry in gone:
                claim.still_here()
                # under another name first: what is half removed is no backup any more
                half = place / f"{HALF}{uuid4().hex[:12]}"
                entry.path.rename(half)
                shutil.rmtree(half)
            if gone:
                _forget_documents(place, [e for e in entries if e not in gone], claim)
        except OSError as error:
            raise of_place(error, place) from error
    return tuple(entry.name for entry in gone)


def _forget_documents(place: Path, entries: list[BackupEntry], claim: Claim) -> None:
    """Remove documents that no backup lists; none at all while any list cannot be read."""
    needed: set[str] = set()
    for entry in entries:
        listed = None if entry.manifest is None else read_list(entry.path / LIST, entry.manifest.list_digest)
        if listed is None:
            return
        needed |= listed.keys()
    pool = Pool(place)
    for digest in [d for d in pool.sizes() if d not in needed]:
        claim.still_here()
        pool.path_of(digest).unlink(missing_ok=True)
