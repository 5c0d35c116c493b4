"""Papers against bare reportlab laying out the same content with the same fonts, in turn.

    .venv/bin/python tests/benchmarks/papers.py [--rounds 40]

Limit: at most 1.5 x for the SOP documents and for every letter. Bare reportlab is one platypus document:
paragraphs, tables with a repeated head, symbols drawn in their cells; it draws no arrows and no labels.
"""

from __future__ import annotations

import gc
import io
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from offices import ROOT, arguments
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from models.records.paper import PAPER_SIZES, Form, Sheet, Signer, Value
from models.records.sop import Sop, Step
from models.rules.sop_reader import read_sop
from models.store.shipped import SOP_CODES, sop_text
from reports.pdf.fonts import BOLD, REGULAR, register_fonts
from reports.pdf.papers import render
from reports.pdf.sop_document import render_sop
from reports.pdf.text import plain, worded_date

MM = 72 / 25.4
GRID = ("GRID", (0, 0), (-1, -1), 0.5, "black")
SMALL = ParagraphStyle("small", fontName=REGULAR, fontSize=8, leading=9.6)
HEAD = ParagraphStyle("head", parent=SMALL, fontName=BOLD, fontSize=7.5, leading=9, alignment=1)
BODY = ParagraphStyle("body", fontName=REGULAR, fontSize=11, leading=13.5)
TITLE = ParagraphStyle("title", parent=BODY, fontName=BOLD, alignment=1)


class Symbol(Flowable):
    """A symbol of the flow in its cell."""

    def __init__(self, kind: str, dashed: bool) -> None:
        super().__init__()
        self.kind, self.dashed = kind, dashed
        self.width, self.height = 44, 20

    def draw(self) -> None:
        canvas = self.canv
        if self.dashed:
            canvas.setDash(2, 2)
        if self.kind == "keputusan":
            path = canvas.beginPath()
            path.moveTo(22, 20)
            for x, y in ((44, 10), (22, 0), (0, 10)):
                path.lineTo(x, y)
            path.close()
            canvas.drawPath(path)
        elif self.kind in ("mulai", "selesai"):
            canvas.roundRect(0, 0, 44, 18, 9)
        else:
            canvas.rect(0, 0, 44, 18)


def document(size: tuple[float, float], story: list[Any], **margins: float) -> bytes:
    """One platypus document."""
    kept = io.BytesIO()
    SimpleDocTemplate(kept, pagesize=size, invariant=1, lang="id-ID", **margins).build(story)
    return kept.getvalue()


def bare_sop(sop: Sop) -> bytes:
    """Identity block and flow table as platypus tables."""
    short, long = PAPER_SIZES["a4"]
    room = long * MM - 28 * MM
    story: list[Any] = []
    identity = sop.identity
    if identity.number:
        top = [
            ("<br/>".join((*identity.unit, identity.bidang)), "Nomor SOP", identity.number),
            ("", "Tanggal Pembuatan", identity.created),
            ("", "Tanggal Revisi", identity.revised),
            ("", "Tanggal Efektif", identity.effective),
            ("", "Disahkan oleh", "<br/>".join(identity.approved_by)),
            ("", "Nama SOP", sop.name),
        ]
        widths = [room * 0.5, room * 0.2, room * 0.3]
        rows = [[Paragraph(cell, SMALL) for cell in row] for row in top]
        story.append(Table(rows, widths, style=[GRID, ("SPAN", (0, 0), (0, -1))]))
        lists = [
            (identity.legal_basis, identity.qualifications),
            (identity.related, identity.equipment),
            (identity.warnings, identity.records),
        ]
        cells = [[[Paragraph(item, SMALL) for item in items] for items in pair] for pair in lists]
        story += [Table(cells, [room / 2] * 2, style=[GRID]), PageBreak()]
    story += [Paragraph(sop.table_title or sop.name, TITLE), Spacer(1, 8)]
    count = len(sop.executors)
    wide = 0.44 * room / count
    rest = room - wide * count - 22
    widths = [22, rest * 0.4, *[wide] * count, rest * 0.22, rest * 0.1, rest * 0.18, rest * 0.1]
    over = sop.columns[2:4]
    words = [e.label for e in sop.executors]
    head = [
        [Paragraph(w, HEAD) for w in (*sop.columns[:2], over[0], *[""] * (count - 1), over[1], "", "", "")],
        [Paragraph(w, HEAD) for w in ("", "", *words, *sop.columns[4:])],
    ]
    spans = [("SPAN", (2, 0), (1 + count, 0)), ("SPAN", (2 + count, 0), (-1, 0))]
    look = [GRID, *spans, ("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("BACKGROUND", (0, 0), (-1, 1), "#ebebeb")]
    rows = [*head, *(bare_row(sop, step) for step in sop.steps)]
    story.append(Table(rows, widths, repeatRows=2, style=look))
    margins = {f"{side}Margin": 14 * MM for side in ("left", "right", "top", "bottom")}
    return document((long * MM, short * MM), story, **margins)


def bare_row(sop: Sop, step: Step) -> list[Any]:
    """A row of the flow table."""
    columns: list[Any] = []
    for executor in sop.executors:
        parts = [p for p in step.parts if p.executor == executor.id]
        inside: list[Any] = [Symbol(step.kind, p.role == "peserta") for p in parts]
        inside += [Paragraph(p.cell, SMALL) for p in parts if p.cell]
        columns.append(inside)
    texts = (step.needs_text, step.time_text, step.output_text, step.remark)
    return [step.no, Paragraph(step.text, SMALL), *columns, *(Paragraph(t, SMALL) for t in texts)]


def bare_letter(form: Form, sheet: Sheet) -> bytes:
    """The same kop, blanks and signers as platypus paragraphs and tables."""
    kop = sheet.letterhead
    story: list[Any] = [Paragraph("<br/>".join((*kop.above, kop.name, *kop.below)), TITLE), Spacer(1, 12)]
    if sheet.title:
        story.append(Paragraph(plain(sheet.title), TITLE))
    story += [Paragraph(plain(sheet.number), TITLE), Spacer(1, 12)]
    facts: list[list[Any]] = []
    for blank in form.fields:
        value = sheet.values[blank.id]
        if blank.kind == "tanggal" and isinstance(value, str):
            value = worded_date(value)
        if blank.kind == "tabel":
            rows = [blank.columns, *value]
            story.append(Table([[Paragraph(plain(str(c)), BODY) for c in row] for row in rows], style=[GRID]))
        elif isinstance(value, str) and blank.kind != "paragraf":
            facts.append([Paragraph(plain(blank.label), BODY), ":", Paragraph(plain(value), BODY)])
        else:
            lines = value.split("\n\n") if isinstance(value, str) else value
            story += [Paragraph(plain(str(line)), BODY) for line in lines]
    if facts:
        story.insert(3, Table(facts, [110, 10, 330]))
    story += [Paragraph(plain(text), BODY) for text in sheet.texts.values()]
    signers = [[Paragraph("<br/>".join(words(s)), BODY) for s in sheet.signers]]
    if sheet.signers:
        story.append(Table(signers, [450 / len(sheet.signers)] * len(sheet.signers)))
    story += [Paragraph(plain(name), BODY) for name in sheet.copies]
    short, long = PAPER_SIZES["a4"]
    return document((short * MM, long * MM), story, leftMargin=30 * MM, rightMargin=20 * MM)


def words(signer: Signer) -> list[str]:
    """The lines of a signer."""
    return [
        plain(line) for line in (signer.heading, *signer.position, "", signer.name, signer.rank, signer.nip)
    ]


def paired(ours: Callable[[], bytes], bare: Callable[[], bytes], rounds: int) -> tuple[float, float, float]:
    """Medians in milliseconds, and the median of the ratios round by round."""
    for _ in range(3):
        ours()
        bare()
    spent: list[tuple[float, float]] = []
    gc.disable()
    for number in range(rounds):
        one, other = (ours, bare) if number % 2 else (bare, ours)
        begin = time.perf_counter()
        one()
        middle = time.perf_counter()
        other()
        end = time.perf_counter()
        pair = (middle - begin, end - middle)
        spent.append(pair if number % 2 else pair[::-1])
        gc.collect()
    gc.enable()
    first, second = zip(*spent, strict=True)
    ratio = statistics.median(a / b for a, b in spent)
    return statistics.median(first) * 1000, statistics.median(second) * 1000, ratio


#: The boxed forms; bare reportlab gets what was chosen, without the boxes to tick.
FORMS = ("disposisi", "tanda_terima", "nota_permintaan", "formulir_perubahan", "hasil_uji")


def main() -> None:
    """Print one line for every paper."""
    sys.path.insert(0, str(ROOT / "tests" / "reports" / "pdf"))
    from filled_papers import LETTERS, form_of, full_sheet

    rounds = arguments("Papers against bare reportlab.", rounds=40).parse_args().rounds
    register_fonts()
    print(f"{'paper':28}{'ours ms':>9}{'bare ms':>9}{'ratio':>7}   limit 1.5")
    for code in SOP_CODES:
        sop, _ = read_sop(sop_text(code))
        if sop is not None:
            told(f"SOP {code}", paired(lambda s=sop: render_sop(s), lambda s=sop: bare_sop(s), rounds))
    words = [f"kata{n}" for n in range(3000)]
    minutes = "\n\n".join(" ".join(words[at : at + 150]) for at in range(0, 3000, 150))
    people = tuple((f"Peserta {n} Contoh", "19900101 201503 1 001", "Dinas Contoh") for n in range(60))
    long: list[tuple[str, str, dict[str, Value]]] = [
        ("notulen", ", 3.000 words", {"pembahasan": minutes}),
        ("daftar_hadir", ", 60 people", {"peserta": people}),
    ]
    for form_id, more, values in [*((name, "", {}) for name in LETTERS), *long]:
        form = form_of(form_id)
        sheet = full_sheet(form, values=values)
        told(
            form_id + more,
            paired(lambda s=sheet, f=form: render(s, f), lambda s=sheet, f=form: bare_letter(f, s), rounds),
        )

    for form_id in FORMS:
        form = form_of(form_id)
        ticked: dict[str, Value] = {
            blank.id: blank.choices[:2] for blank in form.fields if blank.kind == "centang"
        }
        sheet = full_sheet(form, values=ticked)
        told(
            form_id,
            paired(lambda s=sheet, f=form: render(s, f), lambda s=sheet, f=form: bare_letter(f, s), rounds),
        )


def told(name: str, measured: tuple[float, float, float]) -> None:
    """One line."""
    ours, bare, ratio = measured
    print(f"{name:28}{ours:9.1f}{bare:9.1f}{ratio:7.2f}")


if __name__ == "__main__":
    main()
