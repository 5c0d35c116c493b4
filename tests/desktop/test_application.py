"""The way from the start to the main window and out again, through the real windows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.application import Program
from desktop.single_instance import SingleInstance
from models.store.opening import DATABASE_NAME
from models.store.passwords import hash_password
from models.store.tables import Person
from tests.office import SmallOffice

WORD = "kata sandi contoh 8"


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    """The folder of a small office, closed, whose TU person can sign in."""
    Person.update(password_hash=hash_password(WORD)).where(Person.id == small.people["tu"]).execute()
    small.office.close()
    return small.office.store.folder


@pytest.fixture
def program(qapp: QApplication, folder: Path) -> Iterator[Program]:
    made = Program(qapp, folder)
    yield made
    # a box that nobody closes stands until it is collected, in the way of the next test
    for window in visible():
        window.close()
    made.end()


def sign_in(qtbot: QtBot, program: Program) -> None:
    assert program.sign_in is not None
    dialog = program.sign_in.dialog
    qtbot.waitExposed(dialog)
    dialog.username.setText("tu")
    dialog.password.setText(WORD)
    dialog.sign_in_button.click()
    qtbot.waitUntil(lambda: program.main is not None, timeout=10_000)


def test_signing_in_opens_the_window_and_signing_out_asks_again(qtbot: QtBot, program: Program) -> None:
    program.begin()
    sign_in(qtbot, program)
    assert program.main is not None
    assert program.sign_in is None
    window = program.main.window
    assert window.isVisible()
    program.main.signed_out.emit()
    assert program.main is None
    assert program.sign_in is not None
    assert program.sign_in.dialog.isVisible()
    sign_in(qtbot, program)
    assert program.main is not None
    assert program.main.window is not window


def test_a_password_made_by_another_is_replaced_on_the_way_in(qtbot: QtBot, program: Program) -> None:
    program.begin()
    Person.update(must_change=True).where(Person.username == "tu").execute()
    assert program.sign_in is not None
    dialog = program.sign_in.dialog
    dialog.username.setText("tu")
    dialog.password.setText(WORD)
    dialog.sign_in_button.click()
    qtbot.waitUntil(lambda: program.sign_in is not None and program.sign_in.first is not None, timeout=10_000)
    assert program.main is None, "nothing is shown before that"
    assert program.sign_in.first is not None
    asked = program.sign_in.first.dialog
    for edit in (asked.password, asked.repeated):
        edit.setText("punya saya 99")
    asked.submit()
    qtbot.waitUntil(lambda: program.main is not None, timeout=10_000)
    assert not Person.get(Person.username == "tu").must_change


def test_whoever_comes_in_hears_of_guesses_before(qtbot: QtBot, qapp: QApplication, program: Program) -> None:
    program.begin()
    Person.update(failures=7, failed_at=1).where(Person.username == "tu").execute()
    sign_in(qtbot, program)
    assert "7 kali" in refusal(qapp).text()


def test_the_office_is_closed_in_order(qtbot: QtBot, program: Program, folder: Path) -> None:
    program.begin()
    sign_in(qtbot, program)
    assert (folder / "papan-sop.lock").exists()
    assert (folder / "catatan" / "papan-sop.log").exists()
    assert program.main is not None
    program.main.window.close()
    program.end()
    assert not (folder / "papan-sop.lock").exists()
    # the marks of an open office and the journal of the database go with an orderly end
    assert not list(folder.glob("sedang-dibuka-*"))
    assert not (folder / f"{DATABASE_NAME}-wal").exists()


def refusal(qapp: QApplication) -> QMessageBox:
    boxes = [w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible()]
    assert len(boxes) == 1
    return boxes[0]


def test_a_corrupted_database_is_told_and_left_as_it_is(
    qtbot: QtBot, program: Program, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / DATABASE_NAME).write_bytes(b"bukan basis data" * 500)
    program.begin()
    assert program.main is None
    assert program.sign_in is None
    assert program.repair is not None
    screen = program.repair.screen
    assert DATABASE_NAME in screen.what.words.text().replace("\u200b", "")
    assert screen.heading.text() in capsys.readouterr().err
    assert (folder / DATABASE_NAME).read_bytes() == b"bukan basis data" * 500
    with qtbot.waitSignal(program.over) as over:
        screen.close()
    assert over.args == [1]


def test_a_second_start_is_told_and_opens_nothing(qapp: QApplication, program: Program, folder: Path) -> None:
    first = SingleInstance(folder)
    assert first.take()
    program.begin()
    box = refusal(qapp)
    assert box.text() == "Papan SOP sudah terbuka"
    assert program.office is None
    assert not list(folder.glob("sedang-dibuka-*"))
    box.close()
    first.release()


def test_a_second_start_calls_the_first_to_the_front(
    qtbot: QtBot, qapp: QApplication, program: Program, folder: Path
) -> None:
    program.begin()
    sign_in(qtbot, program)
    assert program.main is not None
    window = program.main.window
    window.showMinimized()
    second = Program(qapp, folder)
    with qtbot.waitSignal(second.over, timeout=5000) as over:
        second.begin()
        refusal(qapp).close()
    assert over.args == [1]
    second.end()
    qtbot.waitUntil(lambda: not window.isMinimized(), timeout=5000)
    assert window.isVisible()
    assert program.office is not None, "the first goes on"
    qtbot.waitUntil(lambda: not (folder / "papan-sop.panggil").exists(), timeout=5000)


def test_the_throw_away_sample_opens_signed_in_and_is_removed(qtbot: QtBot, program: Program) -> None:
    program.look_at_sample()
    qtbot.waitUntil(lambda: program.main is not None, timeout=60_000)
    assert program.office is not None
    folder = program.office.store.folder
    assert program.office.setting("office")["sample"] is True
    assert program.main is not None
    assert "CONTOH" in program.main.window.windowTitle()
    # nobody has been asked for a password here, so a lock has to name it
    program.main.window.lock_wanted.emit()
    assert program.guard is not None
    dialog = program.guard.screen_lock.dialog
    assert dialog is not None
    assert "“contoh123”" in dialog.hint.text()
    dialog.password.setText("contoh123")
    dialog.sign_in_button.click()
    qtbot.waitUntil(lambda: program.guard.screen_lock.dialog is None, timeout=10_000)
    program.main.window.close()
    program.end()
    assert not folder.parent.exists()


def test_a_sample_that_is_not_wanted_any_more_leaves_nothing(
    qtbot: QtBot, qapp: QApplication, program: Program
) -> None:
    from desktop.sample_start import SampleStart

    program.look_at_sample()
    start = program.findChild(SampleStart)
    assert isinstance(start, SampleStart)
    folder = start._folder
    with qtbot.waitSignal(start.cancelled, timeout=60_000):
        start.dialog.findChild(QPushButton).click()
    qtbot.waitUntil(lambda: not folder.exists(), timeout=5000)
    assert program.main is None


def test_a_sample_that_cannot_be_made_is_told_and_ends_the_program(
    qtbot: QtBot, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_given: object, **_more: object) -> None:
        raise ZeroDivisionError("contoh kesalahan")

    monkeypatch.setattr("desktop.sample_start.build_sample", broken)
    program.look_at_sample()
    qtbot.waitUntil(lambda: program._crash.dialog is not None, timeout=10_000)
    dialog = program._crash.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: visible() == [dialog], timeout=5000)
    assert dialog.isVisible()
    with qtbot.waitSignal(program.over) as over:
        dialog.go_on_button.click()
    assert over.args == [1]


def visible() -> list[QWidget]:
    return [window for window in QApplication.topLevelWidgets() if window.isVisible()]


def test_an_end_while_the_sample_is_made_leaves_nothing(qtbot: QtBot, program: Program) -> None:
    from desktop.sample_start import SampleStart

    program.look_at_sample()
    start = program.findChild(SampleStart)
    assert isinstance(start, SampleStart)
    folder = start._folder
    qtbot.waitUntil(folder.exists, timeout=10_000)
    program.end()
    assert not folder.parent.exists()
    start.dialog.close()
