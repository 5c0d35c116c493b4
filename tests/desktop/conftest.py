"""Dialogs over the small office, and settings that stay in the folder of the test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QWidget

from tests.desktop.desk import Desk
from tests.office import SmallOffice
from views.ask_dialog import AskDialog
from views.paper_dialog import PaperDialog
from views.step_dialog import StepDialog


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Choices of a test stay in its folder."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "pengaturan"))


@pytest.fixture(autouse=True)
def own_windows() -> Iterator[None]:
    """A window that a test left open, perhaps with words in it, is not there for the next one to close."""
    yield
    if QApplication.instance() is not None:
        for window in QApplication.topLevelWidgets():
            window.hide()


@pytest.fixture
def desk(small: SmallOffice, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = Desk(small, parent)
    yield made
    for dialog in parent.findChildren(AskDialog):
        dialog.close_done()
    for kind in (PaperDialog, StepDialog):
        for dialog in parent.findChildren(kind):
            dialog.close_done()
