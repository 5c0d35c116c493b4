"""The database part of a backup: copied by the backup API, opened, checked and described."""

from __future__ import annotations

import hashlib
import json
import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from models.records.backup import Anchor
from models.store.head_file import heads_of
from models.store.history import GENESIS
from models.store.problems import StoreProblem
from models.store.schema_check import guard
from models.store.sqlite import library

#: Pages copied between two looks at whether it was cancelled.
_PAGES = 4_000
#: What was written reaches the disk in portions, so that progress is true on slow disks: the first, and
#: how long one may take (s) before the next is half of it. Quick disks get twice as much each time.
_PORTION, _PORTION_S = 64 * 1024 * 1024, 2.0
#: Instructions of SQLite between two looks at whether a check was cancelled.
_STEPS = 400_000
_CHUNK = 1024 * 1024

#: Called with (done, total); answers False to stop.
Progress = Callable[[int, int], bool]


class Facts(NamedTuple):
    """What a copied database tells of itself."""

    schema: int
    counts: dict[str, int]
    head: Anchor
    seal: Anchor | None
    origin: str
    office: str
    timezone: str
    documents: frozenset[str]


class Cancelled(Exception):  # noqa: N818 - not an error: a person thought better of it
    """The copying was cancelled by the person who asked for it."""


def copy_database(source: Path, target: Path, progress: Progress) -> None:
    """Copy a database that may be in use, as it is at one moment; the copy reaches the disk.

    `progress` counts pages. Raises `Cancelled`, an error of the SQLite library, or OSError.
    """
    origin = library.connect(str(source), isolation_level=None, timeout=5)
    try:
        origin.execute("PRAGMA query_only = ON")
        # a reading transaction holds this moment fast: a writer in between would start the copy anew
        origin.execute("BEGIN")
        origin.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        copy = library.connect(str(target), isolation_level=None)
        try:
            # nobody else sees the copy before it is complete, and it is brought to the disk below
            copy.execute("PRAGMA journal_mode = OFF")
            copy.execute("PRAGMA synchronous = OFF")
            _copy_pages(origin, copy, target, progress)
            copy.execute("PRAGMA journal_mode = DELETE")
        finally:
            copy.close()
    finally:
        origin.close()
    sync_file(target)


def _copy_pages(origin: Any, copy: Any, target: Path, progress: Progress) -> None:
    portion = _PORTION // int(origin.execute("PRAGMA page_size").fetchone()[0])
    synced = 0

    def advance(_status: int, remaining: int, total: int) -> None:
        nonlocal synced, portion
        done = total - remaining
        if done - synced >= portion and remaining:
            begin = time.monotonic()
            sync_file(target)
            synced = done
            portion = portion * 2 if time.monotonic() - begin < _PORTION_S else max(portion // 2, _PAGES)
        if not progress(done, total):
            raise Cancelled

    origin.backup(copy, pages=_PAGES, progress=advance, sleep=0)


def sync_file(path: Path) -> None:
    """Make the content of a file durable."""
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest_and_check(path: Path, alive: Callable[[], bool]) -> str:
    """The SHA-256 of a database file that nobody uses, whose pages were all read and found sound.

    Raises `StoreProblem` cadangan_rusak, `Cancelled`, or OSError.
    """
    found: list[str | OSError] = []

    def read() -> None:
        try:
            with path.open("rb") as file:
                found.append(hashlib.file_digest(file, "sha256").hexdigest())
        except OSError as error:
            found.append(error)

    # both wait for the disk most of the time, and neither holds the interpreter
    reader = threading.Thread(target=read)
    reader.start()
    try:
        with opened_copy(path) as copy:
            check_pages(copy, path, alive)
    finally:
        reader.join()
    if isinstance(found[0], OSError):
        raise found[0]
    return found[0]


def check_pages(copy: Any, path: Path, alive: Callable[[], bool]) -> None:
    """Read every page. Raises `StoreProblem` cadangan_rusak, or `Cancelled`."""
    copy.set_progress_handler(lambda: 0 if alive() else 1, _STEPS)
    try:
        answer = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    except library.OperationalError as error:
        if "interrupted" in str(error):
            raise Cancelled from error
        raise
    finally:
        copy.set_progress_handler(None, 0)
    if answer != "ok":
        raise StoreProblem("cadangan_rusak", berkas=str(path), sebab="halaman_rusak")


@contextmanager
def opened_copy(path: Path) -> Iterator[Any]:
    """A connection to a database that nobody else uses, which only reads and leaves nothing beside it."""
    copy = library.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, isolation_level=None)
    try:
        guard(copy)
        yield copy
    finally:
        copy.close()


def facts_of(copy: Any) -> Facts:
    """What a database tells of itself, whatever its schema; `documents` are the files that it names."""
    counts = counts_of(copy)
    schema = copy.execute("SELECT MAX(version) FROM schema_version").fetchone()[0] or 0
    last, seal = heads_of(copy)
    first = copy.execute("SELECT digest FROM history ORDER BY id LIMIT 1").fetchone()
    profile = _setting(copy, "office")
    return Facts(
        schema,
        counts,
        Anchor(*last),
        Anchor(*seal) if seal.id else None,
        first[0] if first else GENESIS,
        str(profile.get("name", ""))[:400],
        str(profile.get("timezone", "WIB")),
        frozenset(_named_documents(copy, counts)),
    )


def counts_of(connection: Any) -> dict[str, int]:
    """How many rows each table has."""
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
    names = [row[0] for row in connection.execute(query)]
    # names come from the database itself and cannot be handed over as values
    quoted = [(name, '"' + name.replace('"', '""') + '"') for name in names]
    return {
        name: int(connection.execute(f"SELECT COUNT(*) FROM {word}").fetchone()[0])  # noqa: S608 - quoted
        for name, word in quoted
    }


def _named_documents(copy: Any, counts: dict[str, int]) -> Iterator[str]:
    """The hashes of the files that the database names: documents of requests, PDFs of papers."""
    if "document" in counts:
        yield from (d for (d,) in copy.execute("SELECT digest FROM document WHERE kind = 'berkas'"))
    if "naskah" in counts:
        yield from (d for (d,) in copy.execute("SELECT digest FROM naskah WHERE digest <> ''"))


def _setting(copy: Any, key: str) -> dict[str, Any]:
    row = copy.execute('SELECT "value" FROM setting WHERE "key" = ?', (key,)).fetchone()
    try:
        value = json.loads(row[0]) if row else {}
    except (ValueError, TypeError):
        return {}
    return value if isinstance(value, dict) else {}
