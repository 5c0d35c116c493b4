"""Typed text that no act has kept: written whole, offered to its person only, whatever became of the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.records.typed_text import TypedField, TypedWindow
from models.store.typed_text import TypedTextFile

WINDOWS = (TypedWindow("Langkah 3", (TypedField("Catatan", "Sudah “dicek” <b>dua</b> kali\nbesok lagi"),)),)


def test_what_was_typed_comes_back_to_its_person_only(tmp_path: Path) -> None:
    mine, other = TypedTextFile(tmp_path, 1), TypedTextFile(tmp_path, 11)
    mine.write("21 Nov 2026 09.12", WINDOWS)
    assert mine.left_behind() == (), "what is typed now was not left behind"
    mine.set_aside()
    (kept,) = mine.left_behind()
    assert (kept.at, kept.windows) == ("21 Nov 2026 09.12", WINDOWS)
    other.set_aside()
    assert other.left_behind() == ()
    mine.forget(kept.key)
    assert mine.left_behind() == ()


def test_a_second_fault_does_not_take_the_place_of_the_first(tmp_path: Path) -> None:
    mine = TypedTextFile(tmp_path, 1)
    for at in ("pertama", "kedua"):
        mine.write(at, WINDOWS)
        mine.set_aside()
    assert [kept.at for kept in mine.left_behind()] == ["kedua", "pertama"]


def test_nothing_typed_leaves_nothing(tmp_path: Path) -> None:
    mine = TypedTextFile(tmp_path, 1)
    mine.write("tadi", WINDOWS)
    mine.write("sekarang", ())
    mine.set_aside()
    assert mine.left_behind() == ()
    assert list((tmp_path / "isian").iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"at": 1}',
        '{"at": "x", "windows": [{"title": "a", "fields": [1]}]}',
        "[" * 100_000,
        "\x00",
    ],
)
def test_a_file_of_another_hand_is_passed_over(tmp_path: Path, text: str) -> None:
    mine = TypedTextFile(tmp_path, 1)
    (tmp_path / "isian").mkdir()
    (tmp_path / "isian" / "1-7.json").write_text(text)
    (tmp_path / "isian" / "1-x.json").write_text("{}")
    assert mine.left_behind() == ()
    # and nothing but our own files is ever removed
    mine.forget("../1-7.json")
    mine.forget("1-x.json")
    assert (tmp_path / "isian" / "1-x.json").exists()


@pytest.mark.parametrize("mode", [0o700, 0o2775])
def test_the_folder_is_as_open_as_that_of_the_data(tmp_path: Path, mode: int) -> None:
    tmp_path.chmod(mode)
    TypedTextFile(tmp_path, 1).write("tadi", WINDOWS)
    assert (tmp_path / "isian").stat().st_mode & 0o7777 == mode


def test_a_half_written_file_of_a_dead_process_is_in_nobodys_way(tmp_path: Path) -> None:
    mine = TypedTextFile(tmp_path, 1)
    (tmp_path / "isian").mkdir()
    (tmp_path / "isian" / "1.baru").write_text("{")
    mine.write("tadi", WINDOWS)
    mine.set_aside()
    assert mine.left_behind()[0].windows == WINDOWS
