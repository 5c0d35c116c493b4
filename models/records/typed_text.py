"""What somebody typed and had not kept yet when the program stopped."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedField:
    """A field by the name it has for a screen reader, and its text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class TypedWindow:
    """A window by its title, with the fields in which something was typed."""

    title: str
    fields: tuple[TypedField, ...]


@dataclass(frozen=True, slots=True)
class TypedText:
    """What one person had typed at a moment (office-local, as text), and where it is kept."""

    key: str
    at: str
    windows: tuple[TypedWindow, ...]
