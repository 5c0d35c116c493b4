"""The boxes that office forms are made of: labelled facts, things to tick, free text, headings."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from models.records.paper import Signer
from reports.pdf.box import Box
from reports.pdf.content import Content
from reports.pdf.fonts import BOLD, REGULAR, printable, width
from reports.pdf.lines import wrapped
from reports.pdf.pieces import Dots
from reports.pdf.reserved import ReservedRoom
from reports.pdf.styles import MM, styles
from reports.pdf.text import passages, plain
from reports.pdf.ticks import box_width, draw_box

SIZE, LEADING = 10.5, 13.5
_LINE = 0.6
_COLON = 8.0
#: A label takes at most this share of its cell.
_MOST_LABEL = 0.55
_DOTS = "." * 40
#: Forms take a signature without a stamp.
_SIGNING_ROOM = 15 * MM


class Fact(Flowable):  # type: ignore[misc]  # reportlab has no types
    """`Label : value` with the colon at a set place; an empty value is a dotted line."""

    def __init__(self, label: str, value: str, label_width: float) -> None:
        super().__init__()
        self._label, self._value, self._label_width = label, value, label_width

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """As high as the longer of label and value."""
        self.width = wide
        self._label_width = min(self._label_width, _MOST_LABEL * wide)
        room = wide - self._label_width - _COLON
        self._labels = wrapped(self._label, REGULAR, SIZE, self._label_width - 3)
        dots = "." * int(room / width(".", REGULAR, SIZE))
        self._lines = wrapped(self._value, REGULAR, SIZE, room) or (dots,)
        self.height = max(len(self._labels), len(self._lines), 1) * LEADING
        return self.width, self.height

    def split(self, wide: float, high: float) -> list[Flowable]:
        """The lines that fit, and the rest of the value without its label."""
        self.wrap(wide, high)
        fitting = int(high / LEADING)
        if fitting < max(1, len(self._labels)) or fitting >= len(self._lines):
            return []
        first = Fact(self._label, "\n".join(self._lines[:fitting]), self._label_width)
        return [first, Fact("", "\n".join(self._lines[fitting:]), self._label_width)]

    def draw(self) -> None:
        """Draw label, colon and value."""
        canvas = self.canv
        canvas.setFillGray(0)
        canvas.setFont(REGULAR, SIZE)
        y = self.height - SIZE
        for at, line in enumerate(self._labels):
            canvas.drawString(0, y - at * LEADING, line)
        if self._label:
            canvas.drawString(self._label_width, y, ":")
        for at, line in enumerate(self._lines):
            canvas.drawString(self._label_width + _COLON, y - at * LEADING, line)


class Ticks(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Boxes to tick in columns, read down the columns; what was chosen outside the list is added to it."""

    def __init__(self, choices: Sequence[str], chosen: Sequence[str], columns: int = 1) -> None:
        super().__init__()
        extra = [one for one in chosen if one not in choices]
        # None stands for the rest of a text whose box is on the page before
        self._items: list[tuple[str, bool | None]] = [(one, one in chosen) for one in (*choices, *extra)]
        self._columns = columns

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """As high as the longest column."""
        self.width = wide
        self._column = wide / self._columns
        room = self._column - box_width(SIZE) - 4
        self._texts = [wrapped(words, REGULAR, SIZE, room) or ("",) for words, _ in self._items]
        self._per_column = -(-len(self._items) // self._columns)
        starts = range(0, len(self._items), max(1, self._per_column))
        tall = [sum(len(t) for t in self._texts[at : at + self._per_column]) for at in starts]
        self.height = max(tall, default=0) * LEADING
        return self.width, self.height

    def split(self, wide: float, high: float) -> list[Flowable]:
        """As many of them as fit, and the rest for the next page; a single tall one is parted in its text."""
        for count in range(len(self._items) - 1, 0, -1):
            first = self._some(self._items[:count])
            if first.wrap(wide, high)[1] <= high:
                return [first, self._some(self._items[count:])]
        self.wrap(wide, high)
        fitting = int(high / LEADING)
        if fitting < 1 or not self._items:
            return []
        (_, ticked), lines = self._items[0], self._texts[0]
        above, below = ("\n".join(part) for part in (lines[:fitting], lines[fitting:]))
        rest: list[tuple[str, bool | None]] = [(below, None)] if below else []
        return [self._some([(above, ticked)]), self._some([*rest, *self._items[1:]])]

    def _some(self, items: Sequence[tuple[str, bool | None]]) -> Ticks:
        made = Ticks((), (), self._columns)
        made._items = list(items)
        return made

    def draw(self) -> None:
        """Draw boxes, ticks and words."""
        canvas = self.canv
        canvas.setFillGray(0)
        for at, ((_, ticked), lines) in enumerate(zip(self._items, self._texts, strict=True)):
            if at % self._per_column == 0:
                y = self.height - SIZE
            left = at // self._per_column * self._column
            if ticked is not None:
                draw_box(canvas, left, y, SIZE, ticked=ticked)
            canvas.setFont(REGULAR, SIZE)
            for line in lines:
                canvas.drawString(left + box_width(SIZE), y, line)
                y -= LEADING


def boxed(cells: Sequence[Sequence[Flowable]], shares: Sequence[float] = (1,)) -> Box:
    """One row of ruled cells; only a tall one goes on over the page."""
    return Box(cells, shares)


def section(words: str) -> Box:
    """The grey heading of a part of a form, which stays with what follows."""
    made = Box([[Paragraph(plain(words), _bold())]], grey=True)
    made.keepWithNext = 1
    return made


@cache
def _bold() -> ParagraphStyle:
    return styles().cell.clone("kepala sel", fontName=BOLD)


@cache
def _item() -> ParagraphStyle:
    return styles().cell.clone("butir formulir", leftIndent=16, bulletIndent=0, bulletFontSize=SIZE)


def label_width(labels: Sequence[str], most: float) -> float:
    """The column that labels need, at most `most` points."""
    return min(max((width(printable(label), REGULAR, SIZE) for label in labels), default=0.0) + 6, most)


def facts(paper: Content, ids: Sequence[str], most: float = 165.0) -> list[Flowable]:
    """Fields one under the other, their colons aligned."""
    labels = [paper.form.field(one).label for one in ids]
    column = label_width(labels, most)
    return [Fact(label, paper.line(one), column) for label, one in zip(labels, ids, strict=True)]


def ticks(paper: Content, field_id: str, columns: int = 1) -> Ticks:
    """A field of choices as boxes."""
    return Ticks(paper.form.field(field_id).choices, paper.items(field_id), columns)


def caption(words: str) -> Paragraph:
    """The small heading of a cell."""
    return Paragraph(plain(words), _bold())


def note(words: str, lines: int = 2) -> list[Flowable]:
    """Free text at the size of forms, or dotted lines to write on."""
    cell = styles().cell
    item = _item()
    shown: list[Flowable] = [
        Paragraph(one.text, item if one.mark else cell, bulletText=one.mark or None)
        for one in passages(words)
    ]
    return shown or [Dots(SIZE, LEADING + 2) for _ in range(lines)]


def noted(paper: Content, field_id: str, lines: int = 2) -> list[Flowable]:
    """The label of a field with its free text under it."""
    return [caption(f"{paper.form.field(field_id).label}:"), *note(paper.line(field_id), lines)]


def hand_signed(paper: Content, slot_id: str) -> Signer:
    """Who signs in a slot of a form that is filled in by hand as well: dots while nobody is named."""
    heading = next((slot.heading for slot in paper.form.signers if slot.id == slot_id), "")
    return paper.signer(slot_id) or Signer(heading=heading)


def signing_row(paper: Content, slot_ids: Sequence[str]) -> Table:
    """Ruled places to sign beside each other, under place and date: a third of the width holds a NIP."""
    named = styles()
    signers = [hand_signed(paper, one) for one in slot_ids]
    right = named.small_cell.clone("tempat dan tanggal formulir", alignment=2)
    dated: list[object] = [Paragraph(plain(paper.place_and_date), right), *[""] * (len(signers) - 1)]
    made = Table(
        [
            dated,
            [_head_lines(one, named.small_cell) for one in signers],
            [ReservedRoom(_SIGNING_ROOM) if one.electronic else "" for one in signers],
            [_foot_lines(one, named.small_cell) for one in signers],
        ],
        colWidths=[paper.width / len(signers)] * len(signers),
        rowHeights=[None, None, _SIGNING_ROOM, None],
    )
    made.setStyle(
        [
            ("SPAN", (0, 0), (-1, 0)),
            ("BOX", (0, 1), (-1, -1), _LINE, "black"),
            ("LINEBEFORE", (1, 1), (-1, -1), _LINE, "black"),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 5),
            ("RIGHTPADDING", (0, 0), (-1, -1), 5),
            ("TOPPADDING", (0, 0), (-1, -1), 3),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ("BOTTOMPADDING", (0, 1), (-1, 2), 0),
            ("TOPPADDING", (0, 2), (-1, 2), 0),
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ]
    )
    made.spaceBefore = 8
    return made


def signing_stack(signer: Signer, before: str) -> list[Flowable]:
    """A place to sign inside a box: a line before, position, room, name, rank and NIP."""
    cell = styles().cell
    room = ReservedRoom(_SIGNING_ROOM) if signer.electronic else Spacer(0, _SIGNING_ROOM)
    return [Paragraph(plain(before), cell), *_head_lines(signer, cell), room, *_foot_lines(signer, cell)]


def _head_lines(signer: Signer, style: ParagraphStyle) -> list[Flowable]:
    lines = filter(str.strip, (signer.heading, *signer.position))
    return [Paragraph(plain(line), style) for line in lines]


def _foot_lines(signer: Signer, style: ParagraphStyle) -> list[Flowable]:
    name = plain(signer.name)
    parts = [Paragraph(name or _DOTS, style.clone("nama formulir", fontName=BOLD) if name else style)]
    parts += [Paragraph(plain(signer.rank), style)] if signer.rank.strip() else []
    if signer.nip.strip() or not name:
        parts.append(Paragraph(f"NIP {plain(signer.nip) or _DOTS[:30]}", style))
    return parts
