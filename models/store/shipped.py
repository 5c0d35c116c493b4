"""What ships with the program and fills a new office: SOPs, holidays, seasons, positions."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path

from models.rules.calendar import Holiday, Season, read_holidays, read_seasons

_RESOURCES = Path(__file__).parents[2] / "resources"

#: The SOPs that ship, in the order of the sidebar.
SOP_CODES = ("MPA", "MLS", "PP", "PA", "PAW")


@dataclass(frozen=True, slots=True)
class ShippedPosition:
    """A position of a usual Dinas Kominfo; `fills` are (SOP code, executor id)."""

    name: str
    is_leader: bool
    is_secretariat: bool
    fills: tuple[tuple[str, str], ...]


def sop_text(code: str) -> str:
    """The text of a shipped SOP."""
    return (_RESOURCES / "sop" / f"{code.casefold()}.toml").read_text("utf-8")


def holidays() -> tuple[Holiday, ...]:
    """National holidays and cuti bersama with their decrees."""
    return read_holidays((_RESOURCES / "kalender" / "hari-libur.csv").read_text("utf-8"))


def seasons() -> tuple[Season, ...]:
    """The Ramadan seasons."""
    return read_seasons((_RESOURCES / "kalender" / "musim.csv").read_text("utf-8"))


def positions() -> tuple[ShippedPosition, ...]:
    """The usual positions, and which executor of which SOP each fills."""
    read = tomllib.loads((_RESOURCES / "organisasi.toml").read_text("utf-8"))
    return tuple(_position(entry) for entry in read["jabatan"])


def _position(entry: dict[str, object]) -> ShippedPosition:
    raw = entry["mengisi"]
    if not isinstance(raw, list):
        raise TypeError(f"mengisi: {raw!r}")
    fills = tuple((code, executor) for code, _, executor in (str(item).partition(":") for item in raw))
    return ShippedPosition(
        str(entry["nama"]), bool(entry.get("pimpinan")), bool(entry.get("tata_usaha")), fills
    )
