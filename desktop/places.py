"""Where the office keeps its data on this machine unless told otherwise."""

from __future__ import annotations

import os
from pathlib import Path

NAME = "papan-sop"


def default_folder() -> Path:
    """The folder common to all accounts of the PC where that can be written, else the account's own."""
    from platformdirs import site_data_path, user_data_path

    common = Path(site_data_path(NAME, appauthor=False))
    if (common / "papan-sop.db").exists() or _may_make(common):
        return common
    return Path(user_data_path(NAME, appauthor=False))


def _may_make(folder: Path) -> bool:
    """Whether the folder, or the nearest one above it that exists, lets this account write."""
    for place in (folder, *folder.parents):
        if place.exists():
            return os.access(place, os.W_OK)
    return False
