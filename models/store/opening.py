"""Opening the database of an office safely, or telling exactly why it cannot be opened."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import peewee

from models.store import history
from models.store.check_state import is_as_closed, note_suspect
from models.store.clock import Clock, system_clock
from models.store.database import OfficeDatabase
from models.store.files import DocumentFiles, sync_folder
from models.store.head_file import NAME as HEAD_NAME
from models.store.head_file import HeadFile, missing_since
from models.store.log_check import check_log
from models.store.migrations import check_version, migrate, read_migrations, version_of
from models.store.office import Finding, Office, Store
from models.store.places import check_place
from models.store.presence import Presence, present, sweep
from models.store.problems import StoreProblem, of_database, of_system
from models.store.schema_check import check_schema, guard, put_back
from models.store.seal_base import seal_as_found
from models.store.seals import seal_head
from models.store.sqlite import check_library, library
from models.store.tables import History, proxy

DATABASE_NAME = "papan-sop.db"
#: What SQLite keeps of a database, by the endings of its name: the file, its log, the log's index, a journal.
BESIDE = ("", "-wal", "-shm", "-journal")
DOCUMENTS_NAME = "dokumen"
BACKUPS_NAME = "cadangan"

#: How folders begin in which damaged files of a database are kept.
LAID_ASIDE = "rusak-"

#: "PSOP": tells our databases from those of other programs.
APPLICATION_ID = 0x50534F50
_MAGIC = b"SQLite format 3\x00"
_DRAFT = ".baru"


def office_exists(folder: Path) -> bool:
    """Whether a folder holds the database of an office (sound or not)."""
    return (folder / DATABASE_NAME).exists()


def is_there(folder: Path) -> bool:
    """Whether an office is, or was, in a folder: a new one is never begun beside the remains of another.

    Raises:
        StoreProblem: basis_data_hilang when its database is gone.
    """
    if office_exists(folder):
        return True
    beside = any((folder / name).exists() for name in (HEAD_NAME, f"{DATABASE_NAME}-wal"))
    # laid aside by a salvage that was stopped before it put anything in its place
    if beside or any(folder.glob(f"{LAID_ASIDE}*/{DATABASE_NAME}")):
        raise StoreProblem("basis_data_hilang", berkas=str(folder / DATABASE_NAME))
    return False


def open_office(folder: Path, clock: Clock = system_clock, *, create: bool = False) -> Office:
    """Open the office in a folder; with `create` an empty one is made when there is none.

    Raises:
        StoreProblem: sqlite_lama, folder_jaringan, folder_sinkron, data_tidak_ada, folder_baca_saja,
            disk_penuh, folder_gagal, disk_gagal, bukan_basis_data, basis_data_rusak,
            log_asing, skema_lebih_baru or terkunci.
    """
    check_library()
    check_place(folder)
    path = folder / DATABASE_NAME
    if path.is_symlink():  # SQLite works where the file really lies
        check_place(path.resolve().parent)
    try:
        if create and not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _create(path, clock)
        _check_file(path)
        unclean = sweep(folder)
        alone = not present(folder)
        presence = Presence(folder)
    except OSError as error:
        raise of_system(error, str(folder)) from error
    try:
        if alone:
            check_log(path, HeadFile(folder, DATABASE_NAME))
        closer = unclean or (alone and not is_as_closed(folder, DATABASE_NAME))
        lost = _prepare(path, clock, thorough=closer)
        if closer:
            note_suspect(folder, suspect=False)
        return _open(folder, presence, clock, lost)
    except (library.Error, peewee.DatabaseError) as error:
        presence.leave()
        raise (of_database(error, str(folder)) or _damaged(path, str(error))) from error
    except OSError as error:
        presence.leave()
        raise of_system(error, str(folder)) from error
    except BaseException:
        presence.leave()
        raise


def _create(path: Path, clock: Clock) -> None:
    """Make an empty database under another name first, so that no half-made one is ever found."""
    _sweep_drafts(path, clock)
    draft = path.with_name(f"{path.stem}-{uuid4().hex[:12]}{_DRAFT}")
    try:
        connection = library.connect(str(draft), isolation_level=None)
        try:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            # set while nobody else knows of it: two that open it first would be in each other's way
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
            migrate(connection, read_migrations(), clock)
        finally:
            connection.close()
        _put_in_place(draft, path)
    except library.Error as error:
        raise (of_database(error, str(path.parent)) or _damaged(path, str(error))) from error
    finally:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
    for folder in (path.parent, path.parent.parent):
        sync_folder(folder)


def _put_in_place(draft: Path, path: Path) -> None:
    """Give a new database its name, unless another program was faster: its office may be in use already."""
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return
    except OSError:  # a file system without a second name for a file
        if not path.exists():
            draft.replace(path)


def _sweep_drafts(path: Path, clock: Clock) -> None:
    """Remove what a stop in the middle of making left more than a day ago; a younger one may be growing."""
    limit = (clock() - timedelta(hours=24)).timestamp()
    for draft in path.parent.glob(f"{path.stem}-*{_DRAFT}*"):
        with contextlib.suppress(OSError):
            if draft.stat().st_mtime < limit:
                draft.unlink()


def _check_file(path: Path) -> None:
    """What can be seen of the file without SQLite, which takes an empty file for an empty database."""
    if not path.exists():
        raise StoreProblem("data_tidak_ada", folder=str(path.parent))
    if not path.is_file():  # a pipe would be waited for without end
        raise StoreProblem("bukan_basis_data", berkas=str(path))
    with path.open("rb") as file:
        begin = file.read(len(_MAGIC))
    if not begin:
        raise _damaged(path, "berkas kosong (0 bita)")
    if begin != _MAGIC:
        raise StoreProblem("bukan_basis_data", berkas=str(path))


def _prepare(path: Path, clock: Clock, *, thorough: bool) -> tuple[str, ...]:
    """Check marker, schema and soundness, and upgrade an older schema after a backup.

    Answers the names of triggers that were gone and are put back.
    """
    connection = library.connect(str(path), isolation_level=None, timeout=5)
    try:
        guard(connection)
        connection.execute("PRAGMA synchronous = FULL")
        if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
            raise StoreProblem("bukan_basis_data", berkas=str(path))
        migrations = read_migrations()
        lost = check_schema(connection, migrations, version_of(connection), str(path))
        if thorough:
            _check_soundness(connection, path)
        if lost:
            put_back(connection, lost)
        upgrade(connection, path.parent, migrations, clock)
        # a folder or disk that cannot be written is told now, not in the middle of an act
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("ROLLBACK")
        return tuple(lost)
    finally:
        connection.close()


def upgrade(connection: Any, folder: Path, migrations: Sequence[str], clock: Clock) -> None:
    """Bring the schema up to date; an older database is copied to the backups first."""
    version = version_of(connection)
    check_version(version, len(migrations))
    if version == 0:
        raise _damaged(folder / DATABASE_NAME, "tabel skema tidak ada")
    if version < len(migrations):
        # only an older database needs it, and it needs this module
        from models.store.backup_before import back_up_before  # noqa: PLC0415

        back_up_before(folder, clock)
        migrate(connection, migrations, clock)


def _check_soundness(connection: Any, path: Path) -> None:
    """After a stop in the middle of work: whether every page is sound."""
    answer = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    if answer != "ok":
        raise _damaged(path, answer)


def _open(folder: Path, presence: Presence, clock: Clock, lost: tuple[str, ...]) -> Office:
    db = OfficeDatabase(folder / DATABASE_NAME)
    proxy.initialize(db)
    head_file = HeadFile(folder, DATABASE_NAME)
    try:
        db.connect()
        db.changed_elsewhere()
        files = DocumentFiles(folder / DOCUMENTS_NAME)
        files.sweep(clock())
        office = Office(Store(db, files, folder, head_file, presence), clock)
        office.findings = (*_compare_head(office), *_told_triggers(office, lost))
    except BaseException:
        # nothing may hold the files of an office that was not opened: it is tried again, or repaired
        head_file.close()
        db.close()
        raise
    return office


def _told_triggers(office: Office, lost: tuple[str, ...]) -> tuple[Finding, ...]:
    """Somebody took away what keeps the history from being changed; noticing it is itself recorded."""
    if not lost:
        return ()
    with office.transaction():
        now = office.now()
        history.append(None, None, "pengaman_hilang", now, now, None, "Papan SOP", {"names": sorted(lost)})
    return (Finding("pengaman_hilang", {"nama": ", ".join(sorted(lost))}),)


def _compare_head(office: Office) -> tuple[Finding, ...]:
    """Notice acts lost at the end of the history; what was noticed is itself recorded."""
    noted, newest, sealed = office.store.head_file.read(), history.head(), seal_head()
    if newest.id and not sealed.id and (noted is None or noted.seal is None):
        # an office from before there were seals
        seal_as_found(office)
        newest, sealed = history.head(), seal_head()
    what = missing_since(noted, newest, sealed)
    if what and _was_restored(newest.id):
        # the note of the database that was replaced; the restore itself stands in the history
        office.store.head_file.write(newest, sealed)
        what = ""
    if what:
        expected = 0 if noted is None else noted.event.id
        with office.transaction():
            history.append(
                None, None, "kepala_riwayat_berbeda", office.now(), office.now(), None, "Papan SOP",
                {"what": what, "expected": expected, "found": newest.id,
                 "digest": "" if noted is None else noted.event.digest},
            )  # fmt: skip
        return (Finding(f"riwayat_{what}", {"dicatat": expected, "ada": newest.id}),)
    if noted is None:
        office.store.head_file.write(newest, sealed)
    return ()


def _was_restored(event_id: int) -> bool:
    query = History.select(History.kind).where(History.id == event_id)
    return bool(query.scalar() == "cadangan_dipulihkan")


def _damaged(path: Path, reason: str) -> StoreProblem:
    return StoreProblem("basis_data_rusak", berkas=str(path), sebab=reason)
