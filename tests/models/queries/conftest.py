"""The small office that the queries are asked about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from models.actions.setup import publish_shipped_sops
from models.store.opening import open_office
from tests.office import HandClock, SmallOffice, fill_positions


@pytest.fixture
def small(tmp_path: Path) -> Iterator[SmallOffice]:
    clock = HandClock()
    office = open_office(tmp_path / "kantor", clock, create=True)
    made = SmallOffice(office, clock)
    publish_shipped_sops(office)
    fill_positions(made)
    yield made
    office.close()
