"""Surat pernyataan of an agency, and the report of what was carried out."""

from __future__ import annotations

from reportlab.platypus import Flowable, Spacer

from models.records.paper import Signer
from models.rules.papers import is_empty
from reports.pdf.content import Content
from reports.pdf.pieces import Heading
from reports.pdf.signature import SignatureBlock, Signatures, copies, signed, signed_right
from reports.pdf.styles import INDENT, MM
from reports.pdf.text import DOTS

_PERSON = ("nama", "nip", "pangkat", "jabatan", "unit_kerja")


def pernyataan(paper: Content) -> list[Flowable]:
    """Title, who declares, the numbered statements, place and date, signature over a meterai if wanted."""
    body = [
        *paper.title_block(numbered_form=False),
        *paper.said("pembuka"),
        *paper.facts(*_PERSON, left=INDENT),
        Spacer(0, 3 * MM),
        *paper.said("pengantar_butir"),
        *paper.listed("butir", 5),
        Spacer(0, 2 * MM),
        *paper.said("penutup"),
    ]
    stamp = "Meterai" if paper.line("meterai") == "Dengan meterai" else ""
    block = SignatureBlock(_declarant(paper), (paper.place_and_date,), stamp)
    return signed(body, [signed_right(block)])


def _declarant(paper: Content) -> Signer:
    """Who was typed as signer, or else the person whom the statement names."""
    typed = paper.signer("menyatakan")
    if typed and not is_empty(typed.name):
        return typed
    heading = paper.form.signers[0].heading
    position = paper.line("jabatan")
    return Signer(
        heading=heading,
        position=(f"{position},",) if position else (),
        name=paper.line("nama"),
        rank=paper.line("pangkat"),
        nip=paper.line("nip"),
    )


def laporan(paper: Content) -> list[Flowable]:
    """Kop, title, the chapters of a report, place and date, signature."""
    chapters: list[tuple[str, list[Flowable]]] = [
        ("Pendahuluan", _introduction(paper)),
        (_label(paper, "kegiatan"), paper.passage("kegiatan", 6)),
        (_label(paper, "hasil_kegiatan"), paper.passage("hasil_kegiatan", 6)),
        ("Kesimpulan dan saran", _conclusion(paper)),
        ("Penutup", paper.said("penutup")),
    ]
    body: list[Flowable] = [*paper.title_block(about=paper.line("tentang"))]
    for letter, (name, content) in zip("ABCDE", chapters, strict=True):
        if content:
            over = isinstance(content[0], Heading)
            body += [paper.heading(f"{letter}. {name}", over_heading=over), *content]
    return signed(body, [*_signatures(paper), *copies(paper.sheet.copies)])


def _introduction(paper: Content) -> list[Flowable]:
    return [
        paper.heading("1. Latar belakang"),
        *paper.passage("latar"),
        paper.heading("2. Dasar"),
        *paper.listed("dasar", 2, letters=True),
        paper.heading("3. Maksud dan tujuan"),
        *paper.passage("tujuan"),
    ]


def _conclusion(paper: Content) -> list[Flowable]:
    advice = paper.passage("saran")
    found = [paper.heading("1. Kesimpulan"), *paper.passage("kesimpulan")]
    return [*found, paper.heading("2. Saran"), *advice] if advice else paper.passage("kesimpulan")


def _signatures(paper: Content) -> list[Flowable]:
    signer = paper.signer("pejabat")
    place = paper.sheet.place.strip() or DOTS[:24]
    made = (f"Dibuat di {place}", f"pada tanggal {paper.day}")
    block = SignatureBlock(signer, made) if signer else None
    superior = paper.signer("mengetahui")
    if superior is None:
        return [signed_right(block)] if block else []
    return [Signatures([SignatureBlock(superior), block])]


def _label(paper: Content, field_id: str) -> str:
    return paper.form.field(field_id).label
