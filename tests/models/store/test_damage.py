"""Thirteen kinds of damaged databases: none is opened without a word, and what is readable can be saved."""

from __future__ import annotations

import hashlib
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from models.store.integrity import check_office
from models.store.migrations import migrate, read_migrations
from models.store.opening import APPLICATION_ID, DATABASE_NAME, open_office
from models.store.problems import StoreProblem
from models.store.salvage import SalvageStoppedError, lay_log_aside, put_in_place, salvage
from models.store.sqlite import library
from models.store.tables import Case, History, Person
from tests.office import HandClock, SmallOffice

ROOT = Path(__file__).parents[3]
_PAGE = 4096
_TRIALS = 12

#: Registers requests until it is killed with so many done that are only in the write-ahead log.
WORK = """
import os, signal, sys
from pathlib import Path
from models.actions.register import register
from models.records.registration import Registration
from models.store.opening import open_office
from tests.office import HandClock
clock = HandClock()
office = open_office(Path(sys.argv[1]), clock)
office.store.db.ask("wal_autocheckpoint = 0")
for number in range(int(sys.argv[3])):
    now = office.local(clock())
    form = Registration("PP", subject=f"Lain {number}", agency_name="Dinas", received_at=now)
    register(office, int(sys.argv[2]), form)
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    """An office with sixty requests, closed in order."""
    for _ in range(30):
        small.register("PP")
        small.register("MPA")
    small.office.close()
    return small.office.store.folder


def database(folder: Path) -> Path:
    return folder / DATABASE_NAME


def put(folder: Path, at: int, content: bytes) -> None:
    with database(folder).open("r+b") as file:
        file.seek(at)
        file.write(content)


def opens_silently(folder: Path) -> bool:
    """Whether the office opens, and neither opening nor a check finds anything."""
    try:
        office = open_office(folder, HandClock())
    except StoreProblem as problem:
        return problem.code not in ("basis_data_rusak", "bukan_basis_data", "log_asing", "skema_asing")
    try:
        return not office.findings and not list(check_office(office))
    except library.Error:
        return False
    finally:
        office.close()


def text_file(folder: Path) -> None:
    database(folder).write_text("bukan basis data\n" * 999)


def garbage_header(folder: Path) -> None:
    put(folder, 0, random.Random(1).randbytes(100))


def shortened(to: Callable[[int], int]) -> Callable[[Path], None]:
    def damage(folder: Path) -> None:
        os.truncate(database(folder), to(database(folder).stat().st_size))

    return damage


@pytest.mark.parametrize(
    "damage",
    [shortened(lambda _size: 0), text_file, garbage_header, shortened(lambda size: size // 2),
     shortened(lambda size: size - _PAGE)],
)  # fmt: skip
def test_a_file_that_is_none_or_too_short_is_refused_at_once(
    folder: Path, damage: Callable[[Path], None]
) -> None:
    damage(folder)
    before = database(folder).read_bytes()
    with pytest.raises(StoreProblem) as caught:
        open_office(folder, HandClock())
    assert caught.value.code in ("basis_data_rusak", "bukan_basis_data")
    assert database(folder).read_bytes() == before


def test_whatever_changes_what_is_stored_is_found(folder: Path, tmp_path: Path) -> None:
    rng = random.Random(4)
    size = database(folder).stat().st_size
    stored, missed = contents(database(folder)), 0
    for trial in range(_TRIALS):
        for kind in ("page", "zeros", "sector", "bit"):
            copy = tmp_path / f"{trial}-{kind}"
            shutil.copytree(folder, copy)
            at = rng.randrange(1, size // _PAGE) * _PAGE
            if kind == "bit":
                at += rng.randrange(_PAGE)
                put(copy, at, bytes([database(copy).read_bytes()[at] ^ (1 << rng.randrange(8))]))
            elif kind == "sector":
                put(copy, at + rng.randrange(8) * 512, rng.randbytes(512))
            else:
                put(copy, at, bytes(_PAGE) if kind == "zeros" else rng.randbytes(_PAGE))
            harmless = contents(database(copy)) == stored
            missed += harmless
            assert harmless or not opens_silently(copy), (kind, at // _PAGE)
            shutil.rmtree(copy)
    assert missed < _TRIALS * 3, "most of it must have changed something"


def test_every_changed_letter_of_a_record_is_found(folder: Path, tmp_path: Path) -> None:
    content = database(folder).read_bytes()
    stored = contents(database(folder))
    places = [found.start() for found in re.finditer(b"Permohonan uji", content)]
    tried = 0
    for place in places[:: max(1, len(places) // 10)]:
        copy = tmp_path / str(place)
        shutil.copytree(folder, copy)
        put(copy, place, b"Q")
        if contents(database(copy)) != stored:
            tried += 1
            assert not opens_silently(copy), place
        shutil.rmtree(copy)
    assert tried, "none of them stood in a row that is still there"


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


def work_and_die(folder: Path, acts: int = 30) -> None:
    """Let another process work and be killed: its acts stand in the write-ahead log alone."""
    ran = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", WORK, str(folder), "1", str(acts)], cwd=ROOT, check=False, timeout=60
    )
    assert ran.returncode == -signal.SIGKILL
    database(folder).with_name(DATABASE_NAME + "-shm").unlink()


def log_of(folder: Path) -> Path:
    return database(folder).with_name(DATABASE_NAME + "-wal")


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_acts_in_the_log_alone_are_there_again(folder: Path) -> None:
    work_and_die(folder)
    office = open_office(folder, HandClock())
    assert office.findings == ()
    assert Case.select().count() == 90
    assert list(check_office(office)) == []
    office.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("acts", [1, 2, 30])
def test_a_log_that_was_deleted_is_missed(folder: Path, acts: int) -> None:
    work_and_die(folder, acts)
    log_of(folder).unlink()
    office = open_office(folder, HandClock())
    assert [f.code for f in office.findings] == ["riwayat_berkurang"]
    office.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9, 0.999])
def test_a_log_that_was_cut_is_noticed(folder: Path, share: float) -> None:
    work_and_die(folder)
    os.truncate(log_of(folder), int(log_of(folder).stat().st_size * share))
    office = open_office(folder, HandClock())
    assert [f.code for f in office.findings] == ["riwayat_berkurang"]
    office.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_an_older_state_beside_the_log_of_a_newer_one_is_refused(folder: Path, tmp_path: Path) -> None:
    older = tmp_path / "cadangan.db"
    shutil.copyfile(database(folder), older)
    office = open_office(folder, HandClock())
    small = SmallOffice(office, HandClock(), {"tu": 1})
    small.register("PP")
    office.close()
    work_and_die(folder)
    log = log_of(folder).read_bytes()
    shutil.copyfile(older, database(folder))
    with pytest.raises(StoreProblem) as caught:
        open_office(folder, HandClock())
    assert caught.value.code == "log_asing"
    assert log_of(folder).read_bytes() == log, "nothing was read or written through it"
    assert database(folder).read_bytes() == older.read_bytes()
    aside = lay_log_aside(folder, HandClock())
    assert (aside / log_of(folder).name).read_bytes() == log
    office = open_office(folder, HandClock())
    assert [f.code for f in office.findings] == ["riwayat_berkurang"], "the acts since are told to be gone"
    assert Case.select().count() == 60
    office.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_another_database_beside_a_log_is_refused(folder: Path, tmp_path: Path, template: object) -> None:
    other = tmp_path / "lain"
    shutil.copytree(template[0], other)  # type: ignore[index]
    office = open_office(other, HandClock())
    small = SmallOffice(office, HandClock(), {"tu": 1})
    for _ in range(200):
        small.register("MPA", subject="Kantor lain")
    office.close()
    work_and_die(folder)
    shutil.copyfile(database(other), database(folder))
    assert not opens_silently(folder)


def salvaged(folder: Path) -> tuple[int, int, list[str]]:
    """Save what can be saved, open it; requests, acts, and what the check finds."""
    result = salvage(folder, HandClock())
    put_in_place(folder, result, HandClock())
    office = open_office(folder, HandClock())
    try:
        codes = sorted({f.code for f in check_office(office)})
        return Case.select().count(), History.select().count(), codes
    finally:
        office.close()


def test_a_sound_database_is_salvaged_whole(folder: Path) -> None:
    result = salvage(folder, HandClock())
    assert (result.broken, result.orphans) == ((), 0)
    assert result.counts["permohonan"] == 60
    aside = put_in_place(folder, result, HandClock())
    assert (aside / DATABASE_NAME).exists()
    assert not result.path.parent.exists()
    office = open_office(folder, HandClock())
    assert office.findings == ()
    assert list(check_office(office)) == []
    office.close()


@pytest.mark.parametrize("damage", [garbage_header, shortened(lambda size: size - _PAGE)])
def test_a_database_without_its_head_or_end_is_salvaged(folder: Path, damage: Callable[[Path], None]) -> None:
    damage(folder)
    before = database(folder).read_bytes()
    cases, _, _ = salvaged(folder)
    assert cases >= 50
    (aside,) = folder.glob("rusak-*")
    assert (aside / DATABASE_NAME).read_bytes() == before, "the damaged file is kept as it was"


def test_half_a_database_gives_what_it_has_or_says_that_nothing_is_left(folder: Path) -> None:
    shortened(lambda size: size // 2)(folder)
    before = database(folder).read_bytes()
    said = ""
    cases = 0
    try:
        cases, _, _ = salvaged(folder)
    except StoreProblem as problem:
        said = problem.code
    if said:
        assert said == "selamat_tidak_ada"
        assert database(folder).read_bytes() == before
        assert not list(folder.glob("penyelamatan-*"))
    assert bool(said) != bool(cases)


def test_pages_lost_in_the_middle_cost_only_their_rows(folder: Path) -> None:
    content = database(folder).read_bytes()
    pages = sorted(
        {content.index(b"Permohonan uji", at) // _PAGE for at in range(0, len(content) // 2, _PAGE)}
    )
    put(folder, pages[0] * _PAGE, bytes(_PAGE))
    assert not opens_silently(folder)
    result = salvage(folder, HandClock())
    assert result.counts["permohonan"] + result.counts["card"] / 2 >= 30
    assert result.broken
    put_in_place(folder, result, HandClock())
    office = open_office(folder, HandClock())
    assert Person.select().count() > 10
    assert "baris_hilang" in {f.code for f in check_office(office)}
    office.close()


def test_an_office_of_an_older_schema_is_salvaged_and_sealed_as_it_is(tmp_path: Path) -> None:
    connection = library.connect(str(tmp_path / DATABASE_NAME), isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    migrate(connection, read_migrations()[:3], HandClock())
    connection.execute(
        "INSERT INTO person (username, name, password_hash, is_admin, active)"
        " VALUES ('sari', 'Sari (CONTOH)', '', 1, 1)"
    )
    connection.close()
    result = salvage(tmp_path, HandClock())
    assert result.broken == ()
    put_in_place(tmp_path, result, HandClock())
    office = open_office(tmp_path, HandClock())
    assert office.findings == ()
    assert Person.get().username == "sari"
    assert list(check_office(office)) == []
    office.close()


def test_what_is_laid_aside_is_never_written_over(folder: Path) -> None:
    before = database(folder).read_bytes()
    first = put_in_place(folder, salvage(folder, HandClock()), HandClock())
    second = put_in_place(folder, salvage(folder, HandClock()), HandClock())
    assert first != second
    assert (first / DATABASE_NAME).read_bytes() == before


def test_what_a_killed_salvage_left_is_swept_after_a_day(folder: Path) -> None:
    clock = HandClock()
    for name, hours in (("penyelamatan-a", 23), ("penyelamatan-b", 25)):
        (folder / name).mkdir()
        (folder / name / "rusak.db").write_bytes(b"x")
        moment = clock().timestamp() - hours * 3600
        os.utime(folder / name, (moment, moment))
    salvage(folder, clock).discard()
    assert [path.name for path in folder.glob("penyelamatan-*")] == ["penyelamatan-a"]


def test_a_salvage_that_is_called_off_leaves_nothing(folder: Path) -> None:
    before = sorted(path.name for path in folder.iterdir())
    with pytest.raises(SalvageStoppedError):
        salvage(folder, HandClock(), lambda _done, _total: False)
    assert sorted(path.name for path in folder.iterdir()) == before


def test_nothing_is_put_in_place_under_an_open_office(folder: Path) -> None:
    office = open_office(folder, HandClock())
    result = salvage(folder, HandClock())
    with pytest.raises(StoreProblem) as caught:
        put_in_place(folder, result, HandClock())
    assert caught.value.code == "pulih_masih_dibuka"
    office.close()
