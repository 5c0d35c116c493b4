"""Surat tugas: the grounds, the order, who is sent, what for, when and where."""

from __future__ import annotations

from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, Paragraph, Spacer

from reports.pdf.content import Content
from reports.pdf.pieces import Mark, labelled, table, text
from reports.pdf.signature import SignatureBlock, copies, signed, signed_right
from reports.pdf.styles import INDENT, MM, SIZE, styles
from reports.pdf.text import DOTS, plain

#: More people than these stand in a table.
_MOST_IN_LINES = 2
_LABEL_WIDTH = 6.6 * SIZE
#: No, nama, pangkat, NIP, jabatan.
_SHARES = (26.0, 107.0, 101.0, 118.0, 101.0)


def surat_tugas(paper: Content) -> list[Flowable]:
    """Kop, title, grounds, MENUGASKAN, people, tasks, time and place, signature, tembusan."""
    grounds: list[tuple[str, str | list[Flowable]]] = []
    if paper.line("menimbang"):
        grounds.append(("Menimbang", text(paper.line("menimbang"))))
    grounds.append(("Dasar", paper.listed("dasar", 2)))
    tasks: list[tuple[str, str | list[Flowable]]] = [
        ("Untuk", paper.listed("untuk", 2)),
        ("Waktu", paper.line("waktu")),
        ("Tempat", paper.line("tempat")),
    ]
    order = Paragraph(f"{plain(paper.sentence('amar')) or 'MENUGASKAN'}:", _order_style())
    body = [
        *paper.title_block(),
        *labelled(grounds, label_width=_LABEL_WIDTH),
        order,
        *_people(paper),
        *labelled(tasks, label_width=_LABEL_WIDTH),
        Spacer(0, 3 * MM),
        *paper.said("penutup"),
    ]
    return signed(body, [*_signature(paper), *copies(paper.sheet.copies)])


def _order_style() -> ParagraphStyle:
    return styles().title.clone("amar", spaceBefore=8, spaceAfter=8, keepWithNext=1)


def _people(paper: Content) -> list[Flowable]:
    """One or two people line by line beside `Kepada`, more in a table below it."""
    people = paper.rows("kepada")
    if len(people) > _MOST_IN_LINES:
        head = ("No", *paper.form.field("kepada").columns)
        rows = [(f"{at}.", *row) for at, row in enumerate(people, start=1)]
        label = labelled([("Kepada", "nama-nama berikut:")], label_width=_LABEL_WIDTH)
        return [*label, table(head, rows, _SHARES, paper.width)]
    return labelled([("Kepada", _lines(paper, people or (("", "", "", ""),)))], label_width=_LABEL_WIDTH)


def _lines(paper: Content, people: tuple[tuple[str, ...], ...]) -> list[Flowable]:
    labels = paper.form.field("kepada").columns
    found: list[Flowable] = []
    for at, person in enumerate(people, start=1):
        mark = f"{at}." if len(people) > 1 else ""
        facts = labelled(zip(labels, person, strict=True), left=INDENT if mark else 0.0)
        if mark:
            found += [Mark(mark), *facts]
        else:
            found += facts
    return found


def _signature(paper: Content) -> list[Flowable]:
    signer = paper.signer("pejabat")
    if signer is None:
        return []
    place = paper.sheet.place.strip() or DOTS[:24]
    return [signed_right(SignatureBlock(signer, (f"Ditetapkan di {place}", f"pada tanggal {paper.day}")))]
