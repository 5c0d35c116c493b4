"""The disk is full or the data is held while somebody works: it is said in words, nothing typed is lost."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import PIPE, Popen

import peewee
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.crash import CrashHandler
from models.queries.case_sheet import case_sheet
from models.store.integrity import check_office
from models.store.opening import open_office
from models.store.tables import Case, History
from tests.desktop.desk import Desk, at_step, child, decide, paper_everything
from tests.desktop.test_folder_faults import damage
from tests.desktop.test_register_controller import fill
from tests.office import SmallOffice
from views.small_dialogs import NoteDialog
from views.unsaved import Unsaved

LOCKED = "Data sedang dipakai"
FULL = "Cakram penuh"
READ_ONLY = "Folder data tidak dapat ditulis"
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


@contextmanager
def read_only(small: SmallOffice) -> Iterator[None]:
    """The folder became one that cannot be written; what SQLite says then."""
    small.office.store.db.ask("query_only = ON")
    yield
    small.office.store.db.ask("query_only = OFF")


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


@pytest.mark.parametrize(("fault", "words"), [(held, LOCKED), (full, FULL), (read_only, READ_ONLY)])
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


def test_a_draft_that_cannot_be_kept_keeps_its_window_open(
    desk: Desk, small: SmallOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = desk.step(at_step(small, "3"))
    dialog.body.note.setPlainText("belum selesai")
    monkeypatch.setattr("views.draft_dialog.ask_unsaved", lambda *_args, **_more: Unsaved.SAVE)
    with held(small):
        assert not dialog.close()
        assert dialog.isVisible()
        assert LOCKED in dialog.missing.text()
        assert dialog.body.note.text() == "belum selesai"
    assert dialog.close()


def test_reading_from_a_damaged_database_is_told_in_words(
    qapp: QApplication, small: SmallOffice, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small.office.store.folder
    small.register("PP")
    small.office.close()
    database = folder / "papan-sop.db"
    times = database.stat()
    damage(folder, "permohonan")
    # a disk that rots changes no times: opening has no reason to look closer
    os.utime(database, ns=(times.st_atime_ns, times.st_mtime_ns))
    small.office = open_office(folder, small.clock)
    handler = CrashHandler(tmp_path / "catatan")
    handler.install()
    try:
        with pytest.raises(peewee.DatabaseError) as caught:
            case_sheet(small.office, small.people["tu"], 1)
        handler.caught(type(caught.value), caught.value, caught.value.__traceback__)
        shown = [w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
        box = next(w for w in shown if w.text() == "Basis data rusak")
        assert "pulihkan dari cadangan" in box.informativeText()
        assert handler.dialog is None, "no fault of the program"
        box.close()
    finally:
        handler.remove()
    assert "DatabaseError" in capsys.readouterr().err


def test_a_double_click_finishes_one_step_once(desk: Desk, small: SmallOffice, qtbot: QtBot) -> None:
    case_id = at_step(small, "3")
    dialog = desk.step(case_id)
    decide(dialog, 0)
    paper_everything(desk, dialog)
    qtbot.waitUntil(dialog.complete_button.isEnabled)
    finished = History.kind.startswith("langkah_diselesaikan")
    before, steps = History.select().where(finished).count(), small.at_steps(case_id)
    qtbot.mouseClick(dialog.complete_button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(dialog.complete_button, Qt.MouseButton.LeftButton)
    assert History.select().where(finished).count() == before + 1
    assert small.at_steps(case_id) != steps
    assert list(check_office(small.office)) == []
