"""The note of where backups go: never lost silently, and a damaged one told in words."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from models.actions import backups as acts
from models.store import backup_state
from models.store.backup import catalogue
from models.store.backup_place import prepare_place
from models.store.backup_round import back_up
from models.store.backup_state import (
    choose_place,
    chosen_place,
    note_failed,
    note_tested,
    own_place,
    read_state,
)
from models.store.problems import StoreProblem
from models.store.tables import Person
from resources.problems import problem_text
from tests.office import SmallOffice, done

DAMAGED = (b"", b"[]", b"{", b"\x00" * 100, b'{"tempat": ["/mnt/us')


@pytest.fixture
def place(small: SmallOffice, tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    prepare_place(made)
    choose_place(small.office.store.folder, made)
    return made


def _administrator(small: SmallOffice) -> int:
    made: int = Person.insert(
        username="admin", name="Administrator (CONTOH)", password_hash="", is_admin=True
    ).execute()
    return made


@pytest.mark.usefixtures("place")
@pytest.mark.parametrize("content", DAMAGED)
def test_a_note_that_cannot_be_read_is_told_and_not_written_over(small: SmallOffice, content: bytes) -> None:
    folder = small.office.store.folder
    note = folder / "cadangan.json"
    note.write_bytes(content)
    note_failed(folder, StoreProblem("cadangan_penuh", tempat="x"), small.office.now())
    note_tested(folder, small.office.now())
    assert note.read_bytes() == content
    state = read_state(folder)
    assert (state.failure, state.failure_data) == ("cadangan_catatan_rusak", {"berkas": str(note)})
    assert problem_text(state.failure, state.failure_data).title == "Catatan tempat cadangan tidak terbaca"


@pytest.mark.usefixtures("place")
def test_without_a_readable_note_a_backup_asks_where_and_keeps_one_meanwhile(small: SmallOffice) -> None:
    folder = small.office.store.folder
    (folder / "cadangan.json").write_bytes(b"")
    with pytest.raises(StoreProblem) as asked:
        back_up(folder, small.clock, small.office.zone, kind="diminta")
    assert asked.value.code == "cadangan_catatan_rusak"
    for _ in range(2):
        with pytest.raises(StoreProblem) as told:
            back_up(folder, small.clock, small.office.zone, kind="harian")
        assert told.value.code == "cadangan_catatan_rusak"
        small.clock.forward(minutes=10)
    assert len(catalogue(own_place(folder))) == 1
    assert (folder / "cadangan.json").read_bytes() == b""


@pytest.mark.parametrize("own", [True, False])
def test_choosing_the_place_anew_keeps_the_damaged_note_beside(
    small: SmallOffice, place: Path, *, own: bool
) -> None:
    folder = small.office.store.folder
    (folder / "cadangan.json").write_bytes(b'{"tempat": ["/mnt/us')
    chosen = own_place(folder) if own else place
    prepare_place(chosen)
    done(acts.choose_backup_place(small.office, _administrator(small), chosen))
    assert (chosen_place(folder), read_state(folder).failure) == (chosen, "")
    (beside,) = folder.glob("cadangan.json.tidak-terbaca-*")
    assert beside.read_bytes() == b'{"tempat": ["/mnt/us'


def test_the_note_is_on_the_disk_before_it_has_its_name(
    small: SmallOffice, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small.office.store.folder
    synced: list[bytes] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        if Path(f"/proc/self/fd/{handle}").is_file():
            synced.append(Path(f"/proc/self/fd/{handle}").read_bytes())
        real(handle)

    with monkeypatch.context() as patched:
        patched.setattr(backup_state.os, "fsync", fsync)
        note_tested(folder, small.office.now())
        note_failed(folder, StoreProblem("cadangan_penuh", tempat="x"), small.office.now())
    if Path("/proc/self/fd").is_dir():
        assert synced
        assert synced[-1] == (folder / "cadangan.json").read_bytes()
    # a draft that another program has open stands in nobody's way
    (folder / "cadangan.json.baru").mkdir()
    note_failed(folder, StoreProblem("cadangan_terputus", tempat="x"), small.office.now())
    assert read_state(folder).failure == "cadangan_terputus"
    assert chosen_place(folder) == place
    assert [p.name for p in folder.glob("cadangan.json*.baru")] == ["cadangan.json.baru"]
