"""Disposition, surat tugas, berita acara and tanda terima for one request, from the board, by keys alone."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog

from models.queries.dispositions import chain
from models.store.paper_tables import Paper, PaperNumber
from tests.journeys.keys import ALT, choose, focused, press, write
from tests.journeys.pages import Journey, Seat, dialogs, settle
from tests.paper_office import with_officials
from views.case_window import CaseWindow
from views.disposition_dialog import DispositionDialog
from views.paper_dialog import PaperDialog

_WAIT_MS = 10_000


@pytest.fixture
def seat(start: Callable[[str], Journey]) -> Seat:
    journey = start("PP")
    with_officials(journey.small)
    return journey.sit(journey.small.people["tu"])


def wait(ready: Callable[[], bool]) -> None:
    for _ in range(_WAIT_MS // 10):
        if ready():
            return
        QTest.qWait(10)
    raise AssertionError("it does not come about")


def open_request(seat: Seat) -> CaseWindow:
    """From the card: its step, Tindakan lain, Buka permohonan."""
    seat.window.activateWindow()
    press(Qt.Key.Key_Return)
    press(Qt.Key.Key_I, with_=ALT)
    choose("Buka permohonan")
    return dialogs(seat.window, CaseWindow)[0]


def tick(words: str) -> None:
    """Tab on to a box and tick it."""
    for _ in range(60):
        here = focused()
        if isinstance(here, QCheckBox) and here.accessibleName() == words:
            press(Qt.Key.Key_Space)
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(words)


def give_disposition(window: CaseWindow) -> None:
    press(Qt.Key.Key_O, with_=ALT)
    press(Qt.Key.Key_S, with_=ALT)
    dialog = dialogs(window, DispositionDialog)[0]
    assert dialog.giver.currentText() == "Kepala Dinas", "TU writes down what the head decided"
    tick("Kepala Bidang Aplikasi Informatika")
    press(Qt.Key.Key_C, with_=ALT)
    write("Mohon ditindaklanjuti")
    press(Qt.Key.Key_B, with_=ALT)
    back_to(window)


def back_to(window: CaseWindow) -> None:
    """A desktop hands the keyboard back to the window below; here nobody does."""
    settle()
    window.activateWindow()
    QApplication.processEvents()


def new_paper(window: CaseWindow, name: str) -> PaperDialog:
    press(Qt.Key.Key_H, with_=ALT)
    press(Qt.Key.Key_B, with_=ALT)
    choose(name)
    return shown_paper(window)


def shown_paper(window: CaseWindow) -> PaperDialog:
    dialog = dialogs(window, PaperDialog)[-1]
    wait(lambda: dialog.preview.pages > 0)
    return dialog


def fill_table(*cells: str) -> None:
    for words in cells:
        for key in words:
            QTest.keyClicks(QApplication.focusWidget(), key)
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        QApplication.processEvents()


def fill_what_lacks(dialog: PaperDialog) -> None:
    """The keyboard begins in the first blank that lacks, and Alt+T leads to the next."""
    for _ in range(10):
        if dialog.issue_button.isEnabled():
            return
        for key in "Disetujui":
            QTest.keyClicks(QApplication.focusWidget(), key)
        wait(lambda: not dialog._pause.isActive())
        if not dialog.issue_button.isEnabled():
            press(Qt.Key.Key_T, with_=ALT)
    raise AssertionError(dialog.missing.text())


def issue(dialog: PaperDialog) -> None:
    """Terbitkan by its letter; the keyboard goes on to printing, Esc closes."""
    kept = Paper.select().where(Paper.digest != "").count()
    wait(dialog.issue_button.isEnabled)
    press(Qt.Key.Key_T, with_=ALT)
    wait(lambda: Paper.select().where(Paper.digest != "").count() == kept + 1)
    assert focused() is dialog.print_button
    window = dialog.parentWidget()
    press(Qt.Key.Key_Escape)
    assert isinstance(window, CaseWindow)
    back_to(window)


def text_of(seat: Seat, form: str) -> str:
    digest = Paper.get(Paper.form == form).digest
    pages = PdfReader(io.BytesIO(seat.small.office.store.files.path_of(digest).read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_four_papers_of_one_request(seat: Seat) -> None:
    case_id = seat.register("Situs <b>PPID</b> & GEĐE")
    window = open_request(seat)

    give_disposition(window)
    assert [node.note for node in chain(seat.small.office, case_id)] == ["Mohon ditindaklanjuti"]
    press(Qt.Key.Key_L, with_=ALT)
    issue(shown_paper(window))
    assert "Mohon ditindaklanjuti" in text_of(seat, "disposisi")

    dialog = new_paper(window, "Surat tugas")
    assert focused() is dialog.body.fields["kepada"].table, "the first blank that must be filled"
    fill_table("Budi Santoso", "Penata", "198001312005011009", "Pranata Komputer")
    press(Qt.Key.Key_T, with_=ALT)
    assert focused() is dialog.body.fields["waktu"].edit, "what still lacks"
    write("24 s.d. 28 November 2026")
    issue(dialog)
    assert "Budi Santoso" in text_of(seat, "surat_tugas")

    dialog = new_paper(window, "Berita acara rapat")
    fill_what_lacks(dialog)
    issue(dialog)
    assert "dua ribu dua puluh enam" in text_of(seat, "berita_acara")

    dialog = new_paper(window, "Tanda terima")
    fill_what_lacks(dialog)
    issue(dialog)

    papers = {paper.form: paper for paper in Paper.select()}
    assert set(papers) == {"disposisi", "surat_tugas", "berita_acara", "tanda_terima"}
    assert {paper.state for paper in papers.values()} == {"terbit"}
    assert PaperNumber.select().count() == 3, "a lembar disposisi has no number of its own"
    for form in papers:
        assert "Situs <b>PPID</b> & GEĐE" in text_of(seat, form)
        assert "None" not in text_of(seat, form)
    for opened in (window, *dialogs(seat.window, QDialog)):
        opened.close()
