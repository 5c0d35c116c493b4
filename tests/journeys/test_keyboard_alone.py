"""A request taken to its end by keys alone: every key goes to whatever has the focus at that moment."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QMessageBox,
)

from desktop.settings_window import SettingsController
from models.store.tables import Case, Document
from tests.journeys.keys import ALT as _ALT
from tests.journeys.keys import CONTROL as _CONTROL
from tests.journeys.keys import focused, front, on_button, press, write
from tests.journeys.pages import Journey, Seat, dialogs, settle
from views.attach_dialog import AttachDialog
from views.column_view import ColumnView
from views.listing import ListingView
from views.register_dialog import RegisterDialog
from views.step_dialog import StepDialog


@pytest.fixture
def seat(start: Callable[[str], Journey]) -> Seat:
    journey = start("PP")
    return journey.sit(journey.small.people["tu"])


def register(seat: Seat, subject: str) -> int:
    seat.window.activateWindow()
    press(Qt.Key.Key_N, with_=_CONTROL)
    write(subject)
    press(Qt.Key.Key_P, with_=_ALT)
    assert focused().accessibleName() == "OPD pemohon", "the letter of the label leads to its field"
    write("Dinas Contoh")
    press(Qt.Key.Key_Tab)
    on_button("Buat OPD baru Dinas Contoh")
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_D, with_=_ALT)
    assert isinstance(front(), QMessageBox)
    press(Qt.Key.Key_Return)
    settle()
    return int(Case.get(Case.subject == subject).id)


def attach_file(path: Path) -> None:
    """From the button that has the focus: Enter, the file, Enter."""
    path.write_bytes(b"%PDF-1.4 " + path.name.encode())
    step = focused().window()
    assert isinstance(step, StepDialog)
    press(Qt.Key.Key_Return)
    asked = focused().window()
    assert isinstance(asked, AttachDialog)
    press(Qt.Key.Key_Tab, with_=Qt.KeyboardModifier.ShiftModifier)
    write(str(path))
    press(Qt.Key.Key_Return)
    for _ in range(200):
        QTest.qWait(10)
        if not dialogs(step, AttachDialog) and not step._busy:
            return
    raise AssertionError("not attached")


def attach_paper(place: str) -> None:
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_K, with_=_ALT)
    press(Qt.Key.Key_M, with_=_ALT)
    write(place)
    press(Qt.Key.Key_Return)
    settle()


def test_from_registration_to_its_end(seat: Seat, tmp_path: Path) -> None:
    """The keyboard is led from document to document and from step to step; it is never lost."""
    case_id = register(seat, "Perubahan presensi")
    here = focused()
    assert isinstance(here, ColumnView), here
    assert here.current_card() is not None
    assert here.current_card().case_id == case_id, "the new card has the keyboard"

    press(Qt.Key.Key_Return)
    on_button("Lampirkan Perencanaan perubahan")
    attach_file(tmp_path / "rencana.pdf")
    on_button("Lampirkan Surat permohonan perubahan")
    attach_paper("Rak 1")
    on_button("Lampirkan Formulir perubahan")
    attach_file(tmp_path / "formulir.pdf")
    kinds = {d.doc_type: d.kind for d in Document.select().where(Document.case == case_id)}
    assert sorted(kinds.values()) == ["berkas", "berkas", "kertas"]
    assert focused().accessibleName() == "Kontak pihak luar", "what is asked next"
    write("Rina (CONTOH)")
    press(Qt.Key.Key_N, with_=_ALT)
    assert isinstance(focused(), QComboBox)
    QTest.keyClicks(focused(), "Surat")
    press(Qt.Key.Key_E, with_=_ALT)
    assert focused().accessibleName() == "Terjadi pada"
    press(Qt.Key.Key_Tab)
    on_button("Terjadi pada: sekarang")
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_S, with_=_ALT)
    assert seat.small.at_steps(case_id) == ["3"]
    here = focused()
    assert isinstance(here, ColumnView), here
    assert (here.column.executor, here.current_card().case_id) == ("kominfo", case_id), "where its card went"


def test_enter_on_batal_is_batal(seat: Seat) -> None:
    """Enter never presses another button than the one that has the focus."""
    seat.window.activateWindow()
    press(Qt.Key.Key_N, with_=_CONTROL)
    form = dialogs(seat.window, RegisterDialog)[0]
    write("Tidak jadi")
    press(Qt.Key.Key_P, with_=_ALT)
    write("Dinas Contoh")
    press(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    assert form.ok_button.isEnabled()
    form.cancel_button.setFocus()
    asked: list[str] = []

    def throw_away() -> None:
        question = QApplication.activeModalWidget()
        assert isinstance(question, QMessageBox)
        asked.append(question.text())
        next(b for b in question.buttons() if "Buang" in b.text().replace("&", "")).click()

    QTimer.singleShot(100, throw_away)
    press(Qt.Key.Key_Return)
    assert asked == ["Isian di jendela ini belum disimpan."]
    assert not dialogs(seat.window, RegisterDialog)
    assert Case.select().count() == 0


def test_tab_goes_through_a_page_of_the_settings_before_it_comes_to_tutup(seat: Seat) -> None:
    window = SettingsController(seat.window, seat.main._session, seat.main._changes).window
    window.show()
    window.activateWindow()
    settle()
    assert focused() is window.list
    titles = window.list.titles()
    assert window.title() == titles[0]
    for place, title in enumerate(titles):
        assert window.title() == title
        press(Qt.Key.Key_Tab)
        page = window.stack.currentWidget()
        assert page is not None
        assert page.isAncestorOf(focused()), title
        press(Qt.Key.Key_Tab, with_=Qt.KeyboardModifier.ShiftModifier)
        assert focused() is window.list
        press(Qt.Key.Key_Tab, with_=Qt.KeyboardModifier.ShiftModifier)
        assert focused() is window.close_button
        press(Qt.Key.Key_Tab)
        # the headings are passed over
        press(Qt.Key.Key_Down)
        assert window.title() == titles[min(place + 1, len(titles) - 1)]
    press(Qt.Key.Key_Home)
    assert window.title() == titles[0]
    press(Qt.Key.Key_Tab, with_=Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert window.title() == titles[-1]
    press(Qt.Key.Key_Tab, with_=Qt.KeyboardModifier.ControlModifier)
    assert window.title() == titles[0]
    window.close()
    settle()


def test_the_chips_of_the_list_come_before_its_table(seat: Seat) -> None:
    seat.main.board.show_mode("daftar")
    listing = seat.window.findChild(ListingView)
    seat.window.activateWindow()
    listing.chips["berjalan"].setFocus()
    press(Qt.Key.Key_Tab)
    assert focused() is listing.table
