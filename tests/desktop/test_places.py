"""Which folder the data lies in when nobody says so."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop.places import NAME, default_folder
from models.store.opening import DATABASE_NAME

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="folders are named by XDG there")


@pytest.fixture
def common(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "bersama"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "sendiri"))
    return tmp_path / "bersama" / NAME


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "sendiri" / NAME


def make_office(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / DATABASE_NAME).touch()


def test_without_a_prepared_common_folder_the_account_has_its_own(common: Path, own: Path) -> None:
    assert default_folder() == own
    assert not own.exists()
    assert not common.exists()


def test_a_prepared_common_folder_is_for_all_accounts(common: Path, own: Path) -> None:
    common.mkdir(parents=True)
    assert default_folder() == common


def test_an_office_of_one_s_own_is_not_left_for_an_empty_common_folder(common: Path, own: Path) -> None:
    common.mkdir(parents=True)
    make_office(own)
    assert default_folder() == own


def test_a_common_office_comes_first_even_where_it_cannot_be_written(common: Path, own: Path) -> None:
    make_office(own)
    make_office(common)
    common.chmod(0o555)
    assert default_folder() == common
    common.chmod(0o755)
