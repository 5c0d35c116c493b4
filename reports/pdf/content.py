"""What a layout asks of a sheet: its sentences, values and signers, worded and never None."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportlab.platypus import Flowable, Paragraph, Spacer

from models.records.paper import Form, Sheet, Signer
from models.rules.papers import fill, is_empty
from reports.pdf.letterhead import LetterheadBlock
from reports.pdf.page import PageSetup, build, mark_words
from reports.pdf.pieces import Heading, labelled, numbered, text, text_or_dots
from reports.pdf.styles import MM, styles
from reports.pdf.text import DOTS, escaped, plain, worded_date

#: A layout: the story of one paper under its kop.
Compose = Callable[["Content"], list[Flowable]]

_NO_SIGNER = Signer()


@dataclass(frozen=True, slots=True)
class Content:
    """A sheet with its form, as a layout reads it; `width` is that of the text, `pictures` are by digest."""

    sheet: Sheet
    form: Form
    width: float
    pictures: Mapping[str, Path] = field(default_factory=dict)

    def sentence(self, text_id: str) -> str:
        """A sentence of the form, as the sheet froze it."""
        kept = self.sheet.texts.get(text_id)
        if kept is not None:
            return kept
        return next((fill(text.default, {}) for text in self.form.texts if text.id == text_id), "")

    def line(self, field_id: str) -> str:
        """A value as one text, dates in words; "" when it is empty."""
        value = self.sheet.values.get(field_id, "")
        if not isinstance(value, str):
            cells = [one if isinstance(one, str) else " ".join(filter(None, one)) for one in value]
            return ", ".join(filter(None, cells))
        if is_empty(value):
            return ""
        return worded_date(value) if self.form.field(field_id).kind == "tanggal" else value.strip()

    def items(self, field_id: str) -> tuple[str, ...]:
        """The lines of a list that say something; a list that came as text is read line by line."""
        value = self.sheet.values.get(field_id, ())
        lines = value.split("\n") if isinstance(value, str) else value
        worded = [one if isinstance(one, str) else " ".join(filter(None, one)) for one in lines]
        return tuple(one.strip() for one in worded if not is_empty(one))

    def rows(self, field_id: str) -> tuple[tuple[str, ...], ...]:
        """The rows of a table that say something, each as wide as the table."""
        columns = len(self.form.field(field_id).columns)
        value = self.sheet.values.get(field_id, ())
        rows = [(one,) if isinstance(one, str) else one for one in value if one]
        return tuple(
            tuple([*(cell.strip() for cell in row), *[""] * columns][:columns])
            for row in rows
            if not is_empty(row)
        )

    def photos(self, field_id: str) -> tuple[tuple[Path | None, str, bool], ...]:
        """File, caption, and whether a photograph is enclosed on its own, not printed here."""
        rows = [row for row in self.sheet.values.get(field_id, ()) if not isinstance(row, str)]
        return tuple((self.pictures.get(digest), caption.strip(), not digest) for digest, caption in rows)

    def signer(self, slot_id: str) -> Signer | None:
        """Who signs in a slot; None when it may stay empty and is, nameless when it is filled in by hand."""
        for at, slot in enumerate(self.form.signers):
            if slot.id != slot_id:
                continue
            signer = self.sheet.signers[at] if at < len(self.sheet.signers) else _NO_SIGNER
            if not slot.required and is_empty(signer.name):
                return None
            return replace(signer, heading=signer.heading or slot.heading)
        return None

    @property
    def day(self) -> str:
        """The date of the paper in words, dots while it is unknown."""
        return worded_date(self.sheet.day) or DOTS

    @property
    def place_and_date(self) -> str:
        """`Kota, 21 November 2026`."""
        return f"{self.sheet.place.strip() or DOTS[:20]}, {self.day}"

    def facts(self, *field_ids: str, left: float = 0.0, label_width: float = 0.0) -> list[Flowable]:
        """Fields one under the other as `Label : value`."""
        rows = [(self.form.field(one).label, self.line(one)) for one in field_ids]
        return labelled(rows, left=left, label_width=label_width)

    def said(self, text_id: str) -> list[Flowable]:
        """A sentence as paragraphs; nothing when the office emptied it."""
        return text(self.sentence(text_id))

    def passage(self, field_id: str, lines: int = 3) -> list[Flowable]:
        """Free text: dotted lines for an empty one that is required, nothing for another."""
        words = self.line(field_id)
        return text_or_dots(words, lines) if self.form.field(field_id).required else text(words)

    def listed(self, field_id: str, blanks: int = 3, *, letters: bool = False) -> list[Flowable]:
        """A numbered list: dotted lines for an empty one that is required, nothing for another."""
        items = self.items(field_id)
        wanted = bool(items) or self.form.field(field_id).required
        return numbered(items, blanks=blanks, letters=letters) if wanted else []

    def heading(self, words: str, *, over_heading: bool = False) -> Flowable:
        """A bold line that stays with what follows."""
        return Heading(words, over_heading=over_heading)

    def title_block(self, *, about: str | None = None, numbered_form: bool = True) -> list[Flowable]:
        """The centred title, `NOMOR …`, and TENTANG where the form has a subject (None: it has none)."""
        named = styles()
        plain_title = named.title.clone("di bawah judul", fontName=named.body.fontName)
        parts = [Paragraph(plain(self.sheet.title or self.form.title), named.title)]
        if numbered_form:
            parts.append(Paragraph(f"NOMOR {plain(self.sheet.number) or DOTS}", plain_title))
        if about is not None:
            parts += [Spacer(0, 4), Paragraph("TENTANG", named.title)]
            parts.append(Paragraph(plain(about) or DOTS * 2, named.title if about else plain_title))
        return [*parts, Spacer(0, 5 * MM)]


def flowing(
    sheet: Sheet, form: Form, logo: bytes | None, pictures: Mapping[str, Path], compose: Compose
) -> bytes:
    """The PDF of a paper whose layout is a story."""
    setup = setup_of(sheet, form)
    content = Content(sheet, form, setup.text_width, pictures)
    kop: Sequence[Flowable] = [LetterheadBlock(sheet.letterhead, logo)] if form.letterhead else []
    return build([*kop, *compose(content)], setup)


def setup_of(sheet: Sheet, form: Form) -> PageSetup:
    """The page set-up that a sheet asks for."""
    title = " ".join(filter(None, (sheet.title or form.title or form.name, sheet.number)))
    return PageSetup(
        paper=sheet.paper,
        margins=sheet.margins,
        footer=sheet.footer,
        mark=mark_words(draft=sheet.draft, sample=sheet.sample),
        title=escaped(title),
    )
