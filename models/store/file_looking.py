"""Looks at a stored file without opening it in any program: its beginning, what it packs, words in it."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from pathlib import Path

from models.rules.file_kinds import Content, has_enclosed, has_macros

_HEAD = 4096
_CHUNK = 1024 * 1024
#: What comes later in a larger file is not looked at; a commanding file is rarely a large one.
_MOST_LOOKED = 32 * 1024 * 1024
#: An honest list of members is far smaller; one prepared to fill the memory is not read at all.
_MOST_DIRECTORY = 2 * 1024 * 1024
_MOST_MEMBERS = 20_000
_MOST_RELATIONS = 256 * 1024
_END = b"PK\x05\x06"
_END_LENGTH = 22
#: Words in a file, by what they tell; those of old office files stand in UTF-16.
_WORDS = (
    ("_VBA_PROJECT".encode("utf-16-le"), b"\xd0\xcf\x11\xe0", "macro"),
    ("Macros".encode("utf-16-le"), b"\xd0\xcf\x11\xe0", "macro"),
    (b"/JavaScript", b"%PDF", "command"),
    (b"/Launch", b"%PDF", "command"),
    (b"\\objdata", b"{\\rtf", "outside"),
    (b"\\*\\template", b"{\\rtf", "outside"),
)
_LINKED = re.compile(rb'Type="[^"]*/(attachedTemplate|oleObject|externalLink|externalLinkPath|frame)"')
_MOST_RELATION_FILES = 200
#: What a packed file prepared to be misread can raise.
_DISHONEST = (
    zipfile.BadZipFile, zlib.error, struct.error, NotImplementedError, RuntimeError, EOFError, ValueError,
    OSError, MemoryError,
)  # fmt: skip


def look_at(path: Path) -> Content:
    """What the file is seen to be. Raises OSError when it cannot be read."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    marks = set(_words_in(path, head))
    members: tuple[str, ...] = ()
    if head.startswith(b"PK"):
        members = members_of(path)
        if has_macros(members):
            marks.add("macro")
        if has_enclosed(members):
            marks.add("enclosed")
        if _reaches_out(path, members):
            marks.add("outside")
    if _has_formula(head):
        marks.add("formula")
    return Content(head, members, frozenset(marks))


def members_of(path: Path) -> tuple[str, ...]:
    """The names in a zip, read from its list only; none for a list that is not honest."""
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 65_536 - _END_LENGTH))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < _END_LENGTH:
        return ()
    count, directory = struct.unpack("<HL", tail[at + 10 : at + 16])
    if directory > _MOST_DIRECTORY or count > _MOST_MEMBERS:
        return ()
    try:
        with zipfile.ZipFile(path) as packed:
            return tuple(packed.namelist())
    except _DISHONEST:
        return ()


def _words_in(path: Path, head: bytes) -> set[str]:
    wanted = [(word, mark) for word, begin, mark in _WORDS if begin in head[:1024]]
    found: set[str] = set()
    if not wanted:
        return found
    looked, before = 0, b""
    with path.open("rb") as file:
        while looked < _MOST_LOOKED and (chunk := file.read(_CHUNK)):
            window = before + chunk
            found |= {mark for word, mark in wanted if word in window}
            before = chunk[-64:]
            looked += len(chunk)
    return found


def _reaches_out(path: Path, members: tuple[str, ...]) -> bool:
    """Whether an office file fetches a template or an object from somewhere else when it is opened."""
    relations = [name for name in members if name.endswith(".rels")]
    if len(relations) > _MOST_RELATION_FILES:
        return True
    try:
        with zipfile.ZipFile(path) as packed:
            return any(_linked(packed, name) for name in relations)
    except _DISHONEST:
        return True  # whoever prepared it does not want it looked at


def _linked(packed: zipfile.ZipFile, name: str) -> bool:
    with packed.open(name) as member:
        text = member.read(_MOST_RELATIONS)  # never more, whatever it says to unpack to
    if len(text) == _MOST_RELATIONS or not text.startswith((b"<", b"\xef\xbb\xbf<")):
        return True  # written so that a quick look misses it
    told = text.replace(b"'", b'"').split(b"<Relationship")
    return any(b'"External"' in relation and _LINKED.search(relation) for relation in told)


def _has_formula(head: bytes) -> bool:
    """Whether the beginning of a text would make a spreadsheet call something (`=cmd|...`, `=HYPERLINK`)."""
    if b"\x00" in head:
        return False
    for line in head.replace(b"\t", b",").replace(b";", b",").splitlines():
        cells = (cell.strip(b' "') for cell in line.split(b","))
        if any(cell[:1] in (b"=", b"@") and cell[1:2].isalpha() for cell in cells):
            return True
    return False
