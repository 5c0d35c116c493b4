"""Where the office keeps its data on this machine unless told otherwise."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from models.store.opening import office_exists

NAME = "papan-sop"
#: The accounts of a Windows PC, whatever they are called in its language.
_ALL_USERS = "*S-1-5-32-545"


def default_folder() -> Path:
    """The folder common to all accounts of the PC where that can be had, else the account's own.

    An office that exists already decides before anything else: nobody is sent to a new, empty one.
    """
    from platformdirs import site_data_path, user_data_path

    common = Path(site_data_path(NAME, appauthor=False))
    own = Path(user_data_path(NAME, appauthor=False))
    for folder in (common, own):
        if office_exists(folder):
            return folder
    return common if _is_shared(common) else own


def _is_shared(common: Path) -> bool:
    """Whether all accounts may write there: on Windows we see to it, elsewhere who runs the PC does."""
    if sys.platform == "win32":
        return _share_on_windows(common)
    return common.is_dir() and os.access(common, os.W_OK)


def _share_on_windows(folder: Path) -> bool:
    """Make the folder and let every account change what is in it, not only who made it."""
    import subprocess

    system = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "icacls.exe"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(  # noqa: S603 - the program of the system, by its full path
            [system, folder, "/grant", f"{_ALL_USERS}:(OI)(CI)M"], check=True, capture_output=True
        )
    except (OSError, subprocess.CalledProcessError):
        # an account that may not share uses a folder of its own
        return False
    return True
