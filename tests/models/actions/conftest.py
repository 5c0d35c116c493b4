"""Every test of the acts ends by re-deriving its office from its history."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from models.store.rederive import differences
from tests.office import SmallOffice


@pytest.fixture
def small(small: SmallOffice) -> Iterator[SmallOffice]:
    yield small
    assert list(differences(small.office)) == []
