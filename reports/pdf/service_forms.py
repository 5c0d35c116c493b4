"""Papers at the counter: tanda terima for what an agency handed in, and the nota permintaan layanan."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph, Spacer

from reports.pdf.boxes import boxed, caption, facts, hand_signed, label_width, note, noted, section, ticks
from reports.pdf.content import Content
from reports.pdf.pieces import table, text
from reports.pdf.signature import SignatureBlock, Signatures, signed
from reports.pdf.styles import MM, styles
from reports.pdf.text import plain

_MOST = 130.0
_BLANK_ROWS = 4


def tanda_terima(paper: Content) -> list[Flowable]:
    """Title and number, from whom, the table of what was received, both signatures."""
    column = label_width([paper.form.field(one).label for one in ("dari", "nomor_permohonan")], _MOST) + 20
    received = [(str(at), *row) for at, row in enumerate(paper.rows("berkas"), start=1)]
    rows = received or [(str(at), "", "", "") for at in range(1, _BLANK_ROWS + 1)]
    remark = paper.line("catatan")
    columns = paper.form.field("berkas").columns
    body: list[Flowable] = [
        *paper.title_block(),
        *paper.facts("dari", "nomor_permohonan", "perihal", "tanggal_terima", "jam", label_width=column),
        Spacer(0, 2 * MM),
        Paragraph(plain(f"{paper.form.field('berkas').label}:"), styles().line),
        table(("No", *columns), rows, _shares(len(columns)), paper.width),
        *([Paragraph("Catatan:", styles().line), *text(remark)] if remark else []),
        *paper.said("penutup"),
    ]
    return signed(body, [_facing(paper, "menyerahkan", "menerima")])


def _shares(columns: int) -> tuple[float, ...]:
    """Number, what it is, and narrower columns for the rest."""
    return (7, 50, *([24] * (columns - 1)))


def nota_permintaan(paper: Content) -> list[Flowable]:
    """The ticket: who asks, for what, how urgent, what is attached, who took it."""
    who = ("opd", "penanggung_jawab", "kontak", "kanal")
    body: list[Flowable] = [
        *paper.title_block(numbered_form=False),
        boxed([facts(paper, ("nomor_tiket",)), facts(paper, ("tanggal_permintaan", "jam"))], (1, 1)),
        section("A. Pemohon"),
        boxed([facts(paper, who)]),
        section("B. Layanan"),
        boxed([[caption("Jenis layanan:"), ticks(paper, "layanan", 3)]]),
        boxed([noted(paper, "uraian", 5)]),
        boxed([[caption("Prioritas:"), ticks(paper, "prioritas", 4)]]),
        boxed([_attachments(paper)]),
        section("C. Penerimaan"),
        boxed([facts(paper, ("petugas",)), facts(paper, ("target",))], (1, 1)),
        Spacer(0, 3 * MM),
    ]
    return signed(body, [_facing(paper, "pemohon", "penerima")])


def _facing(paper: Content, left: str, right: str) -> Flowable:
    """Two who sign beside each other, place and date over the one of the office."""
    blocks = [
        SignatureBlock(hand_signed(paper, left), (" ",)),
        SignatureBlock(hand_signed(paper, right), (paper.place_and_date,)),
    ]
    return Signatures(blocks)


def _attachments(paper: Content) -> list[Flowable]:
    items = [f"{at}. {item}" for at, item in enumerate(paper.items("lampiran"), start=1)]
    return [caption("Dokumen lampiran:"), *note("\n".join(items))]
