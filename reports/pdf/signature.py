"""Signature blocks: position, room to sign, name, rank and NIP, never alone on a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.platypus import Flowable, Paragraph, Spacer, Table
from reportlab.platypus.doctemplate import FrameBreak

from models.records.paper import Signer
from reports.pdf.box import Box
from reports.pdf.fonts import REGULAR
from reports.pdf.pieces import Heading, Labelled, numbered
from reports.pdf.reserved import ReservedRoom, draw_reserved
from reports.pdf.styles import LEADING, MM, styles
from reports.pdf.text import DOTS, plain

#: Room for a signature and a stamp.
SIGNING_ROOM = 21 * MM
#: What may be taken from it before a paper goes over to another page.
_SPARE_ROOM = 6 * MM
#: Between two blocks side by side.
_GUTTER = 8 * MM
#: Lines of text that must stand before a signature on its page.
_LINES_BEFORE = 2
_DOTS = DOTS[:28]


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """One block: `before` are lines over it (`Ditetapkan di …`), `box` a word in the room to sign."""

    signer: Signer
    before: tuple[str, ...] = ()
    box: str = ""


class Signatures(Flowable):  # type: ignore[misc]  # reportlab has no types
    """Blocks in columns, their names on one line; None leaves a column free."""

    def __init__(self, blocks: Sequence[SignatureBlock | None], *, centred: bool = False) -> None:
        super().__init__()
        self._blocks = blocks
        self._centred = centred
        self._room = SIGNING_ROOM
        self.spaceBefore = 14

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """As high as the longest heading, the room to sign and the longest name."""
        self.width = wide
        columns = 2 if self._centred else len(self._blocks)
        self._column = (wide - _GUTTER * (columns - 1)) / columns
        heads = [_head(block) if block else [] for block in self._blocks]
        feet = [_foot(block.signer) if block else [] for block in self._blocks]
        self._heads = [_Stack(parts, self._column) for parts in heads]
        self._feet = [_Stack(parts, self._column) for parts in feet]
        self._head_height = max(stack.height for stack in self._heads)
        self.height = self._head_height + self._room + max(stack.height for stack in self._feet)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the blocks."""
        for at, block in enumerate(self._blocks):
            if block is None:
                continue
            left = (self.width - self._column) / 2 if self._centred else at * (self._column + _GUTTER)
            bottom = self.height - self._head_height - self._room
            self._heads[at].draw(self.canv, left, self.height)
            if block.signer.electronic:
                draw_reserved(self.canv, left, bottom, self._column, self._room)
            elif block.box:
                _draw_box(self.canv, block.box, left, bottom)
            self._feet[at].draw(self.canv, left, bottom)

    def split(self, _wide: float, _high: float) -> list[Flowable]:
        """Whole on the next page; only what is higher than a page goes line by line."""
        if not getattr(getattr(self, "_frame", None), "_atTop", False):
            return []
        parts: list[Flowable] = []
        for block in filter(None, self._blocks):
            room = ReservedRoom(self._room) if block.signer.electronic else Spacer(0, self._room)
            parts += [*_head(block), room, *_foot(block.signer)]
        return parts

    def give_up(self, wanted: float) -> float:
        """Take from the room to sign; answers how much that was."""
        given = min(wanted, _SPARE_ROOM)
        self._room -= given
        return given


class _Stack:
    """Paragraphs one under the other."""

    def __init__(self, parts: Sequence[Paragraph], wide: float) -> None:
        self._parts = [(part, part.wrap(wide, 1e6)[1]) for part in parts]
        self.height = float(sum(tall for _, tall in self._parts))

    def draw(self, canvas: Any, left: float, top: float) -> None:
        for part, tall in self._parts:
            top -= tall
            part.drawOn(canvas, left, top)


def signed_right(block: SignatureBlock) -> Signatures:
    """One block in the right half."""
    return Signatures([None, block])


def _head(block: SignatureBlock) -> list[Paragraph]:
    line = styles().line
    signer = block.signer
    position = signer.position if any(signer.position) or signer.heading else (f"{_DOTS},",)
    lines = [*filter(None, block.before), *(one for one in (signer.heading, *position) if one.strip())]
    # a blank line before keeps two headings level when only one of them has place and date over it
    return [Paragraph(plain(one) or "&nbsp;", line) for one in lines]


def _foot(signer: Signer) -> list[Paragraph]:
    named = styles()
    name = plain(signer.name)
    parts = [Paragraph(name, named.strong) if name else Paragraph(_DOTS, named.line)]
    if signer.rank.strip():
        parts.append(Paragraph(plain(signer.rank), named.line))
    if signer.nip.strip() or not name:
        parts.append(Paragraph(f"NIP {plain(signer.nip) or _DOTS[:24]}", named.line))
    return parts


def _draw_box(canvas: Any, word: str, left: float, bottom: float) -> None:
    canvas.saveState()
    canvas.setLineWidth(0.4)
    canvas.setDash(2, 2)
    canvas.rect(left, bottom + 3 * MM, 24 * MM, 15 * MM)
    canvas.setFont(REGULAR, 8)
    canvas.setFillGray(0.4)
    canvas.drawCentredString(left + 12 * MM, bottom + 9.5 * MM, word)
    canvas.restoreState()


def copies(names: Sequence[str]) -> list[Flowable]:
    """Tembusan, at the lower left after the signature; nothing without names."""
    if not names:
        return []
    first = Paragraph("Tembusan:", styles().line)
    first.spaceBefore = 6
    return [first, *numbered(names)]


class SignedEnding(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The last text of a paper with its signatures: at least two lines of it stay on their page."""

    def __init__(self, text: Sequence[Flowable], block: Sequence[Flowable]) -> None:
        super().__init__()
        self._text, self._block = list(text), list(block)

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """Never fits, so that it is always asked to split into what it holds."""
        return wide, float(0xFFFFFF)

    def split(self, wide: float, high: float) -> list[Flowable]:
        """All of it when there is room; else what may stay on this page, a break, and the rest."""
        everything = [*self._text, *self._block]
        self._tall = {id(part): part.wrapOn(self.canv, wide, 1e6)[1] for part in everything}
        frame = getattr(self, "_frame", None)
        needed = self._stacked(everything)
        if high < needed <= high + self._spare:
            self._tighten(needed - high)
            return everything
        if needed <= high:
            return everything
        here, later = self._parted(wide, high)
        if not here and frame is not None and frame._atTop:  # noqa: SLF001 - as reportlab's own do
            return everything
        return [*here, FrameBreak(), SignedEnding(later, self._block)]

    @property
    def _spare(self) -> float:
        return _SPARE_ROOM * sum(isinstance(part, Signatures) for part in self._block)

    def _tighten(self, wanted: float) -> None:
        # a hair more than asked for: the frame reckons with rounding errors of its own
        left = wanted + 0.1
        for part in self._block:
            if isinstance(part, Signatures):
                left -= part.give_up(left)

    def _parted(self, wide: float, high: float) -> tuple[list[Flowable], list[Flowable]]:
        here: list[Flowable] = []
        later = list(self._text)
        while later:
            first, others = later[0], later[1:]
            tall = self._tall[id(first)]
            # half a point less than there is: what is said to fit here must not slip over the break
            room = high - (self._stacked([*here, first]) - tall) - 0.5
            if tall <= room and _lines(others) >= _LINES_BEFORE:
                here.append(first)
                later = others
                continue
            # a box asks its frame whether it could stand whole on the next page
            first._frame = getattr(self, "_frame", None)  # noqa: SLF001 - as a frame itself would
            pieces = _split(first, wide, room)
            if pieces:
                here.append(pieces[0])
                later = [*pieces[1:], *others]
            break
        while here and (isinstance(here[-1], Spacer | Heading) or here[-1].getKeepWithNext()):
            last = here.pop()
            later = later if isinstance(last, Spacer) else [last, *later]
        return here, later

    def _stacked(self, parts: Sequence[Flowable]) -> float:
        """The height of measured parts under each other; between two lies the larger of their spaces."""
        height, after = 0.0, 0.0
        for part in parts:
            height += max(after, part.getSpaceBefore()) + self._tall[id(part)]
            after = part.getSpaceAfter()
        return height


def _split(one: Flowable, wide: float, room: float) -> list[Flowable]:
    """A measured part in two, so that two lines or rows go on; nothing when it cannot be."""
    if isinstance(one, Box):
        return _in_two(one.split(wide, room))
    if isinstance(one, Table):
        kept = sum(one._rowHeights[-_LINES_BEFORE:])  # noqa: SLF001 - reportlab has no other way to ask
        return _in_two(one.split(wide, min(room, one._height - kept)))  # noqa: SLF001 - as above
    if isinstance(one, Labelled):
        return _in_two(one.split(wide, min(room, one.height - _LINES_BEFORE * LEADING)))
    if not isinstance(one, Paragraph):
        return []
    leading = one.style.leading
    lines = min(int(room / leading), _lines([one]) - _LINES_BEFORE)
    return one.split(wide, lines * leading + 0.1) if lines >= _LINES_BEFORE else []


def _lines(parts: Sequence[Flowable]) -> int:
    """How many lines and rows measured parts show."""
    count = 0
    for part in parts:
        if isinstance(part, Paragraph):
            count += len(part.blPara.lines)
        elif isinstance(part, Labelled | Box):
            count += part.lines
        elif isinstance(part, Table):
            count += part._nrows  # noqa: SLF001 - reportlab has no other way to ask
    return count


def _in_two(pieces: list[Flowable]) -> list[Flowable]:
    """Pieces that really are two; one piece is the whole again."""
    return pieces if len(pieces) > 1 else []


def signed(body: Sequence[Flowable], block: Sequence[Flowable]) -> list[Flowable]:
    """The body with its signatures, which take the end of the body along when they change the page."""
    at, found = len(body), 0
    while at and found < _LINES_BEFORE:
        at -= 1
        found += not isinstance(body[at], Spacer)
    while at and (isinstance(body[at - 1], Heading) or body[at - 1].getKeepWithNext()):
        at -= 1
    return [*body[:at], SignedEnding(body[at:], block)]
