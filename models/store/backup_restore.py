"""Restoring a backup: proven in a draft beside the database first, then put in its place in one step."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC
from pathlib import Path
from typing import Any, NamedTuple

from models.records.backup import Anchor, BackupEntry, Manifest, Restored
from models.store.anchors import note_restore
from models.store.backup import make_backup
from models.store.backup_database import Cancelled, Progress, check_pages, counts_of, opened_copy, sync_file
from models.store.backup_documents import copy_document, is_whole, read_list
from models.store.backup_place import LIST, Pool, free_room, of_place, prepare_place
from models.store.bare_history import append_bare
from models.store.clock import Clock
from models.store.files import sync_folder
from models.store.head_file import NAME as HEAD_FILE
from models.store.history import Head
from models.store.migrations import check_version, migrate, read_migrations, version_of
from models.store.opening import APPLICATION_ID, BACKUPS_NAME, BESIDE, DATABASE_NAME, DOCUMENTS_NAME
from models.store.places import check_place
from models.store.presence import Presence, present, sweep
from models.store.problems import StoreProblem, of_database, of_system
from models.store.schema_check import check_schema, guard
from models.store.sqlite import check_library, library

_DRAFT = "papan-sop.db.pulih"
_ASIDE = "disisihkan"
_CHUNK = 4 * 1024 * 1024
_SPARE = 16 * 1024 * 1024


class _Draft(NamedTuple):
    """The database that is to take the place: its schema, and the row that notes the restore."""

    schema: int
    head: Head
    seal: Head


def restore(
    entry: BackupEntry, folder: Path, clock: Clock, progress: Progress | None = None, *, by: str = ""
) -> Restored:
    """Put the office of a backup into a data folder that nobody has open.

    All is proven first: the hash of the database, every page, the counts of every table, every
    document. An older schema is brought up to date in the draft. The present state is kept as a backup
    in the same place, or, when it is damaged, its files are laid aside as they are; documents of the
    data folder all stay. The restore stands in the history of what was restored.

    Raises:
        Cancelled: `progress` said no before the present state was touched.
        StoreProblem: pulih_masih_dibuka, pulih_penuh, cadangan_rusak and the other faults of a backup,
            skema_lebih_baru, or what keeps the folder or the place from being used; the present
            state stays in place then.
    """
    manifest = entry.manifest
    if not entry.good or manifest is None:
        raise StoreProblem(entry.reason or "cadangan_manifes_rusak", cadangan=entry.name)
    check_library()
    check_place(folder)
    check_version(entry.schema, len(read_migrations()))
    steps = _Steps(progress, manifest)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if free_room(folder) < manifest.size + _SPARE:
            raise StoreProblem("pulih_penuh", folder=str(folder))
        with _alone(folder):
            return _restore(entry, manifest, folder, clock, steps, by)
    except OSError as error:
        raise of_system(error, str(folder)) from error


def _restore(
    entry: BackupEntry, manifest: Manifest, folder: Path, clock: Clock, steps: _Steps, by: str
) -> Restored:
    listed = read_list(entry.path / LIST, manifest.list_digest)
    if listed is None:
        raise StoreProblem("cadangan_daftar_berubah", cadangan=entry.name)
    path = folder / _DRAFT
    try:
        draft = _make_draft(entry, manifest, path, clock, steps, by)
        aside = folder / f"{_ASIDE}-{clock().astimezone(UTC):%Y%m%d-%H%M%S}"
        copied, lacking = _bring_documents(entry, listed, folder, aside, steps)
        kept = _keep_present(folder, entry.path.parent, clock, aside, by)
        _put_in_place(folder, path, draft)
        if draft.seal.id:
            note_restore(folder, clock(), draft.seal, entry.name)
    finally:
        for ending in BESIDE:
            with contextlib.suppress(OSError):
                path.with_name(path.name + ending).unlink(missing_ok=True)
    noted = {"history": 1} | ({"seal": 1} if draft.seal.id else {})
    counts = _count_in_place(folder)
    return Restored(entry, counts, draft.schema, Anchor(*draft.head), kept, copied, tuple(lacking), noted)


def _count_in_place(folder: Path) -> dict[str, int]:
    """What the database has now that it stands where the office is opened from."""
    try:
        with opened_copy(folder / DATABASE_NAME) as connection:
            return counts_of(connection)
    except library.Error as error:
        raise (
            of_database(error, str(folder))
            or StoreProblem("basis_data_rusak", berkas=str(folder / DATABASE_NAME), sebab=str(error))
        ) from error


class _Steps:
    """Tells how far a restore is, in bytes read of the backup."""

    def __init__(self, progress: Progress | None, manifest: Manifest) -> None:
        self._progress = progress
        self._done = 0
        self._total = 2 * manifest.size + manifest.documents_size + 1

    def forward(self, size: int) -> None:
        """So many bytes more. Raises `Cancelled`."""
        self._done += size
        if not self.alive():
            raise Cancelled

    def alive(self) -> bool:
        """Whether to go on."""
        return self._progress is None or self._progress(min(self._done, self._total), self._total)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Have the folder marked as open while it is restored; refuses when somebody else has it open."""
    sweep(folder)
    if present(folder):
        raise StoreProblem("pulih_masih_dibuka", folder=str(folder))
    presence = Presence(folder)
    try:
        yield
    finally:
        presence.leave()


def _make_draft(
    entry: BackupEntry, manifest: Manifest, path: Path, clock: Clock, steps: _Steps, by: str
) -> _Draft:
    """Copy the database of a backup beside ours, prove it, and bring it up to date."""
    for ending in BESIDE:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    if _copy(entry.path / DATABASE_NAME, path, steps) != manifest.digest:
        raise StoreProblem("cadangan_basis_data_berubah", cadangan=entry.name)
    connection = library.connect(str(path), isolation_level=None)
    try:
        guard(connection)
        connection.execute("PRAGMA synchronous = FULL")
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreProblem("bukan_basis_data", berkas=str(entry.path / DATABASE_NAME))
        check_pages(connection, entry.path, steps.alive)
        steps.forward(manifest.size)
        found = counts_of(connection)
        if found != manifest.counts:
            raise StoreProblem("cadangan_jumlah_berbeda", cadangan=entry.name)
        migrations = read_migrations()
        check_schema(connection, migrations, version_of(connection), str(entry.path))
        migrate(connection, migrations, clock)
        return _Draft(len(migrations), *_note(connection, entry, clock, by))
    except library.Error as error:
        raise (
            of_database(error, str(path.parent))
            or StoreProblem("cadangan_rusak", berkas=str(entry.path), sebab="isi_tidak_terbaca")
        ) from error
    finally:
        connection.close()
        sync_file(path)


def _copy(source: Path, target: Path, steps: _Steps) -> str:
    """Copy a file; its hash. An error of reading is the place's, one of writing the folder's."""
    sha = hashlib.sha256()
    with target.open("xb") as copy:
        try:
            with source.open("rb") as file:
                while chunk := file.read(_CHUNK):
                    sha.update(chunk)
                    _write(copy, chunk, target)
                    steps.forward(len(chunk))
        except OSError as error:
            raise of_place(error, source.parent.parent) from error
    return sha.hexdigest()


def _write(copy: Any, chunk: bytes, target: Path) -> None:
    try:
        copy.write(chunk)
    except OSError as error:
        raise of_system(error, str(target.parent)) from error


def _note(connection: Any, entry: BackupEntry, clock: Clock, by: str) -> tuple[Head, Head]:
    """Append the restore to the history of what is restored; the heads of the history and of the seals.

    Today's table classes are bound elsewhere.
    """
    data = {"backup": entry.name, "made_at": int(entry.made_at.timestamp()), "head": entry.head.id,
            "digest": entry.head.digest}  # fmt: skip
    return append_bare(connection, "cadangan_dipulihkan", data, clock(), by or "Papan SOP")


def _bring_documents(
    entry: BackupEntry, listed: dict[str, int], folder: Path, aside: Path, steps: _Steps
) -> tuple[int, list[str]]:
    """Bring what the data folder lacks of the documents; how many, and which are nowhere to be had.

    A document that is there but not what its name says is laid aside and replaced.
    """
    pool, own = Pool(entry.path.parent), folder / DOCUMENTS_NAME
    own.mkdir(exist_ok=True)
    copied, lacking, changed = 0, list[str](), set[Path]()
    for digest, size in sorted(listed.items()):
        target = own / digest[:2] / digest
        if not is_whole(target, digest):
            whole = is_whole(pool.path_of(digest), digest)
            if whole and target.exists():
                _lay_aside(target, aside / DOCUMENTS_NAME)
            target.parent.mkdir(exist_ok=True)
            if whole and copy_document(pool.path_of(digest), target, digest) is not None:
                copied += 1
                changed.add(target.parent)
            else:
                lacking.append(digest)
        steps.forward(size)
    for place in (*changed, own):
        sync_folder(place)
    return copied, lacking


def _keep_present(folder: Path, place: Path, clock: Clock, aside: Path, by: str) -> Path | None:
    """Keep what is about to be replaced, as a backup or, when it is damaged, as it is; where it lies."""
    if not (folder / DATABASE_NAME).exists():
        return None
    # a log that is left is played into the database by whoever opens it, and that may be the damage
    left_open = (folder / f"{DATABASE_NAME}-wal").exists()
    if left_open:
        _copy_aside(folder, aside)
    kept = _backed_up(folder, place, clock, by)
    if kept is None:
        if not left_open:
            _copy_aside(folder, aside)
        return aside
    for ending in BESIDE if left_open else ():
        (aside / (DATABASE_NAME + ending)).unlink(missing_ok=True)
    with contextlib.suppress(OSError):  # not empty when a damaged document was laid aside there
        aside.rmdir()
    return kept


def _backed_up(folder: Path, place: Path, clock: Clock, by: str) -> Path | None:
    """The present state as a backup; None when its database is damaged."""
    own = folder / BACKUPS_NAME
    with contextlib.suppress(StoreProblem):
        return make_backup(folder, place, clock, kind="sebelum_pulih", by=by).path
    # the place cannot be written (or the database is damaged): the documents stay where they are anyway
    with contextlib.suppress(StoreProblem):
        prepare_place(own)
        return make_backup(folder, own, clock, kind="sebelum_pulih", by=by, documents=False).path
    return None


def _copy_aside(folder: Path, aside: Path) -> None:
    """Copy the database and what stands beside it, as they are."""
    aside.mkdir(exist_ok=True)
    for path in (folder / (DATABASE_NAME + ending) for ending in BESIDE):
        if path.exists():
            shutil.copyfile(path, aside / path.name)
            sync_file(aside / path.name)
    sync_folder(aside)


def _lay_aside(path: Path, aside: Path) -> None:
    aside.mkdir(parents=True, exist_ok=True)
    path.replace(aside / path.name)


def _put_in_place(folder: Path, draft: Path, made: _Draft) -> None:
    """Replace the database in one step; whatever stops this leaves the old one or the new one, whole."""
    path = folder / DATABASE_NAME
    with _closed(path):
        # a log of the old database must not be there when the new one is: it would be played into it
        for ending in BESIDE[1:]:
            path.with_name(path.name + ending).unlink(missing_ok=True)
        sync_folder(folder)
        draft.replace(path)
        sync_folder(folder)
    # the note of the newest act is still that of the old database: opening sees that this one was restored
    if not made.seal.id:
        _note_unsealed(folder / HEAD_FILE, made.head)


def _note_unsealed(path: Path, head: Head) -> None:
    """Note the newest act as the first versions did, which lets opening seal the office as it finds it."""
    half = path.with_suffix(".sebagian")
    half.write_text(f"{head.id:020d} {head.digest}\n", "ascii")
    sync_file(half)
    half.replace(path)
    sync_folder(path.parent)


@contextmanager
def _closed(path: Path) -> Iterator[None]:
    """Have the old database with its log written into it and nobody in it.

    Raises:
        StoreProblem: pulih_masih_dibuka.
    """
    if not path.exists():
        yield
        return
    connection = library.connect(str(path), isolation_level=None, timeout=2)
    try:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("PRAGMA journal_mode = DELETE")
        except library.Error as error:
            if "locked" in str(error) or "busy" in str(error):
                raise StoreProblem("pulih_masih_dibuka", folder=str(path.parent)) from error
            # too damaged to be opened: its files were laid aside as they are
        if os.name == "nt":
            connection.close()  # Windows replaces no open file
        yield
    finally:
        connection.close()
