"""Shared set-up of the tests: a screen of its own where there is none, and a small office to copy."""

from __future__ import annotations

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.office import SmallOffice, build_office, copy_office

if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

_MEMORY = Path("/dev/shm")  # noqa: S108 - not a temporary name: the RAM disk of Linux
_ENOUGH = 2 * 1024**3


def pytest_configure() -> None:
    """Put the folders of the tests on a RAM disk where there is a roomy one.

    The program still asks for every write to reach the disk; only the disk answers sooner.
    Whoever names a place (TMPDIR, PYTEST_DEBUG_TEMPROOT, --basetemp) keeps it.
    """
    named = os.environ.get("TMPDIR") or os.environ.get("PYTEST_DEBUG_TEMPROOT")
    if not named and os.access(_MEMORY, os.W_OK) and shutil.disk_usage(_MEMORY).free > _ENOUGH:
        os.environ["PYTEST_DEBUG_TEMPROOT"] = str(_MEMORY)


def pytest_collection_finish() -> None:
    """Let the garbage collector pass over the modules and tests that are there until the end."""
    gc.collect()
    gc.freeze()


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
