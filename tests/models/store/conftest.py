"""Offices in folders of their own for the tests of the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office import SmallOffice, build_office, copy_office


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, int]]:
    folder = tmp_path_factory.mktemp("contoh") / "kantor"
    return folder, build_office(folder)


@pytest.fixture
def small(tmp_path: Path, template: tuple[Path, dict[str, int]]) -> Iterator[SmallOffice]:
    made = copy_office(*template, tmp_path / "kantor")
    yield made
    made.office.close()
