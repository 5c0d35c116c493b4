"""The upgrade of an old office is killed at every single statement: the next start finishes it.

    python tests/harness/interrupted_upgrade.py            (every statement, from every older version)
    python tests/harness/interrupted_upgrade.py --every 7

The office is opened by the program itself, in a process of its own that is killed before the statement of
that number. Then it is opened again and compared with what it was, table by table.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.store.migrations import read_migrations, version_of  # noqa: E402 - the path is set first
from models.store.opening import BACKUPS_NAME, DATABASE_NAME, open_office  # noqa: E402
from models.store.sqlite import library  # noqa: E402
from tests.harness.looking import look  # noqa: E402
from tests.harness.offices import columns_of, tables_of  # noqa: E402
from tests.harness.scenes import SCENES  # noqa: E402
from tests.office import HandClock  # noqa: E402

#: What is written anew at every start or upgrade, and told by other tests.
_ANEW = ("schema_version", "card")


class Outcome(NamedTuple):
    """What all the kills left, from one older version."""

    version: int
    statements: int
    kills: int
    wrong: list[str]


def _counting_connection(kill_at: int) -> type[Any]:
    """A kind of connection whose process is killed before the statement of that number."""
    count = 0

    class Cursor(library.Cursor):  # type: ignore[misc]
        def execute(self, *arguments: Any) -> Any:
            nonlocal count
            if count == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)
            count += 1
            return super().execute(*arguments)

    class Connection(library.Connection):  # type: ignore[misc]
        def cursor(self, *_: Any) -> Any:
            return super().cursor(Cursor)

        def execute(self, *arguments: Any) -> Any:
            return self.cursor().execute(*arguments)

    return Connection


def interrupt_everywhere(place: Path, version: int, every: int = 1) -> Outcome:
    """Kill the upgrade from one version at every so many statements, and look at what is left of each."""
    old, folder = place / "lama", place / "kantor"
    SCENES[f"upgrade_{version}"].prepare(place / "contoh", old)
    before = _content(old, None)
    wrong: list[str] = []
    number = kills = 0
    while True:
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(old, folder)
        if not _killed(folder, number):
            break
        kills += 1
        wrong += [f"{number}: {words}" for words in _wrong(folder, before)]
        number += every
    wrong += [f"whole: {words}" for words in _wrong(folder, before)]
    return Outcome(version, number, kills, wrong)


def _killed(folder: Path, number: int) -> bool:
    """Open the office in a process that is killed before that statement; whether it came to that."""
    child = os.fork()
    if child == 0:
        connect, kind = library.connect, _counting_connection(number)
        library.connect = lambda *words, **more: connect(*words, **more, factory=kind)
        try:
            open_office(folder, HandClock()).close()
        except BaseException as error:  # noqa: BLE001 - a child must never go on as its parent
            sys.stderr.write(f"{error!r}\n")
            os._exit(3)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise RuntimeError(f"opening failed before statement {number}")
    return os.WIFSIGNALED(status)


def _wrong(folder: Path, before: dict[str, Any]) -> list[str]:
    seen = look(folder, ())
    wrong = [f"{what} {words}" for what, words in seen.wrong]
    after = _content(folder, before)
    for name, (columns, rows) in before.items():
        # the upgrade itself may stand in the history, after all that was there
        there = after[name][1][: len(rows)] if name == "history" else after[name][1]
        if there != rows:
            wrong.append(f"table {name} differs in {columns}")
    for backup in sorted((folder / BACKUPS_NAME).rglob("*.db")):
        with closing(library.connect(f"file:{backup}?mode=ro", uri=True)) as copy:
            if copy.execute("PRAGMA quick_check").fetchone()[0] != "ok" or not version_of(copy):
                wrong.append(f"backup {backup.name} is not whole")
    return wrong


def _content(folder: Path, wanted: dict[str, Any] | None) -> dict[str, Any]:
    """Every row of every table; of an upgraded office the columns that it had before."""
    found: dict[str, Any] = {}
    with closing(library.connect(str(folder / DATABASE_NAME))) as connection:
        for table in tables_of(connection) if wanted is None else wanted:
            if table not in _ANEW:
                names = columns_of(connection, table) if wanted is None else wanted[table][0]
                columns = ", ".join(f'"{name}"' for name in names)
                query = f'SELECT {columns} FROM "{table}" ORDER BY 1'  # noqa: S608 - our own words
                found[table] = (names, connection.execute(query).fetchall())
    return found


def main() -> int:
    """Interrupt the upgrade from every older version; 1 when anything was lost."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--every", type=int, default=1, help="kill at every so many statements")
    given = parser.parse_args()
    failed = False
    for version in range(1, len(read_migrations())):
        place = Path(tempfile.mkdtemp(prefix="papan-sop-skema-"))
        began = time.monotonic()
        try:
            outcome = interrupt_everywhere(place, version, given.every)
        finally:
            shutil.rmtree(place, ignore_errors=True)
        failed = failed or bool(outcome.wrong)
        figures = outcome._asdict() | {"wrong": len(outcome.wrong), "words": outcome.wrong[:5]}
        print(
            json.dumps({**figures, "seconds": round(time.monotonic() - began)}, ensure_ascii=False),
            flush=True,
        )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
