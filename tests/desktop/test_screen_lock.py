"""The locked screen: all stays open behind covers, unseen and untouched, until its person is back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from desktop.application import Program
from desktop.idle_watch import IdleWatch
from desktop.session_guard import SessionGuard
from models.store.opening import DATABASE_NAME
from models.store.passwords import hash_password
from models.store.sqlite import library
from models.store.tables import Person
from models.store.typed_text import TypedTextFile
from tests.office import HandClock, SmallOffice
from views.left_behind import LeftBehindDialog
from views.lock import Cover
from views.register_dialog import RegisterDialog

WORD = "kata sandi contoh 8"
SUBJECT = "Perihal yang rahasia sekali"


@pytest.fixture
def folder(small: SmallOffice) -> Path:
    hashed = hash_password(WORD)
    both = Person.id.in_([small.people["tu"], small.people["leader"]])
    Person.update(password_hash=hashed).where(both).execute()
    small.office.close()
    return small.office.store.folder


@pytest.fixture
def program(qtbot: QtBot, qapp: QApplication, folder: Path) -> Iterator[Program]:
    made = Program(qapp, folder)
    made.begin()
    enter(qtbot, made, "tu")
    yield made
    for window in qapp.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            QDialog.done(window, 0)
    if made.main is not None:
        made.main.window.close()
    made.end()


def enter(qtbot: QtBot, program: Program, username: str) -> None:
    assert program.sign_in is not None
    dialog = program.sign_in.dialog
    dialog.username.setText(username)
    dialog.password.setText(WORD)
    dialog.sign_in_button.click()
    qtbot.waitUntil(lambda: program.main is not None, timeout=10_000)


def register_dialog(qtbot: QtBot, program: Program) -> RegisterDialog:
    """A dialog in which somebody has just typed."""
    assert program.main is not None
    program.main.window.new_case_wanted.emit()
    found = [w for w in QApplication.topLevelWidgets() if isinstance(w, RegisterDialog) and w.isVisible()]
    found[0].subject.setFocus()
    qtbot.keyClicks(found[0].subject, SUBJECT)
    return found[0]


def lock(program: Program) -> SessionGuard:
    assert program.main is not None
    program.main.window.lock_wanted.emit()
    assert program.guard is not None
    assert program.guard.screen_lock.dialog is not None
    return program.guard


def unlock(qtbot: QtBot, guard: SessionGuard, word: str = WORD) -> None:
    dialog = guard.screen_lock.dialog
    assert dialog is not None
    dialog.password.setText(word)
    dialog.sign_in_button.click()
    qtbot.waitUntil(lambda: guard.screen_lock.dialog is None, timeout=5000)


def test_a_locked_screen_shows_nothing_and_gives_everything_back(
    qtbot: QtBot, program: Program, qapp: QApplication
) -> None:
    typed = register_dialog(qtbot, program)
    title = typed.windowTitle()
    assert program.main is not None
    guard = lock(program)
    for window in (program.main.window, typed):
        over = window.findChild(Cover)
        assert over is not None
        assert over.geometry() == window.rect()
        assert window.windowTitle() == "Papan SOP (terkunci)"
        picture = window.grab().toImage()
        inner = {
            picture.pixel(x, y)
            for x in range(4, picture.width() - 4, 7)
            for y in range(4, picture.height() // 2 - 40, 7)
        }
        assert len(inner) == 1, "something shines through"
    unlock(qtbot, guard)
    assert typed.isVisible()
    assert typed.windowTitle() == title
    assert typed.subject.text() == SUBJECT
    assert not typed.findChildren(Cover) or not typed.findChild(Cover).isVisible()
    QDialog.done(typed, 0)


def test_nothing_behind_it_can_be_touched(qtbot: QtBot, program: Program, qapp: QApplication) -> None:
    typed = register_dialog(qtbot, program)
    guard = lock(program)
    pressed: list[bool] = []
    for button in typed.findChildren(QPushButton):
        button.clicked.connect(lambda _on=False: pressed.append(True))
        # through the window of the screen system, as a real click comes
        QTest.mouseClick(
            typed.windowHandle(), Qt.MouseButton.LeftButton, pos=button.mapTo(typed, button.rect().center())
        )
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_X, Qt.Key.Key_F1):
        QTest.keyClick(typed.windowHandle(), key)
    assert program.main is not None
    QTest.keyClick(program.main.window.windowHandle(), Qt.Key.Key_F1)
    QTest.keyClick(program.main.window.windowHandle(), Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert len([w for w in qapp.topLevelWidgets() if w.isVisible()]) == 3, "a key opened something"
    assert pressed == []
    assert typed.isVisible()
    assert typed.subject.text() == SUBJECT
    unlock(qtbot, guard)
    QDialog.done(typed, 0)


def test_the_lock_itself_cannot_be_closed(qtbot: QtBot, program: Program) -> None:
    guard = lock(program)
    dialog = guard.screen_lock.dialog
    assert dialog is not None
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    event = QCloseEvent()
    QApplication.sendEvent(dialog, event)
    assert dialog.isVisible()
    assert guard.screen_lock.dialog is dialog
    unlock(qtbot, guard)


def test_what_opens_while_it_is_locked_is_covered_too(qtbot: QtBot, program: Program) -> None:
    guard = lock(program)
    assert program.main is not None
    box = QMessageBox(program.main.window)
    box.setText(SUBJECT)
    box.setWindowTitle(SUBJECT)
    # more modal than the lock, and shown after it
    box.setWindowModality(Qt.WindowModality.ApplicationModal)
    box.show()
    qtbot.waitUntil(lambda: box.findChild(Cover) is not None)
    assert SUBJECT not in box.windowTitle()
    dialog = guard.screen_lock.dialog
    assert dialog is not None
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_Escape)
    assert box.isVisible()
    dialog.password.setFocus()
    for sign in WORD:
        QTest.keyClick(dialog.windowHandle(), sign)
    assert dialog.password.text() == WORD, "the lock gets the keys again"
    unlock(qtbot, guard)
    assert box.isVisible()
    assert box.windowTitle() == SUBJECT
    box.close()


def test_menus_close_when_it_locks(qtbot: QtBot, program: Program) -> None:
    assert program.main is not None
    menu = QMenu(program.main.window)
    menu.addAction(SUBJECT)
    menu.popup(QPoint(10, 10))
    assert menu.isVisible()
    guard = lock(program)
    assert not menu.isVisible()
    unlock(qtbot, guard)


def test_wrong_passwords_count_here_as_well(qtbot: QtBot, program: Program) -> None:
    guard = lock(program)
    dialog = guard.screen_lock.dialog
    assert dialog is not None
    for _ in range(3):
        dialog.password.setText("salah semua")
        qtbot.waitUntil(dialog.sign_in_button.isEnabled)
        dialog.sign_in_button.click()
        qtbot.waitUntil(dialog.message.isVisible, timeout=5000)
    assert "Tunggu 5 detik" in dialog.message.text()
    assert Person.get(Person.username == "tu").failures == 3
    Person.update(failures=0, failed_at=None).execute()
    dialog._end_wait()
    unlock(qtbot, guard)


def test_another_person_signs_in_and_what_was_typed_waits_for_its_owner(
    qtbot: QtBot, program: Program, folder: Path, qapp: QApplication
) -> None:
    typed = register_dialog(qtbot, program)
    guard = lock(program)
    dialog = guard.screen_lock.dialog
    assert dialog is not None
    dialog.quit_button.click()
    question = next(w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    assert SUBJECT not in question.text() + question.informativeText()
    assert question.findChild(Cover) is None
    leave = next(b for b in question.buttons() if "Keluar" in b.text())
    with qtbot.waitSignal(typed.finished):
        leave.click()
    qtbot.waitUntil(lambda: program.sign_in is not None and program.sign_in.dialog.isVisible())
    assert program.main is None
    assert not [w for w in qapp.topLevelWidgets() if isinstance(w, RegisterDialog) and w.isVisible()]
    enter(qtbot, program, "kadis")
    assert program.main is not None
    program.watch_over(program.main)
    assert not [w for w in qapp.topLevelWidgets() if isinstance(w, LeftBehindDialog) and w.isVisible()]
    program.main.window.sign_out_wanted.emit()
    enter(qtbot, program, "tu")
    assert program.main is not None
    program.watch_over(program.main)
    shown = next(w for w in qapp.topLevelWidgets() if isinstance(w, LeftBehindDialog) and w.isVisible())
    assert SUBJECT in shown.text.toPlainText()
    shown.copy_button.click()
    assert SUBJECT in qapp.clipboard().text()
    shown.forget_button.click()
    person = program.main.session.person_id
    assert TypedTextFile(folder, person).left_behind() == ()


def test_a_password_reset_meanwhile_is_asked_for_anew(qtbot: QtBot, program: Program) -> None:
    guard = lock(program)
    Person.update(must_change=True).where(Person.username == "tu").execute()
    dialog = guard.screen_lock.dialog
    assert dialog is not None
    dialog.password.setText(WORD)
    dialog.sign_in_button.click()
    from views.first_password import FirstPasswordDialog

    qtbot.waitUntil(lambda: dialog.findChild(FirstPasswordDialog) is not None, timeout=5000)
    first = dialog.findChild(FirstPasswordDialog)
    assert first.findChild(Cover) is None
    first.password.setText("punya saya 99")
    first.repeated.setText("punya saya 99")
    first.submit()
    qtbot.waitUntil(lambda: guard.screen_lock.dialog is None, timeout=5000)


def test_idleness_is_told_by_the_longer_of_two_clocks(qtbot: QtBot) -> None:
    clock = HandClock()
    watch = IdleWatch(lambda: 900, clock)
    watch.start()
    with qtbot.assertNotEmitted(watch.idle):
        clock.forward(seconds=899)
        watch.look()
    # a clock set back does not let the screen stand open for hours
    with qtbot.assertNotEmitted(watch.idle):
        clock.forward(hours=-5)
        watch.look()
    clock.forward(hours=5, seconds=1)
    with qtbot.waitSignal(watch.idle):
        watch.look()
    watch.stop()


def test_a_touch_begins_the_time_anew(qtbot: QtBot) -> None:
    clock = HandClock()
    watch = IdleWatch(lambda: 900, clock)
    watch.start()
    button = QPushButton()
    qtbot.addWidget(button)
    with qtbot.waitExposed(button):
        button.show()
    watch.look()
    clock.forward(seconds=899)
    QTest.keyClick(button.windowHandle(), Qt.Key.Key_A)
    clock.forward(seconds=899)
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()
    clock.forward(seconds=1)
    with qtbot.waitSignal(watch.idle):
        watch.look()
    watch.stop()


def test_after_a_fault_the_typed_text_is_offered_again(
    qtbot: QtBot, program: Program, folder: Path, qapp: QApplication
) -> None:
    typed = register_dialog(qtbot, program)
    assert program.main is not None
    program.watch_over(program.main)
    QTimer.singleShot(0, fall)
    qtbot.waitUntil(lambda: program._crash.dialog is not None, timeout=5000)
    crash = program._crash.dialog
    assert crash is not None
    assert "dititipkan" in crash.words.text()
    with qtbot.waitSignal(program.over) as over:
        crash.restart_button.click()
    assert over.args == [0]
    assert program.wants_anew
    assert typed.isVisible(), "ended while it stood open"
    program.end()
    QDialog.done(typed, 0)
    program.main.window.close()
    again = Program(qapp, folder)
    again.begin()
    enter(qtbot, again, "tu")
    assert again.main is not None
    again.watch_over(again.main)
    shown = next(w for w in qapp.topLevelWidgets() if isinstance(w, LeftBehindDialog) and w.isVisible())
    assert SUBJECT in shown.text.toPlainText()
    shown.later_button.click()
    again.main.window.close()
    again.end()
    # "later" keeps it
    assert TypedTextFile(folder, again.main.session.person_id).left_behind()


def fall() -> None:
    raise ZeroDivisionError("contoh kesalahan")


def shown_question(qapp: QApplication) -> QMessageBox:
    return next(w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())


def test_typed_text_that_cannot_be_kept_is_not_thrown_away_without_a_question(
    qtbot: QtBot, program: Program, folder: Path, qapp: QApplication
) -> None:
    # no folder for what is typed can be made where a file stands
    (folder / "isian").write_text("")
    typed = register_dialog(qtbot, program)
    guard = lock(program)
    dialog = guard.screen_lock.dialog
    assert dialog is not None
    dialog.quit_button.click()
    assert typed.isVisible()
    question = shown_question(qapp)
    assert "isian itu hilang" in question.informativeText()
    assert SUBJECT not in question.text() + question.informativeText()
    next(b for b in question.buttons() if "Ba&tal" in b.text()).click()
    unlock(qtbot, guard)
    assert typed.subject.text() == SUBJECT
    guard = lock(program)
    dialog = guard.screen_lock.dialog
    assert dialog is not None
    dialog.quit_button.click()
    leave = next(b for b in shown_question(qapp).buttons() if "isian hilang" in b.text())
    with qtbot.waitSignal(typed.finished):
        leave.click()
    qtbot.waitUntil(lambda: program.sign_in is not None and program.sign_in.dialog.isVisible())


def set_active(folder: Path, username: str, *, active: bool) -> None:
    """As another program does it."""
    other = library.connect(str(folder / DATABASE_NAME), isolation_level=None)
    other.execute("UPDATE person SET active = ? WHERE username = ?", (active, username))
    other.close()


def test_an_account_closed_by_another_program_is_locked_out(
    qtbot: QtBot, program: Program, folder: Path
) -> None:
    main = program.main
    assert main is not None
    guard = program.watch_over(main)
    main._look_around()
    told: list[object] = []
    main._changes.happened.connect(told.append)
    set_active(folder, "kadis", active=False)
    main._look_around()
    assert len(told) == 1, "somebody else's account is a change like any other"
    assert guard.screen_lock.dialog is None
    set_active(folder, "tu", active=False)
    main._look_around()
    assert len(told) == 1, "nothing is read any more"
    dialog = guard.screen_lock.dialog
    assert dialog is not None
    assert "Akun ini sudah ditutup" in dialog.message.text()
    assert main.window.findChild(Cover) is not None
    dialog.password.setText(WORD)
    dialog.sign_in_button.click()
    qtbot.waitUntil(lambda: "kata sandi salah" in dialog.message.text(), timeout=5000)
    assert guard.screen_lock.dialog is dialog
    main._look_around()
    assert "kata sandi salah" in dialog.message.text(), "it is told once"
    # closed by mistake
    set_active(folder, "tu", active=True)
    main._look_around()
    assert len(told) == 2
    unlock(qtbot, guard)
