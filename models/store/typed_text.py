"""Typed text that no act has kept yet, in a file for each person, so that a fault does not take it away.

It lies in the data folder beside the database, which tells more and is as readable; it is offered to that
person only, and is removed as soon as nothing typed is left or it was dealt with.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from models.records.typed_text import TypedField, TypedText, TypedWindow

_FOLDER = "isian"
_LIMIT = 2_000_000
_KEPT_AT_MOST = 20


class TypedTextFile:
    """The file of one person; what an earlier run left is kept apart from what is typed now."""

    def __init__(self, data_folder: Path, person_id: int) -> None:
        self._folder = data_folder / _FOLDER
        self._person = person_id
        self._path = self._folder / f"{person_id}.json"

    def write(self, at: str, windows: tuple[TypedWindow, ...]) -> None:
        """Keep what is typed now in place of what was; nothing typed leaves no file. Raises OSError."""
        if not windows:
            self._path.unlink(missing_ok=True)
            return
        self._make_folder()
        draft = self._path.with_suffix(".baru")
        # one that a dead process left may belong to another account of the computer
        draft.unlink(missing_ok=True)
        text = json.dumps({"at": at, "windows": [asdict(w) for w in windows]}, ensure_ascii=False)
        with draft.open("w", encoding="utf-8", errors="replace") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._path)

    def _make_folder(self) -> None:
        """As open as the data folder: where accounts of the computer share one, they share this too."""
        if not self._folder.exists():
            self._folder.mkdir()
            self._folder.chmod(self._folder.parent.stat().st_mode & 0o7777)

    def set_aside(self) -> None:
        """The program was started again: what is there was left behind and waits to be looked at."""
        if self._path.exists():
            numbers = [int(path.stem.partition("-")[2]) for path in self._left()]
            self._path.replace(self._folder / f"{self._person}-{max(numbers, default=0) + 1}.json")

    def left_behind(self) -> tuple[TypedText, ...]:
        """What earlier runs left, the newest first; what cannot be read any more is passed over."""
        found = (_read(path) for path in reversed(self._left()))
        return tuple(text for text in found if text is not None)

    def forget(self, key: str) -> None:
        """It was dealt with."""
        if (self._folder / key) in self._left():
            (self._folder / key).unlink(missing_ok=True)

    def _left(self) -> list[Path]:
        """The files that were set aside, the oldest first."""
        found = self._folder.glob(f"{self._person}-*.json")
        numbered = [(int(n), p) for p in found if (n := p.stem.partition("-")[2]).isdecimal()]
        return [path for _, path in sorted(numbered)[-_KEPT_AT_MOST:]]


def _read(path: Path) -> TypedText | None:
    try:
        if path.stat().st_size > _LIMIT:
            return None
        kept = json.loads(path.read_text("utf-8"))
        windows = tuple(_window(w) for w in kept["windows"])
        return TypedText(path.name, str(kept["at"]), windows)
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        # cut off by a full disk, or written by another hand: there is nothing to offer
        return None


def _window(kept: Any) -> TypedWindow:
    fields = tuple(TypedField(str(f["name"]), str(f["text"])) for f in kept["fields"])
    return TypedWindow(str(kept["title"]), fields)
