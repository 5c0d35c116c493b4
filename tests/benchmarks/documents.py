"""Checking documents: sizes at the start, contents in full, and what either finds of fifty damages.

    .venv/bin/python tests/benchmarks/documents.py [--work FOLDER] [--files 5000] [--kb 50]

Limits: at most 20 us a file for the size check, which finds 30 of 30 damages of size; the full check
finds 50 of 50. Beside it stands the bare reference: stat, and SHA-256, of every file.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from models.store.daily_check import check_sizes  # noqa: E402 - the folder of the project first
from models.store.integrity import check_documents  # noqa: E402
from models.store.office import Office  # noqa: E402
from models.store.opening import open_office  # noqa: E402
from models.store.tables import Agency, Case, Document, SopRow, SopVersion  # noqa: E402

_KINDS = 5
_EACH = 10


def main() -> None:
    """Print times and what was found."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    default = Path(tempfile.gettempdir()) / "papan-sop-benchmarks"
    parser.add_argument("--work", type=Path, default=default)
    parser.add_argument("--files", type=int, default=5_000)
    parser.add_argument("--kb", type=int, default=50, help="mean size of a file")
    given = parser.parse_args()
    folder = given.work / "documents"
    shutil.rmtree(folder, ignore_errors=True)
    office = open_office(folder, create=True)
    kept = fill(office, given.files, given.kb * 1024)
    total = sum(size for _, size in kept)
    paths = [office.store.files.path_of(digest) for digest, _ in kept]
    bare, _ = timed(lambda: [path.stat().st_size for path in paths])
    sizes, found = timed(lambda: list(check_sizes(office)))
    assert found == []
    hashed, _ = timed(lambda: [hashlib.sha256(path.read_bytes()).digest() for path in paths], rounds=1)
    full, found = timed(lambda: list(check_documents(office, contents=True)), rounds=1)
    assert found == []
    print(f"{len(kept)} files, {total >> 20} MB")
    per_file = 1e6 / len(kept)
    print(f"sizes: {sizes * per_file:.1f} us a file (limit 20); bare stat {bare * per_file:.1f} us")
    speed = total / full / 1e6
    print(f"full: {full:.2f} s, {speed:.0f} MB/s; bare SHA-256 {hashed:.2f} s ({full / hashed:.2f} x)")
    damage(paths)
    print(f"damages: sizes find {len(list(check_sizes(office)))} of 30, "
          f"all of it {len(list(check_documents(office, contents=True)))} of {_KINDS * _EACH}")  # fmt: skip
    office.close()
    shutil.rmtree(folder)


def timed(work: Callable[[], Sequence[object]], rounds: int = 5) -> tuple[float, object]:
    """Seconds of a piece of work, the median of some rounds, and its answer."""
    spent, answer = [], None
    for _ in range(rounds):
        begin = time.perf_counter()
        answer = work()
        spent.append(time.perf_counter() - begin)
    return statistics.median(spent), answer


def fill(office: Office, count: int, mean: int) -> list[tuple[str, int]]:
    """So many documents of one request, put where the store keeps them; without waiting for the disk."""
    rng = random.Random(1)
    kept = []
    for _ in range(count):
        content = rng.randbytes(rng.randint(mean // 2, mean * 3 // 2))
        digest = hashlib.sha256(content).hexdigest()
        path = office.store.files.path_of(digest)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        kept.append((digest, len(content)))
    now = office.now()
    with office.transaction():
        sop = SopRow.insert(code="UJI", name="Uji").execute()
        version = SopVersion.insert(sop=sop, number=1, status="terbit", content="", digest="").execute()
        agency = Agency.insert(name="Dinas Contoh", norm="dinas contoh").execute()
        case = Case.insert(
            number="001", sop=sop, sop_version=version, agency=agency, subject="Uji", channel="surat",
            received_at=now, registered_at=now, last_act_at=now,
        ).execute()  # fmt: skip
        for number, (digest, size) in enumerate(kept, 1):
            Document.insert(
                case=case, doc_type="nota", version=number, kind="berkas", digest=digest, size=size,
                file_name=f"{number}.pdf", added_at=now,
            ).execute()  # fmt: skip
    return kept


def damage(paths: list[Path]) -> None:
    """Ten files cut in half, ten emptied, ten gone, ten with one bit flipped, ten with a block of zeros."""
    chosen = random.Random(2).sample(paths, _KINDS * _EACH)
    for place, path in enumerate(chosen):
        kind, size = place // _EACH, path.stat().st_size
        if kind == 0:
            os.truncate(path, size // 2)
        elif kind == 1:
            os.truncate(path, 0)
        elif kind == 2:
            path.unlink()
        else:
            with path.open("r+b") as file:
                file.seek(size // 2)
                byte = file.read(1)[0]
                file.seek(size // 2 if kind == 3 else 4096)
                file.write(bytes([byte ^ 4]) if kind == 3 else bytes(4096))


if __name__ == "__main__":
    main()
