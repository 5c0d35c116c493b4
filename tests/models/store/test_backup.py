from __future__ import annotations

import errno
import json
import os
import shutil
import subprocess
import sys
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from models.actions import documents
from models.records.backup import BackupEntry
from models.records.registration import FileAttachment
from models.store import backup, backup_documents, backup_place
from models.store.backup import Cancelled, catalogue, make_backup, rotate
from models.store.backup_place import HALF, claimed, fitting_place, prepare_place
from models.store.problems import StoreProblem
from models.store.sqlite import library
from tests.office import SmallOffice, done, folder_digest

WIB = timezone(timedelta(hours=7))
ROOT = Path(__file__).parents[3]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    prepare_place(made)
    return made


def folder_of(small: SmallOffice) -> Path:
    return small.office.store.folder


def attach_file(small: SmallOffice, case_id: int, text: str, tmp_path: Path) -> str:
    """A document with that content on a case; its hash."""
    path = tmp_path / "lampiran.pdf"
    path.write_text(text)
    stored = small.office.store.files.ingest(path)
    step = small.office.sop(small.case(case_id).version_id).step(small.at_steps(case_id)[0])
    kind = next(doc for group in (*step.needs, *step.gives) for doc in group.docs)
    attachment = FileAttachment(kind, stored.digest, stored.size, stored.name)
    done(
        documents.attach(
            small.office, small.people["tu"], case_id, attachment, small.open_runs(case_id)[0].id
        )
    )
    return stored.digest


def test_a_backup_tells_what_it_holds(small: SmallOffice, place: Path, tmp_path: Path) -> None:
    case_id = small.register("PP")
    digest = attach_file(small, case_id, "isi", tmp_path)
    entry = make_backup(folder_of(small), place, small.clock, by="Petugas TU (CONTOH)")
    assert catalogue(place) == (entry,)
    assert entry.good, entry.reason
    assert entry.name == "2026-11-16_09.00.00_diminta"
    assert entry.counts["permohonan"] == 1
    assert entry.counts["document"] == 1
    assert entry.head.id == entry.counts["history"]
    manifest = entry.manifest
    assert manifest is not None
    assert (manifest.by, manifest.documents, manifest.missing) == ("Petugas TU (CONTOH)", 1, 0)
    assert (place / "dokumen" / digest[:2] / digest).read_text() == "isi"
    assert sorted(p.name for p in entry.path.iterdir()) == ["dokumen.txt", "manifes.json", "papan-sop.db"]
    with library.connect(str(entry.path / "papan-sop.db")) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    copy.close()


def test_what_the_catalogue_would_call_damaged_is_not_left_there(small: SmallOffice, place: Path) -> None:
    small.register("PP")
    small.office.close()
    connection = library.connect(str(folder_of(small) / "papan-sop.db"), isolation_level=None)
    for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{trigger}"')
    connection.execute("UPDATE history SET digest = 'BUKAN HASH'")
    connection.close()
    with pytest.raises(StoreProblem) as refused:
        make_backup(folder_of(small), place, small.clock)
    assert refused.value.code == "cadangan_rusak"
    assert catalogue(place) == ()


def test_documents_are_stored_once_for_all_backups(small: SmallOffice, place: Path, tmp_path: Path) -> None:
    case_id = small.register("PP")
    first = attach_file(small, case_id, "satu", tmp_path)
    make_backup(folder_of(small), place, small.clock)
    kept = place / "dokumen" / first[:2] / first
    before = kept.stat().st_mtime_ns
    attach_file(small, case_id, "dua", tmp_path)
    small.clock.forward(hours=1)
    second = make_backup(folder_of(small), place, small.clock)
    assert kept.stat().st_mtime_ns == before
    assert second.manifest is not None
    assert second.manifest.documents == 2
    assert len([p for p in (place / "dokumen").rglob("*") if p.is_file()]) == 2


def test_a_damaged_document_is_not_kept_under_the_name_of_a_whole_one(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    case_id = small.register("PP")
    digest = attach_file(small, case_id, "benar", tmp_path)
    small.office.store.files.path_of(digest).write_text("salah")
    entry = make_backup(folder_of(small), place, small.clock)
    assert entry.good
    assert entry.manifest is not None
    assert (entry.manifest.documents, entry.manifest.missing) == (0, 1)
    assert not (place / "dokumen" / digest[:2] / digest).exists()


def test_a_whole_document_in_the_place_outlives_damage_in_the_office(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    case_id = small.register("PP")
    digest = attach_file(small, case_id, "benar", tmp_path)
    make_backup(folder_of(small), place, small.clock)
    small.office.store.files.path_of(digest).write_text("terpotong")
    small.clock.forward(days=1)
    entry = make_backup(folder_of(small), place, small.clock)
    assert (place / "dokumen" / digest[:2] / digest).read_text() == "benar"
    assert entry.manifest is not None
    assert entry.manifest.missing == 0
    assert entry.good


def test_a_writer_in_another_process_is_not_disturbed_and_nothing_acknowledged_is_missing(
    small: SmallOffice, place: Path
) -> None:
    writer = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, str(Path(__file__).with_name("backup_writer.py")), str(folder_of(small)),
         str(small.people["tu"])],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert writer.stdin is not None
    assert writer.stdout is not None
    entries = []
    try:
        lines = [writer.stdout.readline() for _ in range(5)]
        for _ in range(3):
            small.clock.forward(seconds=1)
            entries.append((make_backup(folder_of(small), place, small.clock), list(lines)))
            lines += [writer.stdout.readline() for _ in range(5)]
    finally:
        writer.stdin.close()
        rest = writer.stdout.read()
        assert writer.wait(20) == 0
        writer.stdout.close()
    words = [*"".join(lines).splitlines(), *rest.splitlines()]
    assert len(words) >= 20
    assert all(word.startswith("ACK ") for word in words), words
    for entry, before in entries:
        assert entry.good
        copy = library.connect(str(entry.path / "papan-sop.db"))
        have = {number for (number,) in copy.execute("SELECT number FROM permohonan")}
        copy.close()
        assert {line.split()[1] for line in before} <= have


def test_where_other_things_lie_backups_get_a_folder_of_their_own(tmp_path: Path) -> None:
    stick = tmp_path / "stik"
    assert fitting_place(stick) == stick
    stick.mkdir()
    assert fitting_place(stick) == stick
    (stick / "dokumen").mkdir()
    own = stick / "Cadangan Papan SOP"
    assert fitting_place(stick) == own
    prepare_place(own)
    assert fitting_place(stick) == own
    assert fitting_place(own) == own


def test_two_backups_at_once_are_one(small: SmallOffice, place: Path) -> None:
    with claimed(place), pytest.raises(StoreProblem) as refused:
        make_backup(folder_of(small), place, small.clock)
    assert refused.value.code == "cadangan_sedang_berjalan"
    assert make_backup(folder_of(small), place, small.clock).good


def test_a_lock_left_by_a_process_that_died_does_not_block(small: SmallOffice, place: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    with claimed(place):
        (mark,) = place.glob(".sedang-*")
        name = mark.name
    (place / name.replace(str(os.getpid()), str(gone.pid))).touch()
    (place / f"{HALF}abc").mkdir()
    (place / f"{HALF}abc" / "papan-sop.db").write_text("setengah")
    assert make_backup(folder_of(small), place, small.clock).good
    assert not list(place.glob(".se*"))


def test_a_lock_of_another_machine_counts_until_it_is_old(small: SmallOffice, place: Path) -> None:
    lock = place / ".sedang-dicadangkan.1.abcdef01.pc-lain"
    lock.touch()
    with pytest.raises(StoreProblem):
        make_backup(folder_of(small), place, small.clock)
    os.utime(lock, (lock.stat().st_atime, lock.stat().st_mtime - 3600))
    assert make_backup(folder_of(small), place, small.clock).good


def test_a_place_that_is_away_is_told(small: SmallOffice, tmp_path: Path) -> None:
    for folder, code in (
        (tmp_path / "tidak-ada", "cadangan_tempat_tidak_ada"),
        (tmp_path, "cadangan_tempat_lain"),
    ):
        before = folder_digest(tmp_path)
        with pytest.raises(StoreProblem) as refused:
            make_backup(folder_of(small), folder, small.clock)
        assert refused.value.code == code
        assert folder_digest(tmp_path) == before


@pytest.mark.skipif(os.name == "nt", reason="the rights of folders are asked another way there")
def test_a_full_or_locked_place_leaves_nothing_and_keeps_what_was_there(
    small: SmallOffice, place: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    attach_file(small, small.register("PP"), "isi", tmp_path)
    kept = make_backup(folder_of(small), place, small.clock)
    before = folder_digest(place)
    small.clock.forward(days=1)
    attach_file(small, small.register("PP"), "lain", tmp_path)
    monkeypatch.setattr(backup, "free_room", lambda _place: 1000)
    with pytest.raises(StoreProblem) as refused:
        make_backup(folder_of(small), place, small.clock)
    assert refused.value.code == "cadangan_penuh"
    monkeypatch.undo()
    for number, code in (
        (errno.ENOSPC, "cadangan_penuh"),
        (errno.EROFS, "cadangan_baca_saja"),
        (errno.ENODEV, "cadangan_terputus"),
        (errno.EBUSY, "cadangan_gagal"),
    ):
        with monkeypatch.context() as patched:
            patched.setattr(backup_documents.os, "fsync", _failing(number))
            with pytest.raises(StoreProblem) as refused:
                make_backup(folder_of(small), place, small.clock)
        assert refused.value.code == code
        assert folder_digest(place) == before
    assert catalogue(place) == (kept,)


def _failing(number: int):
    def fail(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    return fail


def test_a_stick_pulled_out_in_the_middle_is_told_and_the_next_one_is_whole(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    small.register("PP")
    away = tmp_path / "dicabut"

    def pull(_done: int, _total: int) -> bool:
        if place.exists():
            place.rename(away)
        return True

    with pytest.raises(StoreProblem) as refused:
        make_backup(folder_of(small), place, small.clock, progress=pull)
    assert refused.value.code == "cadangan_terputus"
    away.rename(place)
    assert catalogue(place) == ()
    small.clock.forward(minutes=30)
    entry = make_backup(folder_of(small), place, small.clock)
    assert catalogue(place) == (entry,)
    assert entry.good


def test_cancelling_leaves_nothing(small: SmallOffice, place: Path) -> None:
    before = folder_digest(place)
    for step in range(3):
        told: list[int] = []

        def stop(done: int, _total: int, told: list[int] = told, step: int = step) -> bool:
            told.append(done)
            return len(told) <= step

        try:
            made = make_backup(folder_of(small), place, small.clock, progress=stop)
        except Cancelled:
            assert folder_digest(place) == before
        else:
            shutil.rmtree(made.path)
            assert step


def test_killed_in_the_middle_nothing_stands_under_a_final_name(small: SmallOffice, place: Path) -> None:
    small.register("PP")
    folder = folder_of(small)
    script = (
        "import os, sys; from pathlib import Path\n"
        "from models.store.backup import make_backup; from models.store.clock import system_clock\n"
        "count = int(sys.argv[3])\n"
        "def watch(event, given):\n"
        "    global count\n"
        "    if event in ('os.rename', 'os.remove', 'os.mkdir', 'open', 'os.rmdir'):\n"
        "        count -= 1\n"
        "        if count < 0: os.kill(os.getpid(), 9)\n"
        "sys.addaudithook(watch)\n"
        "make_backup(Path(sys.argv[1]), Path(sys.argv[2]), system_clock)\n"
    )
    for step in range(0, 60, 2):
        ended = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", script, str(folder), str(place), str(step)], cwd=ROOT, check=False
        )
        # killed after the last rename it is there, and whole
        assert len(catalogue(place)) in {int(ended.returncode == 0), 1}
        assert all(found.good for found in catalogue(place))
        for found in catalogue(place):
            shutil.rmtree(found.path)
        if ended.returncode == 0:
            break
    assert 10 <= step < 58, "killed at many steps, and whole in the end"
    entry = make_backup(folder, place, small.clock)
    assert entry.good
    assert not list(place.glob(f"{HALF}*"))


def damaged(entry: BackupEntry, place: Path) -> str:
    (found,) = [e for e in catalogue(place) if e.path == entry.path]
    assert not found.good
    return found.reason


def test_the_catalogue_tells_what_is_damaged(small: SmallOffice, place: Path, tmp_path: Path) -> None:
    digest = attach_file(small, small.register("PP"), "isi dokumen", tmp_path)
    entry = make_backup(folder_of(small), place, small.clock)
    kept = tmp_path / "utuh"
    shutil.copytree(place, kept)

    def again() -> None:
        shutil.rmtree(place)
        shutil.copytree(kept, place)

    with (entry.path / "papan-sop.db").open("r+b") as file:
        file.truncate(4096)
    assert damaged(entry, place) == "cadangan_basis_data_berubah"
    again()
    (entry.path / "dokumen.txt").write_text("")
    assert damaged(entry, place) == "cadangan_daftar_berubah"
    again()
    (place / "dokumen" / digest[:2] / digest).unlink()
    assert damaged(entry, place) == "cadangan_dokumen_hilang"
    again()
    text = (entry.path / "manifes.json").read_text("utf-8")
    body = json.loads(text)
    body["jumlah_baris"]["permohonan"] = 7
    (entry.path / "manifes.json").write_text(json.dumps(body), "utf-8")
    assert damaged(entry, place) == "cadangan_manifes_rusak"
    again()
    (entry.path / "manifes.json").unlink()
    assert damaged(entry, place) == "cadangan_manifes_rusak"
    again()
    assert catalogue(place) == (entry,)


def test_half_a_year_of_backups_rotates_and_forgets_documents_nobody_lists(
    small: SmallOffice, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backup_place.os, "fsync", lambda _handle: None)
    case_id = small.register("PP")
    lasting = attach_file(small, case_id, "tetap", tmp_path)
    make_backup(folder_of(small), place, small.clock, kind="sebelum_skema")
    passing = ""
    for day in range(190):
        small.clock.forward(days=1)
        entry = make_backup(folder_of(small), place, small.clock, kind="harian")
        if day == 20:
            stored = tmp_path / "sementara.txt"
            stored.write_text("hanya sehari")
            passing = small.office.store.files.ingest(stored).digest
        if day == 21:
            small.office.store.files.path_of(passing).unlink()
        assert entry.manifest is not None
        rotate(place, entry.manifest.origin, WIB)
    entries = catalogue(place)
    assert all(entry.good for entry in entries)
    assert {e.kind for e in entries} == {"harian", "sebelum_skema"}
    assert 20 <= len(entries) <= 30
    months = {(e.made_at.year, e.made_at.month) for e in entries}
    assert len(months) == 7
    pool = {p.name for p in (place / "dokumen").rglob("*") if p.is_file()}
    assert lasting in pool
    assert passing not in pool


def test_rotation_leaves_other_offices_and_damaged_backups_alone(small: SmallOffice, place: Path) -> None:
    small.register("PP")
    made = []
    for _ in range(40):
        small.clock.forward(days=1)
        made.append(make_backup(folder_of(small), place, small.clock, kind="harian"))
    (made[1].path / "dokumen.txt").write_text("rusak")
    assert rotate(place, "f" * 64, WIB) == ()
    assert made[0].manifest is not None
    gone = rotate(place, made[0].manifest.origin, WIB)
    assert made[0].name in gone
    assert made[1].name not in gone
    assert made[-1].name not in gone
