"""The inner area of a list looks and behaves like Qt's own, and costs no classes that nobody uses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QListView, QWidget

from views.viewport import give_viewport

_ROOT = Path(__file__).resolve().parents[2]
_SHOW_A_BOARD = """
from PySide6 import QtWidgets
from PySide6.QtWidgets import QApplication

from models.records.board import BoardColumn, Sidebar
from views.board_model import ColumnModel
from views.column_view import ColumnView
from views.sidebar import SidebarView

app = QApplication([])
sidebar = SidebarView()
sidebar.show_counts(Sidebar(3, 1, ()), settings=True)
sidebar.show_screen("tugas")
column = ColumnView(BoardColumn("Kepala", "Kepala", "", False), ColumnModel(str))
for view in (sidebar, column):
    view.show()
    view.grab()
print(*vars(QtWidgets))
"""


def test_it_is_like_the_one_of_qt(qtbot) -> None:
    usual, given = QListView(), QListView()
    for view in (usual, given):
        qtbot.addWidget(view)
    give_viewport(given)
    for view in (usual, given):
        view.setMouseTracking(True)
        view.setAcceptDrops(True)
    assert _traits(given) == _traits(usual)
    assert given.viewport().focusProxy() is given


def test_a_list_makes_no_classes_of_widgets_that_nobody_uses() -> None:
    done = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _SHOW_A_BOARD],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    made = set(done.stdout.split())
    assert "QListWidget" in made
    assert not made & {"QStyle", "QWizard", "QMdiArea", "QFontDialog", "QCalendarWidget"}


def _traits(view: QListView) -> tuple[object, ...]:
    area: QWidget = view.viewport()
    return (
        area.objectName(),
        area.metaObject().className(),
        area.backgroundRole() == QPalette.ColorRole.Base,
        area.autoFillBackground(),
        area.hasMouseTracking(),
        area.acceptDrops(),
        area.focusPolicy(),
        area.sizePolicy().horizontalPolicy(),
        area.cursor().shape(),
    )
