"""Papers of a meeting: berita acara, notulen with its photographs, daftar hadir."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer

from models.records.paper import Signer
from models.rules.date_words import weekday_text
from reports.pdf.content import Content
from reports.pdf.photo import photo
from reports.pdf.pieces import labelled, table
from reports.pdf.signature import SignatureBlock, Signatures, copies, signed, signed_right
from reports.pdf.styles import MM, styles
from reports.pdf.text import plain, worded_date

#: Rows of an attendance list that is filled in by hand.
_BLANK_ROWS, _BLANK_ROWS_OVER_SIGNATURE = 20, 12
_SIGN_HEIGHT = 7.5 * MM


def berita_acara(paper: Content) -> list[Flowable]:
    """Kop, title, the day in words, results, documents, signatures of both sides and of those present."""
    body = [
        *paper.title_block(about=paper.line("tentang")),
        *paper.said("pembuka"),
        *paper.listed("hasil_rapat", 5),
    ]
    documents = paper.listed("dokumen")
    if documents:
        body += [*paper.said("pengantar_dokumen"), *documents]
    people = paper.rows("peserta")
    if people:
        body += [*paper.said("pengantar_peserta"), _attendance(paper, people, (1.0, 5.0, 6.0, 4.0))]
    body += [Spacer(0, 2 * MM), *paper.said("penutup")]
    ending = [*both_sides(paper, "pemohon", "pejabat"), *approved(paper.signer("mengetahui"))]
    return signed(body, [*ending, *copies(paper.sheet.copies)])


def notulen(paper: Content) -> list[Flowable]:
    """Title, facts of the meeting, its course in three parts, signatures, a sheet of photographs."""
    day = paper.sheet.values.get("hari_tanggal", "")
    facts: list[tuple[str, str | list[Flowable]]] = [
        (_label(paper, "rapat"), paper.line("rapat")),
        (_label(paper, "hari_tanggal"), day_and_date(day if isinstance(day, str) else "")),
        ("Waktu", time_span(paper.line("mulai"), paper.line("selesai"))),
        (_label(paper, "tempat"), paper.line("tempat")),
        (_label(paper, "acara"), paper.listed("acara")),
        ("Pimpinan rapat", labelled([(_label(paper, one), paper.line(one)) for one in _LEADERS])),
        (_label(paper, "peserta"), paper.listed("peserta")),
    ]
    parts: list[Flowable] = []
    for letter, name, content in zip("ABC", _PARTS, _course(paper), strict=False):
        parts += [paper.heading(f"{letter}. {name}"), *content]
    body = [
        *paper.title_block(numbered_form=False),
        *labelled(facts),
        Spacer(0, 3 * MM),
        *parts,
        Spacer(0, 2 * MM),
        *paper.said("penutup"),
    ]
    ending = both_sides(paper, "pimpinan", "notulis")
    return [*signed(body, ending), *_photographs(paper)]


def daftar_hadir(paper: Content) -> list[Flowable]:
    """Title, facts of the meeting, one row for each person with the place to sign left and right in turn."""
    day = paper.sheet.values.get("hari_tanggal", "")
    facts = labelled(
        [
            (_label(paper, "acara"), paper.line("acara")),
            (_label(paper, "hari_tanggal"), day_and_date(day if isinstance(day, str) else "")),
            (_label(paper, "waktu"), paper.line("waktu")),
            (_label(paper, "tempat"), paper.line("tempat")),
        ]
    )
    leader = paper.signer("pimpinan")
    people = list(paper.rows("peserta"))
    wanted = _BLANK_ROWS_OVER_SIGNATURE if leader else _BLANK_ROWS
    people += [("", "", "")] * max(0, wanted - len(people))
    listed = _attendance(paper, people, (26.0, 106.0, 118.0, 115.0, 88.0))
    body = [*paper.title_block(numbered_form=False), *facts, Spacer(0, 3 * MM), listed]
    return signed(body, [signed_right(SignatureBlock(leader))]) if leader else body


_LEADERS = ("ketua", "sekretaris", "pencatat")
_PARTS = ("Pembukaan", "Pembahasan", "Kesimpulan/keputusan")


def _course(paper: Content) -> tuple[list[Flowable], list[Flowable], list[Flowable]]:
    opening = paper.passage("pembukaan") or [Paragraph("Rapat dibuka oleh pimpinan rapat.", styles().body)]
    return opening, paper.passage("pembahasan", 8), paper.listed("keputusan")


def _label(paper: Content, field_id: str) -> str:
    return paper.form.field(field_id).label


def day_and_date(iso: str) -> str:
    """`Sabtu, 21 November 2026`; anything that is no date stays as it is."""
    try:
        return f"{weekday_text(date.fromisoformat(iso))}, {worded_date(iso)}"
    except ValueError:
        return iso


def time_span(start: str, end: str) -> str:
    """`Pukul 09.00 s.d. 11.30`; without an end `s.d. selesai`, without a start nothing."""
    return f"Pukul {start} s.d. {end or 'selesai'}" if start else ""


def both_sides(paper: Content, left: str, right: str) -> list[Flowable]:
    """Two blocks side by side, of the slots named."""
    blocks = [SignatureBlock(one) if (one := paper.signer(slot)) else None for slot in (left, right)]
    return [Signatures(blocks)] if any(blocks) else []


def approved(signer: Signer | None) -> list[Flowable]:
    """Mengetahui, in the middle under the others."""
    return [Signatures([SignatureBlock(signer)], centred=True)] if signer else []


def _attendance(paper: Content, people: Sequence[Sequence[str]], shares: Sequence[float]) -> Flowable:
    """Who was there, each with a place to sign."""
    head = ("No", *paper.form.field("peserta").columns, "Tanda tangan")
    rows = [(f"{at}.", *person, _PlaceToSign(at)) for at, person in enumerate(people, start=1)]
    return table(head, rows, shares, paper.width, level=True)


class _PlaceToSign(Flowable):  # type: ignore[misc]  # reportlab has no types
    """The number where a person signs: left and right in turn, so that large signatures find room."""

    def __init__(self, ordinal: int) -> None:
        super().__init__()
        self._ordinal = ordinal

    def wrap(self, wide: float, _high: float) -> tuple[float, float]:
        """High enough for a signature."""
        self.width, self.height = wide, _SIGN_HEIGHT
        return self.width, self.height

    def draw(self) -> None:
        """Draw the number before its dots."""
        left = 0.0 if self._ordinal % 2 else self.width * 0.46
        style = styles().cell
        self.canv.setFont(style.fontName, style.fontSize)
        self.canv.drawString(left, 4, f"{self._ordinal}. {'.' * 8}")


def _photographs(paper: Content) -> list[Flowable]:
    """The photographs with their captions, then those that are enclosed on their own."""
    shown: list[Flowable] = []
    caption = styles().line.clone("keterangan foto", alignment=1)
    number = 0
    for path, words, apart in paper.photos("dokumentasi"):
        picture = photo(path)
        if picture is None and not apart:
            # it cannot be read: the window told so before anybody printed
            continue
        number += 1
        said = ". ".join(filter(None, (f"Foto {number}", words)))
        shown += [] if picture is None else [picture]
        shown.append(Paragraph(plain(f"{said} (terlampir tersendiri)" if apart else said), caption))
        shown.append(Spacer(0, 5 * MM))
    if not shown:
        return []
    return [PageBreak(), Paragraph("DOKUMENTASI RAPAT", styles().title), Spacer(0, 4 * MM), *shown]
