"""The watch over the data goes on while people act, and takes nothing of theirs for damage."""

from __future__ import annotations

import threading

from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop.data_watch import DataWatch
from desktop.session import Session
from models.store.integrity import check_office
from models.store.office import Finding, Office
from models.store.people import standing
from tests.office import SmallOffice

WAIT = 20


def test_an_act_during_a_check_is_not_taken_for_a_loss(qtbot: QtBot, small: SmallOffice) -> None:
    small.register("PP")
    begun, go_on = threading.Event(), threading.Event()
    found: list[Finding] = []

    def pause(_done: int, _total: int) -> bool:
        begun.set()
        return go_on.wait(WAIT)

    def look(office: Office, _progress: object) -> list[Finding]:
        office.setting("office")
        found.extend(check_office(office, progress=pause))
        return found

    leader = small.people["leader"]
    who = standing(small.office, leader, small.office.now())
    window = QWidget()
    qtbot.addWidget(window)
    watch = DataWatch(window, Session(small.office.seen_by(leader), leader, who), window)
    qtbot.waitUntil(lambda: watch.work is None, timeout=WAIT * 1_000)
    watch._begin(look)
    assert begun.wait(WAIT)
    small.register("PP")
    go_on.set()
    qtbot.waitUntil(lambda: watch.work is None, timeout=WAIT * 1_000)
    assert found == []
    assert window.findChildren(QMessageBox) == []
