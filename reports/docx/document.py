"""A Word document on the paper of the office: kop, facts with aligned colons, lists, tables, signatures."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from models.records.paper import PAPER_SIZES, Letterhead, Sheet
from reports.docx.wording import clean, passages
from reports.pdf.logo import Logo
from reports.pdf.page import PageSetup
from reports.pdf.styles import MM

FONT, SIZE = "Arial", 12
DOTS = "." * 40
_LOGO = 23
_INDENT = 7
#: What the properties of a document hold at most.
_TITLE = 255
_NOT_OURS = ("thumbnail", "extended-properties", "customXml", "stylesWithEffects")
#: A file that is made twice is the same: it tells no moment.
_NO_MOMENT = datetime(2000, 1, 1)
_ZIP_MOMENT = (1980, 1, 1, 0, 0, 0)

CENTRE, RIGHT, JUSTIFY = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.JUSTIFY


class WordPaper:
    """One letter while it is written."""

    def __init__(self, sheet: Sheet, title: str) -> None:
        self._document = Document()
        _lighten(self._document)
        self._set_up_page(sheet)
        self._set_up_style()
        properties = self._document.core_properties
        properties.title, properties.author, properties.language = clean(title)[:_TITLE], "", "id-ID"
        properties.comments = ""
        properties.created = properties.modified = _NO_MOMENT
        self._frame(sheet)

    def kop(self, letterhead: Letterhead, logo: Logo | None) -> None:
        """Logo, centred lines, and a double rule below."""
        sides = _LOGO + 3 if logo else 0
        table = self._bare([sides, self.width - 2 * sides, sides] if sides else [self.width])
        cells = table.rows[0].cells
        middle = cells[1] if sides else cells[0]
        if logo:
            cells[0].paragraphs[0].add_run().add_picture(
                BytesIO(logo.png), width=Mm(_LOGO * min(1, logo.width / logo.height))
            )
        lines = [(one, False, 13.0) for one in letterhead.above]
        lines += [(letterhead.name, True, 17.0)]
        lines += [(one, False, 9.5) for one in letterhead.below]
        first = middle.paragraphs[0]
        for at, (words, bold, size) in enumerate((w, b, s) for w, b, s in lines if w.strip()):
            paragraph = first if at == 0 else middle.add_paragraph()
            paragraph.alignment = CENTRE
            self._run(paragraph, clean(words), bold=bold, size=size)
        rule = self._document.add_paragraph()
        rule.paragraph_format.space_after = Pt(10)
        _border_below(rule)

    def line(self, words: str, *, align: Any = None, bold: bool = False, keep: bool = False) -> Any:
        """One paragraph, its text taken as it is: tokens stay tokens."""
        paragraph = self._document.add_paragraph()
        paragraph.alignment = align
        paragraph.paragraph_format.keep_with_next = keep
        self._run(paragraph, words, bold=bold)
        return paragraph

    def gap(self, points: float = 8) -> None:
        """Room between two parts."""
        self._document.paragraphs[-1].paragraph_format.space_after = Pt(points)

    def text(self, words: str, *, dotted: int = 0) -> None:
        """Free text as justified paragraphs and items; an empty one as so many dotted lines."""
        found = passages(words)
        for one in found:
            paragraph = self.line("", align=JUSTIFY)
            self._run(paragraph, f"{one.mark}\t{one.text}" if one.mark else one.text)
            if one.mark:
                _hang(paragraph)
            paragraph.paragraph_format.space_after = Pt(3 if one.mark else 7)
        for _ in range(0 if found else dotted):
            self.line(DOTS * 2)

    def items(self, lines: Sequence[str], *, blanks: int = 3) -> None:
        """A numbered list; without items numbers before dotted lines."""
        for at, words in enumerate([clean(one) for one in lines] or [DOTS] * blanks, start=1):
            paragraph = self.line(f"{at}.\t{words}", align=JUSTIFY)
            _hang(paragraph)
            paragraph.paragraph_format.space_after = Pt(3)

    def facts(self, rows: Sequence[tuple[str, str]]) -> None:
        """`Label : value` with aligned colons; values are taken as they are, empty ones dotted."""
        if not rows:
            return
        label = min(max(len(name) for name, _ in rows) * 2.4 + 4, 0.45 * self.width)
        table = self._bare([label, 4, self.width - label - 4], rows=len(rows))
        for row, (name, value) in zip(table.rows, rows, strict=True):
            for cell, words in zip(row.cells, (clean(name), ":" if name else "", value or DOTS), strict=True):
                self._run(cell.paragraphs[0], words)
        self._after_table()

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]], *, blanks: int = 4) -> None:
        """A ruled table whose head is repeated on every page."""
        filled = [[f"{at}.", *map(clean, row)] for at, row in enumerate(rows, start=1)]
        filled = filled or [[f"{at}.", *[""] * len(head)] for at in range(1, blanks + 1)]
        share = (self.width - 10) / len(head)
        table = self._grid([10, *[share] * len(head)], len(filled) + 1)
        table.style = self._document.styles["Table Grid"]
        for row, words in zip(table.rows, [["No", *map(clean, head)], *filled], strict=True):
            for cell, one in zip(row.cells, words, strict=True):
                self._run(cell.paragraphs[0], one, bold=row is table.rows[0], size=10)
        for cell in table.rows[0].cells:
            cell.paragraphs[0].runs[0].bold = True
            cell.paragraphs[0].alignment = CENTRE
        _mark_row(table.rows[0], "w:tblHeader")
        for row in table.rows:
            _mark_row(row, "w:cantSplit")
        self._after_table()

    def signatures(self, blocks: Sequence[Sequence[str] | None]) -> None:
        """Blocks beside each other, kept on one page; None leaves a place free. A line in `**` is bold."""
        # no signature alone on a page: the line before goes along
        self._document.paragraphs[-1].paragraph_format.keep_with_next = True
        table = self._bare([self.width / len(blocks)] * len(blocks))
        row = table.rows[0]
        _mark_row(row, "w:cantSplit")
        for cell, lines in zip(row.cells, blocks, strict=True):
            for at, words in enumerate(lines or ()):
                paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
                paragraph.paragraph_format.keep_with_next = True
                bold = words.startswith("**")
                self._run(paragraph, words.removeprefix("**"), bold=bold)
        self._after_table()

    def finished(self) -> bytes:
        """The file; the same letter always gives the same bytes."""
        kept = BytesIO()
        self._document.save(kept)
        return _timeless(kept.getvalue())

    def _set_up_page(self, sheet: Sheet) -> None:
        section = self._document.sections[0]
        wide, high = PAPER_SIZES[sheet.paper]
        section.page_width, section.page_height = Mm(wide), Mm(high)
        # margins typed too wide leave the same room as on the PDF
        page = PageSetup(sheet.paper, sheet.margins)
        self.width = page.text_width / MM
        section.left_margin, section.right_margin = Mm(page.left / MM), Mm(wide - page.left / MM - self.width)
        margins = sheet.margins
        section.top_margin, section.bottom_margin = Mm(min(margins.top, 80)), Mm(min(margins.bottom, 80))

    def _set_up_style(self) -> None:
        style: Any = self._document.styles["Normal"]
        style.font.name, style.font.size = FONT, Pt(SIZE)
        for language in style.element.getparent().iter(qn("w:lang")):
            language.set(qn("w:val"), "id-ID")
        # Word takes the font of Asian signs from a setting of its own
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.widow_control = True

    def _frame(self, sheet: Sheet) -> None:
        """The mark of a draft or sample at the top, footer and page number at the bottom of every page."""
        section = self._document.sections[0]
        mark = " ".join(word for word, on in (("CONTOH", sheet.sample), ("KONSEP", sheet.draft)) if on)
        if mark:
            head = section.header.paragraphs[0]
            head.alignment = RIGHT
            self._run(head, mark, bold=True)
        foot = section.footer.paragraphs[0]
        if sheet.footer.strip():
            self._run(foot, clean(sheet.footer), size=7.5)
            foot = section.footer.add_paragraph()
        foot.alignment = RIGHT
        self._run(foot, "Halaman ", size=8.5)
        _field(foot, "PAGE")
        self._run(foot, " dari ", size=8.5)
        _field(foot, "NUMPAGES")

    def _run(self, paragraph: Any, words: str, *, bold: bool = False, size: float = SIZE) -> None:
        if not words:
            return
        run = paragraph.add_run(words)
        run.font.name, run.font.size, run.bold = FONT, Pt(size), bold or None

    def _bare(self, widths: Sequence[float], rows: int = 1) -> Any:
        return self._grid(widths, rows)

    def _grid(self, widths: Sequence[float], rows: int) -> Any:
        table = self._document.add_table(rows=rows, cols=len(widths))
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        table.autofit = False
        for column, wide in zip(table.columns, widths, strict=True):
            column.width = Mm(wide)
        for row in table.rows:
            for cell, wide in zip(row.cells, widths, strict=True):
                cell.width = Mm(wide)
        return table

    def _after_table(self) -> None:
        """A small paragraph: Word joins tables that stand directly below each other."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(7)


def _lighten(document: Any) -> None:
    """Drop what the library's template brings along: another document's preview, program name and data."""
    for relations in (document.part.package.rels, document.part.rels):
        for key, relation in list(relations.items()):
            if relation.reltype.rsplit("/", 1)[-1] in _NOT_OURS:
                del relations[key]


def _hang(paragraph: Any) -> None:
    form = paragraph.paragraph_format
    form.left_indent, form.first_line_indent = Mm(_INDENT), Mm(-_INDENT)
    form.tab_stops.add_tab_stop(Mm(_INDENT))


def _border_below(paragraph: Any) -> None:
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for key, value in (("val", "thickThinSmallGap"), ("sz", "24"), ("space", "1"), ("color", "auto")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - python-docx has no borders of its own
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def _mark_row(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - nor a switch for this


def _field(paragraph: Any, code: str) -> None:
    """A field that Word counts: the page, or how many there are."""
    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("", "1"), ("end", "")):
        run = paragraph.add_run()
        run.font.name, run.font.size = FONT, Pt(8.5)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
        else:
            mark = OxmlElement("w:instrText" if text == code else "w:t")
            mark.text = text
        run._r.append(mark)  # noqa: SLF001 - python-docx has no fields of its own


def _timeless(packed: bytes) -> bytes:
    """The same package with one moment on every part, instead of the moment of saving."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIP_MOMENT), old.read(name), zipfile.ZIP_DEFLATED)
    return kept.getvalue()
