"""Thirteen kinds of damaged databases: which step of the program notices, and whether any starts in silence.

    .venv/bin/python tests/harness/damaged_files.py [--trials 20] [--requests 300]

For each kind: the share refused or told at opening, found by the looks beside the open window (pages once
a day, all rows once a week), and by the full check. Page damage is tried twice: as somebody's program
leaves it, and as a disk rots (the times of the file unchanged, which gives opening no reason to look
closer). Damage that changes nothing that is stored (free pages, erased rows) is left out. Ends with 1
when any damage goes by all three.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.store.daily_check import look_after, look_thoroughly  # noqa: E402 - the folder of the project first
from models.store.integrity import check_office  # noqa: E402
from models.store.opening import DATABASE_NAME, open_office  # noqa: E402
from models.store.problems import StoreProblem  # noqa: E402
from models.store.sqlite import library  # noqa: E402
from tests.office import HandClock, SmallOffice, build_office  # noqa: E402

_PAGE = 4096
#: Kinds that are tried no more often than this change something every time.
_FEW = 3
_OFTEN = 1_000_000
#: Registers requests and is killed: they stand in the write-ahead log alone.
_WORK = """
import os, signal, sys
from pathlib import Path
from models.actions.register import register
from models.records.registration import Registration
from models.store.opening import open_office
from tests.office import HandClock
clock = HandClock()
office = open_office(Path(sys.argv[1]), clock)
office.store.db.ask("wal_autocheckpoint = 0")
for number in range(30):
    now = office.local(clock())
    form = Registration("PP", subject=f"Lain {number}", agency_name="Dinas", received_at=now)
    register(office, int(sys.argv[2]), form)
os.kill(os.getpid(), signal.SIGKILL)
"""
Damage = Callable[["Trials", Path, random.Random], None]


def main() -> int:
    """Print a line for each kind; 1 when anything starts in silence."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--trials", type=int, default=20)
    parser.add_argument("--requests", type=int, default=300)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="papan-sop-rusak-") as place:
        trials = Trials(Path(place), given.requests)
        print(f"{'damage':44} {'n':>3}  opening  beside  check")
        silent = sum(trials.tell(kind, given.trials) for kind in KINDS)
    print(f"silent: {silent}")
    return 1 if silent else 0


class Trials:
    """An office, a later state of it, another office, and copies of them that are damaged."""

    def __init__(self, place: Path, requests: int) -> None:
        self._place = place
        self.office, self.older, self.other = place / "kantor", place / "lama.db", place / "lain"
        self.person = build_office(self.office)["tu"]
        build_office(self.other)
        fill(self.office, self.person, requests)
        shutil.copyfile(self.office / DATABASE_NAME, self.older)
        fill(self.office, self.person, 5)
        fill(self.other, self.person, requests + 50)
        self.stored = contents(self.office / DATABASE_NAME)

    def tell(self, kind: tuple[str, int, Damage, bool], trials: int) -> int:
        """Try one kind and print what noticed it; how many went by everything."""
        name, most, damage, rots = kind
        rng, found = random.Random(4), [0, 0, 0, 0]
        for _ in range(min(most, trials)):
            copy = self._place / "coba"
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(self.office, copy)
            times = (copy / DATABASE_NAME).stat()
            damage(self, copy, rng)
            if rots:
                os.utime(copy / DATABASE_NAME, ns=(times.st_atime_ns, times.st_mtime_ns))
            if most > _FEW and contents(copy / DATABASE_NAME) == self.stored:
                continue
            found[0] += 1
            found[noticed(copy)] += 1
        n, opening, beside, check = found
        shares = [100 * sum((opening, beside, check)[:level]) // max(n, 1) for level in (1, 2, 3)]
        print(f"{name:44} {n:3}   " + "   ".join(f"{share:3} %" for share in shares), flush=True)
        return n - opening - beside - check


def fill(folder: Path, person: int, requests: int) -> None:
    """Register so many requests and close in order."""
    office = open_office(folder, HandClock())
    small = SmallOffice(office, HandClock(), {"tu": person})
    for number in range(requests):
        small.register(("PP", "MPA", "PA")[number % 3], subject=f"Permohonan uji {number} di {folder.name}")
    office.close()


def noticed(folder: Path) -> int:
    """1: at opening, 2: by the look beside the window, 3: by the full check, 0: by nothing."""
    try:
        office = open_office(folder, HandClock())
    except StoreProblem:
        return 1
    try:
        if office.findings:
            return 1
        if look_after(office) or look_thoroughly(office):
            return 2
        return 3 if list(check_office(office)) else 0
    finally:
        office.close()


def contents(path: Path) -> str:
    """The hash of all rows of all tables, and of what is wrong with the pages."""
    connection = library.connect(f"{path.as_uri()}?immutable=1", uri=True)
    try:
        pages = connection.execute("PRAGMA integrity_check").fetchall()
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        rows = [connection.execute(f'SELECT * FROM "{name}"').fetchall() for (name,) in tables]  # noqa: S608
    except (library.Error, MemoryError, OverflowError) as unreadable:
        return f"unreadable: {unreadable}"
    finally:
        connection.close()
    return hashlib.sha256(repr((pages, rows)).encode("utf-8", "replace")).hexdigest()


def put(folder: Path, at: int, content: bytes) -> None:
    """Overwrite a part of the database."""
    with (folder / DATABASE_NAME).open("r+b") as file:
        file.seek(at)
        file.write(content)


def size(folder: Path) -> int:
    """Bytes of the database."""
    return (folder / DATABASE_NAME).stat().st_size


def empty(_trials: Trials, folder: Path, _rng: random.Random) -> None:
    """No bytes at all."""
    os.truncate(folder / DATABASE_NAME, 0)


def text(_trials: Trials, folder: Path, _rng: random.Random) -> None:
    """A text file in its place."""
    (folder / DATABASE_NAME).write_text("bukan basis data\n" * 999)


def header(_trials: Trials, folder: Path, rng: random.Random) -> None:
    """The first hundred bytes garbage."""
    put(folder, 0, rng.randbytes(100))


def half(_trials: Trials, folder: Path, _rng: random.Random) -> None:
    """Cut in half."""
    os.truncate(folder / DATABASE_NAME, size(folder) // 2)


def last_page(_trials: Trials, folder: Path, _rng: random.Random) -> None:
    """The last page gone."""
    os.truncate(folder / DATABASE_NAME, size(folder) - _PAGE)


def page_random(_trials: Trials, folder: Path, rng: random.Random) -> None:
    """A page of random bytes."""
    put(folder, rng.randrange(1, size(folder) // _PAGE) * _PAGE, rng.randbytes(_PAGE))


def page_zeros(_trials: Trials, folder: Path, rng: random.Random) -> None:
    """A page of zeros."""
    put(folder, rng.randrange(1, size(folder) // _PAGE) * _PAGE, bytes(_PAGE))


def sector(_trials: Trials, folder: Path, rng: random.Random) -> None:
    """A sector of random bytes."""
    put(folder, rng.randrange(8, size(folder) // 512) * 512, rng.randbytes(512))


def bit(_trials: Trials, folder: Path, rng: random.Random) -> None:
    """One bit flipped."""
    at = rng.randrange(100, size(folder))
    byte = (folder / DATABASE_NAME).read_bytes()[at]
    put(folder, at, bytes([byte ^ (1 << rng.randrange(8))]))


def work_and_die(folder: Path, trials: Trials) -> Path:
    """Thirty acts that stand in the log alone; answers the log."""
    command = [sys.executable, "-c", _WORK, str(folder), str(trials.person)]
    ran = subprocess.run(command, cwd=ROOT, check=False)
    assert ran.returncode == -signal.SIGKILL
    (folder / f"{DATABASE_NAME}-shm").unlink(missing_ok=True)
    return folder / f"{DATABASE_NAME}-wal"


def log_deleted(trials: Trials, folder: Path, _rng: random.Random) -> None:
    """The write-ahead log deleted after a crash."""
    work_and_die(folder, trials).unlink()


def log_cut(trials: Trials, folder: Path, _rng: random.Random) -> None:
    """The write-ahead log cut in half after a crash."""
    log = work_and_die(folder, trials)
    os.truncate(log, log.stat().st_size // 2)


def older_beside(trials: Trials, folder: Path, _rng: random.Random) -> None:
    """An older state copied back while the log of the newer one stayed."""
    work_and_die(folder, trials)
    shutil.copyfile(trials.older, folder / DATABASE_NAME)


def other_beside(trials: Trials, folder: Path, _rng: random.Random) -> None:
    """The database of another office copied in while the log stayed."""
    work_and_die(folder, trials)
    shutil.copyfile(trials.other / DATABASE_NAME, folder / DATABASE_NAME)


#: Name, how many trials make sense, what is done, whether the times of the file stay.
KINDS: tuple[tuple[str, int, Damage, bool], ...] = (
    ("0 bytes", 1, empty, False),
    ("a text file instead", 1, text, False),
    ("header of 100 bytes garbage", 3, header, False),
    ("cut to half", 1, half, False),
    ("last page lost", 1, last_page, False),
    ("one page random bytes", _OFTEN, page_random, False),
    ("one page random bytes, rotten", _OFTEN, page_random, True),
    ("one page zeros", _OFTEN, page_zeros, False),
    ("one page zeros, rotten", _OFTEN, page_zeros, True),
    ("one sector random bytes", _OFTEN, sector, False),
    ("one sector random bytes, rotten", _OFTEN, sector, True),
    ("one bit flipped", _OFTEN, bit, False),
    ("one bit flipped, rotten", _OFTEN, bit, True),
    ("-wal deleted after a crash (30 acts in it)", 3, log_deleted, False),
    ("-wal cut in half after a crash", 3, log_cut, False),
    ("older state copied back, -wal left", 3, older_beside, False),
    ("another office copied in, -wal left", 3, other_beside, False),
)


if __name__ == "__main__":
    sys.exit(main())
