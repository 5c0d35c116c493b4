"""A stop while the write-ahead log is moved into the file: both belong together, whatever was moved."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

from models.store.head_file import HeadFile
from models.store.log_check import check_log
from models.store.opening import DATABASE_NAME
from models.store.sqlite import library
from tests.office import SmallOffice

_SECTOR = 512


def test_a_checkpoint_that_was_cut_off_makes_no_foreign_log(small: SmallOffice, tmp_path: Path) -> None:
    for _ in range(40):
        small.register("PP")
    small.office.store.db.ask("wal_checkpoint(TRUNCATE)")
    small.office.store.db.ask("wal_autocheckpoint = 0")
    for _ in range(60):
        small.register("MPA")
    cut = tmp_path / "mati-listrik"
    shutil.copytree(small.office.store.folder, cut)
    database = cut / DATABASE_NAME
    (cut / f"{DATABASE_NAME}-shm").unlink()
    before = database.read_bytes()
    log = (cut / f"{DATABASE_NAME}-wal").read_bytes()
    connection = library.connect(str(database), isolation_level=None)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    after = database.read_bytes()
    chance = random.Random(3)
    for _ in range(150):
        sectors = [
            (after if chance.random() < 0.5 else before)[at : at + _SECTOR].ljust(_SECTOR, b"\0")
            for at in range(0, len(after), _SECTOR)
        ]
        database.write_bytes(b"".join(sectors))
        (cut / f"{DATABASE_NAME}-wal").write_bytes(log)
        check_log(database, HeadFile(cut, DATABASE_NAME))
        (cut / f"{DATABASE_NAME}-shm").unlink(missing_ok=True)
