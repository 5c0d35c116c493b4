"""The toolkit must not lose references to None: such a build aborts after some thousand calls."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QStandardItemModel
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 200


def painting(painter: QPainter) -> dict[str, Callable[[], object]]:
    box, red = QRect(0, 0, 50, 20), QColor("red")
    return {
        "fillRect": lambda: painter.fillRect(box, red),
        "drawRect": lambda: painter.drawRect(box),
        "setPen": lambda: painter.setPen(red),
        "setFont": lambda: painter.setFont(QFont()),
        "drawText": lambda: painter.drawText(box, Qt.AlignmentFlag.AlignLeft, "abc"),
        "drawText at a point": lambda: painter.drawText(QPoint(5, 15), "abc"),
        "drawLine": lambda: painter.drawLine(0, 0, 5, 5),
        "save": lambda: (painter.save(), painter.restore()),
    }


def showing(label: QLabel, model: QStandardItemModel) -> dict[str, Callable[[], object]]:
    return {
        "setText": lambda: label.setText("x"),
        "setToolTip": lambda: label.setToolTip("x"),
        "update": label.update,
        "resize": lambda: label.resize(10, 10),
        "setProperty": lambda: label.setProperty("a", 1),
        "property that is not there": lambda: label.property("tidak ada"),
        "parentWidget": label.parentWidget,
        "data that is not there": lambda: model.index(0, 0).data(Qt.ItemDataRole.UserRole),
    }


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_calls_that_return_nothing_keep_their_references(qtbot: QtBot) -> None:
    label, model = QLabel(), QStandardItemModel(1, 1)
    qtbot.addWidget(label)
    picture = QImage(100, 100, QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    drift = {}
    for name, call in {**painting(painter), **showing(label, model)}.items():
        call()
        before = sys.getrefcount(None)
        for _ in range(CALLS):
            call()
        drift[name] = (sys.getrefcount(None) - before) / CALLS
    painter.end()
    assert {name: lost for name, lost in drift.items() if abs(lost) > 0.05} == {}
