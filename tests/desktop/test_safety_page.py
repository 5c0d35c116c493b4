"""Pengaturan > Keamanan, and what whoever signs in must hear of."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.safety_notices import SafetyNotices
from desktop.session import Session
from desktop.settings_people import OwnPasswordPage
from desktop.settings_safety import SafetyPage
from desktop.settings_window import SettingsController
from models.actions.recovery import recover_administrator
from models.queries.safety import clock_state, lock_minutes, unknown_recoveries
from models.store.passwords import hash_password
from models.store.people import standing
from models.store.tables import Person
from tests.office import SmallOffice, add_person, done
from views.shell import MainWindow

Opened = Callable[[str], SettingsController]


@pytest.fixture
def admin(small: SmallOffice) -> int:
    person_id = add_person("atur", "Pengatur", "Pengelola Aplikasi")
    Person.update(is_admin=True).where(Person.id == person_id).execute()
    small.people["admin"] = person_id
    small.register("PP")
    return person_id


def session(small: SmallOffice, who: str) -> Session:
    person = small.people[who]
    office = small.office.seen_by(person)
    return Session(office, person, standing(office, person, office.now()))


@pytest.fixture
def opened(qtbot: QtBot, small: SmallOffice, admin: int) -> Opened:
    def open_for(who: str) -> SettingsController:
        controller = SettingsController(None, session(small, who), Changes())
        qtbot.addWidget(controller.window)
        controller.window.show()
        return controller

    return open_for


def safety(controller: SettingsController) -> SafetyPage:
    found = controller.page("Keamanan")
    assert isinstance(found, SafetyPage)
    controller.turn_to("Keamanan")
    return found


def test_the_minutes_are_set_and_the_event_is_listed(
    qtbot: QtBot, small: SmallOffice, opened: Opened
) -> None:
    found = safety(opened("admin"))
    assert found.page.minutes.value() == 15
    assert not found.page.save_button.isEnabled()
    assert not found.page.clock.isVisible()
    found.page.minutes.setValue(5)
    found.page.save_button.click()
    assert lock_minutes(small.office) == 5
    found.reload()
    qtbot.waitUntil(lambda: len(found.page.notes.model.records) == 1, timeout=5000)
    assert found.page.notes.model.records[0].words == "Mengubah kunci layar: 15 → 5 menit"
    assert not found.page.save_button.isEnabled()


def test_others_do_not_see_it(small: SmallOffice, opened: Opened) -> None:
    assert "Keamanan" not in opened("tu").titles()
    mine = safety(opened("leader"))
    assert mine.page.clock.isVisible()
    assert not mine.page.clock_button.isVisible()
    assert not mine.page.notes.isVisible(), "a leader sees nothing of the accounts"
    assert not mine.page.lock_part.isVisible()


def test_who_lost_the_right_to_read_it_is_told_so(qtbot: QtBot, small: SmallOffice, opened: Opened) -> None:
    found = safety(opened("admin"))
    Person.update(is_admin=False).where(Person.id == small.people["admin"]).execute()
    found.reload()
    qtbot.waitUntil(found.window.message.isVisible, timeout=5000)
    assert "tidak berhak melihat" in found.window.message.label.text()


def test_a_clock_that_was_set_back_is_confirmed_by_a_leader(small: SmallOffice, opened: Opened) -> None:
    small.clock.forward(hours=-3)
    assert "Keamanan" not in opened("tu").titles()
    found = safety(opened("leader"))
    assert found.page.clock.isVisible()
    assert "3 jam lebih awal" in found.page.clock_words.text()
    found.page.clock_button.click()
    assert clock_state(small.office) is None
    found.reload()
    assert not found.page.clock_button.isVisible()


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow("Dinas", "Orang", sample=False)
    qtbot.addWidget(made)
    made.show()
    yield made
    for box in made.findChildren(QMessageBox):
        box.close()


def boxes(window: MainWindow) -> list[QMessageBox]:
    return [box for box in window.findChildren(QMessageBox) if box.isVisible()]


def test_an_administrator_hears_of_a_recovery_until_it_was_read(
    qtbot: QtBot, small: SmallOffice, admin: int, window: MainWindow
) -> None:
    done(recover_administrator(small.office, "atur", "sekali-pakai-1", "<b>budi</b>"))
    SafetyNotices(window, session(small, "admin"), window)
    qtbot.waitUntil(lambda: len(boxes(window)) == 1, timeout=5000)
    box = boxes(window)[0]
    assert "akun komputer “<b>budi</b>”" in box.text()
    assert len(unknown_recoveries(small.office.seen_by(admin), admin)) == 1
    box.close()
    assert unknown_recoveries(small.office.seen_by(admin), admin) == ()


def test_others_hear_nothing_of_it(qtbot: QtBot, small: SmallOffice, admin: int, window: MainWindow) -> None:
    done(recover_administrator(small.office, "atur", "sekali-pakai-1", "budi"))
    SafetyNotices(window, session(small, "tu"), window)
    qtbot.wait(300)
    assert boxes(window) == []


def test_everybody_hears_of_a_clock_that_was_set_back(
    small: SmallOffice, admin: int, window: MainWindow
) -> None:
    small.clock.forward(days=-2)
    SafetyNotices(window, session(small, "tu"), window)
    assert "48 jam lebih awal" in boxes(window)[0].text()


def test_guessing_the_present_password_at_a_desk_waits_as_at_the_door(
    small: SmallOffice, opened: Opened
) -> None:
    tu = small.people["tu"]
    Person.update(password_hash=hash_password("kata sandi tu 1")).where(Person.id == tu).execute()
    controller = opened("tu")
    own = controller.page("Kata sandi saya")
    assert isinstance(own, OwnPasswordPage)

    def change(present: str) -> str:
        own.page.present.setText(present)
        own.page.password.setText("punya saya 1")
        own.page.repeated.setText("punya saya 1")
        own.page.save_button.click()
        return controller.window.message.label.text()

    for _ in range(3):
        assert "tidak cocok" in change("salah semua")
    assert "Tunggu 5 detik" in change("kata sandi tu 1")
    small.clock.forward(seconds=5)
    assert "diganti" in change("kata sandi tu 1")
    assert Person.get_by_id(tu).failures == 0
