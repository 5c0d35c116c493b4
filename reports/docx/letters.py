"""Papers as Word documents that keep the merge tokens of the national letter system."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from models.records.paper import Form, Sheet, Signer, SignerSlot
from models.rules.papers import is_empty
from reports.docx import wording
from reports.docx.document import CENTRE, DOTS, RIGHT, WordPaper
from reports.docx.wording import clean
from reports.pdf.content import Content
from reports.pdf.logo import prepared_logo

#: What stands between head and signatures of a layout: `kalimat` a sentence, `isi` free text, `daftar` a
#: list, `tabel` a table, `data` facts, `judul` a heading. Layouts not named here follow their form.
_OUTLINES: dict[str, tuple[tuple[str, ...], ...]] = {
    "nota_dinas": (("kalimat", "pembuka"), ("isi", "isi"), ("kalimat", "penutup")),
    "surat": (("kalimat", "pembuka"), ("isi", "isi"), ("kalimat", "penutup")),
    "penolakan": (
        ("kalimat", "pembuka"), ("isi", "alasan"), ("kalimat", "pengantar_saran", "saran"), ("isi", "saran"),
        ("kalimat", "penutup"),
    ),
    "surat_tugas": (
        ("data", "menimbang"), ("judul", "Dasar"), ("daftar", "dasar"), ("amar", "amar"),
        ("judul", "Kepada"), ("tabel", "kepada"), ("judul", "Untuk"), ("daftar", "untuk"),
        ("data", "waktu", "tempat"), ("kalimat", "penutup"),
    ),
    "berita_acara": (
        ("kalimat", "pembuka"), ("daftar", "hasil_rapat"), ("kalimat", "pengantar_dokumen", "dokumen"),
        ("daftar", "dokumen"), ("kalimat", "pengantar_peserta", "peserta"), ("tabel", "peserta"),
        ("kalimat", "penutup"),
    ),
    "serah_terima": (
        ("kalimat", "pembuka"), ("pihak", "pihak_pertama", "unit_pertama", "PIHAK PERTAMA"),
        ("pihak", "pihak_kedua", "unit_kedua", "PIHAK KEDUA"), ("kalimat", "pernyataan"), ("tabel", "objek"),
        ("kalimat", "pengantar_hak"), ("daftar", "hak_kewajiban"), ("kalimat", "penutup"),
    ),
}  # fmt: skip
#: Date and place stand in the head or in the text of these, not over the signature.
_DATED_ABOVE = ("nota_dinas", "surat", "penolakan", "berita_acara", "serah_terima")
_BLANK_LINES = 4


def render_docx(sheet: Sheet, form: Form, logo: bytes | None = None) -> bytes:
    """The paper as DOCX, number, date and sender as tokens; the same sheet always gives the same bytes."""
    return _Letter(sheet, form, logo).written()


class _Letter:
    """One paper while it is written."""

    def __init__(self, sheet: Sheet, form: Form, logo: bytes | None) -> None:
        self._sheet, self._form, self._logo = sheet, form, logo
        self._paper = WordPaper(sheet, sheet.title or form.title or form.name)
        self._content = Content(sheet, form, 0.0)
        officials = [slot for slot in form.signers if slot.kind == "pejabat"]
        required = [slot for slot in officials if slot.required]
        #: Who sends it: their name, position and signature come from the letter system.
        self._sender = next(iter([*required, *officials]), None)

    def written(self) -> bytes:
        if self._form.letterhead:
            self._paper.kop(self._sheet.letterhead, prepared_logo(self._logo))
        heads = {"nota_dinas": self._memo_head, "surat": self._letter_head, "penolakan": self._letter_head}
        heads.get(self._form.layout, self._titled_head)()
        writers: dict[str, Callable[..., None]] = {
            "kalimat": self._sentence,
            "isi": self._passage,
            "daftar": self._list,
            "tabel": self._table,
            "foto": self._captions,
            "data": self._facts,
            "judul": self._heading,
            "amar": self._order,
            "pihak": self._party,
        }
        for kind, *names in _OUTLINES.get(self._form.layout, ()) or self._outline():
            writers[kind](*names)
        self._signatures()
        self._copies()
        return self._paper.finished()

    def _memo_head(self) -> None:
        self._paper.line(clean(self._sheet.title or self._form.title), align=CENTRE, bold=True)
        self._paper.gap()
        copies = ", ".join(map(clean, self._sheet.copies))
        sender = clean(self._content.line("dari")) or wording.POSITION
        self._paper.facts(
            [
                ("Yth.", self._value("yth")),
                ("Dari", sender),
                ("Tembusan", copies or "-"),
                ("Tanggal", wording.DATE),
                *self._numbered(),
            ]
        )

    def _letter_head(self) -> None:
        place = clean(self._sheet.place) or DOTS[:20]
        self._paper.line(f"{place}, {wording.DATE}", align=RIGHT)
        self._paper.facts(self._numbered())
        self._paper.line(f"Yth. {self._value('yth') or DOTS}")
        self._paper.line("di")
        self._paper.line(f"      {self._value('di') or DOTS}")
        self._paper.gap()

    def _numbered(self) -> list[tuple[str, str]]:
        return [
            ("Nomor", wording.NUMBER),
            ("Sifat", wording.SECRECY),
            ("Lampiran", self._value("lampiran") or "-"),
            ("Hal", wording.ABOUT),
        ]

    def _titled_head(self) -> None:
        self._paper.line(clean(self._sheet.title or self._form.title), align=CENTRE, bold=True)
        if self._form.group:
            self._paper.line(f"NOMOR {wording.NUMBER}", align=CENTRE)
        about = self._value("tentang") if self._has("tentang") else ""
        if about:
            self._paper.line("TENTANG", align=CENTRE, bold=True)
            self._paper.line(about, align=CENTRE, bold=True)
        self._paper.gap(12)

    def _outline(self) -> list[tuple[str, ...]]:
        """The sentences and fields of a form in their own order, the closing sentence last."""
        opening = [("kalimat", text.id) for text in self._form.texts if text.id != "penutup"]
        fields: list[tuple[str, ...]] = []
        for field in self._form.fields:
            if field.id == "tentang" or field.kind == "foto":  # photographs stay with the printed paper
                continue
            if field.kind in ("teks", "tanggal", "jam", "pilihan", "centang"):
                if fields and fields[-1][0] == "data":
                    fields[-1] = (*fields[-1], field.id)
                else:
                    fields.append(("data", field.id))
                continue
            kind = {"paragraf": "isi", "daftar": "daftar", "tabel": "tabel", "foto": "foto"}[field.kind]
            if field.required or not is_empty(self._sheet.values.get(field.id)):
                fields += [("judul", field.label), (kind, field.id)]
        closing = [("kalimat", text.id) for text in self._form.texts if text.id == "penutup"]
        return [*opening[:1], *fields, *opening[1:], *closing]

    def _sentence(self, text_id: str, needs: str = "") -> None:
        """A sentence; one that introduces a field is left out while that is empty."""
        if not needs or not is_empty(self._sheet.values.get(needs)):
            self._paper.text(self._content.sentence(text_id))

    def _order(self, text_id: str) -> None:
        self._paper.line(
            f"{clean(self._content.sentence(text_id)) or 'MENUGASKAN'}:", align=CENTRE, bold=True, keep=True
        )
        self._paper.gap(6)

    def _passage(self, field_id: str) -> None:
        value = self._sheet.values.get(field_id, "")
        words = value if isinstance(value, str) else self._content.line(field_id)
        required = self._form.field(field_id).required
        self._paper.text("" if is_empty(words) else words, dotted=_BLANK_LINES if required else 0)

    def _list(self, field_id: str) -> None:
        items = self._content.items(field_id)
        if items or self._form.field(field_id).required:
            self._paper.items(items)
            self._paper.gap()

    def _table(self, field_id: str) -> None:
        rows = self._content.rows(field_id)
        if rows or self._form.field(field_id).required:
            self._paper.table(self._form.field(field_id).columns, rows)

    def _captions(self, field_id: str) -> None:
        """What the photographs show; the pictures themselves are enclosed with the paper."""
        rows = self._sheet.values.get(field_id, ())
        captions = [row if isinstance(row, str) else row[-1] for row in rows if row]
        self._paper.items([caption for caption in captions if caption.strip()])

    def _facts(self, *field_ids: str) -> None:
        shown = [one for one in field_ids if self._form.field(one).required or self._value(one)]
        self._paper.facts([(self._form.field(one).label, self._value(one)) for one in shown])

    def _heading(self, words: str) -> None:
        self._paper.line(clean(words), bold=True, keep=True)

    def _party(self, slot_id: str, unit: str, name: str) -> None:
        block = self._signer(slot_id)
        position = " ".join(clean(line).rstrip(",") for line in block.position)
        self._paper.facts(
            [
                ("Nama", clean(block.name)),
                ("NIP", clean(block.nip)),
                ("Jabatan", position),
                ("Unit kerja", self._value(unit)),
            ]
        )
        self._paper.line(f"selanjutnya disebut {name};")
        self._paper.gap()

    def _signatures(self) -> None:
        slots = [slot for slot in self._form.signers if slot.required or self._signer(slot.id).name.strip()]
        dated = self._form.layout not in _DATED_ABOVE
        blocks: list[Sequence[str] | None] = [
            self._block(slot, dated=dated and slot is (self._sender or slots[0])) for slot in slots
        ]
        if len(blocks) == 1:
            blocks.insert(0, None)
        for at in range(0, len(blocks), 2):
            self._paper.signatures(blocks[at : at + 2])

    def _block(self, slot: SignerSlot, *, dated: bool) -> list[str]:
        place = clean(self._sheet.place) or DOTS[:20]
        before = (
            [f"{place}, {wording.DATE if self._form.group else clean(self._content.day)}"] if dated else []
        )
        heading = [clean(slot.heading)] if slot.heading else []
        if slot is self._sender:
            sender = [f"{wording.POSITION},", "", wording.SIGNATURE, "", f"**{wording.NAME}"]
            return [*before, *heading, *sender, f"NIP {wording.NIP}"]
        signer = self._signer(slot.id)
        foot = [f"**{clean(signer.name) or DOTS[:28]}", clean(signer.rank)]
        nip = clean(signer.nip) or ("" if signer.name.strip() else DOTS[:24])
        position = [clean(line) for line in signer.position]
        lines = [*filter(None, (*before, *heading, *position)), "", "", "", *filter(None, foot)]
        return [*lines, f"NIP {nip}"] if nip else lines

    def _copies(self) -> None:
        if self._sheet.copies and self._form.layout != "nota_dinas":
            self._paper.line("Tembusan:")
            self._paper.items(self._sheet.copies)

    def _signer(self, slot_id: str) -> Signer:
        return self._content.signer(slot_id) or Signer()

    def _has(self, field_id: str) -> bool:
        return any(field.id == field_id for field in self._form.fields)

    def _value(self, field_id: str) -> str:
        return clean(self._content.line(field_id)) if self._has(field_id) else ""
