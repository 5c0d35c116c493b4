"""Lembar disposisi: the letter, to whom it goes, what is asked, a note and who disposes."""

from __future__ import annotations

from reportlab.platypus import Flowable, Paragraph

from reports.pdf.boxes import (
    Fact,
    boxed,
    caption,
    facts,
    hand_signed,
    label_width,
    note,
    signing_stack,
    ticks,
)
from reports.pdf.content import Content
from reports.pdf.fonts import BOLD
from reports.pdf.styles import styles
from reports.pdf.text import plain

_LETTER = ("surat_dari", "nomor_surat", "tanggal_surat")
_RECEIVED = ("diterima_tanggal", "nomor_agenda")
_HALVES = (1, 1)
#: Labels of the full-width rows stand in line with those of the letter.
_MOST = 92.0


def disposisi(paper: Content) -> list[Flowable]:
    """The ruled form in the order in which a leader reads and ticks it."""
    title = Paragraph(
        plain(paper.sheet.title or paper.form.title), styles().title.clone("judul lembar", fontName=BOLD)
    )
    column = label_width([paper.form.field(one).label for one in _LETTER], _MOST)
    secrecy = [caption(f"{paper.form.field('sifat').label}:"), ticks(paper, "sifat", 2)]
    to = [caption(f"{paper.form.field('diteruskan').label}:"), ticks(paper, "diteruskan")]
    asked = [caption(f"{paper.form.field('instruksi').label}:"), ticks(paper, "instruksi")]
    rows = [
        boxed([[title]]),
        boxed([facts(paper, _LETTER, _MOST), [*facts(paper, _RECEIVED, _MOST), *secrecy]], _HALVES),
        boxed([[Fact(paper.form.field("perihal").label, paper.line("perihal"), column)]]),
        boxed([to, asked], _HALVES),
        boxed([[caption("Catatan:"), *note(paper.line("catatan"), 3)]]),
        boxed(
            [
                facts(paper, ("batas_waktu",), _MOST),
                signing_stack(hand_signed(paper, "pejabat"), f"Tanggal: {paper.day}"),
            ],
            _HALVES,
        ),
    ]
    return list(rows)
