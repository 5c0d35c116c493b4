"""A document that rots in the place of the backups is found, laid aside and copied anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.store import backup_documents
from models.store.backup import catalogue, make_backup
from models.store.backup_place import prepare_place
from models.store.backup_round import back_up
from models.store.backup_state import choose_place, read_state
from models.store.backup_verify import verify
from tests.models.store.test_backup import attach_file, folder_of
from tests.office import SmallOffice


@pytest.fixture
def place(tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    prepare_place(made)
    return made


def kept(place: Path, digest: str) -> Path:
    return place / "dokumen" / digest[:2] / digest


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """No time to read what the place has already."""
    monkeypatch.setattr(backup_documents, "_REREAD_S", 0.0)


@pytest.mark.usefixtures("hurried")
def test_what_a_test_finds_rotten_is_copied_anew_by_the_next_backup(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    case_id = small.register("PP")
    rotten = [attach_file(small, case_id, text, tmp_path) for text in ("benar", "betul")]
    entry = make_backup(folder_of(small), place, small.clock)
    for digest in rotten:
        kept(place, digest).write_text("salah")
    assert verify(entry).reason == "cadangan_dokumen_hilang"
    assert [path for path in (kept(place, d) for d in rotten) if path.exists()] == []
    assert (place / "dokumen" / "tidak-utuh" / rotten[0]).read_text() == "salah"
    assert not catalogue(place)[0].good, "the list tells it, too"
    small.clock.forward(hours=1)
    second = make_backup(folder_of(small), place, small.clock)
    assert [kept(place, digest).read_text() for digest in rotten] == ["benar", "betul"]
    assert verify(second).good
    assert verify(catalogue(place)[1]).good, "the older one is whole again with it"


def test_a_backup_reads_what_it_reuses_and_heals_it(small: SmallOffice, place: Path, tmp_path: Path) -> None:
    digest = attach_file(small, small.register("PP"), "benar", tmp_path)
    make_backup(folder_of(small), place, small.clock)
    kept(place, digest).write_text("salah")
    small.clock.forward(hours=1)
    entry = make_backup(folder_of(small), place, small.clock)
    assert kept(place, digest).read_text() == "benar"
    assert verify(entry).good


def test_what_is_rotten_here_and_there_is_told_as_missing(
    small: SmallOffice, place: Path, tmp_path: Path
) -> None:
    digest = attach_file(small, small.register("PP"), "benar", tmp_path)
    make_backup(folder_of(small), place, small.clock)
    for path in (kept(place, digest), small.office.store.files.path_of(digest)):
        path.write_text("salah")
    small.clock.forward(hours=1)
    entry = make_backup(folder_of(small), place, small.clock)
    assert entry.manifest is not None
    assert entry.manifest.missing == 1
    assert not kept(place, digest).exists()


def test_a_backup_counts_as_tested_only_when_all_of_it_was_read(
    small: SmallOffice, place: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = folder_of(small)
    choose_place(folder, place)
    attach_file(small, small.register("PP"), "benar", tmp_path)
    first = back_up(folder, small.clock, small.office.zone, kind="diminta")
    assert read_state(folder).tested_at == first.made_at
    small.clock.forward(hours=1)
    with monkeypatch.context() as patched:
        patched.setattr(backup_documents, "_REREAD_S", 0.0)
        second = back_up(folder, small.clock, small.office.zone, kind="diminta")
    state = read_state(folder)
    assert (state.made_at, state.tested_at) == (second.made_at, first.made_at)
    small.clock.forward(hours=1)
    third = back_up(folder, small.clock, small.office.zone, kind="diminta")
    assert read_state(folder).tested_at == third.made_at
