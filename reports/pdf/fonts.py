"""The embedded fonts of every paper: Liberation Sans, which has the widths of Arial and an open licence."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

REGULAR = "LiberationSans"
BOLD = "LiberationSans-Bold"
ITALIC = "LiberationSans-Italic"
BOLD_ITALIC = "LiberationSans-BoldItalic"

_FOLDER = Path(__file__).parents[2] / "resources" / "fonts"
_FILES = {
    REGULAR: "LiberationSans-Regular.ttf",
    BOLD: "LiberationSans-Bold.ttf",
    ITALIC: "LiberationSans-Italic.ttf",
    BOLD_ITALIC: "LiberationSans-BoldItalic.ttf",
}
_REGISTERING, _CUTTING = threading.Lock(), threading.Lock()

#: What the font lacks although there is a sign that reads the same.
_ALIKE = {
    "\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2043": "-", "\u2212": "−", "\u2713": "v", "\u2714": "v",
    "\u2610": "[ ]", "\u2611": "[v]", "\u2612": "[x]", "\u2605": "*", "\u25cf": "•", "\u25a0": "•",
    "\u2028": "\n", "\u2029": "\n\n",
}  # fmt: skip
#: Shown in place of a sign that neither the font nor the list above knows.
MISSING = "?"


_registered: dict[str, Any] = {}


def fonts() -> dict[str, Any]:
    """The fonts by name, registered with reportlab at the first call, from whatever thread."""
    if not _registered:
        # registered twice, a paper under way would end with other fonts than it began with
        with _REGISTERING:
            if not _registered:
                made = {name: TTFont(name, str(_FOLDER / file)) for name, file in _FILES.items()}
                for font in made.values():
                    # its file is read from a place that all papers share: another thread would move it
                    font.face.makeSubset = _one_at_a_time(font.face.makeSubset)
                    pdfmetrics.registerFont(font)
                # lets <b> and <i> in a paragraph find their faces
                pdfmetrics.registerFontFamily(REGULAR, REGULAR, BOLD, ITALIC, BOLD_ITALIC)
                # streams as bytes: letters of base 85 take longer to make than what they hold, and more room
                rl_config.useA85 = 0
                _registered.update(made)
    return _registered


def _one_at_a_time(function: Callable[..., bytes]) -> Callable[..., bytes]:
    def alone(*values: Any) -> bytes:
        with _CUTTING:
            return function(*values)

    return alone


def register_fonts() -> None:
    """Make the fonts known to reportlab; harmless when they are."""
    fonts()


def width(text: str, font: str, size: float) -> float:
    """How wide a text runs, in points."""
    return float(fonts()[font].stringWidth(text, size))


def printable(text: str) -> str:
    """The text as the fonts can print it.

    Composed, without control and invisible signs (line breaks stay, tabs become spaces); what the font
    lacks shows as a sign alike or as `?`, never as a black box.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(sign) for sign in unicodedata.normalize("NFC", text.replace("\r\n", "\n")))


@cache
def _shown(sign: str) -> str:
    if sign in "\n\r":
        return "\n"
    if sign == "\t":
        return " "
    if sign in _ALIKE:
        return _ALIKE[sign]
    kind = unicodedata.category(sign)
    known = ord(sign) in _glyphs()
    if kind in ("Cc", "Cf") or (kind == "Mn" and not known):
        return ""
    if known and sign != "\N{REPLACEMENT CHARACTER}":
        return sign
    return " " if kind == "Zs" else MISSING


@cache
def _glyphs() -> frozenset[int]:
    """The code points that every face has."""
    return frozenset.intersection(*(frozenset(font.face.charToGlyph) for font in fonts().values()))
