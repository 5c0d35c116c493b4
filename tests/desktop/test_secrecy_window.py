"""Confidential requests in the windows: registering one, letting people in, and what outsiders meet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop import case_dialogs
from models.actions import secrecy
from models.queries.board import board_cards, sidebar
from models.queries.case_sheet import CaseGoneError, case_sheet
from models.queries.listing import cases
from models.records.secrecy import SEEN_BY
from models.store.problems import condition_of
from models.store.secrecy import hidden_from, may_see
from models.store.tables import Case
from resources.problems import problem_text
from tests.desktop.desk import Desk, child
from tests.journeys.test_accessible import nameless
from tests.office import SmallOffice, done
from views.access_dialog import AccessDialog
from views.case_summary import registration_lines
from views.small_dialogs import ReasonDialog


def fill(form, subject: str) -> None:
    form.subject.setPlainText(subject)
    form.agency.edit.setText("Inspektorat (CONTOH)")
    form.agency.new_box.setChecked(True)


def test_a_request_is_registered_as_confidential(desk: Desk, small: SmallOffice) -> None:
    form = desk.register("PP")
    assert not form.secret.isChecked()
    assert form.secret_line.text() == SEEN_BY
    fill(form, "Pemeriksaan khusus")
    form.secret.click()
    form.ok_button.click()
    case = Case.get(Case.subject == "Pemeriksaan khusus")
    assert case.secret
    assert hidden_from(small.office, small.people["outsider"]) == (case.id,)


def test_the_box_is_not_ticked_again_by_a_correction(desk: Desk, small: SmallOffice) -> None:
    case_id = small.register("PP", secret=True)
    window = desk.case(case_id, small.people["tu"])
    form = case_dialogs.open_correction(window, desk.session(small.people["tu"]), desk.changes)
    assert not form.secret.isVisibleTo(form)
    assert form.changes() == {}


def test_the_window_says_that_it_is_confidential(desk: Desk, small: SmallOffice) -> None:
    window = desk.case(small.register("PP", secret=True, priority="segera"), small.people["tu"])
    assert window.secrecy.sign.isVisibleTo(window)
    assert window.secrecy.access_button.isVisibleTo(window)
    assert not window.secrecy.mark_button.isVisibleTo(window)
    assert dict(registration_lines(window.sheet))["Sifat"] == "Rahasia, segera"
    plain = desk.case(small.register("PP"), small.people["outsider"])
    assert not plain.secrecy.sign.isVisibleTo(plain)
    assert not plain.secrecy.mark_button.isVisibleTo(plain), "whoever takes no part may not mark it"


def test_the_keyboard_starts_at_the_parts_of_it(desk: Desk, small: SmallOffice, qtbot: QtBot) -> None:
    window = desk.case(small.register("PP", secret=True), small.people["tu"])
    with qtbot.waitActive(window):
        window.activateWindow()
    assert window.tabs.tabBar().hasFocus(), "not at the button that lets more people in"
    window.note_button.setFocus()
    for keys, part in (("", window.documents), (Qt.KeyboardModifier.ShiftModifier, window.summary)):
        pressed = Qt.KeyboardModifier.ControlModifier
        qtbot.keyClick(window.note_button, Qt.Key.Key_Tab, pressed | keys if keys else pressed)
        assert window.tabs.currentWidget() is part


def test_it_is_marked_with_a_reason_and_goes_from_other_windows(desk: Desk, small: SmallOffice) -> None:
    case_id = small.register("PP")
    theirs = desk.case(case_id, small.people["outsider"])
    window = desk.case(case_id, small.people["tu"])
    window.secrecy.mark_button.click()
    asked = child(window, ReasonDialog)
    assert not asked.ok_button.isEnabled()
    asked.reason.setPlainText("menyangkut audit")
    asked.ok_button.click()
    assert small.case(case_id).secret
    assert window.secrecy.sign.isVisibleTo(window)
    assert not theirs.isVisible()


def test_access_is_given_taken_back_and_lifted(desk: Desk, small: SmallOffice) -> None:
    case_id, guest = small.register("PP", secret=True), small.people["outsider"]
    window = desk.case(case_id, small.people["leader"])
    window.secrecy.access_button.click()
    dialog = child(window, AccessDialog)
    assert {line.person_id for line in dialog.sheet.lines} == {small.people["tu"], small.people["leader"]}
    assert not dialog.give_button.isEnabled()
    dialog.person.setCurrentIndex(dialog.person.findData(guest))
    dialog.give_button.click()
    assert may_see(small.office, case_id, guest)
    dialog.people.choose(guest)
    line = dialog.people.current()
    assert line is not None
    assert line.reason.startswith("diberi akses oleh Kepala (CONTOH)")
    assert dialog.person.findData(guest) == -1
    dialog.end_button.click()
    assert not may_see(small.office, case_id, guest)
    # the leader sees it by office: nothing that could be taken back
    dialog.people.choose(small.people["leader"])
    assert not dialog.end_button.isEnabled()
    dialog.lift_button.click()
    asked = child(dialog, ReasonDialog)
    asked.reason.setPlainText("audit selesai")
    asked.ok_button.click()
    assert not small.case(case_id).secret
    assert not dialog.isVisible()
    assert not window.secrecy.sign.isVisibleTo(window)


def test_whoever_was_let_in_sees_the_list_but_changes_nothing(desk: Desk, small: SmallOffice) -> None:
    case_id, guest = small.register("PP", secret=True), small.people["outsider"]
    done(secrecy.give_access(small.office, small.people["tu"], case_id, guest))
    window = desk.case(case_id, guest)
    window.secrecy.access_button.click()
    dialog = child(window, AccessDialog)
    for widget in (dialog.admitting, dialog.end_button, dialog.lift_button):
        assert not widget.isVisibleTo(dialog)
    assert dialog.note.isVisibleTo(dialog)


def test_a_refusal_is_said_over_the_list(desk: Desk, small: SmallOffice) -> None:
    case_id, guest = small.register("PP", secret=True), small.people["outsider"]
    window = desk.case(case_id, small.people["tu"])
    window.secrecy.access_button.click()
    dialog = child(window, AccessDialog)
    dialog.person.setCurrentIndex(dialog.person.findData(guest))
    done(secrecy.give_access(small.office, small.people["leader"], case_id, guest))
    dialog.give_button.click()
    assert "sudah diberi akses" in child(dialog, QMessageBox).text()


@pytest.mark.parametrize("who", ["outsider", "PP:kominfo"])
def test_an_outsider_finds_nothing(desk: Desk, small: SmallOffice, who: str, qtbot) -> None:
    case_id = small.register("PP", secret=True)
    session = desk.session(small.people[who])
    assert case_dialogs.open_case(desk.parent, session, desk.changes, case_id) is None
    assert child(desk.parent, QMessageBox).text() == "Permohonan ini tidak ditemukan."
    child(desk.parent, QMessageBox).close()
    run = small.open_runs(case_id)[0].id
    assert case_dialogs.open_step(desk.parent, session, desk.changes, run) is None
    assert list(board_cards(session.office, "PP")) == []
    assert cases(session.office) == []
    assert sum(line.open_cases for line in sidebar(session.office, session.person_id).boards) == 0


def test_an_open_step_that_may_not_be_seen_any_more_can_only_be_left(desk: Desk, small: SmallOffice) -> None:
    case_id = small.register("PP")
    dialog = desk.step(case_id, small.people["outsider"])
    case = small.case(case_id)
    answer = done(secrecy.mark_secret(small.office, small.people["tu"], case_id, case.version, "audit"))
    desk.changes.announce(answer.subjects)
    assert dialog.isVisible(), "what was typed can still be copied"
    assert not dialog.complete_button.isEnabled()
    assert not dialog.return_button.isEnabled()


def test_what_may_not_be_seen_any_more_is_no_fault_of_the_program(small: SmallOffice) -> None:
    case_id = small.register("PP", secret=True)
    with pytest.raises(CaseGoneError) as met:
        case_sheet(small.office, small.people["outsider"], case_id)
    condition = condition_of(met.value, "")
    assert condition is not None
    assert problem_text(condition.code, condition.data).title == "Sudah tidak terlihat"


def test_what_takes_the_keyboard_has_a_name(desk: Desk, small: SmallOffice) -> None:
    case_id = small.register("PP", secret=True)
    done(secrecy.give_access(small.office, small.people["tu"], case_id, small.people["outsider"]))
    window = desk.case(case_id, small.people["leader"])
    window.secrecy.access_button.click()
    assert nameless(child(window, AccessDialog)) == []
    assert nameless(window) == []
