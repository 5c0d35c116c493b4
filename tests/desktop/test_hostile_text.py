"""Every screen of an office in which all words are hostile: shown as written, and no window bursts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.session import Session
from desktop.settings_window import SettingsController
from models.store.people import standing
from models.store.tables import Person
from tests.desktop.desk import Desk
from tests.desktop.hostile_office import EVIL, LONG, fill_columns, make_hostile, markup_in, too_wide, words_in
from tests.office import SmallOffice
from views.problem_notice import problem_box

SCREENS = ("papan:PP", "tugas", "semua", "rekap", "cetak", "dokumen")


@pytest.fixture
def case(small: SmallOffice, tmp_path: Path) -> int:
    made = make_hostile(small, tmp_path)
    Person.update(is_admin=True).where(Person.id == small.people["leader"]).execute()
    return made


def session_of(small: SmallOffice) -> Session:
    person = small.people["leader"]
    return Session(small.office.seen_by(person), person, standing(small.office, person, small.office.now()))


@pytest.fixture
def main(small: SmallOffice, case: int) -> Iterator[Callable[[], MainController]]:
    made: list[MainController] = []

    def build() -> MainController:
        made.append(MainController(session_of(small), Changes()))
        return made[-1]

    yield build
    for controller in made:
        controller.doors.close_all()
        controller.window.close()
        controller.window.deleteLater()
        controller.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def faults(window: QWidget) -> list[str]:
    return markup_in(window) + too_wide(window)


@pytest.mark.parametrize("words", [EVIL, LONG], ids=["markup", "ten thousand signs"])
def test_every_screen_shows_hostile_words_as_written(
    qtbot: QtBot, main: Callable[[], MainController], words: str
) -> None:
    fill_columns(words)
    controller = main()
    for screen in SCREENS:
        with qtbot.waitExposed(controller.window):
            controller.show(screen)
        # what fills the screen comes after the first picture
        qtbot.waitUntil(lambda: "src=x" in words_in(controller.window), timeout=5000)
        qtbot.wait(250)
        assert faults(controller.window) == [], screen


@pytest.mark.parametrize("words", [EVIL, LONG], ids=["markup", "ten thousand signs"])
def test_every_page_of_the_settings_shows_hostile_words_as_written(
    qtbot: QtBot, small: SmallOffice, case: int, words: str
) -> None:
    fill_columns(words)
    controller = SettingsController(None, session_of(small), Changes())
    qtbot.addWidget(controller.window)
    with qtbot.waitExposed(controller.window):
        controller.window.show()
    seen = []
    for title in controller.titles():
        controller.turn_to(title)
        assert faults(controller.window) == [], title
        if "src=x" in words_in(controller.page(title).page):
            seen.append(title)
    assert {"Orang", "Jabatan", "Pelaksana SOP", "OPD"} <= set(seen)


@pytest.mark.parametrize("words", [EVIL, LONG], ids=["markup", "ten thousand signs"])
def test_every_tab_of_a_request_shows_hostile_words_as_written(
    qtbot: QtBot, small: SmallOffice, desk: Desk, case: int, words: str
) -> None:
    fill_columns(words)
    window = desk.case(case, small.people["leader"])
    for place in range(window.tabs.count()):
        window.tabs.setCurrentIndex(place)
        qtbot.wait(30)
        assert faults(window) == [], window.tabs.tabText(place)
    assert "src=x" in words_in(window)
    dialog = desk.step(case, small.people["tu"])
    assert faults(dialog) == []
    assert "src=x" in words_in(dialog)


def test_a_problem_with_a_hostile_name_is_told_as_written(qtbot: QtBot) -> None:
    from resources.problems import problem_text

    for code in ("skema_asing", "folder_sinkron", "bukan_basis_data", "tidak_ada", "berubah"):
        data = dict.fromkeys(("berkas", "apa", "folder", "layanan", "sebab"), EVIL)
        box = problem_box(None, problem_text(code, data))
        qtbot.addWidget(box)
        assert markup_in(box) == []
        assert "src=x" in box.text() + box.informativeText()
