"""Leaving, handing over and delegating through the settings window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.session import Session
from desktop.settings_delegations import DelegationsPage
from desktop.settings_people import PeoplePage
from desktop.settings_window import SettingsController
from models.actions import work
from models.queries.delegations import delegations
from models.store.people import standing
from models.store.tables import Card, Holding, Person
from tests.office import SmallOffice, done
from views.leaving_dialogs import CloseAccountDialog, ReassignDialog

Opened = Callable[[str], SettingsController]


@pytest.fixture
def busy(small: SmallOffice) -> SmallOffice:
    """Two requests in the name of the section head."""
    with small.office.transaction():
        admin = Person.insert(username="atur", name="Atur (CONTOH)", password_hash="", is_admin=True)
        small.people["admin"] = admin.execute()
    small.people["kasi"] = small.people["MLS:kasi_aplikasi"]
    for _ in range(2):
        case = small.register("MLS")
        small.walk(case)
        run = small.open_runs(case)[0]
        done(work.assign(small.office, small.people["kasi"], run.id, "a", small.people["kasi"]))
    return small


@pytest.fixture
def opened(qtbot: QtBot, busy: SmallOffice) -> Iterator[Opened]:
    made: list[SettingsController] = []

    def open_for(who: str) -> SettingsController:
        person = busy.people[who]
        seen = busy.office.seen_by(person)
        session = Session(seen, person, standing(seen, person, seen.now()))
        controller = SettingsController(None, session, Changes())
        with qtbot.waitExposed(controller.window):
            controller.window.show()
        made.append(controller)
        return controller

    yield open_for
    for controller in made:
        controller.window.close()


def told(controller: SettingsController) -> str:
    return controller.window.message.label.text() if controller.window.message.isVisible() else ""


def people_page(controller: SettingsController) -> PeoplePage:
    found = controller.page("Orang")
    assert isinstance(found, PeoplePage)
    controller.turn_to("Orang")
    return found


def delegations_page(controller: SettingsController) -> DelegationsPage:
    found = controller.page("Delegasi")
    assert isinstance(found, DelegationsPage)
    controller.turn_to("Delegasi")
    return found


def of_person(page: PeoplePage, person_id: int) -> object:
    return next(r for r in page.page.model.records if r.line.id == person_id)


def test_an_account_is_closed_with_all_that_hangs_on_it(busy: SmallOffice, opened: Opened) -> None:
    controller = opened("admin")
    page = people_page(controller)
    kasi = busy.people["kasi"]
    row = of_person(page, kasi)
    slip = page.change(row)  # type: ignore[arg-type]
    slip.active.setChecked(False)
    slip.submit()
    assert "masih memegang jabatan MLS Kasi Aplikasi dan punya 2 tugas terbuka" in slip.message.text()
    slip.active.setChecked(True)
    slip.close_done()
    page.page.choose(kasi)
    page.page.close_button.click()
    dialog = controller.window.findChild(CloseAccountDialog)
    assert dialog is not None
    assert "MLS Kasi Aplikasi" in dialog.intro.text()
    assert "2 tugas terbuka menjadi terbuka bagi semua pemegang" in dialog.answer.text()
    dialog.kind.setCurrentIndex(dialog.kind.findData("plt"))
    assert not dialog.ok_button.isEnabled(), "positions go to somebody"
    spare = busy.people["outsider"]
    dialog.taker.setCurrentIndex(dialog.taker.findData(spare))
    assert dialog.taker.findData(kasi) == -1
    dialog.kind.setCurrentIndex(0)
    assert "Tidak satu pun" in dialog.answer.text()
    dialog.kind.setCurrentIndex(dialog.kind.findData("plt"))
    dialog.submit()
    assert "ditutup: tugasnya" in told(controller)
    assert {card.assignee_name for card in Card.select().where(Card.part == "a")} == {"Orang Lain (CONTOH)"}
    page.page.choose(kasi)
    assert not page.page.close_button.isEnabled(), "a closed account is not closed again"
    assert page.page.current().line.active is False  # type: ignore[union-attr]


def test_roles_are_given_and_a_reader_has_no_other(busy: SmallOffice, opened: Opened) -> None:
    controller = opened("admin")
    page = people_page(controller)
    outsider = busy.people["outsider"]
    dialog = page.change(of_person(page, outsider))  # type: ignore[arg-type]
    dialog.roles.sops.setChecked(True)
    dialog.submit()
    assert of_person(page, outsider).roles == "Pengelola SOP, Petugas"  # type: ignore[attr-defined]
    assert opened("outsider").titles() == ["Delegasi", "Pelaksana SOP", "Naskah", "Kata sandi saya"]
    dialog = page.change(of_person(page, outsider))  # type: ignore[arg-type]
    assert dialog.roles.sops.isChecked()
    dialog.roles.reader.setChecked(True)
    assert not dialog.roles.sops.isEnabled()
    dialog.submit()
    assert of_person(page, outsider).roles == "Pembaca"  # type: ignore[attr-defined]
    assert opened("outsider").titles() == ["Kata sandi saya"]


def test_a_leader_hands_work_over_without_the_page_of_people(busy: SmallOffice, opened: Opened) -> None:
    controller = opened("leader")
    assert "Orang" not in controller.titles()
    page = delegations_page(controller)
    page.page.reassign_wanted.emit()
    dialog = controller.window.findChild(ReassignDialog)
    assert dialog is not None
    assert [dialog.owner.itemText(i) for i in range(dialog.owner.count())] == [
        "Kasi Aplikasi (CONTOH): 2 tugas terbuka"
    ]
    dialog.taker.setCurrentIndex(dialog.taker.findData(busy.people["kasi"]))
    assert not dialog.ok_button.isEnabled()
    dialog.taker.setCurrentIndex(dialog.taker.findData(busy.people["outsider"]))
    assert "0 dari 2" in dialog.answer.text()
    dialog.submit()
    assert "tidak memegang jabatan" in dialog.message.text()
    dialog.taker.setCurrentIndex(0)
    dialog.submit()
    assert "Tugas dialihkan." in told(controller)
    page.page.reassign_wanted.emit()
    assert "Tidak ada tugas terbuka" in told(controller)


def test_a_holder_delegates_and_takes_it_back(busy: SmallOffice, opened: Opened) -> None:
    controller = opened("kasi")
    page = delegations_page(controller)
    assert not page.page.findChildren(ReassignDialog)
    dialog = page.add()
    assert dialog is not None
    assert [dialog.position.itemText(i) for i in range(dialog.position.count())] == ["MLS Kasi Aplikasi"]
    assert not dialog.ok_button.isEnabled()
    dialog.person.setCurrentIndex(dialog.person.findData(busy.people["outsider"]))
    dialog.until.take_day(date(2027, 1, 16))
    assert "Paling lama 31 hari." in dialog.message.text()
    dialog.until.take_day(date(2026, 11, 20))
    dialog.submit()
    assert "didelegasikan kepada Orang Lain (CONTOH)" in told(controller)
    row = page.page.current()
    assert row is not None
    assert (row.line.position, row.state) == ("MLS Kasi Aplikasi", "sekarang")
    names = standing(busy.office, busy.people["outsider"], busy.office.now()).position_names
    assert set(names) == {"Penjaga", "a.n. MLS Kasi Aplikasi"}
    (seen,) = delegations(busy.office.seen_by(busy.people["outsider"]))
    assert seen.position == "MLS Kasi Aplikasi"
    page.end(row)
    assert "diakhiri" in told(controller)
    assert page.page.current().state == "sudah berakhir"  # type: ignore[union-attr]
    assert Holding.get_by_id(row.line.id).until == date(2026, 11, 15)


def test_who_holds_nothing_has_nothing_to_delegate(busy: SmallOffice, opened: Opened) -> None:
    with busy.office.transaction():
        Person.update(is_admin=False).where(Person.id == busy.people["outsider"]).execute()
    controller = opened("outsider")
    page = delegations_page(controller)
    with busy.office.transaction():
        Holding.update(until=date(2026, 11, 1)).where(Holding.person == busy.people["outsider"]).execute()
    assert page.add() is None
    assert "tidak memegang jabatan" in told(controller)


def test_an_administrator_says_which_position_is_delegated(opened: Opened) -> None:
    dialog = delegations_page(opened("admin")).add()
    assert dialog is not None
    assert dialog.position.count() > 2
    assert dialog.position.currentData() is None
    assert "Pilih jabatannya." in dialog.message.text()
    dialog.position.setCurrentIndex(1)
    assert "Pilih jabatannya." not in dialog.message.text()
