"""Every letter of the windows of papers leads to one place, whatever tab is in front."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QTabBar, QTabWidget, QWidget

from desktop import paper_dialogs
from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.session import Session
from desktop.settings_window import SettingsController
from models.records.paper import PaperDraft
from models.store.people import standing
from tests.desktop.desk import Desk, child
from tests.desktop.paper_desk import drawn
from tests.paper_office import issue, note, with_officials
from views.disposition_dialog import DispositionDialog
from views.paper_dialog import PaperDialog


def letters(window: QWidget) -> list[str]:
    """The Alt letters that answer in a window now."""
    shown = [w for w in window.findChildren(QWidget) if w.isVisibleTo(window) and w.window() is window]
    found = [b.text() for b in shown if isinstance(b, QAbstractButton)]
    found += [label.text() for label in shown if isinstance(label, QLabel) and label.buddy() is not None]
    for bar in (w for w in shown if isinstance(w, QTabBar)):
        found += [bar.tabText(i) for i in range(bar.count()) if bar.isTabVisible(i)]
    return [letter for words in found if (letter := QKeySequence.mnemonic(words).toString())]


def twice(window: QWidget) -> list[str]:
    return [letter for letter, times in Counter(letters(window)).items() if times > 1]


def in_every_tab(window: QWidget, tabs: QTabWidget) -> dict[str, list[str]]:
    found = {}
    for place in range(tabs.count()):
        tabs.setCurrentIndex(place)
        QApplication.processEvents()
        assert letters(window), "no letter at all"
        found[tabs.tabText(place)] = twice(window)
    return {tab: clash for tab, clash in found.items() if clash}


@pytest.fixture
def office_desk(desk: Desk) -> Desk:
    with_officials(desk.small)
    return desk


def test_the_window_of_a_request(office_desk):
    small = office_desk.small
    case_id = small.register("PAW")
    window = office_desk.case(case_id, small.people["leader"])
    assert in_every_tab(window, window.tabs) == {}
    window.show_dispositions()
    window.dispositions.give_button.click()
    asked = child(window, DispositionDialog)
    assert twice(asked) == []
    asked.close_done()


def test_a_paper_before_and_after_it_was_issued(qtbot, office_desk):
    small = office_desk.small
    case_id = small.register("PAW")
    draft = PaperDraft("surat_tugas", case_id)
    dialog = paper_dialogs.open_draft(
        office_desk.parent, office_desk.session(small.people["tu"]), office_desk.changes, draft
    )
    assert isinstance(dialog, PaperDialog)
    drawn(qtbot, dialog)
    assert twice(dialog) == []
    dialog.show_issued("1")
    assert twice(dialog) == []
    line, _sheet = issue(small, note(small, case_id))
    viewer = paper_dialogs.open_paper(
        office_desk.parent, office_desk.session(small.people["tu"]), office_desk.changes, line.id
    )
    drawn(qtbot, viewer)
    assert twice(viewer) == []


def test_the_screens_and_the_settings(qtbot, small):
    with_officials(small)
    person = small.people["admin"]
    session = Session(small.office, person, standing(small.office, person, small.office.now()))
    main = MainController(session, Changes())
    with qtbot.waitExposed(main.window):
        main.show("cetak")
    assert in_every_tab(main.window, main.paper_screens["cetak"].page.tabs) == {}
    main.go("dokumen")
    assert twice(main.window) == []
    settings = SettingsController(main.window, session, Changes())
    with qtbot.waitExposed(settings.window):
        settings.window.show()
    page = settings.page("Naskah").page
    settings.turn_to("Naskah")
    assert isinstance(page, QTabWidget)
    assert in_every_tab(settings.window, page) == {}
    settings.window.close()
    main.window.close()
    for gone in (settings.window, main.window, main):
        gone.deleteLater()
    QApplication.sendPostedEvents(None, 0)
