"""A small real office with a session in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget

from tests.desktop.desk import Desk
from tests.office import SmallOffice, build_office, copy_office
from views.ask_dialog import AskDialog
from views.step_dialog import StepDialog


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    folder = tmp_path_factory.mktemp("contoh") / "kantor"
    return folder, build_office(folder)


@pytest.fixture
def small(tmp_path: Path, template: tuple[Path, dict[str, int]]) -> Iterator[SmallOffice]:
    made = copy_office(*template, tmp_path / "kantor")
    yield made
    made.office.close()


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path) -> None:
    """Choices of a test stay in its folder."""
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "pengaturan"))


@pytest.fixture
def desk(small: SmallOffice, qtbot):
    parent = QWidget()
    qtbot.addWidget(parent)
    made = Desk(small, parent)
    yield made
    for dialog in parent.findChildren(AskDialog):
        dialog.close_done()
    for dialog in parent.findChildren(StepDialog):
        dialog.close_done()
