"""The identity block of an SOP (PermenPAN-RB 35/2012), or the kop that stands in its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from models.records.sop import Identity, Sop
from models.records.sop_picture import Rect
from models.rules.sop_picture import Ruler
from models.rules.sop_picture.ruler import LEADING
from reports.pdf.fonts import BOLD, REGULAR, printable, width

#: Labels of an SOP that names none, and the order of the block.
_USUAL = {
    "number": "Nomor SOP",
    "created": "Tanggal Pembuatan",
    "revised": "Tanggal Revisi",
    "effective": "Tanggal Efektif",
    "approved_by": "Disahkan oleh",
    "name": "Nama SOP",
    "legal_basis": "Dasar Hukum",
    "qualifications": "Kualifikasi Pelaksana",
    "related": "Keterkaitan",
    "equipment": "Peralatan/Perlengkapan",
    "warnings": "Peringatan",
    "records": "Pencatatan dan Pendataan",
}
_BANDS = (("legal_basis", "qualifications"), ("related", "equipment"), ("warnings", "records"))
_SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
#: For an upper part that alone would be taller than a page.
_SMALL = (6.0, 5.0, 4.0, 3.0, 2.0)
_PAD = 4.0
#: Room for a signature and a stamp.
SIGNATURE = 50.0
_NIP = re.compile(r"nip\b", re.IGNORECASE)
_RANK = re.compile(r"(pembina|penata|pengatur|juru|[iv]+/[a-e]\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who approved, in three parts: what stands over the signature, the name, what stands under it."""

    above: tuple[str, ...]
    name: str
    below: tuple[str, ...]


def signature_of(identity: Identity) -> Signature:
    """The lines of approval parted around the name: it stands before rank and NIP, which come last."""
    lines = identity.approved_by
    at = len(lines) - 1
    while at > 0 and (_NIP.match(lines[at].strip()) or _RANK.match(lines[at].strip())):
        at -= 1
    return Signature(lines[:at], lines[at] if lines else "", lines[at + 1 :])


def has_block(identity: Identity) -> bool:
    """Whether the SOP has an identity block at all."""
    texts = (identity.number, identity.created, identity.revised, identity.effective)
    lists = (identity.legal_basis, identity.qualifications, identity.related, identity.equipment)
    return any(texts) or any(lists) or any((identity.warnings, identity.records))


def label_of(identity: Identity, field: str) -> str:
    """The printed label of a field."""
    return identity.labels.get(field, _USUAL[field])


class _Line:
    """A line of a list: its text, how far it is moved in, the number before it."""

    __slots__ = ("bold", "indent", "mark", "text")

    def __init__(self, text: str, indent: float = 0.0, mark: str = "", *, bold: bool = False) -> None:
        self.text, self.indent, self.mark, self.bold = text, indent, mark, bold


class IdentityBlock:
    """The block in a frame; what does not fit one page goes on with the next."""

    def __init__(self, sop: Sop, ruler: Ruler, size: tuple[float, float]) -> None:
        self._sop = sop
        self._identity = sop.identity
        self._ruler = ruler
        self._width, self._height = size
        self._half = self._width / 2
        self._size = _SIZES[-1]
        for size_ in _SIZES:
            self._size = size_
            self._top = self._top_height()
            if self._top + sum(self._band_height(b) for b in self._bands()) <= self._height:
                break
        else:
            for smaller in _SMALL:
                if self._top <= self._height:
                    break
                self._size = smaller
                self._top = self._top_height()
        self._pages = self._paged()

    @property
    def pages(self) -> int:
        """How many pages the block takes."""
        return len(self._pages)

    def draw(self, canvas: Any, number: int, left: float, top: float) -> None:
        """Draw one page of the block with its upper left corner at that point."""
        canvas.setLineWidth(0.6)
        canvas.setStrokeGray(0)
        canvas.setFillGray(0)
        y = top
        if number == 0:
            self._draw_top(canvas, left, y)
            y -= self._top
        for one, other in self._pages[number]:
            high = self._band_height((one, other))
            for x, lines in ((left, one), (left + self._half, other)):
                canvas.rect(x, y - high, self._half, high)
                self._draw_lines(canvas, lines, x + _PAD, y - _PAD)
            y -= high

    def _lead(self) -> float:
        return self._size * LEADING

    def _bands(self) -> list[tuple[list[_Line], list[_Line]]]:
        return [(self._listed(one), self._listed(other)) for one, other in _BANDS]

    def _listed(self, field: str) -> list[_Line]:
        """The heading of a list and its items, numbered where there are several."""
        room = self._half - 2 * _PAD
        heading = self._ruler.wrap(label_of(self._identity, field), room, self._size, bold=True)
        lines = [_Line(text, bold=True) for text in heading]
        items: tuple[str, ...] = getattr(self._identity, field)
        indent = self._size * (1.6 if len(items) < 10 else 2.1) if len(items) > 1 else 0.0
        for number, item in enumerate(items, 1):
            for first, text in enumerate(self._ruler.wrap(item, room - indent, self._size)):
                mark = f"{number}." if len(items) > 1 and not first else ""
                lines.append(_Line(text, indent, mark))
        return lines

    def _band_height(self, band: tuple[list[_Line], list[_Line]]) -> float:
        return max(len(lines) for lines in band) * self._lead() + 2 * _PAD

    def _paged(self) -> list[list[tuple[list[_Line], list[_Line]]]]:
        """The bands by page, a band too long for the rest of a page parted."""
        pages: list[list[tuple[list[_Line], list[_Line]]]] = [[]]
        left = self._height - self._top
        for one, other in self._bands():
            rest = (one, other)
            while True:
                fit = int((left - 2 * _PAD) / self._lead())
                long = max(len(lines) for lines in rest)
                if long <= fit or (fit >= 3 and long - fit >= 3):
                    here = rest[0][:fit], rest[1][:fit]
                    pages[-1].append(here)
                    left -= self._band_height(here)
                    rest = rest[0][fit:], rest[1][fit:]
                    if not rest[0] and not rest[1]:
                        break
                pages.append([])
                left = self._height
        return pages

    def _rows(self) -> list[tuple[str, tuple[str, ...], float]]:
        """Label, lines and height of the rows on the right; the row of approval has room to sign."""
        room = self._half * 0.62 - 2 * _PAD
        rows: list[tuple[str, tuple[str, ...], float]] = []
        for field in ("number", "created", "revised", "effective"):
            lines = self._ruler.wrap(getattr(self._identity, field), room, self._size)
            rows.append((field, lines, max(1, len(lines)) * self._lead() + _PAD + 2))
        signed = signature_of(self._identity)
        above = [x for text in signed.above for x in self._ruler.wrap(text, room, self._size)]
        below = [x for text in signed.below for x in self._ruler.wrap(text, room, self._size)]
        name = self._ruler.wrap(signed.name, room, self._size, bold=True)
        high = (len(above) + len(below) + len(name)) * self._lead() + SIGNATURE + 2 * _PAD
        rows.append(("approved_by", (), high))
        title = self._ruler.wrap(self._sop.name, room, self._size, bold=True)
        rows.append(("name", title, max(1, len(title)) * self._lead() + 2 * _PAD))
        narrow = self._half * 0.38 - 2 * _PAD
        return [(f, lines, max(high, self._label_height(f, narrow))) for f, lines, high in rows]

    def _label_height(self, field: str, room: float) -> float:
        return (
            len(self._ruler.wrap(label_of(self._identity, field), room, self._size)) * self._lead() + _PAD + 2
        )

    def _top_height(self) -> float:
        return sum(high for _, _, high in self._rows())

    def _draw_top(self, canvas: Any, left: float, top: float) -> None:
        """The unit on the left; numbers, dates, approval and name on the right."""
        rows = self._rows()
        total = self._top_height()
        last = rows[-1][2]
        canvas.rect(left, top - total + last, self._half, total - last)
        canvas.rect(left, top - total, self._half, last)
        unit = Rect(left, 0, self._half, total - last)
        self._draw_unit(canvas, unit, top)
        bidang = self._ruler.balanced(self._identity.bidang, self._half - 2 * _PAD, self._size + 1, bold=True)
        box = Rect(left, total - last, self._half, last)
        _centred(canvas, bidang, BOLD, self._size + 1, box, top)
        y = 0.0
        middle, right = left + self._half, left + self._width
        split = middle + self._half * 0.38
        for field, lines, high in rows:
            canvas.rect(middle, top - y - high, split - middle, high)
            canvas.rect(split, top - y - high, right - split, high)
            label = self._ruler.wrap(label_of(self._identity, field), split - middle - 2 * _PAD, self._size)
            self._draw_field(canvas, field, label, lines, Rect(middle, y, split - middle, high), top)
            y += high

    def _draw_unit(self, canvas: Any, box: Rect, top: float) -> None:
        """The names of the office, the last of them larger."""
        size = self._size + 1.5
        lines = [
            x for text in self._identity.unit for x in self._ruler.balanced(text, box.w - 24, size, bold=True)
        ]
        _centred(canvas, lines, BOLD, size, box, top)

    def _draw_field(
        self, canvas: Any, field: str, label: Sequence[str], lines: Sequence[str], box: Rect, top: float
    ) -> None:
        lead = self._lead()
        start = (lead - self._size) / 2 + self._size * 0.86
        pad = _PAD if field in ("approved_by", "name") else (_PAD + 2) / 2
        y = top - box.y - pad - start + self._size * 0.06
        canvas.setFont(REGULAR, self._size)
        for number, text in enumerate(label):
            canvas.drawString(box.x + _PAD, y - number * lead, printable(text))
        if field == "approved_by":
            self._draw_approval(canvas, box.right, y)
            return
        canvas.setFont(BOLD if field == "name" else REGULAR, self._size)
        for number, text in enumerate(lines):
            canvas.drawString(box.right + _PAD, y - number * lead, printable(text))

    def _draw_approval(self, canvas: Any, left: float, y: float) -> None:
        room = self._half * 0.62
        signed = signature_of(self._identity)
        draw_signature(canvas, self._ruler, signed, Rect(left, 0, room, 0), y, self._size)

    def _draw_lines(self, canvas: Any, lines: Sequence[_Line], x: float, top: float) -> None:
        y = top - self._size * 0.92
        for line in lines:
            canvas.setFont(BOLD if line.bold else REGULAR, self._size)
            if line.mark:
                canvas.drawString(x, y, line.mark)
            canvas.drawString(x + line.indent, y, printable(line.text))
            y -= self._lead()


def draw_signature(canvas: Any, ruler: Ruler, signed: Signature, box: Rect, y: float, size: float) -> float:
    """Position, room to sign, name, rank and NIP in the middle of a column; answers where it ends."""
    lead = size * LEADING
    room = box.w - 2 * _PAD
    for text in signed.above:
        for line in ruler.wrap(text, room, size):
            _line(canvas, line, REGULAR, size, box, y)
            y -= lead
    y -= SIGNATURE
    for line in ruler.wrap(signed.name, room, size, bold=True):
        _line(canvas, line, BOLD, size, box, y)
        y -= lead
    for text in signed.below:
        for line in ruler.wrap(text, room, size):
            _line(canvas, line, REGULAR, size, box, y)
            y -= lead
    return y


def _line(canvas: Any, text: str, font: str, size: float, box: Rect, y: float) -> None:
    shown = printable(text)
    canvas.setFont(font, size)
    canvas.drawString(box.x + (box.w - width(shown, font, size)) / 2, y, shown)


def _centred(canvas: Any, lines: Sequence[str], font: str, size: float, box: Rect, top: float) -> None:
    lead = size * 1.3
    y = top - box.middle[1] + (len(lines) - 1) * lead / 2 - size * 0.35
    for text in lines:
        _line(canvas, text, font, size, box, y)
        y -= lead
