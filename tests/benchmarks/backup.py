"""What a backup of a large office costs, beside the bare backup API with quick_check in the same run.

    .venv/bin/python tests/benchmarks/backup.py [--work FOLDER] [--rounds 5] [--megabytes 500]

Limits: a backup with check, hash, counts and manifest at most 1.5 times the backup API with quick_check;
no error for a program that writes meanwhile; nothing acknowledged before it began is missing in it.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from offices import ROOT, arguments

from models.store.backup import make_backup, rotate
from models.store.backup_place import prepare_place
from models.store.clock import system_clock
from models.store.opening import DATABASE_NAME, open_office
from models.store.sqlite import library
from tests.models.store import backup_writer
from tests.office import build_office

LIMIT = 1.5
#: Rows of history that make a megabyte, with their index.
_ROWS = 2940
_FILL = """
WITH RECURSIVE n(i) AS (SELECT :first UNION ALL SELECT i + 1 FROM n WHERE i < :last)
INSERT INTO history
    (id, case_id, run, kind, recorded_at, occurred_at, person_id, actor, data, previous, digest)
SELECT i, NULL, i, 'langkah_selesai', 1700000000 + i, 1700000000 + i, 1, 'Petugas (CONTOH)',
       '{"part":"p1","outcome":"","minutes":' || (i % 977) || ',"note":"' || hex(randomblob(40)) || '"}',
       lower(hex(randomblob(32))), lower(hex(randomblob(32)))
FROM n
"""


def big_office(work: Path, megabytes: int) -> Path:
    """A small office whose history was filled up to that size; its chain does not hold."""
    folder = work / f"besar-{megabytes}"
    if folder.exists():
        return folder
    draft = work / "besar.draft"
    shutil.rmtree(draft, ignore_errors=True)
    work.mkdir(parents=True, exist_ok=True)
    build_office(draft)
    connection = library.connect(str(draft / DATABASE_NAME), isolation_level=None)
    newest = connection.execute("SELECT COALESCE(MAX(id), 0) FROM history").fetchone()[0]
    connection.execute("BEGIN")
    connection.execute(_FILL, {"first": newest + 1, "last": newest + _ROWS * megabytes})
    connection.execute("COMMIT")
    connection.close()
    open_office(draft).close()
    return draft.rename(folder)


def bare(database: Path, target: Path) -> None:
    """What SQLite itself does: the backup API in one step, on the disk, quick_check."""
    source, copy = library.connect(str(database)), library.connect(str(target))
    source.backup(copy)
    source.close()
    copy.close()
    handle = os.open(target, os.O_RDWR)
    os.fsync(handle)
    os.close(handle)
    copy = library.connect(str(target))
    assert copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
    copy.close()


def seconds(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return time.perf_counter() - begin


def cost(folder: Path, work: Path, rounds: int) -> float:
    """The median of the paired ratios."""
    place, target = work / "tempat", work / "salinan.db"
    ratios, ours, theirs, work_ratios = [], [], [], []
    for number in range(rounds):
        shutil.rmtree(place, ignore_errors=True)
        target.unlink(missing_ok=True)
        prepare_place(place)
        pair: dict[str, float] = {}
        worked: dict[str, float] = {}
        turns = {
            "bare": lambda: bare(folder / DATABASE_NAME, target),
            "ours": lambda: make_backup(folder, place, system_clock),
        }
        for name in sorted(turns, reverse=bool(number % 2)):
            before = time.process_time()
            pair[name] = seconds(turns[name])
            worked[name] = time.process_time() - before
        ratios.append(pair["ours"] / pair["bare"])
        work_ratios.append(worked["ours"] / worked["bare"])
        ours.append(pair["ours"])
        theirs.append(pair["bare"])
    target.unlink(missing_ok=True)
    ratio = statistics.median(ratios)
    size = (folder / DATABASE_NAME).stat().st_size / 2**20
    print(
        f"backup of {size:.0f} MiB: {statistics.median(ours):.2f} s, backup API + quick_check "
        f"{statistics.median(theirs):.2f} s, ratio {ratio:.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f}; limit {LIMIT}), by processor time "
        f"{statistics.median(work_ratios):.2f}"
    )
    return ratio


def live(folder: Path, work: Path) -> bool:
    """A backup while another program writes as fast as it can; whether all went well for both."""
    office, place = work / "hidup", work / "tempat-hidup"
    for path in (office, place):
        shutil.rmtree(path, ignore_errors=True)
    shutil.copytree(folder, office)
    prepare_place(place)
    people = _secretary(office)
    writer = subprocess.Popen(
        [sys.executable, backup_writer.__file__, str(office), str(people)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert writer.stdin is not None
    assert writer.stdout is not None
    before = [writer.stdout.readline() for _ in range(200)]
    begin = time.perf_counter()
    entry = make_backup(office, place, system_clock)
    took = time.perf_counter() - begin
    writer.stdin.close()
    rest = writer.stdout.read().splitlines()
    writer.wait()
    words = [*"".join(before).splitlines(), *rest]
    failed = [word for word in words if not word.startswith("ACK ")]
    copy = library.connect(str(entry.path / DATABASE_NAME))
    have = {number for (number,) in copy.execute("SELECT number FROM permohonan")}
    copy.close()
    missing = [line for line in before if line.split()[1] not in have]
    print(
        f"live: backup in {took:.2f} s while {len(rest)} requests were registered by another program; "
        f"{len(failed)} of its acts failed, {len(missing)} of the {len(before)} before it are missing"
    )
    return not failed and not missing


def _secretary(folder: Path) -> int:
    office = open_office(folder)
    try:
        row = office.store.db.execute_sql("SELECT id FROM person WHERE username = 'tu'").fetchone()
        return int(row[0])
    finally:
        office.close()


def documents(work: Path, count: int = 5000) -> None:
    """Documents: the first backup copies them, the second finds them there."""
    folder, place = work / "dokumen", work / "tempat-dokumen"
    for path in (folder, place):
        shutil.rmtree(path, ignore_errors=True)
    build_office(folder)
    prepare_place(place)
    office = open_office(folder)
    source = work / "berkas.bin"
    for _ in range(count):
        source.write_bytes(os.urandom(20_000))
        office.store.files.ingest(source)
    first = seconds(lambda: make_backup(folder, place, system_clock))
    second = seconds(lambda: make_backup(folder, place, system_clock))
    rotating = seconds(lambda: rotate(place, "0" * 64, office.zone))
    office.close()
    print(
        f"{count} documents of 20 kB: first backup {first:.2f} s, the next {second:.2f} s, "
        f"catalogue and rotation {rotating:.2f} s"
    )


def main() -> int:
    parser = arguments("the cost of a backup", 5)
    parser.add_argument("--megabytes", type=int, default=500)
    given = parser.parse_args()
    folder = big_office(given.work, given.megabytes)
    ratio = cost(folder, given.work, given.rounds)
    whole = live(folder, given.work)
    documents(given.work)
    return 0 if ratio <= LIMIT and whole else 1


if __name__ == "__main__":
    sys.exit(main())
