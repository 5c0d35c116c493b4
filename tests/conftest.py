"""Shared set-up of the tests: a screen of its own where there is none, and a small office to copy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office import SmallOffice, build_office, copy_office

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    """An office that is only copied, and its people."""
    folder = tmp_path_factory.mktemp("contoh") / "kantor"
    return folder, build_office(folder)


@pytest.fixture
def small(tmp_path: Path, template: tuple[Path, dict[str, int]]) -> Iterator[SmallOffice]:
    made = copy_office(*template, tmp_path / "kantor")
    yield made
    made.office.close()
