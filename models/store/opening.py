"""Opening the database of an office safely."""

from __future__ import annotations

from pathlib import Path

from peewee import SqliteDatabase

from models.store.clock import Clock, system_clock
from models.store.files import DocumentFiles
from models.store.office import Office, Store
from models.store.tables import TABLES, proxy

_PRAGMAS = {"journal_mode": "wal", "synchronous": "full", "foreign_keys": 1, "busy_timeout": 5000}


def open_office(folder: Path, clock: Clock = system_clock, *, create: bool = False) -> Office:
    """Open the office in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    db = SqliteDatabase(folder / "papan-sop.db", pragmas=_PRAGMAS, lock_type="IMMEDIATE")
    proxy.initialize(db)
    db.connect()
    if create:
        db.create_tables(TABLES)
    return Office(Store(db, DocumentFiles(folder / "dokumen"), folder), clock)
