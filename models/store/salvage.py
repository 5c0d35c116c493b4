"""Saving what can still be read of a damaged database into a new one; nothing of the damaged one is changed.

Rows are read by their ids, in ranges that are halved around what cannot be read. What was lost is counted,
and stays visible: the check of the history names every act and row that is gone.
"""

from __future__ import annotations

import shutil
from collections import deque
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from models.store.bare_history import append_bare
from models.store.clock import Clock
from models.store.files import sync_folder
from models.store.head_file import NAME as HEAD_NAME
from models.store.head_file import HeadFile
from models.store.migrations import migrate, read_migrations, version_of
from models.store.opening import APPLICATION_ID, BESIDE, DATABASE_NAME, LAID_ASIDE
from models.store.presence import present, sweep
from models.store.problems import StoreProblem, of_database, of_system
from models.store.schema_check import expected_schema, guard
from models.store.sqlite import library

#: Called with (done, total); answers False to stop.
Progress = Callable[[int, int], bool]

_BATCH = 1_000
#: Where neither end of a table can be read, ids are tried up to here.
_FURTHEST = 1 << 20
#: So many ranges of a table may fail to be read before the rest of it is given up.
_PROBES = 20_000
_PAGE = 4096
_HEADER = 100
_WORK = "penyelamatan-"
_LEFT_FOR = timedelta(hours=24)


class SalvageStoppedError(Exception):
    """The salvage was called off; nothing of it is kept."""


class Salvaged(NamedTuple):
    """What was saved, by table the rows that were read, and what is known to be lost.

    `path` is the new database, not yet in its place. `broken` are the tables of which a part, or all,
    could not be read; `orphans` rows that refer to some that are gone.
    """

    path: Path
    counts: dict[str, int]
    broken: tuple[str, ...]
    orphans: int

    @property
    def rows(self) -> int:
        """All rows that were read."""
        return sum(self.counts.values())

    def discard(self) -> None:
        """Throw the result away: nobody wants it."""
        shutil.rmtree(self.path.parent, ignore_errors=True)


def salvage(folder: Path, clock: Clock, progress: Progress | None = None) -> Salvaged:
    """Read what can be read of the database in a folder into a new file beside it.

    Raises:
        StoreProblem: selamat_tidak_ada when nothing can be read, or the disk is full and the like.
        SalvageStoppedError: when `progress` said so.
    """
    try:
        _sweep(folder, clock)
        work = _made(folder, f"{_WORK}{clock():%Y%m%d-%H%M%S}")
        try:
            return _salvage(folder / DATABASE_NAME, work, clock, progress or (lambda _done, _total: True))
        except BaseException:
            shutil.rmtree(work, ignore_errors=True)
            raise
    except OSError as error:
        raise of_system(error, str(folder)) from error
    except library.Error as error:  # of the new file: what the damaged one cannot give is passed over
        problem = of_database(error, str(folder))
        raise (problem or StoreProblem("selamat_tidak_ada", berkas=str(folder))) from error


def put_in_place(folder: Path, saved: Salvaged, clock: Clock) -> Path:
    """Let the salvaged database take the place of the damaged one, which is laid aside; answers where.

    Raises:
        StoreProblem: pulih_masih_dibuka, or the disk is full and the like.
    """
    aside = lay_aside(folder, clock, (*BESIDE, None))
    try:
        saved.path.replace(folder / DATABASE_NAME)
        sync_folder(folder)
        connection = library.connect(str(folder / DATABASE_NAME), isolation_level=None)
        note = HeadFile(folder, DATABASE_NAME)
        try:
            note.renew(connection)
        finally:
            note.close()
            connection.close()
        shutil.rmtree(saved.path.parent, ignore_errors=True)
    except OSError as error:
        raise of_system(error, str(folder)) from error
    except library.Error as error:
        problem = of_database(error, str(folder))
        raise (problem or StoreProblem("disk_gagal", folder=str(folder), sebab=str(error))) from error
    return aside


def lay_log_aside(folder: Path, clock: Clock) -> Path:
    """Lay the write-ahead log aside that does not belong to the database; answers where it lies now."""
    return lay_aside(folder, clock, BESIDE[1:])


def lay_aside(folder: Path, clock: Clock, endings: tuple[str | None, ...]) -> Path:
    """Move files of the database by their endings (None: the note beside it) into a folder of their own."""
    sweep(folder)
    if present(folder):
        raise StoreProblem("pulih_masih_dibuka", folder=str(folder))
    name = f"{LAID_ASIDE}{clock():%Y%m%d-%H%M%S}"
    try:
        aside = _made(folder, name)
        sync_folder(folder)  # what is moved into it must not go with its name
        for ending in endings:
            path = folder / (HEAD_NAME if ending is None else DATABASE_NAME + ending)
            if path.exists():
                path.replace(aside / path.name)
        sync_folder(aside)
        sync_folder(folder)
    except OSError as error:
        raise of_system(error, str(folder)) from error
    return aside


def _made(folder: Path, name: str) -> Path:
    """A new folder of that name, or with a number behind it: nothing laid aside is ever written over."""
    for number in count(1):
        made = folder / (name if number == 1 else f"{name}-{number}")
        if not made.exists():
            break
    made.mkdir(parents=True)
    return made


def _sweep(folder: Path, clock: Clock) -> None:
    """Take away what a salvage that was killed left behind more than a day ago."""
    limit = (clock() - _LEFT_FOR).timestamp()
    for left in folder.glob(f"{_WORK}*"):
        if left.stat().st_mtime < limit:
            shutil.rmtree(left, ignore_errors=True)


def _salvage(source: Path, work: Path, clock: Clock, progress: Progress) -> Salvaged:
    copy = _copy(source, work)
    target = work / "hasil.db"
    new = library.connect(str(target), isolation_level=None)
    old = library.connect(str(copy), isolation_level=None)
    try:
        guard(old)
        old.text_factory = partial(str, encoding="utf-8", errors="replace")
        new.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        new.execute("PRAGMA synchronous = FULL")
        migrate(new, read_migrations(), clock)
        new.execute("BEGIN IMMEDIATE")
        counts, broken = _read_all(old, new, progress)
        if not counts.get("permohonan") and not counts.get("person"):
            raise StoreProblem("selamat_tidak_ada", berkas=str(source))
        rows = sum(counts.values())
        append_bare(new, "data_diselamatkan", {"rows": rows, "broken": list(broken)}, clock(), "Papan SOP")
        new.execute("COMMIT")
        orphans = len(new.execute("PRAGMA foreign_key_check").fetchall())
    finally:
        new.close()
        old.close()
    for ending in BESIDE:
        copy.with_name(copy.name + ending).unlink(missing_ok=True)
    return Salvaged(target, counts, broken, orphans)


def _copy(source: Path, work: Path) -> Path:
    """A copy to read from, with its log, and with a head where its own is garbage."""
    copy = work / "rusak.db"
    for ending in ("", "-wal"):
        beside = source.with_name(source.name + ending)
        if beside.exists():
            shutil.copyfile(beside, work / (copy.name + ending))
    if _can_be_opened(copy):
        return copy
    copy.with_name(copy.name + "-wal").unlink(missing_ok=True)
    size = copy.stat().st_size
    with copy.open("r+b") as file:
        file.write(_head(work / "kepala.db", size // _PAGE))
        file.truncate(size // _PAGE * _PAGE)
    return copy


def _can_be_opened(path: Path) -> bool:
    connection = library.connect(str(path), isolation_level=None)
    try:
        return bool(connection.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0])
    except library.Error:
        return False
    finally:
        connection.close()


def _head(draft: Path, pages: int) -> bytes:
    """The first bytes of a database of so many pages, as SQLite writes them for a new one."""
    empty = library.connect(str(draft), isolation_level=None)
    try:
        empty.execute("CREATE TABLE t (a)")
    finally:
        empty.close()
    head = bytearray(draft.read_bytes()[:_HEADER])
    draft.unlink()
    head[28:32] = pages.to_bytes(4, "big")
    # the counter that says the number of pages is to be believed
    head[92:96] = head[24:28]
    return bytes(head)


def _read_all(old: Any, new: Any, progress: Progress) -> tuple[dict[str, int], tuple[str, ...]]:
    """Every table of ours, row by row; the rows of each, and which tables could not be read in full."""
    counts: dict[str, int] = {}
    broken = []
    names = sorted(_known(old))
    for done, name in enumerate(names):
        if not progress(done, len(names)):
            raise SalvageStoppedError
        columns = _common(old, new, name)
        if columns is None:
            broken.append(name)
            counts[name] = 0
            continue
        reading = _Reading(old, name, columns, lambda: progress(done, len(names)))  # noqa: B023 - used at once
        marks = ", ".join("?" * len(columns))
        listed = ", ".join(f'"{column}"' for column in columns)
        insert = f'INSERT OR IGNORE INTO "{name}" ({listed}) VALUES ({marks})'  # noqa: S608 - our own names
        for rows in reading.batches():
            new.executemany(insert, rows)
        counts[name] = new.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        if reading.lost or counts[name] < reading.found:
            broken.append(name)
    return counts, tuple(broken)


def _known(old: Any) -> set[str]:
    """The tables that the schema of the damaged database has, as far as its version can still be read."""
    migrations = read_migrations()
    try:
        version = version_of(old)
    except library.Error:
        version = 0
    schema = expected_schema(migrations[:version] if 0 < version <= len(migrations) else migrations)
    return {name for kind, name in schema if kind == "table"} - {"schema_version"}


def _common(old: Any, new: Any, name: str) -> list[str] | None:
    """The columns that both have; None when the damaged database does not tell of the table any more."""
    wanted = [row[1] for row in new.execute(f'PRAGMA table_info("{name}")').fetchall()]
    # a view in the place of a table gives whatever whoever prepared it wants, perhaps without end
    real = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    try:
        if old.execute(real, (name,)).fetchone() is None:
            return None
        there = {row[1] for row in old.execute(f'PRAGMA table_info("{name}")').fetchall()}
    except library.Error:
        return None
    return [column for column in wanted if column in there] or None


class _Reading:
    """The rows of one table by ranges of ids; ranges that cannot be read are halved."""

    def __init__(self, old: Any, table: str, columns: list[str], go_on: Callable[[], bool]) -> None:
        self._old = old
        self._table = table
        self._columns = ", ".join(f'"{column}"' for column in columns)
        self._go_on = go_on
        self.lost = False
        self.found = 0

    def batches(self) -> Iterator[list[tuple[Any, ...]]]:
        """From the beginning as far as it goes, from the end as far as it goes, and what lies between."""
        last, whole = 0, False
        while not whole:
            rows, whole = self._run(f"rowid > {last} ORDER BY rowid LIMIT {_BATCH}")
            if rows is None:
                break
            if rows:
                last = rows[-1][0]
                yield self._told(rows)
        if whole:
            return
        self.lost = True
        first = self._end() or last + _FURTHEST
        yield from self._between(last + 1, first)

    def _end(self) -> int:
        """The greatest id, 0 when it cannot be told."""
        try:
            found = self._old.execute(f'SELECT MAX(rowid) FROM "{self._table}"').fetchone()[0]  # noqa: S608
        except library.Error:
            return 0
        return found if isinstance(found, int) else 0

    def _between(self, first: int, last: int) -> Iterator[list[tuple[Any, ...]]]:
        # the widest first, so that what is readable is found before the probes are used up
        ranges = deque([(first, last)])
        failed = 0
        while ranges and failed < _PROBES:
            begin, end = ranges.popleft()
            if not self._go_on():
                raise SalvageStoppedError
            rows, _ = self._run(f"rowid BETWEEN {begin} AND {end} ORDER BY rowid")
            if rows is not None:
                if rows:
                    yield self._told(rows)
                continue
            failed += 1
            if begin < end:
                middle = (begin + end) // 2
                ranges += [(begin, middle), (middle + 1, end)]

    def _run(self, where: str) -> tuple[list[tuple[Any, ...]] | None, bool]:
        """The rows of a range, None when it cannot be read; and whether there are no more after it."""
        query = f'SELECT rowid, {self._columns} FROM "{self._table}" NOT INDEXED WHERE {where}'  # noqa: S608
        try:
            rows = self._old.execute(query).fetchall()
        except (library.Error, MemoryError, OverflowError):
            return None, False
        return rows, len(rows) < _BATCH

    def _told(self, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
        self.found += len(rows)
        return [row[1:] for row in rows]
