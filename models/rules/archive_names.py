"""Names of files that are given away: what people typed, made safe for every system that keeps them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"/\\|?*]')
#: Names that Windows keeps for devices, with any suffix.
_DEVICES = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|clock\$|com[0-9¹²³]|lpt[0-9¹²³]) *(\..*)?", re.IGNORECASE
)
#: Windows unpacks paths of 260 signs at most, the folder of whoever unpacks included.
LONGEST_NAME = 80
_LONGEST_SUFFIX = 12
#: Other systems count bytes: 255 at most, a number or the mark of a half file included.
_LONGEST_BYTES = 200


def safe_name(text: str, longest: int = LONGEST_NAME) -> str:
    """One file name: no folders, no control or direction signs, not too long; its suffix stays."""
    composed = unicodedata.normalize("NFC", text)
    # signs without a picture (Cf: writing direction, zero width) can show another name than is written
    shown = "".join(sign for sign in composed if unicodedata.category(sign) not in ("Cf", "Cs", "Co", "Cn"))
    plain = " ".join(_UNSAFE.sub("-", shown).split()).strip(" .-") or "tanpa nama"
    if _DEVICES.fullmatch(plain):
        plain = f"_{plain}"
    if len(plain) <= longest and len(plain.encode()) <= _LONGEST_BYTES:
        return plain
    suffix = PurePosixPath(plain).suffix
    suffix = suffix if len(suffix) <= _LONGEST_SUFFIX else ""
    stem = plain.removesuffix(suffix)[: longest - len(suffix)]
    stem = stem.encode()[: _LONGEST_BYTES - len(suffix.encode())].decode(errors="ignore")
    return stem.rstrip(" .") + suffix


class Paths:
    """Hands out paths of one archive, each only once however letters are written."""

    def __init__(self) -> None:
        # of hundreds of thousands of paths only this much is kept: two alike would cost one a number
        self._taken: set[int] = set()

    def take(self, folder: str, name: str) -> str:
        """A path in a folder for a safe name, numbered when it is taken."""
        path = PurePosixPath(name)
        number, wanted = 1, f"{folder}/{name}" if folder else name
        while hash(wanted.casefold()) in self._taken:
            number += 1
            again = f"{path.stem} ({number}){path.suffix}"
            wanted = f"{folder}/{again}" if folder else again
        self._taken.add(hash(wanted.casefold()))
        return wanted
