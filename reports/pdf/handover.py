"""Berita acara serah terima: two parties, what changes hands, and what each owes afterwards."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph, Spacer

from models.records.paper import Signer
from reports.pdf.content import Content
from reports.pdf.meetings import approved, both_sides
from reports.pdf.pieces import Mark, labelled, table
from reports.pdf.signature import copies, signed
from reports.pdf.styles import INDENT, MM, styles

#: No, aplikasi, versi, URL, repositori, akun, dokumen, kondisi.
_SHARES = (0.8, 2.7, 1.5, 2.8, 2.6, 2.1, 2.6, 1.8)
_BLANK_ROWS = 3
_BLANK_HEIGHT = 9 * MM
_LABEL_WIDTH = 76.0


def serah_terima(paper: Content) -> list[Flowable]:
    """Kop, title, the day in words, the parties, the objects, the duties, signatures of both."""
    body = [
        *paper.title_block(about=paper.line("tentang")),
        *paper.said("pembuka"),
        *_party(paper, "1.", "pihak_pertama", "unit_pertama", "PIHAK PERTAMA"),
        *_party(paper, "2.", "pihak_kedua", "unit_kedua", "PIHAK KEDUA"),
        *paper.said("pernyataan"),
        _objects(paper),
        *paper.said("pengantar_hak"),
        *paper.listed("hak_kewajiban", 4),
        Spacer(0, 2 * MM),
        *paper.said("penutup"),
    ]
    ending = [
        *both_sides(paper, "pihak_kedua", "pihak_pertama"),
        *approved(paper.signer("mengetahui")),
        *copies(paper.sheet.copies),
    ]
    return signed(body, ending)


def _party(paper: Content, mark: str, slot: str, unit: str, name: str) -> list[Flowable]:
    signer = paper.signer(slot) or Signer()
    position = " ".join(line.rstrip(",") for line in signer.position)
    facts = labelled(
        [
            ("Nama", signer.name),
            ("NIP", signer.nip),
            ("Jabatan", position),
            ("Unit kerja", paper.line(unit)),
        ],
        left=INDENT,
        label_width=_LABEL_WIDTH,
    )
    style = styles().body.clone("pihak", leftIndent=INDENT)
    return [Mark(mark), *facts, Paragraph(f"selanjutnya disebut <b>{name}</b>;", style)]


def _objects(paper: Content) -> Flowable:
    columns = paper.form.field("objek").columns
    rows = [(f"{at}.", *row) for at, row in enumerate(paper.rows("objek"), start=1)]
    head = ("No", *columns)
    if rows:
        return table(head, rows, _SHARES, paper.width, small=True)
    blank = [(f"{at}.", *[""] * len(columns)) for at in range(1, _BLANK_ROWS + 1)]
    return table(head, blank, _SHARES, paper.width, small=True, row_height=_BLANK_HEIGHT)
