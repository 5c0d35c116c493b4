"""Dispositions through the window: given, waiting in Tugas Saya, passed on, answered, withdrawn, printed."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.changes import Changes
from desktop.main_window import MainController
from desktop.session import Session
from models.queries.dispositions import chain, inbox
from models.store.people import standing
from tests.desktop.desk import child
from tests.desktop.paper_desk import drawn, text_of
from tests.office import SmallOffice
from tests.paper_office import with_officials
from views.case_dispositions import CaseDispositions
from views.case_window import CaseWindow
from views.disposition_dialog import AnswerDialog, DispositionDialog
from views.paper_dialog import PaperDialog
from views.sidebar import TASKS
from views.small_dialogs import ReasonDialog

Opened = Callable[..., MainController]


@pytest.fixture
def opened(qtbot: QtBot, small: SmallOffice) -> Iterator[Opened]:
    """Opens the window for a person of the small office; the one before signed out."""
    with_officials(small)
    made: list[MainController] = []

    def leave() -> None:
        while made:
            main = made.pop()
            for dialog in main.window.findChildren(PaperDialog):
                dialog.close_done()
            assert main.doors.close_all()
            main.window.close()
            main.window.deleteLater()
            main.deleteLater()
        QApplication.sendPostedEvents(None, 0)

    def open_window(person: str, screen: str = TASKS) -> MainController:
        leave()
        person_id = small.people[person]
        who = standing(small.office, person_id, small.office.now())
        main = MainController(Session(small.office, person_id, who), Changes())
        with qtbot.waitExposed(main.window):
            main.show(screen)
        main.window.resize(1366, 768)
        made.append(main)
        return main

    yield open_window
    leave()


def tab_of(main: MainController, case_id: int) -> CaseDispositions:
    main.doors.dispositions(case_id)
    window = child(main.window, CaseWindow)
    assert window.tabs.currentWidget() is window.dispositions
    return window.dispositions


def tick(dialog: DispositionDialog, *words: str) -> None:
    for _data, box in (*dialog.recipients.boxes, *dialog.instructions.boxes):
        if box.accessibleName() in words:
            box.setChecked(True)


def give(main: MainController, case_id: int, to: str, due: str = "") -> None:
    """Beri disposisi as the head does: somebody ticked, an instruction ticked, a note."""
    tab_of(main, case_id).give_button.click()
    dialog = child(main.window, DispositionDialog)
    assert not dialog.ok_button.isEnabled()
    assert "Pilih sedikitnya satu penerima" in dialog.message.text()
    tick(dialog, to, dialog.instructions.boxes[0][1].accessibleName())
    dialog.note.setPlainText("Segera <b>&</b> tuntas")
    dialog.due.edit.setText(due)
    dialog.ok_button.click()


def waiting(main: MainController) -> list[str]:
    model = main._tasks_page.inbox.model
    return [model.data(model.index(row, 0)) for row in range(model.rowCount())]


KABID = "Kepala Bidang Aplikasi Informatika"


def test_it_waits_in_tugas_saya_and_opens_there(qtbot, small, opened):
    case_id = small.register("PAW")
    give(opened("leader"), case_id, KABID, "18-11-2026")
    main = opened("kabid")
    page = main._tasks_page
    assert page.inbox.isVisible()
    assert page.inbox.words.text().replace("\u200b", "").startswith("1 disposisi menunggu jawaban Anda.")
    assert waiting(main) == ["18 November 2026"]
    QApplication.processEvents()
    assert page.title.geometry().bottom() < page.inbox.geometry().top(), "above the tasks, under the title"
    assert page.inbox.geometry().bottom() < page.table.geometry().top()
    assert page.inbox.width() == page.table.width()
    qtbot.keyClick(page.inbox.table, Qt.Key.Key_Return)
    window = child(main.window, CaseWindow)
    assert window.tabs.currentWidget() is window.dispositions
    assert window.focusWidget() is window.dispositions.tree
    assert [line.read for line in inbox(small.office, small.people["kabid"])] == [True]


def test_what_is_due_is_said_in_words(small, opened):
    cases = [small.register("PAW") for _ in range(3)]
    main = opened("leader")
    for case_id, due in zip(cases, ("16-11-2026", "17-11-2026", ""), strict=True):
        give(main, case_id, KABID, due)
        child(main.window, CaseWindow).close()
    small.clock.at("2026-11-17 09:00")
    main = opened("kabid")
    assert waiting(main) == [
        "lewat, 16 November 2026", "hari ini, 17 November 2026", "tanpa batas waktu",
    ]  # fmt: skip
    words = main._tasks_page.inbox.words.text().replace("\u200b", "")
    assert "3 disposisi" in words
    assert "1 lewat batas waktu" in words
    assert "1 dengan batas waktu hari ini" in words


def test_nothing_waits_nothing_is_shown(small, opened):
    main = opened("kabid")
    assert not main._tasks_page.inbox.isVisible()


def test_passed_on_and_answered(qtbot, small, opened):
    case_id = small.register("PAW")
    give(opened("leader"), case_id, KABID)
    main = opened("kabid")
    tab = tab_of(main, case_id)
    tab.pass_button.click()
    dialog = child(main.window, DispositionDialog)
    assert dialog.giver.currentText() == KABID, "one passes on what came to one's own position"
    tick(dialog, "PAW kasi", "Petugas TU", dialog.instructions.boxes[1][1].accessibleName())
    dialog.other.setText("Arsiparis (CONTOH)")
    dialog.ok_button.click()
    nodes = chain(small.office, case_id)
    assert [(node.sender, node.parent_id) for node in nodes][1] == (KABID, nodes[0].id)
    assert "Arsiparis (CONTOH)" in [r.name for r in nodes[1].recipients]

    own = tab.tree.topLevelItem(0).child(0)
    tab.tree.setCurrentItem(own)
    tab.answer_button.click()
    answer = child(main.window, AnswerDialog)
    assert not answer.ok_button.isEnabled()
    answer.answer.setPlainText("Sudah dijadwalkan.")
    answer.ok_button.click()
    assert chain(small.office, case_id)[0].state == "dijawab"
    child(main.window, CaseWindow).close()
    assert not main._tasks_page.inbox.isVisible()


def test_an_answer_of_somebody_else_is_refused(small, opened):
    case_id = small.register("PAW")
    give(opened("leader"), case_id, KABID)
    main = opened("outsider")
    tab = tab_of(main, case_id)
    tab.tree.setCurrentItem(tab.tree.topLevelItem(0).child(0))
    tab.answer_button.click()
    answer = child(main.window, AnswerDialog)
    answer.answer.setPlainText("Saya saja.")
    answer.ok_button.click()
    assert answer.isVisible()
    assert "Ditolak" in answer.message.text()
    assert chain(small.office, case_id)[0].recipients[0].answer == ""
    answer.close_done()


def test_withdrawn_with_a_reason(small, opened):
    case_id = small.register("PAW")
    main = opened("leader")
    give(main, case_id, KABID)
    tab = tab_of(main, case_id)
    tab.withdraw_button.click()
    asked = child(main.window, ReasonDialog)
    asked.reason.setPlainText("Salah orang")
    asked.ok_button.click()
    assert chain(small.office, case_id)[0].state == "ditarik"
    assert not tab.pass_button.isEnabled()
    assert not opened("kabid")._tasks_page.inbox.isVisible()


def test_none_is_needed(small, opened):
    case_id = small.register("PAW")
    main = opened("tu")
    tab = tab_of(main, case_id)
    tab.not_needed_button.click()
    asked = child(main.window, ReasonDialog)
    asked.reason.setPlainText("Lewat e-office")
    asked.ok_button.click()
    assert "tidak perlu disposisi: Lewat e-office" in tab.words.text().replace("\u200b", "")
    assert not main.window.findChildren(QMessageBox)


def test_the_sheet_is_printed_from_the_disposition(qtbot, small, opened):
    case_id = small.register("PAW", subject="Situs PPID")
    main = opened("leader")
    give(main, case_id, KABID, "18-11-2026")
    tab_of(main, case_id).print_button.click()
    dialog = child(main.window, PaperDialog)
    text = text_of(drawn(qtbot, dialog))
    assert "Situs PPID" in text
    assert "Segera <b>&</b> tuntas" in text
    assert "None" not in text
