"""The paper dialog: what is typed comes out as a draft, what lacks is told, an issued paper is frozen."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox

from models.records.paper import (
    Form,
    FormField,
    Gap,
    PaperDraft,
    PaperForm,
    Sheet,
    Signer,
    SignerChoice,
    SignerSlot,
)
from views.paper_dialog import PaperDialog

FORM = Form(
    "uji", "Naskah uji", "NASKAH UJI", "judul", group="surat", copies=True,
    fields=(
        FormField("hal", "Hal", required=True),
        FormField("isi", "Isi", "paragraf"),
        FormField("dasar", "Dasar", "daftar"),
        FormField("hari", "Tanggal rapat", "tanggal"),
        FormField("sifat", "Sifat", "pilihan", choices=("Biasa", "Segera")),
        FormField("kepada", "Diteruskan kepada", "centang", choices=("Kabid", "Kasi & Staf")),
        FormField("orang", "Petugas", "tabel", columns=("Nama", "NIP")),
    ),
    signers=(
        SignerSlot("pejabat", "Pejabat"),
        SignerSlot("opd", "Wakil OPD", "Yang menerima,", "isian", required=False),
    ),
)  # fmt: skip
VALUES = {
    "hal": "Perbaikan <b>&</b> GEĐE",
    "isi": "Paragraf satu.\n\nParagraf dua.",
    "dasar": ("UU 1", "PP 2"),
    "hari": "2026-11-20",
    "sifat": "Segera",
    "kepada": ("Kasi & Staf",),
    "orang": (("CONTOH Satu", "1"), ("CONTOH Dua", "2")),
}
NOON = datetime(2026, 11, 21, 12, 0)
HEAD = SignerChoice(7, "CONTOH Kepala — Kepala Dinas", Signer(name="CONTOH Kepala"))


def shown(draft: PaperDraft, *gaps: Gap) -> PaperForm:
    return PaperForm(FORM, draft, Sheet("uji"), gaps, (HEAD,), ((3, "555/3/D/2026"),), "555/4/D/2026")


@pytest.fixture
def dialog(qtbot):
    draft = PaperDraft(
        "uji", case_id=1, day="2026-11-21", values=VALUES, signers={"pejabat": 7}, copies=("Inspektorat",)
    )
    window = PaperDialog(shown(draft), lambda: datetime(2026, 11, 21, 9, 0))
    # closing one that was typed in asks first, and nobody is there to answer
    qtbot.addWidget(window, before_close_func=lambda one: one.close_done())
    window.show()
    return window


def test_what_was_pre_filled_comes_back_as_it_was(dialog):
    draft = dialog.body.draft()
    assert draft.values == VALUES
    assert (draft.day, draft.case_id, draft.copies) == ("2026-11-21", 1, ("Inspektorat",))
    assert draft.signers == {"pejabat": 7}
    assert draft.filled
    assert not dialog.is_dirty()


def test_typing_is_told_once_after_a_pause(qtbot, dialog):
    told = []
    dialog.edited.connect(told.append)
    edit = dialog.body.fields["hal"].edit
    edit.clear()
    qtbot.keyClicks(edit, "Perubahan")
    qtbot.waitUntil(lambda: bool(told), timeout=2000)
    assert [draft.values["hal"] for draft in told] == ["Perubahan"]
    assert dialog.is_dirty()


def test_a_required_gap_keeps_it_a_draft_and_others_are_told(dialog):
    dialog.show_gaps((Gap("hal", "Hal", True), Gap("isi", "Isi", False)))
    assert not dialog.issue_button.isEnabled()
    assert "Hal" in dialog.missing.text()
    dialog.show_gaps((Gap("isi", "Isi", False),))
    assert dialog.issue_button.isEnabled()
    assert "tidak dicetak): Isi" in dialog.missing.text()


def test_a_double_click_issues_once_and_freezes(qtbot, dialog):
    asked = []
    dialog.issue_asked.connect(asked.append)
    qtbot.mouseDClick(dialog.issue_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.issue_button, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    dialog.show_issued("555/4/D/2026")
    assert "555/4/D/2026" in dialog.missing.text()
    assert not dialog.body.isEnabled()
    assert dialog.scan_button.isVisible()
    assert not dialog.issue_button.isVisible()


def test_a_refusal_keeps_what_was_typed(qtbot, dialog):
    dialog.body.fields["hal"].edit.clear()
    qtbot.keyClicks(dialog.body.fields["hal"].edit, "Lain")
    dialog.issue_asked.connect(lambda _draft: dialog.show_refusal(("Nomor sudah dipakai.",)))
    dialog.issue_button.click()
    assert "Nomor sudah dipakai." in dialog.missing.text()
    assert dialog.body.draft().values["hal"] == "Lain"
    assert dialog.issue_button.isEnabled()


def test_numbers_next_reserved_or_from_outside(qtbot, dialog):
    number = dialog.body.number
    assert "555/4/D/2026" in number.choice.currentText()
    number.choice.setCurrentIndex(number.choice.findData(3))
    assert dialog.body.draft().number_id == 3
    number.choice.setCurrentIndex(number.choice.findData("luar"))
    number.choice.activated.emit(number.choice.currentIndex())
    assert number.outside.isVisible()
    qtbot.keyClicks(number.outside, "B/12/2026")
    draft = dialog.body.draft()
    assert (draft.number_id, draft.outside_number) == (None, "B/12/2026")


def test_who_signs_for_the_agency_is_typed(qtbot, dialog):
    field = dialog.body.signers["opd"]
    qtbot.keyClicks(field.edits["name"], "CONTOH Penerima")
    assert dialog.body.draft().signers["opd"] == Signer("Yang menerima,", (), "CONTOH Penerima")


def test_the_way_to_sign_is_chosen_and_told(dialog):
    signing = dialog.body.signing
    assert (signing.currentData(), signing.accessibleName()) == ("basah", "Cara tanda tangan")
    told = []
    dialog.body.edited.connect(lambda: told.append(dialog.body.draft().signing))
    signing.setFocus()
    signing.setCurrentIndex(signing.findData("tte"))
    signing.activated.emit(signing.currentIndex())
    assert told == ["tte"]
    assert dialog.is_dirty()
    dialog.show_issued("555/4/D/2026")
    words = dialog.missing.text()
    assert "tanda tangan elektronik" in words
    assert "pindai" not in words


def test_a_form_of_the_agency_alone_has_no_such_choice(qtbot):
    form = replace(FORM, signers=FORM.signers[1:])
    window = PaperDialog(PaperForm(form, PaperDraft("uji"), Sheet("uji"), (), ()), lambda: NOON)
    qtbot.addWidget(window, before_close_func=lambda one: one.close_done())
    window.show()
    assert not window.body.signing.isVisible()
    assert window.body.draft().signing == "basah"


def write(words: str) -> None:
    """Every key goes to what has the keyboard then: the first one opens the cell."""
    for key in words:
        QTest.keyClicks(QApplication.focusWidget(), key)


def test_a_table_is_filled_by_keyboard(qtbot, dialog):
    """Typing opens the cell, Tab leads on, Enter begins the next row, Tab leaves after the last cell."""
    table = dialog.body.fields["orang"].table
    table.setFocus()
    table.setCurrentCell(2, 0)
    for words, key in (("Tiga", Qt.Key.Key_Tab), ("3", Qt.Key.Key_Return)):
        write(words)
        QTest.keyClick(QApplication.focusWidget(), key)
        # the cell takes what was typed with the next event
        QApplication.processEvents()
    assert dialog.body.draft().values["orang"][2] == ("Tiga", "3")
    assert (table.currentRow(), table.currentColumn()) == (3, 0)
    assert table.rowCount() == 4, "another row waits"
    QTest.keyClick(table, Qt.Key.Key_Up)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert dialog.body.draft().values["orang"][2] == ("", "3")
    QTest.keyClick(table, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is dialog.body.fields["orang"].add_button


def test_what_is_in_an_open_cell_is_not_lost(qtbot, dialog):
    asked = []
    dialog.issue_asked.connect(asked.append)
    table = dialog.body.fields["orang"].table
    table.setFocus()
    table.setCurrentCell(2, 0)
    write("Belum di-Enter")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    dialog.issue_button.click()
    assert asked[0].values["orang"][2] == ("Belum di-Enter", "")


def test_rows_are_pasted_from_a_spreadsheet(qtbot, dialog):
    table = dialog.body.fields["orang"].table
    table.setCurrentCell(2, 0)
    table.paste("Tiga\t3\tlebih\nEmpat\t4\n")
    assert dialog.body.draft().values["orang"][2:] == (("Tiga", "3"), ("Empat", "4"))


def test_the_letter_of_terbitkan_leads_to_what_lacks(qtbot, dialog):
    dialog.show_gaps((Gap("isi", "Isi", True),))
    dialog._issue()
    assert QApplication.focusWidget() is dialog.body.fields["isi"].edit


def test_the_blank_with_the_keyboard_is_in_sight(qtbot, dialog):
    dialog.resize(900, 420)
    QApplication.processEvents()
    last = dialog.body.signers["opd"].edits["nip"]
    last.setFocus(Qt.FocusReason.ShortcutFocusReason)
    QApplication.processEvents()
    area = dialog.area.viewport()
    assert area.rect().contains(last.mapTo(area, last.rect().center()))


def test_closing_with_typed_words_asks_in_the_words_of_papers(dialog, monkeypatch):
    asked = []

    def answer(box):
        asked.append((box.informativeText(), [button.text() for button in box.buttons()]))
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)
    dialog.body.fields["hal"].edit.setText("Lain")
    dialog.reject()
    ((kept, buttons),) = asked
    assert kept == "", "nothing of a paper is kept before it is a draft"
    assert "&Simpan konsep" in buttons
    assert dialog.isVisible(), "no button was pressed: it stays"
