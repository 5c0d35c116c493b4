from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QMessageBox, QTabBar, QWidget

from models.rules.sop_reader import read_sop
from tests.views.case_records_sample import NOW, SOP, sheet
from views.ask_dialog import AskDialog
from views.attach_dialog import AttachDialog
from views.fields import DayField, MomentField
from views.register_attachments import pending_of
from views.register_dialog import RegisterDialog
from views.small_dialogs import (
    AssignDialog,
    ChooseExecutorsDialog,
    NoteDialog,
    PauseDialog,
    ReasonDialog,
    ReturnDialog,
    SkipDialog,
    TargetDialog,
)


def now() -> datetime:
    return NOW


def closing(_day: object) -> time:
    return time(16)


MAKERS = {
    "alasan": lambda: ReasonDialog("Tarik", "Sebab", "Ta&rik"),
    "catatan": lambda: NoteDialog("004"),
    "kembalikan": lambda: ReturnDialog("004", sheet().returns),
    "tunda": lambda: PauseDialog("004", [("opd", "OPD")]),
    "lewati": lambda: SkipDialog("004", "3", sheet().outcomes),
    "target": lambda: TargetDialog("3", now, closing),
    "tugaskan": lambda: AssignDialog("Dinas", [(1, "Budi (CONTOH)")], None),
    "pelaksana": lambda: ChooseExecutorsDialog(sheet().choices[0]),
    "berkas": lambda: AttachDialog([("surat", "Surat"), ("nota", "Nota")], "berkas"),
    "kertas": lambda: AttachDialog([("surat", "Surat")], "kertas"),
    "tautan": lambda: AttachDialog([("surat", "Surat")], "tautan"),
    "daftar": lambda: RegisterDialog([SOP], now, "UJI"),
}


@pytest.fixture
def build(qtbot):
    def make(name: str) -> AskDialog:
        dialog = MAKERS[name]()
        qtbot.addWidget(dialog, before_close_func=AskDialog.close_done)
        dialog.show()
        return dialog

    return make


def letter(text: str) -> str:
    text = text.replace("&&", "")
    return text[text.index("&") + 1].casefold() if "&" in text else ""


@pytest.mark.parametrize("name", MAKERS)
def test_letters_are_unique_and_controls_have_names(build, name):
    dialog = build(name)
    shown = [w for w in dialog.findChildren(QWidget) if w.isVisibleTo(dialog)]
    letters = [letter(w.text()) for w in shown if isinstance(w, QAbstractButton)]
    letters += [letter(w.text()) for w in shown if isinstance(w, QLabel) and w.buddy() is not None]
    used = [one for one in letters if one]
    assert sorted(used) == sorted(set(used))
    nameless = [
        w for w in shown
        if w.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(w, QTabBar)
        and not QAccessible.queryAccessibleInterface(w).text(QAccessible.Text.Name)
    ]  # fmt: skip
    assert nameless == []


@pytest.mark.parametrize("name", [n for n in MAKERS if n != "tugaskan"])
def test_nothing_is_sent_while_something_is_missing(build, name):
    dialog = build(name)
    sent = []
    dialog.submitted.connect(lambda: sent.append(1))
    if name == "pelaksana":
        for box in dialog.boxes.values():
            box.setChecked(False)
    assert not dialog.ok_button.isEnabled()
    assert "•" in dialog.message.lines.text()
    dialog.submit()
    assert sent == []


def test_one_try_at_a_time_and_refusal_keeps_the_words(build, qtbot):
    dialog = build("alasan")
    sent = []
    dialog.submitted.connect(lambda: sent.append(1))
    dialog.reason.setPlainText("salah berkas")
    for _ in range(3):
        qtbot.mouseClick(dialog.ok_button, Qt.MouseButton.LeftButton)
    assert sent == [1]
    dialog.show_refusal(["Hanya pimpinan."])
    assert "Hanya pimpinan." in dialog.message.text()
    assert dialog.reason.text() == "salah berkas"
    dialog.submit()
    assert sent == [1, 1]
    dialog.close_done()
    dialog.submit()
    assert sent == [1, 1]


def test_return_wants_row_and_reason(build):
    dialog = build("kembalikan")
    dialog.reason.setPlainText("kurang")
    assert not dialog.ok_button.isEnabled()
    dialog.target.setCurrentIndex(1)
    assert dialog.ok_button.isEnabled()
    assert dialog.step() == "2"


def test_pause_names_the_party_and_its_column(build):
    dialog = build("tunda")
    dialog.party.setCurrentIndex(1)
    assert dialog.chosen() == ("opd", "opd")
    dialog.party.setCurrentIndex(2)
    assert dialog.chosen() == ("pejabat", "")


def test_skipping_a_decision_asks_for_the_way_on(build):
    dialog = build("lewati")
    dialog.reason.setPlainText("mendesak")
    assert not dialog.ok_button.isEnabled()
    dialog.outcome_box.setCurrentIndex(1)
    assert dialog.outcome() == "ya"
    assert dialog.ok_button.isEnabled()


def test_escape_asks_before_a_typed_reason_is_lost(build, qtbot):
    dialog = build("alasan")
    dialog.reason.setPlainText("panjang lebar")

    def stay() -> None:
        box = dialog.findChild(QMessageBox)
        box.escapeButton().click()

    QTimer.singleShot(0, stay)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    dialog.reason.clear()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_file_dropped_on_the_attach_dialog_becomes_its_file(build, tmp_path):
    dialog = build("kertas")
    file = tmp_path / "a b.pdf"
    file.write_bytes(b"x")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    dialog.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )
    assert dialog.kind() == "berkas"
    pending = pending_of(dialog)
    assert (pending.doc_type, pending.kind, pending.source) == ("surat", "berkas", str(file))
    assert dialog.ok_button.isEnabled()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("21-11-2026 09.15", datetime(2026, 11, 21, 9, 15)),
        ("21/11/2026 9:05", datetime(2026, 11, 21, 9, 5)),
        ("21-11-2026 24.00", None),
        ("31-02-2026 09.00", None),
        ("09.15", None),
        ("besok", None),
        ("", None),
    ],
)
def test_moments_are_read_or_said_to_be_unreadable(qtbot, text, moment):
    field = MomentField("Terjadi pada", now)
    qtbot.addWidget(field)
    field.edit.setText(text)
    assert field.moment() == moment
    assert field.unreadable() is bool(text and moment is None)


def test_today_is_one_click(qtbot):
    field = DayField("Tanggal surat", now)
    qtbot.addWidget(field)
    qtbot.mouseClick(field.now_button, Qt.MouseButton.LeftButton)
    assert field.day() == NOW.date()


def test_first_step_of_every_shipped_sop_can_be_offered(qtbot):
    folder = Path(__file__).parents[2] / "resources" / "sop"
    sops = [read_sop(p.read_text("utf-8"))[0] for p in sorted(folder.glob("*.toml"))]
    assert len(sops) == 5
    dialog = RegisterDialog(sops, now)
    qtbot.addWidget(dialog, before_close_func=AskDialog.close_done)
    dialog.show()
    offered = {}
    for sop in sops:
        dialog.sop.setCurrentIndex(dialog.sop.findData(sop.code))
        offered[sop.code] = not dialog.start.finish_box.isHidden()
        assert dialog.start.step.count() == len(sop.work_steps) + 1
    assert offered["PAW"]
    assert offered["PP"]
    assert not offered["MPA"]


def test_the_target_is_typed_at_once(qtbot):
    dialog = TargetDialog("3", now, closing)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.focusWidget() is not None)
    assert dialog.focusWidget() is dialog.target.edit
