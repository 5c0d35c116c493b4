from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from models.records.backup import BackupEntry
from models.store import backup_restore, migrations
from models.store.backup import Cancelled, catalogue, make_backup
from models.store.backup_database import counts_of
from models.store.backup_place import prepare_place
from models.store.backup_restore import restore
from models.store.history import head
from models.store.integrity import check_office
from models.store.migrations import read_migrations
from models.store.opening import APPLICATION_ID, open_office
from models.store.problems import StoreProblem
from models.store.sqlite import library
from models.store.tables import Case, History
from tests.models.store.test_backup import attach_file, folder_of
from tests.office import HandClock, SmallOffice, folder_digest

ROOT = Path(__file__).parents[3]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    prepare_place(made)
    return made


def counts(folder: Path) -> dict[str, int]:
    connection = library.connect(str(folder / "papan-sop.db"))
    try:
        return counts_of(connection)
    finally:
        connection.close()


def with_note(entry: BackupEntry) -> dict[str, int]:
    """The rows of a backup and those that note its restore."""
    return entry.counts | {table: entry.counts[table] + 1 for table in ("history", "seal")}


def reopened(small: SmallOffice) -> list[str]:
    """Open what was restored and check all of it; the codes of the damage that is found."""
    small.office = open_office(folder_of(small), small.clock)
    # files of the later state that the restored one does not know are a remark
    return [f.code for f in (*small.office.findings, *check_office(small.office)) if f.grave]


def test_last_weeks_backup_comes_back_with_every_act_of_its_time(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    for number in range(4):
        case_id = small.register("PP")
        attach_file(small, case_id, f"surat {number}", tmp_path)
    entry = make_backup(folder_of(small), place, small.clock, kind="harian")
    acts = list(History.select(History.id, History.digest).order_by(History.id).tuples())
    small.clock.forward(days=7)
    later = small.register("PP")
    newer = attach_file(small, later, "surat minggu ini", tmp_path)
    lost = next(d for d in small.office.store.files.digests() if d != newer)
    small.office.store.files.path_of(lost).unlink()
    small.office.close()

    done = restore(entry, folder_of(small), small.clock, by="Administrator (CONTOH)")
    assert done.counts == counts(folder_of(small)), "what is told is what stands in place"
    assert done.differing == ()
    assert done.copied_documents == 1
    assert done.lacking == ()
    after = counts(folder_of(small))
    assert after == with_note(entry), "the restore itself is noted and sealed"
    assert reopened(small) == []
    assert small.office.store.files.exists(newer), "documents of the present state stay"
    kept_acts = list(History.select(History.id, History.digest).order_by(History.id).tuples())
    assert kept_acts[: len(acts)] == acts, "0 acts missing"
    note = History.get(History.id == head().id)
    assert (note.kind, note.actor) == ("cadangan_dipulihkan", "Administrator (CONTOH)")
    assert Case.select().count() == 4

    (kept, _) = catalogue(place)
    assert (kept.path, kept.kind) == (done.kept, "sebelum_pulih")
    assert kept.counts["permohonan"] == 5
    small.office.close()
    small.clock.forward(minutes=5)
    back = restore(kept, folder_of(small), small.clock)
    assert back.counts == with_note(kept)
    assert reopened(small) == []
    assert Case.select().count() == 5


def test_an_office_can_be_restored_where_there_is_none(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    digest = attach_file(small, small.register("PP"), "isi", tmp_path)
    entry = make_backup(folder_of(small), place, small.clock)
    small.office.close()
    fresh = tmp_path / "komputer baru" / "data"
    done = restore(entry, fresh, small.clock)
    assert done.kept is None
    small.office = open_office(fresh, small.clock)
    assert list(check_office(small.office)) == []
    assert small.office.store.files.path_of(digest).read_text() == "isi"


def older_office(folder: Path, version: int) -> None:
    """A database as an older program left it, with a person, a setting and a row of history."""
    folder.mkdir()
    connection = library.connect(str(folder / "papan-sop.db"), isolation_level=None)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA journal_mode = WAL")
    migrations.migrate(connection, read_migrations()[:version], HandClock())
    connection.execute(
        "INSERT INTO person (username, name, password_hash, is_admin, active) VALUES ('a','b','',1,1)"
    )
    connection.execute("INSERT INTO setting (key, value) VALUES ('office', '{\"name\": \"Dinas Lama\"}')")
    connection.close()


@pytest.mark.parametrize("version", range(1, len(read_migrations())))
def test_a_backup_of_an_older_schema_is_brought_up_to_date(tmp_path: Path, place: Path, version: int) -> None:
    older_office(tmp_path / "lama", version)
    clock = HandClock()
    entry = make_backup(tmp_path / "lama", place, clock)
    assert (entry.schema, entry.good) == (version, True)
    assert entry.manifest is not None
    assert entry.manifest.office == "Dinas Lama"
    done = restore(entry, tmp_path / "baru", clock)
    assert done.schema == len(read_migrations())
    assert done.differing == ()
    assert done.counts == counts(tmp_path / "baru")
    office = open_office(tmp_path / "baru", clock)
    try:
        assert list(check_office(office)) == []
        assert office.setting("office")["name"] == "Dinas Lama"
    finally:
        office.close()


def test_a_newer_schema_is_refused(small: SmallOffice, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    entry = make_backup(folder_of(small), place, small.clock)
    small.office.close()
    before = folder_digest(folder_of(small))
    monkeypatch.setattr(backup_restore, "read_migrations", lambda: read_migrations()[:-1])
    with pytest.raises(StoreProblem) as refused:
        restore(entry, folder_of(small), small.clock)
    assert refused.value.code == "skema_lebih_baru"
    assert folder_digest(folder_of(small)) == before


def flip(path: Path, offset: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        byte = file.read(1)
        file.seek(offset)
        file.write(bytes([byte[0] ^ 1]))


def test_a_damaged_backup_is_refused_and_nothing_changes(small: SmallOffice, place: Path) -> None:
    small.register("PP")
    entry = make_backup(folder_of(small), place, small.clock)
    small.office.close()
    before = folder_digest(folder_of(small))
    database = entry.path / "papan-sop.db"
    for offset in range(100, database.stat().st_size, database.stat().st_size // 25):
        flip(database, offset)
        (found,) = catalogue(place)
        assert found.good, "a single bit does not show in sizes"
        with pytest.raises(StoreProblem) as refused:
            restore(found, folder_of(small), small.clock)
        assert refused.value.code == "cadangan_basis_data_berubah"
        assert folder_digest(folder_of(small)) == before
        assert len(catalogue(place)) == 1
        flip(database, offset)
    assert restore(entry, folder_of(small), small.clock).counts == with_note(entry)


def test_a_backup_that_the_catalogue_calls_damaged_is_refused(small: SmallOffice, place: Path) -> None:
    entry = make_backup(folder_of(small), place, small.clock)
    small.office.close()
    (entry.path / "manifes.json").write_text("{}")
    (found,) = catalogue(place)
    with pytest.raises(StoreProblem) as refused:
        restore(found, folder_of(small), small.clock)
    assert refused.value.code == "cadangan_manifes_rusak"


def test_a_manifest_that_promises_other_counts_is_refused(small: SmallOffice, place: Path) -> None:
    entry = make_backup(folder_of(small), place, small.clock)
    assert entry.manifest is not None
    small.office.close()
    promised = replace(entry.manifest, counts=entry.counts | {"permohonan": 9})
    before = folder_digest(folder_of(small))
    with pytest.raises(StoreProblem) as refused:
        restore(replace(entry, manifest=promised), folder_of(small), small.clock)
    assert refused.value.code == "cadangan_jumlah_berbeda"
    assert folder_digest(folder_of(small)) == before


def test_an_office_that_is_open_is_not_restored_over(small: SmallOffice, place: Path) -> None:
    entry = make_backup(folder_of(small), place, small.clock)
    with pytest.raises(StoreProblem) as refused:
        restore(entry, folder_of(small), small.clock)
    assert refused.value.code == "pulih_masih_dibuka"
    small.office.store.presence.leave()
    small.register("PP")
    with pytest.raises(StoreProblem) as refused:  # not even one that left no mark
        restore(entry, folder_of(small), small.clock)
    assert refused.value.code == "pulih_masih_dibuka"
    assert Case.select().count() == 1


def test_a_damaged_present_state_is_laid_aside_as_it_is(small: SmallOffice, place: Path) -> None:
    small.register("PP")
    entry = make_backup(folder_of(small), place, small.clock)
    small.office.close()
    database = folder_of(small) / "papan-sop.db"
    database.write_bytes(b"bukan basis data" * 100)
    (folder_of(small) / "papan-sop.db-wal").write_bytes(b"log lama")
    done = restore(entry, folder_of(small), small.clock)
    assert done.kept is not None
    assert done.kept.parent == folder_of(small)
    assert (done.kept / "papan-sop.db").read_bytes().startswith(b"bukan basis data")
    assert (done.kept / "papan-sop.db-wal").read_bytes() == b"log lama"
    assert reopened(small) == []


def test_a_stale_log_is_not_played_into_what_is_restored(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    """The log of an office that was killed lies beside its database while an older backup is restored."""
    small.register("PP")
    entry = make_backup(folder_of(small), place, small.clock)
    for _ in range(5):
        small.register("PP")
    crashed = tmp_path / "mati"
    shutil.copytree(folder_of(small), crashed)
    assert (crashed / "papan-sop.db-wal").stat().st_size > 0
    small.office.close()
    done = restore(entry, crashed, small.clock)
    assert done.counts == with_note(entry)
    (kept, _) = catalogue(place)
    assert kept.counts["permohonan"] == 6, "what was in the log is in the kept state"
    small.office = open_office(crashed, small.clock)
    assert Case.select().count() == 1
    assert list(check_office(small.office)) == []


def test_a_damaged_document_is_laid_aside_and_replaced(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    digest = attach_file(small, small.register("PP"), "benar", tmp_path)
    entry = make_backup(folder_of(small), place, small.clock)
    small.office.close()
    path = folder_of(small) / "dokumen" / digest[:2] / digest
    path.write_text("salah")
    done = restore(entry, folder_of(small), small.clock)
    assert done.copied_documents == 1
    assert path.read_text() == "benar"
    (aside,) = folder_of(small).glob("disisihkan-*/dokumen/*")
    assert aside.read_text() == "salah"
    assert reopened(small) == []


def test_a_document_that_is_nowhere_is_told(small: SmallOffice, place: Path, tmp_path: Path) -> None:
    digest = attach_file(small, small.register("PP"), "benar", tmp_path)
    entry = make_backup(folder_of(small), place, small.clock)
    (place / "dokumen" / digest[:2] / digest).write_text("salah")
    small.office.close()
    shutil.rmtree(folder_of(small) / "dokumen")
    done = restore(entry, folder_of(small), small.clock)
    assert done.lacking == (digest,)
    assert reopened(small) == ["dokumen_hilang"]


def test_cancelling_changes_nothing(small: SmallOffice, place: Path, tmp_path: Path) -> None:
    attach_file(small, small.register("PP"), "isi", tmp_path)
    entry = make_backup(folder_of(small), place, small.clock)
    small.office.close()
    before = folder_digest(folder_of(small))
    for step in range(3):
        told: list[int] = []

        def stop(done: int, _total: int, told: list[int] = told, step: int = step) -> bool:
            told.append(done)
            return len(told) <= step

        with pytest.raises(Cancelled):
            restore(entry, folder_of(small), small.clock, stop)
        assert folder_digest(folder_of(small)) == before


def test_a_full_disk_leaves_the_present_state(
    small: SmallOffice, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = make_backup(folder_of(small), place, small.clock)
    small.office.close()
    before = folder_digest(folder_of(small))
    with monkeypatch.context() as patched:
        patched.setattr(backup_restore, "free_room", lambda _folder: 1000)
        with pytest.raises(StoreProblem) as refused:
            restore(entry, folder_of(small), small.clock)
    assert refused.value.code == "pulih_penuh"

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "penuh")

    with monkeypatch.context() as patched:
        patched.setattr(backup_restore, "_write", full)
        with pytest.raises(StoreProblem):
            restore(entry, folder_of(small), small.clock)
    assert folder_digest(folder_of(small)) == before


@pytest.mark.skipif(os.name == "nt", reason="processes are killed another way there")
def test_killed_at_any_moment_the_old_or_the_new_state_is_whole(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    attach_file(small, small.register("PP"), "isi", tmp_path)
    make_backup(folder_of(small), place, small.clock)
    small.register("PP")
    small.office.close()
    script = (
        "import os, sys; from pathlib import Path\n"
        "from models.store import backup_restore\n"
        "from models.store.backup import catalogue\n"
        "from models.store.backup_restore import restore; from models.store.clock import system_clock\n"
        "count = int(sys.argv[3])\n"
        "def watch(event, given):\n"
        "    global count\n"
        "    writes = event == 'open' and 'w' in str(given[1])\n"
        "    if writes or event in ('os.rename', 'os.remove', 'os.mkdir'):\n"
        "        count -= 1\n"
        "        if count < 0: os.kill(os.getpid(), 9)\n"
        "entry = [e for e in catalogue(Path(sys.argv[2])) if e.kind == 'diminta'][0]\n"
        "sys.addaudithook(watch)\n"
        "restore(entry, Path(sys.argv[1]), system_clock)\n"
    )
    states = set()
    for step in range(60):
        folder, copied = tmp_path / f"data{step}", tmp_path / f"usb{step}"
        shutil.copytree(folder_of(small), folder)
        shutil.copytree(place, copied)
        ended = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", script, str(folder), str(copied), str(step)], cwd=ROOT, check=False
        )
        office = open_office(folder, small.clock)
        try:
            states.add(Case.select().count())
            graves = {f.code for f in (*office.findings, *check_office(office)) if f.grave}
            assert graves <= {"riwayat_hilang"}
        finally:
            office.close()
        assert all(found.good for found in catalogue(copied))
        if ended.returncode == 0:
            break
        shutil.rmtree(folder)
        shutil.rmtree(copied)
    assert ended.returncode == 0
    assert step > 8
    assert states == {1, 2}


def test_a_prepared_database_is_not_restored(small: SmallOffice, place: Path) -> None:
    """A backup whose database carries a trigger of somebody else, its manifest made to fit."""
    foreign = small.office.store.folder / "papan-sop.db"
    small.office.close()
    connection = library.connect(str(foreign), isolation_level=None)
    connection.execute("CREATE TRIGGER asing AFTER INSERT ON history BEGIN DELETE FROM setting; END")
    connection.close()
    entry: BackupEntry = make_backup(foreign.parent, place, small.clock)
    assert entry.good
    with pytest.raises(StoreProblem) as refused:
        restore(entry, foreign.parent / "lain", small.clock)
    assert refused.value.code == "skema_asing"
    assert not (foreign.parent / "lain" / "papan-sop.db").exists()
    connection = library.connect(str(foreign), isolation_level=None)
    connection.execute("DROP TRIGGER asing")
    connection.close()
    small.office = open_office(foreign.parent, small.clock)
