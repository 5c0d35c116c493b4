"""Opening, refusing, upgrading and leaving an office."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import peewee
import pytest

from models.store import history, migrations, opening
from models.store.access_tables import ACCESS_TABLES
from models.store.backup import catalogue
from models.store.monitoring_tables import MONITORING_TABLES
from models.store.opening import DATABASE_NAME, is_there, office_exists, open_office, upgrade
from models.store.paper_tables import PAPER_TABLES
from models.store.places import mounted_system, network_system, sync_service
from models.store.problems import StoreProblem
from models.store.recap_tables import RECAP_TABLES
from models.store.seal_tables import SEAL_TABLES
from models.store.sqlite import check_library, library
from models.store.tables import TABLES, Agency, Person, Setting
from tests.office import HandClock, SmallOffice

ROOT = Path(__file__).parents[3]


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The folder of an office that was closed in order."""
    folder = tmp_path / "kantor"
    open_office(folder, HandClock(), create=True).close()
    return folder


def refusal(folder: Path, code: str) -> StoreProblem:
    with pytest.raises(StoreProblem) as caught:
        open_office(folder, HandClock())
    assert caught.value.code == code, caught.value
    return caught.value


def schema(connection: Any) -> set[tuple[str, str]]:
    """What tables and indexes mean; a column that was added later stands elsewhere in its text."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE type IN ('table', 'index') AND sql IS NOT NULL"
    found = set()
    for kind, name, sql in connection.execute(query).fetchall():
        meaning = "".join(sql.split())
        if kind == "table":
            columns = connection.execute("SELECT * FROM pragma_table_info(?)", (name,)).fetchall()
            parents = connection.execute("SELECT * FROM pragma_foreign_key_list(?)", (name,)).fetchall()
            meaning = f"{sorted(c[1:] for c in columns)} {sorted(p[2:] for p in parents)}"
        found.add((name, meaning))
    return found


def test_the_migrated_schema_is_that_of_the_tables() -> None:
    migrated = library.connect(":memory:", isolation_level=None)
    migrations.migrate(migrated, migrations.read_migrations(), HandClock())
    today = peewee.SqliteDatabase(":memory:")
    every = (*TABLES, *PAPER_TABLES, *RECAP_TABLES, *MONITORING_TABLES, *ACCESS_TABLES, *SEAL_TABLES)
    with today.bind_ctx(every):
        today.create_tables(every)
    wanted = schema(today.connection())
    assert {row for row in schema(migrated) if row[0] != "schema_version"} == wanted
    migrated.close()
    today.close()


def test_a_closed_office_leaves_nothing_but_its_files(closed: Path) -> None:
    assert {p.name for p in closed.iterdir()} == {DATABASE_NAME, "riwayat.kepala", "pemeriksaan.json"}
    office = open_office(closed, HandClock())
    db = office.store.db
    pragmas = [db.ask(name)[0][0] for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")]
    assert pragmas == ["wal", 2, 1, 5000]
    assert office.findings == ()
    office.close()


def test_a_missing_office_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path, "data_tidak_ada").data["folder"] == str(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert not office_exists(tmp_path)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def text(path: Path) -> None:
    path.write_text("Ini bukan basis data, melainkan catatan rapat.\n" * 100)


def half(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def other_program(path: Path) -> None:
    path.unlink()
    connection = library.connect(str(path))
    connection.execute("CREATE TABLE resep (nama TEXT)")
    connection.commit()
    connection.close()


def zeroed_schema(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[100:4096] = bytes(3996)
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("damage", "code"),
    [
        (empty, "basis_data_rusak"),
        (text, "bukan_basis_data"),
        (half, "basis_data_rusak"),
        (other_program, "bukan_basis_data"),
        (zeroed_schema, "basis_data_rusak"),
    ],
)
def test_damaged_databases_are_refused_untouched(
    closed: Path, damage: Callable[[Path], None], code: str
) -> None:
    path = closed / DATABASE_NAME
    damage(path)
    before = path.read_bytes()
    refusal(closed, code)
    assert path.read_bytes() == before
    assert not list(closed.glob("sedang-dibuka-*"))


def test_a_newer_schema_is_refused(closed: Path) -> None:
    connection = library.connect(str(closed / DATABASE_NAME))
    connection.execute("INSERT INTO schema_version (version, applied_at) VALUES (99, 0)")
    connection.commit()
    connection.close()
    problem = refusal(closed, "skema_lebih_baru")
    assert problem.data == {"skema": 99, "dikenal": len(migrations.read_migrations())}


def test_what_was_laid_aside_is_no_empty_folder(closed: Path) -> None:
    assert is_there(closed)
    aside = closed / "rusak-20261116-090000"
    aside.mkdir()
    for path in (closed / DATABASE_NAME, closed / "riwayat.kepala"):
        path.replace(aside / path.name)
    with pytest.raises(StoreProblem) as caught:
        is_there(closed)
    assert caught.value.code == "basis_data_hilang"
    assert not is_there(closed / "baru")


NEXT = "-- Adds a remark.\nALTER TABLE setting ADD COLUMN remark TEXT NOT NULL DEFAULT '';\n"


def test_an_older_schema_is_backed_up_then_upgraded(closed: Path) -> None:
    office = open_office(closed, HandClock())
    Setting.insert(key="k", value="1").execute()  # still in the write-ahead log: a file copy would lose it
    connection = library.connect(str(closed / DATABASE_NAME), isolation_level=None)
    upgrade(connection, closed, (*migrations.read_migrations(), NEXT), HandClock())
    assert connection.execute("SELECT key, remark FROM setting").fetchall() == [("k", "")]
    assert migrations.version_of(connection) == len(migrations.read_migrations()) + 1
    connection.close()
    office.close()
    (backup,) = catalogue(closed / "cadangan")
    assert (backup.kind, backup.schema, backup.good) == (
        "sebelum_skema", len(migrations.read_migrations()), True
    )  # fmt: skip
    copy = library.connect(str(backup.path / DATABASE_NAME))
    assert migrations.version_of(copy) == len(migrations.read_migrations())
    assert copy.execute("SELECT value FROM setting").fetchall() == [("1",)]
    copy.close()


def test_an_office_of_the_first_version_is_backed_up_and_gets_papers(tmp_path: Path) -> None:
    path = tmp_path / DATABASE_NAME
    connection = library.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA application_id = {opening.APPLICATION_ID}")
    migrations.migrate(connection, migrations.read_migrations()[:1], HandClock())
    connection.execute(
        "INSERT INTO person (username, name, password_hash, is_admin, active)"
        " VALUES ('sari', 'Sari (CONTOH)', '', 1, 1)"
    )
    connection.close()
    office = open_office(tmp_path, HandClock())
    row = Person.select(Person.name, Person.nip, Person.rank).tuples().first()
    assert row == ("Sari (CONTOH)", "", "")
    assert [table.select().count() for table in PAPER_TABLES] == [0, 0, 0, 0]
    assert office.store.db.ask("integrity_check") == [("ok",)]
    office.close()
    (backup,) = catalogue(tmp_path / "cadangan")
    assert (backup.kind, backup.schema, backup.good) == ("sebelum_skema", 1, True)
    copy = library.connect(str(backup.path / DATABASE_NAME))
    assert migrations.version_of(copy) == 1
    assert copy.execute("SELECT name FROM person").fetchall() == [("Sari (CONTOH)",)]
    copy.close()
    open_office(tmp_path, HandClock()).close()
    assert len(catalogue(tmp_path / "cadangan")) == 1, "upgraded once"


def test_a_migration_that_fails_changes_nothing(closed: Path) -> None:
    connection = library.connect(str(closed / DATABASE_NAME), isolation_level=None)
    broken = NEXT + "DROP TABLE tidak_ada;\n"
    before = schema(connection)
    with pytest.raises(library.OperationalError):
        upgrade(connection, closed, (*migrations.read_migrations(), broken), HandClock())
    assert schema(connection) == before
    assert migrations.version_of(connection) == len(migrations.read_migrations())
    connection.close()


def test_an_unfinished_migration_text_is_refused() -> None:
    with pytest.raises(ValueError, match="unfinished"):
        list(migrations.statements("CREATE TABLE a (b)"))


@pytest.mark.parametrize(
    ("number", "code"),
    [(errno.EROFS, "folder_baca_saja"), (errno.EACCES, "folder_baca_saja"), (errno.ENOSPC, "disk_penuh")],
)
def test_a_folder_that_cannot_be_written_is_told(
    closed: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fail(_folder: Path) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(opening, "Presence", fail)
    refusal(closed, code)


def test_an_old_sqlite_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    check_library()
    monkeypatch.setattr(library, "sqlite_version_info", (3, 40, 1))
    with pytest.raises(StoreProblem) as caught:
        check_library()
    assert caught.value.code == "sqlite_lama"


def test_only_one_module_knows_sqlite() -> None:
    knows = [
        path.name
        for room in ("models", "desktop", "views", "resources", "reports")
        for path in (ROOT / room).rglob("*.py")
        if any(w in path.read_text("utf-8") for w in ("import sqlite3", "import pysqlite3", "peewee.sqlite3"))
    ]
    assert knows == ["sqlite.py"]


@pytest.mark.parametrize(
    ("path", "service"),
    [
        ("/home/a/OneDrive/kantor", "OneDrive"),
        ("/home/a/OneDrive - Dinas Kominfo/kantor", "OneDrive"),
        ("/home/a/Dropbox (Kantor)/data", "Dropbox"),
        ("/home/a/Google Drive/data", "Google Drive"),
        ("/home/a/Dokumen/kantor", ""),
        ("/home/a/Megah/kantor", ""),
    ],
)
def test_sync_folders_are_seen(path: str, service: str) -> None:
    assert sync_service(Path(path)) == service


def test_a_sync_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreProblem) as caught:
        open_office(tmp_path / "OneDrive" / "kantor", create=True)
    assert (caught.value.code, caught.value.data["layanan"]) == ("folder_sinkron", "OneDrive")
    assert not (tmp_path / "OneDrive").exists()
    (tmp_path / ".stfolder").mkdir()
    assert sync_service(tmp_path / "kantor") == "Syncthing"


def test_network_drives_are_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    mounts = ["/dev/sda1 / ext4 rw 0 0", "srv:/a /data nfs4 rw 0 0", "//srv/b /data/bagi\\040an cifs rw 0 0"]
    assert mounted_system(Path("/data/kantor"), mounts) == "nfs4"
    assert mounted_system(Path("/data/bagi an/kantor"), mounts) == "cifs"
    assert mounted_system(Path("/datang"), mounts) == "ext4"
    assert network_system(tmp_path) == ""
    monkeypatch.setattr(opening, "check_place", _refuse)
    refusal(tmp_path, "folder_jaringan")


def _refuse(folder: Path) -> None:
    raise StoreProblem("folder_jaringan", folder=str(folder), jenis="nfs4")


def test_a_lost_write_ahead_log_is_noticed(small: SmallOffice) -> None:
    small.register("PP")
    folder = small.office.store.folder
    crashed = folder.with_name("mati-listrik")
    shutil.copytree(folder, crashed)
    (crashed / f"{DATABASE_NAME}-wal").unlink()
    for mark in crashed.glob("*-shm"):
        mark.unlink()
    small.office.close()
    office = open_office(crashed, HandClock())
    assert [f.code for f in office.findings] == ["riwayat_berkurang"]
    office.close()
    assert open_office(crashed, HandClock()).findings == (), "told once, and recorded in the history"


CRASH = """
import os, sys
from pathlib import Path
from models.store.opening import open_office
from models.store.tables import Agency
office = open_office(Path(sys.argv[1]))
Agency.insert(name="Tersimpan", norm="tersimpan").execute()
office.store.files.ingest(Path(sys.argv[2]))
(office.store.files.folder / "setengah.tmp").write_bytes(b"x")
with office.transaction():
    Agency.insert(name="Belum", norm="belum").execute()
    os._exit(9)
"""

FULL = """
import resource, sys
from pathlib import Path
from models.store.opening import open_office
from models.store.problems import StoreProblem
from models.store.tables import Agency
office = open_office(Path(sys.argv[1]))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, 400_000))
for number in range(1000):
    try:
        with office.transaction():
            Agency.insert(name="x" * 5000, norm=f"{number}").execute()
    except StoreProblem as problem:
        print(number, problem.code)
        break
"""


def run(code: str, *arguments: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603


def test_a_crash_between_copy_and_commit_leaves_all_or_nothing(closed: Path, tmp_path: Path) -> None:
    paper = tmp_path / "surat.pdf"
    paper.write_bytes(b"%PDF-1.4")
    assert run(CRASH, closed, paper).returncode == 9
    assert len(list(closed.glob("sedang-dibuka-*"))) == 1
    office = open_office(closed, HandClock())
    assert [a.name for a in Agency.select()] == ["Tersimpan"]
    assert office.findings == ()
    assert (closed / "dokumen" / "setengah.tmp").exists(), "too young: another process may be writing it"
    os.utime(closed / "dokumen" / "setengah.tmp", (0, 0))
    office.close()
    open_office(closed, HandClock()).close()
    assert not list(closed.glob("sedang-dibuka-*"))
    assert not (closed / "dokumen" / "setengah.tmp").exists()


def test_pages_are_checked_after_an_unclean_stop(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (closed / "sedang-dibuka-0123456789ab").touch()
    asked: list[Path] = []
    monkeypatch.setattr(opening, "_check_soundness", lambda _connection, path: asked.append(path))
    first = open_office(closed, HandClock())
    open_office(closed, HandClock()).close()  # beside the first, which lives: no reason to check
    assert asked == [closed / DATABASE_NAME]
    first.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of file sizes there")
def test_a_full_disk_is_told_and_loses_nothing(closed: Path) -> None:
    done = run(FULL, closed)
    number, code = done.stdout.split()
    assert code in ("disk_penuh", "disk_gagal"), done
    office = open_office(closed, HandClock())
    assert Agency.select().count() == int(number) > 5
    assert office.store.db.ask("integrity_check") == [("ok",)]
    office.close()


def test_two_programs_take_turns(closed: Path) -> None:
    office = open_office(closed, HandClock())
    add = (
        "import sys\nfrom pathlib import Path\nfrom models.store.opening import open_office\n"
        "from models.store import history\noffice = open_office(Path(sys.argv[1]))\n"
        "for n in range(50):\n"
        "    with office.transaction():\n"
        "        history.append(None, None, 'uji', office.now(), office.now(), None, 'x', {'n': n})\n"
        "office.close()\n"
    )
    other = threading.Thread(target=lambda: results.append(run(add, closed)))
    results: list[subprocess.CompletedProcess[str]] = []
    other.start()
    for n in range(50):
        with office.transaction():
            history.append(None, None, "uji", office.now(), office.now(), None, "y", {"n": n})
    other.join()
    assert results[0].returncode == 0, results[0].stderr
    assert history.head().id == 100
    assert list(history.verify()) == []
    office.close()


def test_a_worker_reads_through_a_connection_of_its_own(small: SmallOffice) -> None:
    small.register("PP")
    seen: list[object] = []

    def work() -> None:
        with small.office.reading():
            seen.append(Agency.select().count())
            try:
                Agency.insert(name="x", norm="x").execute()
            except peewee.OperationalError as refused:
                seen.append(str(refused))

    worker = threading.Thread(target=work)
    worker.start()
    worker.join()
    assert seen == [1, "attempt to write a readonly database"]
    with small.office.reading():
        assert Agency.select().count() == 1
