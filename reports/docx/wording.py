"""User text on its way into a Word document: without signs that XML forbids, and never read as a token."""

from __future__ import annotations

import unicodedata

from models.rules import passages as rules
from models.rules.passages import Passage

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


def passages(text: str) -> tuple[Passage, ...]:
    """Free text cleaned and taken apart into paragraphs and items."""
    return rules.passages(clean(text))
