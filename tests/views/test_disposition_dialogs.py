"""Dispositions: the chain as a tree, the dialog that demands receiver and instruction, the answer."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.records.disposition import DispositionNode, DispositionRecipient
from views.case_dispositions import CaseDispositions
from views.disposition_dialog import AnswerDialog, DispositionDialog

KADIS = DispositionNode(
    1, None, "Kepala Dinas", (DispositionRecipient(5, "Kabid", 2, read="21 Nov 2026 09.10"),),
    ("Diperhatikan", "Ditindaklanjuti"), "segera & tuntas", "25 November 2026", "21 Nov 2026 09.00",
    "aktif",
)  # fmt: skip
KABID = DispositionNode(
    2, 1, "Kabid", (DispositionRecipient(6, "Kasi", 3, answer="Sudah.", answered="22 Nov 2026 10.00"),),
    ("Dipelajari",), "", "", "21 Nov 2026 10.00", "dijawab",
)  # fmt: skip


@pytest.fixture
def tab(qtbot):
    one = CaseDispositions()
    qtbot.addWidget(one)
    one.show()
    return one


def test_what_was_passed_on_stands_below(tab):
    tab.show_chain((KADIS, KABID))
    top = tab.tree.topLevelItem(0)
    assert tab.tree.topLevelItemCount() == 1
    texts = [top.child(place).text(0) for place in range(top.childCount())]
    assert any(text.startswith("→ Kabid") for text in texts)
    assert any(text.startswith("Kabid") for text in texts)
    assert "segera & tuntas" in top.text(1)
    assert top.text(2) == "25 November 2026"


def test_only_a_recipient_without_an_answer_can_answer(tab, qtbot):
    tab.show_chain((KADIS, KABID))
    top = tab.tree.topLevelItem(0)
    assert not tab.answer_button.isEnabled()
    waiting = next(top.child(i) for i in range(top.childCount()) if top.child(i).text(0) == "→ Kabid")
    tab.tree.setCurrentItem(waiting)
    with qtbot.waitSignal(tab.answer_wanted) as told:
        tab.answer_button.click()
    assert [told.args[0].id, told.args[1].id] == [1, 5]
    below = next(top.child(i) for i in range(top.childCount()) if top.child(i).text(0).startswith("Kabid\n"))
    tab.tree.setCurrentItem(below.child(0))
    assert not tab.answer_button.isEnabled()
    assert not tab.withdraw_button.isEnabled()


def test_without_any_it_says_what_to_do_or_why_none(tab):
    tab.show_chain(())
    assert "Beri disposisi" in tab.words.text()
    assert not tab.pass_button.isEnabled()
    tab.show_chain((), not_needed="hanya tembusan")
    assert "hanya tembusan" in tab.words.text()


def test_a_disposition_needs_a_receiver_and_an_instruction(qtbot):
    dialog = DispositionDialog(
        "Disposisi 001", ((1, "Kepala Dinas"),), ((2, "Kabid"), (3, "Kasi & Staf")),
        ("Diperhatikan", "Dipelajari"), lambda: datetime(2026, 11, 21, 9, 0),
    )  # fmt: skip
    qtbot.addWidget(dialog, before_close_func=lambda one: one.close_done())
    assert not dialog.ok_button.isEnabled()
    dialog.recipients.boxes[1][1].click()
    dialog.other.setText("  Tim  SPBE ")
    assert not dialog.ok_button.isEnabled()
    dialog.instructions.boxes[0][1].click()
    assert dialog.ok_button.isEnabled()
    assert dialog.to() == (3, "Tim SPBE")
    assert dialog.asked() == ("Diperhatikan",)
    dialog.due.edit.setText("31-31-2026")
    assert not dialog.ok_button.isEnabled()
    dialog.due.edit.setText("25-11-2026")
    assert dialog.due_day() == "2026-11-25"


def test_an_answer_needs_words(qtbot):
    dialog = AnswerDialog("Kepala Dinas")
    qtbot.addWidget(dialog, before_close_func=lambda one: one.close_done())
    assert not dialog.ok_button.isEnabled()
    dialog.answer.setPlainText("Sudah ditindaklanjuti.")
    assert dialog.ok_button.isEnabled()


def test_nobody_gives_one_to_oneself(qtbot):
    dialog = DispositionDialog(
        "Disposisi 001", ((1, "Kepala Dinas"), (2, "Kabid")), ((1, "Kepala Dinas"), (2, "Kabid")),
        ("Dipelajari",), lambda: datetime(2026, 11, 21, 9, 0),
    )  # fmt: skip
    qtbot.addWidget(dialog, before_close_func=lambda one: one.close_done())
    head, division = (box for _, box in dialog.recipients.boxes)
    assert (head.isEnabled(), division.isEnabled()) == (False, True)
    division.click()
    dialog.giver.setCurrentIndex(1)
    assert (head.isEnabled(), division.isEnabled()) == (True, False)
    assert dialog.to() == ()
