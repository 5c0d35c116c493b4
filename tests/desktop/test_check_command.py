"""`main.py periksa` as a user runs it after something happened to the data folder."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from main import main
from models.actions import documents
from models.records.registration import FileAttachment
from tests.office import SmallOffice, done

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(small: SmallOffice, tmp_path: Path) -> Path:
    """A closed office with a request, a document of its own and some history."""
    case = small.register("PP")
    small.walk(case)
    paper = tmp_path / "<b>nota dinas.txt"
    paper.write_text("isi nota")
    stored = small.office.store.files.ingest(paper)
    run = small.open_runs(case)[0]
    attachment = FileAttachment("formulir_perubahan", stored.digest, stored.size, stored.name)
    done(documents.attach(small.office, small.people["tu"], case, attachment, run.id))
    small.office.close()
    return small.office.store.folder


def tampered(folder: Path) -> None:
    with sqlite3.connect(folder / "papan-sop.db") as database:
        for trigger in ("history_is_not_changed", "history_is_not_erased"):
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("UPDATE history SET actor = 'Orang Lain' WHERE id = 2")
    database.close()


def the_document(folder: Path) -> Path:
    return next((folder / "dokumen").glob("??/*"))


def other_byte(folder: Path) -> None:
    the_document(folder).write_text("isi nata")


def no_head(folder: Path) -> None:
    with sqlite3.connect(folder / "papan-sop.db") as database:
        for trigger in ("history_is_not_changed", "history_is_not_erased"):
            database.execute(f"DROP TRIGGER {trigger}")
        database.execute("DELETE FROM history WHERE id = (SELECT MAX(id) FROM history)")
    database.close()


def test_a_sound_office_is_good(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "periksa"]) == 0
    anchor, good = capsys.readouterr().out.splitlines()
    assert good == "Baik: basis data, riwayat, dan dokumen utuh."
    assert anchor.startswith("Jangkar riwayat: ")
    assert main(["--data", str(folder), "periksa", "--jangkar", anchor]) == 0
    assert "masih seperti ketika" in capsys.readouterr().out


def test_an_anchor_that_does_not_fit_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(folder), "periksa", "--jangkar", "2-9f3a 6c2e 11b0 77d2"]) == 1
    assert "tidak cocok" in capsys.readouterr().out
    assert main(["--data", str(folder), "periksa", "--jangkar", "rekap"]) == 1
    assert "bukan jangkar" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (tampered, "Riwayat: isi kejadian nomor 2 (dokumen dilampirkan, 001/PP/XI/2026,"),
        (tampered, "Orang Lain) diubah setelah ditulis."),
        (no_head, "Riwayat berkurang: terakhir dicatat"),
        (lambda f: the_document(f).unlink(), "Dokumen “<b>nota dinas.txt” pada permohonan"),
        (lambda f: the_document(f).unlink(), "hilang dari folder dokumen."),
        (other_byte, "tidak sama lagi dengan ketika dilampirkan."),
    ],
)
def test_what_was_done_to_it_is_said_in_a_line(
    folder: Path, damage: Callable[[Path], None], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    damage(folder)
    assert main(["--data", str(folder), "periksa"]) == 1
    told = capsys.readouterr()
    assert any(words in line for line in told.out.splitlines()), told.out
    assert told.out.splitlines()[-1].endswith("temuan.")
    assert told.err == ""


def test_a_damaged_page_is_told_without_a_traceback(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / "papan-sop.db"
    content = bytearray(path.read_bytes())
    for page in range(20, len(content) // 4096 - 1):
        content[page * 4096 : page * 4096 + 200] = b"\xa5" * 200
    path.write_bytes(content)
    assert main(["--data", str(folder), "periksa"]) == 1
    told = capsys.readouterr()
    assert "Basis data rusak" in told.out + told.err
    assert "Jangan hapus berkasnya" in told.err or "temuan." in told.out
    assert path.read_bytes()[4096 * 25 : 4096 * 25 + 200] == b"\xa5" * 200, "nothing was repaired"


def test_a_deleted_log_of_the_last_acts_is_told(
    small: SmallOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small.register("PP")
    crashed = tmp_path / "mati-listrik"
    shutil.copytree(small.office.store.folder, crashed)
    for mark in [*crashed.glob("*-wal"), *crashed.glob("*-shm")]:
        mark.unlink()
    small.office.close()
    assert main(["--data", str(crashed), "periksa"]) == 1
    assert "berkas -wal terhapus" in capsys.readouterr().out
    assert main(["--data", str(crashed), "periksa"]) == 0, "told, and recorded"
    assert "riwayat tidak cocok dengan catatan kepalanya" in capsys.readouterr().out


def test_the_whole_program_answers_by_its_exit_code(folder: Path) -> None:
    tampered(folder)
    command = [sys.executable, str(ROOT / "main.py"), "--data", str(folder), "periksa"]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)  # noqa: S603 - our own program
    assert ran.returncode == 1
    assert "kejadian nomor 2" in ran.stdout
    assert ran.stderr == ""
