"""The disk is full or the data is held while somebody works: it is said in words, nothing typed is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from subprocess import PIPE, Popen

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.store.integrity import check_office
from models.store.tables import Case, History
from tests.desktop.desk import Desk, at_step, child, decide, paper_everything
from tests.desktop.test_register_controller import fill
from tests.office import SmallOffice
from views.small_dialogs import NoteDialog

LOCKED = "Data sedang dipakai"
FULL = "Cakram penuh"
KEPT = "Isian Anda di layar tidak hilang."


HOLD = """
import sqlite3, sys
other = sqlite3.connect(sys.argv[1], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
print("held", flush=True)
sys.stdin.read()
"""


@contextmanager
def held(small: SmallOffice) -> Iterator[None]:
    """Another program holds the write lock longer than the office is willing to wait."""
    office = small.office
    office.store.db.ask("busy_timeout = 30")
    command = [sys.executable, "-c", HOLD, str(office.store.folder / "papan-sop.db")]
    with Popen(command, stdin=PIPE, stdout=PIPE) as other:  # noqa: S603 - our own interpreter
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        yield
        other.communicate()


@contextmanager
def full(small: SmallOffice) -> Iterator[None]:
    """Not a page more: what SQLite says then is what it says on a full disk."""
    db = small.office.store.db
    pages = db.ask("page_count")[0][0]
    while db.ask("freelist_count")[0][0]:
        db.execute_sql("CREATE TABLE IF NOT EXISTS ballast (x)")
        db.execute_sql("INSERT INTO ballast VALUES (zeroblob(3000))")
        pages = db.ask("page_count")[0][0]
    db.ask(f"max_page_count = {pages}")
    yield
    db.ask("max_page_count = 1073741823")


Fault = Callable[[SmallOffice], "contextmanager[None]"]


def events() -> int:
    return int(History.select().count())


def test_a_step_waits_for_data_that_is_held_and_is_finished_after(
    desk: Desk, small: SmallOffice, qtbot: QtBot
) -> None:
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    decide(dialog, 0)
    paper_everything(desk, dialog)
    dialog.body.note.setPlainText("catatan panjang")
    qtbot.waitUntil(dialog.complete_button.isEnabled)
    before, steps = events(), small.at_steps(case_id)
    with held(small):
        qtbot.mouseClick(dialog.complete_button, Qt.MouseButton.LeftButton)
        assert dialog.isVisible()
        assert LOCKED in dialog.missing.text()
        assert KEPT in dialog.missing.text()
        assert dialog.body.note.text() == "catatan panjang"
    assert (events(), small.at_steps(case_id)) == (before, steps)
    assert dialog.complete_button.isEnabled()
    qtbot.mouseClick(dialog.complete_button, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    assert small.at_steps(case_id) != steps


def test_drafts_ticks_and_continuing_are_refused_in_words_too(desk: Desk, small: SmallOffice) -> None:
    dialog = desk.step(at_step(small, "3"))
    dialog.body.note.setPlainText("belum selesai")
    with held(small):
        dialog.draft_asked.emit({"note": "belum selesai"})
        assert LOCKED in dialog.missing.text()
        dialog.take_asked.emit(dialog.sheet.parts[0].part)
        assert LOCKED in dialog.missing.text()
    assert dialog.body.note.text() == "belum selesai"


def test_a_small_dialog_stays_with_its_words(desk: Desk, small: SmallOffice) -> None:
    case_id = small.register("PP")
    window = desk.case(case_id, small.people["leader"])
    window.note_asked.emit()
    note = child(window, NoteDialog)
    note.reason.setPlainText("kata-kata yang lama ditulis")
    before = events()
    with held(small):
        note.ok_button.click()
        assert note.isVisible()
        assert LOCKED in note.message.text()
        assert note.reason.text() == "kata-kata yang lama ditulis"
    assert events() == before
    note.ok_button.click()
    assert not note.isVisible()
    assert events() == before + 1


@pytest.mark.parametrize(("fault", "words"), [(held, LOCKED), (full, FULL)])
def test_a_request_is_registered_whole_or_not_at_all(
    desk: Desk, small: SmallOffice, fault: Fault, words: str
) -> None:
    form = desk.register("PP")
    fill(form)
    form.note.setPlainText("Đ 😀 " * 800)
    before = events()
    with fault(small):
        form.ok_button.click()
        assert form.isVisible()
        assert words in form.message.text(), form.message.text()
        assert (Case.select().count(), events()) == (0, before)
        assert form.note.text().startswith("Đ 😀")
    form.ok_button.click()
    assert not form.isVisible()
    assert (Case.select().count(), events() > before) == (1, True)
    assert list(check_office(small.office)) == []
