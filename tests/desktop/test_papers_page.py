"""The screen Cetak and Dokumen SOP on a real office: lists, filters, several at once, numbers, books."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.papers_controller import PapersController
from desktop.session import Session
from desktop.sop_documents_controller import SopDocumentsController
from models.store.paper_tables import Paper, PaperNumber
from models.store.people import standing
from tests.desktop.desk import child
from tests.desktop.paper_desk import catch_prints, text_of
from tests.office import SmallOffice
from tests.paper_office import issue, note, with_officials
from views.ask_dialog import AskDialog
from views.number_dialogs import NumberDialog
from views.paper_dialog import PaperDialog
from views.paper_viewer import PaperViewer
from views.sidebar import PAPERS, SOP_DOCUMENTS
from views.small_dialogs import ReasonDialog

WAIT = 10_000
Opened = Callable[..., MainController]


@pytest.fixture
def opened(qtbot: QtBot, small: SmallOffice) -> Iterator[Opened]:
    """Opens the window for a person of the small office."""
    with_officials(small)
    made: list[MainController] = []

    def open_window(screen: str = PAPERS, person: str = "tu") -> MainController:
        person_id = small.people[person]
        who = standing(small.office, person_id, small.office.now())
        main = MainController(Session(small.office, person_id, who), Changes())
        with qtbot.waitExposed(main.window):
            main.show(screen)
        main.window.resize(1366, 768)
        made.append(main)
        return main

    yield open_window
    for main in made:
        for dialog in main.window.findChildren(PaperDialog):
            dialog.close_done()
        assert main.doors.close_all()
        main.window.close()
        main.window.deleteLater()
        main.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def papers(main: MainController) -> PapersController:
    found = main.paper_screens[PAPERS]
    assert isinstance(found, PapersController)
    return found


def subjects(main: MainController) -> list[str]:
    return [line.subject for line in papers(main).page.papers.model.records]


def three(small: SmallOffice) -> int:
    """Two papers of a request and one of nobody's, the second dated last year."""
    case_id = small.register("PAW", subject="Situs PPID")
    issue(small, note(small, case_id, values={"hal": "Laporan Đ <b>satu</b>"}))
    issue(small, note(small, case_id, day="2025-12-30", values={"hal": "Laporan dua"}))
    issue(small, note(small, None, values={"hal": "Undangan"}))
    return case_id


def test_the_list_its_search_and_its_filters(qtbot, small, opened):
    three(small)
    main = opened()
    page = papers(main).page.papers
    assert sorted(subjects(main)) == ["Laporan dua", "Laporan Đ <b>satu</b>", "Undangan"]
    page.words.setText("laporan satu")
    qtbot.waitUntil(lambda: subjects(main) == ["Laporan Đ <b>satu</b>"], timeout=WAIT)
    page.words.clear()
    page.year.setCurrentIndex(page.year.findData(2025))
    page.year.activated.emit(page.year.currentIndex())
    assert subjects(main) == ["Laporan dua"]
    page.year.setCurrentIndex(0)
    page.state.setCurrentIndex(page.state.findData("batal"))
    page.state.activated.emit(page.state.currentIndex())
    assert subjects(main) == []


def test_several_are_printed_at_once_in_the_order_of_the_list(qtbot, small, opened, monkeypatch):
    three(small)
    main = opened()
    printed = catch_prints(monkeypatch)
    page = papers(main).page.papers
    page.table.selectAll()
    page.print_button.click()
    qtbot.waitUntil(lambda: bool(printed), timeout=WAIT)
    texts = [text_of(pdf) for pdf in printed[0]]
    assert [words in text for words, text in zip(subjects(main), texts, strict=True)] == [True] * 3
    assert Paper.select().where(Paper.digest == "").count() == 0, "their files are kept now"


def test_a_paper_opens_and_a_new_one_begins(qtbot, small, opened):
    three(small)
    main = opened()
    page = papers(main).page.papers
    page.table.opened.emit(page.current())
    viewer = child(main.window, PaperViewer)
    qtbot.waitUntil(lambda: viewer.preview.pages > 0, timeout=WAIT)
    viewer.close()
    actions = page.new_menu.actions()
    next(action for action in actions if action.text() == "Nota dinas").trigger()
    dialog = child(main.window, PaperDialog)
    assert dialog.body.draft().case_id is None
    dialog.draft_button.click()
    assert "konsep" in {line.state for line in page.model.records}


def test_a_draft_is_thrown_away_and_a_paper_cancelled(qtbot, small, opened):
    issue(small, note(small, None))
    main = opened()
    page = papers(main).page.papers
    page.cancel_wanted.emit(page.current())
    asked = child(main.window, ReasonDialog)
    asked.reason.setPlainText("Salah tujuan")
    asked.ok_button.click()
    assert [line.state for line in page.model.records] == ["batal"]
    assert PaperNumber.get().state == "batal"
    next(a for a in page.new_menu.actions() if a.text() == "Nota dinas").trigger()
    child(main.window, PaperDialog).draft_button.click()
    child(main.window, PaperDialog).close()
    page.choose(next(line.id for line in page.model.records if line.state == "konsep"))
    page.cancel_wanted.emit(page.current())
    child(main.window, AskDialog).ok_button.click()
    assert [line.state for line in page.model.records] == ["batal"]


def numbers(main: MainController) -> list[tuple[str, str]]:
    return [(line.text, line.state) for line in papers(main).page.numbers.model.records]


def ask_number(main: MainController, signal, argument, purpose: str, number: str = "", day: str = "") -> None:
    signal.emit(argument)
    asked = child(main.window, NumberDialog)
    assert not asked.ok_button.isEnabled()
    asked.number.setText(number)
    asked.purpose.setText(purpose)
    if day:
        asked.day.edit.setText(day)
    asked.ok_button.click()


def test_the_register_of_numbers(qtbot, small, opened):
    issue(small, note(small, None))
    main = opened()
    page = papers(main).page
    page.tabs.setCurrentWidget(page.numbers)
    tab = page.numbers
    tab.group.setCurrentIndex(tab.group.findData("nota_dinas"))
    tab.group.activated.emit(tab.group.currentIndex())
    first = numbers(main)[0][0]
    assert "/1/" in first
    ask_number(main, tab.reserve_wanted, "nota_dinas", "Undangan rapat")
    assert "tercatat" in page.message.label.text()
    ask_number(main, tab.outside_wanted, "nota_dinas", "Dari buku TU", first.replace("/1/", "/5/"))
    tab.choose(next(line.id for line in tab.model.records if line.ordinal == 1))
    ask_number(main, tab.insert_wanted, tab.current(), "Bertanggal mundur")
    assert sorted(state for _text, state in numbers(main)) == ["dipesan", "dipesan", "luar", "terbit"]
    assert any(".01" in text for text, _state in numbers(main))
    assert "Tidak ada nomor yang terlewat" in tab.gaps.text().replace("\u200b", "")
    PaperNumber.update(ordinal=4).where(PaperNumber.purpose == "Undangan rapat").execute()
    main.reload()
    assert "terlewat: 2, 3." in tab.gaps.text().replace("\u200b", "")
    tab.choose(next(line.id for line in tab.model.records if line.purpose == "Undangan rapat"))
    tab.cancel_wanted.emit(tab.current())
    asked = child(main.window, ReasonDialog)
    asked.reason.setPlainText("Rapat batal")
    asked.ok_button.click()
    assert "batal" in {state for _text, state in numbers(main)}
    ask_refused(main, tab, first)


def test_a_list_that_was_cut_says_so(qtbot, small, opened, monkeypatch):
    three(small)
    main = opened()
    page = papers(main).page.papers
    assert not page.intro.isVisibleTo(page)
    monkeypatch.setattr("desktop.papers_controller._MOST_LINES", 2)
    main.reload()
    assert len(page.model.records) == 2
    assert "2 naskah terbaru" in page.intro.text().replace("\u200b", "")
    monkeypatch.setattr("desktop.papers_controller._MOST_LINES", 3)
    main.reload()
    assert not page.intro.isVisibleTo(page)


def test_a_number_leads_to_the_paper_that_carries_it(qtbot, small, opened):
    line, _ = issue(small, note(small, None))
    main = opened()
    page = papers(main).page
    page.tabs.setCurrentWidget(page.numbers)
    ask_number(main, page.numbers.reserve_wanted, "nota_dinas", "Undangan rapat")
    page.numbers.group.setCurrentIndex(page.numbers.group.findData("nota_dinas"))
    page.numbers.group.activated.emit(page.numbers.group.currentIndex())
    carried, free = page.numbers.model.records
    page.numbers.opened.emit(free)
    assert "belum dipakai oleh naskah" in page.message.label.text().replace("\u200b", "")
    page.numbers.opened.emit(carried)
    viewer = child(main.window, PaperViewer)
    assert viewer.line.id == line.id
    qtbot.waitUntil(lambda: viewer.preview.pages > 0, timeout=WAIT)


def ask_refused(main: MainController, tab, taken: str) -> None:
    """A number that is there already is refused inside the dialog; what was typed stays."""
    tab.outside_wanted.emit("nota_dinas")
    asked = child(main.window, NumberDialog)
    asked.number.setText(taken)
    asked.purpose.setText("Dua kali")
    before = PaperNumber.select().count()
    asked.ok_button.click()
    assert asked.isVisible()
    assert taken in asked.message.text()
    assert asked.purpose.text() == "Dua kali"
    assert PaperNumber.select().count() == before
    asked.close_done()


def test_the_agenda_books(qtbot, small, opened):
    three(small)
    main = opened()
    page = papers(main).page
    page.tabs.setCurrentWidget(page.agenda)
    live = papers(main).live
    qtbot.waitUntil(lambda: bool(live.pdf) and not live.busy(), timeout=WAIT)
    assert "Situs PPID" in text_of(live.pdf)
    book = page.agenda.book
    book.setCurrentIndex(book.findData("keluar"))
    book.activated.emit(book.currentIndex())
    qtbot.waitUntil(lambda: not live.busy() and "Undangan" in text_of(live.pdf), timeout=WAIT)
    # the page is painted by a process of its own, a moment later
    qtbot.waitUntil(page.agenda.shelf.print_button.isEnabled, timeout=WAIT)
    page.agenda.since.edit.setText("31-12-2026")
    assert "sesudah tanggal akhir" in page.agenda.problem.text().replace("\u200b", "")
    assert not page.agenda.shelf.print_button.isEnabled()
    page.agenda.since.edit.setText("")
    assert "Isi tanggal" in page.agenda.problem.text().replace("\u200b", "")


def test_the_documents_of_the_sops(qtbot, small, opened):
    main = opened(SOP_DOCUMENTS)
    screen = main.paper_screens[SOP_DOCUMENTS]
    assert isinstance(screen, SopDocumentsController)
    assert screen.page.list.count() == 5
    qtbot.waitUntil(lambda: bool(screen.live.pdf) and not screen.live.busy(), timeout=WAIT)
    first = text_of(screen.live.pdf)
    screen.page.list.setCurrentRow(3)
    qtbot.waitUntil(lambda: not screen.live.busy() and text_of(screen.live.pdf) != first, timeout=WAIT)
    assert screen.page.shelf.print_button.isEnabled()
