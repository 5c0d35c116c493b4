"""A fresh copy of the small office for every journey, and its end: nothing told differs from what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from models.store import history, rederive
from models.store.seal_findings import check_seals
from tests.journeys.pages import Journey
from tests.office import SmallOffice


@pytest.fixture
def small(small: SmallOffice, tmp_path: Path) -> SmallOffice:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path / "pengaturan"))
    return small


@pytest.fixture
def start(small: SmallOffice, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], Journey]]:
    """Starts a journey on an SOP; afterwards the history must tell exactly what is stored."""
    made: list[Journey] = []

    def begin(code: str) -> Journey:
        made.append(Journey(small, qtbot, tmp_path, code))
        return made[-1]

    yield begin
    for journey in made:
        journey.close_windows()
    assert list(rederive.differences(small.office)) == []
    assert list(history.verify()) == []
    assert check_seals(small.office) == [], "a row was written past the acts"
