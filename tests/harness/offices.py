"""The office that the harness works in: the small one of the tests, with officials who sign papers."""

from __future__ import annotations

import json
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

from models.store.head_file import NAME as HEAD_NAME
from models.store.head_file import HeadFile
from models.store.migrations import migrate, read_migrations
from models.store.opening import APPLICATION_ID, DATABASE_NAME, open_office
from models.store.sqlite import library
from tests.office import HandClock, SmallOffice, build_office
from tests.paper_office import with_officials

_PEOPLE = "orang.json"


def make_template(folder: Path) -> Path:
    """Make the office once in a folder beside its people; `new_office` copies it."""
    people = build_office(folder / "kantor")
    clock = HandClock()
    office = open_office(folder / "kantor", clock)
    people = with_officials(SmallOffice(office, clock, people)).people
    office.close()
    (folder / _PEOPLE).write_text(json.dumps(people), "utf-8")
    return folder


def new_office(template: Path, folder: Path) -> dict[str, int]:
    """A new office in a folder, in place of what was there; answers its people."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(template / "kantor", folder)
    people: dict[str, int] = json.loads((template / _PEOPLE).read_text("utf-8"))
    return people


def older_office(made: Path, folder: Path, version: int) -> None:
    """An office as a program of that schema version would have left it: today's rows in its tables."""
    shutil.copytree(made, folder, ignore=shutil.ignore_patterns(f"{DATABASE_NAME}*"))
    noted = HeadFile(made, DATABASE_NAME).read()
    assert noted is not None
    # before there were seals, the history alone was noted
    (folder / HEAD_NAME).write_text(f"{noted.event.id:020d} {noted.event.digest}\n", "ascii")
    with closing(library.connect(str(folder / DATABASE_NAME), isolation_level=None)) as connection:
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        migrate(connection, read_migrations()[:version], HandClock())
        connection.execute("ATTACH ? AS today", (str(made / DATABASE_NAME),))
        connection.execute("BEGIN")
        for table in tables_of(connection):
            if table != "schema_version":
                names = ", ".join(f'"{name}"' for name in columns_of(connection, table))
                copying = f'INSERT INTO main."{table}" ({names}) SELECT {names} FROM today."{table}"'  # noqa: S608
                connection.execute(copying)
        connection.execute("COMMIT")
        connection.execute("DETACH today")


def tables_of(connection: Any) -> list[str]:
    """The tables of a database, those that others refer to first."""
    query = "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY rowid"
    found = [name for (name,) in connection.execute(query).fetchall()]
    return [name for name in found if not name.startswith("sqlite")]


def columns_of(connection: Any, table: str) -> list[str]:
    """The columns of a table."""
    return [row[1] for row in connection.execute(f'PRAGMA main.table_info("{table}")').fetchall()]
