"""How the backups stand, in words: what was not read whole, and a place that is not known, are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop.backup_keeper import BackupKeeper
from desktop.backup_words import status_words
from models.store import backup_documents
from models.store.backup_place import prepare_place
from models.store.backup_round import back_up
from models.store.backup_state import choose_place
from tests.models.store.test_backup import attach_file
from tests.office import SmallOffice


@pytest.mark.usefixtures("qtbot")
def test_a_backup_of_which_not_all_was_read_is_not_called_tested(
    small: SmallOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = small.office.store.folder
    prepare_place(tmp_path / "usb")
    choose_place(folder, tmp_path / "usb")
    attach_file(small, small.register("PP"), "isi", tmp_path)
    back_up(folder, small.clock, small.office.zone, kind="diminta")
    keeper = BackupKeeper(small.office)
    assert status_words(small.office, keeper) == ("Cadangan terakhir: teruji hari ini 09.00", "hijau")
    small.clock.forward(days=5)
    monkeypatch.setattr(backup_documents, "_REREAD_S", 0.0)
    back_up(folder, small.clock, small.office.zone, kind="diminta")
    assert status_words(small.office, keeper) == (
        "Cadangan terakhir: dibuat hari ini 09.00; seluruhnya teruji 5 hari yang lalu (16 November 2026)",
        "hijau",
    )


@pytest.mark.usefixtures("qtbot")
def test_a_note_that_cannot_be_read_is_told(small: SmallOffice) -> None:
    (small.office.store.folder / "cadangan.json").write_bytes(b"")
    words, tone = status_words(small.office, BackupKeeper(small.office))
    assert words.startswith("Catatan tempat cadangan tidak terbaca. Pilih lagi tempat cadangannya")
    assert tone == "merah"
