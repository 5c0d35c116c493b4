"""User text on its way into a Word document: without signs that XML forbids, and never read as a token."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

#: What the national letter system fills in when the letter is numbered and signed there.
NUMBER, DATE = "${nomor_naskah}", "${tanggal_naskah}"
SECRECY, ABOUT = "${sifat}", "${hal}"
POSITION, NAME, NIP, SIGNATURE = (
    "${jabatan_pengirim}",
    "${nama_pengirim}",
    "${nip_pengirim}",
    "${ttd_pengirim}",
)
TOKENS = (NUMBER, DATE, SECRECY, ABOUT, POSITION, NAME, NIP, SIGNATURE)

#: Word's "No-Width Non Break": nothing to see, but `${…}` with it between is no token. Parting the text
#: into two runs would not do, since letter systems join what stands between `$` and `{`.
SHIELD = "\u200d"

_ITEM = re.compile(r"(\d{1,3}[.)]|[A-Za-z][.)]|[-–•*])\s+(?=\S)")


def clean(text: str) -> str:
    """The text as it may stand in a document: user text that looks like a token stays plain text."""
    composed = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    kept = "".join(sign for sign in composed if _allowed(sign))
    return kept.replace("$" + SHIELD + "{", "${").replace("${", "$" + SHIELD + "{").strip()


def _allowed(sign: str) -> bool:
    if sign in "\n\t":
        return True
    # U+FFFE and U+FFFF are no signs at all, for XML as for Unicode
    return unicodedata.category(sign) not in ("Cc", "Cs") and ord(sign) & 0xFFFF not in (0xFFFE, 0xFFFF)


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of free text; `mark` is the number or dash of an item."""

    text: str
    mark: str = ""


def passages(text: str) -> tuple[Passage, ...]:
    """Cleaned free text taken apart: blank lines part paragraphs, lines that begin like items are items."""
    found: list[Passage] = []
    open_lines: list[str] = []

    def close() -> None:
        if open_lines:
            item = _ITEM.match(open_lines[0])
            words = "\n".join(open_lines)
            found.append(Passage(words[item.end() :], item[1]) if item else Passage(words))
            open_lines.clear()

    for raw in clean(text).split("\n"):
        line = raw.strip()
        if not line or _ITEM.match(line):
            close()
        if line:
            open_lines.append(line)
    close()
    return tuple(found)
