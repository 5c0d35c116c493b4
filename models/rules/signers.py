"""How officials are printed under a paper: positions in capitals, Plt., Plh. and a.n., NIP in groups."""

from __future__ import annotations

from models.records.paper import Signer

#: How a NIP is grouped: birth date, month of appointment, sex, serial number.
_GROUPS = (8, 6, 1, 3)
NIP_LENGTH = sum(_GROUPS)

_PREFIX = {"definitif": "", "plt": "Plt. ", "plh": "Plh. "}


def nip_digits(text: str) -> str:
    """The digits of a NIP however it was typed (blanks, dots, `NIP.`); other signs stay and show the slip."""
    plain = text.strip()
    if plain.casefold().startswith("nip"):
        plain = plain[3:]
    return "".join(c for c in plain if c not in " .\u00a0-:")


def nip_fault(digits: str) -> bool:
    """Whether a NIP cannot be one: not empty and not 18 digits."""
    return bool(digits) and not (len(digits) == NIP_LENGTH and digits.isascii() and digits.isdigit())


def nip_text(digits: str) -> str:
    """`19800131 200501 1 009`; one of another length stays as it is."""
    if len(digits) != NIP_LENGTH:
        return digits
    pieces, start = [], 0
    for length in _GROUPS:
        pieces.append(digits[start : start + length])
        start += length
    return " ".join(pieces)


def position_title(position: str, office: str, kind: str = "definitif") -> str:
    """`Plt. KEPALA DINAS KOMUNIKASI DAN INFORMATIKA`: a position that names the agency names all of it."""
    first = office.split(maxsplit=1)[0] if office.strip() else ""
    name = position
    if first and position.casefold().endswith(f" {first.casefold()}"):
        name = position[: -len(first)] + office
    return _PREFIX.get(kind, "") + name.upper()


def signer_of(
    position: str, kind: str, office: str, person: tuple[str, str, str], heading: str = "", behalf: str = ""
) -> Signer:
    """Who signs, frozen: `person` is name, rank and NIP, `behalf` the title in whose name (a.n.)."""
    own = position_title(position, office, kind)
    lines = (f"a.n. {behalf},", f"{_PREFIX.get(kind, '')}{position},") if behalf else (f"{own},",)
    name, rank, nip = person
    return Signer(heading, lines, name, rank, nip_text(nip))
