"""Faults are logged and told; conditions of the outside world get their own words; nothing is silent."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, QTimer, qVersion, qWarning
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from desktop.crash import LOG_NAME, CrashHandler
from models.store.problems import StoreProblem


@pytest.fixture
def handler(qapp: QApplication, tmp_path: Path) -> Iterator[CrashHandler]:
    made = CrashHandler(tmp_path / "catatan")
    made.install()
    yield made
    made.remove()
    if made.dialog is not None:
        made.dialog.close()
    for widget in qapp.topLevelWidgets():
        if isinstance(widget, QMessageBox):
            widget.close()


def log(tmp_path: Path) -> str:
    return (tmp_path / "catatan" / LOG_NAME).read_text("utf-8")


def boom() -> None:
    raise ZeroDivisionError("contoh kesalahan")


def fall(error: BaseException) -> None:
    """What Python does with an exception that left a slot."""
    try:
        raise error
    except type(error):
        kind, value, where = sys.exc_info()
        assert kind is not None
        assert value is not None
        sys.excepthook(kind, value, where)


def test_a_fault_in_a_slot_is_told_and_logged(
    qtbot: QtBot, handler: CrashHandler, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    QTimer.singleShot(0, boom)
    qtbot.waitUntil(lambda: handler.dialog is not None and handler.dialog.isVisible(), timeout=5000)
    assert handler.dialog is not None
    assert "ZeroDivisionError" in handler.dialog.details.toPlainText()
    assert "contoh kesalahan" in handler.dialog.cause.text()
    assert LOG_NAME in handler.dialog.log.text().replace("\u200b", "")
    assert "ZeroDivisionError: contoh kesalahan" in log(tmp_path)
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_many_faults_share_one_window(qtbot: QtBot, handler: CrashHandler, qapp: QApplication) -> None:
    for number in range(30):
        fall(ValueError(f"kesalahan {number}"))
    assert handler.dialog is not None
    assert [w for w in qapp.topLevelWidgets() if type(w) is type(handler.dialog) and w.isVisible()] == [
        handler.dialog
    ]
    assert "20 kesalahan" in handler.dialog.cause.text()


def test_a_fault_in_a_thread_is_shown_by_the_window(
    qtbot: QtBot, handler: CrashHandler, tmp_path: Path
) -> None:
    worker = threading.Thread(target=boom)
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: handler.dialog is not None, timeout=5000)
    assert "ZeroDivisionError" in log(tmp_path)


def test_a_full_disk_is_no_crash(qtbot: QtBot, handler: CrashHandler, qapp: QApplication) -> None:
    fall(StoreProblem("disk_penuh", folder="/data/<kantor> & “Đ”"))
    assert handler.dialog is None
    box = next(w for w in qapp.topLevelWidgets() if isinstance(w, QMessageBox) and w.isVisible())
    assert "/data/<kantor> & “Đ”" in box.informativeText()


def test_the_person_may_go_on_copy_or_leave(qtbot: QtBot, handler: CrashHandler) -> None:
    fall(ValueError("kesalahan"))
    dialog = handler.dialog
    assert dialog is not None
    dialog.copy_button.click()
    assert "ValueError: kesalahan" in QApplication.clipboard().text()
    dialog.go_on_button.click()
    assert not dialog.isVisible()
    fall(ValueError("lagi"))
    again = handler.dialog
    assert again is not None
    with qtbot.waitSignal(handler.quit_wanted):
        again.quit_button.click()


def test_the_report_is_saved_where_the_person_wants_it(
    qtbot: QtBot, handler: CrashHandler, tmp_path: Path
) -> None:
    qWarning("peringatan contoh")
    fall(ValueError("kesalahan"))
    dialog = handler.dialog
    assert dialog is not None
    target = tmp_path / "laporan saya.txt"

    def choose() -> None:
        asking = dialog.findChild(QFileDialog)
        assert asking is not None
        asking.findChild(QLineEdit).setText(str(target))
        asking.accept()

    QTimer.singleShot(100, choose)
    dialog.report_button.click()
    report = target.read_text("utf-8")
    assert "ValueError: kesalahan" in report
    assert "peringatan contoh" in report, "the end of the log"
    assert f"Qt {qVersion()}" in report
    assert str(tmp_path) not in report
    assert str(Path.home()) not in report
    assert "tersimpan" in dialog.report_button.text().replace("&", "")
    assert dialog.isVisible()


def test_the_program_is_opened_anew_when_that_is_wanted(qtbot: QtBot, handler: CrashHandler) -> None:
    fall(ValueError("kesalahan"))
    assert handler.dialog is not None
    with qtbot.assertNotEmitted(handler.quit_wanted), qtbot.waitSignal(handler.restart_wanted):
        handler.dialog.restart_button.click()


def test_what_is_typed_is_written_down_before_anything_is_shown(qtbot: QtBot, handler: CrashHandler) -> None:
    handler.keep_typed = lambda: handler.dialog is None
    fall(ValueError("kesalahan"))
    assert handler.dialog is not None
    assert "dititipkan" in handler.dialog.words.text()


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot, handler: CrashHandler) -> None:
    fall(ValueError("kesalahan"))
    dialog = handler.dialog
    assert dialog is not None
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    dialog.copy_button.setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "disalin" in dialog.copy_button.text().replace("&", "")
    dialog.go_on_button.setFocus()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_what_qt_warns_of_is_logged(
    handler: CrashHandler, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    qWarning("peringatan contoh")
    qWarning("This plugin does not support propagateSizeHints()")
    assert "Qt: peringatan contoh" in log(tmp_path)
    assert "propagateSizeHints" not in log(tmp_path)
    assert "peringatan contoh" in capsys.readouterr().err


def test_the_log_begins_anew_when_it_has_grown(qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / LOG_NAME
    for _ in range(5):
        path.write_text("x" * 1_100_000)
        handler = CrashHandler(tmp_path)
        handler.install()
        handler.remove()
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == [LOG_NAME, f"{LOG_NAME}.1", f"{LOG_NAME}.2", f"{LOG_NAME}.3"]
    assert path.stat().st_size == 0


def test_without_a_place_for_the_log_faults_are_told_all_the_same(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "catatan").write_text("sebuah berkas di tempat folder")
    handler = CrashHandler(tmp_path / "catatan")
    handler.install()
    fall(ValueError("kesalahan"))
    handler.remove()
    assert handler.log_path is None
    assert handler.dialog is not None
    assert not handler.dialog.log.isVisible()
    handler.dialog.close()


def test_everything_is_given_back(qapp: QApplication, tmp_path: Path) -> None:
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    handler = CrashHandler(tmp_path, QObject())
    handler.install()
    assert sys.excepthook is not before[0]
    handler.remove()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
