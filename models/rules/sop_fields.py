"""Typed reading of TOML tables that collects every defect with its place instead of raising."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

Choice = TypeVar("Choice", bound=str)

#: Ids become parts of stored branch paths (`split>join#index`) and of database columns.
ID_PATTERN = re.compile(r"[A-Za-z0-9_.\-]{1,60}")
#: PostgreSQL cannot store NUL, and no printed cell holds control signs; tab and line feed may stand.
CONTROL_PATTERN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

_MISSING = object()


@dataclass(frozen=True, slots=True)
class Defect:
    """What is wrong in an SOP file, and where: both in Indonesian, for the person who edits it."""

    place: str
    message: str


def type_name(value: object) -> str:
    """The kind of a TOML value, in Indonesian."""
    if isinstance(value, bool):
        return "true/false"
    if isinstance(value, str):
        return "teks"
    if isinstance(value, int | float):
        return "bilangan"
    if isinstance(value, list):
        return "daftar"
    if isinstance(value, dict):
        return "tabel"
    return "tanggal atau jam"


class Fields:
    """One TOML table under its place; asking for a key marks it as known."""

    def __init__(
        self, data: dict[str, object], place: str, defects: list[Defect], *, root: bool = False
    ) -> None:
        self._data = data
        self._known: set[str] = set()
        self._inside = "" if root else f"{place} › "
        self.place = place
        self.defects = defects

    def wrong(self, message: str) -> None:
        """Report a defect of this table."""
        self.defects.append(Defect(self.place, message))

    def has(self, key: str) -> bool:
        """Whether the file gives this key."""
        return key in self._data

    def text(self, key: str, *, required: bool = False, limit: int = 20_000) -> str:
        """A text; empty when it is absent or wrong."""
        value = self._take(key)
        if value is _MISSING:
            if required:
                self.wrong(f"“{key}” belum diisi")
            return ""
        if not isinstance(value, str):
            self._wrong_type(key, "teks", value)
            return ""
        if required and not value.strip():
            self.wrong(f"“{key}” kosong")
        return self._clean(key, value, limit)

    def renamed(self, place: str) -> Fields:
        """The same table under another place, before anything was read from it."""
        return Fields(self._data, place, self.defects)

    def peek(self, key: str) -> str:
        """The text of a key when it is fit for an id, without reporting anything; otherwise empty."""
        value = self._data.get(key)
        return value if isinstance(value, str) and ID_PATTERN.fullmatch(value) else ""

    def identifier(self, key: str) -> str:
        """A required id; empty when it is absent or wrong."""
        value = self.text(key, required=True)
        if value.strip() and not ID_PATTERN.fullmatch(value):
            self.wrong(f"“{key}” {quoted(value)} hanya boleh huruf, angka, titik dan garis, paling banyak 60")
        return self.peek(key)

    def flag(self, key: str) -> bool:
        """A truth value; false when it is absent or wrong."""
        value = self._take(key)
        if value is _MISSING:
            return False
        if not isinstance(value, bool):
            self._wrong_type(key, "true atau false", value)
            return False
        return value

    def whole(self, key: str) -> int | None:
        """A whole number; None when it is absent or wrong."""
        value = self._take(key)
        if value is _MISSING:
            return None
        if isinstance(value, bool) or not isinstance(value, int):
            self._wrong_type(key, "bilangan bulat", value)
            return None
        return value

    def choice(self, key: str, allowed: Sequence[Choice], default: Choice) -> Choice:
        """One of the allowed words; the default when it is absent or wrong."""
        if not self.has(key):
            self._known.add(key)
            return default
        value = self.text(key)
        for word in allowed:
            if word == value:
                return word
        if isinstance(self._data[key], str):
            self.wrong(f"“{key}” {quoted(value)} tidak dikenal; pilihannya: {', '.join(allowed)}")
        return default

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of texts; wrong items are reported and left out."""
        value = self._take(key)
        if value is _MISSING:
            if required:
                self.wrong(f"“{key}” belum diisi")
            return ()
        if value == [] and required:
            self.wrong(f"“{key}” kosong")
        if not isinstance(value, list):
            self._wrong_type(key, "daftar teks", value)
            return ()
        good: list[str] = []
        for number, item in enumerate(value, start=1):
            if isinstance(item, str):
                good.append(self._clean(f"{key} ke-{number}", item, 20_000))
            else:
                self._wrong_type(f"{key} ke-{number}", "teks", item)
        return tuple(good)

    def text_or_texts(self, key: str) -> tuple[str, ...]:
        """A text, or a list of texts; when the key is there it must not be empty."""
        if isinstance(self._data.get(key), str):
            text = self.text(key, required=True)
            return (text,) if text.strip() else ()
        return self.texts(key, required=self.has(key))

    def table(self, key: str, place: str) -> Fields:
        """A table; an empty one when it is absent or wrong."""
        value = self._take(key)
        if not isinstance(value, dict):
            if value is not _MISSING:
                self._wrong_type(key, "tabel", value)
            value = {}
        return Fields(value, place, self.defects)

    def rows(self, key: str, word: str) -> Iterator[tuple[int, Fields]]:
        """The tables of a list, numbered from one, each under the place of its word and number."""
        value = self._take(key)
        if value is _MISSING:
            return
        if not isinstance(value, list):
            self._wrong_type(key, "daftar tabel", value)
            return
        for number, item in enumerate(value, start=1):
            place = f"{self._inside}{word}{number}"
            if isinstance(item, dict):
                yield number, Fields(item, place, self.defects)
            else:
                message = f"seharusnya tabel, tetapi tertulis {type_name(item)}"
                self.defects.append(Defect(place, message))

    def is_list_of_texts(self, key: str) -> bool:
        """Whether the key holds a list with nothing but texts in it."""
        value = self._data.get(key)
        return isinstance(value, list) and bool(value) and all(isinstance(v, str) for v in value)

    def close(self) -> None:
        """Report the keys that nobody asked for."""
        for key in self._data:
            if key in self._known:
                continue
            from difflib import get_close_matches  # noqa: PLC0415 - only mistakes need it

            near = get_close_matches(key, sorted(self._known), n=1)
            hint = f"; maksudnya “{near[0]}”?" if near else ""
            self.wrong(f"kunci {quoted(key)} tidak dikenal{hint}")

    def _take(self, key: str) -> object:
        self._known.add(key)
        return self._data.get(key, _MISSING)

    def _clean(self, key: str, value: str, limit: int) -> str:
        if CONTROL_PATTERN.search(value):
            self.wrong(f"“{key}” memuat tanda kendali yang tidak dapat dicetak")
        if len(value) > limit:
            self.wrong(f"“{key}” lebih panjang dari {limit} huruf")
        return value

    def _wrong_type(self, key: str, wanted: str, value: object) -> None:
        self.wrong(f"“{key}” seharusnya {wanted}, tetapi tertulis {type_name(value)}")


def quoted(value: str) -> str:
    """A value as it stands in a message: one line, and not longer than a person wants to read."""
    shown = CONTROL_PATTERN.sub("�", value).replace("\n", " ")
    return f"“{shown[:59]}…”" if len(shown) > 60 else f"“{shown}”"
