"""Papers of the correspondence kind: nota dinas and surat dinas (pemberitahuan, penolakan)."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph, Spacer, Table

from reports.pdf.content import Content
from reports.pdf.fonts import REGULAR, width
from reports.pdf.pieces import Dots, Labelled, Rule, labelled, numbered
from reports.pdf.signature import SignatureBlock, copies, signed, signed_right
from reports.pdf.styles import MM, SIZE, styles
from reports.pdf.text import plain

_ADDRESS_INDENT = 30.0


def nota_dinas(paper: Content) -> list[Flowable]:
    """Kop, title, heading block from Yth. to Hal, rule, three passages, signature."""
    named = styles()
    signer = paper.signer("pejabat")
    sender = paper.line("dari") or (signer.position[-1].rstrip(",") if signer and signer.position else "")
    names = paper.sheet.copies
    about = paper.line("hal")
    head = labelled(
        [
            ("Yth.", paper.line("yth")),
            ("Dari", sender),
            ("Tembusan", numbered(names) if len(names) > 1 else "".join(names) or "-"),
            ("Tanggal", paper.day),
            ("Nomor", paper.sheet.number),
            ("Sifat", paper.line("sifat")),
            ("Lampiran", paper.line("lampiran") or "-"),
            ("Hal", [Paragraph(plain(about), named.strong)] if about else ""),
        ]
    )
    title = [Paragraph(plain(paper.sheet.title or paper.form.title), named.title), Spacer(0, 4 * MM)]
    body = [*paper.said("pembuka"), *paper.passage("isi", 6), *paper.said("penutup")]
    ending = [signed_right(SignatureBlock(signer))] if signer else []
    return [*title, *head, Rule(1.2, 4, 9), *signed(body, ending)]


def surat(paper: Content) -> list[Flowable]:
    """Kop, place and date beside the number, addressee, three passages, signature, tembusan."""
    body = [*paper.said("pembuka"), *paper.passage("isi", 6), *paper.said("penutup")]
    return [*_letter_head(paper), *_letter_end(paper, body)]


def penolakan(paper: Content) -> list[Flowable]:
    """A letter that tells why a request cannot be met, and what the agency may do."""
    body = [*paper.said("pembuka"), *paper.passage("alasan", 6)]
    advice = paper.passage("saran")
    if advice:
        body += [*paper.said("pengantar_saran"), *advice]
    return [*_letter_head(paper), *_letter_end(paper, [*body, *paper.said("penutup")])]


def _letter_head(paper: Content) -> list[Flowable]:
    named = styles()
    about = paper.line("hal")
    rows = labelled(
        [
            ("Nomor", paper.sheet.number),
            ("Sifat", paper.line("sifat")),
            ("Lampiran", paper.line("lampiran") or "-"),
            ("Hal", [Paragraph(plain(about), named.strong)] if about else ""),
        ]
    )
    date_width = min(width(paper.place_and_date, REGULAR, SIZE) + 2, paper.width * 0.55)
    right = named.line.clone("tempat dan tanggal", alignment=2)
    head = Table(
        [[rows, Paragraph(plain(paper.place_and_date), right)]],
        colWidths=[paper.width - date_width, date_width],
        splitInRow=1,
    )
    head.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (0, 0), 8),
            ("RIGHTPADDING", (1, 0), (1, 0), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
            ("FONTNAME", (0, 0), (-1, -1), REGULAR),
        ]
    )
    to = [
        _addressed("Yth.", paper.line("yth")),
        Paragraph("di", named.line),
        _addressed("", paper.line("di")),
    ]
    return [head, Spacer(0, 5 * MM), *to, Spacer(0, 5 * MM)]


def _addressed(label: str, words: str) -> Flowable:
    """A line of the addressee, standing in as far as `Yth.` reaches."""
    value = Paragraph(plain(words), styles().line) if words else Dots()
    return Labelled(label, [value], _ADDRESS_INDENT, colon="")


def _letter_end(paper: Content, body: list[Flowable]) -> list[Flowable]:
    signer = paper.signer("pejabat")
    block = [signed_right(SignatureBlock(signer))] if signer else []
    return signed(body, [*block, *copies(paper.sheet.copies)])
