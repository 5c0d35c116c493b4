"""Damaged data opens into the repair screen; a backup, salvage or a log laid aside leads to the sign-in."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.application import Program
from desktop.background import finish
from desktop.repair_controller import Repair
from models.store.backup import make_backup
from models.store.backup_place import prepare_place
from models.store.backup_state import choose_place
from models.store.integrity import check_office
from models.store.office import Office
from models.store.opening import DATABASE_NAME, open_office
from models.store.tables import Case, History, Person
from tests.office import SmallOffice
from views.repair_screen import AsideDialog, RepairScreen, SalvagedDialog, SalvageDialog
from views.restore_dialog import RestoreChoice, RestoredDialog, RestoreDialog

#: What must be gone once somebody can sign in.
OURS = (
    AsideDialog,
    RepairScreen,
    RestoreChoice,
    RestoredDialog,
    RestoreDialog,
    SalvageDialog,
    SalvagedDialog,
)


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    """An office with five requests, closed in order; the machine's clock is later than its acts."""
    small.clock.at("2026-01-05 09:00")
    with small.office.transaction():
        Person.insert(username="admin", name="Administrator (CONTOH)", password_hash="x").execute()  # noqa: S106
    for _ in range(5):
        small.register("PP")
    small.office.close()
    return small.office.store.folder


@pytest.fixture
def backed_up(folder: Path, small: SmallOffice, tmp_path: Path) -> Path:
    place = tmp_path / "usb"
    prepare_place(place)
    choose_place(folder, place)
    make_backup(folder, place, small.clock, kind="harian")
    return place


@pytest.fixture
def begun(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Callable[[], Repair]]:
    """Begins the program on what was damaged."""
    made: list[Program] = []
    others = set(visible_windows())  # what another test left open is not ours to ask about

    def begin() -> Repair:
        program = Program(qapp, folder)
        made.append(program)
        program.begin()
        assert program.sign_in is None
        assert program.repair is not None
        qtbot.waitUntil(lambda: program.repair.screen.list.table.empty_words != "Mencari cadangan…")
        return program.repair

    yield begin
    finish()
    for window in visible_windows():
        if window not in others:
            window.close()
    for program in made:
        program.end()


def visible_windows() -> list[QWidget]:
    return [w for w in QApplication.topLevelWidgets() if w.isVisible()]


def spoil(folder: Path) -> bytes:
    path = folder / DATABASE_NAME
    with path.open("r+b") as file:
        file.write(random.Random(1).randbytes(100))
    return path.read_bytes()


def signed_in_next(qtbot: QtBot, repair: Repair) -> Program:
    program = repair.parent()
    assert isinstance(program, Program)
    qtbot.waitUntil(
        lambda: program.sign_in is not None and program.sign_in.dialog.isVisible(), timeout=20_000
    )
    assert not [w for w in visible_windows() if isinstance(w, OURS)]
    assert QApplication.quitOnLastWindowClosed()
    return program


def test_a_backup_is_restored_from_the_repair_screen(
    qtbot: QtBot, folder: Path, backed_up: Path, begun: Callable[[], Repair]
) -> None:
    before = spoil(folder)
    repair = begun()
    screen = repair.screen
    assert "bukan basis data" in screen.what.words.text().replace("\u200b", "")
    line = screen.list.current()
    assert line is not None
    assert line.entry.path.parent == backed_up
    assert not screen.aside_button.isVisible()
    dialog = repair.restore(line)
    dialog.understood.setChecked(True)  # type: ignore[attr-defined]
    dialog.ok_button.click()
    qtbot.waitUntil(lambda: bool(shown(RestoredDialog)), timeout=20_000)
    shown(RestoredDialog)[0].go_on.click()
    signed_in_next(qtbot, repair)
    assert Case.select().count() == 5
    assert History.select(History.actor).order_by(History.id.desc()).scalar() == "Layar perbaikan"
    assert any(path.read_bytes() == before for path in folder.rglob("papan-sop.db*") if path.is_file())


def shown(kind: type) -> list:
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, kind) and w.isVisible()]


def test_what_is_readable_is_saved_and_taken(qtbot: QtBot, folder: Path, begun: Callable[[], Repair]) -> None:
    before = spoil(folder)
    repair = begun()
    assert repair.screen.list.model.records == []
    assert not repair.screen.restore_button.isEnabled()
    repair.salvage().ok_button.click()
    qtbot.waitUntil(lambda: bool(shown(SalvagedDialog)), timeout=20_000)
    told = shown(SalvagedDialog)[0]
    assert (folder / DATABASE_NAME).read_bytes() == before, "nothing is changed before it is taken"
    told.ok_button.click()
    program = signed_in_next(qtbot, repair)
    assert program.office is not None
    assert Case.select().count() == 5
    assert list(check_office(program.office)) == []
    (aside,) = folder.glob("rusak-*")
    assert (aside / DATABASE_NAME).read_bytes() == before


def test_a_result_that_is_not_wanted_changes_nothing(
    qtbot: QtBot, folder: Path, begun: Callable[[], Repair]
) -> None:
    before = spoil(folder)
    repair = begun()
    repair.salvage().ok_button.click()
    qtbot.waitUntil(lambda: bool(shown(SalvagedDialog)), timeout=20_000)
    shown(SalvagedDialog)[0].cancel_button.click()
    assert (folder / DATABASE_NAME).read_bytes() == before
    assert not list(folder.glob("rusak-*"))
    assert not list(folder.glob("penyelamatan-*")), "what nobody wants is thrown away"
    ended: list[bool] = []
    repair.left.connect(lambda: ended.append(True))
    repair.screen.close_button.click()
    assert ended == [True]


def test_a_foreign_log_is_laid_aside(
    qtbot: QtBot, folder: Path, small: SmallOffice, begun: Callable[[], Repair], tmp_path: Path
) -> None:
    older = tmp_path / "lama.db"
    shutil.copyfile(folder / DATABASE_NAME, older)
    small.office = reopened(small, folder)
    # more than the log of one act brings along: file and log together would be whole
    for _ in range(40):
        small.register("PP")
    small.office.close()
    small.office = reopened(small, folder)
    small.register("PP")
    log = folder / f"{DATABASE_NAME}-wal"
    kept = log.read_bytes()
    small.office.close()
    log.write_bytes(kept)
    shutil.copyfile(older, folder / DATABASE_NAME)
    repair = begun()
    assert repair.screen.aside_button.isVisible()
    repair.lay_aside().ok_button.click()
    signed_in_next(qtbot, repair)
    assert Case.select().count() == 5
    (aside,) = folder.glob("rusak-*")
    assert (aside / log.name).read_bytes() == kept


def reopened(small: SmallOffice, folder: Path) -> Office:
    return open_office(folder, small.clock)


def test_a_database_that_is_gone_is_no_new_office(folder: Path, begun: Callable[[], Repair]) -> None:
    (folder / DATABASE_NAME).unlink()
    repair = begun()
    assert repair.screen.heading.text() == "Berkas basis data hilang"
    assert not (folder / DATABASE_NAME).exists()
