"""Backups are witnesses: what was written anew as a whole after they were made no longer fits them."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from models.store.backup import make_backup
from models.store.backup_place import prepare_place
from models.store.backup_restore import restore
from models.store.backup_state import own_place
from models.store.bare_history import append_bare
from models.store.head_file import HeadFile
from models.store.history import GENESIS, digest_at, digest_of
from models.store.integrity import check_office
from models.store.opening import DATABASE_NAME, open_office
from models.store.seals import row_digest, seal_digest, sealed_tables
from models.store.sqlite import library
from resources.wording_store import finding_text
from tests.models.store.test_backup import folder_of
from tests.office import HandClock, SmallOffice


def own(small: SmallOffice) -> Path:
    place = own_place(folder_of(small))
    if not place.exists():
        prepare_place(place)
    return place


def past_the_program(small: SmallOffice, write: Callable[[Any], None]) -> None:
    """Write into the database as somebody who knows it could: its guards and the note beside it fit after."""
    folder = folder_of(small)
    with contextlib.closing(library.connect(str(folder / DATABASE_NAME), isolation_level=None)) as connection:
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        guards = connection.execute(query).fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        write(connection)
        for _, statement in guards:
            connection.execute(statement)
    small.office.close()
    with contextlib.closing(library.connect(str(folder / DATABASE_NAME))) as connection:
        note = HeadFile(folder, DATABASE_NAME)
        note.renew(connection)
        note.close()
    small.office = open_office(folder, small.clock)


def found(small: SmallOffice) -> dict[str, bool]:
    """The codes of what a check finds, and whether each is grave; each can be worded."""
    told = [*small.office.findings, *check_office(small.office)]
    assert all(finding_text(finding.code, finding.data) for finding in told)
    return {finding.code: finding.grave for finding in told}


def another_subject(connection: Any) -> None:
    """Change a row of a request and seal every row as if it had always been so."""
    (table,) = [table for table in sealed_tables(connection) if table.name == "permohonan"]
    _, *before = connection.execute(table.select()).fetchone()
    connection.execute("UPDATE permohonan SET subject = 'Perihal lain' WHERE id = 1")
    _, *after = connection.execute(table.select()).fetchone()
    previous = GENESIS
    for row in connection.execute("SELECT id, event, at, content FROM seal ORDER BY id").fetchall():
        content = row[3].replace(row_digest(before), row_digest(after))
        digest = seal_digest(previous, digest_at(row[1]), (*row[:3], content))
        connection.execute("UPDATE seal SET content = ?, digest = ? WHERE id = ?", (content, digest, row[0]))
        previous = digest


def test_a_row_changed_and_all_seals_written_anew_no_longer_fits_the_backup(small: SmallOffice) -> None:
    small.register("PP")
    entry = make_backup(folder_of(small), own(small), small.clock)
    assert entry.manifest is not None
    assert entry.manifest.seal is not None
    assert found(small) == {}
    past_the_program(small, another_subject)
    assert found(small) == {"cadangan_meterai_berbeda": True}


def another_history(connection: Any, forged: dict[str, Any]) -> None:
    """Change an act, write the chain of the history anew, and claim that a backup was restored."""
    connection.execute("UPDATE history SET actor = 'Orang Lain' WHERE id = 2")
    previous, digests = GENESIS, {0: GENESIS}
    for row in connection.execute("SELECT * FROM history ORDER BY id").fetchall():
        digest = digest_of(previous, row[:9])
        connection.execute(
            "UPDATE history SET previous = ?, digest = ? WHERE id = ?", (previous, digest, row[0])
        )
        previous = digests[row[0]] = digest
    previous = GENESIS
    for row in connection.execute("SELECT id, event, at, content FROM seal ORDER BY id").fetchall():
        previous = seal_digest(previous, digests[row[1]], row)
        connection.execute("UPDATE seal SET digest = ? WHERE id = ?", (previous, row[0]))
    newest = max(digests)
    claim = forged or {"backup": "x", "made_at": 0, "head": newest, "digest": digests[newest]}
    append_bare(connection, "cadangan_dipulihkan", claim, datetime(2030, 1, 1, tzinfo=UTC), "Papan SOP")


@pytest.mark.parametrize("named", ["made up", "a backup that is there"])
def test_a_restore_that_only_the_history_knows_of_explains_nothing(small: SmallOffice, named: str) -> None:
    small.register("PP")
    entry = make_backup(folder_of(small), own(small), small.clock)
    small.register("PP")
    make_backup(folder_of(small), own(small), small.clock)
    forged = {"backup": entry.name, "made_at": 0, "head": entry.head.id, "digest": entry.head.digest}
    if named == "made up":
        forged = {}
    past_the_program(small, lambda connection: another_history(connection, forged))
    assert found(small) == {"cadangan_berbeda": True}


def test_a_restore_that_happened_explains_what_it_gave_up_but_is_told(small: SmallOffice) -> None:
    small.register("PP")
    entry = make_backup(folder_of(small), own(small), small.clock)
    small.clock.forward(hours=1)
    small.register("PP")
    make_backup(folder_of(small), own(small), small.clock)
    small.office.close()
    small.clock.forward(hours=1)
    # the present state is kept some minutes after the draft was proven and noted
    restore(entry, folder_of(small), ticking(small.clock))
    small.clock.forward(days=1)
    small.office = open_office(folder_of(small), small.clock)
    small.register("PP")
    assert found(small) == {"cadangan_diganti": False}
    shutil.rmtree(entry.path)
    assert found(small) == {"cadangan_diganti": False}, "the anchor of the restore was kept"
    (folder_of(small) / "riwayat.jangkar").unlink()
    assert found(small) == {"cadangan_berbeda": True}


def ticking(clock: HandClock) -> Callable[[], datetime]:
    """A clock that goes on by itself, a minute with every look."""

    def now() -> datetime:
        clock.forward(minutes=1)
        return clock()

    return now
