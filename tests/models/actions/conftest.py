"""The small office that the acts are tried on; every test ends by re-deriving it from its history."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.actions.setup import publish_shipped_sops
from models.store.opening import open_office
from models.store.rederive import differences
from tests.office import HandClock, SmallOffice, fill_positions


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallOffice]:
    clock = HandClock()
    office = open_office(tmp_path / "kantor", clock, create=True)
    made = SmallOffice(office, clock)
    publish_shipped_sops(office)
    fill_positions(made)
    yield made
    assert list(differences(office)) == []
    office.close()
