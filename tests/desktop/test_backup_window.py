"""Backups on the screen: by themselves, on demand, tested, restored, told at the foot of the window."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from desktop import backup_keeper, full_export_saving
from desktop.background import finish
from desktop.backup_keeper import BackupKeeper
from desktop.backup_window import BackupWindow
from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.session import Session
from desktop.settings_backup import BackupsPage
from desktop.settings_window import SettingsController
from models.store.backup import catalogue
from models.store.backup_place import prepare_place
from models.store.backup_state import choose_place, chosen_place, read_state
from models.store.people import standing
from models.store.problems import StoreProblem
from models.store.tables import History, Person, Setting
from tests.office import SmallOffice
from views.fields import WrappedLabel
from views.settings_window import SettingsWindow


@pytest.fixture
def admin(small: SmallOffice) -> int:
    made: int = Person.insert(
        username="admin", name="Administrator (CONTOH)", password_hash="", is_admin=True
    ).execute()
    return made


@pytest.fixture
def place(small: SmallOffice, tmp_path: Path) -> Path:
    made = tmp_path / "usb"
    prepare_place(made)
    choose_place(small.office.store.folder, made)
    return made


@pytest.fixture
def owner(qtbot) -> Iterator[QObject]:
    """Whom a keeper belongs to, as it does in the program: Qt takes it down, not Python."""
    made = QObject()
    yield made
    finish()
    made.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def session_of(small: SmallOffice, person: int) -> Session:
    office = small.office.seen_by(person)
    return Session(office, person, standing(office, person, office.now()))


Opened = Callable[..., BackupsPage]


@pytest.fixture
def opened(small: SmallOffice, admin: int, qtbot) -> Iterator[Opened]:
    made: list[SettingsController] = []

    def open_page(person: int | None = None, keeper: BackupKeeper | None = None) -> BackupsPage:
        session = session_of(small, person or admin)
        session.backups = keeper
        controller = SettingsController(None, session, Changes())
        controller.window.show()
        page = controller.page("Cadangan")
        assert isinstance(page, BackupsPage)
        controller.turn_to("Cadangan")
        made.append(controller)
        qtbot.waitUntil(lambda: "Tempat cadangan" in whole(page.page.place))
        return page

    yield open_page
    finish()
    for controller in made:
        controller.window.close()
        controller.window.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def whole(label: WrappedLabel) -> str:
    """The words of a label without the places where a long one may break."""
    return label.text().replace("\u200b", "")


def message(page: BackupsPage) -> str:
    return whole(page.window.message.label) if page.window.message.isVisible() else ""


def made_one(page: BackupsPage, qtbot) -> None:
    page.page.make_button.click()
    assert not page.page.make_button.isEnabled()
    qtbot.waitUntil(lambda: "Cadangan dibuat" in message(page))
    qtbot.waitUntil(lambda: bool(page.page.list.model.records))


def test_a_backup_is_made_listed_and_tested(small: SmallOffice, opened: Opened, place: Path, qtbot) -> None:
    small.register("PP")
    page = opened()
    assert "belum pernah dicadangkan" in whole(page.page.state.words)
    assert str(place) in whole(page.page.place)
    assert "cakram yang sama" in whole(page.page.place)
    page.page.make_button.setFocus()
    made_one(page, qtbot)
    assert page.page.list.table.hasFocus(), "not the number of days, which the arrows would change"
    (entry,) = catalogue(place)
    assert entry.manifest is not None
    assert entry.manifest.by.startswith("Administrator (CONTOH)")
    asked = History.get(History.kind == "cadangan_diminta")
    assert entry.head.id == asked.id, "who asked for it stands in the backup itself"
    assert "teruji hari ini 09.00" in whole(page.page.state.words)
    assert page.page.list.model.records[0].entry == entry
    small.clock.forward(hours=3)
    page.page.test_button.click()
    qtbot.waitUntil(lambda: "utuh: semua berkasnya terbaca" in message(page))
    qtbot.waitUntil(lambda: "teruji hari ini 12.00" in whole(page.page.state.words))


def test_a_damaged_backup_is_told_and_cannot_be_restored(
    small: SmallOffice, opened: Opened, place: Path, qtbot
) -> None:
    page = opened()
    made_one(page, qtbot)
    (entry,) = catalogue(place)
    database = entry.path / "papan-sop.db"
    content = bytearray(database.read_bytes())
    content[5000] ^= 1
    database.write_bytes(content)
    page.page.test_button.click()
    qtbot.waitUntil(lambda: "tidak dapat dipakai: basis data rusak" in message(page))
    database.write_bytes(b"")
    page.reload()
    qtbot.waitUntil(lambda: not page.page.list.model.records[0].entry.good)
    assert not page.page.test_button.isEnabled()


def test_the_place_is_changed_by_administrators_only(
    small: SmallOffice, opened: Opened, tmp_path: Path, qtbot
) -> None:
    page = opened()
    assert page.page.place_button.isVisible()
    page.take_place(tmp_path / "cakram kedua")
    qtbot.waitUntil(lambda: "Cadangan berikutnya dibuat di" in message(page))
    assert chosen_place(small.office.store.folder) == tmp_path / "cakram kedua"
    assert History.get(History.kind == "tempat_cadangan_diubah").actor.startswith("Administrator")
    page.take_place(small.office.store.folder / "dokumen" / "x")
    qtbot.waitUntil(lambda: "di dalam folder dokumen" in message(page))
    other = opened(small.people["tu"])
    assert not other.page.place_button.isVisible()
    words = [b.text() for b in other.page.findChildren(type(other.page.make_button)) if b.isVisible()]
    assert any("Cadangkan" in w for w in words)
    assert not any("ulihkan" in w for w in words)


def test_everything_is_exported_from_the_page(
    small: SmallOffice, opened: Opened, tmp_path: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(
        full_export_saving.QDesktopServices, "openUrl", lambda url: shown.append(url.toLocalFile())
    )
    small.register("PP")
    page = opened()
    page.export.write(tmp_path / "keluar")
    assert page.page.progress.isVisible()
    assert not page.page.make_button.isEnabled()
    qtbot.waitUntil(lambda: "Ekspor selesai" in message(page))
    (made,) = (tmp_path / "keluar").iterdir()
    assert shown == [str(made)]
    assert History.get(History.kind == "ekspor_diminta").actor.startswith("Administrator")
    page.export.write(tmp_path / "keluar")
    page.page.progress.cancel_button.click()
    qtbot.waitUntil(lambda: "Ekspor dibatalkan" in message(page))
    assert [p.name for p in (tmp_path / "keluar").iterdir()] == [made.name]
    (tmp_path / "berkas").touch()
    page.export.write(tmp_path / "berkas")
    qtbot.waitUntil(lambda: "tidak dapat ditulis" in message(page))


def test_days_of_warning_are_kept(small: SmallOffice, opened: Opened) -> None:
    page = opened()
    page.page.days.setValue(7)
    assert small.office.setting("backup") == {"warn_days": 7}
    assert History.get(History.kind == "batas_cadangan_diubah").data == '{"days":7}'


def test_a_place_that_is_away_is_told_in_words(
    small: SmallOffice, opened: Opened, place: Path, qtbot
) -> None:
    shutil.rmtree(place)
    page = opened()
    qtbot.waitUntil(lambda: f"Folder {place} tidak ada." in message(page))
    assert "sedang tidak terhubung" in whole(page.page.place)
    page.page.make_button.click()
    qtbot.waitUntil(lambda: "gagal" in whole(page.page.state.words))
    assert read_state(small.office.store.folder).failure == "cadangan_tempat_tidak_ada"


def test_the_backup_of_the_day_is_made_by_itself_once(
    small: SmallOffice, place: Path, owner: QObject, qtbot
) -> None:
    small.register("PP")
    keeper = BackupKeeper(small.office, owner)
    for days in range(3):
        with qtbot.waitSignal(keeper.ended) as ended:
            keeper.look()
        assert not isinstance(ended.args[0], StoreProblem)
        assert len(catalogue(place)) == days + 1
        small.clock.forward(hours=4)
        keeper.look()
        assert not keeper.busy(), "one a day"
        assert not keeper.is_old()
        small.clock.forward(hours=20)
    small.clock.forward(days=3)
    assert keeper.is_old()


def test_while_the_place_is_away_one_a_day_goes_into_the_data_folder(
    small: SmallOffice, place: Path, owner: QObject, qtbot
) -> None:
    shutil.rmtree(place)
    keeper = BackupKeeper(small.office, owner)
    for _ in range(2):
        with qtbot.waitSignal(keeper.ended) as ended:
            keeper.look()
        assert isinstance(ended.args[0], StoreProblem)
        (entry,) = catalogue(small.office.store.folder / "cadangan")
        assert entry.manifest is not None
        assert not entry.manifest.has_documents
    assert keeper.is_old(), "the chosen place has none"


def test_a_sample_office_is_not_backed_up_by_itself(small: SmallOffice, owner: QObject, monkeypatch) -> None:
    Setting.insert(key="office", value='{"name": "Dinas", "sample": true}').execute()
    monkeypatch.setattr(backup_keeper, "_FIRST_LOOK_MS", 0)
    keeper = BackupKeeper(small.office, owner)
    keeper.watch()
    for _ in range(5):
        QApplication.processEvents()
    assert not keeper.busy()
    assert not keeper.worth_one_at_the_end()


@pytest.fixture
def main(small: SmallOffice, admin: int, place: Path, qtbot) -> Iterator[MainController]:
    small.register("PP")
    made = MainController(session_of(small, admin), Changes())
    made.show("tugas")
    made.watch_backups()
    yield made
    finish()
    made.close_at_once()
    QApplication.sendPostedEvents(None, 0)


def watched(main: MainController) -> BackupWindow:
    assert main.backups is not None
    return main.backups


def test_the_foot_of_the_window_tells_and_leads(main: MainController, small: SmallOffice, qtbot) -> None:
    foot = main.window.foot
    assert foot.words() == "Cadangan terakhir: belum pernah dicadangkan"
    assert foot.button.text().startswith("⚠")
    keeper = watched(main).keeper
    with qtbot.waitSignal(keeper.ended):
        keeper.start("harian")
    assert foot.words() == "Cadangan terakhir: teruji hari ini 09.00"
    assert not foot.button.text().startswith("⚠")
    small.clock.forward(days=3)
    watched(main).show()
    assert "teruji 3 hari yang lalu (16 November 2026)" in foot.words()
    assert foot.button.text().startswith("⚠")
    foot.button.click()
    window = main.window.findChild(SettingsWindow)
    assert window.title() == "Cadangan"
    window.close()


def test_the_day_ends_with_a_backup(main: MainController, small: SmallOffice, place: Path, qtbot) -> None:
    window = main.window
    assert not window.close(), "it waits for the backup"
    dialog = watched(main).dialog
    assert dialog is not None
    assert dialog.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible())
    (entry,) = catalogue(place)
    assert entry.kind == "akhir"
    assert entry.good


def test_nothing_new_needs_no_backup_at_the_end(main: MainController, place: Path, qtbot) -> None:
    keeper = watched(main).keeper
    with qtbot.waitSignal(keeper.ended):
        keeper.start("harian")
    assert main.window.close()
    assert len(catalogue(place)) == 1


def test_the_one_at_the_end_can_be_skipped(
    main: MainController, place: Path, qtbot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not main.window.close()
    dialog = watched(main).dialog
    assert dialog is not None
    dialog.canceled.emit()
    qtbot.waitUntil(lambda: not main.window.isVisible())
    assert all(entry.good for entry in catalogue(place))


def test_signing_out_makes_none(main: MainController, place: Path, qtbot) -> None:
    main._sign_out()
    assert main.window.close()
    assert catalogue(place) == ()


def test_a_clock_that_was_ahead_does_not_keep_backups_away(
    small: SmallOffice, place: Path, owner: QObject, qtbot
) -> None:
    keeper = BackupKeeper(small.office, owner)
    small.clock.forward(days=400)
    with qtbot.waitSignal(keeper.ended):
        keeper.look()
    small.clock.now -= timedelta(days=400)
    with qtbot.waitSignal(keeper.ended):
        keeper.look()
    assert len(catalogue(place)) == 2
