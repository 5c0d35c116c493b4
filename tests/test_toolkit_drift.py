"""The toolkit must not lose references to None: such a build aborts after some thousand calls."""

from __future__ import annotations

import sys

import pytest
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 500


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal there")
def test_calls_that_return_nothing_keep_their_references(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    pixmap = QPixmap(4, 4)
    before = sys.getrefcount(None)
    for index in range(CALLS):
        label.setText(str(index))
        label.update()
        pixmap.fill()
    assert sys.getrefcount(None) > before - CALLS // 10
