"""Where backups go by themselves: the chosen place, the data folder while that is away, before an upgrade."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from models.store import backup, backup_round
from models.store.backup import catalogue
from models.store.backup_place import prepare_place
from models.store.backup_round import age_in_days, back_up, is_due
from models.store.backup_state import choose_place, known_places, note_failed, own_place, read_state
from models.store.migrations import read_migrations
from models.store.opening import open_office
from models.store.problems import StoreProblem
from tests.models.store.test_backup_restore import older_office
from tests.office import HandClock, SmallOffice


def folder_of(small: SmallOffice) -> Path:
    return small.office.store.folder


def test_without_a_chosen_place_backups_go_into_the_data_folder(small: SmallOffice) -> None:
    folder = folder_of(small)
    assert is_due(read_state(folder), small.office.now(), small.office.zone)
    entry = back_up(folder, small.clock, small.office.zone, kind="harian")
    assert entry.path.parent == own_place(folder)
    state = read_state(folder)
    assert (state.made_at, state.tested_at, state.head) == (entry.made_at, small.office.now(), entry.head.id)
    assert not is_due(state, small.office.now(), small.office.zone)
    small.clock.at("2026-11-17 00:01")
    assert is_due(state, small.office.now(), small.office.zone), "a new day of the office"
    assert age_in_days(state, small.office.now()) == 0
    small.clock.forward(days=3)
    assert age_in_days(state, small.office.now()) == 3


def test_a_chosen_place_is_remembered_and_a_new_one_starts_anew(small: SmallOffice, tmp_path: Path) -> None:
    folder = folder_of(small)
    first, second = tmp_path / "satu", tmp_path / "dua"
    for place in (first, second):
        prepare_place(place)
        choose_place(folder, place)
        assert is_due(read_state(folder), small.office.now(), small.office.zone)
        back_up(folder, small.clock, small.office.zone, kind="harian")
    assert known_places(folder) == (second, first, own_place(folder))


def test_what_failed_is_remembered_until_one_succeeds(small: SmallOffice, tmp_path: Path) -> None:
    folder = folder_of(small)
    place = tmp_path / "usb"
    prepare_place(place)
    choose_place(folder, place)
    place.rename(tmp_path / "dicabut")
    with pytest.raises(StoreProblem):
        back_up(folder, small.clock, small.office.zone, kind="diminta")
    state = read_state(folder)
    assert (state.failure, state.failure_data) == ("cadangan_tempat_tidak_ada", {"tempat": str(place)})
    assert not own_place(folder).exists(), "who asked for it chose where"
    (tmp_path / "dicabut").rename(place)
    back_up(folder, small.clock, small.office.zone, kind="diminta")
    assert read_state(folder).failure == ""


def test_older_ones_that_cannot_go_do_not_make_a_backup_fail(
    small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_given: object) -> None:
        raise StoreProblem("cadangan_sedang_berjalan", tempat="")

    monkeypatch.setattr(backup_round, "rotate", refuse)
    assert back_up(folder_of(small), small.clock, small.office.zone, kind="harian").good
    assert read_state(folder_of(small)).failure == ""


STRANGE = (
    '{"tempat": 7, "terakhir": 8, "gagal": []}',
    '{"terakhir": {"dibuat": "kemarin", "kepala": "x"}, "tempat": [1, ""]}',
)


@pytest.mark.parametrize("content", STRANGE)
def test_a_note_of_strange_things_counts_as_none(small: SmallOffice, content: str) -> None:
    folder = folder_of(small)
    (folder / "cadangan.json").write_text(content)
    state = read_state(folder)
    assert (state.place, state.made_at, state.failure) == (own_place(folder), None, "")
    note_failed(folder, StoreProblem("cadangan_penuh", tempat="x"), small.office.now())
    assert read_state(folder).failure == "cadangan_penuh"
    json.loads((folder / "cadangan.json").read_text("utf-8"))


def test_before_an_upgrade_the_chosen_place_has_a_backup_or_else_the_data_folder(tmp_path: Path) -> None:
    clock = HandClock()
    place = tmp_path / "usb"
    prepare_place(place)
    for folder, there in ((tmp_path / "satu", place), (tmp_path / "dua", tmp_path / "dua" / "cadangan")):
        older_office(folder, 2)
        choose_place(folder, place)
        if there != place:
            shutil.rmtree(place)
        open_office(folder, clock).close()
        (entry,) = catalogue(there)
        assert (entry.kind, entry.schema, entry.good) == ("sebelum_skema", 2, True)
        clock.forward(hours=1)


def test_without_a_backup_nothing_is_upgraded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    older_office(tmp_path / "lama", 2)
    monkeypatch.setattr(backup, "free_room", lambda _place: 0)
    with pytest.raises(StoreProblem) as refused:
        open_office(tmp_path / "lama", HandClock())
    assert refused.value.code == "cadangan_penuh"
    monkeypatch.undo()
    office = open_office(tmp_path / "lama", HandClock())
    assert office.store.db.execute_sql("SELECT MAX(version) FROM schema_version").fetchone()[0] == len(
        read_migrations()
    )
    office.close()
