"""Signing in: the right and the wrong password, checked in the background while the window lives."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop.sign_in_controller import SignInController
from models.store.passwords import check_password, hash_password
from models.store.tables import Person
from tests.office import SmallOffice

WORD = "kata sandi contoh 8"


@pytest.fixture
def sign_in(qtbot: QtBot, small: SmallOffice) -> SignInController:
    Person.update(password_hash=hash_password(WORD)).where(Person.id == small.people["tu"]).execute()
    controller = SignInController(small.office)
    qtbot.addWidget(controller.dialog)
    controller.show()
    return controller


def test_the_right_password_tells_who_came(
    qtbot: QtBot, small: SmallOffice, sign_in: SignInController
) -> None:
    sign_in.dialog.username.setText(" TU ")
    sign_in.dialog.password.setText(WORD)
    with qtbot.waitSignal(sign_in.signed_in, timeout=5000) as told:
        qtbot.keyClick(sign_in.dialog.password, Qt.Key.Key_Return)
        assert sign_in.dialog.sign_in_button.text() == "Memeriksa…"
        assert not sign_in.dialog.sign_in_button.isEnabled()
    assert told.args == [small.people["tu"]]


@pytest.mark.parametrize(("name", "word"), [("tu", "salah semua"), ("tidak.ada", WORD)])
def test_a_wrong_password_and_an_unknown_name_are_told_alike(
    qtbot: QtBot, sign_in: SignInController, name: str, word: str
) -> None:
    dialog = sign_in.dialog
    dialog.username.setText(name)
    dialog.password.setText(word)
    with qtbot.assertNotEmitted(sign_in.signed_in):
        qtbot.mouseClick(dialog.sign_in_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(dialog.message.isVisible, timeout=5000)
    assert "salah" in dialog.message.text()
    assert dialog.username.text() == name
    assert dialog.password.selectedText() == word or dialog.password.hasSelectedText()
    assert dialog.sign_in_button.isEnabled()


def test_an_account_that_was_closed_lets_nobody_in(
    qtbot: QtBot, small: SmallOffice, sign_in: SignInController
) -> None:
    Person.update(active=False).where(Person.id == small.people["tu"]).execute()
    sign_in.dialog.username.setText("tu")
    sign_in.dialog.password.setText(WORD)
    with qtbot.assertNotEmitted(sign_in.signed_in):
        qtbot.mouseClick(sign_in.dialog.sign_in_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(sign_in.dialog.message.isVisible, timeout=5000)


def test_nothing_is_checked_before_both_are_given(qtbot: QtBot, sign_in: SignInController) -> None:
    dialog = sign_in.dialog
    with qtbot.assertNotEmitted(dialog.tried):
        qtbot.mouseClick(dialog.sign_in_button, Qt.MouseButton.LeftButton)
        assert dialog.message.text() == "Isi nama pengguna."
        dialog.username.setText("tu")
        qtbot.mouseClick(dialog.sign_in_button, Qt.MouseButton.LeftButton)
        assert dialog.message.text() == "Isi kata sandi."


def test_the_password_is_hidden_until_it_is_wanted(qtbot: QtBot, sign_in: SignInController) -> None:
    dialog = sign_in.dialog
    assert dialog.password.echoMode() == QLineEdit.EchoMode.Password
    dialog.show_password.click()
    assert dialog.password.echoMode() == QLineEdit.EchoMode.Normal


def test_leaving_tells_that_nobody_came(qtbot: QtBot, sign_in: SignInController) -> None:
    with qtbot.waitSignal(sign_in.left):
        qtbot.keyClick(sign_in.dialog, Qt.Key.Key_Escape)


def test_a_click_beside_the_offered_names_goes_where_it_was_meant(
    qtbot: QtBot, sign_in: SignInController
) -> None:
    dialog = sign_in.dialog
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.username.setFocus()
    qtbot.waitUntil(lambda: dialog.username.completer() is not None)
    qtbot.keyClicks(dialog.username, "tu")
    offers = dialog.username.completer().popup()
    assert offers.isVisible()
    # what lies beside a list that is open gets no click of its own: Qt gives it to the list
    there = dialog.password.mapToGlobal(dialog.password.rect().center())
    qtbot.mouseClick(offers, Qt.MouseButton.LeftButton, pos=offers.mapFromGlobal(there) + QPoint(0, 4000))
    assert not offers.isVisible()
    assert dialog.username.hasFocus(), "a click outside of the window only closes the list"
    qtbot.keyClicks(dialog.username, "x")
    dialog.username.backspace()
    offers.show()
    offers.move(there + QPoint(0, 200))
    qtbot.mousePress(offers, Qt.MouseButton.LeftButton, pos=offers.mapFromGlobal(there))
    assert not offers.isVisible()
    assert dialog.password.hasFocus()
    offers.show()
    offers.move(there + QPoint(0, 200))
    eye = dialog.show_password.mapToGlobal(dialog.show_password.rect().center())
    qtbot.mousePress(offers, Qt.MouseButton.LeftButton, pos=offers.mapFromGlobal(eye))
    qtbot.waitUntil(dialog.show_password.isDown)
    qtbot.mouseRelease(dialog.show_password, Qt.MouseButton.LeftButton)
    assert dialog.show_password.isChecked()


def try_wrong(qtbot: QtBot, small: SmallOffice, sign_in: SignInController) -> None:
    dialog = sign_in.dialog
    before = Person.get_by_id(small.people["tu"]).failures
    dialog.username.setText("tu")
    dialog.password.setText("salah semua")
    qtbot.waitUntil(dialog.sign_in_button.isEnabled)
    dialog.sign_in_button.click()
    qtbot.waitUntil(lambda: Person.get_by_id(small.people["tu"]).failures == before + 1, timeout=5000)
    qtbot.waitUntil(dialog.message.isVisible)


def test_too_many_wrong_passwords_make_one_wait_and_say_how_long(
    qtbot: QtBot, small: SmallOffice, sign_in: SignInController
) -> None:
    dialog = sign_in.dialog
    for _ in range(2):
        try_wrong(qtbot, small, sign_in)
        assert "salah" in dialog.message.text()
    try_wrong(qtbot, small, sign_in)
    assert "Tunggu 5 detik" in dialog.message.text()
    assert not dialog.sign_in_button.isEnabled()
    dialog.password.setText(WORD)
    with qtbot.assertNotEmitted(dialog.tried):
        qtbot.keyClick(dialog.password, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.sign_in_button.text() == "Tunggu 4 detik", timeout=3000)
    # another account need not wait for this one
    qtbot.keyClicks(dialog.username, "x")
    assert dialog.sign_in_button.isEnabled()
    assert not dialog.message.isVisible()
    # the wait is kept in the office, not in the dialog
    dialog.username.setText("tu")
    dialog.sign_in_button.click()
    qtbot.waitUntil(dialog.message.isVisible, timeout=5000)
    assert "Tunggu 5 detik" in dialog.message.text()
    small.clock.forward(seconds=5)
    qtbot.keyClicks(dialog.username, "x")
    dialog.username.setText("tu")
    with qtbot.waitSignal(sign_in.signed_in, timeout=5000):
        dialog.sign_in_button.click()
    assert sign_in.failures == 3


def test_the_wait_ends_by_itself(qtbot: QtBot, sign_in: SignInController) -> None:
    dialog = sign_in.dialog
    dialog.wait(1)
    assert not dialog.sign_in_button.isEnabled()
    qtbot.waitUntil(dialog.sign_in_button.isEnabled, timeout=3000)
    assert dialog.sign_in_button.text() == "&Masuk"
    assert not dialog.message.isVisible()


def test_a_password_made_by_somebody_else_is_replaced_before_anything_else(
    qtbot: QtBot, small: SmallOffice, sign_in: SignInController
) -> None:
    person_id = small.people["tu"]
    Person.update(must_change=True).where(Person.id == person_id).execute()
    dialog = sign_in.dialog
    dialog.username.setText("tu")
    dialog.password.setText(WORD)
    with qtbot.assertNotEmitted(sign_in.signed_in):
        dialog.sign_in_button.click()
        qtbot.waitUntil(lambda: sign_in.first is not None, timeout=5000)
    assert sign_in.first is not None
    asked = sign_in.first.dialog
    assert asked.isVisible()
    assert not asked.ok_button.isEnabled()
    asked.password.setText(WORD)
    asked.repeated.setText(WORD + "x")
    assert "tidak sama" in asked.message.text()
    asked.repeated.setText(WORD)
    asked.submit()
    qtbot.waitUntil(lambda: "harus berbeda" in asked.message.text(), timeout=5000)
    asked.password.setText("punya saya 99")
    asked.repeated.setText("punya saya 99")
    with qtbot.waitSignal(sign_in.signed_in, timeout=5000) as told:
        asked.submit()
    assert told.args == [person_id]
    row = Person.get_by_id(person_id)
    assert not row.must_change
    assert check_password(row.password_hash, "punya saya 99")


def test_whoever_will_not_choose_one_stays_outside(
    qtbot: QtBot, small: SmallOffice, sign_in: SignInController
) -> None:
    Person.update(must_change=True).where(Person.id == small.people["tu"]).execute()
    dialog = sign_in.dialog
    dialog.username.setText("tu")
    dialog.password.setText(WORD)
    dialog.sign_in_button.click()
    qtbot.waitUntil(lambda: sign_in.first is not None, timeout=5000)
    assert sign_in.first is not None
    with qtbot.assertNotEmitted(sign_in.signed_in):
        sign_in.first.dialog.reject()
    assert dialog.isVisible()
    assert dialog.password.text() == ""
    assert dialog.sign_in_button.isEnabled()
