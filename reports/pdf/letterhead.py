"""Kop naskah dinas: logo at the left, centred lines balanced over the page, a double rule below."""

from __future__ import annotations

from typing import Any

from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable

from models.records.paper import Letterhead
from reports.pdf.fonts import BOLD, REGULAR, printable, width
from reports.pdf.logo import Logo, prepared_logo
from reports.pdf.styles import MM

_LOGO_WIDTH, _LOGO_HEIGHT = 23 * MM, 25 * MM
_LOGO_GAP = 4 * MM
#: The name of the agency and the lines over it stand 4 : 3.
_NAME_SIZES = (18.0, 17.0, 16.0, 15.0, 14.0)
_ABOVE_SHARE = 0.75
_BELOW_SIZE = 9.5
_LINE = 1.18
_RULE_GAP = 2.2 * MM
_RULE_HEIGHT = 4.0

Line = tuple[str, str, float]


def draw_letterhead(
    canvas: Any, letterhead: Letterhead, logo: bytes | None, left: float, top: float, wide: float
) -> float:
    """Draw the kop with its upper left corner at a point; answers the height it took."""
    return _Kop(letterhead, prepared_logo(logo), wide).draw(canvas, left, top)


class LetterheadBlock(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The kop as the first thing on a flowing paper."""

    def __init__(self, letterhead: Letterhead, logo: bytes | None) -> None:
        super().__init__()
        self._letterhead = letterhead
        self._logo = prepared_logo(logo)
        self.spaceAfter = 5 * MM

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """As wide as the text, as high as its lines or its logo."""
        self._kop = _Kop(self._letterhead, self._logo, wide)
        self.width, self.height = wide, self._kop.height
        return self.width, self.height

    def draw(self) -> None:
        """Draw at the current place."""
        self._kop.draw(self.canv, 0, self.height)


class _Kop:
    """The measured kop."""

    def __init__(self, letterhead: Letterhead, logo: Logo | None, wide: float) -> None:
        self._wide = wide
        self._logo = logo
        # the same room is kept free at the right, so that the lines stay centred on the page
        self._column = wide - 2 * (_LOGO_WIDTH + _LOGO_GAP) if logo else wide
        self._lines = _lines(letterhead, self._column)
        self._text_height = sum(size * _LINE for _, _, size in self._lines)
        self._logo_size = _fitted(logo) if logo else (0.0, 0.0)
        self.height = max(self._text_height, self._logo_size[1]) + _RULE_GAP + _RULE_HEIGHT

    def draw(self, canvas: Any, left: float, top: float) -> float:
        canvas.saveState()
        canvas.setFillGray(0)
        inside = self.height - _RULE_GAP - _RULE_HEIGHT
        if self._logo:
            wide, high = self._logo_size
            x = left + (_LOGO_WIDTH - wide) / 2
            canvas.drawImage(self._logo.reader(), x, top - (inside + high) / 2, wide, high)
        y = top - (inside - self._text_height) / 2
        for text, font, size in self._lines:
            y -= size * _LINE
            canvas.setFont(font, size)
            canvas.drawCentredString(left + self._wide / 2, y + size * 0.24, text)
        self._rule(canvas, left, top - self.height)
        canvas.restoreState()
        return self.height

    def _rule(self, canvas: Any, left: float, bottom: float) -> None:
        canvas.setLineWidth(2.2)
        canvas.line(left, bottom + 2.9, left + self._wide, bottom + 2.9)
        canvas.setLineWidth(0.7)
        canvas.line(left, bottom + 0.35, left + self._wide, bottom + 0.35)


def _lines(letterhead: Letterhead, column: float) -> list[Line]:
    name = _clean(letterhead.name)
    size = next((s for s in _NAME_SIZES if width(name, BOLD, s) <= column), 15.5)
    found: list[Line] = []
    for text in map(_clean, letterhead.above):
        found += [(line, REGULAR, size * _ABOVE_SHARE) for line in _split(text, REGULAR, size * 0.75, column)]
    found += [(line, BOLD, size) for line in _split(name, BOLD, size, column)]
    for text in map(_clean, letterhead.below):
        found += [(line, REGULAR, _BELOW_SIZE) for line in _split(text, REGULAR, _BELOW_SIZE, column)]
    return found


def _split(text: str, font: str, size: float, column: float) -> list[str]:
    """The lines of a text, about equally long: one word alone on the last line looks like a slip."""
    if not text:
        return []
    lines = _broken(text, font, size, column)
    if len(lines) < 2:
        return lines
    narrow = width(text, font, size) / len(lines)
    for step in range(8):
        tried = _broken(text, font, size, min(column, narrow * (1 + step / 10)))
        if len(tried) == len(lines):
            return tried
    return lines


def _broken(text: str, font: str, size: float, column: float) -> list[str]:
    lines: list[str] = []
    for line in simpleSplit(text, font, size, column):
        rest = line
        while width(rest, font, size) > column and len(rest) > 1:
            fitting = next(
                n for n in range(len(rest), 0, -1) if n == 1 or width(rest[:n], font, size) <= column
            )
            lines.append(rest[:fitting])
            rest = rest[fitting:]
        lines.append(rest)
    return lines


def _clean(text: str) -> str:
    return " ".join(printable(text).split())


def _fitted(logo: Logo) -> tuple[float, float]:
    scale = min(_LOGO_WIDTH / logo.width, _LOGO_HEIGHT / logo.height)
    return logo.width * scale, logo.height * scale
