"""The folders of this computer that programs for synchronising say they copy, whatever they are called."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

#: Variables that OneDrive sets for everybody who is signed in there.
_VARIABLES = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
#: Where Windows lists what any such program registered, by user: `…\<provider>!…\UserSyncRoots`.
_MANAGER = r"SOFTWARE\Microsoft\Windows\CurrentVersion\Explorer\SyncRootManager"
_ONEDRIVE = r"Software\Microsoft\OneDrive\Accounts"
#: A settings file larger than this is none.
_MOST = 1024 * 1024
_LOCAL_PATH = re.compile(
    r"^\s*(?:\d+\\Folders(?:WithPlaceholders)?\\\d+\\)?localPath\s*=\s*(.+)$", re.MULTILINE
)


class SyncRoot(NamedTuple):
    """A folder that is copied elsewhere, and by whom."""

    folder: Path
    service: str


def known_roots(environ: Mapping[str, str] = os.environ) -> Iterator[SyncRoot]:
    """Every such folder that this computer tells of."""
    for name in _VARIABLES:
        if environ.get(name):
            yield SyncRoot(Path(environ[name]), "OneDrive")
    for folder in _settings_folders(environ):
        yield from _dropbox(folder)
        yield from _nextcloud(folder)
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - exists on Windows only

        yield from registered_roots(winreg)


def _settings_folders(environ: Mapping[str, str]) -> Iterator[Path]:
    """Where programs keep their settings for this account."""
    for name in ("APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME"):
        if environ.get(name):
            yield Path(environ[name])
    home = environ.get("HOME") or environ.get("USERPROFILE")
    if home:
        yield Path(home)
        yield Path(home) / ".config"


def _dropbox(folder: Path) -> Iterator[SyncRoot]:
    """Dropbox writes where its folders lie into a file, the business one beside the personal one."""
    for name in ("Dropbox", ".dropbox"):
        try:
            told: Any = json.loads(_text(folder / name / "info.json"))
        except (ValueError, RecursionError):
            continue
        for account in told.values() if isinstance(told, dict) else ():
            if isinstance(account, dict) and isinstance(account.get("path"), str) and account["path"]:
                yield SyncRoot(Path(account["path"]), "Dropbox")


def _nextcloud(folder: Path) -> Iterator[SyncRoot]:
    """Nextcloud and ownCloud list their folders in their settings."""
    for name, service in (("Nextcloud", "Nextcloud"), ("ownCloud", "ownCloud")):
        for path in _LOCAL_PATH.findall(_text(folder / name / f"{name.lower()}.cfg")):
            yield SyncRoot(Path(path.strip().strip('"')), service)


def registered_roots(registry: Any) -> Iterator[SyncRoot]:
    """What the registry of Windows tells; `registry` is the module winreg."""
    for provider in _keys(registry, registry.HKEY_LOCAL_MACHINE, _MANAGER):
        place = f"{_MANAGER}\\{provider}\\UserSyncRoots"
        for folder in _values(registry, registry.HKEY_LOCAL_MACHINE, place):
            yield SyncRoot(Path(folder), provider.partition("!")[0])
    for account in _keys(registry, registry.HKEY_CURRENT_USER, _ONEDRIVE):
        place = f"{_ONEDRIVE}\\{account}"
        for folder in _values(registry, registry.HKEY_CURRENT_USER, place, "UserFolder"):
            yield SyncRoot(Path(folder), "OneDrive")


def _keys(registry: Any, root: Any, place: str) -> list[str]:
    found: list[str] = []
    with contextlib.suppress(OSError), registry.OpenKey(root, place) as key:  # not there: nothing registered
        while True:
            found.append(registry.EnumKey(key, len(found)))
    return found


def _values(registry: Any, root: Any, place: str, only: str = "") -> list[str]:
    found: list[tuple[str, Any, int]] = []
    with contextlib.suppress(OSError), registry.OpenKey(root, place) as key:
        while True:
            found.append(registry.EnumValue(key, len(found)))
    return [value for name, value, _kind in found if isinstance(value, str) and value and only in ("", name)]


def _text(path: Path) -> str:
    """What a small file says, "" when it is not there, not readable or not small."""
    try:
        return path.read_text("utf-8", "replace") if path.stat().st_size <= _MOST else ""
    except (OSError, ValueError):
        return ""
