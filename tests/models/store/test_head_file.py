"""The note of the newest act: the last whole one counts, whatever became of the one after it."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.store.head_file import NAME, HeadFile, Noted
from models.store.history import Head
from models.store.opening import DATABASE_NAME


def head(number: int) -> Head:
    return Head(number, f"{number:064x}")


@pytest.fixture
def file(tmp_path: Path) -> HeadFile:
    return HeadFile(tmp_path, DATABASE_NAME)


def written(file: HeadFile, *numbers: int) -> bytes:
    for number in numbers:
        file.write(head(number), head(number))
    file.close()
    return (file._path).read_bytes()


def test_the_newest_note_counts_even_when_it_tells_of_an_older_act(file: HeadFile) -> None:
    assert file.read() is None
    written(file, 1, 2, 7, 3)
    noted = file.read()
    assert noted is not None
    assert (noted.event, noted.seal) == (head(3), head(3)), "a restored office goes on from less"


@pytest.mark.parametrize("cut", range(0, 512, 37))
def test_a_note_that_is_written_by_half_leaves_the_one_before(file: HeadFile, cut: int) -> None:
    before, after = written(file, 1, 2, 3), written(file, 4)
    places = [n for n in (0, 512) if before[n : n + 512] != after[n : n + 512]]
    assert len(places) == 1
    at = places[0] + cut
    file._path.write_bytes(after[:at] + before[at:])
    noted = file.read()
    assert noted is not None
    assert noted.event in (head(3), head(4))
    written(file, 5)
    assert file.read() == Noted(head(5), head(5)), "and it is written over"


def test_a_note_of_the_first_versions_is_understood(tmp_path: Path, file: HeadFile) -> None:
    (tmp_path / NAME).write_text(f"{5:020d} {head(5).digest}\n".ljust(86))
    assert file.read() == Noted(head(5))
    written(file, 6)
    noted = file.read()
    assert noted is not None
    assert noted.event == head(6)


@pytest.mark.parametrize("content", [b"", b"\0" * 1024, b"\xff" * 700, b"1 2 3", b"x" * 86])
def test_what_cannot_be_read_is_no_note(tmp_path: Path, file: HeadFile, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    assert file.read() is None
