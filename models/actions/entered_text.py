"""What people typed, as acts take it: without signs that cannot be shown, and no longer than is sensible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from models.records.results import Obstacle
from models.rules.unseen_signs import CONTROLS, DIRECTIONS

T = TypeVar("T")

#: As long as their columns; longer texts go on for whoever has much to say, not for a pasted book.
NAME_LIMIT = 300
PHONE_LIMIT = 100
LETTER_NUMBER_LIMIT = 200
PLACE_LIMIT = 1_000
ADDRESS_LIMIT = 2_000
REASON_LIMIT = 2_000
NOTE_LIMIT = 10_000

_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_GONE = {ord(sign): None for sign in CONTROLS + DIRECTIONS if sign not in "\t\n\r"}
_TABLE = _GONE | str.maketrans(dict.fromkeys(_LINE_BREAKS, "\n"))


def printable(text: str) -> str:
    """The text without control characters, which nobody sees and no paper or sheet can hold.

    Nor signs that turn the direction of writing: what is read would not be what stands there.
    Tabs and line breaks stay; the line breaks of word processors become ordinary ones.
    """
    return text if text.isprintable() else text.translate(_TABLE)


def cleaned(value: T) -> T:
    """The value with `printable` text wherever text stands in it: forms, lists, mappings."""
    return _cleaned(value)  # type: ignore[no-any-return]


def _cleaned(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _cleaned(each) for key, each in value.items()}
    if isinstance(value, tuple) and hasattr(value, "_make"):
        return value._make(map(_cleaned, value))
    if isinstance(value, list | tuple):
        return type(value)(map(_cleaned, value))
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _cleaned(getattr(value, f.name)) for f in fields(value) if f.init})
    return value


def too_long(texts: Iterable[tuple[str, str, int]]) -> list[Obstacle]:
    """An obstacle for each (code, text, limit) whose text is longer than that."""
    return [Obstacle(code, {"batas": limit}) for code, text, limit in texts if len(text.strip()) > limit]
