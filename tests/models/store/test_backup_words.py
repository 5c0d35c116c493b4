"""What keeps a backup from being made or read is told in the language of the office, never in codes."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop.cli_backup import _entries
from models.store import backup
from models.store.backup import make_backup
from models.store.backup_database import check_pages, opened_copy
from models.store.backup_place import of_place, prepare_place
from models.store.backup_state import choose_place
from models.store.problems import StoreProblem
from models.store.sqlite import library
from resources.problems import problem_text
from tests.office import SmallOffice


def told(problem: StoreProblem) -> str:
    return problem_text(problem.code, problem.data).what


@pytest.mark.parametrize(
    ("number", "words"),
    [(errno.EBUSY, "perangkatnya sedang sibuk"), (errno.EXDEV, f"galat sistem nomor {errno.EXDEV}")],
)
def test_an_error_of_the_system_is_told_in_words(tmp_path: Path, number: int, words: str) -> None:
    said = told(of_place(OSError(number, os.strerror(number)), tmp_path))
    assert words in said
    assert os.strerror(number) not in said


def test_damaged_pages_are_told_in_words(tmp_path: Path) -> None:
    path = tmp_path / "papan-sop.db"
    made = library.connect(str(path), isolation_level=None)
    made.execute("CREATE TABLE a (b TEXT)")
    made.execute("CREATE INDEX c ON a (b)")
    for number in range(2000):
        made.execute("INSERT INTO a VALUES (?)", (f"isi {number:060d}",))
    size = made.execute("PRAGMA page_size").fetchone()[0]
    made.close()
    content = bytearray(path.read_bytes())
    content[size * 5 : size * 6] = b"\x7f" * size
    path.write_bytes(content)
    with opened_copy(path) as copy, pytest.raises(StoreProblem) as refused:
        check_pages(copy, path, lambda: True)
    assert told(refused.value).endswith("(ada halaman basis data yang rusak).")


def test_a_copy_that_is_not_whole_is_told_in_words(
    small: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare_place(tmp_path / "usb")
    monkeypatch.setattr(backup, "read_list", lambda *_given: None)
    with pytest.raises(StoreProblem) as refused:
        make_backup(small.office.store.folder, tmp_path / "usb", small.clock)
    assert told(refused.value).endswith("(daftar dokumen rusak).")


def test_a_place_that_is_skipped_is_told_in_words(
    small: SmallOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    choose_place(small.office.store.folder, tmp_path / "usb")
    assert _entries(small.office.store.folder, None) == []
    said = capsys.readouterr().err
    assert f"Dilewati: Folder {tmp_path / 'usb'} tidak ada." in said
    assert "cadangan tempat" not in said
