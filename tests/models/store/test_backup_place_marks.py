"""Whose mark in a place for backups counts: that of a program that works, for as long as it works."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from models.store.backup_place import claimed, prepare_place
from models.store.problems import StoreProblem


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    prepare_place(made)
    return made


def own_mark(place: Path) -> str:
    with claimed(place):
        (mark,) = place.glob(".sedang-*")
        return mark.name


def leave(place: Path, name: str, age: int = 0) -> Path:
    mark = place / name
    mark.touch()
    os.utime(mark, (mark.stat().st_atime, mark.stat().st_mtime - age))
    return mark


def refused(place: Path) -> str:
    with pytest.raises(StoreProblem) as told, claimed(place):
        pass
    return told.value.code


def test_an_old_mark_whose_process_number_lives_again_does_not_block(place: Path) -> None:
    name = own_mark(place).replace(f".{os.getpid()}.", f".{os.getppid()}.")
    mark = leave(place, name)
    assert refused(place) == "cadangan_sedang_berjalan"
    leave(place, name, age=3600)
    with claimed(place):
        assert not mark.exists()


def test_another_pc_of_the_same_name_is_not_taken_for_dead(place: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    name = own_mark(place).replace(f".{os.getpid()}.", f".{gone.pid}.")
    head, _, boot = name.rpartition(".")
    other = leave(place, f"{head}.{'0' * len(boot)}")
    assert refused(place) == "cadangan_sedang_berjalan"
    other.unlink()
    if os.name != "nt":
        leave(place, name)
        with claimed(place):
            pass


def test_a_mark_of_an_earlier_version_counts_until_it_is_old(place: Path) -> None:
    head, _, _boot = own_mark(place).rpartition(".")
    mark = leave(place, head)
    assert refused(place) == "cadangan_sedang_berjalan"
    leave(place, head, age=3600)
    with claimed(place):
        assert not mark.exists()
